"""The proof of one first: the rule, the claims, the runner-up, who missed, who was first of each country."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dashboard.switches import label
from kb.dates import Date
from kb.errors import DateError
from kb.queries.firsts import FirstAnswer, Variant
from kb.queries.rulings import Computed, Doer
from kb.records import Brief, Claim


def doers(several: Sequence[Doer]) -> str:
    """Return who shares a place, and when, linked."""
    people = parts.names({doer.who.id: doer.who for doer in several}.values())
    return f"{people}, {several[0].date.describe()}"


def lag_words(ruling: Computed) -> str:
    """Return how long after the winner the runner-up came: ``, 23 days later``."""
    if ruling.gap is None:
        return ""
    least, most = (seconds / 86_400 for seconds in ruling.gap)
    if most < 1:
        return ", within a day"
    if round(least) == round(most):
        return f", {least:,.0f} days later"
    return f", {max(least, 0):,.0f} to {most:,.0f} days later"


def proof(kb: KnowledgeBase, answer: FirstAnswer, chosen: str | None, citations: parts.Citations) -> str:
    """Return the proof of one first under the definition chosen, then what sources say otherwise."""
    rule = kb.reader.rules([answer.id]).get(answer.id)
    claims = [claim for v in answer.variants for claim in (*v.proof, *answer.proof, *answer.stated)]
    ends = kb.reader.briefs({c.subject for c in claims} | {c.object for c in claims if c.object})
    mine = [v for v in answer.variants if v.definition == chosen] or list(answer.variants[:1])
    pieces = [_variant(variant, rule, ends, citations) for variant in mine]
    others = [v for v in answer.variants if v not in mine]
    if others:
        rows = "".join(
            f"<tr><th>{escape(label(v.definition))}</th><td>{parts.names(v.winners)}"
            f"{'' if v.computed else citations.mark(v.proof)}</td>"
            f"<td>{v.date.describe() if v.date else ''}</td></tr>"
            for v in others
        )
        pieces.append(f"<h3>By other definitions, or other sources</h3><table>{rows}</table>")
    support = [c for c in answer.proof if c.predicate in ("achieved_on", "credited_to")]
    if support:
        pieces.append(f"<h3>Achieved on, credited to</h3>{parts.claim_lines(support, ends, citations)}")
    if answer.runner_up and answer.computed is None:
        pieces.append(f"<p><b>Runner-up:</b> {parts.names(answer.runner_up)}</p>")
    if answer.stated:
        pieces.append(f"<h3>What audited texts state</h3>{parts.claim_lines(answer.stated, ends, citations)}")
    return "".join(pieces)


def _variant(
    variant: Variant, rule: dict[str, Any] | None, ends: dict[str, Brief], citations: parts.Citations
) -> str:
    ruling = variant.computed
    when = f", {variant.date.describe()}" if variant.date else ""
    head = f'<p class="lead"><b>{parts.names(variant.winners)}</b>{when}</p>'
    if ruling is None or rule is None:
        how = '<p class="muted small">No rule decides this; it is the answer that sources give.</p>'
        return head + how + parts.claim_lines(variant.proof, ends, citations)
    conditions = [*rule["conditions"], *rule["definitions"].get(variant.definition or "", ())]
    asked = "".join(f"<li><code>{escape(one)}</code></li>" for one in conditions)
    lines = []
    if ruling.unsure:
        lines.append(f"<li><b>May have been earlier:</b> {doers(ruling.unsure)}; the dates overlap</li>")
    if ruling.runner_up:
        lines.append(f"<li><b>Next:</b> {doers(ruling.runner_up)}{lag_words(ruling)}</li>")
    missed = "".join(
        f"<li>{parts.entity_link(one.who)}, {one.date.describe()}: <code>{escape(one.missed or '')}</code>, "
        f"but it is {escape(', '.join(one.found) or 'unknown')}</li>"
        for one in ruling.missed
    )
    more = ruling.missed_count - len(ruling.missed)
    rest = f'<li class="muted">and {more:,} more</li>' if more > 0 else ""
    near = (
        f"<details><summary>Earlier, but missed by one condition: {ruling.missed_count:,}</summary>"
        f'<div><ul class="plain">{missed}{rest}</ul></div></details>'
        if missed
        else ""
    )
    counted = f"<li>number {rule['nth']} of each</li>" if rule["nth"] > 1 else ""
    return (
        f'{head}<ul class="plain">{"".join(lines)}</ul>'
        f"<details><summary>The rule: earliest <code>{escape(rule['deed'])}</code> with "
        f"{len(conditions)} conditions</summary><div><ul>{asked}{counted}</ul>"
        f'<p class="muted small">from <code>{escape(rule["file"])}:{rule["line"]}</code></p></div></details>'
        f"{near}<details open><summary>Proof: {len(variant.proof)} claims</summary>"
        f"<div>{_claims(variant.proof, ends, citations)}</div></details>"
    )


def _claims(claims: Sequence[Claim], ends: dict[str, Brief], citations: parts.Citations) -> str:
    """Return the claims of a proof as a table: of whom, what, who says so."""
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.subject, claim.predicate, claim.content), []).append(claim)
    rows = []
    for (subject, predicate, content), several in grouped.items():
        target = ends.get(content)
        value = parts.entity_link(target) if target else escape(_spoken(content))
        quotes = "".join(f"<blockquote>{parts.quoted_text(c.quote)}</blockquote>" for c in several if c.quote)
        rows.append(
            f"<tr><td>{parts.entity_link(ends[subject])}</td>"
            f"<td>{escape(predicate.replace('_', ' '))}</td>"
            f"<td>{value}{citations.mark(several)}{quotes}</td></tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _spoken(content: str) -> str:
    try:
        return Date.parse(content).describe()
    except DateError:
        return content


def ranks(kb: KnowledgeBase, answer: FirstAnswer, chosen: str | None, within: str) -> str:
    """Return who was first of each country or agency, with the days behind the first of all."""
    found = kb.ranks(answer.id, within=within, definition=chosen)
    if not found or found[0].date is None:
        return ""
    start = found[0].date.start
    rows = "".join(
        f"<tr><td>{parts.entity_link(one.group) if one.group else ''}</td>"
        f"<td>{parts.names({d.who.id: d.who for d in one.winners}.values())}</td>"
        f"<td>{one.date.describe() if one.date else ''}</td>"
        f'<td class="number">{(one.date.start - start) // 86_400 if one.date else "":,}</td></tr>'
        for one in found
    )
    return (
        f"<table><thead><tr><th>{within.capitalize()}</th><th>First</th><th>Date</th>"
        f'<th class="number">Days behind</th></tr></thead>{rows}</table>'
    )
