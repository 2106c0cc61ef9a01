"""What comes of reading a text: verdict, reason, evidence, place."""

from __future__ import annotations

import re

import pytest

import kb
from kb.reading.results import Reading


def only(base: kb.KnowledgeBase, text: str) -> Reading:
    (reading,) = base.read(text)
    return reading


def verdicts(base: kb.KnowledgeBase, text: str) -> list[str]:
    return [reading.verdict for reading in base.read(text)]


def test_a_reading_tells_what_was_read_and_why(mini: kb.KnowledgeBase) -> None:
    reading = only(mini, "1961: Alan Shepard, first human in space")
    assert reading.verdict == "contradicted"
    assert reading.read_as == "first human in space = Alan Shepard, 1961"
    assert "Yuri Gagarin, 12 April 1961" in reading.reason
    assert {claim.object for claim in reading.evidence} >= {"yuri-gagarin"}
    assert {"alan-shepard", "first-human-in-space", "yuri-gagarin"} <= {b.id for b in reading.entities}


def test_spans_lead_back_to_the_text(mini: kb.KnowledgeBase) -> None:
    text = "My list:\n\n• Sputnik 1 was launched on 4 October 1957. Laika flew on Sputnik 2.\n\nThe end."
    readings = mini.read(text)
    assert all(text[slice(*reading.span)] == reading.sentence for reading in readings)
    assert [r.verdict for r in readings] == ["unknown", "supported", "supported", "unknown"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sputnik 1 was launched in 1957.", "supported"),  # a year is right for a day
        ("Sputnik 1 was launched in 1958.", "contradicted"),
        ("Sputnik 1 was launched on 5 October 1957.", "imprecise"),  # a day off: another clock
        ("Sputnik 1 was launched on 9 October 1957.", "contradicted"),
        ("Sputnik 1 was launched by Roscosmos.", "imprecise"),  # a successor
        ("Sputnik 1 was launched by NASA.", "contradicted"),
        ("Alan Shepard flew aboard Vostok 1.", "contradicted"),
        ("The American astronaut Yuri Gagarin smiled.", "contradicted"),
        ("Russian cosmonaut Yuri Gagarin smiled.", "imprecise"),
        ("Laika was the first dog in space.", "contested"),  # by the definition of orbit
        ("First artificial satellite: Vostok 1", "contradicted"),
        ("The first artificial satellite was launched by the USA in 1957.", "contradicted"),
    ],
)
def test_verdicts_are_those_of_the_audit(mini: kb.KnowledgeBase, text: str, verdict: str) -> None:
    assert verdict in verdicts(mini, text)


@pytest.mark.parametrize(
    "text",
    [
        "Alan Shepard was not the first human in space.",
        "Was Alan Shepard the first human in space?",
        "Perhaps Alan Shepard was the first human in space.",
        "Some people say that Alan Shepard was the first human in space.",
        "Alan Shepard was one of the first humans in space.",
        "Alan Shepard was the second human in space.",
        "He was the first human in space.",
        "Bob Miller was the first human in space.",
        "Alan Shepard was the first human in space to play golf.",
        "Alan Shepard was the first human in space aboard a ship named after a city.",
        "After Alan Shepard, the first human in space was honoured.",
        "Alan Shepard met the first human in space.",
        "Alan Shepard's grandfather was the first human in space, he joked.",
        "Fifty years after Sputnik 1, in 2007, a stamp was printed.",
    ],
)
def test_what_is_not_clearly_said_is_never_called_wrong(mini: kb.KnowledgeBase, text: str) -> None:
    assert set(verdicts(mini, text)) <= {"unknown", "supported"}


def test_opinions_and_predictions_are_named_as_such(mini: kb.KnowledgeBase) -> None:
    assert only(mini, "Yuri Gagarin was the greatest of all.").verdict == "opinion"
    assert only(mini, "NASA will send people to Mars.").verdict == "prediction"


def test_a_heading_dates_the_lines_below(mini: kb.KnowledgeBase) -> None:
    assert verdicts(mini, "1957\n- Sputnik 1: first artificial satellite") == ["supported"]
    assert verdicts(mini, "1958\n- Sputnik 1: first artificial satellite") == ["contradicted"]


def test_a_table_is_read_row_by_row(mini: kb.KnowledgeBase) -> None:
    head = "| Date | First | Country | Craft |\n|---|---|---|---|\n"
    table = head + "| 4 October 1957 | First artificial satellite | {} | Sputnik 1 |"
    assert verdicts(mini, table.format("USSR")) == ["unknown", "supported"]
    assert verdicts(mini, table.format("USA")) == ["unknown", "contradicted"]


def test_nobody_is_accused_of_what_the_base_itself_says(shipped: kb.KnowledgeBase) -> None:
    """Every first, said with its own winner and date in several ways, is never contradicted."""
    forms = ("The {first} was {who}.", "{year}: {who}, {first}", "First {rest}: {who}, {year}")
    accused, supported, count = [], 0, 0
    for answer in shipped.firsts():
        if not answer.winners or answer.date is None or not answer.name.startswith("First "):
            continue
        rest, who = answer.name.removeprefix("First "), answer.winners[0].name
        year = str(answer.date.first or answer.date)[:4]
        for form in forms:
            text = form.format(first=f"first {rest}", rest=rest, who=who, year=year)
            found = [r for r in shipped.read(text) if r.read_as and " = " in r.read_as]
            accused += [(text, r.reason) for r in found if r.verdict == "contradicted"]
            supported += any(r.verdict in ("supported", "contested") for r in found)
            count += 1
    assert accused == []
    assert supported / count > 0.9


def test_other_winners_are_found_out(shipped: kb.KnowledgeBase) -> None:
    """Every first, said with the winner of another of its sort, is seen to be wrong or left alone."""
    answers = [a for a in shipped.firsts() if a.winners and a.name.startswith("First ")]
    believed, found_out, count = [], 0, 0
    for answer, other in zip(answers, answers[7:], strict=False):
        true = {winner.id for variant in answer.variants for winner in variant.winners}
        if other.winners[0].kind != answer.winners[0].kind or other.winners[0].id in true:
            continue
        text = f"The {answer.name[0].lower()}{answer.name[1:]} was {other.winners[0].name}."
        found = [r for r in shipped.read(text) if r.read_as and re.search(" = ", r.read_as)]
        believed += [(text, r.reason) for r in found if r.verdict == "supported"]
        found_out += any(r.verdict == "contradicted" for r in found)
        count += 1
    assert found_out / count > 0.8
    assert len(believed) <= count // 50, believed
