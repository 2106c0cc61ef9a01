"""A full-text index over names, where the database has one (SQLite's FTS5); others search by LIKE."""

from __future__ import annotations

from sqlalchemy import Connection, text


def has_index(connection: Connection) -> bool:
    """Tell whether this database keeps the full-text index."""
    return connection.dialect.name == "sqlite"


def fill_index(connection: Connection) -> None:
    """Build the index from the name table and the summaries, inside the caller's transaction."""
    if not has_index(connection):
        return
    connection.execute(
        text("CREATE VIRTUAL TABLE name_index USING fts5(folded, entity_id UNINDEXED, prefix='2 3 4')")
    )
    connection.execute(text("INSERT INTO name_index(folded, entity_id) SELECT folded, entity_id FROM name"))
    connection.execute(
        text("INSERT INTO name_index(folded, entity_id) SELECT replace(id, '-', ' '), id FROM entity")
    )
