"""The forms in which a sentence says that somebody or something was first, over masked text."""

from __future__ import annotations

import re

from kb.reading.grammar import pattern

FIRST = re.compile(
    r"\bfirst(?:-ever)?\b(?! time| stage| name| of all| half| part| day of| thing| look| step toward)(?=[ -]\S)",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"(?:(\[[CN]\d+\])(?:'s?)?|((?:[a-z]+|\[[A-Z]\d+\])'s?|his|her|its|their|our|my)) (?:very |own |ever )*$",
    re.IGNORECASE,
)
EVERYBODY = re.compile(r"(?:world|history|mankind|humanity|humankind|planet|earth)'s$", re.IGNORECASE)
_BE = (
    r"(?:was|is|were|are|became|becomes|become|being|has become|had become|would(?: later| soon)? become"
    r"|ma(?:de|kes) history as|went down in history as|is known as|was declared|remains|to become|to be"
    r"|is considered|was named)"
)
_DO = (
    r"(?:ma(?:kes?|de)|perform(?:s|ed)?|conduct(?:s|ed)?|takes?|took|carr(?:y|ies|ied) out|complete[sd]?"
    r"|achieve[sd]?|accomplish(?:es|ed)?|does|did|under(?:takes|took)|beg[ia]ns?|mark(?:s|ed)?|scor(?:es|ed)"
    r"|return(?:s|ed)?|transmit(?:s|ted)?|sends back|sent back|fl(?:ies|ew)|captur(?:es|ed)|snap(?:s|ped)"
    r"|experience[sd]?|carr(?:ies|ied)|execut(?:es|ed)|pull(?:s|ed) off|provide[sd]?|deliver(?:s|ed)?"
    r"|record(?:s|ed)?)"
)
SENT = (
    r"(?:launch(?:es|ed)?|sen(?:ds?|t)|puts?|place[sd]?|buil(?:ds?|t)|develop(?:s|ed)?|orbit(?:s|ed)|lift(?:s|ed)"
    r"|fl(?:ies|ew))"
)
# Who did something first, where the word stands before a verb: a class of beings, nobody by name.
ADVERB = re.compile(
    r"(?:^|[,–:] |\] )((?:an? |the )?(?:(?:hu)?m[ae]n|humans|people|mankind|humanity|wom[ae]n|dogs?|\[N\d+\]))"
    r" (?:had )?$",
    re.IGNORECASE,
)
# Where a phrase ends: punctuation, or the verb of its sentence.
HARD = re.compile(
    r"[.;:!?](?=\s|$)| – |,(?=\s|$)| ?\(|\)|\""
    r"|(?<!that)(?<!which)(?<!who) (?:was|is|were|are|became|becomes|has been|had been|takes place|took place"
    r"|happened|occurred|came|orbits|launches|lifts off|lands|flies)\b|$"
)
# Where a phrase may end although more follows: what follows does not narrow the achievement.
SOFT = pattern(
    r" (?:when|while|as (?:he|she|it|they|part|\[))\b"
    r"| (?:during|aboard|on board|in|on|with|by)(?= (?:the )?(?:[A-Za-z' -]{0,30} )?\[F\d)"
    r"| by(?= {desc}{0,3}\[[PFSCAN]\d)| with(?= {desc}{0,3}\[[PF]\d)"
    r"| (?:in|on|at)(?= (?:early |mid-?|late |the (?:year|autumn|spring|summer|winter) (?:of )?)?\[D)|(?= ?\[D\d)"
    r"| and(?= (?:the |also )*(?:first|second|later|then|he|she|it|was|became|opened|marked|spent|proved)\b)"
    r"| from(?= (?:the )?(?:\[N\d+\] )?\[[XF])| after\b| ever\b| in (?:the )?(?:world|history)\b| of all time"
    r"|(?<! of)(?<! on)(?<! to)(?<! in)(?<! at)(?<! for)(?<! from)(?<! the)(?<! an)(?<! a)(?<! by)"
    r"(?= {the}\[[PF]\d)",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    r"(?:(?:\b(?:the|a|an|its|his|her|their|very|own|one|as|world's|history's|mankind's|humanity's|humankind's)"
    r"|\[[CN]\d+\](?:'s?)?) )+$",
    re.IGNORECASE,
)
# Who stands before: by the verb, or by punctuation alone.
BY_VERB = pattern(
    r"(?P<who>{list}){brackets}?{aside}?(?:,? (?:who|which)(?: (?:in|on) {date})?"
    r"| (?:was|is) an? (?:{desc}|and )+(?:who|that)|(?: (?:and|then|later|also|officially|finally))*)"
    rf"(?: (?:in|on) {{date}},?)? (?P<verb>{_BE}|{_DO}|{SENT})(?: also| in effect| officially)?$",
    re.IGNORECASE,
)
BY_PUNCTUATION = pattern(r"(?P<who>{list}){brackets}?(?:(?:,| –|:)? \(?{date}\)?)?(?P<mark>,| –| ?:|)$")
BARE = pattern(r"^(?:[\s:,.–()-]|{date}|{desc})*{list}{brackets}?$", re.IGNORECASE)
GOVERNED = re.compile(
    r"(?:after|before|since|until|like|unlike|following|than|despite|between|besides|with|for) (?:the )?$",
    re.IGNORECASE,
)
# Who stands after.
_WHEN = r"(?:,? ?(?:(?:in|on) |\()?{date}\)?,?)?"
_CREDITED = r"(?:(?: –|,|:| ?\() ?(?:\[[CNAD]\d+\][\s/()-]*(?:– )?)+)*"
_DONE_BY = (
    r"(?: (?:successfully |first )?(?:made|performed|conducted|carried out|achieved|accomplished|completed|taken"
    r"|done|undertaken|launched|flown|sent|executed|held|reached|set|won))?"
    r"(?: by| aboard| on board| on| during| with)?"
)
_WHO = r" ?{the}(?P<who>{list})"
AFTER = (
    (
        "verb",
        pattern(_WHEN + " (?:was|is|were|are|came|became|would be|went to)" + _DONE_BY + _WHEN + _WHO, re.I),
    ),
    ("by", pattern(" by" + _WHO, re.I)),
    ("bracket", pattern(_WHEN + r"\s?\((?:{date}[,:]? )?{the}(?P<who>{list})", re.I)),
    ("mark", pattern(_WHEN + _CREDITED + r"(?:\s?:| –| =)(?: {date}[,:]?)?" + _WHO, re.I)),
    (
        "comma",
        pattern("," + _WHO + r"(?=\)?,|\.|$| \(| (?:was|is|launched|flew|lifted|lands?|landed)\b)", re.I),
    ),
    ("bare", pattern(" {the}(?P<who>{list})", re.I)),
)
# On what flight, for whom, when.
ABOARD = re.compile(
    r"(?:\b(?:aboard|on board|on|in|during|with) (?:the )?|\(| – )(?:[A-Za-z' -]{0,24} )?(\[F\d+\])"
)
NEAR = pattern(r"(?:[\s,.:–()/]|\[[DPCNA]\d+\]|\b(?:in|on|the|was|is|were)\b|{desc})*", re.IGNORECASE)
CREDIT = (
    re.compile(r"\((?:[^()]*[\s,/])?(\[[CNA]\d+\])(?=[\s,/)])[^()]*\)"),
    re.compile(r"(?:,| –|:) (?:the )?(\[[CNA]\d+\])(?=\s*(?:,| –|\.|\)|$))"),
    pattern(r"\bby (?:the )?(\[[CNA]\d+\])(?!'| \[P| (?:{role}|{thing})\b)"),
)
LAUNCHED_BY = re.compile(
    r"(?:launched|sent|flown|operated|built|put into orbit) by (?:the )?(\[[CNA]\d+\])(?!'| \[P)"
)
APPOSITION = pattern(r"{mark}{brackets}?, (?:the |an? )?(?:\[[CN]\d+\](?:'s)? |world's )?$", re.IGNORECASE)
MAIN_VERB = pattern(
    r",? (?!(?:and|the|a|an|in|on|at|by|for|from|aboard|with)\b)[a-z]+|" + _CREDITED + "{mark},",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?) (?:later|earlier|after|before|since)\b|\blater that\b"
    r"|\b(?:the|that) (?:same|next|following|previous) (?:year|month|day)|\b(?:anniversary|ago)\b",
    re.IGNORECASE,
)
LIFE = re.compile(r"(\[P\d+\]) \(\[D\d+\] ?[–-] ?\[D\d+\]\)")  # born and died
ELSEWHEN = re.compile(
    r"(?:born|died|since|until|after|before|by|founded|announced|planned|till|to|ended|ending) (?:in |on )?$",
    re.IGNORECASE,
)
# Where nobody need be named: an entry with a date, or “took place in …”.
ENTRY = r"(?:[\s:,.–()-]|\[D\d+\]|\b(?:in|on|at|the|a)\b)*"
NOBODY = re.compile(
    rf"(?:{ENTRY}|\[[CNA]\d+\]|\b(?:by|of|from|took place|takes place|happened|occurred|came"
    r"|was (?:launched|made|performed|achieved|flown|put|completed)|into (?:space|orbit))\b)*",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:he|she|it|they|this|that|these|those|which|who|we|i|you)(?: [a-z]+)?"
    rf" (?:{_BE}|{_DO}|{SENT})(?: also)?$",
    re.IGNORECASE,
)
UNKNOWN_NAME = re.compile(
    r"(?<=[a-z,\]–:] )[A-Z][a-z]+"
    r"|^[\s\"]*(?!(?:In|On|At|The|A|An|By|During|After|It|When|As|Then|Later)\b)[A-Z]"
)
