"""Dates as sources give them: a declared subset of EDTF in which no precision is invented.

EDTF is ISO 8601-2:2019, as specified by the Library of Congress (4 February 2019). We read::

    1961-04-12T06:07:00Z  second     1961-04-12/1961-04-14  began and ended sometime on those days
    1961-04-12T06:07Z     minute     2000-11-02/..          open end: has none, goes on
    1961-04-12            day        2000-11-02/            unknown end: has one, nobody says when
    1961-04               month      ../1991  /1991         open and unknown start
    1961                  year       1961?                  uncertain
    196X                  decade     1961~  1961%           approximate, both

Beyond EDTF Level 1: minutes without seconds (``to_edtf`` adds them), a qualifier on a time, times
and decades as ends of an interval. Limits: years 1000 to 9999, UTC only, no leap second.

Instants are whole seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian calendar. Each
day has 86,400 of them, as in POSIX time: a span across a leap second comes out a second short.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from kb.errors import DateError

_EPOCH = dt.date(1970, 1, 1).toordinal()
#: First second of year 1 and last second of year 9999, in seconds since 1970: all time there is.
FAR_PAST = (dt.date.min.toordinal() - _EPOCH) * 86_400
FAR_FUTURE = (dt.date.max.toordinal() + 1 - _EPOCH) * 86_400 - 1

#: How finely a date is given, finest first; each equals its name in lower case.
Precision = StrEnum("Precision", "SECOND MINUTE DAY MONTH YEAR DECADE INTERVAL")
_RANK = {precision: rank for rank, precision in enumerate(Precision)}
_SECONDS = {Precision.SECOND: 1, Precision.MINUTE: 60, Precision.DAY: 86_400}
_MONTHS = {Precision.MONTH: 1, Precision.YEAR: 12, Precision.DECADE: 120}
_PADDING = {"": 0, "?": 1, "~": 1, "%": 2}  # in units of the date's own precision
_POINT = re.compile(
    r"(?:(?P<decade>[1-9]\d\d)X|(?P<year>[1-9]\d{3})(?:-(?P<month>0[1-9]|1[0-2])"
    r"(?:-(?P<day>0[1-9]|[12]\d|3[01])(?:T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?Z)?)?)?)(?P<mark>[?~%]?)",
    re.ASCII,
)


@functools.total_ordering
@dataclass(frozen=True, slots=True, init=False, repr=False)
class Date:
    """One date of the subset, made from its text. Immutable, hashable, equal when its text is.

    ``start`` and ``end`` are the written bounds, for drawing and sorting; ``earliest`` and ``latest`` the
    possible ones: seconds since 1970 (UTC), inclusive. ``?`` or ``~`` widens the possible bounds on each side
    by one unit of the date's own precision, ``%`` by two. EDTF leaves the width open; for years and decades
    these are the defaults of the ``edtf`` package (``lower_fuzzy``, ``upper_fuzzy``), which pads a month or
    a day in every component (``1961-04-12?`` by a year, a month and a day), and we by itself alone. A missing
    end of an interval is ``FAR_PAST`` or ``FAR_FUTURE``. A qualifier on either end counts for the whole.

    Comparisons answer True (so in every possible reading), False (in none) or None (unknown). A date that is
    no interval reads as one instant within its possible bounds; an interval as a span from an instant within
    its first end to one within its last. So a day is not before itself, nor after: the answer is None.

    >>> Date("1961-04-12").before(Date("1961-05")), Date("1961").before(Date("1961-05"))
    (True, None)
    """

    text: str
    precision: Precision
    start: int
    end: int
    earliest: int
    latest: int
    _first: Date | None
    _last: Date | None
    is_interval: bool
    uncertain: bool
    approximate: bool
    open_start: bool  # written ".."; where the end is unknown, this is False and `first` is None
    open_end: bool

    def __init__(self, text: str) -> None:
        measures = _measure(text)
        marks = ("/" in text, "?" in text or "%" in text, "~" in text or "%" in text)
        values = (text, *measures, *marks, text.startswith("../"), text.endswith("/.."))
        for name, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, name, value)

    @staticmethod
    def parse(text: str) -> Date:
        """Read a text of the subset; raise DateError with a sentence that says what to write."""
        return _parse(text)

    @classmethod
    def of_day(cls, day: dt.date) -> Date:
        """Return the date of a calendar day (Gregorian; a datetime gives the day it shows)."""
        return cls.parse(day.isoformat()[:10])

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    @property
    def first(self) -> Date | None:
        """An interval's first end, None when open or unknown; any other date itself."""
        return self._first if self.is_interval else self

    @property
    def last(self) -> Date | None:
        """An interval's last end, None when open or unknown; any other date itself."""
        return self._last if self.is_interval else self

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Written start, then the finer precision, then the written end, then the text."""
        return self.start, _RANK[self.precision], self.end, self.text

    def __lt__(self, other: object) -> bool:
        return self.sort_key < other.sort_key if isinstance(other, Date) else NotImplemented

    def _readings(self) -> tuple[int, int, int, int]:
        """Bounds in seconds: least and greatest begin, least and greatest end (begin <= end)."""
        begin = FAR_PAST if self.open_start else self.first.latest if self.first else FAR_FUTURE
        end = FAR_FUTURE if self.open_end else self.last.earliest if self.last else FAR_PAST
        return self.earliest, min(begin, self.latest), max(end, self.earliest), self.latest

    def gap(self, other: Date) -> tuple[int, int]:
        """Return least and greatest seconds, signed, from the end of this to the beginning of other."""
        (begin_min, begin_max, *_), (*_, end_min, end_max) = other._readings(), self._readings()
        return begin_min - end_max, begin_max - end_min

    def before(self, other: Date) -> bool | None:
        """Tell whether this ended before other began: by a second at least, the finest we know."""
        least, most = self.gap(other)
        return True if least > 0 else None if most > 0 else False

    def after(self, other: Date) -> bool | None:
        """Tell whether this began after other ended."""
        return other.before(self)

    def overlaps(self, other: Date) -> bool | None:
        """Tell whether the two share an instant: neither was before the other."""
        either = {self.before(other), self.after(other)}
        return False if True in either else None if None in either else True

    def same_as(self, other: Date) -> bool | None:
        """Tell whether the two began and ended together: each lies inside the other."""
        both = {self._inside(other._readings()), other._inside(self._readings())}
        return False if False in both else None if None in both else True

    def during(self, period: Date) -> bool | None:
        """Tell whether this began and ended within a period: a question about two facts.

        ``1957/1991`` began *sometime* in 1957: 1957-10-04 in it is None (but see ``within``). A calendar unit
        as a period is meant whole: 1961-04-12 is during 1961; a qualified one (``1961~``) never says True.
        """
        vague = period.is_interval or period.uncertain or period.approximate
        return self._inside(period._readings()) if vague else self.within(period)

    def within(self, window: Date) -> bool | None:
        """Tell whether this lies in a window, its written start to its written end: for filters.

        ``1957/1991`` is 1 January 1957 to 31 December 1991: 1957-10-04 in it is True.
        """
        return self._inside((window.start, window.start, window.end, window.end))

    def _inside(self, period: tuple[int, int, int, int]) -> bool | None:
        begin_min, begin_max, end_min, end_max = self._readings()
        if period[1] <= begin_min and end_max <= period[2]:
            return True
        return None if period[0] <= begin_max and end_min <= period[3] else False

    def as_utc(self) -> dt.datetime:
        """Return the written start as an aware datetime in UTC."""
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=self.start)

    def to_edtf(self) -> str:
        """Return text with the seconds EDTF wants: ``:00`` where only the minute is known."""
        return re.sub(r"(T\d\d:\d\d)Z", r"\1:00Z", self.text)

    def describe(self) -> str:
        """Return English for people: ``12 April 1961, 06:07 UTC``, ``about 1961``, ``1960s``."""
        if not self.is_interval:
            spoken = f"about {_spoken(self)}" if self.approximate else _spoken(self)
            return f"{spoken} (uncertain)" if self.uncertain else spoken
        first, last = (end.describe() if end else None for end in (self._first, self._last))
        if first is None:
            return f"until {last}" if self.open_start else f"until {last}, start unknown"
        if last is None:
            return f"since {first}" if self.open_end else f"from {first}, end unknown"
        return first if first == last else f"{first} \N{EN DASH} {last}"


_parse = functools.lru_cache(maxsize=1 << 16)(Date)


def combine(began: Date | None, ended: Date | None, *, open_end: bool = False) -> Date | None:
    """Return the interval from the beginning of one date to the end of another; None of none.

    A side that nobody gives is unknown. An end is open only when told, by ``open_end`` or by an
    interval with an open end. Raise DateError when it would end before it begins.
    """
    if began is None and ended is None:
        return None
    first = began.text if began else ended.text if ended and ended.is_interval else "/"
    last = ended.text if ended else began.text if began and began.is_interval else "/"
    return Date.parse(f"{first.split('/')[0]}/{last.split('/')[-1] or ('..' if open_end else '')}")


_UNITS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}


def duration_seconds(text: str) -> float | None:
    """Return a duration such as ``1 h 48 min`` in seconds; None for a text that is none."""
    words = text.split()
    try:
        pairs = zip(words[::2], words[1::2], strict=len(words) % 2 == 0)
        return sum(float(count) * _UNITS[unit] for count, unit in pairs) if len(words) > 1 else None
    except (ValueError, KeyError):
        return None


def _measure(text: str) -> tuple[Precision, int, int, int, int, Date | None, Date | None]:
    """Return precision, start, end, earliest, latest, first end and last end."""
    if isinstance(text, str) and text.count("/") == 1:
        first, last = (None if side in ("", "..") else _parse(side) for side in text.split("/"))
        start, earliest = (first.start, first.earliest) if first else (FAR_PAST, FAR_PAST)
        end, latest = (last.end, last.latest) if last else (FAR_FUTURE, FAR_FUTURE)
        if first is last is None:
            raise DateError(f"{text!r} has neither start nor end; leave it out")
        if start > end:
            raise DateError(f"{text!r} ends before it begins; write the earlier end first")
        return Precision.INTERVAL, start, end, earliest, latest, first, last
    if not isinstance(text, str) or not (match := _POINT.fullmatch(text)):
        raise DateError(_complaint(text))
    precision = next(unit for unit in Precision if match[unit])
    pad = _PADDING[match["mark"]]
    try:
        (start, end), (early, _), (_, late) = (_unit(match, precision, n) for n in (0, -pad, pad))
    except ValueError:  # a day such as 30 February
        raise DateError(_complaint(text)) from None
    return precision, start, end, early, min(late, FAR_FUTURE), None, None


def _unit(match: re.Match[str], precision: Precision, shift: int) -> tuple[int, int]:
    """Return first and last second of the calendar unit that lies ``shift`` units further."""
    year, month, day = int(match["year"] or match["decade"] + "0"), match["month"], match["day"]
    if months := _MONTHS.get(precision):
        first = 12 * year + int(month or 1) - 1 + shift * months
        return _midnight(first), _midnight(first + months) - 1
    start = _midnight(12 * year + int(month) - 1, int(day)) + shift * _SECONDS[precision]
    start += sum(int(match[g] or 0) * n for g, n in (("hour", 3600), ("minute", 60), ("second", 1)))
    return start, start + _SECONDS[precision] - 1


def _midnight(months: int, day: int = 1) -> int:
    """Return the first second of a day of a month, counted from January of year 0."""
    date = dt.date(months // 12 - 400, months % 12 + 1, day)  # datetime ends with 9999; we need a month more
    return (date.toordinal() + 146_097 - _EPOCH) * 86_400  # the days of 400 Gregorian years


def _spoken(date: Date) -> str:
    written, _, clock = date.text.rstrip("?~%").rstrip("Z").partition("T")
    year, month, day, *_ = (*written.split("-"), "0", "")
    words = (day.lstrip("0"), calendar.month_name[int(month)], year.replace("X", "0s"))
    return " ".join(filter(None, words)) + (f", {clock} UTC" if clock else "")


# Other notations of a moment, a day, a month, by the form to write instead.
_NOTATIONS = {
    "%Y-%m-%dT%H:%M:%SZ": "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%dT%H:%MZ": "%Y-%m-%dT%H:%M%z",
    "%Y-%m-%d": "%Y-%m-%d %Y-%B-%d %Y-%b-%d %B-%d-%Y %b-%d-%Y %d-%B-%Y %d-%b-%Y %d-%m-%Y %m-%d-%Y",
    "%Y-%m": "%Y-%m %Y-%B %Y-%b %B-%Y %b-%Y %m-%Y",
}


def _meant(text: str) -> list[str]:
    """Return what to write instead: two forms where day and month may be either way round."""
    body, forms = text.rstrip("?~%"), set()
    plain = re.sub(r"(?:[,/ ]|\.(?!\d\d?$))+", "-", body)  # but 1961.4 may be a decimal year
    for form, notations in _NOTATIONS.items():
        for notation in notations.split():
            with contextlib.suppress(ValueError, OverflowError):
                moment = dt.datetime.strptime(plain, notation)
                moment = moment.astimezone(dt.UTC) if moment.tzinfo else moment
                forms.add(moment.strftime(form) + text[len(body) :])
    return sorted(filter(_POINT.fullmatch, forms))


def _complaint(text: object) -> str:
    """Return a sentence for a refused text: what is wrong with it, and what to write."""
    shown = f"{text!r:.60}"
    if not isinstance(text, str) or not text.strip():
        return f"{shown} is no date in text; leave it out or write one such as '1961-04-12'"
    if forms := _meant(text.strip()):
        fault = "not a UTC time that ends in Z" if "T" in forms[0] else "not in a form we read"
        return f"{shown} is {fault}; write {' or '.join(forms)}"
    if match := re.match(r"([1-9]\d{3})-(\d\d)(?:-(\d\d))?(?!\d)", text, re.ASCII):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if not 1 <= month <= 12:
            return f"{shown} has month {match[2]}; write a month from 01 to 12"
        if not (last := calendar.monthrange(year, month)[1]) >= day > 0:
            return f"{shown} names no day of {calendar.month_name[month]} {year}; write 01 to {last}"
    if re.search(r"T\d\d:\d\d(:\d\d)?[?~%]?$", text):
        return f"{shown} has no time zone; write it in UTC, with Z at its end"
    return f"{shown} is no date from 1000 to 9999 in our form; write one such as 1961-04-12T06:07Z or 1961~"
