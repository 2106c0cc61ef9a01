"""Finding entities by any spelling."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kb.errors import QueryError, did_you_mean
from kb.records import Brief
from kb.store import Reader
from kb.store.search import find


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found, the spelling that matched, and how well (0 to 100, 100 for the very name)."""

    entity: Brief
    matched: str
    score: float

    def __repr__(self) -> str:
        return f"<{self.entity.kind} {self.entity.id} by {self.matched!r}>"


def search(reader: Reader, text: str, *, kinds: Collection[str] = (), limit: int = 20) -> list[Hit]:
    """Return entities whose names fit a text in any script, best first; the more important before the less.

    Raises QueryError for an unknown kind.
    """
    check_kinds(reader, kinds)
    matches = find(reader, text, kinds, limit)
    briefs = reader.briefs([match.entity for match in matches])
    return [Hit(briefs[match.entity], match.matched, match.score) for match in matches]


def check_kinds(reader: Reader, kinds: Collection[str]) -> None:
    """Raise QueryError unless every kind is in the registry."""
    for kind in kinds:
        if kind not in reader.registry.kinds:
            known = reader.registry.kinds
            hint = did_you_mean(kind, known) or f"; known: {', '.join(known)}"
            raise QueryError(f"unknown kind {kind!r}{hint}")
