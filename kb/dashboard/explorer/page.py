"""The explorer's page: where one begins, what is opened and hidden, the picture, the card, ways between two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from kb.base import KnowledgeBase
from kb.dashboard import address, parts
from kb.dashboard.explorer.card import card, explained, hidden
from kb.dashboard.explorer.choices import FIRST_YEAR, LAST_YEAR, Choices, can_undo, undo
from kb.dashboard.explorer.picture import picture, table_graph
from kb.graph import Graph
from kb.queries.connections import MOST, Exploration, explore
from kb.queries.paths import Path
from kb.records import Brief

_STEPS = {"1": "1", "2": "2", "3": "3"}


def page(kb: KnowledgeBase, centre: Brief) -> tuple[Graph, str]:
    """Show the explorer around an entity; return what it shows as a graph, and the sources of what it says."""
    choices = Choices.from_address(centre.id, kb.registry)
    _controls(kb, choices)
    goal = kb.reader.brief(choices.to) if choices.to else None
    ways = _ways(kb, kb.reader.build(), centre.id, goal.id) if goal else []
    found = _explored(
        kb,
        kb.reader.build(),
        centre.id,
        choices.depth,
        choices.opened,
        tuple(tuple(entity.id for entity in way.entities) for way in ways) or (((goal.id,),) if goal else ()),
        choices.followed(kb.registry),
        tuple(choices.kinds_hidden),
    )
    citations = parts.Citations(
        kb.reader.sources(
            {link.claim.source for link in found.links}
            | {link.claim.source for way in ways for step in way.steps for link in step.links}
        )
    )
    if goal:
        _tell_ways(centre, goal, ways, choices, citations)
    left, right = st.columns([2.6, 1], gap="medium")
    with left:
        picture(found, choices, kb.registry, ways, _listener(found, choices))
        parts.show(hidden(choices, kb.registry))
        st.caption(_note(found, choices))
    with right:
        picked = found.entities.get(choices.pick or centre.id, found.entities[centre.id])
        _steps(found, picked, choices)
        parts.show(card(found, picked, choices, citations))
    return table_graph(kb.reader, found, choices.as_of), citations.listing()


@st.cache_resource(max_entries=100, show_spinner=False)
def _explored(
    _kb: KnowledgeBase,
    build: tuple[int, str] | None,
    start: str,
    depth: int,
    opened: tuple[str, ...],
    routes: tuple[tuple[str, ...], ...],
    relations: tuple[str, ...],
    kinds_hidden: tuple[str, ...],
) -> Exploration:
    """Explore; remembered until the base is built anew, since most runs only pick another card."""
    return explore(
        _kb.reader,
        start,
        depth=depth,
        opened=opened,
        routes=routes,
        relations=relations,
        hidden=kinds_hidden,
    )


@st.cache_resource(max_entries=200, show_spinner="Looking for ways …")
def _ways(_kb: KnowledgeBase, build: tuple[int, str] | None, start: str, goal: str) -> list[Path]:
    return _kb.paths(start, goal)


def _controls(kb: KnowledgeBase, choices: Choices) -> None:
    begin, goal, steps, relations = st.columns([3, 3, 2.2, 3], vertical_alignment="bottom")
    with begin:
        _finder(kb, "Begin with", "begin", lambda id_: Choices(id_, depth=1, view="all"))
    with goal:
        _finder(
            kb, "Find the way to", "goal", lambda id_: replace(choices, to=id_, depth=0, opened=(), pick=None)
        )
    with steps:
        address.segments(
            "Steps",
            "depth",
            {"0": "ways", **_STEPS} if choices.to else _STEPS,
            default="0" if choices.to else "1",
        )
    with relations:
        named = {relation.id: relation.label for relation in kb.registry.relations.values()}
        address.several("Only these relations", "relations", named)


def _finder(kb: KnowledgeBase, label: str, key: str, goes: Callable[[str], Choices]) -> None:
    """Offer a field that takes any spelling and goes to what it finds; the next best are one click away."""

    def find() -> None:
        text = st.session_state[key].strip()
        hits = kb.search(text, limit=5) if text else []
        st.session_state[f"{key}-found"] = (text, [hit.entity for hit in hits])
        if hits:
            goes(hits[0].entity.id).go()
            st.session_state[key] = ""

    st.text_input(label, key=key, placeholder="a name, in any spelling", on_change=find)
    text, found = st.session_state.pop(f"{key}-found", ("", []))
    if text and not found:
        parts.show(f'<p class="small">Nothing is called “{escape(text)}”.</p>')
    elif found[1:]:
        others = " · ".join(goes(entity.id).link(entity.name) for entity in found[1:])
        parts.show(f'<p class="small muted">Or: {others}</p>')


def _listener(found: Exploration, choices: Choices) -> Callable[[str, str], None]:
    brought_by = {id_: origin for origin, ids in found.batches for id_ in ids}

    def told(what: str, id_: str) -> None:
        if what == "pick" and id_ in found.entities:
            replace(choices, pick=id_).go(undoable=False)
        elif what == "open" and id_ in choices.opened and not found.left_out.get(id_):
            choices.with_closed(id_, brought_by).go()
        elif what == "open" and id_ in found.entities:
            choices.with_opened(id_).go()
        elif what == "year" and id_.isdecimal() and FIRST_YEAR <= int(id_) <= LAST_YEAR:
            replace(choices, as_of=int(id_)).go()
        elif what == "hide":
            choices.with_hidden(kind=id_).go()

    return told


def _steps(found: Exploration, picked: Brief, choices: Choices) -> None:
    """Offer what can be done with the picked entity."""
    brought_by = {id_: origin for origin, ids in found.batches for id_ in ids}
    looked, rest = picked.id in found.left_out, sum(found.left_out.get(picked.id, {}).values())
    with st.container(horizontal=True, key="explorer-steps"):
        st.button(
            f"Show more ({rest:,})" if looked and rest else "Open",
            key="explorer-open",
            on_click=choices.with_opened(picked.id).go,
            disabled=(looked and not rest) or len(found.entities) >= MOST,
            help="Show what it is linked to. A double click on its mark does the same.",
        )
        if picked.id in choices.opened:
            st.button(
                "Close",
                key="explorer-close",
                on_click=choices.with_closed(picked.id, brought_by).go,
                help="Take away what it brought.",
            )
        if picked.id != choices.start:
            begin = Choices(picked.id, depth=1, as_of=choices.as_of, view="all")
            st.button("Begin here", key="explorer-begin", on_click=begin.go)
            way = replace(choices, to=picked.id, depth=0, opened=(), pick=None)
            st.button(
                "Ways",
                key="explorer-way",
                on_click=way.go,
                help="Tell how it is connected with the beginning.",
            )
        st.button("Undo", key="explorer-undo", on_click=undo, disabled=not can_undo())


def _tell_ways(
    centre: Brief, goal: Brief, ways: Sequence[Path], choices: Choices, citations: parts.Citations
) -> None:
    there = replace(choices, to=None, depth=1, pick=None).link("leave the ways")
    head = f"<b>From {parts.entity_link(centre)} to {parts.entity_link(goal)}</b> ({there})"
    said = (
        explained(ways, choices, citations) if ways else "<p>Nothing that the base holds joins the two.</p>"
    )
    parts.show(head + said)


def _note(found: Exploration, choices: Choices) -> str:
    """Say what is shown, what was left out and why, and how to go on."""
    total = len(found.entities)
    rest = sum(sum(counts.values()) for counts in found.left_out.values())
    words = f"{total} entities, {len(found.links)} links."
    if total >= MOST:
        words += f" {MOST} is as many as can be told apart: close some, or hide a kind, to see others."
    elif rest:
        words += (
            f" {rest:,} more neighbours of those opened are left out, the less telling and important ones; "
            "the card counts them by relation."
        )
    if choices.as_of != LAST_YEAR:
        there = sum((year or 0) <= choices.as_of for year in found.since.values())
        words += f" As of {choices.as_of}, {there} of them were there."
    return (
        f"{words} Click a mark for its card, double-click to open it, drag to move it; "
        "the wheel zooms once the picture was clicked."
    )
