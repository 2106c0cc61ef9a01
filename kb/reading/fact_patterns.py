"""Sentences about crews, nations and makers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.reading.date_patterns import date_after, date_before, dates_said, only_date
from kb.reading.dates_in_text import Dated
from kb.reading.grammar import pattern
from kb.reading.masks import Masked
from kb.reading.mentions import Mention
from kb.reading.said import Said, SaidCrew, SaidMaker, SaidNation

_ANNIVERSARY = re.compile(
    r"anniversar|years? (?:since|after|ago|later|before|old|earlier)|commemorat|celebrat|announce",
    re.IGNORECASE,
)
_FLEW = (
    r"(?:fl(?:ies|ew|own|ying)|travel(?:s|l?ed|ling)|r(?:ides|ode)|went(?: up| into (?:space|orbit)| to space)?"
    r"|(?:was |were )?launch(?:es|ed)|lift(?:s|ed) off|blast(?:s|ed) off|orbit(?:s|ed)(?: (?:the )?\[B\d+\])?"
    r"|served|serv(?:es|ing)|spent|took off|rocketed|returned)"
)
_WHO = r"(?:{aside}|,? (?:was|is) an? {desc}+(?:who|that)|,? who)?(?: (?:also|then|later|first|both))?"
_WAS = r"(?: was| were| is| are|:| –| consisted of| included|,)"
_WALKED = (
    r"(?:walk(?:ed|s)|landed|set foot|stood|stepped)(?: out)? (?:on|onto) the (?:surface of the )?\[B\d+\]"
)
_CREW = (
    (
        "flew on",
        pattern(
            r"{people}{brackets}?" + _WHO + " " + _FLEW + r"(?: (?!and|but|with|after|before)[a-z-]+"
            r"| \[[BSD]\d+\],?){0,5}? (?:aboard|on board|onboard|on|in|with) {the}{craft}"
        ),
    ),
    ("flew on", pattern(r"{people} (?:flew|flies|orbited (?:the )?\[B\d+\] in) {flight}")),
    (
        "flew on",
        pattern(
            r"{flight}{brackets}?,? (?:\w+ )?(?:carr(?:ied|ies|ying)|with|crewed by|manned by|flown by|piloted by"
            r"|took|takes|bringing|brought|had|has|included|includes)(?: (?:cosmonauts|astronauts|a crew of"
            r"|its crew|its crew of|the crew|three|two|four|men|people))*,?:? {the}{people}"
        ),
    ),
    (
        "flew on",
        pattern(rf"(?:[Cc]rew of|aboard|members of) {{the}}{{flight}}(?: crew)?{_WAS}+ {{the}}{{people}}"),
    ),
    (
        "flew on",
        pattern(rf"{{flight}}(?:'s)? (?:crew|astronauts|cosmonauts)(?: members)?{_WAS}* {{the}}{{people}}"),
    ),
    (
        "flew on",
        pattern(r"{flight}{brackets}? ?(?::| –)(?: {date}(?: –|:|,))? {the}{people}(?=\.?$| –|,? \[D)"),
    ),
    ("flew on", pattern(r"{people} –(?: {date} –)? {flight}(?=\.?$| –)")),
    ("flew on", pattern(r"{flight} ?\({the}{people}\)")),
    ("flew on", pattern(r"{person} ?\((?:on |aboard )?{flight}(?:[,;] \[[CND]\d+\])*\)")),
    (
        "commanded",
        pattern(r"{person}{aside}? (?:commanded|commands|was (?:the )?commander of|led) {the}{flight}"),
    ),
    ("commanded", pattern(r"{flight},? (?:was )?commanded by {the}{person}")),
    ("flew on", pattern(r"{person} (?:pilot(?:ed|s)) {the}{flight}")),
    (
        "walked on the Moon during",
        pattern(
            r"{people}(?: both)? " + _WALKED + r"(?: surface)?(?: in {date})?,?"
            r" (?:during|on|with|as part of|in) {the}{flight}"
        ),
    ),
    (
        "walked on the Moon during",
        pattern(r"{flight}(?:'s)? landed on the \[B\d+\][^;:–]{0,30}? with {the}{people}"),
    ),
)
_OF = r"(?P<of>\[N\d+\])"
_WHOM = r"(?P<who>\[P\d+\])"
_BY = r"(?P<by>\[[ACN]\d+\])"
_IT = r"(?P<thing>\[[FS]\d+\])"
_NATION = (
    pattern(_OF + r" (?:{quality} |{role} |and ){0,3}{role},? (?:(?:named|called|{quality}) )?" + _WHOM),
    pattern(
        _WHOM + r"(?:,| was| is) (?:an?|the) (?:{quality} )*" + _OF + r" (?:{quality} |{role} |and )*{role}\b"
    ),
    pattern(r"(?P<of>\[A\d+\])(?:'s)? (?:{quality} )*{role} " + _WHOM),
    pattern(_WHOM + r" (?:of|from) (?:the )?(?P<of>\[[CA]\d+\])(?!')"),
    pattern(_WHOM + r" \((?P<of>\[[CN]\d+\])\)"),
)
_SENT = (
    r"(?:launch(?:es|ed)?|sen(?:ds?|t)(?: up)?|orbit(?:s|ed)|buil(?:ds?|t)|operate[sd]?|fl(?:ies|ew)|land(?:s|ed)"
    r"|put(?:s)?|lofts|lofted)"
)
_MAKER = (
    pattern(_BY + r"(?:'s?)? (?!and)(?:{quality} |{thing} |successfully )*" + _SENT + r" {the}" + _IT),
    pattern(_BY + r"'s? (?:{quality} |{thing} )*" + _IT),
    pattern(r"(?P<by>\[N\d+\]) (?:{quality} |{thing} )+" + _IT),
    pattern(r"(?P<by>\[N\d+\]) (?P<thing>\[F\d+\])"),
    pattern(
        _IT + r"{brackets}?,?(?: (?:was|is|were|which was|and was))?(?: (?:successfully|originally))?"
        r" (?:launched|operated|built|flown|sent|developed|run|made|owned|put into orbit)"
        r"(?: (?:and|into|to|in|on) (?:[a-z]+|\[[BD]\d+\])){0,3} by (?:the )?" + _BY + r"(?!'| \[P)"
    ),
    pattern(_IT + r"(?: –|,) " + _BY + r"(?=\.?$| –|,|\))"),
    pattern(_IT + r" \((?:the )?" + _BY + r"(?:, ?{date})?\)"),
)


def facts_said(sentence: Masked, heading: Dated | None, first_dates: bool) -> Iterator[Said]:
    """Yield what a sentence says beside firsts; ``first_dates`` tells that its dates belong to a first."""
    flown: set[Mention] = set()
    quiet = bool(_ANNIVERSARY.search(sentence.text))
    for part, form in _CREW:
        for match in form.finditer(sentence.text):
            date = date_after(sentence, match.end()) or date_before(sentence, match.start())
            if date is None and sentence.dates(match[0]):
                date = only_date(sentence)
            if quiet or first_dates:
                date = None
            people = tuple(sentence.mentions("P", match["people"]))
            flown.update(people)
            yield SaidCrew(sentence.mention(match["flight"]), people, part, date)
    for form in _NATION:
        for match in form.finditer(sentence.text):
            hyphened = sentence.text[max(match.start() - 1, 0)] in "-–"
            if not hyphened and not _of_two(sentence.text, match["of"]):
                yield SaidNation(sentence.mention(match["who"]), sentence.mention(match["of"]))
    for form in _MAKER:
        for match in form.finditer(sentence.text):
            if not _of_two(sentence.text, match["by"]):
                yield SaidMaker(sentence.mention(match["thing"]), sentence.mention(match["by"]))
    if not quiet:
        for said in dates_said(sentence, heading):
            if said.deed != "flew" or said.subject not in flown:
                yield said


def _of_two(text: str, mark: str) -> bool:
    """Tell whether a nation is one of two that stand together: “German-American”, “US and Soviet”."""
    place = text.index(mark)
    around = text[max(place - 6, 0) : place] + "#" + text[place + len(mark) : place + len(mark) + 6]
    return bool(re.search(r"-(?:born )?#|#-|\](?:/| and )#|#(?:/| and |-)\[|\w-#", around))
