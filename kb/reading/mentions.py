"""Who and what a text mentions: names of the base in any spelling and script, by longest match of folded words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from kb.reading.common_words import (
    COMMON_NAMES,
    COMMON_SURNAMES,
    DESCRIPTIVE,
    NO_GIVEN_NAMES,
    NO_NAMES,
    SMALL,
)
from kb.reading.nations import DEMONYMS, NO_NATION
from kb.reading.words import Word, spellings
from kb.reading.words import words as words_in
from kb.records import Brief, Name
from kb.store import Reader
from kb.store.names import fold

#: Kind → the letter of its mark in a masked sentence, the likeliest meaning of a shared name first.
LETTERS = {
    "body": "B",
    "country": "C",
    "agency": "A",
    "person": "P",
    "animal": "P",
    "station": "S",
    "mission": "F",
    "spacecraft": "V",
    "vehicle": "V",
    "programme": "G",
    "work": "W",
    "site": "X",
}
_RANK = {kind: rank for rank, kind in enumerate(LETTERS)}
_DOES = re.compile(
    r" (?:launche[sd]|land(?:s|ed)|lift(?:s|ed) off|orbit(?:s|ed)|dock(?:s|ed)|touch(?:es|ed) down|flew|flies"
    r"|bec[ao]mes?|carr(?:ies|ied)|reache[sd]|enter(?:s|ed)|arrive[sd]|return(?:s|ed) to)\b"
)
_GIVEN_LIKENESS = 70  # of 100, rapidfuzz's ratio: "jurij" is "yuri" (67 fails, so its sound is folded first)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. ``ids`` are all that it may mean; ``sure`` tells that it can mean nobody else."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    letter: str
    sure: bool = True


@dataclass(slots=True)
class Introduced:
    """People whom a text has named in full so far: later their last names are theirs."""

    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class NameIndex:
    """Every name of the base by its folded words, and the last names of people."""

    def __init__(self, reader: Reader) -> None:
        briefs = {brief.id: brief for brief in reader.entities(list(LETTERS))}
        self._kinds = {id_: brief.kind for id_, brief in briefs.items()}
        self._names: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)  # words → {id: all capitals}
        self._aliases: set[tuple[str, str]] = (
            set()
        )  # single words that are not an entity's proper name, and its id
        self._plain: set[tuple[str, ...]] = set()  # names that are common nouns: fruit flies
        self._longest: dict[str, int] = defaultdict(int)
        self._last_names: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, set[str]] = defaultdict(set)
        self._full: dict[str, set[str]] = defaultdict(set)
        for id_, names in reader.names(list(briefs)).items():
            self._enter(briefs[id_], names)
        for word, ids in DEMONYMS.items():
            self._add(tuple(word.split()), [i for i in ids if i in briefs], capitals=word in ("us", "uk"))

    def _enter(self, brief: Brief, names: Iterable[Name]) -> None:
        for place, name in enumerate(names):
            words = tuple(fold(name.text).split())
            if brief.kind == "animal" and len(words) == 4 and words[2] == "of":
                self._add(words[:2], [brief.id], capitals=False)
                self._plain.add(words[:2])
            if place and len(words) == 1:
                self._aliases.add((words[0], brief.id))
            if words[:1] == ("the",):
                words = words[1:]
            if not words or (len(words) == 1 and (len(words[0]) < 2 or words[0] in NO_NAMES)):
                continue
            letters = "".join(filter(str.isalpha, name.text))
            self._add(words, [brief.id], capitals=len(words) == 1 and letters.isupper() and len(letters) < 9)
            if brief.kind == "person" and len(words) > 1:
                self._full[brief.id].update(words)
                self._given[brief.id].update(words[:-1])
                if len(words[-1]) > 2 and words[-1].isalpha() and words[-1] not in ("jr", "iii"):
                    self._last_names[words[-1]].add(brief.id)

    def _add(self, words: tuple[str, ...], ids: Iterable[str], *, capitals: bool) -> None:
        for id_ in ids:
            self._names[words][id_] = capitals and self._names[words].get(id_, True)
            self._longest[words[0]] = max(self._longest[words[0]], len(words))

    def find(self, text: str, introduced: Introduced | None = None) -> list[Mention]:
        """Return the mentions of a sentence in order; ``introduced`` learns whom it names in full."""
        known = introduced if introduced is not None else Introduced()
        words = words_in(text)
        found: list[Mention] = []
        place = 0
        while place < len(words):
            mention, taken = self._longest_at(text, words, place, known)
            if mention is not None:
                found.append(mention)
            place += max(taken, 1)
        return found

    def _longest_at(
        self, text: str, words: Sequence[Word], place: int, known: Introduced
    ) -> tuple[Mention | None, int]:
        if tuple(word.forms[0] for word in words[place : place + 2]) in NO_NATION:
            return None, 2
        longest = max((self._longest.get(form, 0) for form in words[place].forms), default=0)
        for length in range(min(longest, len(words) - place), 0, -1):
            run = words[place : place + length]
            for spelled in spellings(run):
                ids = self._meant(text, run, self._names.get(spelled), plain=spelled in self._plain)
                if length == 1 and spelled[0] in self._last_names:
                    ids = [id_ for id_ in ids if (spelled[0], id_) not in self._aliases]
                if ids:
                    return self._mention(text, run, ids, known), length
        return self._by_last_name(text, words, place, known)

    def _meant(
        self, text: str, run: Sequence[Word], ids: dict[str, bool] | None, *, plain: bool
    ) -> list[str]:
        """Return which of the entities of a name its letters in the text allow."""
        if not ids or plain:
            return list(ids or ())
        telling = [word for word in run if word.forms[0] not in SMALL] or list(run)
        alone = len(telling) == 1
        if not telling[0].capital:
            return [id_ for id_ in ids if alone and self._kinds[id_] == "body"]
        if any(not w.capital and w.forms[0] not in DESCRIPTIVE for w in telling):
            return []
        shouted = telling[0].raw.rstrip("s'’").isupper() or not telling[0].raw.isascii()
        common = alone and not shouted and telling[0].forms[0] in COMMON_NAMES
        if common and _opens(text, run[0].start) and not _is_whole(text, run[0].start, run[-1].end):
            return []
        return [
            id_
            for id_, capitals in ids.items()
            if not (alone and capitals)
            or shouted
            or (len(telling[0].raw) > 3 and self._kinds[id_] == "agency")
        ]

    def _mention(self, text: str, run: Sequence[Word], ids: Sequence[str], known: Introduced) -> Mention:
        ordered = sorted(ids, key=lambda id_: _RANK[self._kinds[id_]])
        if self._kinds[ordered[0]] == "person" and len(run) > 1:
            for word in self._full[ordered[0]]:
                known.by_name[word].add(ordered[0])
        letter = LETTERS[self._kinds[ordered[0]]]
        if letter == "C" and any(" ".join(spelled) in DEMONYMS for spelled in spellings(run)):
            letter = "N"
        start, end = run[0].start, run[-1].stem_end
        return Mention(start, end, text[start:end], tuple(ordered), letter)

    def _by_last_name(
        self, text: str, words: Sequence[Word], place: int, known: Introduced
    ) -> tuple[Mention | None, int]:
        word = words[place]
        name = next((f for f in word.forms if f in self._last_names or f in known.by_name), None)
        if name is None or not word.capital or word.raw[0].isdigit():
            return None, 1
        ids = known.by_name.get(name) or self._last_names[name]
        met = name in known.by_name and len(ids) == 1
        if (
            _opens(text, word.start)
            and name in COMMON_NAMES
            and not met
            and not _is_whole(text, word.start, word.end)
        ):
            return None, 1
        following = words[place + 1] if place + 1 < len(words) else None
        if following and text[word.end : following.start] == " " and _is_name(following):
            return None, 1
        start = word.start
        before = self._given_before(text, words, place)
        if before is not None:
            ids = {id_ for id_ in ids if self._is_given(id_, before)}
            start = before[0].start
        if not ids or len(ids) > 4:
            return None, 1
        sure = met or name not in COMMON_SURNAMES
        ordered = tuple(sorted(ids))
        return Mention(start, word.stem_end, text[start : word.stem_end], ordered, "P", sure), 1

    def _given_before(self, text: str, words: Sequence[Word], place: int) -> list[Word] | None:
        """Return the given names and initials that stand right before a last name."""
        first = place
        while first and re.fullmatch(r"\.? ", gap := text[words[first - 1].end : words[first].start]):
            before = words[first - 1]
            if gap == ". " and len(before.raw) > 1:
                break
            if len(before.raw.rstrip(".")) > 1 and not _is_name(before):
                break
            if not before.raw[0].isupper() or place - first > 2:
                break
            first -= 1
        return list(words[first:place]) if first < place else None

    def _is_given(self, person: str, before: Sequence[Word]) -> bool:
        """Tell whether the word before a last name may be a given name of theirs: it, one like it, its initial."""
        said = before[0].forms[0]
        return any(
            given.startswith(said)
            if len(said) == 1
            else fuzz.ratio(_sound(given), _sound(said)) >= _GIVEN_LIKENESS
            for given in self._given[person]
        )


def _sound(name: str) -> str:
    """Fold what transliterations of one given name differ in."""
    return (
        re.sub(r"(?:iy|yi|ij|yy|ii|y|j)+", "i", name).replace("ks", "x").replace("w", "v").replace("iu", "u")
    )


def _is_name(word: Word) -> bool:
    """Tell whether a word looks like part of a person's or an institution's name."""
    return word.raw[0].isupper() and word.raw[1:2].islower() and word.forms[0] not in NO_GIVEN_NAMES


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a word does what craft and crews do, or is all that a cell holds: then it is a name."""
    cell = re.search(r"[¦–:-]\s*$", text[:start]) and re.match(r"\s*(?:$|[¦,()–])", text[end:])
    return bool(cell or _DOES.match(text, end))


def _opens(text: str, start: int) -> bool:
    """Tell whether a place is where a sentence or a cell begins, so that a capital tells nothing."""
    return not re.search(r"[^\W\d_]", text[:start]) or bool(re.search(r"[.:!?–—¦-][\s\"“]*$", text[:start]))
