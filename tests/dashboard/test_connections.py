"""The explorer: what it shows, what its buttons do, and that the address says it all."""

from __future__ import annotations

import json
import re
from math import hypot
from typing import TYPE_CHECKING, Any

import pytest

from kb.dashboard.explorer.choices import Choices
from kb.dashboard.explorer.layout import places, short
from kb.queries.connections import MOST, explore

if TYPE_CHECKING:
    import kb
    from tests.dashboard.conftest import View, Visit


def drawing(view: View) -> dict[str, Any]:
    """Return what the browser gets to draw."""
    (component,) = view.app.get("bidi_component")
    drawn: dict[str, Any] = json.loads(component.proto.json)
    return drawn


def shown(view: View) -> set[str]:
    """Return the ids of the marks that are there in the year shown."""
    drawn = drawing(view)
    return {node["id"] for node in drawn["nodes"] if node["since"] <= drawn["year"]}


def spots(view: View) -> dict[str, tuple[float, float]]:
    return {node["id"]: (node["x"], node["y"]) for node in drawing(view)["nodes"]}


def press(view: View, name: str) -> View:
    view.control(f"explorer-{name}").click()
    return view.run()


def test_the_card_tells_of_the_beginning_with_direction_and_source(visit: Visit) -> None:
    view = visit("connections", id="vostok-1")
    assert {"vostok-1", "yuri-gagarin"} <= shown(view)
    assert "12 April 1961" in view.text
    assert "/entity?id=vostok-1" in view.links
    assert "carriedhide" in view.text.replace(" ", "")
    assert '<a href="#source-' in view.html
    edge = next(e for e in drawing(view)["edges"] if (e["from"], e["to"]) == ("vostok-1", "yuri-gagarin"))
    assert edge["says"][0].startswith("carried")


def test_the_table_has_what_the_picture_shows(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("connections", id="vostok-1", as_of="1961")
    names = {shipped.reader.brief(id_).name for id_ in shown(view)}
    table = view.table()
    assert set(table["From"]) | set(table["To"]) == names
    assert table["Source"].str.len().min() > 0


def test_open_close_and_undo_are_in_the_address_and_move_nothing(visit: Visit) -> None:
    view = visit("connections", id="vostok-1", pick="yuri-gagarin")
    before = spots(view)
    press(view, "open")
    assert view.app.query_params["open"] == "yuri-gagarin"
    after = spots(view)
    assert before.items() < after.items()
    assert spots(visit("connections", **view.app.query_params)) == after  # shared, it looks the same
    press(view, "close")
    assert "open" not in view.app.query_params
    assert spots(view) == before
    press(view, "undo")
    assert spots(view).keys() == after.keys()


def test_closing_takes_away_what_it_led_to() -> None:
    choices = Choices("a", depth=1, opened=("b", "c", "d"))
    closed = choices.with_closed("b", {"a": None, "b": "a", "c": "b", "d": "a"})
    assert closed.opened == ("d",)


def test_steps_relations_and_hidden_kinds_choose_what_is_shown(visit: Visit) -> None:
    near = shown(visit("connections", id="vostok-1"))
    assert near < shown(visit("connections", id="vostok-1", depth="2"))
    assert shown(visit("connections", id="vostok-1", relations="crew")) == {"vostok-1", "yuri-gagarin"}
    view = visit("connections", id="vostok-1", hide=["person", "by:launch_site"])
    assert "yuri-gagarin" in near - shown(view)
    assert drawing(view)["kinds"]["person"]["hidden"]
    assert "Hidden: People × · “launched from” ×" in view.text


def test_each_step_around_a_hub_shows_more_and_says_what_is_left_out(visit: Visit) -> None:
    views = [visit("connections", id="nasa", view="all", depth=depth) for depth in "123"]
    counts = [len(drawing(view)["nodes"]) for view in views]
    assert counts == sorted(set(counts))
    assert counts[-1] <= MOST
    assert all("left out" in view.app.caption[-1].value for view in views)
    assert "Not shown of NASA" in views[0].text


def test_the_graph_as_of_a_year_keeps_every_place(visit: Visit) -> None:
    today, then = (
        visit("connections", id="nasa", view="all"),
        visit("connections", id="nasa", view="all", as_of="1965"),
    )
    assert spots(today) == spots(then)
    assert "apollo-11" in shown(today) - shown(then)
    assert "nasa" in shown(then)


def test_a_way_between_two_is_told_with_sources_and_shown(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("connections", id="yulia-peresild", to="oleg-novitsky")
    ways = shipped.paths("yulia-peresild", "oleg-novitsky")
    assert all(way.sentence in re.sub(r"(\[\d+\])+", "", view.text) for way in ways)
    assert shown(view) == {entity.id for way in ways for entity in way.entities}
    assert any("way" in edge["kind"].split() for edge in drawing(view)["edges"])
    assert "Sources" in view.text


def test_a_name_leads_to_a_new_beginning_or_a_way(visit: Visit) -> None:
    view = visit("connections", id="vostok-1")
    view.control("goal").set_value("Терешкова")
    assert view.run().app.query_params["to"] == "valentina-tereshkova"
    view.control("begin").set_value("Laika")
    assert view.run().heading == "Connections of Laika"
    assert "to" not in view.app.query_params


@pytest.mark.parametrize("start", ["nasa", "vostok-1", "yulia-peresild"])
def test_no_name_or_mark_lies_upon_another(shipped: kb.KnowledgeBase, start: str) -> None:
    found = explore(shipped.reader, start, depth=3, opened=[start, "yuri-gagarin"])
    placed = places(found.batches, found.entities)
    assert placed.keys() == found.entities.keys()
    boxes = [(x, y, len(short(found.entities[id_])) * 3.1) for id_, (x, y) in placed.items()]
    for number, (x, y, half) in enumerate(boxes):
        for other_x, other_y, other_half in boxes[:number]:
            assert abs(x - other_x) >= half + other_half or abs(y - other_y) > 36
            assert hypot(x - other_x, y - other_y) > 24
