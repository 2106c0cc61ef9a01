"""Reading a text: its sentences, what each says, and what the base says of that."""

from __future__ import annotations

from collections.abc import Iterator

from kb.reading import grammar
from kb.reading.dates_in_text import Dated, dates
from kb.reading.fact_patterns import facts_said
from kb.reading.facts import Facts
from kb.reading.first_answers import FirstAnswers
from kb.reading.first_patterns import firsts_said
from kb.reading.firsts_by_words import FirstsByWords
from kb.reading.judge_facts import FactsJudge
from kb.reading.judge_firsts import FirstsJudge
from kb.reading.masks import Masked, masked
from kb.reading.mentions import Introduced, NameIndex
from kb.reading.results import Reading
from kb.reading.said import Said, SaidDate, SaidFirst
from kb.reading.sentences import Sentence, sentences
from kb.reading.verdicts import Judgement
from kb.store import Reader


class TextReader:
    """Reads texts against one state of a base. Making it indexes every name; reading is then fast."""

    def __init__(self, reader: Reader) -> None:
        self._names = NameIndex(reader)
        self._firsts = FirstsByWords(reader, self._names)
        self._facts = Facts(reader)
        self._answers = FirstAnswers(reader, self._firsts, self._facts)
        self._judge_first = FirstsJudge(self._answers, self._facts)
        self._judge_fact = FactsJudge(self._facts)

    def read(self, text: str) -> list[Reading]:
        """Return what a text says, in its order, each with a verdict; a sentence not understood is unknown."""
        introduced = Introduced()
        prepared = [
            (sentence, self._masked(sentence, introduced), self._heading(sentence))
            for sentence in sentences(text)
            if any(letter.isalpha() for letter in sentence.text)
        ]
        self._facts.fetch(
            {id_ for _, masks, _ in prepared for m in masks.mentions("PFSVGWACNBX") for id_ in m.ids}
        )
        told = [
            (sentence, masks, _nature(sentence.plain), list(dict.fromkeys(self._said(masks, heading))))
            for sentence, masks, heading in prepared
        ]
        self._answers.prepare([said for *_, saids in told for said in saids if isinstance(said, SaidFirst)])
        return [reading for each in told for reading in self._readings(*each)]

    def _masked(self, sentence: Sentence, introduced: Introduced) -> Masked:
        year = sentence.heading[-4:] if sentence.heading else None
        return masked(
            sentence.plain, self._names.find(sentence.plain, introduced), dates(sentence.plain, year)
        )

    def _heading(self, sentence: Sentence) -> Dated | None:
        found = dates(sentence.heading) if sentence.heading else []
        return found[0] if found else None

    def _readings(
        self, sentence: Sentence, masks: Masked, nature: Judgement | None, saids: list[Said]
    ) -> Iterator[Reading]:
        named = [id_ for m in masks.mentions("PFSVGWACNX") for id_ in m.ids[:1]]

        def reading(read_as: str | None, found: Judgement) -> Reading:
            ids = dict.fromkeys((*named, *found.entities))
            briefs = tuple(self._facts.brief(id_) for id_ in ids if id_)
            return Reading(
                sentence.text, sentence.span, read_as, found.verdict, found.reason, found.evidence, briefs
            )

        if nature is not None or not saids:
            yield reading(None, nature or _NOT_UNDERSTOOD)
            return
        for said in saids:
            if isinstance(said, SaidFirst):
                yield reading(self._judge_first.reads(said), self._judge_first.judge(said))
            else:
                yield reading(self._judge_fact.reads(said), self._judge_fact.judge(said))

    def _said(self, masks: Masked, heading: Dated | None) -> Iterator[Said]:
        compares = grammar.compares(masks.text)
        firsts = [] if compares else list(firsts_said(masks, self._firsts, heading))
        yield from firsts
        for said in facts_said(masks, heading, any(first.dates for first in firsts)):
            if isinstance(said, SaidDate) and (compares or _told_twice(said, firsts)):
                continue
            yield said


_NOT_UNDERSTOOD = Judgement("unknown", "Nothing in it was understood that the base could answer.")


def _told_twice(said: SaidDate, firsts: list[SaidFirst]) -> bool:
    """Tell whether a date is that of a first, whose verb may read like a deed."""
    return said.deed != "born" and any(
        said.date in first.dates and said.subject in first.subjects for first in firsts
    )


def _nature(text: str) -> Judgement | None:
    """Return the verdict on a sentence that is not to be judged, None for the others."""
    if grammar.looks_ahead(text):
        return Judgement("prediction", "This is about what is still to come.")
    if grammar.opinion(text):
        return Judgement("opinion", "This values; claims cannot settle it.")
    if grammar.unfit(text):
        return Judgement(
            "unknown", "It denies, asks, doubts or tells what others say; such a sentence is not judged."
        )
    return None
