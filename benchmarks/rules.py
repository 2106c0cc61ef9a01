"""How long judging takes: every shipped rule over the shipped seed, and over copies of it with 100,000 events.

``python -m benchmarks.rules`` prints medians. A copy repeats every mission and event under new ids with the same
dates, people and bodies, so that every rule has as many more candidates.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

import kb
from kb.records import Claim
from kb.rules import Deeds, Facts, judge_all, settle
from kb.seed.check import problems
from kb.seed.layers import layers_for
from kb.store.write import deeds_of, resolve_all
from kb.vocabulary import vocabulary

EVENTS = 100_000
ROUNDS = 3


def main() -> None:
    """Print the times."""
    seed, _ = problems(layers_for(()))
    rules, _ = settle(seed.rules)
    facts = deeds_of(seed, resolve_all(seed, vocabulary()), vocabulary()).facts
    events = sum(kind == "event" for kind in facts.kinds.values())
    for copies in (1, round(EVENTS / events)):
        many = copied(facts, copies)
        times = []
        for _ in range(ROUNDS):
            deeds = Deeds(many)
            started = time.perf_counter()
            for sort in {rule.deed for rule in rules.values()}:
                deeds.of(sort)
            laid_out = time.perf_counter() - started
            started = time.perf_counter()
            rulings = judge_all(rules, {}, deeds)
            times.append((laid_out, time.perf_counter() - started))
        laid_out, judged = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{len(rules)} rules, {events * copies:,} events: {len(rulings):,} rulings; "
            f"deeds laid out in {laid_out:.2f} s, judged in {judged:.2f} s"
        )
    with kb.open() as base:
        times_read = []
        for _ in range(20):
            started = time.perf_counter()
            base.reader.rulings(["first-human-in-space"])
            times_read.append(time.perf_counter() - started)
        print(f"one ruling read from the base: {statistics.median(times_read) * 1000:.1f} ms")


def copied(facts: Facts, copies: int) -> Facts:
    """Return facts with every mission and event repeated."""
    if copies == 1:
        return facts
    repeated = {entity for entity, kind in facts.kinds.items() if kind in ("mission", "event")}
    kinds = {
        (entity if n == 0 or entity not in repeated else f"{entity}~{n}"): kind
        for entity, kind in facts.kinds.items()
        for n in range(copies)
    }

    def claims() -> Iterator[Claim]:
        for entity, predicates in facts.of.items():
            for n in range(copies if entity in repeated else 1):
                for several in predicates.values():
                    for claim in several:
                        if n == 0:
                            yield claim
                            continue
                        object_ = f"{claim.object}~{n}" if claim.object in repeated else claim.object
                        yield replace(claim, subject=f"{entity}~{n}", object=object_)

    return Facts(kinds, claims(), tuple(facts.rungs))


if __name__ == "__main__":
    main()
