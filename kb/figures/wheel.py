"""The wheel of firsts: an agency's firsts like the hours of a clock, its lineage in a row above.

The agency that achieved most stands in the middle; its firsts around it, clockwise in order of time; the winners
on the outer ring, each behind its first; the agencies of the lineage in a row on top, oldest at the left.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

import networkx as nx
import plotly.graph_objects as go

from kb.dates import Date
from kb.figures.network import Layout, draw
from kb.figures.palette import TEXT

# In pixels of a drawing 940 high: one ring's labels end where the next ring begins.
_INNER, _OUTER, _EDGE = 138.0, 300.0, 448.0
_ROW = _EDGE + 42
_HALF_WIDTH = 460.0
HEIGHT = 960


def firsts_wheel(
    graph: nx.MultiDiGraph[str],
    hub: str,
    *,
    labels: Mapping[str, str] | None = None,
    ink: str = TEXT,
) -> go.Figure:
    """Draw a graph of :func:`kb.queries.connections.firsts_of` as a wheel around ``hub``.

    ``labels`` maps kinds to what the legend calls them, ``ink`` is the colour of the names. Node marks carry the
    entity's id as ``customdata[0]``. Raises KeyError when ``hub`` is not in the graph.
    """
    return draw(graph, hub, wheel_layout(graph, hub), labels=labels or {}, height=HEIGHT, ink=ink)


def wheel_layout(graph: nx.MultiDiGraph[str], hub: str) -> Layout:
    """Return the places of a wheel, in pixels from its middle."""
    if hub not in graph:
        raise KeyError(hub)
    firsts = sorted((n for n in graph if graph.nodes[n]["kind"] == "first"), key=lambda n: _time(graph, n))
    behind = _winners(graph, firsts)
    places = {hub: (0.0, 0.0)}
    total = sum(max(1, len(behind[first])) for first in firsts) or 1
    at = 0.0
    for first in firsts:
        width = max(1, len(behind[first]))
        places[first] = _point(_INNER, (at + width / 2) / total)
        for index, winner in enumerate(behind[first]):
            places[winner] = _point(_OUTER, (at + (index + 0.5) * width / len(behind[first])) / total)
        at += width
    row = sorted((n for n in graph if n not in places), key=lambda n: _time(graph, n))
    for index, node in enumerate(row):
        share = (index + 0.5) / len(row)
        places[node] = (-_HALF_WIDTH + 2 * _HALF_WIDTH * share, _ROW)
    return Layout(
        places,
        upright=frozenset(row),
        x_range=(-_HALF_WIDTH - 20, _HALF_WIDTH + 20),
        y_range=(-_EDGE - 5, _ROW + 45 if row else _EDGE + 5),
    )


def _winners(graph: nx.MultiDiGraph[str], firsts: list[str]) -> dict[str, list[str]]:
    """Return, for each first, what stands behind it: winners and missions, each behind its earliest first."""
    taken: set[str] = set()
    behind: dict[str, list[str]] = {}
    for first in firsts:
        ends = dict.fromkeys(
            other
            for _, other, data in graph.out_edges(first, data=True)
            if data["predicate"] in ("winner", "achieved_on") and graph.nodes[other]["kind"] != "agency"
        )
        behind[first] = [end for end in ends if end not in taken]
        taken.update(behind[first])
    return behind


def _time(graph: nx.MultiDiGraph[str], node: str) -> tuple[float, str]:
    began = graph.nodes[node].get("began")
    return (float(Date.parse(began).start) if began else 0.0), node


def _point(radius: float, share: float) -> tuple[float, float]:
    """Return the point at a share of the clock's circle, from twelve, clockwise."""
    angle = pi / 2 - 2 * pi * share
    return radius * cos(angle), radius * sin(angle)
