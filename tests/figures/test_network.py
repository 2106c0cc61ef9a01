"""Graphs are drawn whole, in the same place every time, no node upon another."""

from itertools import pairwise
from math import dist, hypot
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.figures import firsts_wheel, network_figure
from kb.figures.network import Layout, ring_layout
from kb.figures.wheel import wheel_layout
from kb.queries.connections import firsts_of

Graph = nx.MultiDiGraph
# Plotly takes 20 ms a figure, more at first; how long it may take is a matter for benchmarks/.
figures = settings(deadline=None, max_examples=25)
layouts = settings(deadline=None)
KINDS = ["person", "mission", "first", "agency"]


def graph(nodes: dict[str, str], edges: list[tuple[str, str, str]]) -> "Graph[str]":
    """Return a graph as the base makes them, of ids with kinds, and of (from, predicate, to)."""
    made: Graph[str] = Graph()
    for number, (id_, kind) in enumerate(nodes.items()):
        began = f"{1957 + number % 60}" if kind in ("mission", "first") else None
        made.add_node(id_, kind=kind, name=id_.title(), began=began, ended=None, importance=float(number))
    for one, predicate, other in edges:
        made.add_edge(one, other, predicate=predicate, label=predicate, when=None, role=None, leg=None)
    return made


@st.composite
def graphs(draw: st.DrawFn) -> "Graph[str]":
    """Any graph of up to 40 nodes: loops, repeated edges and nodes that nothing joins included."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=40))
    ids = [f"n-{number}" for number in range(len(kinds))]
    ends = st.sampled_from(ids)
    edges = draw(st.lists(st.tuples(ends, st.sampled_from(["crew", "winner", "part_of"]), ends), max_size=80))
    return graph(dict(zip(ids, kinds, strict=True)), edges)


def shown(figure: Any) -> list[str]:
    """Return the ids of the drawn marks."""
    return [id_ for trace in figure.data for id_, *_ in trace.customdata or ()]


def assert_apart(places: Any) -> None:
    spots = list(places.values())
    assert all(dist(a, b) > 1e-3 for n, a in enumerate(spots) for b in spots[:n])


@layouts
@given(graphs())
def test_rings_place_every_node_at_its_own_spot(given: "Graph[str]") -> None:
    places = ring_layout(given, "n-0")
    assert places.keys() == set(given)
    assert places["n-0"] == (0, 0)
    assert_apart(places)
    # What is further from the centre stands further out; what nothing joins to it, outside of all.
    steps = nx.single_source_shortest_path_length(given.to_undirected(as_view=True), "n-0")
    radii: dict[int, set[float]] = {}
    for node, (x, y) in places.items():
        radii.setdefault(steps.get(node, len(given)), set()).add(round(hypot(x, y), 6))
    assert all(len(several) == 1 for several in radii.values())
    outward = [min(radii[step]) for step in sorted(radii)]
    assert outward == sorted(set(outward))


@layouts
@given(graphs())
def test_no_mark_of_the_rings_lies_upon_another(given: "Graph[str]") -> None:
    spots = list(ring_layout(given, "n-0").values())
    assert all(dist(a, b) > 14 for n, a in enumerate(spots) for b in spots[:n])


@layouts
@given(graphs(), st.randoms())
def test_the_same_graph_gives_the_same_places_in_any_order(given: "Graph[str]", chance: Any) -> None:
    again: Graph[str] = Graph()
    nodes = list(given.nodes(data=True))
    chance.shuffle(nodes)
    again.add_nodes_from(nodes)
    for one, other, data in given.edges(data=True):
        again.add_edge(one, other, **data)
    assert ring_layout(again, "n-0") == ring_layout(given, "n-0")


@figures
@given(graphs())
def test_a_figure_has_one_mark_a_node_and_comes_out_the_same(given: "Graph[str]") -> None:
    figure = network_figure(given, "n-0")
    assert sorted(shown(figure)) == sorted(given)
    assert figure.to_json() == network_figure(given, "n-0").to_json()


@st.composite
def wheels(draw: st.DrawFn) -> "Graph[str]":
    """An agency's firsts: each with any number of winners, who may have won others; agencies of a lineage."""
    people = [f"person-{n}" for n in range(draw(st.integers(1, 8)))]
    firsts = [f"first-{n}" for n in range(draw(st.integers(0, 12)))]
    agencies = ["hub", *(f"agency-{n}" for n in range(draw(st.integers(0, 5))))]
    nodes = (
        dict.fromkeys(agencies, "agency") | dict.fromkeys(firsts, "first") | dict.fromkeys(people, "person")
    )
    edges = [(one, "successor_of", other) for one, other in pairwise(agencies)]
    for first in firsts:
        edges.append((first, "credited_to", draw(st.sampled_from(agencies))))
        edges += [(first, "winner", person) for person in draw(st.sets(st.sampled_from(people), max_size=4))]
    return graph(nodes, edges)


