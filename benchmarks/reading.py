"""Reading texts: how often a verdict is right, on sentences written for it, and how long a text takes."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import kb
from benchmarks.measure import Line, show, timed
from kb import document
from kb.reading.reader import TextReader

SENTENCES = Path(__file__).parents[1] / "tests" / "reading" / "sentences.yaml"
PARTS = ("tuning", "held-out")
#: A sentence may say several things; it counts as the gravest of its verdicts.
GRAVEST = ("contradicted", "contested", "imprecise", "supported", "opinion", "prediction", "unknown")
WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the verdict that it should get, and for a false one how it was made false."""

    text: str
    expect: str
    style: str
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Of those that got a verdict, how many rightly so; of those that should, how many did."""

    part: str
    verdict: str
    right: int
    got: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of right ones among those that got the verdict."""
        return self.right / self.got if self.got else 1.0

    @property
    def recall(self) -> float:
        """The share found of those that should have it."""
        return self.right / self.expected if self.expected else 1.0


def cases() -> dict[str, list[Case]]:
    """Return the sentences of each part."""
    root, issues = document.read(SENTENCES)
    if issues or not isinstance(root, document.Mapping):
        raise SystemExit(f"{SENTENCES} cannot be read: {'; '.join(map(str, issues))}")
    found: dict[str, list[Case]] = {}
    for key, value in root.entries:
        entries = value.items if isinstance(value, document.Sequence) else ()
        found[key.text] = [
            Case(
                entry.text("text") or "",
                entry.text("expect") or "",
                entry.text("style") or "",
                entry.text("wrong"),
            )
            for entry in entries
            if isinstance(entry, document.Mapping)
        ]
    return found


def verdict(base: kb.KnowledgeBase, text: str) -> str:
    """Return the gravest verdict on a text."""
    return min((reading.verdict for reading in base.read(text)), key=GRAVEST.index)


def scores(base: kb.KnowledgeBase, part: str, several: Iterable[Case]) -> list[Score]:
    """Return how well the verdicts of a part are met."""
    met = Counter((case.expect, verdict(base, case.text)) for case in several)
    return [
        Score(
            part,
            wanted,
            met[wanted, wanted],
            sum(count for (_, got), count in met.items() if got == wanted),
            sum(count for (expected, _), count in met.items() if expected == wanted),
        )
        for wanted in ("contradicted", "supported", "unknown")
    ]


def times(base: kb.KnowledgeBase, several: list[Case], runs: int) -> list[Line]:
    """Measure indexing the base, and reading a text of some thousand words for the first time and again."""
    index = timed("index every name and first", lambda: TextReader(base.reader), runs)
    once = "\n".join(case.text for case in several)
    text = "\n".join([once] * (WORDS // len(once.split()) + 1))
    fresh = TextReader(base.reader)
    began = perf_counter()
    answer = len(fresh.read(text))
    took = (perf_counter() - began) * 1000
    words = f"{len(text.split()):,} words"
    first = Line(f"read {words}, the first time", took, took, 1, answer=answer)
    return [index, first, timed(f"read {words} again", lambda: fresh.read(text), runs)]


def main() -> None:
    """Score and measure, then show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each time (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
    parser.add_argument("--part", choices=PARTS, help="only this part of the sentences")
    options = parser.parse_args()
    parts = cases()
    asked = [options.part] if options.part else PARTS
    with TemporaryDirectory() as temporary, kb.open(str(Path(temporary) / "base.db"), data=()) as base:
        found = [score for part in asked for score in scores(base, part, parts[part])]
        lines = times(base, [case for part in asked for case in parts[part]], options.runs)
    if options.json:
        measured = [{**asdict(s), "precision": s.precision, "recall": s.recall} for s in found]
        print(json.dumps({"scores": measured, "times": [asdict(line) for line in lines]}, indent=2))
        return
    for s in found:
        print(
            f"{s.part:9} {s.verdict:13} precision {s.right}/{s.got} = {s.precision:.1%}"
            f"   recall {s.right}/{s.expected} = {s.recall:.1%}"
        )
    show("Reading a text", lines, False)


if __name__ == "__main__":
    main()
