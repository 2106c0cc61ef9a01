"""Opening a database, whichever it is, and turning its errors into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from kb.errors import ForeignBaseError, LockedBaseError, StoreError

BUSY_MILLISECONDS = 5_000


def default_url() -> str:
    """Return the address of the user's own base: a SQLite file in the user's data directory."""
    folder = Path(platformdirs.user_data_dir("space-missions-kb", appauthor=False))
    return f"sqlite:///{folder / 'base.db'}"


def connect(url: str) -> Engine:
    """Return an engine for a database URL; a plain file path is read as a SQLite file.

    Raises StoreError when the address makes no sense. Does not touch the database yet.
    """
    address = url if "://" in url else f"sqlite:///{Path(url).expanduser()}"
    try:
        parsed = make_url(address)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(address, parsed.database)
        return create_engine(address)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"{url!r} is no database address ({error}); write a file path or sqlite:///path/base.db"
        ) from error


def _sqlite(address: str, file: str | None) -> Engine:
    in_memory = file in (None, "", ":memory:")
    if in_memory:
        # One connection shared by all threads: each new one would be an empty base.
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(address)

    # pysqlite opens transactions by itself and not around DDL; we do both, so that a build is one transaction.
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def absolute(url: str) -> str:
    """Return an address that means the same database whatever the current folder is."""
    if "://" not in url:
        return str(Path(url).expanduser().resolve())
    try:
        parsed = make_url(url)
    except ArgumentError:
        return url
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return url
    file = Path(str(parsed.database)).resolve()
    return parsed.set(database=str(file)).render_as_string(hide_password=False)


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file behind a SQLite engine, or None for a server or a base in memory."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or file in (None, "", ":memory:"):
        return None
    return Path(str(file))


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Turn the database's errors into sentences with a next step."""
    where = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "locked" in said or "busy" in said:
            raise LockedBaseError(
                f"another process is writing to {where}; wait for it to end, then try again"
            ) from error
        raise StoreError(f"the database {where} cannot be used: {said}") from error
    except DatabaseError as error:
        raise ForeignBaseError(
            f"{where} is no base of this project ({error.orig}); give another file with --db"
        ) from error
