"""Checks over time: nothing ends before it began, nobody acts before they exist.

Only what cannot be true is refused: dates that *may* fit do fit, since a comparison of uncertain dates
answers true, false or unknown. Claims under a source's ``says`` are exempt: what a source states may be
wrong, and is kept to be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.dates import Date
from kb.errors import DateError, Issue
from kb.records import Claim, Seed
from kb.vocabulary import Vocabulary

#: Predicates by which an agency acts, and the words that say so.
ACTS = {"operated_by": "operate", "built_by": "build", "announced_by": "announce"}


def _own(seed: Seed) -> list[Claim]:
    return [c for c in seed.claims if not c.stated and c.rank != "deprecated"]


def _dated(seed: Seed, registry: Vocabulary, role: str) -> dict[str, list[tuple[Date, Claim]]]:
    """Return every date that begins (or ends) each entity's life, with its claim."""
    predicates = {a.id for a in registry.attributes.values() if a.role == role}
    dates: dict[str, list[tuple[Date, Claim]]] = defaultdict(list)
    for claim in _own(seed):
        if claim.predicate in predicates and claim.value is not None:
            try:
                dates[claim.subject].append((Date.parse(claim.value), claim))
            except DateError:
                continue  # reported by values.literals
    return dates


def ends_after_it_began(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """A landing is not before its launch, a death not before its birth."""
    began, ended = _dated(seed, registry, "began"), _dated(seed, registry, "ended")
    for entity, ends in ended.items():
        for end, claim in ends:
            for start, cause in began.get(entity, ()):
                if end.before(start) is True:
                    yield Issue(
                        claim.place,
                        f"{entity!r} has {claim.predicate} {end}, "
                        f"before {cause.predicate} {start} ({cause.place})",
                    )


def seats(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Nobody takes one leg of a mission twice, and nobody leaves a mission before it was launched."""
    began = _dated(seed, registry, "began")
    taken: dict[tuple[str, str, str, str], Claim] = {}
    for claim in _own(seed):
        if claim.predicate != "crew" or claim.object is None:
            continue
        leg = claim.qualifier("leg") or "both"
        for one in ("up", "down") if leg == "both" else (leg,):
            key = (claim.subject, claim.object, one, claim.source)
            first = taken.setdefault(key, claim)
            if first is not claim:
                yield Issue(
                    claim.place,
                    f"{claim.object!r} already has a seat {one} on {claim.subject!r} ({first.place})",
                )
        for start, cause in began.get(claim.subject, ()):
            if claim.when is not None and claim.when.before(start) is True:
                yield Issue(
                    claim.place,
                    f"{claim.object!r} is aboard on {claim.when}, before {claim.subject!r} was launched on "
                    f"{start} ({cause.place})",
                )


def people_alive(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Nobody flies before birth or after death."""
    began, ended = _dated(seed, registry, "began"), _dated(seed, registry, "ended")
    for claim in _own(seed):
        if claim.predicate != "crew" or claim.object is None:
            continue
        for launch, _ in began.get(claim.subject, ()):
            for born, cause in began.get(claim.object, ()):
                if launch.before(born) is True:
                    yield Issue(
                        claim.place,
                        f"{claim.object!r} flew on {claim.subject!r} on {launch}, before the birth on {born} "
                        f"({cause.place})",
                    )
            for died, cause in ended.get(claim.object, ()):
                if launch.after(died) is True:
                    yield Issue(
                        claim.place,
                        f"{claim.object!r} flew on {claim.subject!r} on {launch}, after the death on {died} "
                        f"({cause.place})",
                    )


def events_within_missions(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """What happened on a mission did not happen before its launch."""
    began = _dated(seed, registry, "began")
    for claim in _own(seed):
        if claim.predicate != "mission" or claim.object is None:
            continue
        for happened, cause in began.get(claim.subject, ()):
            for launch, _ in began.get(claim.object, ()):
                if happened.before(launch) is True:
                    yield Issue(
                        cause.place,
                        f"{claim.subject!r} happened on {happened}, "
                        f"before {claim.object!r} was launched on {launch}",
                    )


def agencies_exist(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """An agency acts only while it exists; the message names the one that existed then."""
    began, ended = _dated(seed, registry, "began"), _dated(seed, registry, "ended")
    successors, predecessors = _lineage(_own(seed))
    for claim in _own(seed):
        if claim.predicate not in ACTS or claim.object is None or seed.kind(claim.object) != "agency":
            continue
        acted = claim.when or next((date for date, _ in began.get(claim.subject, ())), None)
        if acted is None:
            continue
        verb = f"{claim.object!r} cannot {ACTS[claim.predicate]} {claim.subject!r}"
        for founded, _ in began.get(claim.object, ()):
            if acted.before(founded) is True:
                other = _existing(claim.object, predecessors, began, ended, acted)
                hint = f"; did you mean its predecessor {other!r}?" if other else ""
                yield Issue(claim.place, f"{verb} on {acted}: it was founded on {founded}{hint}")
        for dissolved, _ in ended.get(claim.object, ()):
            if acted.after(dissolved) is True and not acted.is_interval:
                other = _existing(claim.object, successors, began, ended, acted)
                hint = f"; did you mean its successor {other!r}?" if other else ""
                yield Issue(claim.place, f"{verb} on {acted}: it was dissolved on {dissolved}{hint}")


def _lineage(claims: Iterable[Claim]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    successors, predecessors = defaultdict(list), defaultdict(list)
    for claim in claims:
        if claim.predicate == "successor_of" and claim.object is not None:
            successors[claim.object].append(claim.subject)
            predecessors[claim.subject].append(claim.object)
    return successors, predecessors


def _existing(
    agency: str,
    steps: Mapping[str, list[str]],
    began: Mapping[str, list[tuple[Date, Claim]]],
    ended: Mapping[str, list[tuple[Date, Claim]]],
    at: Date,
) -> str | None:
    """Walk the lineage from an agency to the one that may have existed at that date."""
    queue, seen = list(steps.get(agency, ())), {agency}
    while queue:
        other = queue.pop(0)
        if other in seen:
            continue
        seen.add(other)
        early = any(at.before(date) is True for date, _ in began.get(other, ()))
        late = any(at.after(date) is True for date, _ in ended.get(other, ()))
        if not early and not late:
            return other
        queue += steps.get(other, ())
    return None


def firsts_are_dated(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """A first has a rule or a winner that a source names, and every such winner a date."""
    winners = {c.subject for c in seed.claims if c.predicate == "winner"}
    for entity in seed.entities.values():
        if entity.kind == "first" and entity.id not in winners and entity.id not in seed.rules:
            yield Issue(
                entity.place,
                f"the first {entity.id!r} has no rule and names no winner; add 'rule:', "
                "or 'winner:' with to and when",
            )
    for claim in _own(seed):
        if claim.predicate == "winner" and claim.when is None:
            yield Issue(claim.place, f"the winner {claim.object!r} has no date; add 'when:'")
