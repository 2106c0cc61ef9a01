"""Dates as people write them in English, read as :class:`kb.dates.Date`.

``12 April 1961``, ``April 12th, 1961``, ``1961-04-12``, ``Apr 1961``, ``early 1961``, ``1960s``, ``16–24 July
1969``; a day without a year takes that of its heading; ``4/10/1957`` has two readings. A number before a unit
(``2000 km``) is no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from kb.dates import Date
from kb.errors import DateError

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_DASH = r"\s?(?:-|–|—|to|and)\s?"
_UNITS = (
    r"(?!\s?(?:km|kilomet|m\b|met(?:er|re)s|miles?|mph|kg|kilo|pounds?|lbs?|tons?|tonnes?|orbits|people|days?"
    r"|hours?|minutes?|seconds?|years?|dollars|million|billion|degrees|°|%|feet|ft|[a-z]+ (?:km|miles|people)))"
)
# The longest form that fits at a place is taken: order matters.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<d>{_DAY}){_TH}{_DASH}(?P<d2>{_DAY}){_TH} (?P<m>{_MONTH}),? (?P<y>{_YEAR})\b",
        rf"(?P<m>{_MONTH}) (?P<d>{_DAY}){_TH}{_DASH}(?P<d2>{_DAY}){_TH},? (?P<y>{_YEAR})\b",
        rf"(?P<d>{_DAY}){_TH}(?: of)?[ -](?P<m>{_MONTH}),?[ -](?:of )?(?P<y>{_YEAR})\b",
        rf"(?P<m>{_MONTH})[ -](?:the )?(?P<d>{_DAY}){_TH}(?:,|,? in| of)?[ -](?P<y>{_YEAR})\b",
        rf"(?P<y>{_YEAR})[,:]?[ -](?P<m>{_MONTH})[ -](?P<d>{_DAY}){_TH}\b(?!:\d)",
        rf"(?P<y>{_YEAR})[,:]? (?P<d>{_DAY}){_TH} (?P<m>{_MONTH})",
        rf"(?P<y>{_YEAR})([-/.])(?P<mm>0?[1-9]|1[0-2])\2(?P<d>{_DAY})\b",
        rf"(?P<a>{_DAY})([-/.])(?P<b>{_DAY})\2(?P<y>{_YEAR})\b",
        rf"(?P<m>{_MONTH}),? (?:of )?(?P<y>{_YEAR})\b",
        rf"(?P<y>{_YEAR})[,:]? (?P<m>{_MONTH})",
        rf"(?P<y>{_YEAR})-(?P<mm>0[1-9]|1[0-2])\b",
        rf"(?P<decade>{_YEAR[:-2]})0['’]?s\b",
        rf"(?P<y>{_YEAR})(?:-|–|—|/)(?P<y2>{_YEAR}|\d\d)\b",
        rf"(?P<y>{_YEAR})\b{_UNITS}",
        rf"(?P<d>{_DAY}){_TH}(?: of)? (?P<m>{_MONTH})(?! ?\d)",
        rf"(?P<m>{_MONTH}) (?P<d>{_DAY}){_TH}\b(?!\d|[.:]\d| ?[ap]\.?m)",
    )
)
_START = re.compile(
    rf"(?<![\w$£€#./:–—-])(?=\d|{_MONTH})|(?<=[\s(][–—-])(?=\d)|(?<=\s[–—])(?=\d)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:\babout|\baround|\bcirca|\bca?\.|\broughly|\bapprox\S*|~)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: its place there and how it may be read; several readings where the order is unclear."""

    start: int
    end: int
    readings: tuple[Date, ...]

    def __str__(self) -> str:
        return " or ".join(date.describe() for date in self.readings)


def dates(text: str, year: str | None = None) -> list[Dated]:
    """Return the dates of a sentence in order; ``year``, or its only year, completes a day that has none."""
    found = _found(text, year)
    years = {str(date)[:4] for dated in found for date in dated.readings if date.precision == "day"}
    return _found(text, years.pop()) if len(years) == 1 and year is None else found


def _found(text: str, year: str | None) -> list[Dated]:
    found: list[Dated] = []
    place = 0
    while match := _START.search(text, place):
        place = match.start()
        for form in _FORMS:
            if (hit := form.match(text, place)) and (readings := tuple(_readings(hit, text, year))):
                found.append(Dated(place, hit.end(), readings))
                place = hit.end()
                break
        else:
            place += 1
    return found


def _readings(hit: re.Match[str], text: str, year: str | None) -> Iterator[Date]:
    parts = {name: value for name, value in hit.groupdict().items() if value}
    about = "~" if _ABOUT.search(text[: hit.start()]) else ""
    for written in _written(parts, year):
        with suppress(DateError):
            yield Date.parse(written if "/" in written else written + about)


def _written(parts: dict[str, str], year: str | None) -> Iterator[str]:
    """Yield EDTF for the parts of one date."""
    if "decade" in parts:
        yield f"{parts['decade']}X"
        return
    y = parts.get("y") or (year or "")[:4]
    if not y.isdigit():
        return
    if "a" in parts:
        one, other = int(parts["a"]), int(parts["b"])
        orders = {(one, other), (other, one)}
        yield from (f"{y}-{month:02}-{day:02}" for day, month in sorted(orders) if month <= 12)
    elif "y2" in parts:
        last = parts["y2"] if len(parts["y2"]) == 4 else y[:2] + parts["y2"]
        yield f"{y}/{last}" if last > y else y
    elif "mm" in parts or "m" in parts:
        month = int(parts["mm"]) if "mm" in parts else _month(parts["m"])
        days = [f"{y}-{month:02}-{int(parts[d]):02}" for d in ("d", "d2") if d in parts]
        yield "/".join(days) or f"{y}-{month:02}"
    else:
        yield y


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))
