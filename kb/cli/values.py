"""What options and arguments take: words of the registry, and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from kb.dates import Date
from kb.errors import DateError, did_you_mean
from kb.vocabulary import vocabulary


class Word(click.ParamType):
    """A word of one of the registry's lists, read when it is first needed."""

    def __init__(self, name: str, words: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or fail with the nearest one."""
        known = list(self.words())
        if value in known:
            return str(value)
        hint = did_you_mean(str(value), known) or f"; known: {', '.join(known)}"
        self.fail(f"unknown {self.name} {value!r}{hint}", param, ctx)


class KindWord(Word):
    """A kind of entity, by its id or the folder that holds it: ``mission`` or ``missions``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind's id, or fail with the nearest one."""
        kind = vocabulary().kind_of_folder(str(value))
        return kind.id if kind else super().convert(value, param, ctx)


class When(click.ParamType):
    """A date or an interval, as seed files write them."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        """Return the date, or fail with what to write."""
        try:
            return value if isinstance(value, Date) else Date.parse(value)
        except DateError as error:
            self.fail(str(error), param, ctx)


KIND = KindWord("kind", lambda: vocabulary().kinds)
RELATION = Word("relation", lambda: vocabulary().relations)
PREDICATE = Word("predicate", lambda: [*vocabulary().attributes, *vocabulary().relations])
CATEGORY = Word("category", lambda: vocabulary().lists["category"])
DATE = When()
