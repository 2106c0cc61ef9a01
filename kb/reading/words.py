"""The words of a text with their places, each in every form under which a name may hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.store.names import fold

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\s\-\u2010‑–—/,.;:!?()\[\]{}\"“”«»|<>=+*&#@%…~¦]+")
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
}
_ROMAN |= {"XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17}
_SPELLED = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
        ],
        range(1, 18),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its folded forms (as written, without a possessive, a numeral as a number) and its place."""

    forms: tuple[str, ...]
    raw: str
    start: int
    end: int
    stem_end: int  # without a possessive ’s
    joined: bool  # by a hyphen to the word before

    @property
    def capital(self) -> bool:
        """Tell whether it may be a name: a capital, a figure, another script, or the rest of a hyphened name."""
        if self.joined:
            return True
        head = self.raw[0]
        return head.isupper() or head.isdigit() or not ("a" <= head <= "z")


def words(text: str) -> list[Word]:
    """Return the words of a text; what folds to several words counts as several."""
    found = []
    for match in _TOKEN.finditer(text):
        raw = match[0].strip("'’`")
        if not raw:
            continue
        folded = fold(raw.replace(".", "")).split()
        start = match.start()
        for form in folded:
            forms = [form]
            stem_end = match.end()
            if owner := re.match(r"(.+?)(?:['’]s|(?<=s)['’])$", match[0]):
                forms += fold(owner[1]).split()[-1:]
                stem_end = start + len(owner[1])
            if raw in _ROMAN:
                forms.append(str(_ROMAN[raw]))
            if form in _SPELLED:
                forms.append(str(_SPELLED[form]))
            joined = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()
            found.append(Word(tuple(forms), raw, start, match.end(), stem_end, joined))
    return found


def spellings(run: Sequence[Word]) -> list[tuple[str, ...]]:
    """Return the ways in which a run of words may be spelled, the written one first."""
    spelled: list[tuple[str, ...]] = [()]
    for word in run:
        spelled = [(*head, form) for head in spelled for form in word.forms][:8]
    return spelled
