"""Parting a text into sentences that know where they stand: prose, lines of timelines, bullets, rows of tables.

Headings that are little more than a year or a date are no sentences; the lines below inherit their date. What
parts the cells of a row (``|``, a tab, `` / ``) becomes one mark of the same length, so that places stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(
    r"\s*(?:[-*+•·◦‣▪●○■–—>]+\s+|\(?[a-z]\)\s+|\d{1,2}[.)]\s+(?=\D)|#+\s*|\|)*\s*", re.UNICODE
)
# A year or a date alone, or at the beginning of a marked heading.
_HEADING = re.compile(
    r"(?P<mark>\s*(?:#+|=+|\*\*)\s*)?[\s\[(|*_]*"
    r"(?P<date>(?:[A-Z][a-z]+ )?(?:1[89]|20)\d\d(?:s|-\d\d(?:-\d\d)?)?)(?!\d)"
    r"(?P<rest>[^\n]*?)[\s#=*_\])|:.–—-]*$"
)
_OWN_YEAR = re.compile(
    r"[^\w\n]*(?:[A-Za-z]+\.? )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:[A-Za-z]+\.?,? )?(?:1[89]|20)\d\d\b"
)
_CELLS = re.compile(r"\t+|\s\|\s?|\s?\|\s|(?<=\s)/(?=\s)")
_RULE = re.compile(r"[\s|:=+_*-]*$")
# A full stop after these ends no sentence.
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "lt",
        "col",
        "capt",
        "maj",
        "gen",
        "cmdr",
        "sgt",
        "no",
        "nos",
        "vs",
        "etc",
        "ca",
        "approx",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "fig",
        "vol",
        "inc",
        "ltd",
        "jr",
        "sr",
        "eg",
        "ie",
        "u.s",
        "u.k",
        "e.g",
        "i.e",
        "c",
    ]
)
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*\s+|;\s+")
_OPENERS = re.compile(r"(?:It|He|She|They|The|This|In|On|A|An|But|And|By|At|Its|His|Her)\b")
CELL = "¦"  # what parts the cells of a row in the plain form
WRAP = 56  # a line at least this long may go on in the next


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or what stands for one. ``plain`` has ``CELL`` between cells and is as long as ``text``.

    ``heading`` is the date of the heading above, for what opens a line.
    """

    text: str
    plain: str
    start: int
    heading: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The characters of the text that it takes."""
        return self.start, self.start + len(self.text)


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order."""
    heading: str | None = None
    for start, end in _blocks(text):
        block = text[start:end]
        if _RULE.match(block):
            continue
        if "\n" not in block and (match := _HEADING.match(block)) and (match["mark"] or not match["rest"]):
            heading = match["date"]
            continue
        if _OWN_YEAR.match(block):
            heading = None
        row = block.count("|") >= 2 or "\t" in block
        lead = _BULLET.match(block)
        first = lead.end() if lead else 0
        for place, (begin, stop) in enumerate(_split(block, first, whole=row)):
            raw = block[begin:stop]
            plain = _CELLS.sub(lambda m: f"{CELL:^{len(m[0])}}", raw.replace("\n", " "))
            yield Sentence(raw, plain, start + begin, None if place else heading)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield lines; lines of a paragraph that was wrapped are one."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    place = 0
    while place < len(lines):
        start, end = lines[place]
        while place + 1 < len(lines) and _goes_on(text, lines[place], lines[place + 1]):
            place += 1
            end = lines[place][1]
        yield start, end
        place += 1


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    here, below = text[slice(*line)].rstrip(), text[slice(*following)]
    if text[line[1] : following[0]].count("\n") > 1 or "|" in here + below or "\t" in here + below:
        return False
    if here.endswith((".", "!", "?", ":", ";")) and not below[:1].islower():
        return False
    opens = re.match(r"\s*(?:[-*+•·–—>#]|\d|\(?[a-z]\)|[A-Z][a-z]+\.? \d|First\b)", below)
    return len(here) >= WRAP and not opens


def _split(block: str, first: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    begin = first
    for match in () if whole else _STOP.finditer(block, first):
        if _ends(block, begin, match):
            stop = match.start() + len(match[0].rstrip())
            yield begin, stop
            begin = match.end()
    stop = len(block.rstrip(" \t|"))
    if begin < stop:
        yield begin, stop


def _ends(block: str, begin: int, match: re.Match[str]) -> bool:
    if match[0][0] == ";":
        return True
    before = re.split(r"[\s(]", block[begin : match.start()])[-1]
    if match[0][0] == "." and re.fullmatch(r"[A-Z](?:\.[A-Z])*", before):
        return bool(_OPENERS.match(block, match.end()))
    if match[0][0] == "." and before.lower() in _ABBREVIATIONS:
        return False
    return not block[match.end() : match.end() + 1].islower()
