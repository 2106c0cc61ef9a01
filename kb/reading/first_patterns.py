"""Sentences about firsts: which first, who, when, on what, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.reading import first_forms as forms
from kb.reading.dates_in_text import Dated
from kb.reading.firsts_by_words import FirstsByWords, Meant
from kb.reading.grammar import named
from kb.reading.masks import MARK, Masked
from kb.reading.mentions import Mention
from kb.reading.phrases import canonical
from kb.reading.said import SaidFirst


def firsts_said(sentence: Masked, known: FirstsByWords, heading: Dated | None) -> Iterator[SaidFirst]:
    """Yield what a sentence says of firsts; ``heading`` dates a line that has no date of its own."""
    text = sentence.text
    for match in forms.FIRST.finditer(text):
        before = text[: match.start()]
        nation, understood = _nation(sentence, before)
        if not understood:
            continue
        doer = forms.ADVERB.search(before)  # “Man first set foot …”
        prefix = " ".join(filter(None, (nation, sentence.phrase(doer[1]) if doer else None)))
        length, meant = _meant(sentence, text[match.end() :], prefix, known)
        before = before[: doer.start(1)] if doer else before
        if not meant:
            continue
        end = match.end() + length
        opening, after = forms.ARTICLES.sub("", before), text[end:]
        subjects, credits, clear = _subjects(sentence, opening, after)
        if not subjects:
            subjects = named(sentence, text[match.end() : end], "PF")
            clear = bool(subjects)
        nobody = forms.NOBODY.fullmatch(after) and (credits or re.fullmatch(forms.ENTRY, opening, re.I))
        if not subjects and not nobody:
            subjects = _anybody(sentence, opening, after)
            if not subjects:
                continue
        yield SaidFirst(
            tuple(meant),
            subjects,
            clear,
            _aboard(sentence, before, after, subjects),
            _dates(sentence, before, after, heading),
            tuple(dict.fromkeys((*credits, *_credits(sentence, before, after)))),
        )


def _nation(sentence: Masked, before: str) -> tuple[str | None, bool]:
    """Return the country whose first it is, and whether the words before *first* are understood."""
    owner = forms.OWNER.search(before)
    if owner is None or (owner[2] and forms.EVERYBODY.search(owner[2])):
        return None, True
    if owner[1]:
        return f"+{sentence.mention(owner[1]).ids[0]}", owner[1][1] == "C" or "'" in owner[0]
    if match := re.search(
        rf"(\[[CN]\d+\])(?:'s)? (?:successfully )?{forms.SENT} (?:its|their) (?:very |own )*$", before, re.I
    ):
        return f"+{sentence.mention(match[1]).ids[0]}", True
    nations = sentence.mentions("CN")
    if re.search(r"(?:country|nation|homeland)'s$", owner[2], re.I) and len(nations) == 1:
        return f"+{nations[0].ids[0]}", True
    return None, False


def _meant(sentence: Masked, rest: str, prefix: str, known: FirstsByWords) -> tuple[int, list[Meant]]:
    """Return how long the phrase is that names a first, the longest that is understood, and what it means.

    ``prefix`` are words from before *first*: whose it is, or who did it.
    """
    length, meant = _read_phrase(sentence, rest, prefix, known)
    if not meant and (bracket := re.match(r"[^.,;:()–]*(\([^()]*\))(?= [a-z])", rest)):
        length, meant = _read_phrase(sentence, _blank(rest, bracket), prefix, known)
    return length, meant


def _blank(text: str, match: re.Match[str]) -> str:
    """Return a text with spaces in place of what a match's group holds."""
    return text[: match.start(1)] + " " * len(match[1]) + text[match.end(1) :]


def _read_phrase(sentence: Masked, rest: str, prefix: str, known: FirstsByWords) -> tuple[int, list[Meant]]:
    hard = forms.HARD.search(rest)
    stop = hard.start() if hard else len(rest)
    softer = {match.start() for match in forms.SOFT.finditer(rest, 0, stop + 1)}
    for end in sorted({stop, *(place for place in softer if place <= stop)}, reverse=True):
        words = canonical(f"{prefix} {sentence.phrase(rest[:end])}".strip())
        if words and (meant := known.meant(words)):
            return end, meant
    return 0, []


