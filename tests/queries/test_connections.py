"""What an exploration shows: the telling first, a share for everyone, and what is left out is counted."""

from __future__ import annotations

from itertools import pairwise

import pytest

import kb
from kb.errors import NotFoundError
from kb.queries import connections
from kb.queries.connections import explore


def test_one_step_shows_the_neighbours_and_how_they_stand_to_one_another(mini: kb.KnowledgeBase) -> None:
    found = explore(mini.reader, "vostok-1")
    assert set(found.entities) == {"vostok-1", *(b.id for b in mini.neighbours("vostok-1"))}
    assert all({link.subject.id, link.object.id} <= found.entities.keys() for link in found.links)
    assert not any(link.claim.stated for link in found.links)
    assert found.left_out["vostok-1"] == {}


def test_each_step_shows_more_and_keeps_what_was_there(mini: kb.KnowledgeBase) -> None:
    shown = [list(explore(mini.reader, "vostok-1", depth=depth).entities) for depth in range(4)]
    assert shown[0] == ["vostok-1"]
    for fewer, more in pairwise(shown):
        assert more[: len(fewer)] == fewer
        assert len(more) > len(fewer)


def test_opening_adds_to_what_is_shown_in_the_order_of_opening(mini: kb.KnowledgeBase) -> None:
    before = explore(mini.reader, "vostok-1")
    after = explore(mini.reader, "vostok-1", opened=["yuri-gagarin"])
    assert after.batches[: len(before.batches)] == before.batches
    assert {b.id for b in mini.neighbours("yuri-gagarin")} <= after.entities.keys()


def test_a_hub_brings_some_at_a_time_and_says_what_it_keeps_back(
    mini: kb.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "RINGS", (4, 8, 12))
    monkeypatch.setattr(connections, "BATCH", 2)
    hub = "soviet-space-programme"
    everything = {b.id for b in mini.neighbours(hub)}
    once, again = explore(mini.reader, hub), explore(mini.reader, hub, opened=[hub])
    assert (len(once.entities), len(again.entities)) == (4, 6)
    assert sum(once.left_out[hub].values()) == len(everything) - 3
    assert sum(again.left_out[hub].values()) == len(everything) - 5
    # What is kept back is less telling or less important than what is shown.
    weights = {b.id: b.importance for b in mini.neighbours(hub)}
    weak = {link.other(hub).id for link in mini.reader.links([hub]) if link.weak}
    shown = once.entities.keys() - {hub}
    assert min(weights[id_] for id_ in shown) >= max(weights[id_] for id_ in everything - shown - weak)


def test_no_more_than_can_be_told_apart(mini: kb.KnowledgeBase) -> None:
    assert len(explore(mini.reader, "vostok-1", depth=3, opened=["nasa"], most=7).entities) == 7


def test_kinds_and_relations_can_be_left_out(mini: kb.KnowledgeBase) -> None:
    found = explore(mini.reader, "vostok-1", hidden=["person"])
    assert "person" not in {brief.kind for brief in found.entities.values()}
    assert explore(mini.reader, "vostok-1", hidden=["mission"]).entities.keys() >= {"vostok-1"}
    found = explore(mini.reader, "vostok-1", relations=["crew"])
    assert {link.claim.predicate for link in found.links} == {"crew"}
    assert set(found.entities) == {"vostok-1", "yuri-gagarin"}


def test_routes_are_shown_in_their_order(mini: kb.KnowledgeBase) -> None:
    route = ("yuri-gagarin", "vostok-1", "soviet-space-programme")
    found = explore(mini.reader, "yuri-gagarin", depth=0, routes=[route])
    assert tuple(found.entities) == route
    assert [origin for origin, _ in found.batches] == [None, "yuri-gagarin", "vostok-1"]


def test_an_entity_is_there_since_a_way_leads_to_it(mini: kb.KnowledgeBase) -> None:
    found = explore(mini.reader, "yuri-gagarin")
    assert found.since["yuri-gagarin"] is None
    assert found.since["vostok-1"] == 1961
    assert found.since["first-human-in-space"] == 1961


def test_ids_that_do_not_exist_are_passed_over_but_not_the_beginning(mini: kb.KnowledgeBase) -> None:
    plain = explore(mini.reader, "vostok-1")
    assert explore(mini.reader, "vostok-1", opened=["nobody"]).entities == plain.entities
    with pytest.raises(NotFoundError, match="did you mean 'vostok-1'"):
        explore(mini.reader, "vostok-l")
