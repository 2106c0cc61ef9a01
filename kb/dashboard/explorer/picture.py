"""The explorer's picture as a component: what is shown and where, and what the reader does in it."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from kb.dashboard.explorer.choices import LAST_YEAR, Choices
from kb.dashboard.explorer.layout import Place, places, short
from kb.figures.palette import colour, symbol
from kb.graph import Graph, from_links
from kb.queries.connections import Exploration
from kb.queries.paths import Path as Way
from kb.records import Brief, Link
from kb.store import Reader
from kb.vocabulary import Vocabulary

KEY = "explorer"
_PLACES = "explorer-places"
_FOLDER = Path(__file__).parent

_HTML = """
<div class="explorer">
  <svg class="paper" role="group" aria-label="Graph of connections: arrows move, Enter picks, Space opens">
    <g class="world"></g>
  </svg>
  <div class="tip" aria-hidden="true" hidden></div>
  <div class="tools">
    <button type="button" data-do="nearer" title="Nearer" aria-label="Nearer">+</button>
    <button type="button" data-do="further" title="Further" aria-label="Further">−</button>
    <button type="button" data-do="fit" title="Show everything">Fit</button>
    <button type="button" data-do="save" title="Download the picture">SVG</button>
  </div>
  <div class="time">
    <button type="button" data-do="play" aria-pressed="false" aria-label="Play through the years"></button>
    <label>As of <output>today</output><input type="range" aria-label="As of the year"></label>
    <button type="button" data-year="1965">1965</button>
    <button type="button" data-year="1991">1991</button>
    <button type="button" data-year="today">today</button>
    <span class="count"></span>
  </div>
  <div class="legend"></div>
