"""Seed → tables, in one transaction: the new base is there at once and whole, or the old one stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, inspect, select

from kb.dates import Date
from kb.errors import DateError, ForeignBaseError, StoreError
from kb.records import Claim, Dataset, Entity, Seed, Source
from kb.resolve import Resolved, Value, resolve
from kb.rules import WORLD, Deeds, Facts, Ruling, in_words, judge_all, settle
from kb.store import tables
from kb.store.engine import said_plainly, sqlite_file
from kb.store.importance import importance
from kb.store.names import fold
from kb.store.search_index import fill_index
from kb.vocabulary import Attribute, Vocabulary
from kb.winners import camps, date_of

_Row = dict[str, Any]


def write(
    engine: Engine, seed: Seed, datasets: Sequence[Dataset], fingerprint: str, registry: Vocabulary
) -> bool:
    """Write the seed, replacing what the base held. Returns False when it already held exactly this.

    Raises LockedBaseError when another process writes, ForeignBaseError when the database holds something else.
    """
    file = sqlite_file(engine)
    if file is not None:
        _make_room(file.parent)
    with said_plainly(engine), engine.execution_options(writing=True).begin() as connection:
        if _holds(connection, engine, fingerprint):
            return False
        _empty(connection)
        for table, rows in _rows(seed, datasets, fingerprint, registry).items():
            if rows:
                connection.execute(insert(table), rows)
        fill_index(connection)
    if engine.dialect.name == "sqlite":
        with said_plainly(engine), engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    return True


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} cannot be made ({error.strerror}); give another file with --db"
        ) from error


def _holds(connection: Connection, engine: Engine, fingerprint: str) -> bool:
    """Tell whether the base was built from exactly this seed; refuse a database that is not ours."""
    present = set(inspect(connection).get_table_names())
    if not present:
        return False
    if tables.Build.__tablename__ not in present:
        where = engine.url.render_as_string(hide_password=True)
        raise ForeignBaseError(f"{where} holds other tables; it is left alone: give another file with --db")
    columns = {column["name"] for column in inspect(connection).get_columns(tables.Build.__tablename__)}
    if not {"schema", "fingerprint"} <= columns:
        return False
    build = connection.execute(select(tables.Build.schema, tables.Build.fingerprint)).first()
    return build is not None and tuple(build) == (tables.SCHEMA, fingerprint)


def _empty(connection: Connection) -> None:
    """Make the tables anew: a base is derived from seed files, so nothing in it is lost."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS name_index")
    tables.Base.metadata.drop_all(connection)
    tables.Base.metadata.create_all(connection)


def _rows(
    seed: Seed, datasets: Sequence[Dataset], fingerprint: str, registry: Vocabulary
) -> dict[Table, list[_Row]]:
    via = {source.id: source.via for source in seed.sources.values()}
    resolved = resolve_all(seed, registry)
    whole, _ = settle(seed.rules)
    rulings = judge_all(whole, _defaults(resolved), deeds_of(seed, resolved, registry))
    weights = importance(seed.claims, registry, seed.rules, rulings)
    won = _won_by_rule(rulings, _defaults(resolved))
    entities = [
        _entity_row(entity, resolved.get(entity.id, {}), registry, via, weights.get(entity.id, 0.0), won)
        for entity in seed.entities.values()
    ]
    names = [
        {
            "entity_id": name.entity,
            "text": name.text,
            "folded": fold(name.text),
            "preferred": position == 0,
            "source_id": name.source,
            "file": name.place.file,
            "line": name.place.line,
        }
        for entity in seed.entities.values()
        for position, name in enumerate(entity.names)
    ]
    return {
        _table(tables.Build): [
            {"id": 1, "schema": tables.SCHEMA, "fingerprint": fingerprint, "files": seed.files}
        ],
        _table(tables.Dataset): [
            {"id": dataset.id, "position": n, "path": dataset.path, "label": dataset.label}
            for n, dataset in enumerate(datasets)
        ],
        _table(tables.Source): [_source_row(source) for source in seed.sources.values()],
        _table(tables.Entity): entities,
        _table(tables.Claim): _claim_rows(resolved),
        _table(tables.Name): names,
        _table(tables.Rule): [
            {
                "first_id": rule.first,
                "words": in_words(rule),
                "file": rule.place.file,
                "line": rule.place.line,
            }
            for rule in whole.values()
        ],
        _table(tables.Ruling): [
            {
                "first_id": ruling.first,
                "definition": ruling.definition,
                "scope": ruling.scope,
                "group_id": ruling.group,
                "places": ruling.to_json(),
            }
            for ruling in rulings
        ],
    }


def resolve_all(seed: Seed, registry: Vocabulary) -> dict[str, dict[str, Resolved]]:
    """Return what every entity's claims come to, by entity and predicate."""
    via = {source.id: source.via for source in seed.sources.values()}
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in seed.claims:
        grouped[claim.subject, claim.predicate].append(claim)
    resolved: dict[str, dict[str, Resolved]] = defaultdict(dict)
    for (subject, name), claims in grouped.items():
        predicate = registry.predicate(name)
        if predicate is not None:
            resolved[subject][name] = resolve(predicate, claims, via)
    return resolved


