"""Judging: who was first by a rule, who came next and how long after, who may have been earlier, and who missed.

Deeds done on the same mission or event are done together: their doers share a place. Where the dates of two deeds
overlap, nobody can say which was first; the one written earlier is named, the other is listed as *unsure*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kb.dates import FAR_FUTURE, Date
from kb.records import Clause, Rule
from kb.rules.deeds import YEAR, Deed, Deeds, groups

WORLD = "world"
#: How many that missed by one condition are listed; all are counted.
MOST_MISSED = 8
# Conditions that say what sort of thing is judged: whoever fails them is no near miss.
_SORTING = frozenset({"type", "kind", "id", "feature", "purpose", "fare", "propellant", "wavelength"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A deed that has a place: who, on which mission or event, when; ``proof`` are the claims that show it.

    A claim is referred to by its subject, predicate and content. ``missed`` is the condition that was not
    fulfilled, and ``found`` what is known instead.
    """

    who: str
    on: str
    when: str
    proof: tuple[tuple[str, str, str], ...] = ()
    missed: str | None = None
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule comes to under one definition, in the world or within one country or agency.

    ``gap`` is the least and greatest number of seconds from the winner to the runner-up. ``missed`` lists the
    earliest of ``missed_count`` deeds that came before the winner's and fulfil all conditions but one.
    """

    first: str
    definition: str | None
    scope: str = WORLD
    group: str | None = None
    winners: tuple[Ranked, ...] = ()
    runner_up: tuple[Ranked, ...] = ()
    unsure: tuple[Ranked, ...] = ()
    gap: tuple[int, int] | None = None
    missed: tuple[Ranked, ...] = ()
    missed_count: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return places, gap and misses as plain lists and dicts."""
        return {
            "gap": list(self.gap) if self.gap else None,
            "missed_count": self.missed_count,
            **{name: [_plain(one) for one in getattr(self, name)] for name in _PLACES},
        }

    @classmethod
    def from_json(
        cls, first: str, definition: str | None, scope: str, group: str | None, plain: Mapping[str, Any]
    ) -> Ruling:
        """Return what :meth:`to_json` wrote."""
        places = {
            name: tuple(
                Ranked(
                    one["who"],
                    one["on"],
                    one["when"],
                    tuple((a, b, c) for a, b, c in one["proof"]),
                    one["missed"],
                    tuple(one["found"]),
                )
                for one in plain[name]
            )
            for name in _PLACES
        }
        gap = (plain["gap"][0], plain["gap"][1]) if plain["gap"] else None
        return cls(first, definition, scope, group, **places, gap=gap, missed_count=plain["missed_count"])


_SOME = re.compile(rb"[^\x00]", re.DOTALL)
_PLACES = ("winners", "runner_up", "unsure", "missed")


def _plain(one: Ranked) -> dict[str, Any]:
    return {
        "who": one.who,
        "on": one.on,
        "when": one.when,
        "proof": [list(claim) for claim in one.proof],
        "missed": one.missed,
        "found": list(one.found),
    }


def judge_all(rules: Mapping[str, Rule], defaults: Mapping[str, str | None], deeds: Deeds) -> list[Ruling]:
    """Judge every rule under every definition it has, in the world and within each group it asks for.

    ``defaults`` maps a first to its default definition, under which a rule without switches is judged.
    """
    found: list[Ruling] = []
    for rule in rules.values():
        for definition in rule.switches:
            found += judge(rule, definition or defaults.get(rule.first), deeds)
    return found


def judge(rule: Rule, definition: str | None, deeds: Deeds) -> Iterator[Ruling]:
    """Judge one rule under one definition: first in the world, then within each group that it names."""
    clauses = rule.under(definition)
    masks = [deeds.fulfilling(rule.deed, clause) for clause in clauses]
    fitting = deeds.everything(rule.deed)
    for mask in masks:
        fitting &= mask
    table = deeds.of(rule.deed)
    hits: Iterable[int] = _positions(fitting)
    if rule.nth > 1:
        hits = list(_nth(rule, deeds, hits))
    elif rule.each:
        hits = list(hits)
    order: Iterable[Deed] = (table[at] for at in hits)
    if rule.each or rule.nth > 1:
        order = list(order)
    winners, runner_up, unsure, gap = _places(order)
    ranked = [_ranked(deed, clauses, deeds) for deed in winners]
    before = (fitting & -fitting) - 1 if fitting else deeds.everything(rule.deed)
    near, missed = _near(rule, clauses, masks, deeds, before) if rule.nth == 1 else ([], 0)
    yield Ruling(
        rule.first,
        definition,
        winners=tuple(ranked),
        runner_up=tuple(_ranked(deed, clauses, deeds) for deed in runner_up),
        unsure=tuple(_ranked(deed, clauses, deeds) for deed in unsure),
        gap=gap,
        missed=tuple(near),
        missed_count=missed,
    )
    for scope in rule.each:
        yield from _within(rule, definition, scope, order, clauses, deeds)


