"""Laws that hold for any date of the subset, with the `edtf` package as an outside oracle for bounds."""

import datetime as dt
import itertools
import math
import re

import pytest
from edtf import appsettings, parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kb.dates import FAR_FUTURE, FAR_PAST, Date, combine
from kb.errors import DateError

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31)) | st.dates(
    dt.date(1957, 1, 1), dt.date(1962, 12, 31)
)
TIMES = st.times().map(lambda time: time.replace(microsecond=0))
MARKS = st.sampled_from(["", "", "?", "~", "%"])
CALENDAR = st.one_of(
    DAYS.map(lambda day: f"{day:%Y}"),
    DAYS.map(lambda day: f"{day:%Y}"[:3] + "X"),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: day.isoformat()),
)
MOMENTS = st.builds("{}T{}Z".format, DAYS, TIMES) | st.builds("{}T{:%H:%M}Z".format, DAYS, TIMES)
POINTS = st.builds("{}{}".format, CALENDAR | MOMENTS, MARKS).map(Date.parse)


def interval(one: Date, other: Date) -> Date:
    first, last = sorted([one, other], key=lambda date: date.start)
    return Date.parse(f"{first}/{last}")


HALF = st.builds("{}{}".format, POINTS, st.sampled_from(["/", "/.."])) | st.builds(
    "{}{}".format, st.sampled_from(["/", "../"]), POINTS
)
DATES = POINTS | st.builds(interval, POINTS, POINTS) | HALF.map(Date.parse)
INTERVALS = DATES.filter(lambda date: date.is_interval)


