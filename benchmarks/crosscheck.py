"""How far the seed agrees with reference catalogues: a table of counts, by catalogue and sort of fact.

``python -m benchmarks.crosscheck FOLDER`` compares the shipped seed with every catalogue of a folder laid out as
``gcat/``, ``spacefarers/``, ``human_spaceflight/``, ``launch_library/`` and ``probes/``. The catalogues themselves
are no part of the project; ``kb crosscheck FILE --as FORMAT`` lists each difference.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import kb
from kb.queries.crosscheck import Outcome

FILES = (
    ("gcat/orbital_launches_1957_2025.csv", "gcat-launches"),
    ("gcat/launchlog/launchlog.tsv", "gcat-launchlog"),
    ("gcat/satcat/non_debris_outoforbit.tsv", "gcat-satcat"),
    ("spacefarers/space-data.json", "spacefarers"),
    *((f"launch_library/previouslaunches{n}.json", "launch-library") for n in (0, 500, 1000, 6500)),
    ("human_spaceflight/missions.csv", "crewed-flights"),
    ("human_spaceflight/astronauts.csv", "astronauts"),
    ("human_spaceflight/EVA.csv", "spacewalks"),
    ("probes/lunar_probes_2019.js", "lunar-probes"),
)


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    counts: dict[tuple[str, str], Counter[Outcome]] = defaultdict(Counter)
    with TemporaryDirectory() as scratch, kb.open(f"sqlite:///{scratch}/base.db", data=()) as base:
        for file, format_ in FILES:
            for predicate, found in base.crosscheck(folder / file, format_).counts.items():
                counts[format_, predicate] += found
    print("| Catalogue | Fact | agrees | noted | differs | absent | not in the base | agreement |")
    print("|---|---|---|---|---|---|---|---|")
    for (format_, predicate), found in counts.items():
        both = found[Outcome.AGREES] + found[Outcome.NOTED] + found[Outcome.DIFFERS]
        share = f"{found[Outcome.AGREES] / both:.1%}" if both else ""
        cells = " | ".join(str(found[outcome]) for outcome in Outcome)
        print(f"| {format_} | {predicate} | {cells} | {share} |")


if __name__ == "__main__":
    main()