</div>
"""
_component = st.components.v2.component(
    "kb_connections_explorer",
    html=_HTML,
    css=(_FOLDER / "graph.css").read_text("utf-8"),
    js="\n".join((_FOLDER / name).read_text("utf-8") for name in ("view.js", "gestures.js")),
)

# The palette's marker symbols as paths that fill a circle of 8 units.
_PATHS = {
    "square": "M-6.5-6.5H6.5V6.5H-6.5Z",
    "square-open": "M-5.5-5.5H5.5V5.5H-5.5Z",
    "circle": "M-7.5 0A7.5 7.5 0 1 0 7.5 0A7.5 7.5 0 1 0-7.5 0Z",
    "circle-open": "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0Z",
    "diamond": "M0-8.5L8.5 0L0 8.5L-8.5 0Z",
    "star": "M0-9L2.2-3L8.6-2.8L3.5 1.1L5.3 7.3L0 3.7L-5.3 7.3L-3.5 1.1L-8.6-2.8L-2.2-3Z",
    "hexagon": "M0-8L6.9-4V4L0 8L-6.9 4V-4Z",
    "hexagram": "M0-9L2.6-4.5H7.8L5.2 0L7.8 4.5H2.6L0 9L-2.6 4.5H-7.8L-5.2 0L-7.8-4.5H-2.6Z",
    "triangle-up": "M0-8.5L8 6H-8Z",
    "triangle-right": "M8.5 0L-6 8V-8Z",
    "cross": "M-2.7-8H2.7V-2.7H8V2.7H2.7V8H-2.7V2.7H-8V-2.7H-2.7Z",
    "pentagon": "M0-8.3L7.9-2.6L4.9 6.7H-4.9L-7.9-2.6Z",
    "x": "M0-3.4L4-7.4L7.4-4L3.4 0L7.4 4L4 7.4L0 3.4L-4 7.4L-7.4 4L-3.4 0L-7.4-4L-4-7.4Z",
    "bowtie": "M-8-6.5L0-1.5L8-6.5V6.5L0 1.5L-8 6.5Z",
}


def picture(
    found: Exploration,
    choices: Choices,
    registry: Vocabulary,
    ways: list[Way],
    on_told: Callable[[str, str], None],
) -> None:
    """Draw an exploration; ``on_told`` hears what the reader does there (pick, open, year, hide) and to what.

    Entities that were shown before keep their places.
    """
    was = st.session_state.get(_PLACES)
    kept: Mapping[str, Place] = was[1] if was and was[0] == found.start else {}
    placed = places(found.batches, found.entities, kept)
    st.session_state[_PLACES] = (found.start, placed)

    def told() -> None:
        message = st.session_state[KEY]["told"]
        if message:
            on_told(message["what"], message["id"])

    _component(key=KEY, data=drawing(found, placed, choices, registry, ways), on_told_change=told)


def drawing(
    found: Exploration,
    placed: Mapping[str, Place],
    choices: Choices,
    registry: Vocabulary,
    ways: list[Way],
) -> dict[str, Any]:
    """Return what the browser needs to draw an exploration."""
    brought_by = {id_: origin for origin, ids in found.batches for id_ in ids}
    opened = {*choices.opened, *found.left_out}
    degree = Counter(end.id for link in found.links for end in (link.subject, link.object))
    nodes = []
    for id_, brief in found.entities.items():
        x, y = placed[id_]
        kind = registry.kinds[brief.kind].label
        node = {
            "id": id_,
            "name": brief.name,
            "label": short(brief),
            "kind": brief.kind,
            "card": " · ".join(text for text in (kind, life(brief), f"{degree[id_]} links here") if text),
            "x": round(x, 1),
            "y": round(y, 1),
            "size": 12 if id_ == found.start else 8.5 if id_ in opened else 7,
            "weight": round(brief.importance, 3),
            "since": found.since.get(id_) or 0,
            "opened": id_ in choices.opened,
            "from": brought_by[id_],
        }
        nodes.append(node)
    edges = _edges(found, brought_by, ways)
    beginnings = [year for year in found.since.values() if year]
    return {
        "start": found.start,
        "picked": choices.pick if choices.pick in found.entities else found.start,
        "path": [entity.id for way in ways for entity in way.entities],
        "year": choices.as_of,
        "years": [max(1900, min([1955, *beginnings])), LAST_YEAR],
        "kinds": _kinds(found, choices, registry),
        "nodes": nodes,
        "edges": edges,
        "mark": zlib.crc32(json.dumps([nodes, edges]).encode()),
    }


def _kinds(found: Exploration, choices: Choices, registry: Vocabulary) -> dict[str, dict[str, Any]]:
    counts = Counter(brief.kind for brief in found.entities.values())
    return {
        kind.id: {
            "label": kind.plural,
            "colour": colour(kind.id),
            "path": _PATHS.get(symbol(kind.id), _PATHS["circle"]),
            "open": symbol(kind.id).endswith("-open"),
            "count": counts[kind.id],
            "hidden": kind.id in choices.kinds_hidden,
        }
        for kind in registry.kinds.values()
        if counts[kind.id] or kind.id in choices.kinds_hidden
    }


def _edges(found: Exploration, brought_by: Mapping[str, str | None], ways: list[Way]) -> list[dict[str, Any]]:
    joined: dict[tuple[str, str], list[Link]] = {}
    for link in found.links:
        joined.setdefault((link.subject.id, link.object.id), []).append(link)
    steps = {frozenset((step.origin.id, step.target.id)) for way in ways[:1] for step in way.steps}
    edges = []
    for (one, other), links in joined.items():
        kinds = [
            "tree" if brought_by[other] == one or brought_by[one] == other else "",
            "weak" if all(link.weak for link in links) else "",
            "way" if frozenset((one, other)) in steps else "",
        ]
        edge = {
            "from": one,
            "to": other,
            "kind": " ".join(filter(None, kinds)),
            "says": list(dict.fromkeys(spoken(link) for link in links)),
            "since": min(found.since_link(link) for link in links),
        }
        edges.append(edge)
    return edges


def spoken(link: Link) -> str:
    """Return a link in words, to stand between its ends: ``carried (commander)``."""
    words = details(link)
    return f"{link.label} ({words})" if words else link.label


def details(link: Link) -> str:
    """Return a link's role, leg and other qualifiers, and its date."""
    claim = link.claim
    words = [value.replace("-", " ") for key, value in claim.qualifiers if (key, value) != ("leg", "both")]
    return ", ".join([*words, *([claim.when.describe()] if claim.when else [])])


def life(brief: Brief) -> str:
    """Return when an entity began and ended, in words."""
    began, ended = (date.describe() if date else "" for date in (brief.began, brief.ended))
    return f"{began} – {ended}" if ended and ended != began else began


def table_graph(reader: Reader, found: Exploration, year: int) -> Graph:
    """Return what is there in a year as a graph, for the table twin."""
    there = {id_ for id_ in found.entities if (found.since.get(id_) or 0) <= year}
    return from_links(reader, there, [link for link in found.links if found.since_link(link) <= year])