def _within(
    rule: Rule,
    definition: str | None,
    scope: str,
    order: Iterable[Deed],
    clauses: Sequence[Clause],
    deeds: Deeds,
) -> Iterator[Ruling]:
    by_group: dict[str, list[Deed]] = defaultdict(list)
    for deed in order:
        for group in groups(deeds.facts, deed, scope):
            by_group[group].append(deed)
    for group, own in by_group.items():
        winners, runner_up, unsure, gap = _places(own)
        yield Ruling(
            rule.first,
            definition,
            scope,
            group,
            tuple(_ranked(deed, clauses, deeds) for deed in winners),
            tuple(_ranked(deed, (), deeds) for deed in runner_up),
            tuple(_ranked(deed, (), deeds) for deed in unsure),
            gap,
        )


def _positions(bits: int) -> Iterator[int]:
    """Yield the positions of the bits that are set, lowest first."""
    raw = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for found in _SOME.finditer(raw):
        at, byte = found.start(), raw[found.start()]
        while byte:
            lowest = byte & -byte
            yield at * 8 + lowest.bit_length() - 1
            byte ^= lowest


def _nth(rule: Rule, deeds: Deeds, hits: Iterable[int]) -> Iterator[int]:
    """Keep the nth deed of each doer, or of each value that ``nth_of`` gives for the mission."""
    seen: dict[str, int] = defaultdict(int)
    table = deeds.of(rule.deed)
    for at in hits:
        deed = table[at]
        keys = deeds.values(deed, "mission", rule.nth_of) if rule.nth_of else [deed.who]
        for key in keys:
            seen[key] += 1
            if seen[key] == rule.nth:
                yield at


def _places(
    order: Iterable[Deed],
) -> tuple[list[Deed], list[Deed], list[Deed], tuple[int, int] | None]:
    """Return winners, runners-up, those who may have been earlier, and the gap between first and next.

    ``order`` is in order of written dates. A written date may be uncertain by up to two of its units, so deeds
    written up to two years after the winner's are looked at.
    """
    following_deeds = iter(order)
    first = next(following_deeds, None)
    if first is None:
        return [], [], [], None
    winners, unsure, after = [first], list[Deed](), list[Deed]()
    doers = {first.who}
    for deed in following_deeds:
        if deed.on == first.on:
            winners.append(deed)
            doers.add(deed.who)
        elif deed.who in doers:
            continue
        elif first.when.before(deed.when) is True:
            if not after or after[0].on == deed.on:
                after.append(deed)
            elif deed.when.start > min(first.when.latest, FAR_FUTURE - 2 * YEAR) + 2 * YEAR:
                break
        else:
            unsure.append(deed)
    following = unsure[:1] or after
    gap = first.when.gap(following[0].when) if following else None
    return _each_once(winners), _each_once(after), _each_once(unsure), gap


def _each_once(deeds: Iterable[Deed]) -> list[Deed]:
    return list({deed.who: deed for deed in reversed(list(deeds))}.values())[::-1]


def _near(
    rule: Rule, clauses: Sequence[Clause], masks: Sequence[int], deeds: Deeds, before: int
) -> tuple[list[Ranked], int]:
    """Return the earliest deeds before the winner's that fail exactly one condition, and how many do."""
    table = deeds.of(rule.deed)
    found: list[tuple[int, Clause]] = []
    count = 0
    for n, clause in enumerate(clauses):
        if clause.predicate in _SORTING:
            continue
        others = before & ~masks[n]
        for m, mask in enumerate(masks):
            if m != n:
                others &= mask
        count += others.bit_count()
        found += [(at, clause) for at in islice(_positions(others), MOST_MISSED)]
    found.sort(key=lambda pair: pair[0])
    near = []
    for at, clause in found[:MOST_MISSED]:
        deed = table[at]
        actual = tuple(deeds.values(deed, clause.part, clause.predicate))
        near.append(Ranked(deed.who, deed.on, str(deed.when), (), str(clause), actual))
    return near, count


def _ranked(deed: Deed, clauses: Iterable[Clause], deeds: Deeds) -> Ranked:
    """Return a place with the claims that prove it: the seat, and each condition that a claim fulfils."""
    proof: dict[tuple[str, str, str], None] = {}
    if deed.seat is not None:
        proof[deed.seat.subject, deed.seat.predicate, deed.seat.content] = None
    for part, predicates in _DATES.items():
        entity = deed.parts.get(part)
        for predicate in predicates:
            for claim in deeds.facts.claims(entity, predicate)[:1]:
                if Date.parse(claim.content) == deed.when:
                    proof[claim.subject, claim.predicate, claim.content] = None
    for clause in clauses:
        entity = deed.parts.get(clause.part)
        for claim in deeds.facts.claims(entity, clause.predicate):
            if clause.test != "not" and deeds.holds(clause, [claim.content]):
                proof[claim.subject, claim.predicate, claim.content] = None
    return Ranked(deed.who, deed.on, str(deed.when), tuple(proof))


_DATES = {
    "mission": ("launched", "landed"),
    "event": ("date",),
    "work": ("released",),
    "station": ("launched",),
    "vehicle": ("first_flight",),
    "spacecraft": ("first_flight",),
}
