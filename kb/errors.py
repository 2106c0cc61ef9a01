"""Everything that can go wrong, as sentences: the place, the offending value, the next step.

The tree::

    KBError
    ├── DateError           a text that is not one of the dates we accept (also a ValueError)
    ├── VocabularyError     the registry itself is wrong
    ├── SeedError           seed files have problems; carries every Issue of the run
    ├── NotFoundError       no such entity, source or kind (also a LookupError)
    ├── QueryError          a question that cannot be asked that way (also a ValueError)
    └── StoreError          the database cannot be used
        ├── MissingBaseError    there is none where we looked
        ├── LockedBaseError     another process holds it
        └── ForeignBaseError    it is there, but it is not one of ours, or of another version
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file as the user named it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One problem found in a seed: where, and a sentence that says what and what to do."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class KBError(Exception):
    """Root of all errors that this package raises on purpose."""


class DateError(KBError, ValueError):
    """A text that is not a date of the accepted EDTF subset."""


class VocabularyError(KBError):
    """The registry of kinds and predicates contradicts itself."""


class SeedError(KBError):
    """Seed files have problems. ``issues`` holds all of them, sorted by place."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = sorted(set(issues))
        count = len(self.issues)
        head = f"{count} problem{'' if count == 1 else 's'} in the seed; nothing was written"
        super().__init__("\n".join([head, *map(str, self.issues)]))


class NotFoundError(KBError, LookupError):
    """Nothing in the base has that name."""


class QueryError(KBError, ValueError):
    """A question that cannot be asked that way."""


class StoreError(KBError):
    """The database cannot be used."""


class MissingBaseError(StoreError):
    """There is no base at that address."""


class LockedBaseError(StoreError):
    """Another process is writing to the base."""


class ForeignBaseError(StoreError):
    """The file is no base, or one of another version."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'nasa'?"`` for the nearest known word, or an empty string."""
    near = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=65)
    return f"; did you mean {near[0]!r}?" if near else ""
