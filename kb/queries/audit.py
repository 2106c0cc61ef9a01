"""What the base says of each statement of an audited text.

The seed holds what the text *states*, with its quote; the verdict is computed from the claims of others:

- *supported*: others give the same value; *contradicted*: they give only values that exclude it;
- *imprecise*: it holds in a wider sense (a year for a day, a successor for the agency of the time);
- *contested*: others disagree among themselves, or it holds under one definition and fails under another;
- *unknown*: nobody else speaks of it; *opinion* and *prediction* are named as such and not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from kb.dates import Date, duration_seconds
from kb.queries.firsts import FirstAnswer, answers
from kb.queries.lineage import lineage
from kb.records import Brief, Claim
from kb.store import Reader
from kb.vocabulary import Attribute

Verdict = Literal["supported", "contradicted", "contested", "imprecise", "unknown", "opinion", "prediction"]
_NATURES: dict[str, Verdict] = {
    "opinion": "opinion",
    "prediction": "prediction",
    "plan": "prediction",
}
_SECONDS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a text, with the verdict, a sentence of reason, and the claims that it rests on."""

    claim: Claim
    subject: Brief
    object: Brief | None
    verdict: Verdict
    reason: str
    evidence: tuple[Claim, ...]


def audit(reader: Reader, source: str) -> list[Statement]:
    """Return every statement that a source makes under ``says``, in the order of its text, each with a verdict.

    Raises NotFoundError for an unknown source.
    """
    reader.source(source)
    stated = reader.claims(source=source, stated=True)
    stated.sort(key=lambda c: (c.span or (1 << 30, 0), c.place))
    subjects = {c.subject for c in stated}
    others = [c for c in reader.claims(subjects=subjects, stated=False) if c.rank != "deprecated"]
    spans = _spans(reader, others)
    asked = {c.subject for c in stated if c.predicate == "winner"}
    ruled = {a.id: a for a in answers(reader, ids=asked) if a.computed is not None} if asked else {}
    briefs = reader.briefs(subjects | {c.object for c in (*stated, *others) if c.object})
    statements = []
    for claim in stated:
        rivals = [o for o in others if o.subject == claim.subject and o.predicate == claim.predicate]
        if claim.predicate == "duration" and claim.subject in spans:
            verdict, reason, evidence = _computed(claim, rivals, *spans[claim.subject])
        elif claim.predicate == "winner" and claim.subject in ruled:
            verdict, reason, evidence = _by_rule(claim, ruled[claim.subject])
        else:
            verdict, reason, evidence = _judge(reader, claim, rivals, briefs)
        found = briefs.get(claim.object) if claim.object else None
        statements.append(Statement(claim, briefs[claim.subject], found, verdict, reason, tuple(evidence)))
    return statements


_Judgement = tuple[Verdict, str, Collection[Claim]]


def _judge(reader: Reader, claim: Claim, rivals: list[Claim], briefs: dict[str, Brief]) -> _Judgement:
    nature = claim.qualifier("nature")
    if nature in _NATURES:
        what = {"opinion": "an opinion", "plan": "a plan", "prediction": "a prediction"}[nature or ""]
        return _NATURES[nature or ""], f"This is {what}, not a fact that claims can settle.", ()
    if not rivals:
        return "unknown", "Nothing else in the base speaks of this.", ()
    predicate = reader.registry.predicate(claim.predicate)
    if isinstance(predicate, Attribute):
        if predicate.range == "date":
            return _date(claim, rivals)
        if predicate.range == "duration":
            return _duration(claim, rivals)
        return _literal(claim, rivals)
    return _relation(reader, claim, rivals, briefs)


def _by_rule(claim: Claim, answer: FirstAnswer) -> _Judgement:
    """Judge who is said to have been first by what the rule finds, under each definition."""
    mine = [v for v in answer.variants if claim.object in v.faces]
    others = [v for v in answer.variants if v not in mine]
    named = claim.qualifier("definition")
    if any(v.definition == named for v in mine) if named else (mine and not others):
        return "supported", "The rule finds the same.", mine[0].proof
    if not mine:
        won = ", ".join(winner.name for winner in answer.winners) or "nobody"
        when = f", {answer.date.describe()}" if answer.date else ""
        return "contradicted", f"By the rule it was {won}{when}.", answer.proof
    rival = others[0]
    holds = (mine[0].definition or "one definition").replace("-", " ")
    fails = (rival.definition or "another definition").replace("-", " ")
    winner = ", ".join(brief.name for brief in rival.winners)
    return "contested", f"True by “{holds}”; by “{fails}” it was {winner}.", (*mine[0].proof, *rival.proof)


