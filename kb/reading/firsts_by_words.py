"""Which first a phrase means: the firsts of the base by the canonical words of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kb import document
from kb.queries.firsts import FirstAnswer, firsts
from kb.reading.masks import masked
from kb.reading.mentions import NameIndex
from kb.reading.phrases import BESIDE, IMPLIED, SPARE, canonical
from kb.store import Reader

_OTHER_WORDINGS = Path(__file__).with_name("phrasings.yaml")


@dataclass(frozen=True, slots=True)
class Meant:
    """A first that a phrase may mean, under a definition or within a country where the phrase says so.

    ``wider`` tells that the phrase says less than the first: “landing on the Moon” may have had a crew or none.
    """

    first: str
    definition: str | None = None
    country: str | None = None
    wider: bool = False


class FirstsByWords:
    """The firsts of a base by what they are called."""

    def __init__(self, reader: Reader, names: NameIndex) -> None:
        self._reader = reader
        self._answers: dict[str, FirstAnswer] = {}
        ids = [brief.id for brief in reader.entities(["first"])]
        self._within: dict[str, set[str]] = defaultdict(set)  # first → countries within which it is ranked
        for ruling in reader.rulings(scope="country"):
            if ruling.group and ruling.winners:
                self._within[ruling.first].add(ruling.group)
        self._by_words: dict[frozenset[str], dict[tuple[str, str | None], None]] = defaultdict(dict)
        spelled = reader.names(ids)
        for id_ in ids:
            for name in spelled[id_]:
                self._enter(names, name.text, id_, None)
        for id_, definition, wording in _other_wordings():
            if id_ in spelled:
                self._enter(names, wording, id_, definition)

    def _enter(self, names: NameIndex, wording: str, first: str, definition: str | None) -> None:
        opening, _, rest = wording.partition(" ")
        if opening.lower() == "first" and rest and (words := canonical(words_of(names, rest))):
            self._by_words[words].setdefault((first, definition))

    def answers(self, ids: Iterable[str]) -> dict[str, FirstAnswer]:
        """Return the base's answers to firsts; those not asked for before are looked up in one go."""
        wanted = set(ids)
        if missing := wanted - self._answers.keys():
            self._answers |= {answer.id: answer for answer in firsts(self._reader, ids=missing)}
        return {id_: self._answers[id_] for id_ in wanted}

    def meant(self, words: frozenset[str]) -> list[Meant]:
        """Return the firsts that canonical words mean, none when they are not understood."""
        spare = [word for word in SPARE if word in words and words & BESIDE.get(word, words)]
        for count in range(min(len(spare), 3) + 1):
            for left_out in combinations(spare, count):
                if found := self._exactly(words.difference(left_out)):
                    return found
        return []

    def _exactly(self, words: frozenset[str]) -> list[Meant]:
        if not words:
            return []
        found = [Meant(*key) for key in self._by_words.get(words, ())]
        known = {meant.first for meant in found}
        for count in (1, 2):
            for implied in combinations([word for word in IMPLIED if word not in words], count):
                for first, definition in self._by_words.get(words.union(implied), ()):
                    if first not in known:
                        known.add(first)
                        found.append(Meant(first, definition, wider=True))
        if not any(not meant.wider for meant in found):
            found = [*self._of_nation(words), *found]
        if not found and "orbit" in words:
            found = [
                Meant(first, "orbit")
                for first, definition in self._by_words.get(words - {"orbit"} | {"space"}, ())
                if definition is None
            ]
        return found

    def _of_nation(self, words: frozenset[str]) -> Iterator[Meant]:
        """Yield general firsts that are ranked within the one country that the words name."""
        nations = [word for word in words if word[0] == "+"]
        if len(nations) != 1:
            return
        country, rest = nations[0][1:], words - {nations[0]}
        found = {
            Meant(first, definition, country): None
            for wanted in (rest, rest - {"craft"}, rest | {"person"})
            for first, definition in self._by_words.get(wanted, ())
            if country in self._within.get(first, ())
        }
        yield from found


def words_of(names: NameIndex, text: str) -> str:
    """Return a text as :func:`canonical` reads it, with the marks of what it names."""
    sentence = masked(text, [m for m in names.find(text) if m.letter not in "PF"], ())
    return sentence.phrase(sentence.text)


def _other_wordings() -> Iterable[tuple[str, str | None, str]]:
    root, _ = document.read(_OTHER_WORDINGS, _OTHER_WORDINGS.name)
    if not isinstance(root, document.Mapping):
        return
    for key, value in root.entries:
        first, _, definition = key.text.partition(":")
        for wording in value.items if isinstance(value, document.Sequence) else ():
            yield first, definition or None, str(wording)
