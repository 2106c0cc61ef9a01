"""What happened when."""

import pytest

import kb


def test_a_timeline_is_in_order_of_time_and_names_its_sources(mini: kb.KnowledgeBase) -> None:
    items = mini.timeline()
    assert [item.date.start for item in items] == sorted(item.date.start for item in items)
    assert all(item.sources for item in items)


def test_a_mission_has_beginning_and_end(mini: kb.KnowledgeBase) -> None:
    flight = next(item for item in mini.timeline(kinds=["mission"]) if item.entity == "soyuz-ms-18")
    assert str(flight.date) == "2021-04-09T07:42:41Z"
    assert str(flight.until) == "2021-10-17T04:35:44Z"


def test_an_agency_shows_what_its_predecessors_did(mini: kb.KnowledgeBase) -> None:
    entities = {item.entity for item in mini.timeline(agency="roscosmos")}
    assert {"sputnik-1", "vostok-1", "soyuz-ms-19"} <= entities
    assert "freedom-7" not in entities


def test_a_country_and_an_entity_narrow(mini: kb.KnowledgeBase) -> None:
    assert {i.entity for i in mini.timeline(country="united-states", kinds=["mission"])} == {"freedom-7"}
    assert {i.entity for i in mini.timeline(entity="yulia-peresild", kinds=["mission"])} == {
        "soyuz-ms-18",
        "soyuz-ms-19",
    }


def test_a_window_keeps_what_may_overlap_it(mini: kb.KnowledgeBase) -> None:
    inside = {item.entity for item in mini.timeline(kinds=["mission"], during="2021-10-10/2021-10-11")}
    assert inside == {"soyuz-ms-18", "soyuz-ms-19"}


def test_an_unknown_kind_is_told_with_the_nearest(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.QueryError, match="unknown kind 'misson'; did you mean 'mission'"):
        mini.timeline(kinds=["misson"])
