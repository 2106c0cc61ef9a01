"""Firsts: who was first, by which definition, by rule and according to whom.

Where a first has a rule, the rule decides, under each definition; where it has none, the winner that sources name
does: claims with a date and, where it matters, a definition. The default definition answers the question, the
others stand beside it as variants. What sources say differently from the rule stays a variant of its own, and is
listed by :func:`disagreements`. A first is *contested* when two definitions, or two sources under one definition,
name different winners. What an audited text merely states (a source's ``says``) never decides; it is listed under
``stated``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kb.dates import Date
from kb.queries.lineage import responsible
from kb.queries.rulings import Computed, Doer, computed
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

    Where sources disagree under one definition, with each other or with the rule, each camp has a variant of its
    own, the stronger one first. ``computed`` is what the rule found, None where sources alone decide.
    """

    definition: str | None
    winners: tuple[Brief, ...]
    date: Date | None
    proof: tuple[Claim, ...]
    computed: Computed | None = None

    @property
    def faces(self) -> frozenset[str]:
        """The ids under which the winner may be named."""
        return self.computed.faces if self.computed else frozenset(winner.id for winner in self.winners)


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
    computed: Computed | None = None

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
    definition: str | None = None,
    ids: Collection[str] | None = None,
) -> list[FirstAnswer]:
    """Return firsts in order of their date.

    ``agency`` counts what its predecessors and parts achieved, and says through whom; ``country`` what is credited
    to it or to its agencies; ``winner`` what an entity won under any definition; ``during`` drops what was
    certainly outside that window (written start to written end); ``definition`` moves the switch: firsts that
    know it are answered under it, the others under their own default. Raises NotFoundError for unknown ids.
    """
    return chosen(
        reader,
        answers(reader, definition=definition, ids=ids),
        agency=agency,
        country=country,
        category=category,
        winner=winner,
        during=during,
    )


def answers(
    reader: Reader, *, definition: str | None = None, ids: Collection[str] | None = None
) -> list[FirstAnswer]:
    """Return all firsts, or those of these ids, in order of their date."""
    briefs = [b for b in reader.entities(["first"]) if ids is None or b.id in ids]
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in reader.claims(subjects=[b.id for b in briefs], predicates=_PREDICATES):
        claims[claim.subject].append(claim)
    ends = reader.briefs({c.object for several in claims.values() for c in several if c.object})
    via = reader.via()
    rulings: dict[str, list[Computed]] = defaultdict(list)
    for ruling in computed(reader, [b.id for b in briefs]):
        rulings[ruling.first].append(ruling)
    found = [_answer(brief, claims[brief.id], ends, via, rulings[brief.id], definition) for brief in briefs]
    operators = _operators(reader, found)
    found = [_credited(answer, operators) for answer in found]
    return sorted(found, key=lambda a: (a.date is None, a.date.sort_key if a.date else (), a.name))


def chosen(
    reader: Reader,
    found: Iterable[FirstAnswer],
    *,
    agency: str | None = None,
    country: str | None = None,
    category: str | None = None,
    winner: str | None = None,
    during: Date | None = None,
) -> list[FirstAnswer]:
    """Return those of some answers that fit every filter; see :func:`firsts`."""
    left = list(found)
    if agency is not None:
        left = _of_agency(reader, left, agency)
    if country is not None:
        reader.brief(country)
        theirs = {c.subject for c in reader.claims(objects=[country], predicates=["country"])} | {country}
        left = [a for a in left if any(b.id in theirs for b in a.credited_to)]
    if category is not None:
        left = [a for a in left if a.category == category]
    if winner is not None:
        reader.brief(winner)
        left = [a for a in left if any(winner == b.id for v in a.variants for b in v.winners)]
    if during is not None:
        left = [a for a in left if a.date is not None and a.date.within(during) is not False]
    return left


