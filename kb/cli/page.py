"""Text for people: tables and sentences that read well in a terminal of 100 columns, and pass through grep.

No boxes are drawn: heads are bold in a terminal, and in a pipe no line ends in spaces. What does not fit its
column goes on below; nothing is cut.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence

import click
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.dates import Date
from kb.errors import DateError, Place
from kb.records import Brief, Claim
from kb.vocabulary import Attribute, Vocabulary

WIDTH, GAP = 100, 2
LEAST, ID_MOST = 12, 34  # characters: what a column of text gets first, what a column of ids gets after that


def show_table(
    heads: Sequence[str], rows: Sequence[Sequence[str | None]], *, ids: Collection[int] = ()
) -> None:
    """Print a table of text cells. The columns in ``ids`` hold ids and places, which are kept whole first."""
    table = Table(
        box=None,
        padding=(0, GAP, 0, 0),
        pad_edge=False,
        show_header=any(heads),
        header_style="bold",
    )
    for head, width in zip(heads, _widths(heads, rows, ids, _width()), strict=True):
        table.add_column(head, overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(cell or "") for cell in row))
    _print(table)


def _widths(
    heads: Sequence[str], rows: Sequence[Sequence[str | None]], ids: Collection[int], total: int
) -> list[int]:
    """Share a width among columns: a little for each, then what ids need, then what the others need."""
    needs = [
        max(cell_len(line) for cells in (heads, *rows) for line in (cells[n] or "").split("\n"))
        for n in range(len(heads))
    ]
    left = total - GAP * len(heads)
    widths = [0] * len(heads)
    texts = [n for n in range(len(heads)) if n not in ids]
    for columns, most in ((texts, LEAST), (ids, ID_MOST), (texts, total), (ids, total)):
        waiting = [n for n in columns if widths[n] < min(needs[n], most)]
        while waiting and left > 0:
            for n in waiting[:left]:
                widths[n] += 1
            left -= min(left, len(waiting))
            waiting = [n for n in waiting if widths[n] < min(needs[n], most)]
    return [max(width, 1) for width in widths]


def say(text: str, *, indent: int = 0, style: str = "") -> None:
    """Print a sentence: wrapped in a terminal, on one line in a pipe."""
    if _is_terminal():
        _print(Padding(Text(text, style=style), (0, 0, 0, indent)))
    else:
        click.echo(" " * indent + text)


def gap() -> None:
    """Print an empty line."""
    click.echo()


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _width() -> int:
    return max(shutil.get_terminal_size((WIDTH, 24)).columns, 40)


def _print(what: Table | Padding) -> None:
    if _is_terminal():
        Console(width=_width(), highlight=False).print(what)
        return
    stream = io.StringIO()
    Console(file=stream, width=_width(), highlight=False, no_color=True).print(what)
    click.echo("\n".join(line.rstrip() for line in stream.getvalue().splitlines()))


# -- words ---------------------------------------------------------------------------------------


def spoken(date: Date | None) -> str:
    """Return a date in words, nothing for None."""
    return date.describe() if date is not None else ""


def worded(term: str | None) -> str:
    """Return a word of a controlled list as people write it: ``partial success``, ``100 km``."""
    return (term or "").replace("-", " ")


def content(registry: Vocabulary, predicate: str, text: str) -> str:
    """Return an attribute's value in words: dates described, numbers with their unit."""
    attribute = registry.predicate(predicate)
    if not isinstance(attribute, Attribute):
        return text
    if attribute.range == "date":
        try:
            return Date.parse(text).describe()
        except DateError:
            return text
    if attribute.range == "number" and attribute.unit:
        return f"{text}{'' if attribute.unit == '°' else ' '}{attribute.unit}"
    listed = attribute.range not in ("text", "duration", "cospar", "wikidata", "number")
    return worded(text) if listed else text


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {last} {every[-1]}" if every else ""


def names(briefs: Iterable[Brief]) -> str:
    """Return names with commas between them."""
    return ", ".join(brief.name for brief in briefs)


def origin(place: Place) -> str:
    """Return where in the seed something stands."""
    return f"{place.file}:{place.line}"


def sources(claims: Iterable[Claim]) -> str:
    """Return the ids of the sources of some claims, each once, one a line."""
    return "\n".join(dict.fromkeys(claim.source for claim in claims))


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 problem`` or ``2 problems``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
