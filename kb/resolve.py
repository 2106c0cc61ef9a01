"""Claims of one subject and predicate → the best value, the others, and whether sources disagree.

The rule, in this order:

1. claims of rank *deprecated* never win, *preferred* ones win over *normal* ones;
2. claims under a source's ``says`` (an audited text) stand behind claims that the base itself makes;
3. more independent sources win (repeats through ``via`` count once);
4. a more certain claim wins, then a more precise date, then the order of the seed.

Two values are in dispute when they cannot both be true of a predicate that takes one value. Dates that contain
one another (1961-04-12 and 1961-04-12T06:07Z) agree, and so do numbers that differ only in how they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kb.dates import Date
from kb.errors import DateError
from kb.records import Claim, origin
from kb.vocabulary import Attribute, Predicate

_RANKS = {"preferred": 0, "normal": 1, "deprecated": 2}
_CONFIDENCE = {"certain": 0, "probable": 1, "possible": 2}
_PRECISIONS = {
    name: n for n, name in enumerate(("second", "minute", "day", "month", "year", "decade", "interval"))
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a predicate with every claim that gives it; the strongest claim comes first."""

    content: str
    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The strongest claim for this value."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The values of one predicate, best first. ``contested`` holds when two of them exclude each other."""

    predicate: str
    values: tuple[Value, ...]
    contested: bool

    @property
    def best(self) -> Value:
        """The value the base shows when it shows one."""
        return self.values[0]


def resolve(predicate: Predicate, claims: Sequence[Claim], via: Mapping[str, str | None]) -> Resolved:
    """Resolve the claims (at least one, all of one subject and predicate).

    ``via`` maps a source id to the id of the source it repeats.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_sameness(predicate, claim), []).append(claim)
    values = []
    for group in groups.values():
        group.sort(key=standing)
        values.append(Value(group[0].content, tuple(group)))
    is_date = isinstance(predicate, Attribute) and predicate.range == "date"
    order = {id(value): n for n, value in enumerate(values)}
    values.sort(
        key=lambda value: (
            *standing(value.claim)[:2],
            -_support(value, values, via, is_date),
            standing(value.claim)[2],
            _precision(value.content) if is_date else 0,
            order[id(value)],
        )
    )
    unrefuted = [value for value in values if value.claim.rank != "deprecated"]
    contested = not predicate.many and any(_excludes(unrefuted[0], other, is_date) for other in unrefuted[1:])
    return Resolved(predicate.id, tuple(values), contested)


def standing(claim: Claim) -> tuple[int, int, int]:
    """Return how strong a claim is by itself, smallest first: rank, whether a text merely states it, certainty."""
    return _RANKS[claim.rank], int(claim.stated), _CONFIDENCE[claim.confidence]


def _sameness(predicate: Predicate, claim: Claim) -> tuple[str, ...]:
    """What makes two claims give the same value: the content, and the qualifiers that distinguish relations."""
    if isinstance(predicate, Attribute):
        if predicate.range == "number":
            return (str(float(claim.content)),)
        return (claim.content,)
    return (claim.content, *(f"{key}={value}" for key, value in claim.qualifiers))


def _support(value: Value, values: Sequence[Value], via: Mapping[str, str | None], is_date: bool) -> int:
    """Count the independent sources behind a value; a source that gives the day supports the minute in it."""
    sources = {origin(claim.source, via) for claim in value.claims if claim.rank != "deprecated"}
    if is_date:
        for other in values:
            if other is not value and not _excludes(value, other, True):
                sources |= {origin(c.source, via) for c in other.claims if c.rank != "deprecated"}
    return len(sources)


def _excludes(one: Value, other: Value, is_date: bool) -> bool:
    if one.content == other.content:
        return False
    if is_date:
        a, b = _date(one.content), _date(other.content)
        if a is not None and b is not None:
            return a.before(b) is True or b.before(a) is True
    return True


def _precision(text: str) -> int:
    date = _date(text)
    return _PRECISIONS.get(str(date.precision), 9) if date else 9


@cache
def _date(text: str) -> Date | None:
    try:
        return Date.parse(text)
    except DateError:
        return None
