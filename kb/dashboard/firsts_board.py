"""The board of firsts: one line a first, its proof and every other answer behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.queries.firsts import FirstAnswer, Variant
from kb.records import Brief


def board(kb: KnowledgeBase, answers: Sequence[FirstAnswer]) -> str:
    """Return the board as HTML."""
    if not answers:
        return "<p>No first fits these filters. Widen the years or take a filter out.</p>"
    citations = parts.Citations(kb.reader.sources())
    ends = parts.ends_of(
        kb, [c for a in answers for v in a.variants for c in (*v.proof, *a.proof, *a.stated)]
    )
    contested = sum(answer.contested for answer in answers)
    head = (
        f'<p class="muted">{len(answers)} firsts, {contested} of them contested. Open one for its proof.</p>'
    )
    return head + "".join(
        f"<h3>{decade}</h3>{''.join(_row(answer, ends, citations) for answer in several)}"
        for decade, several in groupby(answers, key=_decade)
    )


def _decade(answer: FirstAnswer) -> str:
    return f"{answer.date.as_utc().year // 10 * 10}s" if answer.date else "Date unknown"


def _row(answer: FirstAnswer, ends: dict[str, Brief], citations: parts.Citations) -> str:
    when = answer.date.describe() if answer.date else "unknown"
    mark = '<span class="mark contested">contested</span>' if answer.contested else ""
    through = ""
    if len(answer.through) > 1:
        chain = " ← ".join(brief.name for brief in answer.through)
        through = f'<p class="muted small">Through the lineage: {escape(chain)}</p>'
    statement = f"<p>{escape(answer.statement)}</p>" if answer.statement else ""
    return (
        f'<details id="{escape(answer.id)}"><summary><span class="when">{when}</span>'
        f'<span class="grow"><b>{escape(answer.name)}</b></span>'
        f'<span class="grow">{parts.names(answer.winners)}</span>{mark}</summary>'
        f"<div>{statement}{through}{proof(answer, ends, citations)}"
        f"<p>{parts.link('Page of this first', 'entity', id=answer.id)}</p></div></details>"
    )


def proof(answer: FirstAnswer, ends: dict[str, Brief], citations: parts.Citations) -> str:
    """Return every answer with its claims: the default definition, the others, then what texts state."""
    pieces = [_variant(variant, answer, ends, citations) for variant in answer.variants]
    support = [c for c in answer.proof if c.predicate in ("achieved_on", "credited_to")]
    if support:
        pieces.append(f"<b>Achieved on, credited to</b>{parts.claim_lines(support, ends, citations)}")
    if answer.runner_up:
        pieces.append(f"<p><b>Runner-up:</b> {parts.names(answer.runner_up)}</p>")
    if answer.stated:
        pieces.append(f"<b>What audited texts state</b>{parts.claim_lines(answer.stated, ends, citations)}")
    return "".join(pieces)


def _variant(
    variant: Variant, answer: FirstAnswer, ends: dict[str, Brief], citations: parts.Citations
) -> str:
    by = f" by “{variant.definition.replace('-', ' ')}”" if variant.definition else ""
    when = f", {variant.date.describe()}" if variant.date else ""
    return (
        f"<p><b>{parts.names(variant.winners)}</b>{escape(by)}{when}</p>"
        f"{parts.claim_lines(variant.proof, ends, citations)}"
    )