def _date(claim: Claim, rivals: list[Claim]) -> _Judgement:
    said = Date.parse(claim.content)
    known = [(rival, Date.parse(rival.content)) for rival in rivals]
    apart = [r for r, date in known if said.before(date) is True or said.after(date) is True]
    near = [(r, date) for r, date in known if r not in apart]
    if not near:
        return "contradicted", f"The base has {known[0][1].describe()}.", apart
    if apart:
        return "contested", "Sources differ on the date.", rivals
    if said.precision in ("month", "year", "decade") and near[0][1].precision not in (said.precision,):
        return "imprecise", f"It was {near[0][1].describe()}.", rivals
    return "supported", f"The base has {near[0][1].describe()}.", rivals


def _spans(reader: Reader, claims: Iterable[Claim]) -> dict[str, tuple[int, list[Claim]]]:
    """Return how many seconds each subject lasted, where its dates tell to the minute, with the claims that do."""
    attributes = reader.registry.attributes
    bounds: dict[str, dict[str, tuple[Date, Claim]]] = {}
    for claim in claims:
        attribute = attributes.get(claim.predicate)
        if attribute is None or attribute.role is None or claim.value is None:
            continue
        date = Date.parse(claim.value)
        ends = {"began": date.first, "ended": date.last} if date.is_interval else {attribute.role: date}
        for role, end in ends.items():
            if end is not None and end.precision in ("minute", "second"):
                bounds.setdefault(claim.subject, {}).setdefault(role, (end, claim))
    return {
        subject: (both["ended"][0].start - both["began"][0].start, [claim for _, claim in both.values()])
        for subject, both in bounds.items()
        if both.keys() == {"began", "ended"}
    }


def _computed(claim: Claim, rivals: list[Claim], seconds: int, dates: list[Claim]) -> _Judgement:
    """Judge a stated duration by what the dates of beginning and end give."""
    said, unit = _seconds(claim.content), _SECONDS[claim.content.split()[-1]]
    evidence = list(dict.fromkeys([*dates, *rivals]))
    days, rest = divmod(seconds, 86_400)
    length = f"{days} d {rest // 3600} h {rest % 3600 // 60} min"
    if abs(seconds - said) * 2 <= unit:
        return "supported", f"From beginning to end it lasted {length}: the same when rounded.", evidence
    if abs(seconds - said) <= unit:
        return "imprecise", f"From beginning to end it lasted {length}.", evidence
    return "contradicted", f"From beginning to end it lasted {length}.", evidence


def _duration(claim: Claim, rivals: list[Claim]) -> _Judgement:
    said = _seconds(claim.content)
    unit = _SECONDS[claim.content.split()[-1]]
    for rival in rivals:
        known = _seconds(rival.content)
        if abs(known - said) * 2 <= unit:
            return "supported", f"The base has {rival.content}, the same when rounded.", [rival]
        if abs(known - said) <= unit:
            return "imprecise", f"The base has {rival.content}.", [rival]
    return "contradicted", f"The base has {rivals[0].content}.", rivals


def _seconds(text: str) -> float:
    return duration_seconds(text) or 0.0


def _literal(claim: Claim, rivals: list[Claim]) -> _Judgement:
    same = [r for r in rivals if r.content.casefold() == claim.content.casefold()]
    if same:
        return "supported", "Another source says the same.", same
    if claim.predicate == "remark":
        return "unknown", "Nothing else in the base says just this.", ()
    return "contradicted", f"The base has {', '.join(sorted({r.content for r in rivals}))}.", rivals


def _relation(reader: Reader, claim: Claim, rivals: list[Claim], briefs: dict[str, Brief]) -> _Judgement:
    same = [r for r in rivals if r.object == claim.object]
    different = [r for r in rivals if r.object != claim.object]
    names = _names(different, briefs)
    if same:
        if claim.predicate == "winner" and (rival := _other_winner(same, different)):
            winner = briefs[rival.object or ""].name
            definition = (rival.qualifier("definition") or "another definition").replace("-", " ")
            return (
                "contested",
                f"True by one definition; by “{definition}” it was {winner}.",
                rivals,
            )
        return "supported", "Other sources say the same.", same
    for rival in different:
        if rival.object and claim.object in lineage(reader, rival.object).descendants:
            then, now = briefs[rival.object].name, briefs[claim.object or ""]
            since = f", which exists since {now.began.describe()}," if now.began else ""
            return (
                "imprecise",
                f"It was {then}; {now.name}{since} is its successor.",
                [rival],
            )
    if claim.predicate in ("winner", "credited_to"):
        return "contradicted", f"The base names {names} instead.", rivals
    return "unknown", f"The base names {names}, and nothing speaks for or against this.", different


def _other_winner(same: Iterable[Claim], different: Iterable[Claim]) -> Claim | None:
    """Return a rival that won under a definition under which the stated winner did not."""
    held = {claim.qualifier("definition") for claim in same}
    return next((c for c in different if c.qualifier("definition") not in held), None)


def _names(claims: Iterable[Claim], briefs: dict[str, Brief]) -> str:
    names = dict.fromkeys(briefs[c.object].name for c in claims if c.object)
    return ", ".join(names)
