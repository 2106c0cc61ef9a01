"""What is called first, reduced to canonical words, so that every wording of one achievement comes out the same.

A phrase is written with marks where it names something of the base: ``first American on the Moon`` comes as
``+united-states on the @moon`` and is reduced to ``{+united-states, @moon}``; ``first man to set foot on the lunar
surface`` and ``First person on the Moon`` both come out as ``{person, @moon}``. What restricts (a nation, a sex,
with or without a crew, private, another body) always stays; a word that is not understood stays too, and then
nothing is equal to the phrase.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kb import document


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _rewritings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the table of ``canonical_words.yaml``, in its order: later entries see what earlier ones wrote."""
    path = Path(__file__).with_name("canonical_words.yaml")
    root, _ = document.read(path, path.name)
    found = []
    for entry in root.items if isinstance(root, document.Sequence) else ():
        if isinstance(entry, document.Mapping) and isinstance(
            patterns := entry.get("from"), document.Sequence
        ):
            either = "|".join(str(pattern) for pattern in patterns.items)
            found.append((re.compile(rf"(?<![\w+@=-])(?:{either})(?![\w-])"), entry.text("to") or ""))
    return tuple(found)


#: Words that tell nothing of what was achieved.
_STOP = _words(
    """
    a accomplish accomplished achieve achieved achieves actually all-time an and are as at be became
    become becomes been began begin being between by called came carried carries carry come comes
    complete completed completes conduct conducted conducts did do does done enter entered enters event
    ever ever-first example experience famous for from get gets go goes gone got gotten had has have her
    his historic historical history human's in into is its kind known made major make makes making
    manage managed mankind's mission's of on onto operate operated out perform performed performs place
    placed put puts reach reached reaches real s see seen send sends sent spend spent succeed succeeded
    successfully take taken takes that the their there through time to took true truly type undertake
    undertaken undertook up upon use used was went were which who with within world
    """
)
#: Deeds that are known to happen in space: the word space beside them adds nothing.
_IN_SPACE = _words(
    "spacewalk dock rendezvous satellite station orbit rover tourist flyby impact telescope manoeuvre"
)
#: What no first is told by alone.
_TOO_LITTLE = frozenset(
    {"person", "space", "woman", "craft", "another", "@moon", "@mars", "@earth", "robotic", "fly"}
)
#: Words that a text may add or leave out without changing what was achieved.
SPARE = (
    "successful",
    "launch",
    "fly",
    "craft",
    "artificial",
    "live",
    "low",
    "orbit",
    "surface",
    "space",
    "soft",
)
#: A spare word that is spare only beside one of these.
BESIDE = {
    "orbit": _words("spacewalk dock rendezvous satellite station telescope repair transfer tourist"),
    "surface": frozenset({"@moon", "@mars", "@venus", "person", "rover"}),
    "soft": frozenset({"land"}),
    "live": frozenset({"animal", "dog"}),
    "low": frozenset({"orbit"}),
}
#: Words of the base's own names that a text may leave out, when every first that is then meant is looked at.
IMPLIED = ("soft", "robotic", "person", "surface", "low")


def canonical(phrase: str) -> frozenset[str]:
    """Return the telling words of a phrase that is in lower case, folded, with its marks."""
    text = f" {phrase} "
    for pattern, words in _rewritings():
        text = pattern.sub(words, text)
    settled = _settled({_singular(word) for word in text.split()} - _STOP)
    if len(settled) == 1 and (settled <= _TOO_LITTLE or min(settled)[0] in "@+="):
        return frozenset()
    return settled


def _settled(words: set[str]) -> frozenset[str]:
    """Drop what the other words imply."""
    nations = {word for word in words if word[0] == "+"}
    if "astro" in words:
        words = words - {"astro"} | {"space"}
    if words & {"woman", "africanamerican"} or nations or "tourist" in words:
        words = words - {"person"}
    if "orbit" in words:
        words = words - {"@earth", "around"}
    if "satellite" in words and "picture" not in words:
        words = words - {"@earth"}
    if "satellite" in words and "orbit" in words and not any(w[0] == "@" for w in words):
        words = words - {"orbit"}
    if words & _IN_SPACE or any(word[0] == "@" for word in words):
        words = words - {"space"}
    if "farside" in words:
        words = words | {"@moon"}
    if words & {"space", "orbit", "flyby", "land", "impact"}:
        words = words - {"fly"}
    if "impact" in words:
        words = words - {"surface"}
    if not nations and words - {"craft", "artificial"}:
        words = words - {"craft"}
    if "satellite" in words or "craft" in words:
        words = words - {"artificial"}
    return frozenset(words)


def _singular(word: str) -> str:
    if word[0] in "+@=" or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
