"""The base: building it from the shipped seed, opening it, and asking it every kind of question.

Questions are asked of a base in a file, warm: the first call of each is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import kb
from benchmarks.measure import Ask, Line, arguments, line, milliseconds, show, timed
from kb.seed import Layer, check, parse, shipped_seed

BUILDS = 5  # A build takes seconds, and varies little.


@dataclass(frozen=True, slots=True)
class Subjects:
    """What stands for the words in capitals: these are of the shipped seed, a made-up one brings its own."""

    mission: str = "apollo-11"
    agency: str = "roscosmos"
    person: str = "yulia-peresild"
    other: str = "neil-armstrong"
    name: str = "peresild"
    cyrillic: str = "Пересильд"
    typo: str = "perisild"
    text: str = "first-movie-article"


def questions(base: kb.KnowledgeBase, about: Subjects) -> dict[str, Ask]:
    """Return every question by its text, with words in capitals for what it is about."""
    mission, agency = about.mission, about.agency
    return {
        "get(MISSION)": lambda: base.get(mission).claims,
        "get(AGENCY)": lambda: base.get(agency).claims,
        "search(NAME)": lambda: base.search(about.name),
        "search(NAME in Cyrillic)": lambda: base.search(about.cyrillic),
        "search(NAME with a typo)": lambda: base.search(about.typo),
        "timeline()": lambda: base.timeline(),
        "timeline(agency=AGENCY)": lambda: base.timeline(agency=agency),
        "timeline(entity=MISSION)": lambda: base.timeline(entity=mission),
        "firsts()": lambda: base.firsts(),
        "firsts(agency=AGENCY, during='1957/1991')": lambda: base.firsts(agency=agency, during="1957/1991"),
        "lineage(AGENCY)": lambda: base.lineage(agency).members,
        "neighbours(MISSION, depth=2)": lambda: base.neighbours(mission, depth=2),
        "neighbours(AGENCY, depth=2)": lambda: base.neighbours(agency, depth=2),
        "paths(PERSON, OTHER)": lambda: base.paths(about.person, about.other),
        "graph(around=MISSION)": lambda: base.graph(around=mission),
        "graph()": lambda: base.graph(),
        "audit(TEXT)": lambda: base.audit(about.text),
        "disputes()": lambda: base.disputes(),
    }


def building(seed: Layer, folder: Path, runs: int) -> Iterator[Line]:
    """Measure the way from the files of the shipped seed to an open base."""
    yield timed("parse the seed", lambda: parse([seed])[0].entities, runs)
    read, _ = parse([seed])
    yield timed("check the seed", lambda: check(read), runs)
    fresh = [folder / f"{run}.db" for run in range(runs)]
    db = str(fresh[0])
    yield line("build: empty file → base", [milliseconds(partial(kb.build, str(file))) for file in fresh])
    yield timed("build again, nothing changed", lambda: kb.build(db), runs)
    yield timed("open, nothing changed", lambda: kb.open(db, data=()).close(), runs)
    yield line("size of the base's file", [fresh[0].stat().st_size / 1e6], "MB")


def main() -> None:
    """Measure, then show."""
    options = arguments(__doc__, runs=20).parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        try:
            lines = list(building(shipped_seed(), folder, min(BUILDS, options.runs)))
        except kb.SeedError as error:
            raise SystemExit(f"the shipped seed cannot be built: {error}") from error
        with kb.open(str(folder / "0.db"), data=()) as base:
            asked = questions(base, Subjects())
            lines += [timed(what, ask, options.runs) for what, ask in asked.items()]
            heading = f"The base: {base!r}"
    show(heading, lines, options.json)


if __name__ == "__main__":
    main()
