"""What a date text means, what it answers, and what is said of a text that is no date."""

import copy
import datetime as dt
import doctest
import pickle

import pytest

import kb.dates
from kb.dates import FAR_FUTURE, FAR_PAST, Date, combine
from kb.errors import DateError


def seconds(stamp: str) -> int:
    """Seconds since 1970 of a stamp without zone, read as UTC."""
    return int(dt.datetime.fromisoformat(stamp).replace(tzinfo=dt.UTC).timestamp())


def bounds(lower: str, upper: str) -> tuple[int, int]:
    return seconds(lower), seconds(upper)


WRITTEN = [
    # Text, precision, first and last second as written, in words.
    ("1961-05-05T14:34:13Z", "second", "1961-05-05 14:34:13", "1961-05-05 14:34:13", "5 May 1961, 14:34:13 UTC"),
    ("1961-04-12T06:07Z", "minute", "1961-04-12 06:07:00", "1961-04-12 06:07:59", "12 April 1961, 06:07 UTC"),
    ("1961-04-12", "day", "1961-04-12 00:00:00", "1961-04-12 23:59:59", "12 April 1961"),
    ("2021-10-05", "day", "2021-10-05 00:00:00", "2021-10-05 23:59:59", "5 October 2021"),
    ("1961-04", "month", "1961-04-01 00:00:00", "1961-04-30 23:59:59", "April 1961"),
    ("1964-02", "month", "1964-02-01 00:00:00", "1964-02-29 23:59:59", "February 1964"),
    ("1900-02", "month", "1900-02-01 00:00:00", "1900-02-28 23:59:59", "February 1900"),
    ("1961-12", "month", "1961-12-01 00:00:00", "1961-12-31 23:59:59", "December 1961"),
    ("1961", "year", "1961-01-01 00:00:00", "1961-12-31 23:59:59", "1961"),
    ("1000", "year", "1000-01-01 00:00:00", "1000-12-31 23:59:59", "1000"),
    ("9999", "year", "9999-01-01 00:00:00", "9999-12-31 23:59:59", "9999"),
    ("196X", "decade", "1960-01-01 00:00:00", "1969-12-31 23:59:59", "1960s"),
    ("1961-04-05/1961-05", "interval", "1961-04-05 00:00:00", "1961-05-31 23:59:59", "5 April 1961 – May 1961"),
    ("1961/1961-04", "interval", "1961-01-01 00:00:00", "1961-04-30 23:59:59", "1961 – April 1961"),
    ("1961/1961", "interval", "1961-01-01 00:00:00", "1961-12-31 23:59:59", "1961"),
    ("196X/1985~", "interval", "1960-01-01 00:00:00", "1985-12-31 23:59:59", "1960s – about 1985"),
    ("2000-11-02/..", "interval", "2000-11-02 00:00:00", None, "since 2 November 2000"),
    ("2000-11-02/", "interval", "2000-11-02 00:00:00", None, "from 2 November 2000, end unknown"),
    ("../1991", "interval", None, "1991-12-31 23:59:59", "until 1991"),
    ("/1991", "interval", None, "1991-12-31 23:59:59", "until 1991, start unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "start", "end", "words"), WRITTEN)
def test_written_bounds_and_words(text, precision, start, end, words):
    date = Date.parse(text)
    assert date.precision == precision
    assert date.start == (FAR_PAST if start is None else seconds(start))
    assert date.end == (FAR_FUTURE if end is None else seconds(end))
    assert date.describe() == words
    assert (str(date), repr(date)) == (text, f"Date({text!r})")


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("1961-04-12T06:07:00Z?", "1961-04-12T06:06:59", "1961-04-12T06:07:01"),
        ("1961-04-12T06:07:00Z%", "1961-04-12T06:06:58", "1961-04-12T06:07:02"),
        ("1961-04-12T06:07Z~", "1961-04-12T06:06:00", "1961-04-12T06:08:59"),
        ("1961-04-12?", "1961-04-11T00:00:00", "1961-04-13T23:59:59"),
        ("1961-01-01%", "1960-12-30T00:00:00", "1961-01-03T23:59:59"),
        ("1961-04~", "1961-03-01T00:00:00", "1961-05-31T23:59:59"),
        ("1961-01%", "1960-11-01T00:00:00", "1961-03-31T23:59:59"),
        ("1961?", "1960-01-01T00:00:00", "1962-12-31T23:59:59"),
        ("1961%", "1959-01-01T00:00:00", "1963-12-31T23:59:59"),
        ("196X~", "1950-01-01T00:00:00", "1979-12-31T23:59:59"),
        ("1961?/1965-02%", "1960-01-01T00:00:00", "1965-04-30T23:59:59"),
        ("9999%", "9997-01-01T00:00:00", "9999-12-31T23:59:59"),
    ],
)
def test_a_qualifier_widens_the_possible_bounds_by_the_dates_own_precision(text, lower, upper):
    date = Date.parse(text)
    assert (date.earliest, date.latest) == bounds(lower, upper)
    plain = Date.parse(text.translate({ord(mark): None for mark in "?~%"}))
    assert (date.start, date.end) == (plain.start, plain.end) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "words"),
    [
        ("1961", False, False, "1961"),
        ("1961?", True, False, "1961 (uncertain)"),
        ("1961~", False, True, "about 1961"),
        ("1961%", True, True, "about 1961 (uncertain)"),
        ("1961?/1965~", True, True, "1961 (uncertain) – about 1965"),
        ("1961~/..", False, True, "since about 1961"),
    ],
)
def test_qualifiers(text, uncertain, approximate, words):
    date = Date.parse(text)
    assert (date.uncertain, date.approximate, date.describe()) == (uncertain, approximate, words)


