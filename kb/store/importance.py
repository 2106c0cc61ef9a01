"""How much an entity matters, from the base itself, by one rule.

A first weighs ``ln(1 + sources) + ln(1 + followers) + ln(1 + heirs)``: how many sources name its winner (or are
audited for it), how many countries did it too by its rule, how many other firsts take their rule from it. Any
entity matters by ``ln(1 + telling links) + reach + 2 ln(1 + weight of the firsts it won or they were achieved
on)``; a first by its own weight on top of its links.

*Telling links* are relation claims at either end that are not weak (a shared launch site tells little); *reach* is
0 to 3 with the rung of the ladder a mission climbed, from a mere flight to a body's surface or interstellar space.
Timelines use it to choose what to show when there is room for little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log

from kb.records import Claim, Rule
from kb.rules import WORLD, Ruling
from kb.vocabulary import Vocabulary


def importance(
    claims: Iterable[Claim],
    registry: Vocabulary,
    rules: Mapping[str, Rule] | None = None,
    rulings: Iterable[Ruling] = (),
) -> dict[str, float]:
    """Return the importance of each entity that any claim mentions."""
    words = registry.lists["rung"]
    rungs = {rung: n * 3 / (len(words) - 1) for n, rung in enumerate(words)}
    links: Counter[str] = Counter()
    won: dict[str, set[str]] = defaultdict(set)  # entity → firsts
    named: dict[str, set[str]] = defaultdict(set)  # first → sources
    followed: dict[str, set[str]] = defaultdict(set)  # first → countries
    reach: dict[str, float] = {}
    for claim in claims:
        relation = registry.relations.get(claim.predicate)
        if claim.predicate in ("winner", "achieved_on") and claim.object is not None:
            named[claim.subject].add(claim.source)
            if not claim.stated:
                won[claim.object].add(claim.subject)
        elif relation is not None and claim.object is not None and not relation.weak:
            links[claim.object] += 1
        if relation is not None and not relation.weak:
            links[claim.subject] += 1
        if claim.predicate == "reached" and claim.value is not None:
            reach[claim.subject] = max(reach.get(claim.subject, 0.0), rungs.get(claim.value, 0.0))
    for ruling in rulings:
        if ruling.scope == "country" and ruling.group is not None:
            followed[ruling.first].add(ruling.group)
        elif ruling.scope == WORLD:
            for place in ruling.winners:
                won[place.who].add(ruling.first)
                won[place.on].add(ruling.first)
    heirs = Counter(rule.base for rule in (rules or {}).values() if rule.base)
    every = {*named, *followed, *heirs}
    weight = {
        first: log(1 + len(named[first])) + log(1 + len(followed[first])) + log(1 + heirs[first])
        for first in every
    }
    return {
        entity: round(
            log(1 + links[entity])
            + reach.get(entity, 0.0)
            + 2 * log(1 + sum(weight.get(first, 0.0) for first in won.get(entity, ())))
            + weight.get(entity, 0.0),
            3,
        )
        for entity in {*links, *won, *reach, *every}
    }
