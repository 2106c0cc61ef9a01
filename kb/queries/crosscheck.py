"""A catalogue laid beside the base: where the two agree, where they differ, and what only one of them has.

The base may hold what a catalogue says beside what it believes itself; such a value is *noted*, not a difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from kb.dates import Date, duration_seconds
from kb.errors import DateError
from kb.importers import Fact, Row
from kb.importers.gcat import designator
from kb.records import Claim
from kb.store import Reader
from kb.store.names import fold

#: Clocks of two catalogues are read as one up to here: lift-off and first motion, touchdown and wheel stop.
TOLERANCE_SECONDS = 120
#: Within one crew a name stands for the one who is spelt as much alike as this (rapidfuzz, 0 to 100).
ALIKE = 80
_PEOPLE = {"crew": "mission", "participant": "event"}


class Outcome(StrEnum):
    """What became of one fact of the catalogue."""

    AGREES = "agrees"
    NOTED = "noted"  # the base holds this value too, and prefers another
    DIFFERS = "differs"
    ABSENT = "absent"  # the base knows the entity, and says nothing of this
    UNKNOWN = "unknown"  # the base does not have the entity


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact of the catalogue, and what the base says to it. ``ours`` are the values held, the best first."""

    outcome: Outcome
    predicate: str
    name: str
    theirs: str
    ours: tuple[str, ...]
    entity: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Crosscheck:
    """Everything found; ``counts`` by predicate and outcome."""

    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, Counter[Outcome]]:
        """How many facts of each predicate had each outcome."""
        found: dict[str, Counter[Outcome]] = defaultdict(Counter)
        for finding in self.findings:
            found[finding.predicate][finding.outcome] += 1
        return dict(found)

    def agreement(self, predicate: str) -> float | None:
        """Return the share of facts that agree among those both sides speak of, or None when there are none."""
        counts = self.counts.get(predicate, Counter())
        both = sum(counts[outcome] for outcome in (Outcome.AGREES, Outcome.NOTED, Outcome.DIFFERS))
        return counts[Outcome.AGREES] / both if both else None


def crosscheck(reader: Reader, rows: Iterable[Row]) -> Crosscheck:
    """Lay the rows of one catalogue beside the base."""
    return Crosscheck(tuple(dict.fromkeys(_Check(reader).findings(rows))))