@pytest.mark.parametrize(
    ("text", "first", "last", "open_start", "open_end"),
    [
        ("1957-10-04/1991", "1957-10-04", "1991", False, False),
        ("1957/..", "1957", None, False, True),
        ("1957/", "1957", None, False, False),
        ("../1991", None, "1991", True, False),
        ("/1991", None, "1991", False, False),
    ],
)
def test_the_ends_of_an_interval(text, first, last, open_start, open_end):
    date = Date.parse(text)
    assert date.is_interval
    assert (date.first, date.last) == (first and Date.parse(first), last and Date.parse(last))
    assert (date.open_start, date.open_end) == (open_start, open_end)


def test_a_date_that_is_no_interval_is_its_own_first_and_last():
    date = Date.parse("1961-04-12")
    assert (date.is_interval, date.open_start, date.open_end) == (False, False, False)
    assert date.first is date.last is date


# Left before right, right before left, overlapping, the same.
ORDER = [
    ("1961-04-12T06:07:00Z", "1961-04-12T06:07:00Z", False, False, True, True),  # one second is one instant
    ("1961-04-12T06:07Z", "1961-04-12T06:07Z", None, None, None, None),
    ("1961-04-12", "1961-04-12", None, None, None, None),
    ("1961-04-12", "1961-04-13", True, False, False, False),
    ("1961", "1961-04-12", None, None, None, None),
    ("1960", "1961-04-12", True, False, False, False),
    ("1962", "1961-04-12", False, True, False, False),
    ("1960~", "1961-04-12", None, None, None, None),  # about 1960 may be 1961
    ("1960-12~", "1961-04-12", True, False, False, False),
    ("1957/1960", "1961-04-12", True, False, False, False),
    ("1957/1991", "1961-04-12", False, False, True, False),
    ("1957/1961", "1961-04-12", None, False, None, False),  # it may have ended in January 1961
    ("1957/1991", "1991-12-26/..", None, False, None, False),
    ("2000-11-02/..", "2050", False, False, True, False),  # it goes on
    ("2000-11-02/", "2050", None, False, None, False),  # it has ended, nobody says when
    ("../1991", "1900", False, False, True, False),
    ("/1991", "1900", False, None, None, False),
]


@pytest.mark.parametrize(("left", "right", "before", "after", "overlaps", "same"), ORDER)
def test_three_valued_order(left, right, before, after, overlaps, same):
    a, b = Date.parse(left), Date.parse(right)
    assert (a.before(b), a.after(b), a.overlaps(b), a.same_as(b)) == (before, after, overlaps, same)
    assert (b.after(a), b.before(a), b.overlaps(a), b.same_as(a)) == (before, after, overlaps, same)