def ranges(date: Date) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where it may have begun and where it may have ended, from the public attributes alone."""
    begin = (FAR_PAST, FAR_PAST if date.open_start else FAR_FUTURE)
    end = (FAR_FUTURE if date.open_end else FAR_PAST, FAR_FUTURE)
    begin = (date.first.earliest, date.first.latest) if date.first else begin
    end = (date.last.earliest, date.last.latest) if date.last else end
    return begin, end


def reading(data: st.DataObject, date: Date) -> tuple[int, int]:
    """One concrete history that the date allows: when it began and when it ended, to the second."""
    (begin_min, begin_max), (end_min, end_max) = ranges(date)
    began = data.draw(st.integers(begin_min, min(begin_max, end_max)))
    return (
        (began, data.draw(st.integers(max(end_min, began), end_max))) if date.is_interval else (began, began)
    )


@given(DATES)
def test_text_goes_round(date):
    assert Date.parse(str(date)) == date
    assert str(Date(str(date))) == str(date)
    assert eval(repr(date), {"Date": Date}) == date
    assert Date.parse(date.to_edtf()).start == date.start


@given(DATES)
def test_bounds_are_nested(date):
    assert FAR_PAST <= date.earliest <= date.start <= date.end <= date.latest <= FAR_FUTURE
    if not (date.uncertain or date.approximate):
        assert (date.earliest, date.latest) == (date.start, date.end)


@given(POINTS)
def test_a_finer_date_lies_within_the_coarser_one_it_is_cut_from(date):
    text = str(date).rstrip("?~%")
    for coarser in {text[:10], text[:7], text[:4]} if "X" not in text else {text}:
        assert date.within(Date.parse(coarser)) is not False
        assert Date.parse(text).within(Date.parse(coarser)) is True


@given(st.lists(DATES, min_size=3, max_size=3))
def test_sorting_is_a_total_order_that_agrees_with_equality_and_with_before(dates):
    for a, b in itertools.product(dates, repeat=2):
        assert (a < b) + (a == b) + (a > b) == 1
        assert (a <= b) == (not b < a)
        if a.before(b):
            assert a < b
    low, middle, high = sorted(dates)
    assert low <= middle <= high
    assert low <= high


@given(DATES, DATES)
def test_the_answers_agree_with_each_other(a, b):
    assert a.before(b) is b.after(a)
    assert a.overlaps(b) is b.overlaps(a)
    assert a.same_as(b) is b.same_as(a)
    if a.before(b):
        assert b.before(a) is False
        assert a.overlaps(b) is a.same_as(b) is False
        assert a.during(b) is not True
    if a.same_as(b):
        assert a.overlaps(b) is True
    least, most = a.gap(b)
    assert least <= most
    assert (least > 0, most <= 0) == (a.before(b) is True, a.before(b) is False)


@settings(max_examples=400, deadline=None)
@given(DATES, DATES, st.data())
def test_an_answer_holds_in_every_reading(a, b, data):
    began, ended = reading(data, a)
    other_began, other_ended = reading(data, b)
    least, most = a.gap(b)
    assert least <= other_began - ended <= most
    truth = {
        "before": ended < other_began,
        "after": began > other_ended,
        "overlaps": began <= other_ended and other_began <= ended,
        "same_as": (began, ended) == (other_began, other_ended),
        "within": b.start <= began and ended <= b.end,
    }
    if b.is_interval:
        truth["during"] = other_began <= began and ended <= other_ended
    elif not (b.uncertain or b.approximate):
        truth["during"] = b.start <= began and ended <= b.end
    answers = {name: getattr(a, name)(b) for name in truth}
    assert {name: answer for name, answer in answers.items() if answer is not None}.items() <= truth.items()


# A tiny world in which every reading can be counted: seconds of one minute, with qualifiers and intervals.
BASE = Date("1961-04-12T06:07:10Z").start
TINY_POINTS = st.builds("1961-04-12T06:07:{}Z{}".format, st.integers(10, 16), MARKS).map(Date.parse)
TINY_HALF = st.builds("{}{}".format, TINY_POINTS, st.sampled_from(["/", "/.."])) | st.builds(
    "{}{}".format, st.sampled_from(["/", "../"]), TINY_POINTS
)
TINY = TINY_POINTS | st.builds(interval, TINY_POINTS, TINY_POINTS) | TINY_HALF.map(Date.parse)
WORLD = [FAR_PAST, *range(BASE - 4, BASE + 12), FAR_FUTURE]


def every_reading(date: Date) -> list[tuple[int, int]]:
    (begin_min, begin_max), (end_min, end_max) = ranges(date)
    begins = [at for at in WORLD if begin_min <= at <= begin_max]
    ends = [at for at in WORLD if end_min <= at <= end_max]
    return [(b, e) for b in begins for e in ends if (b <= e if date.is_interval else b == e)]


def verdict(cases: list[bool]) -> bool | None:
    return True if all(cases) else None if any(cases) else False


@settings(max_examples=400, deadline=None)
@given(TINY, TINY)
def test_unknown_is_said_only_where_readings_differ(a, b):
    pairs = list(itertools.product(every_reading(a), every_reading(b)))
    assert pairs
    assert a.before(b) is verdict([ended < began for (_, ended), (began, _) in pairs])
    assert a.overlaps(b) is verdict([mine[0] <= theirs[1] and theirs[0] <= mine[1] for mine, theirs in pairs])
    if a.is_interval == b.is_interval:  # an interval that an instant might be has no length: unknown will do
        assert a.same_as(b) is verdict([mine == theirs for mine, theirs in pairs])
    if b.is_interval:
        inside = [theirs[0] <= mine[0] and mine[1] <= theirs[1] for mine, theirs in pairs]
        assert a.during(b) is verdict(inside)
    window = [b.start <= began and ended <= b.end for began, ended in every_reading(a)]
    assert a.within(b) is verdict(window)


@given(DATES, DATES)
def test_during_follows_from_the_bounds(a, b):
    if a.earliest >= b.start and a.latest <= b.end:
        assert a.within(b) is True
    if a.during(b):
        assert b.earliest <= a.earliest
        assert a.latest <= b.latest
    if a.latest < b.earliest or a.earliest > b.latest:
        assert a.during(b) is a.within(b) is a.overlaps(b) is False


@given(POINTS, POINTS)
def test_combine_spans_both(a, b):
    assume(a.start <= b.end)
    whole = combine(a, b)
    assert whole is not None
    assert (whole.earliest, whole.start, whole.end, whole.latest) == (a.earliest, a.start, b.end, b.latest)
    assert (whole.first, whole.last) == (a, b)


@given(st.text() | st.text("0123456789-/:TZXx.?~%+ ", max_size=25) | st.none() | st.floats())
@example("0" * 10_000)
@example("1961-02-29T00:00Z~/1961")
def test_any_text_is_a_date_that_goes_round_or_a_sentence(text):
    try:
        date = Date.parse(text)
    except DateError as refusal:
        said, wanted = str(refusal), "write |leave it out"
    else:
        said, wanted = date.describe(), "."
        assert str(date) == text
    assert 0 < len(said) < 200
    assert re.search(wanted, said)


@given(
    DAYS,
    st.sampled_from(
        ["{0.day} {0:%B} {0:%Y}", "{0:%b} {0.day}, {0:%Y}", "{0:%Y} {0:%b} {0:%d}", "{0:%Y}/{0:%m}/{0:%d}"]
    ),
)
def test_a_day_in_a_notation_that_cannot_be_misread_is_refused_with_the_day_to_write(day, notation):
    with pytest.raises(DateError) as refusal:
        Date.parse(notation.format(day))
    assert str(refusal.value).endswith(f"write {day}")


@given(DAYS)
def test_a_day_whose_order_is_open_is_refused_with_both(day):
    with pytest.raises(DateError) as refusal:
        Date.parse(f"{day:%d/%m/%Y}")
    turned = f"{day:%Y-%d-%m}"
    forms = sorted({day.isoformat(), turned}) if day.day <= 12 else [day.isoformat()]
    assert str(refusal.value).endswith(f"write {' or '.join(forms)}")


# The oracle. Left out, because edtf 5.0 does not read them or answers otherwise:
# - minutes without seconds, qualified times, times in intervals, qualified decades in intervals: it refuses them;
# - the time of day: DateAndTime.lower_strict() is midnight, so only the day of a time is compared;
# - unknown ends ("1961/"): it puts them ten years away (DELTA_IF_UNKNOWN), a number that no source gave;
# - the years 9990 to 9999, where it widens into year 10000 and we stop at the end of time.

MODERN = st.dates(dt.date(1000, 1, 1), dt.date(9969, 12, 31))
YEARS = MODERN.map(lambda day: f"{day:%Y}")
DECADES = MODERN.map(lambda day: f"{day:%Y}"[:3] + "X")
MONTHS = MODERN.map(lambda day: f"{day:%Y-%m}")
PLAIN = YEARS | MONTHS | MODERN.map(str)
ORACLE = settings(max_examples=60, deadline=None)  # edtf takes milliseconds a date


def span(lower, upper) -> tuple[float, float]:
    """The first second of one day and the last of another, from two of edtf's struct_times."""

    def midnight(day) -> float:
        return dt.datetime(day.tm_year, day.tm_mon, day.tm_mday, tzinfo=dt.UTC).timestamp()

    return midnight(lower), midnight(upper) + 86_399


