"""Finding entities by name: any spelling or script, beginnings of words, typos, ids."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, or_, select, text

from kb.store import tables
from kb.store.names import fold
from kb.store.read import Reader
from kb.store.search_index import has_index

TYPO_CUTOFF = 78  # of 100, rapidfuzz's ratio: "perisild" finds "peresild", "mars" does not find "moon"


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a text found, the spelling that matched, and how well (0 to 100)."""

    entity: str
    matched: str
    score: float


def find(reader: Reader, query: str, kinds: Collection[str] = (), limit: int = 20) -> list[Match]:
    """Return the best matches, best first; an empty query finds nothing.

    Exact names come first, then names that begin like the query or hold its words whole, then names with words
    that begin like it; of equals, preferred names before other spellings, then the more important. Only when
    nothing of that is found, names within a typo or two.
    """
    folded = fold(query)
    if not folded:
        return []
    with reader.connection() as connection:
        candidates = _by_words(connection, folded)
        if not candidates:
            candidates = _by_similarity(connection, folded)
        found = _rank(connection, folded, candidates, kinds)
    return found[:limit]


def _by_words(connection: Connection, folded: str) -> dict[str, float]:
    words = folded.split()
    if has_index(connection):
        expression = " ".join(f'"{word}"*' for word in words)
        rows = connection.execute(
            text("SELECT DISTINCT entity_id FROM name_index WHERE name_index MATCH :words LIMIT 2000"),
            {"words": expression},
        )
        return {row[0]: 0.0 for row in rows}
    column = tables.Name.folded
    query = select(tables.Name.entity_id).distinct().limit(2000)
    for word in words:
        query = query.where(or_(column.like(f"{word}%"), column.like(f"% {word}%")))
    return dict.fromkeys(connection.scalars(query), 0.0)


def _by_similarity(connection: Connection, folded: str) -> dict[str, float]:
    rows = connection.execute(select(tables.Name.entity_id, tables.Name.folded)).all()
    scores: dict[str, float] = {}
    near = process.extract(
        folded, [row.folded for row in rows], scorer=_likeness, score_cutoff=TYPO_CUTOFF, limit=50
    )
    for _, score, position in near:
        entity = rows[position].entity_id
        scores[entity] = max(scores.get(entity, 0.0), score)
    return scores


def _likeness(one: str, other: str, *, score_cutoff: float | None = None, **_: object) -> float:
    """Compare a query with a whole name and, for a query of one word, with each word of it."""
    whole = fuzz.ratio(one, other)
    if " " in one:
        return max(whole, fuzz.token_sort_ratio(one, other))
    return max([whole, *(fuzz.ratio(one, word) - 2 for word in other.split())])


def _rank(
    connection: Connection, folded: str, candidates: dict[str, float], kinds: Collection[str]
) -> list[Match]:
    entity, name = tables.Entity, tables.Name
    ids = list(candidates)
    matches: dict[str, tuple[tuple[float, bool, float], Match]] = {}
    for start in range(0, len(ids), 500):
        query = (
            select(entity.id, entity.importance, name.text, name.folded, name.preferred)
            .join(name, name.entity_id == entity.id)
            .where(entity.id.in_(ids[start : start + 500]))
        )
        if kinds:
            query = query.where(entity.kind.in_(kinds))
        for row in connection.execute(query):
            score = candidates[row.id] or _score(folded, row.folded)
            key = (score, row.preferred, row.importance)
            if row.id not in matches or key > matches[row.id][0]:
                matches[row.id] = (key, Match(row.id, row.text, score))
    ordered = sorted(matches.values(), key=lambda item: item[1].entity)
    ordered.sort(key=lambda item: item[0], reverse=True)
    return [match for _, match in ordered]


def _score(folded: str, name: str) -> float:
    if name == folded:
        return 100.0
    parts, words = folded.split(), name.split()
    if name.startswith(folded) or set(parts) <= set(words):
        return 95.0
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 90.0
    return 80.0