def assert_inside(layout: Layout) -> None:
    (left, right), (low, high) = layout.x_range, layout.y_range
    assert all(left < x < right and low < y < high for x, y in layout.places.values())


@layouts
@given(wheels())
def test_a_wheel_places_every_node_at_its_own_spot(given: "Graph[str]") -> None:
    layout = wheel_layout(given, "hub")
    assert layout.places.keys() == set(given)
    assert layout.places["hub"] == (0, 0)
    assert_apart(layout.places)
    assert_inside(layout)


@figures
@given(wheels())
def test_a_drawn_wheel_has_one_mark_a_node_and_comes_out_the_same(given: "Graph[str]") -> None:
    figure = firsts_wheel(given, "hub")
    assert sorted(shown(figure)) == sorted(given)
    assert figure.to_json() == firsts_wheel(given, "hub").to_json()


def test_a_wheel_goes_clockwise_in_order_of_time() -> None:
    firsts = {f"first-{n}": "first" for n in range(4)}
    made = graph({"hub": "agency", **firsts}, [(first, "credited_to", "hub") for first in firsts])
    places = wheel_layout(made, "hub").places
    assert [(x > 0, y > 0) for x, y in (places[first] for first in firsts)] == [
        (True, True),
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_winner_stands_behind_its_first() -> None:
    made = graph(
        {"hub": "agency", "first-dog": "first", "laika": "animal"}, [("first-dog", "winner", "laika")]
    )
    places = wheel_layout(made, "hub").places
    (x, y), (further_x, further_y) = places["first-dog"], places["laika"]
    assert x * further_y == pytest.approx(y * further_x)
    assert hypot(x, y) < hypot(further_x, further_y)


def test_the_wheel_of_the_miniature_base(mini: kb.KnowledgeBase) -> None:
    found, hub, left_out = firsts_of(mini.reader, "roscosmos", "1957/1991")
    assert (hub, left_out) == ("soviet-space-programme", 0)
    layout = wheel_layout(found, hub)
    assert_apart(layout.places)
    assert layout.upright == {node for node in found if found.nodes[node]["kind"] == "agency"} - {hub}
    assert {"first-human-in-space", "yuri-gagarin", "roscosmos"} <= set(shown(firsts_wheel(found, hub)))


@pytest.mark.parametrize("draw", [network_figure, firsts_wheel, ring_layout, wheel_layout])
def test_an_unknown_centre_is_a_key_error(draw: Any) -> None:
    with pytest.raises(KeyError, match="nobody"):
        draw(graph({"laika": "animal"}, []), "nobody")


@pytest.mark.parametrize("draw", [network_figure, firsts_wheel])
def test_a_node_that_nothing_joins_is_drawn_all_the_same(draw: Any) -> None:
    made = graph({"nasa": "agency", "laika": "animal"}, [])
    assert sorted(shown(draw(made, "nasa"))) == ["laika", "nasa"]
    assert shown(draw(graph({"nasa": "agency"}, []), "nasa")) == ["nasa"]


def test_an_edge_says_its_relation_once() -> None:
    made = graph(
        {"vostok-1": "mission", "gagarin": "person"},
        [("vostok-1", "crew", "gagarin"), ("vostok-1", "crew", "gagarin"), ("vostok-1", "winner", "gagarin")],
    )
    (said,) = (trace for trace in network_figure(made, "vostok-1").data if trace.text)
    assert list(said.text) == ["Vostok-1 – crew – Gagarin<br>Vostok-1 – winner – Gagarin"]


def test_names_read_in_the_colour_asked_for_and_the_legend_in_words() -> None:
    made = graph({"nasa": "agency", "apollo-11": "mission"}, [("apollo-11", "operated_by", "nasa")])
    figure = network_figure(made, "nasa", labels={"agency": "Agency"}, ink="#123456")
    assert {note.text for note in figure.layout.annotations} == {"<b>Nasa</b>", "Apollo-11"}
    assert {note.font.color for note in figure.layout.annotations} == {"#123456"}
    assert {trace.name for trace in figure.data if trace.customdata} == {"Agency", "mission"}
