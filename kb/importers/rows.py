"""What a catalogue's row says, in the base's own words but not yet matched to an entity."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a row: a predicate of the registry and its text.

    For ``crew`` and ``participant`` the text is a person's name, and ``identifier`` their Wikidata id if given.
    """

    predicate: str
    text: str
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a catalogue knows: how to recognise it, and what it says of it.

    ``ids`` are Wikidata or COSPAR ids, which are tried before ``names``; ``flight`` names the mission that an
    event happened on; ``line`` is the row's line in the file, from 1 (0 where the file has no lines).
    """

    kind: str
    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    ids: tuple[str, ...] = ()
    flight: str | None = None
    line: int = 0


def table(
    path: Path, *, delimiter: str = ",", names: list[str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records of a delimited file with their line numbers; a byte-order mark and padding are dropped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, fieldnames=names, delimiter=delimiter)
        for record in reader:
            yield (
                reader.line_num,
                {
                    (key or "").strip(): (value or "").strip()
                    for key, value in record.items()
                    if key is not None
                },
            )
