"""The base as a networkx graph."""

import networkx as nx
import pytest

import kb


def test_the_whole_graph_has_every_entity_and_every_own_relation(mini: kb.KnowledgeBase) -> None:
    graph = mini.graph()
    assert isinstance(graph, nx.MultiDiGraph)
    entities = sum(n for kind, n in mini.counts().items() if kind in mini.registry.kinds)
    assert len(graph) == entities
    relations = [c for c in mini.claims() if c.object is not None and not c.stated]
    assert graph.number_of_edges() == len(relations)


def test_nodes_and_edges_carry_what_they_are(mini: kb.KnowledgeBase) -> None:
    graph = mini.graph()
    assert graph.nodes["vostok-1"]["kind"] == "mission"
    assert graph.nodes["vostok-1"]["name"] == "Vostok 1"
    seat = next(iter(graph["soyuz-ms-19"]["yulia-peresild"].values()))
    assert (seat["predicate"], seat["leg"]) == ("crew", "up")
    assert seat["source"]


def test_around_an_entity(mini: kb.KnowledgeBase) -> None:
    near = mini.graph(around="laika")
    further = mini.graph(around="laika", depth=2)
    assert "sputnik-2" in near
    assert set(near) < set(further)
    assert {b.id for b in mini.neighbours("laika")} == set(near) - {"laika"}


def test_by_kinds_and_relations(mini: kb.KnowledgeBase) -> None:
    graph = mini.graph(kinds=["agency"], relations=["successor_of"])
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"agency"}
    assert {data["predicate"] for *_, data in graph.edges(data=True)} == {"successor_of"}


def test_as_of_a_date_nothing_later_is_there(mini: kb.KnowledgeBase) -> None:
    graph = mini.graph(as_of="1960")
    assert "sputnik-1" in graph
    assert "vostok-1" not in graph
    assert "roscosmos" not in graph
    assert "the-challenge" not in graph


def test_what_texts_merely_state_is_no_link(mini: kb.KnowledgeBase) -> None:
    assert not mini.graph().has_edge("first-artificial-satellite", "roscosmos")


def test_an_unknown_centre_is_told(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.NotFoundError, match="did you mean 'laika'"):
        mini.graph(around="laikaa")