@ORACLE
@given(st.builds("{}{}".format, PLAIN | DECADES, MARKS))
def test_written_bounds_are_those_of_edtf(text):
    date, oracle = Date.parse(text), parse_edtf(text)
    assert str(oracle) == str(date)
    assert (date.start, date.end) == span(oracle.lower_strict(), oracle.upper_strict())


@ORACLE
@given(MOMENTS)
def test_a_moment_is_on_the_day_that_edtf_says(text):
    date = Date.parse(text)
    midnight, end = span(*[parse_edtf(date.to_edtf()).lower_strict()] * 2)
    assert midnight <= date.start <= date.end <= end


@ORACLE
@given(st.builds("{}{}".format, YEARS | DECADES, MARKS))
def test_possible_bounds_of_years_and_decades_are_those_of_edtf(text):
    date, oracle = Date.parse(text), parse_edtf(text)
    assert (date.earliest, date.latest) == span(oracle.lower_fuzzy(), oracle.upper_fuzzy())


@ORACLE
@given(st.builds("{}{}".format, PLAIN, MARKS))
def test_possible_bounds_of_months_and_days_are_no_wider_than_those_of_edtf(text):
    date, oracle = Date.parse(text), parse_edtf(text)
    lower, upper = span(oracle.lower_fuzzy(), oracle.upper_fuzzy())
    assert lower <= date.earliest
    assert date.latest <= upper


def widened_by_its_own_precision(text: str, coarser: list[str]) -> tuple[dt.date, dt.date]:
    """Edtf's possible bounds when it does not pad the components coarser than the date's precision."""
    with pytest.MonkeyPatch.context() as patch:
        for component in coarser:
            patch.setattr(appsettings, f"PADDING_{component}_PRECISION", appsettings.DELTA_IF_EMPTY)
        oracle = parse_edtf(text)
        return dt.date(*oracle.lower_fuzzy()[:3]), dt.date(*oracle.upper_fuzzy()[:3])


def days(date: Date) -> tuple[dt.date, dt.date]:
    epoch = dt.date(1970, 1, 1)
    return epoch + dt.timedelta(seconds=date.earliest), epoch + dt.timedelta(seconds=date.latest)


@ORACLE
@given(st.builds("{}{}".format, MODERN, MARKS))
def test_a_day_is_widened_as_edtf_does_it_for_the_day_alone(text):
    assert days(Date.parse(text)) == widened_by_its_own_precision(text, ["YEAR", "MONTH"])


@ORACLE
@given(st.builds("{}{}".format, MONTHS, MARKS))
def test_a_month_is_widened_as_edtf_does_it_for_the_month_alone(text):
    earliest, latest = days(Date.parse(text))
    lower, upper = widened_by_its_own_precision(text, ["YEAR"])
    assert earliest == lower
    # Edtf adds a month to 30 April and stops at 30 May: a day short of the month it means.
    assert (latest.year, latest.month) == (upper.year, upper.month)
    assert (latest + dt.timedelta(days=1)).day == 1


ENDS = st.builds("{}{}".format, PLAIN, MARKS)


@ORACLE
@given(ENDS, ENDS)
def test_intervals_have_the_bounds_of_edtf(one, other):
    date = interval(Date.parse(one), Date.parse(other))
    oracle = parse_edtf(str(date))
    assert str(oracle) == str(date)
    assert (date.start, date.end) == span(oracle.lower_strict(), oracle.upper_strict())
    lower, upper = span(oracle.lower_fuzzy(), oracle.upper_fuzzy())
    assert lower <= date.earliest
    assert date.latest <= upper


@ORACLE
@given(ENDS)
def test_open_ends_reach_to_the_end_of_time(end):
    since, until = Date.parse(f"{end}/.."), Date.parse(f"../{end}")
    oracle_since, oracle_until = parse_edtf(str(since)), parse_edtf(str(until))
    assert (oracle_since.upper_strict(), oracle_until.lower_strict()) == (math.inf, -math.inf)
    assert (since.end, since.latest) == (FAR_FUTURE, FAR_FUTURE)
    assert (until.start, until.earliest) == (FAR_PAST, FAR_PAST)
    assert (since.start, until.end) == span(oracle_since.lower_strict(), oracle_until.upper_strict())
