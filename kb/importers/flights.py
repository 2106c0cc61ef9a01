"""Tables of crewed flights, astronauts and spacewalks that circulate as CSV files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from kb.importers.rows import Fact, Row, table


def crewed_flights(path: Path) -> Iterator[Row]:
    """Read flights 1961 to 2017: a row a group of people that went up, and came down, together."""
    for line, record in table(path):
        crew = tuple(Fact("crew", name.strip()) for name in record["Crew"].split(",") if name.strip())
        up, down = (_flight(record[f"{way} Mission"]) for way in ("Launch", "Return"))
        yield Row("mission", up, (Fact("launched", record["Launch Data"]), *crew), line=line)
        if record["Return Data"]:
            yield Row("mission", down, (Fact("landed", record["Return Data"]), *crew), line=line)


def astronauts(path: Path) -> Iterator[Row]:
    """Read the astronaut database to January 2020: a row a person and flight; births to the year."""
    for line, record in table(path):
        last, _, first = record["name"].partition(", ")
        name = f"{first} {last}".strip()
        facts = (Fact("sex", record["sex"]), Fact("born", record["year_of_birth"]))
        yield Row("person", (name, record["original_name"]), facts, line=line)
        seat = (Fact("crew", name),)
        for craft in dict.fromkeys((record["ascend_shuttle"], record["descend_shuttle"])):
            if craft:
                yield Row("mission", (craft, _hyphened(craft)), seat, line=line)


def spacewalks(path: Path) -> Iterator[Row]:
    """Read NASA's list of spacewalks to 2013. Its crews are parted by runs of spaces or the ends of words."""
    for line, record in table(path):
        found = re.match(r"(\d\d)/(\d\d)/(\d{4})", record["Date"])
        duration = re.fullmatch(r"(\d+):(\d\d)", record["Duration"])
        if not found or not duration or duration[0] == "0:00":
            continue
        date = dt.date(int(found[3]), int(found[1]), int(found[2])).isoformat()
        people = tuple(Fact("participant", name) for name in re.split(r"\s{2,}|\n", record["Crew"]) if name)
        facts = (
            Fact("date", date),
            Fact("duration", _spoken(int(duration[1]), int(duration[2]))),
            *people,
        )
        yield Row("event", (), facts, flight=_hyphened(record["Vehicle"]), line=line)


def _flight(text: str) -> tuple[str, ...]:
    """Return the names in ``Mercury-Atlas 6 (Friendship 7)``: with the bracket, without it, and what is in it."""
    outer, _, inner = text.partition(" (")
    return tuple(name for name in (outer, inner.rstrip(")")) if name)


def _hyphened(text: str) -> str:
    """Return a shuttle flight as it is usually written: STS-61B → STS-61-B."""
    return re.sub(r"^STS-?(\d\d)-?([A-L])$", r"STS-\1-\2", text.strip())


def _spoken(hours: int, minutes: int) -> str:
    """Return a duration as the seed writes it: ``4 h 17 min``, ``6 h``, ``30 min``."""
    return " ".join(f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min")) if count)
