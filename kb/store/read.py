"""Reading the base: frozen records out of the tables, in few queries, in a stable order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, Select, func, inspect, or_, select
from sqlalchemy.orm import Session

from kb.dates import Date
from kb.errors import ForeignBaseError, MissingBaseError, NotFoundError, Place, did_you_mean
from kb.records import Brief, Claim, Dataset, Link, Name, Source
from kb.rules import WORLD, Ruling
from kb.store import tables
from kb.store.engine import said_plainly, sqlite_file
from kb.vocabulary import Vocabulary

_CHUNK = 500


class Triple(NamedTuple):
    """A claim without its trimmings: ``content`` is an id or a literal value, ``when`` is EDTF text."""

    subject: str
    predicate: str
    content: str
    definition: str | None
    when: str | None
    source: str


class Reader:
    """A view of one base. Thread-safe: each call takes its own connection."""

    def __init__(self, engine: Engine, registry: Vocabulary) -> None:
        self.engine = engine
        self.registry = registry

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give a connection; the database's errors come out as StoreError."""
        with said_plainly(self.engine), self.engine.connect() as connection:
            yield connection

    def session(self) -> Session:
        """Return an ORM session over the mapped classes, for queries of the analyst's own."""
        return Session(self.engine)

    def require(self) -> None:
        """Raise MissingBaseError or ForeignBaseError unless this is a base of our schema."""
        where = self.engine.url.render_as_string(hide_password=True)
        file = sqlite_file(self.engine)
        if file is not None and not file.exists():
            raise MissingBaseError(f"there is no base at {where}; make it with 'kb build'")
        with self.connection() as connection:
            present = set(inspect(connection).get_table_names())
        if not present:
            raise MissingBaseError(f"{where} is empty; make the base with 'kb build'")
        if tables.Build.__tablename__ not in present:
            raise ForeignBaseError(f"{where} is no base of this project; give another file with --db")

    def build(self) -> tuple[int, str] | None:
        """Return the schema number and fingerprint of the base, or None when it has none."""
        with self.connection() as connection:
            if not inspect(connection).has_table(tables.Build.__tablename__):
                return None
            row = connection.execute(select(tables.Build.schema, tables.Build.fingerprint)).first()
        return (row[0], row[1]) if row else None

    def files(self) -> int:
        """Return how many seed files the base was built from."""
        with self.connection() as connection:
            return int(connection.scalar(select(tables.Build.files)) or 0)

    def datasets(self) -> list[Dataset]:
        """Return what the base was built from, lowest layer first."""
        table = tables.Dataset
        with self.connection() as connection:
            rows = connection.execute(select(table.id, table.path, table.label).order_by(table.position))
            return [Dataset(*row) for row in rows]

    # -- entities ----------------------------------------------------------------------------

    def brief(self, entity: str) -> Brief:
        """Return one entity. Raises NotFoundError, which names the nearest id."""
        found = self.briefs([entity])
        if entity not in found:
            with self.connection() as connection:
                known = connection.scalars(select(tables.Entity.id)).all()
            raise NotFoundError(f"there is no entity {entity!r} in the base{did_you_mean(entity, known)}")
        return found[entity]

    def briefs(self, ids: Collection[str]) -> dict[str, Brief]:
        """Return the entities of those ids that exist."""
        found = {}
        with self.connection() as connection:
            for chunk in _chunks(ids):
                for row in connection.execute(_briefs().where(tables.Entity.id.in_(chunk))):
                    found[row.id] = _brief(row)
        return found

    def entities(self, kinds: Collection[str] = ()) -> list[Brief]:
        """Return all entities, or those of some kinds, by beginning and name."""
        query = _briefs().order_by(
            tables.Entity.start.is_(None), tables.Entity.start, tables.Entity.name, tables.Entity.id
        )
        if kinds:
            query = query.where(tables.Entity.kind.in_(kinds))
        with self.connection() as connection:
            return [_brief(row) for row in connection.execute(query)]

    def best(self, ids: Collection[str]) -> dict[str, dict[str, str]]:
        """Return the winning value of each attribute, by entity."""
        found = {}
        with self.connection() as connection:
            for chunk in _chunks(ids):
                query = select(tables.Entity.id, tables.Entity.best).where(tables.Entity.id.in_(chunk))
                found.update({row.id: dict(row.best) for row in connection.execute(query)})
        return found

    def names(self, ids: Collection[str]) -> dict[str, list[Name]]:
        """Return every spelling of each entity, the preferred one first."""
        table = tables.Name
        found: dict[str, list[Name]] = defaultdict(list)
        with self.connection() as connection:
            for chunk in _chunks(ids):
                query = (
                    select(table.entity_id, table.text, table.source_id, table.file, table.line)
                    .where(table.entity_id.in_(chunk))
                    .order_by(table.id)
                )
                for row in connection.execute(query):
                    found[row[0]].append(Name(row[0], row[1], row[2], Place(row[3], row[4])))
        return found

    def counts(self) -> dict[str, int]:
        """Return how many entities there are of each kind, and ``claim`` and ``source``."""
        with self.connection() as connection:
            by_kind = select(tables.Entity.kind, func.count()).group_by(tables.Entity.kind)
            counts = {kind: int(count) for kind, count in connection.execute(by_kind)}
            for name, table in (("claim", tables.Claim), ("source", tables.Source)):
                counts[name] = int(connection.scalar(select(func.count()).select_from(table)) or 0)
        return counts

    # -- claims and links --------------------------------------------------------------------

    def claims(
        self,
        *,
        subjects: Collection[str] | None = None,
        objects: Collection[str] | None = None,
        predicates: Collection[str] | None = None,
        source: str | None = None,
        stated: bool | None = None,
        contested: bool | None = None,
    ) -> list[Claim]:
        """Return claims that fit every condition given, in the order of their resolution."""
        table = tables.Claim
        query = select(table).order_by(table.id)
        if predicates is not None:
            query = query.where(table.predicate.in_(predicates))
        if source is not None:
            query = query.where(table.source_id == source)
        if stated is not None:
            query = query.where(table.stated.is_(stated))
        if contested is not None:
            query = query.where(table.contested.is_(contested))
        claims: list[Claim] = []
        with self.connection() as connection:
            for narrowed in _narrow(query, subjects, objects):
                claims += [_claim(row) for row in connection.execute(narrowed)]
        return claims

    def triples(self, predicates: Collection[str], subjects: Collection[str] | None = None) -> list[Triple]:
        """Return what the base itself claims with some predicates, bare: for walks over many claims.

        What texts merely state and what is deprecated is left out.
        """
        table = tables.Claim
        query = (
            select(
                table.subject_id,
                table.predicate,
                func.coalesce(table.object_id, table.value),
                table.qualifiers["definition"].as_string(),
                table.when,
                table.source_id,
            )
            .where(table.predicate.in_(predicates), table.stated.is_(False), table.rank != "deprecated")
            .order_by(table.id)
        )
        found: list[Triple] = []
        with self.connection() as connection:
            for chunk in [None] if subjects is None else _chunks(subjects):
                narrowed = query if chunk is None else query.where(table.subject_id.in_(chunk))
                found += [Triple(*row) for row in connection.execute(narrowed)]
        return found

    def links_among(
        self, entity_ids: Collection[str], predicates: Collection[str] | None = None
    ) -> list[Link]:
        """Return every relation claim with one of these entities at both ends."""
        ids = set(entity_ids)
        claims = self.claims(subjects=ids, predicates=predicates)
        return self.as_links(claim for claim in claims if claim.object in ids)

    def links(self, entity_ids: Collection[str], predicates: Collection[str] | None = None) -> list[Link]:
        """Return every relation claim with one of these entities at either end."""
        table = tables.Claim
        query = select(table).where(table.object_id.is_not(None)).order_by(table.id)
        if predicates is not None:
            query = query.where(table.predicate.in_(predicates))
        claims: dict[tuple[str, int, int, str], Claim] = {}
        with self.connection() as connection:
            for chunk in _chunks(entity_ids):
                either = or_(table.subject_id.in_(chunk), table.object_id.in_(chunk))
                for row in connection.execute(query.where(either)):
                    claims[row.file, row.line, row.id, row.source_id] = _claim(row)
        return self.as_links(claims.values())

    def all_links(self, predicates: Collection[str] | None = None) -> list[Link]:
        """Return every relation claim of the base."""
        table = tables.Claim
        query = select(table).where(table.object_id.is_not(None)).order_by(table.id)
        if predicates is not None:
            query = query.where(table.predicate.in_(predicates))
        with self.connection() as connection:
            claims = [_claim(row) for row in connection.execute(query)]
        return self.as_links(claims)

    def as_links(self, claims: Iterable[Claim]) -> list[Link]:
        """Return relation claims as links, with both ends looked up in one go."""
        relations = [c for c in claims if c.object is not None]
        ids = {c.subject for c in relations} | {c.object for c in relations if c.object}
        briefs = self.briefs(ids)
        links = []
        for claim in relations:
            relation = self.registry.relations[claim.predicate]
            links.append(
                Link(
                    claim,
                    briefs[claim.subject],
                    briefs[claim.object or ""],
                    relation.label,
                    relation.inverse,
                    relation.says,
                    relation.says_back,
                    relation.weak,
                )
            )
        return links

    # -- firsts by rule ----------------------------------------------------------------------

    def rulings(
        self, firsts: Collection[str] | None = None, *, scope: str | None = WORLD, group: str | None = None
    ) -> list[Ruling]:
        """Return what the rules of firsts come to: in the world, within one sort of group, or (None) all."""
        table = tables.Ruling
        query = select(table.first_id, table.definition, table.scope, table.group_id, table.places).order_by(
            table.id
        )
        if scope is not None:
            query = query.where(table.scope == scope)
        if group is not None:
            query = query.where(table.group_id == group)
        found: list[Ruling] = []
        with self.connection() as connection:
            for chunk in [None] if firsts is None else _chunks(firsts):
                narrowed = query if chunk is None else query.where(table.first_id.in_(chunk))
                found += [Ruling.from_json(*row) for row in connection.execute(narrowed)]
        return found

    def rules(self, firsts: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
        """Return the rules of firsts in words, as :func:`kb.rules.in_words` gives them, with file and line."""
        table = tables.Rule
        found: dict[str, dict[str, Any]] = {}
        with self.connection() as connection:
            for chunk in [None] if firsts is None else _chunks(firsts):
                query = select(table.first_id, table.words, table.file, table.line)
                narrowed = query if chunk is None else query.where(table.first_id.in_(chunk))
                for row in connection.execute(narrowed):
                    found[row[0]] = {**row[1], "file": row[2], "line": row[3]}
        return found

    # -- sources -----------------------------------------------------------------------------

    def sources(self, ids: Collection[str] | None = None) -> dict[str, Source]:
        """Return all sources, or those of these ids, by id."""
        query = select(tables.Source).order_by(tables.Source.id)
        if ids is not None:
            query = query.where(tables.Source.id.in_(ids))
        with self.connection() as connection:
            return {row.id: _source(row) for row in connection.execute(query)}

    def via(self) -> dict[str, str | None]:
        """Return which source each repeating source repeats."""
        query = select(tables.Source.id, tables.Source.via).where(tables.Source.via.is_not(None))
        with self.connection() as connection:
            return {row.id: row.via for row in connection.execute(query)}

    def source(self, source: str) -> Source:
        """Return one source. Raises NotFoundError, which names the nearest id."""
        found = self.sources()
        if source not in found:
            raise NotFoundError(f"there is no source {source!r} in the base{did_you_mean(source, found)}")
        return found[source]

    def source_counts(self) -> dict[str, int]:
        """Return how many claims each source gives."""
        query = select(tables.Claim.source_id, func.count()).group_by(tables.Claim.source_id)
        with self.connection() as connection:
            return {source: int(count) for source, count in connection.execute(query)}


def _briefs() -> Select[*tuple[Any, ...]]:
    e = tables.Entity
    return select(e.id, e.kind, e.name, e.summary, e.began, e.ended, e.importance, e.file, e.line)


def _brief(
    row: Row[Any],
) -> Brief:
    return Brief(
        id=row.id,
        kind=row.kind,
        name=row.name,
        summary=row.summary,
        began=Date.parse(row.began) if row.began else None,
        ended=Date.parse(row.ended) if row.ended else None,
        importance=row.importance,
        place=Place(row.file, row.line),
    )


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        subject=row.subject_id,
        predicate=row.predicate,
        source=row.source_id,
        place=Place(row.file, row.line, row.column),
        value=row.value,
        object=row.object_id,
        qualifiers=tuple(row.qualifiers.items()),
        when=Date.parse(row.when) if row.when else None,
        quote=row.quote,
        span=(row.span_start, row.span_end) if row.span_end is not None else None,
        note=row.note,
        rank=row.rank,
        confidence=row.confidence,
        stated=row.stated,
        dataset=row.dataset_id,
    )


def _source(row: Row[Any]) -> Source:
    return Source(
        id=row.id,
        title=row.title,
        type=row.type,
        place=Place(row.file, row.line),
        publisher=row.publisher,
        author=row.author,
        date=Date.parse(row.date) if row.date else None,
        url=row.url,
        licence=row.licence,
        note=row.note,
        via=row.via,
        dataset=row.dataset_id,
    )


def _chunks(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """Split ids so that no statement carries more parameters than a database takes."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _narrow(
    query: Select[tables.Claim],
    subjects: Collection[str] | None,
    objects: Collection[str] | None,
) -> Iterator[Select[tables.Claim]]:
    """Yield the query once for each chunk of subjects and objects."""
    for some in [None] if subjects is None else _chunks(subjects):
        for others in [None] if objects is None else _chunks(objects):
            narrowed = query
            if some is not None:
                narrowed = narrowed.where(tables.Claim.subject_id.in_(some))
            if others is not None:
                narrowed = narrowed.where(tables.Claim.object_id.in_(others))
            yield narrowed
