"""Sentences about dates: what happened to what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.reading.dates_in_text import Dated
from kb.reading.deeds import BARE, DEEDS
from kb.reading.grammar import pattern
from kb.reading.masks import MARK, Masked
from kb.reading.mentions import Mention
from kb.reading.said import SaidDate

_ENTRY = re.compile(
    r"^[\s\"(]*(?:(?:In|On|in|on) )?(?:(?:early|late|mid) )?(\[D\d+\])\)?\s*(?:[:–,-]|\s)?\s*"
)
_CLAUSE = re.compile(
    r"\b(?:and|but|while|when|after|before|until|since|then|where|which|who|because|following|later)\b",
    re.IGNORECASE,
)
_BARE = pattern(
    r"^[\s\"(]*(?:{date})?[\s:,.–()-]*(?:{desc}|the )*(\[[FSW]\d+\])"
    r"(?: (?:mission|flight|spacecraft|satellite))?(?:[\s:,.–()-]|\[[DCNA]\d+\])*$",
    re.IGNORECASE,
)
_BOUNDS = re.compile(r"\b(?:until|since|from|to|by|till|before|after|than) (?:the )?\[D")
_NEAR = 60  # characters: a date further behind another name than this is not trusted
_PASSIVE = re.compile(r"(?:was|is|were|are|been|got|gets|be)\s", re.IGNORECASE)
_BETWEEN = (
    r"(?:'s)?{brackets}?(?:,(?! \[[FSV])[^;:–]{1,80},)?(?: (?:mission|spacecraft|probe|crew|satellite|module"
    r"|lander|rover|first|the {thing}|and|then|also|later|successfully|finally|safely|astronauts|is|was|has|had"
    r"|been))*(?: –|:|,)? ?$"
)


def dates_said(sentence: Masked, heading: Dated | None) -> Iterator[SaidDate]:
    """Yield what a sentence dates; ``heading`` dates a line that has no date of its own."""
    text = sentence.text
    if (bare := _BARE.match(text)) and (
        date := only_date(sentence) or (None if sentence.dates() else heading)
    ):
        yield SaidDate(sentence.mention(bare[1]), BARE, date)
        return
    taken: list[tuple[int, int]] = []
    for name, deed in DEEDS.items():
        for verb in deed.find(text):
            if any(start < verb.end() and verb.start() < end for start, end in taken):
                continue
            subject = _subject(sentence, name, verb)
            if subject is None:
                continue
            taken.append(verb.span())
            date = date_after(sentence, min(verb.end(), subject[1])) or date_before(sentence, verb.start())
            if date is None and heading is not None and not sentence.dates():
                date = heading
            if date is not None:
                body = next(iter(sentence.mentions("B", _clause(text, verb.end()))), None)
                yield SaidDate(subject[0], name, date, body)


def only_date(sentence: Masked) -> Dated | None:
    """Return the date of a sentence that has one."""
    dates = sentence.dates()
    return dates[0] if len(dates) == 1 else None


def _subject(sentence: Masked, deed: str, verb: re.Match[str]) -> tuple[Mention, int] | None:
    """Return what a verb is said of, and where that ends: what stands before it, or what an agency launched."""
    text = sentence.text
    before = pattern(rf"(\[[{DEEDS[deed].of}]\d+\])" + _BETWEEN, re.IGNORECASE).search(text[: verb.start()])
    transitive = re.match(
        r" (?:the|an?|its|two|three|several|\[)", text[verb.end() :]
    ) and not _PASSIVE.match(verb[0])
    if (
        before is not None
        and not (deed == "launched" and transitive)
        and not re.search(r"(?:\band|&) $", text[: before.start()])
    ):
        return sentence.mention(before[1]), verb.end()
    active = not _PASSIVE.match(verb[0])
    if deed == "launched" and active and re.match(r"launch|sen[dt]|put|place|loft", verb[0], re.I):
        after = pattern(r"(?: of)?(?: {the}| )(\[[FS]\d+\])").match(text[verb.end() :])
        if after:
            return sentence.mention(after[1]), verb.end() + after.end()
    if deed in ("landed", "launched", "lost") and re.match(
        r"land|launch|splash|impact|explosion|lift", verb[0], re.I
    ):
        after = pattern(r" of {the}(\[[FSV]\d+\])").match(text[verb.end() :])
        if after:
            return sentence.mention(after[1]), verb.end() + after.end()
    return None


def _clause(text: str, start: int) -> str:
    """Return the rest of a clause after its verb."""
    rest = re.split(r"[;]|\) |, (?=[a-z]+(?:ing|ed)\b)", text[start:])[0]
    match = _CLAUSE.search(rest)
    return rest[: match.start()] if match else rest


def date_after(sentence: Masked, place: int) -> Dated | None:
    """Return the date of the clause that follows a place, where it has one that tells when it was."""
    clause = _clause(sentence.text, place)
    dates = sentence.dates(clause)
    others = [mark for mark in MARK.finditer(clause) if mark[1] in "PFW"]
    if len(dates) != 1 or (others and clause.index("[D") > others[-1].end() + _NEAR):
        return None
    return None if _BOUNDS.search(clause) else dates[0]


def date_before(sentence: Masked, place: int) -> Dated | None:
    """Return the date at the head of a line or a sentence, where no other clause stands between."""
    entry = _ENTRY.match(sentence.text)
    if entry is None or only_date(sentence) is None:
        return None
    between = sentence.text[entry.end() : place]
    return None if _CLAUSE.search(between) or ";" in between else sentence.date(entry[1])
