"""The board of firsts: one line a first, its answers behind it; the matrix of countries; the disagreements."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from itertools import groupby

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dashboard.first_proof import doers, lag_words
from kb.dashboard.switches import label
from kb.queries.compare import Comparison, Row
from kb.queries.firsts import FirstAnswer, Variant

GROUPS = {"era": "era", "category": "category"}


def board(answers: Sequence[FirstAnswer], group: str = "era") -> str:
    """Return the board as HTML: a line a first, its statement, runner-up and other answers behind it."""
    if not answers:
        return "<p>No first fits these filters. Widen the years or take a filter out.</p>"
    contested = sum(answer.contested for answer in answers)
    ruled = sum(answer.computed is not None for answer in answers)
    head = (
        f'<p class="muted">{len(answers)} firsts, {ruled} of them computed by rule, {contested} contested. '
        "Open one for its answers, and its page for the proof.</p>"
    )
    key = _decade if group == "era" else _category
    ordered = answers if group == "era" else sorted(answers, key=_category)
    return head + "".join(
        f"<h3>{escape(title)}</h3>{''.join(map(_row, several))}"
        for title, several in groupby(ordered, key=key)
    )


def _decade(answer: FirstAnswer) -> str:
    return f"{answer.date.as_utc().year // 10 * 10}s" if answer.date else "Date unknown"


def _category(answer: FirstAnswer) -> str:
    return (answer.category or "other").replace("-", " ").capitalize()


def _row(answer: FirstAnswer) -> str:
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
        f"<div>{statement}{through}{_answers(answer)}"
        f"<p>{parts.link('Proof and sources', 'entity', id=answer.id)}</p></div></details>"
    )


def _answers(answer: FirstAnswer) -> str:
    """Return every answer in a line each: the definition, who, when, and the runner-up."""
    lines = []
    for variant in answer.variants:
        by = f" by “{escape(label(variant.definition))}”" if variant.definition else ""
        when = f", {variant.date.describe()}" if variant.date else ""
        says = "" if variant.computed else ' <span class="muted small">(so sources say; no rule)</span>'
        lines.append(f"<li><b>{parts.names(variant.winners)}</b>{by}{when}{says}{_next(variant)}</li>")
    if answer.runner_up and answer.computed is None:
        lines.append(f"<li>Runner-up: {parts.names(answer.runner_up)}</li>")
    return f'<ul class="plain">{"".join(lines)}</ul>'


def _next(variant: Variant) -> str:
    ruling = variant.computed
    if ruling is None:
        return ""
    following = ruling.unsure or ruling.runner_up
    if not following:
        return '<div class="muted small">nobody since</div>'
    word = "may have been earlier" if ruling.unsure else "next"
    return f'<div class="muted small">{word}: {doers(following)}{lag_words(ruling)}</div>'


def matrix_table(found: Comparison) -> str:
    """Return achievements × countries: the date, and how many days behind the earliest of them."""
    if not found.rows:
        return "<p>No rule ranks within countries yet.</p>"
    heads = "".join(f"<th>{parts.entity_link(side)}</th>" for side in found.sides)
    rows = "".join(
        f"<tr><th>{parts.entity_link(row.first)}</th>"
        + "".join(_cell(row, side.id) for side in found.sides)
        + "</tr>"
        for row in found.rows
    )
    return (
        '<p class="muted">The date on which each country first did it, and the days behind the first of these. '
        f'The leader is marked.</p><div class="wide"><table class="matrix"><thead><tr><th>Achievement</th>{heads}'
        f"</tr></thead>{rows}</table></div>"
    )


def _cell(row: Row, side: str) -> str:
    date, lag = row.date(side), row.lag(side)
    if date is None:
        return "<td></td>"
    who = ", ".join(dict.fromkeys(doer.who.name for doer in row.sides[side][:3]))
    lead = ' class="lead-cell"' if row.leader == side else ""
    behind = f'<br><span class="muted small">+{lag:,} d</span>' if lag else ""
    day = date.as_utc().date().isoformat() if date.precision in ("second", "minute", "day") else str(date)
    return f'<td{lead} title="{escape(who)}">{day}{behind}</td>'


def matrix_csv(found: Comparison) -> str:
    """Return the matrix as CSV: a row an achievement and country."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("first", "definition", "country", "who", "date", "days_behind", "leads"))
    for row in found.rows:
        for side in found.sides:
            if side.id in row.sides:
                who = ";".join(dict.fromkeys(doer.who.id for doer in row.sides[side.id]))
                leads = "yes" if row.leader == side.id else ""
                writer.writerow(
                    (
                        row.first.id,
                        row.definition or "",
                        side.id,
                        who,
                        row.date(side.id),
                        row.lag(side.id),
                        leads,
                    )
                )
    return text.getvalue()


def disagreements(kb: KnowledgeBase) -> str:
    """Return where what sources claim is not what the rules compute."""
    found = kb.disagreements()
    if not found:
        return "<p>Sources and rules agree on every first.</p>"
    citations = parts.Citations(kb.reader.sources())
    rows = []
    for one in found:
        ours = doers(one.ours.winners) if one.ours and one.ours.winners else "no answer"
        when = f", {one.theirs.date.describe()}" if one.theirs.date else ""
        so = (
            f'<div class="muted small">so by “{escape(label(one.elsewhere))}”</div>'
            if one.elsewhere and one.about == "winner"
            else ""
        )
        rows.append(
            f"<tr><td>{parts.link(one.name, 'entity', id=one.first)}</td>"
            f"<td>{escape(label(one.definition))}</td><td>{ours}</td>"
            f"<td>{parts.names(one.theirs.winners)}{when}{citations.mark(one.theirs.proof)}{so}</td></tr>"
        )
    return (
        f'<p class="muted">{len(found)} answers of sources that the rules do not give: another definition, '
        'another date, or a mistake.</p><div class="wide"><table><thead><tr><th>First</th><th>Definition</th>'
        f"<th>By the rule</th><th>Claimed</th></tr></thead>{''.join(rows)}</table></div>{citations.listing()}"
    )
