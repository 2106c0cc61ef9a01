"""Checks of single values: dates, numbers, identifiers, controlled words, quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kb.dates import Date
from kb.errors import DateError, Issue, did_you_mean
from kb.records import Claim, Seed
from kb.vocabulary import Attribute, Vocabulary

QUOTE_WORDS = 12
SUMMARY_CHARACTERS = 500

#: COSPAR international designators, in today's form (1969-059A) and in the Greek one used until 1962 (1957 α 1).
COSPAR = re.compile(r"\d{4}-\d{3}[A-Z]{0,3}|\d{4} [α-ω]{1,2}( \d+)?")
WIKIDATA = re.compile(r"Q[1-9]\d*")
DURATION = re.compile(r"(\d+(\.\d+)? (d|h|min|s))( \d+(\.\d+)? (h|min|s))*")


def _number(text: str) -> str | None:
    try:
        float(text)
    except ValueError:
        return f"{text!r} is no number; write digits with a point, such as 83.6"
    return None


def _date(text: str) -> str | None:
    try:
        Date.parse(text)
    except DateError as error:
        return str(error)
    return None


def _matches(pattern: re.Pattern[str], what: str) -> Callable[[str], str | None]:
    return lambda text: None if pattern.fullmatch(text) else f"{text!r} is no {what}"


_RANGES: dict[str, Callable[[str], str | None]] = {
    "text": lambda text: None,
    "date": _date,
    "number": _number,
    "duration": _matches(DURATION, "duration; write units, such as '12 d' or '1 h 48 min'"),
    "cospar": _matches(COSPAR, "COSPAR id; write 1969-059A, or 1957 α 1 for launches before 1963"),
    "wikidata": _matches(WIKIDATA, "Wikidata id; write Q and digits, such as Q7327"),
}


def literals(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Dates are dates, numbers are numbers, and controlled lists hold the word."""
    for claim in seed.claims:
        attribute = registry.attributes.get(claim.predicate)
        kind = seed.kind(claim.subject)
        if attribute is None or claim.value is None or kind not in attribute.on:
            continue
        words = registry.words(attribute, kind)
        if words is not None:
            wrong = _unknown_word(claim.value, attribute.range.replace("{kind}", kind), words)
        else:
            wrong = _RANGES[attribute.range](claim.value)
        if wrong:
            yield Issue(claim.place, wrong)


def controlled_words(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Rank, confidence and the qualifiers that have a list hold one of its words."""
    for claim in seed.claims:
        for name, value in (
            ("rank", claim.rank),
            ("confidence", claim.confidence),
            *claim.qualifiers,
        ):
            words = registry.lists.get(name)
            wrong = _unknown_word(value, name, words) if words is not None else None
            if wrong:
                yield Issue(claim.place, wrong)
    for source in seed.sources.values():
        wrong = _unknown_word(source.type, "source_type", registry.lists["source_type"])
        if wrong:
            yield Issue(source.place, wrong)


def _unknown_word(value: str, name: str, words: tuple[str, ...]) -> str | None:
    if value in words:
        return None
    hint = did_you_mean(value, words) or f"; known: {', '.join(words)}"
    return f"unknown {name.replace('_', ' ')} {value!r}{hint}"


def quotes(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Quotes are short, and a span is exactly as long as its quote."""
    for claim in seed.claims:
        if claim.quote is None:
            if claim.span is not None:
                yield Issue(claim.place, "a span needs the quote that stands there")
            continue
        if (words := len(claim.quote.split())) > QUOTE_WORDS:
            yield Issue(claim.place, f"the quote has {words} words; quote at most {QUOTE_WORDS}")
        if claim.span is not None and claim.span[1] - claim.span[0] != len(claim.quote):
            start, end = claim.span
            yield Issue(
                claim.place,
                f"the span {start}-{end} has {end - start} characters, the quote {len(claim.quote)}",
            )


def one_value_a_source(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """One source gives one value of a predicate that takes one; a dispute needs two sources."""
    seen: dict[tuple[str, str, str, bool], Claim] = {}
    for claim in seed.claims:
        predicate = registry.predicate(claim.predicate)
        if predicate is None or predicate.many or claim.rank == "deprecated":
            continue
        key = (claim.subject, claim.predicate, claim.source, claim.stated)
        first = seen.setdefault(key, claim)
        if first is not claim and first.content != claim.content:
            yield Issue(
                claim.place,
                f"{claim.predicate!r} takes one value, and {claim.source!r} already gives {first.content!r} "
                f"({first.place}); name the source that differs, or mark one 'rank: deprecated'",
            )


def named_once(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """A record lists no spelling twice, and its summary stays short."""
    for entity in seed.entities.values():
        seen: set[str] = set()
        for name in entity.names:
            if name.text in seen and name.place.file == entity.place.file:
                yield Issue(name.place, f"the name {name.text!r} stands twice in {entity.id!r}; keep one")
            seen.add(name.text)
        if entity.summary and len(entity.summary) > SUMMARY_CHARACTERS:
            yield Issue(
                entity.place,
                f"the summary of {entity.id!r} has {len(entity.summary)} characters; "
                f"one or two sentences fit in {SUMMARY_CHARACTERS}",
            )


def is_date(registry: Vocabulary, predicate: str) -> bool:
    """Tell whether a predicate's values are dates."""
    attribute = registry.predicate(predicate)
    return isinstance(attribute, Attribute) and attribute.range == "date"
