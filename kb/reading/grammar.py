"""Pieces of the patterns over masked sentences, and what makes a sentence unfit to be judged.

A pattern is a regular expression in which ``{name}`` stands for a piece: ``{people} (?:flew|flies) {flight}``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.reading.masks import Masked
from kb.reading.mentions import Mention

_ROLES = (
    "cosmonauts?|astronauts?|taikonauts?|pilots?|commanders?|engineers?|scientists?|physicists?|physicians?"
    "|doctors?|teachers?|actress|actor|director|film director|tourists?|businessman|businesswoman|millionaire"
    "|billionaire|journalist|politician|senator|officer|captain|major|colonel|lieutenant|general"
    "|cosmonaut-pilot|payload specialists?|mission specialists?|flight engineers?"
)
_THINGS = (
    "spacecraft|spaceship|craft|capsule|probes?|satellites?|missions?|orbiters?|landers?|rovers?|shuttles?"
    "|rockets?|module|ship|vehicle|station|telescope|laboratory|crew|dogs?|monkeys?|chimpanzees?|chimp|cats?"
    "|fruit flies|flight|program(?:me)?|project"
)
_QUALITIES = (
    "then|young|former|famous|test|fighter|military|space|robotic|unmanned|uncrewed|manned|crewed|lunar"
    "|automatic|new|small|tiny|little|named|called|legendary|fellow|late|air force|navy|army|year-old|stray"
    "|female|male|woman|man|lady|interplanetary|artificial|weather|communications|historic|veteran"
    "|space shuttle|orbital|the|an?|its|his|her|their|lt\\.?|col\\.?|capt\\.?|maj\\.?|gen\\.?|dr\\.?|mr\\.?"
    "|mrs\\.?|ms\\.?|cmdr\\.?|senior|retired|planetary|deep space|private|commercial"
)
_MARK = r"\[[PFVSWGAC]\d+\]"
# Words that stand between a verb and a name, or before it, and say what it is.
_DESC = (
    rf"(?:(?:{_ROLES}|{_THINGS}|{_QUALITIES}|\d+-year-old|\[N\d+\]|\[C\d+\]'s|\[A\d+\](?:'s)?)"
    r"(?:,|\b|(?<=[.\]]))[ ]?)"
)
_NEXT = rf"(?:,? and |, | & |/|; )(?:{_DESC}){{0,4}}"
_PIECES = {
    "role": rf"(?:{_ROLES})",
    "thing": rf"(?:{_THINGS})",
    "quality": rf"(?:{_QUALITIES})",
    "desc": _DESC,
    "the": rf"(?:{_DESC})*",
    "mark": _MARK,
    "list": rf"{_MARK}(?:{_NEXT}{_MARK})*",
    "persons": rf"\[P\d+\](?:{_NEXT}\[P\d+\])*",
    "people": rf"(?P<people>\[P\d+\](?:{_NEXT}\[P\d+\])*)",
    "person": r"(?P<people>\[P\d+\])",
    "flight": r"(?P<flight>\[F\d+\])",
    "craft": r"(?P<flight>\[[FV]\d+\])",
    "date": r"\[D\d+\]",
    "brackets": r"(?:\s?\([^()]*\))",
    "aside": r"(?:,[^,;:–]{1,60},)",
}


@cache
def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern with its pieces filled in."""
    return re.compile(re.sub(r"\{([a-z]+)\}", lambda match: _PIECES[match[1]], text), flags)


_UNFIT = re.compile(
    r"\?|n't\b|\b(?:not|never|no one|nobody|neither|nor|without|almost|nearly|perhaps|maybe|possibly|probably"
    r"|allegedly|supposedly|reportedly|apparently|rumou?r\w*|myth|hoax|legend|conspirac\w*|fiction\w*|novel"
    r"|claim(?:s|ed|ing)?|some say|people say|is said|are said|believed?|thought to|thinks?|might|could"
    r"|would have|may have|should have|if|unless|instead|rather than|wrong(?:ly)?|mistaken(?:ly)?|incorrect\w*"
    r"|contrary|fail(?:s|ed)? to|tries to|tried to|attempt(?:s|ed)? to|first attempt|cancel\w*|intended|supposed"
    r"|imagin\w*|dream(?:s|ed|t)?|quiz|true or false|unlike|except|hoped|wanted|trained|had hoped|lie)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:one of|among|second|third(?! country| countries)|fourth|fifth|last|latest|next|another first|before"
    r"|prior to|earlier than|later than|ahead of|sooner than|since|compared)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|plans? to|planned|is going to|are going to|is expected|are expected|expects? to|is due to"
    r"|aims? to|intends? to|is to become|is scheduled|are scheduled|scheduled for)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:greatest|best|worst|most (?:beautiful|famous|important|exciting|amazing|impressive|inspiring)|i think"
    r"|i believe|in (?:my|our) (?:opinion|view)|we think|amazing|wonderful|fantastic|my favou?rite|brav(?:e|est)"
    r"|beautiful|inspiring|should|deserves?|hero(?:es)?|finest|coolest|too expensive|waste of)\b",
    re.IGNORECASE,
)


def unfit(text: str) -> bool:
    """Tell whether a sentence denies, asks, doubts or tells of what others say: it is not judged."""
    return bool(_UNFIT.search(text))


def compares(text: str) -> bool:
    """Tell whether a sentence compares or counts on: what it says of firsts and dates is then not judged."""
    return bool(_COMPARED.search(text))


def looks_ahead(text: str) -> bool:
    """Tell whether a sentence is about the future."""
    return bool(_AHEAD.search(text))


def opinion(text: str) -> bool:
    """Tell whether a sentence values instead of telling."""
    return bool(_OPINION.search(text))


def named(sentence: Masked, part: str | None, letters: str) -> tuple[Mention, ...]:
    """Return what a matched part names."""
    return tuple(sentence.mentions(letters, part)) if part else ()
