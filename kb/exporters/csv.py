"""Answers as CSV: a header line, one line a record, several values of a field joined by ``"; "``.

UTF-8, comma, line feed. Dates are EDTF text as in :mod:`kb.exporters.json`, whose field names the columns share.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from kb.exporters import json as plain
from kb.queries.firsts import FirstAnswer
from kb.queries.profile import Profile
from kb.queries.timeline import Item
from kb.records import Brief
from kb.vocabulary import Attribute, Vocabulary

TIMELINE = (
    "date",
    "earliest",
    "latest",
    "until",
    "title",
    "entity",
    "kind",
    "sources",
    "agencies",
    "countries",
    "programmes",
    "people",
    "importance",
    "summary",
)
FIRSTS = (
    "id",
    "name",
    "date",
    "definition",
    "winners",
    "winner_names",
    "runner_up",
    "achieved_on",
    "credited_to",
    "through",
    "contested",
    "category",
    "statement",
    "sources",
    "summary",
)
ENTITIES = ("id", "kind", "name", "aliases", "began", "ended", "importance", "summary", "file", "line")


def timeline(items: Iterable[Item]) -> str:
    """Return entries of a timeline, one a line, with the columns of ``TIMELINE``."""
    return _table(TIMELINE, (plain.item(item) for item in items))


def firsts(answers: Iterable[FirstAnswer]) -> str:
    """Return firsts, one a line, answered under their default definition, with the columns of ``FIRSTS``."""
    return _table(FIRSTS, (_first(answer) for answer in answers))


def entities(profiles: Iterable[Profile], kind: str, registry: Vocabulary) -> str:
    """Return entities of one kind: the columns of ``ENTITIES``, then one for each attribute of the kind.

    Such a cell holds the value that the base shows; all of them for an attribute that takes several.
    """
    attributes = [
        attribute
        for name, attribute in registry.attributes.items()
        if kind in attribute.on and name not in ENTITIES
    ]
    rows = []
    for profile in profiles:
        row = plain.entity(profile)
        for attribute in attributes:
            row[attribute.id] = _shown(profile, attribute)
        rows.append(row)
    return _table((*ENTITIES, *(attribute.id for attribute in attributes)), rows)


def _shown(profile: Profile, attribute: Attribute) -> list[str]:
    resolved = profile.attributes.get(attribute.id)
    values = resolved.values if resolved else ()
    shown = [v.content for v in values if not v.claim.stated and v.claim.rank != "deprecated"]
    return shown if attribute.many else shown[:1]


def _first(answer: FirstAnswer) -> dict[str, object]:
    row = plain.first(answer)
    for field in ("winners", "runner_up", "achieved_on", "credited_to", "through"):
        row[field] = _ids(getattr(answer, field))
    row["winner_names"] = [winner.name for winner in answer.winners]
    row["sources"] = list(dict.fromkeys(claim.source for claim in answer.proof))
    return row


def _ids(briefs: Iterable[Brief]) -> list[str]:
    return [brief.id for brief in briefs]


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)