def deeds_of(seed: Seed, resolved: Mapping[str, Mapping[str, Resolved]], registry: Vocabulary) -> Deeds:
    """Lay out what happened by the values that the base believes: the best one where only one can be true."""
    believed = [
        value.claim
        for predicates in resolved.values()
        for one in predicates.values()
        for value in _believed(one, registry)
        if not value.claim.stated and value.claim.rank != "deprecated"
    ]
    kinds = {entity.id: entity.kind for entity in seed.entities.values()}
    return Deeds(Facts(kinds, believed, registry.lists.get("rung", ())))


def _believed(one: Resolved, registry: Vocabulary) -> Sequence[Value]:
    predicate = registry.predicate(one.predicate)
    return one.values if predicate is not None and predicate.many else one.values[:1]


def _defaults(resolved: Mapping[str, Mapping[str, Resolved]]) -> dict[str, str | None]:
    """Return the default definition of each first that states one."""
    return {
        entity: predicates["definition"].best.content
        for entity, predicates in resolved.items()
        if "definition" in predicates
    }


def _won_by_rule(rulings: Iterable[Ruling], defaults: Mapping[str, str | None]) -> dict[str, Date]:
    """Return when each first was won by its rule, under its default definition or the first one it has."""
    won: dict[str, Date] = {}
    for ruling in rulings:
        if ruling.scope == WORLD and ruling.winners:
            when = Date.parse(ruling.winners[0].when)
            if ruling.definition == defaults.get(ruling.first):
                won[ruling.first] = when
            else:
                won.setdefault(ruling.first, when)
    return won


def _table(mapped: type[tables.Base]) -> Table:
    table = mapped.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{mapped.__name__} is mapped to no plain table")
    return table


def _source_row(source: Source) -> _Row:
    texts = ("id", "title", "type", "publisher", "author", "url", "licence", "note", "via")
    return {
        **{name: getattr(source, name) for name in texts},
        "date": str(source.date) if source.date else None,
        "dataset_id": source.dataset,
        "file": source.place.file,
        "line": source.place.line,
    }


def _claim_rows(resolved: dict[str, dict[str, Resolved]]) -> list[_Row]:
    rows = []
    for predicates in resolved.values():
        for one in predicates.values():
            for standing, value in enumerate(one.values):
                for claim in value.claims:
                    rows.append(_claim_row(claim, standing, one.contested))
    return rows


def _claim_row(claim: Claim, standing: int, contested: bool) -> _Row:
    start, end = claim.span or (None, None)
    return {
        "subject_id": claim.subject,
        "predicate": claim.predicate,
        "value": claim.value,
        "object_id": claim.object,
        "qualifiers": dict(claim.qualifiers),
        "when": str(claim.when) if claim.when else None,
        "source_id": claim.source,
        "quote": claim.quote,
        "span_start": start,
        "span_end": end,
        "note": claim.note,
        "rank": claim.rank,
        "confidence": claim.confidence,
        "stated": claim.stated,
        "standing": standing,
        "contested": contested,
        "dataset_id": claim.dataset,
        "file": claim.place.file,
        "line": claim.place.line,
        "column": claim.place.column,
    }


def _entity_row(
    entity: Entity,
    resolved: dict[str, Resolved],
    registry: Vocabulary,
    via: Mapping[str, str | None],
    weight: float,
    won: Mapping[str, Date],
) -> _Row:
    best = {
        name: one.best.content
        for name, one in resolved.items()
        if isinstance(registry.predicate(name), Attribute) and not one.best.claim.stated
    }
    began, ended = (
        won.get(entity.id) or _life(entity, resolved, registry, via, "began"),
        _life(entity, resolved, registry, via, "ended"),
    )
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "summary": entity.summary,
        "began": str(began) if began else None,
        "ended": str(ended) if ended else None,
        "start": began.start if began else None,
        "earliest": began.earliest if began else None,
        "latest": until.latest if (until := ended or began) else None,
        "importance": weight,
        "best": best,
        "dataset_id": entity.dataset,
        "file": entity.place.file,
        "line": entity.place.line,
    }


def _life(
    entity: Entity,
    resolved: dict[str, Resolved],
    registry: Vocabulary,
    via: Mapping[str, str | None],
    role: str,
) -> Date | None:
    """Return the date that begins or ends an entity's life: the first of the registry's predicates of that role.

    A first without a rule begins when the winner that sources name won, under its default definition.
    """
    if entity.kind == "first":
        return _won(resolved, via) if role == "began" else None
    for attribute in registry.attributes.values():
        if attribute.role == role and attribute.id in resolved:
            claim = resolved[attribute.id].best.claim
            if claim.stated:
                continue
            try:
                return Date.parse(claim.content)
            except DateError:
                continue
    return None


def _won(resolved: dict[str, Resolved], via: Mapping[str, str | None]) -> Date | None:
    if "winner" not in resolved:
        return None
    default = resolved["definition"].best.content if "definition" in resolved else None
    claims = [
        claim
        for value in resolved["winner"].values
        for claim in value.claims
        if not claim.stated and claim.rank != "deprecated"
    ]
    fitting = [c for c in claims if c.qualifier("definition") in (default, None)] or claims
    return date_of(camps(fitting, via)[0], via) if fitting else None