@pytest.mark.parametrize(
    ("date", "period", "during", "within"),
    [
        ("1961-04-12", "1957/1991", True, True),
        ("1957", "1957-10-04/1991", None, None),
        ("1956", "1957-10-04/1991", False, False),
        ("1957-10-04", "1957/1991", None, True),  # a fact may have begun later in 1957, a window has not
        ("1961-04-12", "1961", True, True),
        ("1961", "1961-04-12", None, None),
        ("1961-04-12", "1961~", None, True),
        ("1960-04-12", "1961~", None, False),
        ("1965-04-12", "1961~", False, False),
        ("1961-04-12", "1961-04-12", True, True),
        ("2021-10-05/2021-10-17", "2021-10", True, True),
        ("2021-09-30/2021-10-17", "2021-10", False, False),
        ("2010", "2000-11-02/..", True, True),
        ("2010", "2000-11-02/", None, True),
        ("2010/..", "2000-11-02/..", True, True),
        ("2010/", "2000-11-02/2015", None, None),
        ("2010/..", "2000-11-02/2015", False, False),
    ],
)
def test_during_a_period_and_within_a_window(date, period, during, within):
    assert Date.parse(date).during(Date.parse(period)) is during
    assert Date.parse(date).within(Date.parse(period)) is within


@pytest.mark.parametrize(
    ("left", "right", "gap"),
    [
        ("1961-04-12T06:07:00Z", "1961-04-12T07:55:00Z", (6480, 6480)),
        ("1961-04-12T07:55:00Z", "1961-04-12T06:07:00Z", (-6480, -6480)),
        ("1961-04-12", "1961-04-13", (1, 2 * 86_400 - 1)),
        ("1961-04-12", "1961-04-12", (-86_399, 86_399)),
        ("1961-04-12/1961-04-13", "1961-04-15/1961-04-16", (86_401, 3 * 86_400 - 1)),
    ],
)
def test_gap_is_from_the_end_to_the_beginning(left, right, gap):
    assert Date.parse(left).gap(Date.parse(right)) == gap


def test_dates_sort_by_start_then_finer_precision_then_end():
    ordered = ["/1990", "196X", "1961-01-01T00:00:00Z", "1961-01-01T00:00Z", "1961-01-01", "1961-01", "1961"]
    ordered += [
        "1961?",
        "1961-01-01/1961-01-02",
        "1961/1962",
        "1961/1963",
        "1961/..",
        "1961-01-02",
        "1961-02",
    ]
    assert [str(date) for date in sorted(map(Date.parse, reversed(ordered)))] == ordered
    with pytest.raises(TypeError):
        Date.parse("1961") < "1962"  # noqa: B015 - only the refusal matters


def test_a_date_is_a_small_frozen_value():
    date = Date.parse("1961/1962~")
    assert date == Date("1961/1962~") == copy.deepcopy(date) == pickle.loads(pickle.dumps(date))
    assert len({date, Date("1961/1962~"), Date("1961/1962")}) == 2
    with pytest.raises(AttributeError):
        date.start = 0  # type: ignore[misc] # that is the test
    assert not hasattr(date, "__dict__")


def test_conversions():
    assert Date.of_day(dt.date(1961, 4, 12)) == Date("1961-04-12")
    assert Date.of_day(dt.datetime(1961, 4, 12, 6, 7)) == Date("1961-04-12")
    assert Date("1961-04").as_utc() == dt.datetime(1961, 4, 1, tzinfo=dt.UTC)
    assert Date("../1991").as_utc() == dt.datetime(1, 1, 1, tzinfo=dt.UTC)
    assert (
        Date("1961-04-12T06:07Z?/1961-04-12T07:55Z").to_edtf() == "1961-04-12T06:07:00Z?/1961-04-12T07:55:00Z"
    )
    assert Date("1961-04-12T06:07:08Z").to_edtf() == "1961-04-12T06:07:08Z"
    with pytest.raises(DateError):
        Date.of_day(dt.date(999, 12, 31))


@pytest.mark.parametrize(
    ("began", "ended", "whole"),
    [
        (None, None, None),
        ("1957", "1991", "1957/1991"),
        ("1957~", None, "1957~/"),
        (None, "1991", "/1991"),
        ("1957/1960", "1985/1991", "1957/1991"),
        ("2000-11-02/..", None, "2000-11-02/.."),
        ("2000-11-02/..", "2024", "2000-11-02/2024"),
        ("2000/2010", None, "2000/2010"),
        (None, "../1991", "../1991"),
        ("1961-04-12", "1961-04-12", "1961-04-12/1961-04-12"),
    ],
)
def test_combine(began, ended, whole):
    assert combine(began and Date(began), ended and Date(ended)) == (whole and Date(whole))


def test_combine_opens_an_end_only_when_told():
    assert combine(Date("2000"), None, open_end=True) == Date("2000/..")
    assert combine(Date("2000/"), None, open_end=True) == Date("2000/..")
    assert combine(Date("2000"), Date("2024"), open_end=True) == Date("2000/2024")
    with pytest.raises(DateError, match=r"'1991/1957' ends before it begins"):
        combine(Date("1991"), Date("1957"))


