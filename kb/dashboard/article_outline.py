"""The outline of an audited text: one line a statement, with its verdict, the reason and the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dates import Date
from kb.queries.audit import Statement
from kb.vocabulary import Attribute


def tally(statements: Sequence[Statement]) -> str:
    """Return how many statements got each verdict."""
    counts = Counter(statement.verdict for statement in statements)
    marks = " ".join(
        f'<span class="mark {verdict}">{n} {verdict}</span>' for verdict, n in counts.most_common()
    )
    return f"<p>{len(statements)} statements: {marks}</p>"


def outline(kb: KnowledgeBase, statements: Sequence[Statement], citations: parts.Citations) -> str:
    """Return the statements in the order of the text."""
    evidence = [claim for statement in statements for claim in statement.evidence]
    ends = parts.ends_of(kb, evidence)
    rows = []
    for statement in statements:
        quoted = parts.quoted_text(statement.claim.quote) if statement.claim.quote else ""
        backing = parts.claim_lines(statement.evidence, ends, citations) if statement.evidence else ""
        rows.append(
            f'<details><summary><span class="mark {statement.verdict}">{statement.verdict}</span>'
            f'<span class="grow">{quoted}</span>'
            f'<span class="grow muted small">{_reading(kb, statement)}</span></summary>'
            f"<div><p>{escape(statement.reason)}</p>{backing}</div></details>"
        )
    return "".join(rows)


def _reading(kb: KnowledgeBase, statement: Statement) -> str:
    """Return a statement as the base understands it: subject, predicate, value."""
    claim = statement.claim
    predicate = kb.registry.predicate(claim.predicate)
    label = predicate.label if predicate else claim.predicate
    if statement.object is not None:
        said = parts.entity_link(statement.object)
    elif isinstance(predicate, Attribute) and predicate.range == "date":
        said = escape(Date.parse(claim.content).describe())
    else:
        said = escape(claim.content)
    return f"{parts.entity_link(statement.subject)} · {escape(label)} · {said}"
