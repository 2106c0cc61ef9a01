"""Two or more countries or agencies side by side: who did what first among them, and by how much.

The rows are firsts whose rule ranks within countries or agencies, each under its default definition or the
one asked for. An agency counts what those it succeeded and their parts did; a country what it succeeded did
too, unless states are to be kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.dates import Date
from kb.errors import QueryError
from kb.queries.lineage import lineage, responsible
from kb.queries.rulings import Computed, Doer, computed
from kb.records import Brief
from kb.store import Reader

SCOPES = ("country", "agency")


@dataclass(frozen=True, slots=True)
class Row:
    """One achievement: for each side that did it, its own first doers; ``leader`` was ahead of the others.

    ``leader`` is None where the dates leave the order open; ``world`` tells whether the leader was first of all.
    """

    first: Brief
    category: str | None
    definition: str | None
    sides: Mapping[str, tuple[Doer, ...]]
    leader: str | None
    world: bool

    def date(self, side: str) -> Date | None:
        """When a side did it, or None."""
        doers = self.sides.get(side)
        return doers[0].date if doers else None

    @property
    def earliest(self) -> Date:
        """When the first of the sides did it."""
        return min((doers[0].date for doers in self.sides.values()), key=lambda date: date.sort_key)

    def lag(self, side: str) -> int | None:
        """Whole days from the earliest side's written date to this side's; None when it has not done it."""
        own = self.date(side)
        if own is None:
            return None
        return (own.start - self.earliest.start) // 86_400


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides in the order asked for, and the achievements by the date they were first done."""

    sides: tuple[Brief, ...]
    rows: tuple[Row, ...]

    def during(self, first: int, last: int) -> Comparison:
        """Return the achievements first done in the years from one to another, both included."""
        window = Date.parse(f"{first}/{last}")
        return Comparison(
            self.sides, tuple(row for row in self.rows if row.earliest.within(window) is not False)
        )

    def leads(self) -> list[tuple[Date, dict[str, int]]]:
        """Return how many achievements each side had led in, after each of them in order of time."""
        counts = {side.id: 0 for side in self.sides}
        steps = []
        for row in self.rows:
            if row.leader is not None:
                counts[row.leader] += 1
                date = row.date(row.leader)
                if date is not None:
                    steps.append((date, dict(counts)))
        return steps


def compare(
    reader: Reader, ids: Sequence[str], *, apart: bool = False, definition: str | None = None
) -> Comparison:
    """Compare countries with countries, or agencies with agencies.

    ``apart`` keeps states and agencies apart from those they succeeded. Raises NotFoundError for an unknown id,
    QueryError when they are not all of one of the two kinds.
    """
    sides = tuple(reader.brief(id_) for id_ in dict.fromkeys(ids))
    kinds = {side.kind for side in sides}
    if len(kinds) > 1 or not kinds <= set(SCOPES):
        raise QueryError("countries can be compared with countries, and agencies with agencies")
    scope = kinds.pop() if kinds else "country"
    stands_for: dict[str, list[str]] = defaultdict(list)
    for side in sides:
        for group in [side.id] if apart else _counts_for(reader, side):
            stands_for[group].append(side.id)
    found: dict[str, dict[str, list[Computed]]] = defaultdict(lambda: defaultdict(list))
    for ruling in _asked(reader, computed(reader, scope=scope, proofs=False), definition):
        for entity in stands_for.get(ruling.group.id if ruling.group else "", ()):
            found[ruling.first][entity].append(ruling)
    return Comparison(sides, _rows(reader, found, definition))


def matrix(reader: Reader, *, definition: str | None = None, most: int = 12) -> Comparison:
    """Return every achievement ranked by country, for the ``most`` countries that did most of them."""
    rulings = list(_asked(reader, computed(reader, scope="country", proofs=False), definition))
    counts: dict[str, int] = defaultdict(int)
    briefs: dict[str, Brief] = {}
    found: dict[str, dict[str, list[Computed]]] = defaultdict(lambda: defaultdict(list))
    for ruling in rulings:
        if ruling.group is not None:
            counts[ruling.group.id] += 1
            briefs[ruling.group.id] = ruling.group
            found[ruling.first][ruling.group.id].append(ruling)
    chosen = sorted(counts, key=lambda group: (-counts[group], group))[:most]
    return Comparison(tuple(briefs[group] for group in chosen), _rows(reader, found, definition))


def _counts_for(reader: Reader, side: Brief) -> list[str]:
    if side.kind == "agency":
        return list(responsible(reader, side.id))
    return [side.id, *sorted(lineage(reader, side.id).ancestors)]


def _asked(reader: Reader, rulings: Sequence[Computed], definition: str | None) -> Sequence[Computed]:
    """Return the rulings under the definition asked for where a first knows it, else under its default."""
    defaults = {
        claim.subject: claim.content for claim in reader.claims(predicates=["definition"], stated=False)
    }
    known = {(ruling.first, ruling.definition) for ruling in rulings}
    return [
        ruling
        for ruling in rulings
        if ruling.definition
        == (definition if (ruling.first, definition) in known else defaults.get(ruling.first))
    ]


def _rows(
    reader: Reader, found: Mapping[str, Mapping[str, list[Computed]]], definition: str | None
) -> tuple[Row, ...]:
    briefs = reader.briefs(found)
    best = reader.best(found)
    world = {(r.first, r.definition): r for r in computed(reader, list(found), proofs=False)}
    rows = []
    for first, sides in found.items():
        own = {side: min(several, key=_when).winners for side, several in sides.items()}
        used = next(iter(sides.values()))[0].definition
        leader = _leader(own)
        over_all = world.get((first, used))
        led = {doer.who.id for doer in own[leader]} if leader else set()
        rows.append(
            Row(
                briefs[first],
                best.get(first, {}).get("category"),
                used,
                own,
                leader,
                over_all is not None and any(doer.who.id in led for doer in over_all.winners),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.earliest.sort_key, row.first.id)))


def _when(ruling: Computed) -> tuple[int, int, int, str] | tuple[()]:
    return ruling.date.sort_key if ruling.date else ()


def _leader(sides: Mapping[str, tuple[Doer, ...]]) -> str | None:
    """Return the side that was certainly before all others, or None."""
    order = sorted(sides, key=lambda side: sides[side][0].date.sort_key)
    if not order:
        return None
    first, *others = order
    ahead = all(sides[first][0].date.before(sides[other][0].date) is True for other in others)
    return first if ahead else None
