"""A sentence with marks in place of what it mentions, so that patterns can be short.

``Sputnik 1 was launched on 4 October 1957`` becomes ``[F0] was launched on [D1]``: a letter for what it is
(:data:`kb.reading.mentions.LETTERS`, N for a nation's name, D for a date) and its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.reading.dates_in_text import Dated
from kb.reading.mentions import Mention
from kb.reading.sentences import CELL
from kb.store.names import fold

MARK = re.compile(r"\[([A-Z])(\d+)\]")
# What only repeats what a mark is: “[F0] spacecraft”, “[P0], Jr.”.
_REPEATS = re.compile(
    r"(\[[FV]\d+\]) (?:spacecraft|spaceship|probe|mission|satellite|capsule|orbiter|lander|rover"
    r"|space telescope)\b|(\[[SF]\d+\]) (?:space|orbital) station\b|(\[P\d+\])(?:,? (?:Jr|Sr)\b\.?|,? I{2,3}\b)"
)
_PART = re.compile(r"\[[A-Z]\d+\]|[^\[\]]+")


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with its marks, and what they stand for."""

    text: str
    parts: tuple[Mention | Dated, ...]

    def mention(self, mark: str) -> Mention:
        """Return what a mark that is no date stands for."""
        found = self.parts[int(mark[2:-1])]
        assert isinstance(found, Mention)
        return found

    def date(self, mark: str) -> Dated:
        """Return what the mark of a date stands for."""
        found = self.parts[int(mark[2:-1])]
        assert isinstance(found, Dated)
        return found

    def mentions(self, letters: str, within: str | None = None) -> list[Mention]:
        """Return the mentions with these letters, in the sentence or in a part of it."""
        marks = MARK.finditer(self.text if within is None else within)
        return [self.mention(m[0]) for m in marks if m[1] in letters]

    def dates(self, within: str | None = None) -> list[Dated]:
        """Return the dates of the sentence or of a part of it."""
        return [
            self.date(m[0]) for m in MARK.finditer(self.text if within is None else within) if m[1] == "D"
        ]

    def phrase(self, part: str) -> str:
        """Return a part of the masked text as :func:`kb.reading.phrases.canonical` reads it."""
        words = []
        for piece in _PART.findall(part):
            match = MARK.fullmatch(piece)
            if match is None:
                words.append(fold(re.sub(r"['’]s\b", "", piece)))
            elif match[1] != "D":
                words.append(token(self.mention(piece)))
            else:
                words.append("=date")
        return " ".join(filter(None, words))


def token(mention: Mention) -> str:
    """Return the word that stands for a mention in a phrase: ``@moon``, ``+india``, ``=mir``."""
    sign = {"B": "@", "C": "+", "N": "+"}.get(mention.letter, "=")
    return sign + mention.ids[0]


def masked(sentence: str, mentions: Iterable[Mention], dates: Iterable[Dated]) -> Masked:
    """Return a sentence with marks; where a name and a date overlap, the name holds."""
    named = list(mentions)
    parts: list[Mention | Dated] = [
        *named,
        *(d for d in dates if not any(m.start < d.end and d.start < m.end for m in named)),
    ]
    parts.sort(key=lambda part: part.start)
    pieces, place = [], 0
    for number, part in enumerate(parts):
        pieces.append(_plain(sentence[place : part.start]))
        pieces.append(f"[{part.letter if isinstance(part, Mention) else 'D'}{number}]")
        place = part.end
    pieces.append(_plain(sentence[place:]))
    return Masked(_REPEATS.sub(r"\1\2\3", "".join(pieces)), tuple(parts))


def _plain(text: str) -> str:
    """Return text without brackets of its own, with one sort of dash and of apostrophe."""
    text = text.replace("[", "(").replace("]", ")").replace("’", "'").replace("“", '"').replace("”", '"')
    text = re.sub(rf"\s+(?:-{{1,3}}|—|–|=>|->|→|=)\s+|\s*{CELL}[\s{CELL}]*", " – ", text)
    return re.sub(r"\s+", " ", text).replace("—", " – ")
