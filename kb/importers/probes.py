"""Lists of robotic probes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from kb.importers.rows import Fact, Row

_RECORD = re.compile(r'"spacecraft":\s*"(?P<name>[^"]*)",\s*"launch_date":\s*"(?P<date>[^"]*)"')


def lunar(path: Path) -> Iterator[Row]:
    """Read the list of lunar probes, a JavaScript literal: name and day of launch."""
    text = path.read_text(encoding="utf-8")
    for match in _RECORD.finditer(text):
        day = dt.datetime.strptime(match["date"], "%d %B %Y").date()
        outer, _, inner = match["name"].partition(" (")
        names = tuple(name for name in (outer, inner.rstrip(")")) if name)
        line = text.count("\n", 0, match.start()) + 1
        yield Row("mission", names, (Fact("launched", day.isoformat()),), line=line)
