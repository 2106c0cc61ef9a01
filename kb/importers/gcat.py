"""Jonathan McDowell's General Catalog of Artificial Space Objects (GCAT, CC BY 4.0).

Its header line starts with ``#``, ``-`` is null, and dates are vague: ``1957 Oct  4 1928:34``, ``2021 Jul 27?``.
The formats are described at https://planet4589.org/space/gcat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.importers.rows import Fact, Row, table

_MONTHS = {
    name: n
    for n, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
_VAGUE = re.compile(
    r"(?P<year>\d{4})(?: +(?P<month>[A-Z][a-z]{2})(?: +(?P<day>\d{1,2})"
    r"(?: +(?P<time>\d{4})(?::(?P<second>\d\d)(?:\.\d+)?)?h?)?)?)?(?P<mark>\??)"
)
#: International designators before 1963 count by Greek letter, as GCAT abbreviates them.
_GREEK = [
    "ALP",
    "BET",
    "GAM",
    "DEL",
    "EPS",
    "ZET",
    "ETA",
    "THE",
    "IOT",
    "KAP",
    "LAM",
    "MU",
    "NU",
    "XI",
    "OMI",
    "PI",
    "RHO",
    "SIG",
    "TAU",
    "UPS",
    "PHI",
    "CHI",
    "PSI",
    "OME",
]

_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"


def vague_date(text: str) -> str | None:
    """Return a GCAT date as EDTF, or None for null and for what it does not mean as a date.

    >>> vague_date("1957 Oct  4 1928:34"), vague_date("2021 Jul 27?"), vague_date("-")
    ('1957-10-04T19:28:34Z', '2021-07-27?', None)
    """
    match = _VAGUE.fullmatch(text.strip())
    if match is None:
        return None
    edtf = match["year"]
    if match["month"]:
        edtf += f"-{_MONTHS[match['month']]:02}"
    if match["day"]:
        edtf += f"-{int(match['day']):02}"
    if match["time"]:
        edtf += (
            f"T{match['time'][:2]}:{match['time'][2:]}"
            + (f":{match['second']}" if match["second"] else "")
            + "Z"
        )
    return edtf + match["mark"]


def cospar(tag: str) -> str | None:
    """Return a launch tag as the launch's part of a COSPAR id, or None for a launch that reached no orbit.

    Until 1962 designators were Greek letters, and past the 24th a second round of them behind an A, then a B:
    ``1957 ALP`` is 1957-001, ``1961 A BET`` 1961-026.
    """
    if re.fullmatch(r"\d{4}-\d{3}", tag):
        return tag
    year, *letters = tag.split()
    if not letters or letters[-1] not in _GREEK or letters[:-1] not in ([], ["A"], ["B"]):
        return None
    rounds = 0 if len(letters) == 1 else 1 + "AB".index(letters[0])
    return f"{year}-{24 * rounds + _GREEK.index(letters[-1]) + 1:03}"


def designator(text: str) -> str:
    """Return a COSPAR id of before 1963 in today's form: ``1961 μ 1`` is 1961-012A; any other as it is."""
    match = re.fullmatch(r"(\d{4}) ([αβ]?)([α-ω]) (\d{1,2})", text)
    if match is None:
        return text
    rounds = " αβ".index(match[2]) if match[2] else 0
    return f"{match[1]}-{24 * rounds + _LETTERS.index(match[3]) + 1:03}{chr(64 + int(match[4]))}"


def _piece(text: str) -> str | None:
    """Return a piece as a whole COSPAR id: ``1998-067A`` is one, ``1957 ALP 2`` is 1957-001B."""
    if re.fullmatch(r"\d{4}-\d{3}[A-Z]{1,3}", text):
        return text
    tag, _, number = text.rpartition(" ")
    launch = cospar(tag)
    return (
        f"{launch}{chr(64 + int(number))}" if launch and number.isdigit() and 0 < int(number) <= 26 else None
    )


def launches(path: Path) -> Iterator[Row]:
    """Read the table of orbital launches: a row a launch, dates to the day."""
    for line, record in table(path):
        tag = cospar(record["Launch_Tag"])
        yield Row(
            "mission",
            tuple(
                dict.fromkeys(name for name in (record["Mission"], record["Flight"]) if name not in ("", "-"))
            ),
            (Fact("launched", record["Launch_Date"]),),
            (tag or record["Launch_Tag"],),
            line=line,
        )


def launchlog(path: Path) -> Iterator[Row]:
    """Read the launch log: a row an object, launches to the minute or second."""
    for line, record in _native(path):
        tag, date = cospar(record["Launch_Tag"]), vague_date(record["Launch_Date"])
        if date is not None and record["Type"].startswith("P"):
            names = tuple(name for name in (record["Name"], record["PLName"]) if name != "-")
            yield Row("mission", names, (Fact("launched", date),), (tag or record["Launch_Tag"],), line=line)


def landings(path: Path) -> Iterator[Row]:
    """Read the ends of the satellite catalogue's payloads: landings (L) and what came down (R, D) on Earth."""
    for line, record in _native(path):
        piece, date = _piece(record["Piece"]), vague_date(record["DDate"])
        down = {"L": "landed", "R": "deorbited", "D": "deorbited"}.get(record["Status"].strip())
        if piece and date and down and record["Type"].startswith("P") and record["Primary"] == "Earth":
            names = tuple(name for name in (record["Name"], record["PLName"]) if name != "-")
            yield Row("mission", names, (Fact(down, date),), (piece,), line=line)


def _native(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8") as file:
        header = file.readline().lstrip("#").rstrip("\n").split("\t")
    for line, record in table(path, delimiter="\t", names=[name.strip() for name in header]):
        if not next(iter(record.values())).startswith("#"):
            yield line, record
