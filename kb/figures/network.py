"""The relationship graph around a centre, drawn as rings: deterministic, so that nothing jumps on a redraw.

The centre stands in the middle; what is one step away on the first ring, in order of relation and time; what is
further out stands on outer rings, each node near the one that leads to it, with as much room as what hangs on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, cos, degrees, hypot, pi, sin

import networkx as nx
import plotly.graph_objects as go

from kb.dates import Date
from kb.figures.palette import LINE, TEXT, colour, symbol

_LABEL_LIMIT = 150  # labels beyond this many cannot be read
_CHARACTER_PIXELS = 5.7  # of the 11-pixel label font
_LONGEST = 27  # characters of a label

#: How far each ring stands out, in units of the first; the room between the first two takes a label.
_RADII = (0.0, 1.0, 2.3, 2.9, 3.4, 3.8)


def network_figure(
    graph: nx.MultiDiGraph[str],
    centre: str,
    *,
    labels: Mapping[str, str] | None = None,
    height: int = 860,
    ink: str = TEXT,
) -> go.Figure:
    """Draw a graph of :func:`kb.graph.graph` in rings around ``centre``.

    ``labels`` maps kinds to what the legend calls them, ``ink`` is the colour of the names. Node marks carry the
    entity's id as ``customdata[0]``; edges show their relation on hover.
    Raises KeyError when ``centre`` is not in the graph.
    """
    places = ring_layout(graph, centre)
    figure = go.Figure()
    for trace in (_edges(graph, places), _edge_labels(graph, places)):
        figure.add_trace(trace)
    kinds = dict.fromkeys(graph.nodes[node]["kind"] for node in graph)
    for kind in sorted(kinds):
        nodes = [node for node in graph if graph.nodes[node]["kind"] == kind]
        figure.add_trace(_nodes(graph, places, nodes, kind, (labels or {}).get(kind, kind), centre))
    reach = _reach(graph, places, height)
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 10, "b": 10},
        xaxis={"visible": False, "range": [-reach, reach]},
        yaxis={"visible": False, "range": [-reach, reach], "scaleanchor": "x"},
        annotations=_names(graph, places, centre, ink),
        hovermode="closest",
        dragmode=False,
        legend={"orientation": "h", "y": 0, "yanchor": "top"},
    )
    return figure


def ring_layout(graph: nx.MultiDiGraph[str], centre: str) -> dict[str, tuple[float, float]]:
    """Return coordinates for every node: rings by distance from the centre, angles by room needed.

    Nodes that nothing joins to the centre stand on one more ring outside.
    """
    if centre not in graph:
        raise KeyError(centre)
    plain = graph.to_undirected(as_view=True)
    children, ring = _tree(graph, plain, centre)
    leaves = _leaves(children, centre)
    places = {centre: (0.0, 0.0)}
    spans = {centre: (pi / 2, pi / 2 - 2 * pi)}  # clockwise from twelve, like a clock
    for node in ring:
        begin, end = spans[node]
        total = sum(leaves[child] for child in children[node]) or 1
        at = begin
        for child in children[node]:
            width = (end - begin) * leaves[child] / total
            spans[child] = (at, at + width)
            angle = at + width / 2
            places[child] = _point(_radius(ring[child]), angle)
            at += width
    lost = sorted(node for node in graph if node not in places)
    outer = _radius(max(ring.values()) + 1)
    for index, node in enumerate(lost):
        angle = pi / 2 - 2 * pi * index / len(lost)
        places[node] = _point(outer, angle)
    return places


def _radius(ring: int) -> float:
    return _RADII[ring] if ring < len(_RADII) else _RADII[-1] + 0.3 * (ring - len(_RADII) + 1)


def _point(radius: float, angle: float) -> tuple[float, float]:
    return radius * cos(angle), radius * sin(angle)


def _reach(graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], height: int) -> float:
    """Return the half-width of the drawing, in units, that leaves every label room at the edge."""
    half, reach = height / 2, 1.4
    for node, (x, y) in places.items():
        label = min(len(graph.nodes[node]["name"]), _LONGEST) * _CHARACTER_PIXELS + 24
        reach = max(reach, hypot(x, y) * half / max(half - label, half / 3))
    return reach


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


def _leaves(children: dict[str, list[str]], node: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for current in reversed(list(_walk(children, node))):
        counts[current] = max(1, sum(counts[child] for child in children[current]))
    return counts


def _walk(children: dict[str, list[str]], node: str) -> list[str]:
    order = [node]
    for current in order:
        order += children[current]
    return order


def _edges(graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]]) -> go.Scatter:
    """All edges as one trace, with an arrowhead at each object's end."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one, other in dict.fromkeys((u, v) for u, v, _ in graph.edges(keys=True)):
        (x0, y0), (x1, y1) = places[one], places[other]
        length = hypot(x1 - x0, y1 - y0) or 1
        short = 0.07 / length  # stop short of the node, so that the arrowhead is seen
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


def _names(
    graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], centre: str, ink: str
) -> list[dict[str, object]]:
    """Names along the radius, outside their node; the left half turned so that none stands on its head."""
    ranked = sorted(graph, key=lambda n: (n != centre, -graph.nodes[n].get("importance", 0.0), n))
    names: list[dict[str, object]] = []
    for node in ranked[:_LABEL_LIMIT]:
        x, y = places[node]
        name = graph.nodes[node]["name"]
        text = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
        if node == centre:
            names.append(_annotation(x, y, f"<b>{text}</b>", ink, yshift=-24))
            continue
        turn = -degrees(atan2(y, x))
        left = x < -1e-9
        names.append(
            _annotation(
                x,
                y,
                text,
                ink,
                textangle=turn + 180 if left else turn,
                # An annotation turns about its middle: shift it out by half its length and the node's size.
                xshift=(len(text) * _CHARACTER_PIXELS / 2 + 11) * cos(atan2(y, x)),
                yshift=(len(text) * _CHARACTER_PIXELS / 2 + 11) * sin(atan2(y, x)),
            )
        )
    return names


def _annotation(x: float, y: float, text: str, ink: str, **more: float) -> dict[str, object]:
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 11, "color": ink}, **more}
