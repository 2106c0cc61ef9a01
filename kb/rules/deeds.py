"""What happened, laid out for judging: deeds in order of time, and which of them fulfil a condition.

The set of deeds that fulfil a condition is an integer used as a bit set: bit n stands for the n-th deed of its
sort by written date. Conditions then combine by ``&``, and the earliest deed is the lowest bit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kb.dates import Date, duration_seconds
from kb.errors import DateError
from kb.records import Claim, Clause

_HAPPENED_ON = ("mission", "filmed_on")
DAY, YEAR = 86_400, 31_556_952  # seconds; the mean year of the Gregorian calendar


class Facts:
    """The values that the base believes: entity → predicate → claims, the best first.

    Of a predicate that takes one value only the best stands here. ``kinds`` maps each entity to its kind.
    """

    def __init__(
        self, kinds: Mapping[str, str], claims: Iterable[Claim], rungs: Collection[str] = ()
    ) -> None:
        self.kinds = kinds
        self.of: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        self.rungs = {rung: height for height, rung in enumerate(rungs)}
        for claim in claims:
            self.of[claim.subject][claim.predicate].append(claim)

    def without(self, entities: Collection[str]) -> Facts:
        """Return a copy that has never heard of some entities, nor of what happened on them."""
        gone = set(entities)
        for entity, predicates in self.of.items():
            if any(claim.object in gone for name in _HAPPENED_ON for claim in predicates.get(name, ())):
                gone.add(entity)
        kinds = {entity: kind for entity, kind in self.kinds.items() if entity not in gone}
        left = (
            claim
            for entity, predicates in self.of.items()
            if entity not in gone
            for claims in predicates.values()
            for claim in claims
            if claim.object not in gone
        )
        return Facts(kinds, left, tuple(self.rungs))

    @cached_property
    def flights(self) -> Mapping[str, list[str]]:
        """Whoever went up on missions → those missions."""
        found: dict[str, list[str]] = defaultdict(list)
        for mission, kind in self.kinds.items():
            for claim in self.claims(mission, "crew") if kind == "mission" else ():
                if (claim.qualifier("leg") or "both") != "down":
                    found[claim.content].append(mission)
        return found

    @cached_property
    def directed(self) -> Mapping[str, list[str]]:
        """Person → the works that they directed."""
        found: dict[str, list[str]] = defaultdict(list)
        for work, kind in self.kinds.items():
            for who in dict.fromkeys(self.values(work, "director")) if kind == "work" else ():
                found[who].append(work)
        return found

    def claims(self, entity: str | None, predicate: str) -> list[Claim]:
        """Return what is claimed of an entity with a predicate; nothing for an unknown entity."""
        known = self.of.get(entity or "")
        return known.get(predicate, []) if known else []

    def values(self, entity: str | None, predicate: str) -> list[str]:
        """Return the values or object ids of a predicate."""
        return [claim.content for claim in self.claims(entity, predicate)]

    def date(self, entity: str | None, predicate: str) -> Date | None:
        """Return the best date of a predicate, or None."""
        for claim in self.claims(entity, predicate):
            try:
                return Date.parse(claim.content)
            except DateError:
                continue
        return None

    def alive(self, country: str, when: Date | None) -> bool:
        """Tell whether a country may have existed on a date."""
        founded, dissolved = self.date(country, "founded"), self.date(country, "dissolved")
        if when is None:
            return True
        return not (
            (founded is not None and when.before(founded))
            or (dissolved is not None and when.after(dissolved))
        )

    def citizenships(self, person: str, when: Date | None) -> list[str]:
        """Return whose citizen a person was on a date, as far as the claims tell."""
        return [
            claim.content
            for claim in self.claims(person, "citizenship")
            if self.alive(claim.content, when)
            and (claim.when is None or when is None or when.during(claim.when) is not False)
        ]

    def owners(self, mission: str, when: Date | None) -> list[str]:
        """Return a mission's countries, or else those of its operators."""
        own = self.values(mission, "country")
        if not own:
            agencies = self.values(mission, "operated_by")
            own = [country for agency in agencies for country in self.values(agency, "country")]
        return [country for country in dict.fromkeys(own) if self.alive(country, when)]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: by whom, when, and the entities that are its parts."""

    who: str
    when: Date
    parts: Mapping[str, str]
    seat: Claim | None = None  # The relation that puts ``who`` there.

    @property
    def on(self) -> str:
        """The event or mission it was done on; deeds that share it were done together."""
        return self.parts.get("event") or self.parts.get("mission") or self.who


_Kinds = Mapping[str, list[str]]
_Builder = Callable[[Facts, _Kinds], Iterator[Deed]]
_OfEntity = Callable[[Facts, str], list[str]]
_OfDeed = Callable[[Facts, Deed], list[str]]


@dataclass
class _Sorted:
    """The deeds of one sort in order of time, and where each entity stands in them."""

    deeds: list[Deed]
    where: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.deeds.sort(key=lambda deed: (deed.when.sort_key, deed.on, deed.who))
        for at, deed in enumerate(self.deeds):
            for part, entity in deed.parts.items():
                self.where.setdefault(part, {}).setdefault(entity, []).append(at)

    @cached_property
    def all(self) -> int:
        return (1 << len(self.deeds)) - 1


class Deeds:
    """Every deed of a base, by sort."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._sorted: dict[str, _Sorted] = {}
        self._masks: dict[tuple[str, Clause], int] = {}
        self._having: dict[str, dict[str, list[str]]] = {}
        self._computed: dict[str, dict[str, list[str]]] = {}
        self._by_values: dict[tuple[str, str, str], dict[tuple[str, ...], list[int]]] = {}
        self._by_kind: dict[str, list[str]] = defaultdict(list)
        for entity, kind in facts.kinds.items():
            self._by_kind[kind].append(entity)

    def of(self, sort: str) -> list[Deed]:
        """Return the deeds of one sort in order of their written dates."""
        return self._table(sort).deeds

    def everything(self, sort: str) -> int:
        """Return the bit set of all deeds of one sort."""
        return self._table(sort).all

    def fulfilling(self, sort: str, clause: Clause) -> int:
        """Return the bit set of the deeds that fulfil a condition."""
        key = (sort, clause)
        if key not in self._masks:
            self._masks[key] = self._mask(sort, clause)
        return self._masks[key]

    def values(self, deed: Deed, part: str, predicate: str) -> list[str]:
        """Return what a predicate says of a part of one deed, computed ones included."""
        entity = deed.parts.get(part)
        if entity is None:
            return []
        if predicate in _OF_DEED:
            return _OF_DEED[predicate](self.facts, deed)
        return self._of_entity(entity, predicate)

    def _table(self, sort: str) -> _Sorted:
        if sort not in self._sorted:
            self._sorted[sort] = _Sorted(list(_BUILDERS[sort](self.facts, self._by_kind)))
        return self._sorted[sort]

    def _of_entity(self, entity: str, predicate: str) -> list[str]:
        if predicate not in _OF_ENTITY:
            return self.facts.values(entity, predicate)
        known = self._computed.setdefault(predicate, {})
        if entity not in known:
            known[entity] = _OF_ENTITY[predicate](self.facts, entity)
        return known[entity]

    def _holders(self, predicate: str) -> dict[str, list[str]]:
        """Return which entities have which value of a predicate that claims give."""
        if predicate not in self._having:
            found: dict[str, list[str]] = defaultdict(list)
            for entity, predicates in self.facts.of.items():
                for claim in predicates.get(predicate, ()):
                    found[claim.content].append(entity)
            self._having[predicate] = found
        return self._having[predicate]

    def _of_deeds(self, sort: str, part: str, predicate: str) -> dict[tuple[str, ...], list[int]]:
        """Return which deeds of a sort have which values of a predicate that is computed for each of them."""
        key = (sort, part, predicate)
        if key not in self._by_values:
            spots: dict[tuple[str, ...], list[int]] = defaultdict(list)
            compute = _OF_DEED[predicate]
            for at, deed in enumerate(self._table(sort).deeds):
                if part in deed.parts:
                    spots[tuple(compute(self.facts, deed))].append(at)
            self._by_values[key] = spots
        return self._by_values[key]

    def _mask(self, sort: str, clause: Clause) -> int:
        table = self._table(sort)
        where = table.where.get(clause.part, {})
        positions: list[int] = []
        if clause.predicate in _OF_DEED:
            for values, spots in self._of_deeds(sort, clause.part, clause.predicate).items():
                if self.holds(clause, list(values)):
                    positions += spots
        elif clause.test in ("is", "not") and clause.predicate not in (*_OF_ENTITY, "reached"):
            holders = self._holders(clause.predicate)
            having = {entity for value in clause.values for entity in holders.get(value, ())}
            if clause.test == "not":
                having = where.keys() - having
            positions = [at for entity in having for at in where.get(entity, ())]
        else:
            for entity, spots in where.items():
                if self.holds(clause, self._of_entity(entity, clause.predicate)):
                    positions += spots
        return _bits(positions, len(table.deeds))

    def holds(self, clause: Clause, values: list[str]) -> bool:
        """Tell whether values fulfil a condition. What is unknown fulfils none but a ``not``."""
        if clause.test == "known":
            return bool(values) == (clause.values[0] != "no")
        if clause.predicate == "reached":
            heights = [self.facts.rungs[value] for value in values if value in self.facts.rungs]
            wanted = min(self.facts.rungs.get(value, 99) for value in clause.values)
            reached = bool(heights) and max(heights) >= wanted
            return reached if clause.test == "is" else not reached
        if clause.test == "is":
            return any(value in clause.values for value in values)
        if clause.test == "not":
            return not any(value in clause.values for value in values)
        bound = float(clause.values[0])
        numbers = [number for value in values if (number := _number(value)) is not None]
        fits = [_COMPARE[clause.test](number, bound) for number in numbers]
        # A span of ages is within a bound when both its ends are; of several heights any may be right.
        return bool(fits) and all(fits) if clause.predicate == "age" else any(fits)


