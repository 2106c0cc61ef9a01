"""The relationship graph around a centre, drawn as rings: deterministic, so that nothing jumps on a redraw.

The centre stands in the middle; what is one step away on the first ring, in order of relation and time; what is
further out stands on outer rings, each node near the one that leads to it, with as much room as what hangs on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, degrees, hypot, pi, sin

import networkx as nx
import plotly.graph_objects as go

from kb.dates import Date
from kb.figures.palette import LINE, TEXT, colour, symbol

_LABEL_LIMIT = 150  # labels beyond this many cannot be read
_CHARACTER_PIXELS = 5.7  # of the 11-pixel label font
_LONGEST = 24  # characters of a label

_SPACE_PIXELS, _FIRST_RING = 15, 92.0  # between neighbours on a ring; its least radius


@dataclass(frozen=True, slots=True)
class Layout:
    """Where nodes stand. Names run along the radius, except those of ``upright`` nodes."""

    places: Mapping[str, tuple[float, float]]
    upright: frozenset[str]
    x_range: tuple[float, float]
    y_range: tuple[float, float]


def network_figure(
    graph: nx.MultiDiGraph[str],
    centre: str,
    *,
    labels: Mapping[str, str] | None = None,
    tallest: int = 1000,
    ink: str = TEXT,
) -> go.Figure:
    """Draw a graph of :func:`kb.graph.graph` in rings around ``centre``.

    ``labels`` maps kinds to what the legend calls them; ``tallest`` bounds the height in pixels (a larger one is
    drawn smaller, and its names come closer), ``ink`` is the colour of the names. Node marks carry the
    entity's id as ``customdata[0]``; edges show their relation on hover.
    Raises KeyError when ``centre`` is not in the graph.
    """
    places = ring_layout(graph, centre)
    edge = _edge(graph, places)
    # A little more room than the names need: a narrow page draws the picture smaller, but not its letters.
    layout = Layout(places, frozenset(), (-1.12 * edge, 1.12 * edge), (-1.12 * edge, 1.12 * edge))
    return draw(
        graph, centre, layout, labels=labels or {}, height=round(min(2 * edge, tallest)) + 40, ink=ink
    )


def draw(
    graph: nx.MultiDiGraph[str],
    centre: str,
    layout: Layout,
    *,
    labels: Mapping[str, str],
    height: int,
    ink: str,
) -> go.Figure:
    """Draw a graph whose nodes have their places."""
    places, figure = layout.places, go.Figure()
    figure.add_traces([_edges(graph, layout), _edge_labels(graph, places)])
    for kind in sorted({graph.nodes[node]["kind"] for node in graph}):
        nodes = [node for node in graph if graph.nodes[node]["kind"] == kind]
        figure.add_trace(_nodes(graph, places, nodes, kind, labels.get(kind, kind), centre))
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": layout.x_range},
        yaxis={"visible": False, "range": layout.y_range, "scaleanchor": "x"},
        annotations=_names(graph, layout, centre, ink),
        hovermode="closest",
        dragmode=False,
        legend={"orientation": "h", "y": 0, "yanchor": "top"},
    )
    return figure


def ring_layout(graph: nx.MultiDiGraph[str], centre: str) -> dict[str, tuple[float, float]]:
    """Return every node's place in pixels from the middle: rings by distance, angles by the room needed.

    Nodes that nothing joins to the centre stand on one more ring outside.
    """
    if centre not in graph:
        raise KeyError(centre)
    plain = graph.to_undirected(as_view=True)
    children, ring = _tree(graph, plain, centre)
    leaves = _leaves(children)
    angles, spans = (
        {centre: pi / 2},
        {centre: (pi / 2, pi / 2 - 2 * pi)},
    )  # clockwise from twelve, like a clock
    for node in ring:
        begin, end = spans[node]
        total = sum(leaves[child] for child in children[node]) or 1
        at = begin
        for child in children[node]:
            width = (end - begin) * leaves[child] / total
            spans[child], angles[child] = (at, at + width), at + width / 2
            at += width
    lost = sorted(node for node in graph if node not in ring)
    outside = max(ring.values()) + 1
    for index, node in enumerate(lost):
        ring[node], angles[node] = outside, pi / 2 - 2 * pi * index / len(lost)
    radii = _radii(graph, ring, angles)
    return {node: _point(radii[number], angles[node]) for node, number in ring.items()}


def _radii(graph: nx.MultiDiGraph[str], ring: Mapping[str, int], angles: Mapping[str, float]) -> list[float]:
    """Return each ring's radius in pixels: no two marks closer than their width, the names within it inside."""
    radii = [0.0]
    for number in range(1, max(ring.values()) + 1):
        names = [_label_pixels(graph, node) for node, own in ring.items() if own == number - 1 and number > 1]
        turns = sorted(angles[node] % (2 * pi) for node, own in ring.items() if own == number)
        closest = min((b - a for a, b in pairwise([*turns, turns[0] + 2 * pi])), default=pi)
        beside = _SPACE_PIXELS / 2 / sin(min(closest, pi) / 2)
        radii.append(max(_FIRST_RING, beside, radii[-1] + max(names, default=0.0) + 14))
    return radii


def _point(radius: float, angle: float) -> tuple[float, float]:
    return radius * cos(angle), radius * sin(angle)


def _label_pixels(graph: nx.MultiDiGraph[str], node: str) -> float:
    """Return how far a node's name reaches out from the node's middle."""
    return len(_short(graph.nodes[node])) * _CHARACTER_PIXELS + 18


def _edge(graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]]) -> float:
    """Return the half-width of the drawing in pixels that leaves every name room."""
    return max(max(hypot(x, y) + _label_pixels(graph, node) for node, (x, y) in places.items()), 180.0)


