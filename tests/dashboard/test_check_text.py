"""The page on which any text is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import kb
from kb.dashboard.text_outline import EXAMPLE

if TYPE_CHECKING:
    from tests.dashboard.conftest import View, Visit

TEXT = """1957: Sputnik 1, first artificial satellite
Valentina Tereshkova was the first woman in space. She flew in <b>1963</b>.
1962: John Glenn, the first human in space"""


def typed(visit: Visit, text: str) -> View:
    view = visit("check")
    view.control("text").set_value(text)
    return view.run()


def test_nothing_is_shown_before_a_text_is_given(visit: Visit) -> None:
    view = visit("check")
    assert view.heading == "Check a text"
    assert len(view.app.dataframe) == 0
    assert "statements" not in view.text


def test_each_sentence_has_its_colour_its_reading_and_its_evidence(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    view = typed(visit, TEXT)
    readings = shipped.read(TEXT)
    assert re.findall(r'<p class="(\w+)"><b>', view.html) == [
        "supported",
        "supported",
        "unknown",
        "contradicted",
    ]
    for reading in readings:
        assert reading.sentence in view.text
        assert reading.reason in view.text
        assert not reading.read_as or f"read as: {reading.read_as}" in view.text
    assert "/entity?id=yuri-gagarin" in view.links
    evidence = sum(len(reading.evidence) for reading in readings)
    assert len(re.findall(r"from <code>[^<]+\.yaml:\d+</code>", view.html)) == evidence > 0
    assert "<b>1963</b>" not in view.html  # what a reader types is text, not HTML


def test_the_table_says_the_same(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    table = typed(visit, TEXT).table()
    readings = shipped.read(TEXT)
    assert list(table["Verdict"]) == [reading.verdict for reading in readings]
    assert list(table["It says"]) == [reading.sentence for reading in readings]


def test_a_verdict_chooses_what_is_shown(visit: Visit) -> None:
    view = typed(visit, TEXT)
    view.control("verdict").set_value("contradicted")
    shown = view.run()
    assert list(shown.table()["Verdict"]) == ["contradicted"]
    assert "Tereshkova" not in shown.html


def test_the_example_shows_what_the_page_can_do(visit: Visit) -> None:
    view = visit("check")
    next(button for button in view.app.button if "example" in button.label).click()
    view.run()
    assert view.control("text").value == EXAMPLE
    assert {"supported", "contradicted", "contested"} <= set(view.table()["Verdict"])


def test_the_text_is_not_in_the_address(visit: Visit) -> None:
    view = typed(visit, TEXT)
    assert "Sputnik" not in str(dict(view.app.query_params))
