"""Repeating, taking the median, and showing the figures: as a table for people, as JSON for programs."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

Ask = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: the median of some runs, the best of them, and what to read it by.

    ``answer`` is how many things came back, so that nobody takes the time of an empty answer for speed; ``ratio``
    is the median divided by that of the peer named in the heading.
    """

    what: str
    median: float
    best: float
    runs: int
    unit: str = "ms"
    answer: int | None = None
    ratio: float | None = None


def line(what: str, figures: Sequence[float], unit: str = "ms", against: Sequence[float] = ()) -> Line:
    """Return the line of some figures, compared with those of a peer when there are any."""
    ratio = median(figures) / median(against) if against and median(against) else None
    return Line(what, median(figures), min(figures), len(figures), unit, ratio=ratio)


def milliseconds(ask: Ask, clock: Clock = perf_counter) -> float:
    """Return how long one call takes."""
    began = clock()
    ask()
    return (clock() - began) * 1000


def timed(what: str, ask: Ask, runs: int, clock: Clock = perf_counter) -> Line:
    """Return the line of a call: one run to warm up, which is not counted, then ``runs`` runs."""
    answer = ask()
    figures = [milliseconds(ask, clock) for _ in range(runs)]
    size = len(answer) if hasattr(answer, "__len__") else None
    return Line(what, median(figures), min(figures), runs, answer=size)


def machine() -> str:
    """Describe the machine so that figures can be compared, and nobody's host is named."""
    parts = [f"{os.cpu_count()} cores", platform.machine(), platform.system()]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        parts.insert(1, f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB")
    if hasattr(os, "getloadavg"):
        parts.append(f"load {os.getloadavg()[0]:.1f} at the end")
    return f"{', '.join(parts)}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process to be measured.

    Bytecode is kept in ``folder``, so that a first run, which is not counted, compiles and the others do not,
    whatever the installer did and this environment says of bytecode.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**inherited, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), **more}


_OURS = ("PYTHONDONTWRITEBYTECODE", "KB_DATABASE", "KB_DATA")


def arguments(about: str | None, runs: int) -> argparse.ArgumentParser:
    """Return the options that every benchmark takes."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=runs, help="runs of each line (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
    return parser


def say(text: str) -> None:
    """Tell the one who waits what is going on, beside the answer."""
    print(text, file=sys.stderr, flush=True)


def show(heading: str, lines: Iterable[Line], as_json: bool) -> None:
    """Write the lines to standard output."""
    lines = list(lines)
    if as_json:
        report = {"heading": heading, "machine": machine(), "lines": [asdict(one) for one in lines]}
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    table = Table(title=heading, caption=machine(), title_justify="left", caption_justify="left")
    table.add_column("What")
    for name in ("Median", "Best", "", "Runs", "Answer", "Ratio"):
        table.add_column(name, justify="left" if name == "" else "right")
    for one in lines:
        table.add_row(
            one.what,
            figure(one.median),
            figure(one.best) if one.runs > 1 else "",
            one.unit,
            str(one.runs),
            "" if one.answer is None else f"{one.answer:,}",
            "" if one.ratio is None else f"{one.ratio:.2f}×",
        )
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def figure(number: float) -> str:
    """Write a number with about three digits that mean something."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
