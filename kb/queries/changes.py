"""What a change of the seed would change: entities, claims, and above all who was first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.queries.rulings import Computed, computed
from kb.store import Reader


@dataclass(frozen=True, slots=True)
class Flip:
    """A first with another winner, another date or another runner-up than before. None: there was no answer."""

    first: str
    definition: str | None
    before: Computed | None
    after: Computed | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of entities that come and go, how many claims do, and the firsts that would be answered otherwise."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    claims_added: int
    claims_removed: int
    firsts: tuple[Flip, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.claims_added or self.claims_removed or self.firsts)


def changes(before: Reader, after: Reader) -> Changes:
    """Compare two bases."""
    old, new = ({brief.id for brief in reader.entities()} for reader in (before, after))
    gone, come = (_claims(before), _claims(after))
    return Changes(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        sum((come - gone).values()),
        sum((gone - come).values()),
        tuple(_flips(before, after)),
    )


def _claims(reader: Reader) -> Counter[tuple[object, ...]]:
    return Counter(
        (c.subject, c.predicate, c.content, c.qualifiers, str(c.when), c.source, c.rank, c.quote)
        for c in reader.claims()
    )


def _flips(before: Reader, after: Reader) -> list[Flip]:
    old, new = (
        {(r.first, r.definition): r for r in computed(reader, proofs=False)} for reader in (before, after)
    )
    found = []
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if _answer(one) != _answer(other):
            found.append(Flip(key[0], key[1], one, other))
    return found


def _answer(ruling: Computed | None) -> tuple[object, ...]:
    if ruling is None:
        return ()
    places = (ruling.winners, ruling.unsure, ruling.runner_up)
    return tuple(tuple((doer.who.id, str(doer.date)) for doer in place) for place in places)
