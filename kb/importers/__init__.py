"""Reading other people's catalogues, one module a family of formats: rows of plain facts to compare with.

Nothing here writes to the base; :mod:`kb.queries.crosscheck` lays the rows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kb.errors import QueryError, did_you_mean
from kb.importers import flights, gcat, launch_library, probes, spacefarers
from kb.importers.rows import Fact, Row

#: Every format by the name that ``kb crosscheck --as`` takes.
FORMATS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "gcat-launches": gcat.launches,
    "gcat-launchlog": gcat.launchlog,
    "gcat-satcat": gcat.landings,
    "spacefarers": spacefarers.read,
    "launch-library": launch_library.read,
    "crewed-flights": flights.crewed_flights,
    "astronauts": flights.astronauts,
    "spacewalks": flights.spacewalks,
    "lunar-probes": probes.lunar,
}


def read(path: str | Path, format_: str) -> list[Row]:
    """Return the rows of a catalogue's file. Raises QueryError when it is not of that format."""
    if format_ not in FORMATS:
        raise QueryError(f"there is no format {format_!r}{did_you_mean(format_, FORMATS)}")
    try:
        return list(FORMATS[format_](Path(path)))
    except FileNotFoundError as error:
        raise QueryError(f"there is no file {path}") from error
    except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
        raise QueryError(
            f"{path} does not read as {format_!r} ({type(error).__name__}: {error}); known formats: "
            + ", ".join(FORMATS)
        ) from error


__all__ = ["FORMATS", "Fact", "Row", "read"]
