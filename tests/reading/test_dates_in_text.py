"""Dates as people write them."""

from __future__ import annotations

import pytest

from kb.reading.dates_in_text import dates


def found(text: str, year: str | None = None) -> list[tuple[str, ...]]:
    return [tuple(map(str, dated.readings)) for dated in dates(text, year)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("on 12 April 1961", ["1961-04-12"]),
        ("12th of April, 1961", ["1961-04-12"]),
        ("April 12, 1961", ["1961-04-12"]),
        ("April 12th 1961", ["1961-04-12"]),
        ("Apr. 12, 1961", ["1961-04-12"]),
        ("1961 April 12 – flight", ["1961-04-12"]),
        ("1961, 12 April", ["1961-04-12"]),
        ("1961-04-12", ["1961-04-12"]),
        ("1961/04/12", ["1961-04-12"]),
        ("12-Apr-1961", ["1961-04-12"]),
        ("in April 1961", ["1961-04"]),
        ("April of 1961", ["1961-04"]),
        ("in 1961,", ["1961"]),
        ("early 1961", ["1961"]),
        ("about 1961", ["1961~"]),
        ("the 1960s", ["196X"]),
        ("1957-58", ["1957/1958"]),
        ("16–24 July 1969", ["1969-07-16/1969-07-24"]),
        ("July 16-24, 1969", ["1969-07-16/1969-07-24"]),
        ("15/10/2003", ["2003-10-15"]),
    ],
)
def test_a_date_is_read(text: str, readings: list[str]) -> None:
    assert found(text) == [tuple(readings)]


def test_day_and_month_may_be_either_way_round() -> None:
    assert set(found("4/10/1957")[0]) == {"1957-10-04", "1957-04-10"}


def test_a_day_takes_the_year_of_its_heading() -> None:
    assert found("April 12: Gagarin", "1961") == [("1961-04-12",)]
    assert found("April 12: Gagarin") == []


@pytest.mark.parametrize("text", ["2000 km high", "for 1900 orbits", "$1961", "room 19611", "MiG-1961x"])
def test_what_is_no_date_is_left(text: str) -> None:
    assert found(text) == []


def test_dates_stand_in_their_order_and_place() -> None:
    text = "From 12 April 1961 to 5 May 1961."
    assert [text[dated.start : dated.end] for dated in dates(text)] == ["12 April 1961", "5 May 1961"]
