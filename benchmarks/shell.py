"""The shell: whole commands, from the process's start to its end, beside Python's own start."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import kb
from benchmarks.measure import Line, arguments, environment, line, milliseconds, show

FLOOR = "python -c pass"


def commands() -> dict[str, list[str]]:
    """Return what is run, by how it is typed: ``kb`` as it is installed beside this Python."""
    shell = str(Path(sys.executable).with_name("kb"))
    if not Path(shell).exists():
        raise SystemExit("there is no 'kb' beside this Python; install the package ('make')")
    asked = ("kb --help", "kb search peresild", "kb show apollo-11", "kb firsts --json", "kb timeline --json")
    return {FLOOR: [sys.executable, "-c", "pass"], **{one: [shell, *one.split()[1:]] for one in asked}}


def measured(folder: Path, runs: int) -> list[Line]:
    """Run the commands in turns; the first turn is not counted."""
    asked = commands()
    figures: dict[str, list[float]] = {what: [] for what in asked}
    quietly = partial(
        subprocess.run,
        env=environment(folder, KB_DATABASE=str(folder / "base.db")),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for turn in range(runs + 1):
        for what, command in asked.items():
            took = milliseconds(partial(quietly, command))
            if turn:
                figures[what].append(took)
    return [
        line(what, several, against=() if what == FLOOR else figures[FLOOR])
        for what, several in figures.items()
    ]


def main() -> None:
    """Measure, then show."""
    options = arguments(__doc__, runs=10).parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        try:
            kb.build(str(folder / "base.db"))
        except kb.SeedError as error:
            raise SystemExit(f"the shipped seed cannot be built: {error}") from error
        lines = measured(folder, options.runs)
    show("The shell, with a base that is there; ratios to Python's own start", lines, options.json)


if __name__ == "__main__":
    main()