def _answer(
    brief: Brief,
    claims: list[Claim],
    ends: Mapping[str, Brief],
    via: Mapping[str, str | None],
    rulings: list[Computed],
    asked: str | None = None,
) -> FirstAnswer:
    own = [c for c in claims if not c.stated and c.rank != "deprecated"]
    default = _literal(own, "definition")
    named = _variants([c for c in own if c.predicate == "winner"], default, ends, via)
    variants = _judged(rulings, named, default)
    if asked is not None and any(v.definition == asked for v in variants):
        default = asked
        variants = tuple(sorted(variants, key=lambda v: v.definition != asked))
    chosen = next((v for v in variants if v.definition == default), variants[0] if variants else None)
    ruling = chosen.computed if chosen else None

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
        definition=default if default is not None or chosen is None else chosen.definition,
        date=chosen.date if chosen else None,
        winners=chosen.winners if chosen else (),
        runner_up=_whom(ruling.unsure or ruling.runner_up) if ruling else linked("runner_up"),
        achieved_on=linked("achieved_on") or (_distinct(d.on for d in ruling.winners) if ruling else ()),
        credited_to=linked("credited_to"),
        contested=_contested(variants),
        variants=variants,
        proof=(*(chosen.proof if chosen else ()), *support),
        stated=tuple(c for c in claims if c.stated),
        computed=ruling,
    )


def _judged(
    rulings: Iterable[Computed], named: Iterable[Variant], default: str | None
) -> tuple[Variant, ...]:
    """Return the rule's answers with the sources that agree behind them, then what sources say otherwise."""
    apart = list(named)
    found: list[Variant] = []
    for ruling in rulings:
        if not ruling.winners:
            continue
        agreeing = [v for v in apart if v.definition == ruling.definition and v.faces & ruling.faces]
        apart = [v for v in apart if v not in agreeing]
        proof = (*ruling.proof, *(claim for v in agreeing for claim in v.proof))
        found.append(Variant(ruling.definition, _whom(ruling.winners), ruling.date, proof, ruling))
    found.sort(key=lambda v: (v.definition != default, v.date.sort_key if v.date else ()))
    return (*found, *apart)


def _whom(doers: Iterable[Doer]) -> tuple[Brief, ...]:
    return _distinct(doer.who for doer in doers)


def _distinct(briefs: Iterable[Brief]) -> tuple[Brief, ...]:
    return tuple({brief.id: brief for brief in briefs}.values())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where sources and the rule part: another winner under one definition, or another day.

    ``elsewhere`` names the definition under which the rule finds the winner that the sources name, if any.
    """

    first: str
    name: str
    definition: str | None
    ours: Computed | None
    theirs: Variant
    about: str  # winner or date
    elsewhere: str | None


def disagreements(reader: Reader) -> list[Disagreement]:
    """Return every first on which what sources claim is not what the rule computes."""
    found = []
    for answer in firsts(reader):
        rulings = {v.definition: v.computed for v in answer.variants if v.computed}
        if not rulings:
            continue
        for variant in answer.variants:
            if variant.computed is not None:
                own = [c for c in variant.proof if c.predicate == "winner" and c.when is not None]
                wrong = [c for c in own if c.when and _apart(c.when, variant.computed.date)]
                if wrong:
                    theirs = replace(variant, proof=tuple(wrong), date=wrong[0].when, computed=None)
                    found.append(
                        Disagreement(
                            answer.id, answer.name, variant.definition, variant.computed, theirs, "date", None
                        )
                    )
                continue
            ours = rulings.get(variant.definition)
            elsewhere = next((d for d, r in rulings.items() if r.faces & variant.faces), None)
            if ours is None and elsewhere is not None:
                continue
            found.append(
                Disagreement(answer.id, answer.name, variant.definition, ours, variant, "winner", elsewhere)
            )
    return found


def _apart(one: Date, other: Date | None) -> bool:
    """Tell whether two dates are certainly more than a day apart: time zones are no disagreement."""
    if other is None:
        return False
    return max(one.gap(other)[0], other.gap(one)[0]) > 86_400


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
    several = list(variants)
    return any(not (one.faces & other.faces) for n, one in enumerate(several) for other in several[n + 1 :])


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