def _bits(positions: Iterable[int], size: int) -> int:
    """Return the bit set of some positions; one pass over bytes, as setting bits one by one is quadratic."""
    raw = bytearray(size // 8 + 1)
    for at in positions:
        raw[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(raw, "little")


_COMPARE = {
    "least": lambda number, bound: number >= bound,
    "most": lambda number, bound: number <= bound,
    "over": lambda number, bound: number > bound,
    "under": lambda number, bound: number < bound,
}


def _number(text: str) -> float | None:
    """Return a number, or a duration such as ``1 h 48 min`` in days; None for anything else."""
    seconds = duration_seconds(text)
    if seconds is not None:
        return seconds / DAY
    try:
        return float(text)
    except ValueError:
        return None


# -- the deeds of each sort ----------------------------------------------------------------------


def _missions(predicate: str) -> _Builder:
    def build(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
        for mission in by_kind["mission"]:
            when = facts.date(mission, predicate)
            if when is not None:
                yield Deed(mission, when, {"mission": mission})

    return build


def _seats(predicate: str, leg: str) -> _Builder:
    def build(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
        for mission in by_kind["mission"]:
            when = facts.date(mission, predicate)
            if when is None:
                continue
            seen = set()
            for claim in facts.claims(mission, "crew"):
                fits = (claim.qualifier("leg") or "both") in (leg, "both")
                if fits and claim.content not in seen:
                    seen.add(claim.content)
                    yield Deed(claim.content, when, {"who": claim.content, "mission": mission}, claim)

    return build


def _events(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
    for event in by_kind["event"]:
        when = facts.date(event, "date")
        if when is None:
            continue
        for mission in dict.fromkeys(facts.values(event, "mission")) or (None,):
            parts = {"event": event, **({"mission": mission} if mission else {})}
            yield Deed(mission or event, when, parts)


def _parts(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
    told = set()
    for deed in _events(facts, by_kind):
        event = deed.parts["event"]
        if event in told:
            continue
        told.add(event)
        seen = set()
        for claim in facts.claims(event, "participant"):
            if facts.kinds.get(claim.content) in ("person", "animal") and claim.content not in seen:
                seen.add(claim.content)
                yield Deed(claim.content, deed.when, {**deed.parts, "who": claim.content}, claim)


def _works(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
    for work in by_kind["work"]:
        flights = facts.claims(work, "filmed_on")
        shot = [(claim.when or facts.date(claim.content, "launched"), claim) for claim in flights]
        dated = sorted(((when, claim) for when, claim in shot if when), key=lambda pair: pair[0].sort_key)
        if dated:
            when, claim = dated[0]
            yield Deed(work, when, {"work": work, "mission": claim.content}, claim)
        elif (when_released := facts.date(work, "released")) is not None:
            yield Deed(work, when_released, {"work": work})


def _things(kind: str, predicate: str) -> _Builder:
    def build(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
        for thing in by_kind[kind]:
            when = facts.date(thing, predicate)
            if when is not None:
                yield Deed(thing, when, {kind: thing})

    return build


def _flown(part: str, predicate: str) -> _Builder:
    def build(facts: Facts, by_kind: _Kinds) -> Iterator[Deed]:
        for mission in by_kind["mission"]:
            when = facts.date(mission, "launched")
            if when is not None:
                for thing in dict.fromkeys(facts.values(mission, predicate)):
                    yield Deed(thing, when, {part: thing, "mission": mission})

    return build


_BUILDERS: dict[str, _Builder] = {
    "launch": _missions("launched"),
    "return": _missions("landed"),
    "ascent": _seats("launched", "up"),
    "descent": _seats("landed", "down"),
    "event": _events,
    "part": _parts,
    "work": _works,
    "station": _things("station", "launched"),
    "vehicle": _things("vehicle", "first_flight"),
    "spacecraft": _things("spacecraft", "first_flight"),
    "rocket": _flown("vehicle", "launch_vehicle"),
    "craft": _flown("spacecraft", "spacecraft"),
}


# -- computed predicates -------------------------------------------------------------------------


def _went_up(facts: Facts, mission: str, kind: str) -> list[str]:
    seats = facts.claims(mission, "crew")
    up = [claim.content for claim in seats if (claim.qualifier("leg") or "both") != "down"]
    return [who for who in dict.fromkeys(up) if facts.kinds.get(who) == kind]


def _count(kind: str, sex: str | None = None) -> _OfEntity:
    def count(facts: Facts, mission: str) -> list[str]:
        aboard = _went_up(facts, mission, kind)
        fitting = [who for who in aboard if sex is None or facts.values(who, "sex")[:1] == [sex]]
        return [str(len(fitting))]

    return count


def _nations(facts: Facts, mission: str) -> list[str]:
    when = facts.date(mission, "launched")
    people = _went_up(facts, mission, "person")
    return [str(len({country for who in people for country in facts.citizenships(who, when)[:1]}))]


def _days(facts: Facts, mission: str) -> list[str]:
    up, down = facts.date(mission, "launched"), facts.date(mission, "landed")
    if up is None or down is None:
        return facts.values(mission, "duration")
    return [str(up.gap(down)[0] / DAY)]


def _sexes(facts: Facts, mission: str) -> list[str]:
    return [sex for who in _went_up(facts, mission, "person") for sex in facts.values(who, "sex")[:1]]


def _operator_type(facts: Facts, mission: str) -> list[str]:
    return [kind for agency in facts.values(mission, "operated_by") for kind in facts.values(agency, "type")]


def _age(facts: Facts, deed: Deed) -> list[str]:
    born = facts.date(deed.parts.get("who"), "born")
    if born is None:
        return []
    # Whole birthdays are told from days; a birth known to the month or year leaves a span of ages.
    least, most = (seconds / YEAR for seconds in born.gap(deed.when))
    return [str(least)] if most - least < 0.01 else [str(least), str(most)]


def _qualifier(name: str) -> _OfDeed:
    def read(facts: Facts, deed: Deed) -> list[str]:
        seat = deed.seat
        if seat is None:
            return []
        same = (c for c in facts.claims(seat.subject, seat.predicate) if c.content == seat.content)
        return [value for claim in same if (value := claim.qualifier(name))]

    return read


def _types(facts: Facts, entity: str, predicates: Iterable[str]) -> list[str]:
    """Return the types of what an entity is related to."""
    related = [other for predicate in predicates for other in facts.values(entity, predicate)]
    return [kind for other in dict.fromkeys(related) for kind in facts.values(other, "type")]


def _paid_seats(facts: Facts, mission: str) -> set[str]:
    """Return who went up on a seat that somebody who is no agency paid for, as far as the claims tell."""
    seats = (c for c in facts.claims(mission, "crew") if (c.qualifier("leg") or "both") != "down")
    return {c.content for c in seats if c.qualifier("fare") not in (None, "agency")}


def _agency_crew(facts: Facts, mission: str) -> list[str]:
    return [str(len(set(_went_up(facts, mission, "person")) - _paid_seats(facts, mission)))]


def _boosters(facts: Facts, mission: str) -> list[str]:
    craft = facts.values(mission, "spacecraft")
    return [one for one in craft if "booster" in facts.values(one, "type")]


def _spouse_aboard(facts: Facts, deed: Deed) -> list[str]:
    who = deed.parts.get("who", "")
    aboard = _went_up(facts, deed.parts.get("mission", ""), "person")
    return [o for o in aboard if o in facts.values(who, "spouse") or who in facts.values(o, "spouse")]


def _flown_parents(facts: Facts, deed: Deed) -> list[str]:
    found = []
    for parent in dict.fromkeys(facts.values(deed.parts.get("who"), "offspring_of")):
        flights = (facts.date(mission, "launched") for mission in facts.flights.get(parent, ()))
        if any(flight.before(deed.when) for flight in flights if flight):
            found.append(parent)
    return found


def _founded_operator(facts: Facts, deed: Deed) -> list[str]:
    operators = facts.values(deed.parts.get("mission"), "operated_by")
    led = facts.claims(deed.parts.get("who"), "led")
    return [c.content for c in led if c.content in operators and "founder" in (c.qualifier("role") or "")]


def _directed_aboard(facts: Facts, deed: Deed) -> list[str]:
    works = facts.directed.get(deed.parts.get("who", ""), ())
    shot = [work for work in works if deed.parts.get("mission") in facts.values(work, "filmed_on")]
    return [kind for work in shot for kind in facts.values(work, "type")]


def _cast_aboard(facts: Facts, deed: Deed) -> list[str]:
    aboard = _went_up(facts, deed.parts.get("mission", ""), "person")
    return [str(len({who for who in facts.values(deed.parts.get("work"), "cast") if who in aboard}))]


_OF_ENTITY: dict[str, _OfEntity] = {
    "kind": lambda facts, entity: [facts.kinds.get(entity, "")],
    "id": lambda facts, entity: [entity],
    "crew_size": _count("person"),
    "women": _count("person", "female"),
    "men": _count("person", "male"),
    "animals": _count("animal"),
    "nations": _nations,
    "days": _days,
    "owner": lambda facts, mission: facts.owners(mission, facts.date(mission, "launched")),
    "operator_type": _operator_type,
    "sexes": _sexes,
    "people": lambda facts, event: [
        str(sum(facts.kinds.get(who) == "person" for who in set(facts.values(event, "participant"))))
    ],
    "agency_crew": _agency_crew,
    "paying": lambda facts, mission: [str(len(_paid_seats(facts, mission)))],
    "craft_type": lambda facts, mission: _types(facts, mission, ("spacecraft",)),
    "booster": _boosters,
    "destination_type": lambda facts, mission: _types(facts, mission, ("destination",)),
    "body_type": lambda facts, event: _types(facts, event, ("at", "samples_of")),
}
_OF_DEED: dict[str, _OfDeed] = {
    "age": _age,
    "role": _qualifier("role"),
    "landing": _qualifier("landing"),
    "fare": _qualifier("fare"),
    "spouse_aboard": _spouse_aboard,
    "flown_parents": _flown_parents,
    "founded_operator": _founded_operator,
    "directed_aboard": _directed_aboard,
    "cast_aboard": _cast_aboard,
    "citizenship": lambda facts, deed: facts.citizenships(deed.parts.get("who", ""), deed.when),
}


def groups(facts: Facts, deed: Deed, by: str) -> list[str]:
    """Return the countries, agencies … that a deed counts for, when it is ranked within each."""
    mission, event = deed.parts.get("mission"), deed.parts.get("event")
    if by == "country":
        who = deed.parts.get("who")
        if who is not None and facts.kinds.get(who) == "person":
            return facts.citizenships(who, deed.when)
        if made_by := facts.values(deed.parts.get("vehicle"), "country"):
            return [country for country in dict.fromkeys(made_by) if facts.alive(country, deed.when)]
        return facts.owners(mission, deed.when) if mission else []
    if by == "agency":
        return facts.values(mission, "operated_by")
    if by == "programme":
        return facts.values(mission, "programme")
    if by == "sex":
        return facts.values(deed.parts.get("who"), "sex")[:1]
    wanted = {"station": ("at", "visited"), "body": ("at", "destination")}[by]
    found = [*facts.values(event, wanted[0]), *(facts.values(mission, wanted[1]) if event is None else ())]
    return [entity for entity in dict.fromkeys(found) if facts.kinds.get(entity) == by]
