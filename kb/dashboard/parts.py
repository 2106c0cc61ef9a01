"""Pieces of pages, as escaped HTML: links, values with their sources, lists, search results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from kb.base import KnowledgeBase
from kb.dates import Date
from kb.figures.palette import colour
from kb.queries.search import Hit
from kb.records import Brief, Claim, Link, Source


def show(html: str) -> None:
    """Put a piece of HTML on the page, inside our own style."""
    st.html(f'<div class="kb">{html}</div>')


def address(page: str, **parameters: str | None) -> str:
    """Return a page's address with its query."""
    query = urlencode({key: value for key, value in parameters.items() if value}, quote_via=quote)
    return f"/{page}?{query}" if query else f"/{page}"


def link(text: str, page: str, **parameters: str | None) -> str:
    """Return a link that stays in the session."""
    return f'<a data-kb href="{escape(address(page, **parameters))}" target="_self">{escape(text)}</a>'


def entity_link(entity: Brief) -> str:
    """Return a link to an entity's page."""
    return link(entity.name, "entity", id=entity.id)


def kind_dot(kind: str) -> str:
    """Return the coloured dot of a kind."""
    return f'<span class="dot" style="background:{colour(kind)}" title="{escape(kind)}"></span>'


def names(entities: Iterable[Brief]) -> str:
    """Return links joined by commas."""
    return ", ".join(entity_link(entity) for entity in entities)


def search_results(base: KnowledgeBase, text: str) -> None:
    """Show what a search found, grouped by kind, the best group first."""
    hits = base.search(text, limit=24)
    if not hits:
        show(
            f"<p>Nothing is called “{escape(text)}”. Try a surname, a mission such as "
            f"{link('Apollo 11', 'entity', id='apollo-11')}, or fewer letters.</p>"
        )
        return
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.entity.kind, []).append(hit)
    groups = []
    for kind, several in grouped.items():
        label = base.registry.kinds[kind].plural
        rows = "".join(f"<li>{kind_dot(kind)}{_hit(hit)}</li>" for hit in several)
        groups.append(f'<div><b>{escape(label)}</b><ul class="plain">{rows}</ul></div>')
    show(f'<div class="columns">{"".join(groups)}</div><hr>')


def _hit(hit: Hit) -> str:
    also = "" if hit.matched == hit.entity.name else f' <span class="muted">({escape(hit.matched)})</span>'
    when = f' <span class="muted small">{hit.entity.began.describe()}</span>' if hit.entity.began else ""
    return entity_link(hit.entity) + also + when


class Citations:
    """Numbers the sources of one page in the order they are cited, and lists them at its end."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = sources
        self.numbers: dict[str, int] = {}

    def mark(self, claims: Iterable[Claim]) -> str:
        """Return the source marks of some claims: ``[1][3]``, each with its quote and place as a tooltip."""
        marks = {}
        for claim in claims:
            number = self.numbers.setdefault(claim.source, len(self.numbers) + 1)
            quoted = f"“{claim.quote}” " if claim.quote else ""
            where = f"from {claim.place.file}:{claim.place.line}"
            tip = f"{self.title(claim.source)}: {quoted}{where}"
            marks[number] = f'<a href="#source-{number}" title="{escape(tip)}">[{number}]</a>'
        return f"<sup>{''.join(marks.values())}</sup>"

    def title(self, source: str) -> str:
        """Return a source's title."""
        found = self.sources.get(source)
        return found.title if found else source

    def short(self, source: str) -> str:
        """Return a source's title, linked to its address when it has one."""
        found = self.sources.get(source)
        if found is None or not found.url:
            return escape(self.title(source))
        return f'<a href="{escape(found.url)}" target="_blank" rel="noopener">{escape(found.title)}</a>'

    def listing(self) -> str:
        """Return the numbered list of the sources cited so far."""
        if not self.numbers:
            return ""
        rows = "".join(
            f'<li id="source-{number}" value="{number}">{self.entry(source)}</li>'
            for source, number in self.numbers.items()
        )
        return f'<h3>Sources</h3><ol class="small">{rows}</ol>'

    def entry(self, source: str) -> str:
        """Return one source as a line: author, title, publisher, date, address, licence."""
        found = self.sources.get(source)
        if found is None:
            return escape(source)
        title = escape(found.title)
        if found.url:
            title = f'<a href="{escape(found.url)}" target="_blank" rel="noopener">{title}</a>'
        date = found.date.describe() if found.date else None
        rest = [escape(text) for text in (found.publisher, date, found.licence) if text]
        author = f"{escape(found.author)}: " if found.author else ""
        return f"{author}{title}. {', '.join(rest)}"


def quoted_text(text: str) -> str:
    """Return a quote in its marks; marks within it become single ones."""
    inner = text.replace("\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}")
    inner = inner.replace("\N{RIGHT DOUBLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}")
    return f"“{escape(inner)}”"


def claim_lines(claims: Sequence[Claim], ends: dict[str, Brief], citations: Citations) -> str:
    """Return claims as a list: what is said, when, the quote, who says so, and the place in the seed."""
    rows = []
    for claim in claims:
        target = ends.get(claim.object or "")
        said = entity_link(target) if target else escape(claim.content)
        details = [escape(value.replace("-", " ")) for _, value in claim.qualifiers]
        if claim.when:
            details.append(claim.when.describe())
        quoted = f"<blockquote>{quoted_text(claim.quote)}</blockquote>" if claim.quote else ""
        note = f'<div class="muted small">{escape(claim.note)}</div>' if claim.note else ""
        place = f"{claim.place.file}:{claim.place.line}"
        rows.append(
            f"<li>{said}{' · ' if details else ''}{', '.join(details)} "
            f'<span class="muted small">— {citations.short(claim.source)}, '
            f"from <code>{escape(place)}</code></span>{quoted}{note}</li>"
        )
    return f'<ul class="plain">{"".join(rows)}</ul>'


def ends_of(base: KnowledgeBase, claims: Iterable[Claim]) -> dict[str, Brief]:
    """Return the entities that some claims point to."""
    return base.reader.briefs({claim.object for claim in claims if claim.object})


def link_line(item: Link, entity: str, citations: Citations) -> str:
    """Return one link of an entity, read from it: the other end, role, leg, date, source."""
    claim = item.claim
    words = [value for key, value in claim.qualifiers if key != "leg"]
    leg = claim.qualifier("leg")
    if leg in ("up", "down"):
        words.append(f"{leg} only")
    if claim.when:
        words.append(claim.when.describe())
    other = item.other(entity)
    more = f' <span class="muted">{escape(", ".join(words))}</span>' if words else ""
    return f"{kind_dot(other.kind)}{entity_link(other)}{more}{citations.mark([claim])}"


def years(first: int, last: int) -> tuple[float, float]:
    """Return the seconds since 1970 (UTC) from the beginning of one year to the end of another."""
    window = Date.parse(f"{first}/{last}")
    return window.start, window.end
