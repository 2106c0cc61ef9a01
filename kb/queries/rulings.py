"""What the rules of firsts came to, read from the base with names, dates and the claims that prove it.

A ruling is computed in the build (:mod:`kb.rules`); here it meets what sources say. The two agree when a source
names any face of the winning deed: who did it, the event, the mission, its craft, rocket, operators or people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.dates import Date
from kb.records import Brief, Claim
from kb.rules import Ranked, Ruling
from kb.store import Reader

_FACES = (
    "mission",
    "spacecraft",
    "launch_vehicle",
    "operated_by",
    "crew",
    "participant",
    "filmed_on",
    "country",
)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who has a place, on which mission or event, when. ``missed`` and ``found`` tell why one has none."""

    who: Brief
    on: Brief
    date: Date
    missed: str | None = None
    found: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.who.name}, {self.date}>"


@dataclass(frozen=True, slots=True)
class Computed:
    """A ruling with names: under one definition, in the world or within ``group``.

    ``gap`` is the least and greatest number of seconds to the runner-up; ``unsure`` may have been earlier than
    the winners; ``missed`` are the earliest of ``missed_count`` that fulfil every condition but one.
    ``faces`` are the ids under which a source may name the winner.
    """

    first: str
    definition: str | None
    scope: str
    group: Brief | None
    winners: tuple[Doer, ...]
    runner_up: tuple[Doer, ...]
    unsure: tuple[Doer, ...]
    gap: tuple[int, int] | None
    missed: tuple[Doer, ...]
    missed_count: int
    proof: tuple[Claim, ...]
    faces: frozenset[str]

    @property
    def date(self) -> Date | None:
        """When the winner did it, or None when nobody has."""
        return self.winners[0].date if self.winners else None


def computed(
    reader: Reader,
    firsts: Collection[str] | None = None,
    *,
    scope: str | None = "world",
    group: str | None = None,
    proofs: bool = True,
) -> list[Computed]:
    """Return rulings, with their proof unless told otherwise, in the order of the seed."""
    rulings = reader.rulings(firsts, scope=scope, group=group)
    named = {entity for ruling in rulings for one in _everyone(ruling) for entity in (one.who, one.on)}
    briefs = reader.briefs(named | {ruling.group for ruling in rulings if ruling.group})
    faces = _faces(reader, rulings) if proofs else {}
    claims = _proofs(reader, rulings) if proofs else {}

    def doers(ranked: Iterable[Ranked]) -> tuple[Doer, ...]:
        return tuple(
            Doer(briefs[one.who], briefs[one.on], Date.parse(one.when), one.missed, one.found)
            for one in ranked
        )

    return [
        Computed(
            ruling.first,
            ruling.definition,
            ruling.scope,
            briefs[ruling.group] if ruling.group else None,
            doers(ruling.winners),
            doers(ruling.runner_up),
            doers(ruling.unsure),
            ruling.gap,
            doers(ruling.missed),
            ruling.missed_count,
            tuple(
                claim
                for key in dict.fromkeys(key for one in ruling.winners for key in one.proof)
                for claim in claims.get(key, ())
            ),
            frozenset().union(*(faces.get(one.on, set()) | {one.who, one.on} for one in ruling.winners)),
        )
        for ruling in rulings
    ]


def _everyone(ruling: Ruling) -> Iterable[Ranked]:
    return (*ruling.winners, *ruling.runner_up, *ruling.unsure, *ruling.missed)


def _proofs(reader: Reader, rulings: Iterable[Ruling]) -> Mapping[tuple[str, str, str], list[Claim]]:
    """Return the claims behind every proof, all sources of each."""
    wanted = {key for ruling in rulings for one in ruling.winners for key in one.proof}
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    subjects, predicates = {key[0] for key in wanted}, {key[1] for key in wanted}
    if wanted:
        for claim in reader.claims(subjects=subjects, predicates=predicates, stated=False):
            key = (claim.subject, claim.predicate, claim.content)
            if key in wanted:
                found[key].append(claim)
    return found


def _faces(reader: Reader, rulings: Iterable[Ruling]) -> Mapping[str, set[str]]:
    """Return the ids that stand for what was done on a mission or event: itself and what belongs to it."""
    on = {one.on for ruling in rulings for one in ruling.winners}
    own: dict[str, set[str]] = defaultdict(set)
    for triple in reader.triples(_FACES, on):
        own[triple.subject].add(triple.content)
    missions = {triple.content for triple in reader.triples(("mission", "filmed_on"), on)}
    around: dict[str, set[str]] = defaultdict(set)
    for triple in reader.triples(_FACES, missions):
        around[triple.subject].add(triple.content)
    return {
        entity: found | {face for mission in found & missions for face in around.get(mission, ())}
        for entity, found in own.items()
    }
