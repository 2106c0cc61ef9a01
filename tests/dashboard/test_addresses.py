"""What stands in the address is what is shown, and a wrong address is survived."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.dashboard.conftest import View, Visit


def follow(visit: Visit, href: str) -> View:
    """Go where a link leads."""
    parts = urlsplit(href)
    return visit(parts.path.strip("/") or "home", **dict(parse_qsl(parts.query)))


def test_an_address_of_ids_chooses_what_is_on_the_timeline(visit: Visit) -> None:
    shared = visit(
        "timeline",
        **{"from": "1961-01-01", "to": "1976-12-31"},
        lanes="kind",
        kinds=["station", "mission"],
        agency="nasa",
    )
    assert {key: shared.control(key).value for key in ("period", "lanes", "kinds", "agency")} == {
        "period": (dt.date(1961, 1, 1), dt.date(1976, 12, 31)),
        "lanes": "kind",
        "kinds": ["station", "mission"],
        "agency": "nasa",
    }
    assert {"skylab", "apollo-11"} <= shared.marks()
    assert shared.marks().isdisjoint({"vostok-1", "voyager-1", "first-human-on-the-moon"})


@pytest.mark.parametrize(
    ("page", "key", "value", "written"),
    [
        ("timeline", "lanes", "kind", "kind"),
        ("timeline", "kinds", ["station", "event"], ["station", "event"]),
        ("timeline", "agency", "nasa", "nasa"),
        ("firsts", "category", "animals", "animals"),
        ("firsts", "by", "orbit", "orbit"),
        ("connections", "view", "all", "all"),
        ("compare", "what", "agency", "agency"),
        ("people", "order", "time", "time"),
    ],
)
def test_a_choice_is_written_into_the_address_by_id_and_gives_the_same_view(
    visit: Visit, page: str, key: str, value: object, written: object
) -> None:
    view = visit(page)
    default = view.control(key).value
    view.control(key).set_value(value)
    assert view.run().app.query_params[key] == written
    shared = visit(page, **view.app.query_params)
    assert (shared.heading, shared.html) == (view.heading, view.html)
    if view.app.get("plotly_chart"):
        assert shared.figure() == view.figure()
    view.control(key).set_value(default)
    assert key not in view.run().app.query_params  # a default keeps the address short


def test_the_verdict_of_an_address_chooses_the_statements(visit: Visit) -> None:
    shared, everything = visit("article", verdict="imprecise"), visit("article")
    assert shared.control("verdict").value == "imprecise"
    assert 0 < shared.html.count("<details>") < everything.html.count("<details>")


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [
        ("timeline", {}, {"lanes": "colour", "kinds": "dragon", "agency": "nsaa", "from": "soon"}),
        ("timeline", {}, {"from": "1800-01-01", "to": "3000-01-01", "what": "ever"}),
        ("compare", {}, {"what": "planets", "by": "x", "years": "x"}),
        ("people", {}, {"view": "x", "country": "x", "sex": "x", "order": "x"}),
        ("firsts", {}, {"category": "x", "agency": "x", "contested": "maybe", "years": "1961"}),
        ("connections", {}, {"view": "sideways", "years": "x"}),
        ("connections", {"id": "laika"}, {"depth": "7", "relations": "loves", "as_of": "-1"}),
        ("article", {}, {"verdict": "guilty"}),
    ],
)
def test_a_value_that_means_nothing_counts_as_not_given(
    visit: Visit, page: str, right: dict[str, str], wrong: dict[str, str]
) -> None:
    plain, odd = visit(page, **right), visit(page, **right, **wrong)
    assert not odd.messages
    assert (odd.heading, odd.html) == (plain.heading, plain.html)
    if plain.app.get("plotly_chart"):
        assert odd.figure() == plain.figure()


def test_a_period_the_wrong_way_round_is_survived(visit: Visit) -> None:
    view = visit("timeline", **{"from": "1991-01-01", "to": "1957-01-01"})
    assert view.heading == "Timeline"
    assert view.marks()


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("connections", {"id": "roscosmo"}, "did you mean 'roscosmos'?"),
        ("article", {"source": "nowhere"}, "there is no source 'nowhere'"),
    ],
)
def test_an_unknown_id_gets_a_sentence(visit: Visit, page: str, address: dict[str, str], said: str) -> None:
    (message,) = visit(page, **address).messages
    assert said in message


@pytest.mark.parametrize("entity", ["roscosmos", "vostok-1"])
def test_the_way_to_the_connections_shows_more_of_the_same(visit: Visit, entity: str) -> None:
    page = visit("entity", id=entity)
    (way,) = {link for link in page.links if link.startswith("/connections?")}
    assert page.marks() <= follow(visit, way).marks()


def test_home_leads_to_the_firsts_behind_roscosmos(visit: Visit) -> None:
    (way,) = {link for link in visit("home").links if link.startswith("/connections?")}
    assert "first-human-in-space" in follow(visit, way).marks()
