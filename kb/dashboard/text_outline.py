"""A text as it was read: its sentences in the colour of their verdict, and below each what was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dates import Date
from kb.queries.audit import Verdict
from kb.reading.results import Reading
from kb.records import Brief, Claim
from kb.vocabulary import Attribute

#: From the one that matters most; a sentence has the colour of its first.
VERDICTS: tuple[Verdict, ...] = (
    "contradicted",
    "contested",
    "imprecise",
    "supported",
    "prediction",
    "opinion",
    "unknown",
)

EXAMPLE = """The space race, my timeline

1957: Sputnik 1, first artificial satellite (USSR)
Nov 3, 1957 – Laika becomes the first dog in space aboard Sputnik 2
First weather satellite – Vanguard 2, 1959
April 12, 1961 – Yuri Gagarin is the first human in space
1962: John Glenn is the first American in space
16 June 1963: Valentina Tereshkova, the first woman in space, flew on Vostok 5
First spacewalk: Alexei Leonov, 1965
July 20, 1969 – Apollo 11 lands on the Moon with Neil Armstrong, Buzz Aldrin and Michael Collins
1971: The Americans launch Salyut 1, the first space station
2001: Dennis Tito, the first space tourist
"""


def tally(readings: Sequence[Reading]) -> str:
    """Return how many statements got each verdict, the gravest first."""
    counts = Counter(reading.verdict for reading in readings)
    marks = " ".join(
        f'<span class="mark {verdict}">{counts[verdict]} {verdict}</span>'
        for verdict in VERDICTS
        if counts[verdict]
    )
    return f"<p>{len(readings)} statements: {marks}</p>"


def outline(kb: KnowledgeBase, readings: Sequence[Reading], citations: parts.Citations) -> str:
    """Return the sentences in the order of the text, each with its readings."""
    claims = [claim for reading in readings for claim in reading.evidence]
    named = kb.reader.briefs({c.subject for c in claims} | {c.object for c in claims if c.object})
    blocks = []
    for _, several in groupby(readings, key=lambda reading: reading.span):
        own = list(several)
        gravest = min((reading.verdict for reading in own), key=VERDICTS.index)
        blocks.append(f'<p class="{gravest}"><b>{escape(own[0].sentence)}</b></p>')
        blocks += [_reading(kb, reading, named, citations) for reading in own]
        blocks.append("<br>")
    return "".join(blocks)


def _reading(
    kb: KnowledgeBase, reading: Reading, named: Mapping[str, Brief], citations: parts.Citations
) -> str:
    mark = f'<span class="mark {reading.verdict}">{reading.verdict}</span>'
    read_as = f"read as: {escape(reading.read_as)}" if reading.read_as else "not read as a statement"
    entities = f'<p class="small">Named: {parts.names(reading.entities)}</p>' if reading.entities else ""
    evidence = "".join(f"<li>{_claim(kb, claim, named, citations)}</li>" for claim in reading.evidence)
    return (
        f'<details><summary>{mark}<span class="grow">{read_as}<br>'
        f'<span class="muted">{escape(reading.reason)}</span></span></summary>'
        f'<div>{entities}<ul class="plain">{evidence}</ul></div></details>'
    )


def _claim(kb: KnowledgeBase, claim: Claim, named: Mapping[str, Brief], citations: parts.Citations) -> str:
    """Return a claim as a line: of whom, what, who says so, in what words, and its place in the seed."""
    predicate = kb.registry.predicate(claim.predicate)
    if claim.object:
        value = parts.entity_link(named[claim.object])
    elif isinstance(predicate, Attribute) and predicate.range == "date":
        value = escape(Date.parse(claim.content).describe())
    else:
        value = escape(claim.content.replace("-", " "))
    label = escape(predicate.label if predicate else claim.predicate)
    when = f", {claim.when.describe()}" if claim.when else ""
    quoted = f"<blockquote>{parts.quoted_text(claim.quote)}</blockquote>" if claim.quote else ""
    return (
        f"{parts.entity_link(named[claim.subject])} · {label} · {value}{when}"
        f' <span class="muted small">— {citations.short(claim.source)}, '
        f"from <code>{escape(f'{claim.place.file}:{claim.place.line}')}</code></span>{quoted}"
    )