def _tree(
    graph: nx.MultiDiGraph[str], plain: nx.MultiGraph[str], centre: str
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Return each node's children in drawing order, and each node's ring, in order of rings."""
    ring = {centre: 0}
    children: dict[str, list[str]] = {centre: []}
    queue = [centre]
    for node in queue:
        fresh = [other for other in plain.neighbors(node) if other not in ring]
        for other in sorted(fresh, key=lambda other: _order(graph, plain, node, other)):
            ring[other] = ring[node] + 1
            children[node].append(other)
            children[other] = []
            queue.append(other)
    return children, ring


def _order(
    graph: nx.MultiDiGraph[str], plain: nx.MultiGraph[str], node: str, other: str
) -> tuple[str, str, float, str]:
    """Relations stand together, firsts and missions in order of time within them."""
    data = next(iter(plain[node][other].values()))
    began = graph.nodes[other].get("began")
    start = float(Date.parse(began).start) if began else 0.0
    return data["predicate"], graph.nodes[other]["kind"], start, other


def _leaves(children: dict[str, list[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in reversed(children):  # what is further out comes later
        counts[node] = max(1, sum(counts[child] for child in children[node]))
    return counts


def _edges(graph: nx.MultiDiGraph[str], layout: Layout) -> go.Scatter:
    """All edges as one trace, with an arrowhead at each object's end."""
    x: list[float | None] = []
    y: list[float | None] = []
    gap = 0.012 * (layout.x_range[1] - layout.x_range[0])
    for one, other in dict.fromkeys((u, v) for u, v, _ in graph.edges(keys=True)):
        (x0, y0), (x1, y1) = layout.places[one], layout.places[other]
        length = hypot(x1 - x0, y1 - y0) or 1
        short = gap / length  # stop short of the node, so that the arrowhead is seen
        x += [x0, x1 - (x1 - x0) * short, None]
        y += [y0, y1 - (y1 - y0) * short, None]
    sizes = [0, 7, 0] * (len(x) // 3)
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"width": 1, "color": LINE},
        marker={"symbol": "arrow", "angleref": "previous", "size": sizes, "color": LINE},
        hoverinfo="skip",
        showlegend=False,
    )


def _edge_labels(graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]]) -> go.Scatter:
    """An invisible mark in the middle of each edge that names its relations on hover."""
    said: dict[tuple[str, str], list[str]] = {}
    for one, other, data in graph.edges(data=True):
        words = [data["label"]]
        if data.get("role"):
            words.append(f"({data['role']})")
        if data.get("leg") in ("up", "down"):
            words.append(data["leg"])
        if data.get("when"):
            words.append(Date.parse(data["when"]).describe())
        line = f"{graph.nodes[one]['name']} – {' '.join(words)} – {graph.nodes[other]['name']}"
        if line not in said.setdefault((one, other), []):
            said[one, other].append(line)
    middles = [
        ((places[one][0] + places[other][0]) / 2, (places[one][1] + places[other][1]) / 2)
        for one, other in said
    ]
    return go.Scatter(
        x=[x for x, _ in middles],
        y=[y for _, y in middles],
        mode="markers",
        marker={"size": 14, "opacity": 0, "color": TEXT},
        text=["<br>".join(lines) for lines in said.values()],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _nodes(
    graph: nx.MultiDiGraph[str],
    places: Mapping[str, tuple[float, float]],
    nodes: list[str],
    kind: str,
    label: str,
    centre: str,
) -> go.Scatter:
    cards = []
    for node in nodes:
        data = graph.nodes[node]
        when = f" · {Date.parse(data['began']).describe()}" if data.get("began") else ""
        cards.append(f"<b>{data['name']}</b><br>{label}{when}<br>{graph.degree(node)} links here")
    return go.Scatter(
        x=[places[node][0] for node in nodes],
        y=[places[node][1] for node in nodes],
        mode="markers",
        name=label,
        marker={
            "symbol": symbol(kind),
            "color": colour(kind),
            "size": [22 if node == centre else 12 for node in nodes],
            "line": {"width": 1.5, "color": "rgba(255,255,255,0.7)"},
        },
        customdata=[[node, card] for node, card in zip(nodes, cards, strict=True)],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _names(graph: nx.MultiDiGraph[str], layout: Layout, centre: str, ink: str) -> list[dict[str, object]]:
    """Names along the radius, outside their node; the left half turned so that none stands on its head."""
    ranked = sorted(graph, key=lambda n: (n != centre, -graph.nodes[n].get("importance", 0.0), n))
    names: list[dict[str, object]] = []
    for node in ranked[:_LABEL_LIMIT]:
        x, y = layout.places[node]
        text = _short(graph.nodes[node])
        if node == centre:
            names.append(_annotation(x, y, f"<b>{text}</b>", ink, yshift=-24))
        elif node in layout.upright:
            names.append(_annotation(x, y, graph.nodes[node]["name"], ink, yshift=18))
        else:
            angle = atan2(y, x)
            turn = -degrees(angle)
            # An annotation turns about its middle: shift it out by half its length and the node's size.
            shift = len(text) * _CHARACTER_PIXELS / 2 + 11
            names.append(
                _annotation(
                    x,
                    y,
                    text,
                    ink,
                    textangle=turn + 180 if x < -1e-9 else turn,
                    xshift=shift * cos(angle),
                    yshift=shift * sin(angle),
                )
            )
    return names


def _short(node: Mapping[str, str]) -> str:
    """Return a name for the picture: a first without its 'First', nothing longer than a label may be."""
    name = node["name"]
    if node["kind"] == "first":
        name = name.removeprefix("First ")
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _annotation(x: float, y: float, text: str, ink: str, **more: float) -> dict[str, object]:
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 11, "color": ink}, **more}
