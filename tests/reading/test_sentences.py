"""Parting a text into sentences."""

from __future__ import annotations

import pytest

from kb.reading.sentences import sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He flew. She flew too! Did it?", ["He flew.", "She flew too!", "Did it?"]),
        ("Dr. Smith saw it at 9 a.m. on Jan. 3.", ["Dr. Smith saw it at 9 a.m. on Jan. 3."]),
        ("John F. Kennedy spoke.", ["John F. Kennedy spoke."]),
        ("It was made in the U.S. It flew.", ["It was made in the U.S.", "It flew."]),
        ("One flew in 1957; the other in 1958.", ["One flew in 1957;", "the other in 1958."]),
        ("- Sputnik 1\n* Vostok 1\n• Apollo 11\n3. Mir", ["Sputnik 1", "Vostok 1", "Apollo 11", "Mir"]),
        ("| Year | Who |\n|------|-----|\n| 1961 | Gagarin. He |", ["Year | Who", "1961 | Gagarin. He"]),
        (
            "A line of an essay that was wrapped at some column\nand goes on below. An end.",
            ["A line of an essay that was wrapped at some column", "and goes on below.", "An end."],
        ),
        (
            "A line of an essay that was wrapped at some longer column and\ngoes on below. An end.",
            ["A line of an essay that was wrapped at some longer column and\ngoes on below.", "An end."],
        ),
    ],
)
def test_a_text_falls_into_sentences(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_a_sentence_knows_its_place() -> None:
    text = "Timeline\n\n• Sputnik 1 flew.  Then Laika.\n| 1961\t| Gagarin |\n"
    found = list(sentences(text))
    assert [text[slice(*sentence.span)] for sentence in found] == [sentence.text for sentence in found]
    assert all(len(sentence.plain) == len(sentence.text) for sentence in found)


def test_lines_below_a_year_inherit_it_once_a_line() -> None:
    text = "Title\n\n1957\n- Oct 4: Sputnik 1. It beeped.\n\n== 1961 ==\nApril 12: Gagarin\n1962: Glenn"
    assert [(s.text, s.heading) for s in sentences(text)] == [
        ("Title", None),
        ("Oct 4: Sputnik 1.", "1957"),
        ("It beeped.", None),
        ("April 12: Gagarin", "1961"),
        ("1962: Glenn", None),
    ]