class _Check:
    def __init__(self, reader: Reader) -> None:
        briefs = reader.entities(["mission", "person", "event", "animal"])
        self.kinds = {brief.id: brief.kind for brief in briefs}
        self.spellings: dict[str, list[str]] = {}
        self.by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity, names in reader.names(self.kinds).items():
            self.spellings[entity] = [fold(name.text) for name in names]
            for name in names:
                for key in _keys(name.text):
                    self.by_name[self.kinds[entity], key].add(entity)
        self.claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self.by_id: dict[str, set[str]] = defaultdict(set)
        wanted = ("cospar_id", "wikidata_id", "launched", "landed", "deorbited", "born", "died", "sex")
        for claim in reader.claims(
            predicates=[*wanted, "crew", "participant", "date", "duration", "mission", "at"]
        ):
            if claim.stated:
                continue
            self.claims[claim.subject, claim.predicate].append(claim)
            if claim.predicate in ("cospar_id", "wikidata_id"):
                own = designator(claim.content)
                self.by_id[own].add(claim.subject)
                self.by_id[own.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")].add(claim.subject)
        self.walks: dict[str, list[str]] = defaultdict(list)
        for (subject, predicate), claims in list(self.claims.items()):
            if predicate == "date" and self.kinds.get(subject) == "event":
                for claim in claims:
                    self.walks[claim.content[:10]].append(subject)

    def findings(self, rows: Iterable[Row]) -> Iterator[Finding]:
        for row in rows:
            entity = self.event(row) if row.kind == "event" else self.match(row)
            for fact in row.facts:
                yield self.finding(row, fact, entity)

    # -- which entity a row means --------------------------------------------------------------

    def match(self, row: Row) -> str | None:
        """Return the one entity that a row means: by the most exact id, then by name and day of launch."""
        named = {
            e for name in row.names for key in _keys(name) for e in self.by_name.get((row.kind, key), ())
        }
        for identifier in row.ids:
            found = {e for e in self.by_id.get(identifier, ()) if self.kinds.get(e) == row.kind}
            if len(found) == 1:
                return found.pop()
            if len(found & named) == 1:
                return (found & named).pop()
        if len(named) > 1:
            named = {e for e in named if self.same_launch(e, row)} or named
        if row.ids and row.kind == "mission":
            named = {e for e in named if self.same_launch(e, row)}
        return named.pop() if len(named) == 1 else None

    def same_launch(self, entity: str, row: Row) -> bool:
        given = next((fact.text[:10] for fact in row.facts if fact.predicate == "launched"), None)
        known = self.claims.get((entity, "launched"), ())
        if given is None:
            return not row.ids
        return any(claim.content.startswith(given) for claim in known)

    def event(self, row: Row) -> str | None:
        """Return the event of that day on which most of the people named took part."""
        day = next((fact.text for fact in row.facts if fact.predicate == "date"), "")
        best: tuple[int, str] | None = None
        for candidate in self.walks.get(day, ()):
            score = sum(
                self.person(fact, candidate, "participant") is not None
                for fact in row.facts
                if fact.predicate == "participant"
            )
            if score and (best is None or score > best[0]):
                best = score, candidate
        return best[1] if best else None

    def person(self, fact: Fact, entity: str, predicate: str) -> str | None:
        """Return who is meant among the people of a flight or event: by id, by name, then by a name much alike."""
        aboard = {claim.content for claim in self.claims.get((entity, predicate), ())}
        if fact.identifier and (known := self.by_id.get(fact.identifier, set()) & aboard):
            return known.pop()
        for key in _keys(fact.text):
            known = {e for kind in ("person", "animal") for e in self.by_name.get((kind, key), ())} & aboard
            if len(known) == 1:
                return known.pop()
        names = {e: self.spellings[e] for e in aboard if e in self.spellings}
        alike = [e for e, own in names.items() if max(map(_alike(fact.text), own)) >= ALIKE]
        return alike[0] if len(alike) == 1 else None

    # -- what it says against what we say ------------------------------------------------------

    def finding(self, row: Row, fact: Fact, entity: str | None) -> Finding:
        claims = self.claims.get((entity, fact.predicate), []) if entity else []
        if entity is None:
            outcome: Outcome = Outcome.UNKNOWN
        elif not claims:
            outcome = Outcome.ABSENT
        elif fact.predicate in _PEOPLE:
            outcome = Outcome.AGREES if self.person(fact, entity, fact.predicate) else Outcome.DIFFERS
        else:
            outcome = _compare(fact, claims)
        name = row.names[0] if row.names else row.flight or ""
        ours = tuple(dict.fromkeys(claim.content for claim in claims))
        return Finding(outcome, fact.predicate, name, fact.text, ours, entity, row.line)


def _alike(name: str) -> Callable[[str], float]:
    """Return how much a spelling is like a name, in any order of its words, or by its last word alone."""
    folded = fold(name)
    last = folded.split()[-1:] or [""]

    def score(other: str) -> float:
        ends = other.split()[-1:] or [""]
        return max(fuzz.token_sort_ratio(folded, other), fuzz.ratio(last[0], ends[0]))

    return score


def _compare(fact: Fact, claims: Sequence[Claim]) -> Outcome:
    agreeing = [claim for claim in claims if _agree(fact.text, claim.content)]
    if not agreeing:
        return Outcome.DIFFERS
    return Outcome.AGREES if agreeing[0] is claims[0] else Outcome.NOTED


def _agree(theirs: str, ours: str) -> bool:
    """Tell whether two values say the same: dates that touch within the tolerance, other texts that are equal."""
    if theirs == ours:
        return True
    lengths = duration_seconds(theirs), duration_seconds(ours)
    if None not in lengths:
        return lengths[0] == lengths[1]
    try:
        one, other = Date.parse(theirs), Date.parse(ours)
    except DateError:
        return False
    least, most = one.gap(other)
    return least <= TOLERANCE_SECONDS and most >= -TOLERANCE_SECONDS


def _keys(name: str) -> tuple[str, ...]:
    """Return how a name is looked up: its words in order, and run together (``STS-51-L`` and ``STS-51L``)."""
    words = fold(name)
    return tuple(dict.fromkeys((words, words.replace(" ", ""))))