JUNK = "is no date from 1000 to 9999 in our form; write one such as 1961-04-12T06:07Z or 1961~"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # Another notation, and only one way to read it.
        ("12 April 1961", "is not in a form we read; write 1961-04-12"),
        ("12 apr. 1961~", "is not in a form we read; write 1961-04-12~"),
        ("April 12, 1961", "is not in a form we read; write 1961-04-12"),
        ("1961 Apr 12", "is not in a form we read; write 1961-04-12"),
        ("April 1961", "is not in a form we read; write 1961-04"),
        ("1961-4-2", "is not in a form we read; write 1961-04-02"),
        ("1961/04/12", "is not in a form we read; write 1961-04-12"),
        ("25/12/1961", "is not in a form we read; write 1961-12-25"),
        ("12/25/1961", "is not in a form we read; write 1961-12-25"),
        ("04/04/1961", "is not in a form we read; write 1961-04-04"),
        ("1961-04-12\n", "is not in a form we read; write 1961-04-12"),
        # Day and month may be either way round: both are named, neither is chosen.
        ("12/04/1961", "is not in a form we read; write 1961-04-12 or 1961-12-04"),
        ("4.12.1961", "is not in a form we read; write 1961-04-12 or 1961-12-04"),
        # Local time, and none.
        ("1961-04-12T09:07:00+03:00", "is not a UTC time that ends in Z; write 1961-04-12T06:07:00Z"),
        ("1961-04-12T01:07-05:00?", "is not a UTC time that ends in Z; write 1961-04-12T06:07Z?"),
        ("1962-01-01T02:00+0300", "is not a UTC time that ends in Z; write 1961-12-31T23:00Z"),
        ("1961-04-12T06:07", "has no time zone; write it in UTC, with Z at its end"),
        # Not in the calendar.
        ("1961-13-01", "has month 13; write a month from 01 to 12"),
        ("1961-00", "has month 00; write a month from 01 to 12"),
        ("1961-02-30", "names no day of February 1961; write 01 to 28"),
        ("1964-02-30", "names no day of February 1964; write 01 to 29"),
        ("1961-04-00?", "names no day of April 1961; write 01 to 30"),
        # Intervals.
        ("1965/1961", "ends before it begins; write the earlier end first"),
        ("1962?/1961", "ends before it begins; write the earlier end first"),
        ("../..", "has neither start nor end; leave it out"),
        ("/", "has neither start nor end; leave it out"),
        # Nothing at all.
        ("", "is no date in text; leave it out or write one such as '1961-04-12'"),
        (" ", "is no date in text; leave it out or write one such as '1961-04-12'"),
        (None, "is no date in text; leave it out or write one such as '1961-04-12'"),
        (1961, "is no date in text; leave it out or write one such as '1961-04-12'"),
        # Junk, and what might be meant in more ways than we can tell: no guess.
        *((text, JUNK) for text in ("junk", "0987", "12345", "-1961", "1961.4", "19XX", "1961-XX", "1961?~")),
        *((text, JUNK) for text in ("1961/1962/1963", "196X-04", "1961-04Z", "0961-4-2", "31 April 1961")),
        *((text, JUNK) for text in ("1961-04-12T24:00Z", "1961-04-12T06:60Z", "2016-12-31T23:59:60Z")),
        *((text, JUNK) for text in ("1000-01-01T00:30+03:00", "9999-12-31T23:30-03:00", "196١")),
    ],
)
def test_a_refusal_names_the_text_and_what_to_write(text, sentence):
    with pytest.raises(DateError) as refusal:
        Date.parse(text)
    assert str(refusal.value) == f"{text!r} {sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1961-4-2/1962", "'1961-4-2' is not in a form we read; write 1961-04-02"),
        ("1961/1961-02-29", "'1961-02-29' names no day of February 1961; write 01 to 28"),
        ("../1961-04-12T09:07", "'1961-04-12T09:07' has no time zone; write it in UTC, with Z at its end"),
        ("1903/04", f"'04' {JUNK}"),
    ],
)  # fmt: skip
def test_a_refused_interval_names_the_end_to_mend(text, sentence):
    with pytest.raises(DateError) as refusal:
        Date.parse(text)
    assert str(refusal.value) == sentence


def test_a_long_text_is_cut_in_the_sentence():
    with pytest.raises(DateError) as refusal:
        Date.parse("a" * 999)
    assert str(refusal.value) == f"'{'a' * 59} {JUNK}"


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(kb.dates) == (0, 1)
