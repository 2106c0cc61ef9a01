"""Firsts: who was first, by which definition, according to whom.

A first's winners are claims with a date and, where it matters, a definition; the winners under the first's own
default definition answer the question, the others stand beside them as variants. A first is *contested* when two
definitions, or two sources under one definition, name different winners. What an audited text merely states (a
source's ``says``) never decides; it is listed under ``stated``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kb.dates import Date
from kb.queries.lineage import responsible
from kb.records import Brief, Claim
from kb.store import Reader
from kb.winners import camps, date_of

_PREDICATES = (
    "winner",
    "runner_up",
    "achieved_on",
    "credited_to",
    "definition",
    "statement",
    "category",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer: winners under a definition, their date, and the claims that prove it.

    Where sources disagree under one definition, each camp has a variant of its own, the stronger one first.
    """

    definition: str | None
    winners: tuple[Brief, ...]
    date: Date | None
    proof: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """One first, answered under its default definition, with every other answer beside it.

    ``through`` is the trail of agencies from the one asked about to the one credited, when that was asked.
    """

    id: str
    name: str
    summary: str | None
    statement: str | None
    category: str | None
    definition: str | None
    date: Date | None
    winners: tuple[Brief, ...]
    runner_up: tuple[Brief, ...]
    achieved_on: tuple[Brief, ...]
    credited_to: tuple[Brief, ...]
    contested: bool
    variants: tuple[Variant, ...]
    proof: tuple[Claim, ...]
    stated: tuple[Claim, ...]
    through: tuple[Brief, ...] = ()

    def __repr__(self) -> str:
        won = ", ".join(winner.name for winner in self.winners)
        return f"<{self.name}: {won}, {self.date}>"


def firsts(
    reader: Reader,
    *,
    agency: str | None = None,
    country: str | None = None,
    category: str | None = None,
    winner: str | None = None,
    during: Date | None = None,
    ids: Collection[str] | None = None,
) -> list[FirstAnswer]:
    """Return firsts in order of their date.

    ``agency`` counts what its predecessors and parts achieved, and says through whom; ``country`` what is credited
    to it or to its agencies; ``winner`` what an entity won under any definition; ``during`` drops what was
    certainly outside that window (written start to written end). Raises NotFoundError for unknown ids.
    """
    briefs = [b for b in reader.entities(["first"]) if ids is None or b.id in ids]
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in reader.claims(subjects=[b.id for b in briefs], predicates=_PREDICATES):
        claims[claim.subject].append(claim)
    ends = reader.briefs({c.object for several in claims.values() for c in several if c.object})
    via = {source.id: source.via for source in reader.sources().values()}
    answers = [_answer(brief, claims[brief.id], ends, via) for brief in briefs]
    operators = _operators(reader, answers)
    answers = [_credited(answer, operators) for answer in answers]
    if agency is not None:
        answers = _of_agency(reader, answers, agency)
    if country is not None:
        reader.brief(country)
        theirs = {c.subject for c in reader.claims(objects=[country], predicates=["country"])} | {country}
        answers = [a for a in answers if any(b.id in theirs for b in a.credited_to)]
    if category is not None:
        answers = [a for a in answers if a.category == category]
    if winner is not None:
        reader.brief(winner)
        answers = [a for a in answers if any(winner == b.id for v in a.variants for b in v.winners)]
    if during is not None:
        answers = [a for a in answers if a.date is not None and a.date.within(during) is not False]
    return sorted(answers, key=lambda a: (a.date is None, a.date.sort_key if a.date else (), a.name))


