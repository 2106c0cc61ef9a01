"""How much an entity matters, from the base itself, by one rule.

``importance = ln(1 + telling links) + 2 × firsts + reach``

*Telling links* are relation claims at either end that are not weak (a shared launch site tells little); *firsts*
are the firsts that the entity won or that were achieved on it; *reach* is 0 to 3 with the rung of the ladder a
mission climbed, from a mere flight to a body's surface or interstellar space. Timelines use it to choose what to
show when there is room for little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from kb.records import Claim
from kb.vocabulary import Vocabulary


def importance(claims: Iterable[Claim], registry: Vocabulary) -> dict[str, float]:
    """Return the importance of each entity that any claim mentions."""
    rungs = {
        rung: n * 3 / (len(words) - 1) for words in (registry.lists["rung"],) for n, rung in enumerate(words)
    }
    links: Counter[str] = Counter()
    firsts: dict[str, set[str]] = {}
    reach: dict[str, float] = {}
    for claim in claims:
        relation = registry.relations.get(claim.predicate)
        if claim.predicate in ("winner", "achieved_on") and claim.object is not None and not claim.stated:
            firsts.setdefault(claim.object, set()).add(claim.subject)
        elif relation is not None and claim.object is not None and not relation.weak:
            links[claim.object] += 1
        if relation is not None and not relation.weak:
            links[claim.subject] += 1
        if claim.predicate == "reached" and claim.value is not None:
            reach[claim.subject] = max(reach.get(claim.subject, 0.0), rungs.get(claim.value, 0.0))
    return {
        entity: round(log(1 + links[entity]) + 2 * len(firsts.get(entity, ())) + reach.get(entity, 0.0), 3)
        for entity in {*links, *firsts, *reach}
    }