def _subjects(
    sentence: Masked, before: str, after: str
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], bool]:
    """Return who was first, who is credited, and whether the grammar says so clearly."""
    before = before.rstrip()
    if match := forms.BY_VERB.search(before):
        who, sent = match["who"], re.fullmatch(forms.SENT, match["verb"], re.I)
        governed = bool(forms.GOVERNED.search(before[: match.start()]))
        if governed and ", " in who:  # “23 days after [P0], [P1] became”
            who, governed = _last(who), False
        if sent and not governed:
            theirs = _right(sentence, after)[0]
            return theirs, named(sentence, who, "ACN"), bool(theirs)
        if not governed:
            return named(sentence, who, "PFSVWG"), named(sentence, who, "ACN"), True
    right, how = _right(sentence, after)
    if right and how in ("verb", "by"):
        return right, (), True
    if match := forms.BY_PUNCTUATION.search(before):
        apart = match["mark"].strip() or forms.BARE.match(before)
        weaker = match["mark"] == "," and right and how == "mark"
        if apart and not weaker and not forms.GOVERNED.search(before[: match.start()]):
            who = match["who"] if " and " in match["who"] or "&" in match["who"] else _last(match["who"])
            if subjects := named(sentence, who, "PFSVWG"):
                return subjects, (), True
    return right, (), bool(right)


def _right(sentence: Masked, after: str) -> tuple[tuple[Mention, ...], str]:
    for how, form in forms.AFTER:
        if match := form.match(after):
            who = match["who"] if how == "verb" or " and " in match["who"] else _leading(match["who"])
            return named(sentence, who, "PFSVWG"), how
    return (), ""


def _anybody(sentence: Masked, before: str, after: str) -> tuple[Mention, ...]:
    """Return whom a sentence names where its grammar is not understood; nobody where a stranger stands."""
    stripped = before.rstrip()
    if (
        forms.PRONOUN.search(stripped)
        or forms.UNKNOWN_NAME.search(stripped)
        or re.search(r"[a-z:–(] [A-Z]", after)
    ):
        return ()
    return tuple(sentence.mentions("PFSVW", f"{before} {after}"))


def _last(names: str) -> str:
    return [mark[0] for mark in MARK.finditer(names)][-1]


def _leading(names: str) -> str:
    return next(mark[0] for mark in MARK.finditer(names))


def _aboard(sentence: Masked, before: str, after: str, subjects: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the one flight that a sentence puts people on when they are first."""
    if len(sentence.mentions("F")) != 1 or not subjects or any(s.letter != "P" for s in subjects):
        return ()
    marks = forms.ABOARD.findall(before)
    if (match := forms.ABOARD.search(after)) and forms.NEAR.fullmatch(after[: match.start()]):
        marks.append(match[1])
    return tuple(sentence.mention(mark) for mark in marks)


def _dates(sentence: Masked, before: str, after: str, heading: Dated | None) -> tuple[Dated, ...]:
    """Return the dates that belong to the first: not those of a birth, of an end, of another clause's verb."""
    if forms.APPOSITION.search(before) and forms.MAIN_VERB.match(after):
        return ()  # “[P0], the first …, flew again in [D1]”
    if forms.RELATIVE.search(sentence.text):
        return ()  # “In [D0] she was chosen, and five years later …”
    found = [
        sentence.date(mark[0])
        for part in (forms.LIFE.sub(r"\1", before), forms.LIFE.sub(r"\1", after))
        for mark in re.finditer(r"\[D\d+\]", part)
        if not forms.ELSEWHEN.search(part[: mark.start()])
    ]
    return tuple(found) or ((heading,) if heading else ())


def _credits(sentence: Masked, before: str, after: str) -> Iterator[Mention]:
    marks = [mark for form in forms.CREDIT for mark in form.findall(after)]
    for mark in (*marks, *forms.LAUNCHED_BY.findall(before)):
        yield sentence.mention(mark)
