"""What options and arguments take, as functions from text: words of the registry, and dates."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kb.dates import Date
from kb.errors import DateError, did_you_mean
from kb.vocabulary import vocabulary


def kind(text: str) -> str:
    """Return a kind's id from it or from the folder that holds it: ``mission`` or ``missions``."""
    found = vocabulary().kind_of_folder(text)
    return found.id if found else _word("kind", text, vocabulary().kinds)


def relation(text: str) -> str:
    """Return a relation's id."""
    return _word("relation", text, vocabulary().relations)


def predicate(text: str) -> str:
    """Return the id of an attribute or a relation."""
    return _word("predicate", text, (*vocabulary().attributes, *vocabulary().relations))


def category(text: str) -> str:
    """Return a category of firsts."""
    return _word("category", text, vocabulary().lists["category"])


def definition(text: str) -> str:
    """Return a definition under which firsts are answered."""
    return _word("definition", text, vocabulary().lists["definition"])


def date(text: str) -> Date:
    """Return a date or an interval, written as in seed files."""
    try:
        return Date.parse(text)
    except DateError as error:
        raise click.BadParameter(str(error)) from error


def _word(name: str, text: str, known: Iterable[str]) -> str:
    words = list(known)
    if text in words:
        return text
    hint = did_you_mean(text, words) or f"; known: {', '.join(words)}"
    raise click.BadParameter(f"unknown {name} {text!r}{hint}")