def _answer(
    brief: Brief, claims: list[Claim], ends: Mapping[str, Brief], via: Mapping[str, str | None]
) -> FirstAnswer:
    own = [c for c in claims if not c.stated and c.rank != "deprecated"]
    default = _literal(own, "definition")
    variants = _variants([c for c in own if c.predicate == "winner"], default, ends, via)
    chosen = next((v for v in variants if v.definition == default), variants[0] if variants else None)

    def linked(predicate: str) -> tuple[Brief, ...]:
        fitting = [
            c for c in own if c.predicate == predicate and c.qualifier("definition") in (default, None)
        ] or [c for c in own if c.predicate == predicate]
        return _ends(fitting, ends)

    support = [
        c
        for c in own
        if c.predicate in ("achieved_on", "credited_to") and c.qualifier("definition") in (default, None)
    ]
    return FirstAnswer(
        id=brief.id,
        name=brief.name,
        summary=brief.summary,
        statement=_literal(own, "statement"),
        category=_literal(own, "category"),
        definition=default,
        date=chosen.date if chosen else None,
        winners=chosen.winners if chosen else (),
        runner_up=linked("runner_up"),
        achieved_on=linked("achieved_on"),
        credited_to=linked("credited_to"),
        contested=_contested(variants),
        variants=variants,
        proof=(*(chosen.proof if chosen else ()), *support),
        stated=tuple(c for c in claims if c.stated),
    )


def _variants(
    winners: list[Claim], default: str | None, ends: Mapping[str, Brief], via: Mapping[str, str | None]
) -> tuple[Variant, ...]:
    """Return the answers, the default definition's first, then in order of time; rivals beside each other."""
    grouped: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in winners:
        grouped[claim.qualifier("definition") or default].append(claim)
    variants = []
    for definition, claims in grouped.items():
        variants += [
            (rival, Variant(definition, _ends(camp, ends), date_of(camp, via), tuple(camp)))
            for rival, camp in enumerate(camps(claims, via))
        ]

    def order(item: tuple[int, Variant]) -> tuple[bool, int, tuple[int, int, int, str] | tuple[()], str]:
        rival, variant = item
        when = variant.date.sort_key if variant.date else ()
        return variant.definition != default, rival, when, variant.definition or ""

    return tuple(variant for _, variant in sorted(variants, key=order))


def _contested(variants: Iterable[Variant]) -> bool:
    """Tell whether two definitions, or two camps of sources, name different winners."""
    return len({frozenset(winner.id for winner in v.winners) for v in variants}) > 1


def _literal(claims: Iterable[Claim], predicate: str) -> str | None:
    return next((c.value for c in claims if c.predicate == predicate), None)


def _ends(claims: Iterable[Claim], ends: Mapping[str, Brief]) -> tuple[Brief, ...]:
    return tuple({c.object: ends[c.object] for c in claims if c.object}.values())


def _operators(reader: Reader, answers: Iterable[FirstAnswer]) -> dict[str, tuple[Brief, ...]]:
    """Return who operated each mission (or an event's mission) on which a first was achieved or that won one."""
    ids = {b.id for a in answers for b in (*a.achieved_on, *a.winners)}
    missions = {c.subject: c.object for c in reader.claims(subjects=ids, predicates=["mission"]) if c.object}
    asked = ids | set(missions.values())
    operated: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in reader.claims(subjects=asked, predicates=["operated_by"], stated=False):
        operated[claim.subject][claim.object or ""] = None
    briefs = reader.briefs({agency for agencies in operated.values() for agency in agencies})
    return {
        entity: tuple(briefs[agency] for agency in operated.get(missions.get(entity, entity), {}))
        for entity in ids
    }


def _credited(answer: FirstAnswer, operators: Mapping[str, tuple[Brief, ...]]) -> FirstAnswer:
    """Credit a first that names no agency to the operators of the mission it was achieved on."""
    if answer.credited_to:
        return answer
    ends = answer.achieved_on or answer.winners
    agencies = {b.id: b for end in ends for b in operators.get(end.id, ())}
    return replace(answer, credited_to=tuple(agencies.values()))


def _of_agency(reader: Reader, answers: Iterable[FirstAnswer], agency: str) -> list[FirstAnswer]:
    trails = responsible(reader, agency)
    briefs = reader.briefs({id_ for trail in trails.values() for id_ in trail})
    found = []
    for answer in answers:
        theirs = [trails[b.id] for b in answer.credited_to if b.id in trails]
        if theirs:
            trail = min(theirs, key=len)
            found.append(replace(answer, through=tuple(briefs[id_] for id_ in trail)))
    return found
