"""How the base grows: the same building and questions over made-up seeds of 1, 10 and 50 times the shipped size.

Times are those of the processor, so that a busy machine does not bend the growth. Each size is measured in a
process of its own, so that the peak memory is its own too.
"""

from __future__ import annotations

import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from json import dumps
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

import kb
from benchmarks import synthetic
from benchmarks.base import questions
from benchmarks.measure import Ask, arguments, figure, machine, milliseconds, say, timed
from kb.seed import Layer, check, layers, parse
from kb.vocabulary import vocabulary

PATIENCE = 30.0  # seconds: no further runs of a line that has taken this long


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of one size: milliseconds unless the line names another unit."""

    times: float
    entities: int
    claims: int
    figures: dict[str, float]
    answers: dict[str, int | None]


def measured(times: float, runs: int) -> Column:
    """Build a base of that size and ask it everything."""
    with TemporaryDirectory() as temporary:
        folder, db = Path(temporary, "seed_data"), str(Path(temporary, "base.db"))
        about = synthetic.write(folder, times)
        seed = Layer(layers.SHIPPED, folder)
        with patch.object(layers, "shipped_seed", return_value=seed):  # what kb.build and kb.open build from
            figures = reading(seed)
            figures["build: empty file → base"] = milliseconds(lambda: kb.build(db), process_time)
            figures["build again, nothing changed"] = milliseconds(lambda: kb.build(db), process_time)
            figures["open, nothing changed"] = milliseconds(
                lambda: kb.open(db, data=()).close(), process_time
            )
            figures["size of the base's file, MB"] = Path(db).stat().st_size / 1e6
            figures["peak memory after the build, MB"] = peak()
            answers: dict[str, int | None] = dict.fromkeys(figures)
            with kb.open(db, data=()) as base:
                counts = base.counts()
                for what, ask in questions(base, about).items():
                    answers[what], figures[what] = bounded(ask, runs)
            figures["peak memory after the questions, MB"] = peak()
            answers["peak memory after the questions, MB"] = None
    entities = sum(counts[kind] for kind in counts if kind in vocabulary().kinds)
    return Column(times, entities, counts["claim"], figures, answers)


def reading(seed: Layer) -> dict[str, float]:
    """Parse and check the seed, and let go of it: its memory is not the build's."""
    began = process_time()
    read, _ = parse([seed])
    parsed = process_time()
    check(read)
    return {
        "parse the seed": (parsed - began) * 1000,
        "check the seed": (process_time() - parsed) * 1000,
    }


def bounded(ask: Ask, runs: int) -> tuple[int | None, float]:
    """Return the size of the answer and the median; a slow question is asked only once more."""
    slow = milliseconds(ask, process_time) / 1000
    line = timed("", ask, max(1, min(runs, int(PATIENCE / max(slow, 1e-6)))), process_time)
    return line.answer, line.median


def peak() -> float:
    """Return this process's peak memory in megabytes (macOS counts in bytes, Linux in kilobytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Measure size by size, then show the sizes side by side."""
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--times", type=float, nargs="+", default=[1, 10, 50], help="sizes to measure")
    options = parser.parse_args()
    columns = []
    for times in options.times:
        say(f"{times:g} times the shipped size …")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            columns.append(pool.submit(measured, times, options.runs).result())
    if options.json:
        print(dumps({"machine": machine(), "columns": [asdict(column) for column in columns]}, indent=2))
    else:
        show(columns)


def show(columns: list[Column]) -> None:
    """Write the sizes side by side; the last column is the growth from the smallest to the largest."""
    first, last = columns[0], columns[-1]
    title = f"Made-up seeds; growth of the claims {last.claims / first.claims:.1f}×"
    table = Table(title=title, caption=machine(), title_justify="left", caption_justify="left")
    table.add_column("Median CPU ms (answers)")
    for column in columns:
        heading = f"{column.times:g}×\n{column.entities:,} entities\n{column.claims:,} claims"
        table.add_column(heading, justify="right")
    table.add_column("Growth", justify="right")
    for what in first.figures:
        cells = []
        for column in columns:
            answer = column.answers[what]
            cells.append(figure(column.figures[what]) + (f" ({answer:,})" if answer is not None else ""))
        table.add_row(what, *cells, f"{last.figures[what] / first.figures[what]:.1f}×")
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    main()
