"""Who came before whom: the chain of ``successor_of``, and whose parts acted for whom."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from kb.records import Brief, Link
from kb.store import Reader


@dataclass(frozen=True, slots=True)
class Lineage:
    """An entity between those it succeeded and those that succeeded it.

    ``members`` are in order of succession, and of their beginning where that leaves it open; ``steps`` are the
    succession claims between them; ``line`` is the longest chain through them, oldest first.
    """

    entity: Brief
    members: tuple[Brief, ...]
    steps: tuple[Link, ...]
    line: tuple[Brief, ...]
    ancestors: frozenset[str]
    descendants: frozenset[str]

    def __repr__(self) -> str:
        return f"<Lineage {' → '.join(member.id for member in self.members)}>"


def lineage(reader: Reader, entity: str) -> Lineage:
    """Return the lineage of an entity, both ways. Raises NotFoundError for an unknown id."""
    brief = reader.brief(entity)
    links = [link for link in reader.all_links(["successor_of"]) if not link.claim.stated]
    ancestors = _closure(entity, links, lambda link: (link.subject.id, link.object.id))
    descendants = _closure(entity, links, lambda link: (link.object.id, link.subject.id))
    within = {entity, *ancestors, *descendants}
    steps = [link for link in links if link.subject.id in within and link.object.id in within]
    briefs = reader.briefs(within)

    before = {id_: [link.object.id for link in steps if link.subject.id == id_] for id_ in within}

    def start(id_: str) -> tuple[int, str]:
        began = briefs[id_].began
        return began.start if began else 0, id_

    order: list[str] = []
    while len(order) < len(within):
        ready = [id_ for id_ in within if id_ not in order and set(before[id_]) <= set(order)]
        order.append(min(ready, key=start))
    chains: dict[str, tuple[str, ...]] = {}
    for id_ in order:
        longest = max(
            (chains[other] for other in before[id_]), key=lambda chain: (len(chain), chain), default=()
        )
        chains[id_] = (*longest, id_)
    line = max((chain for chain in chains.values() if entity in chain), key=lambda chain: (len(chain), chain))
    return Lineage(
        brief,
        tuple(briefs[id_] for id_ in order),
        tuple(steps),
        tuple(briefs[id_] for id_ in line),
        frozenset(ancestors),
        frozenset(descendants),
    )


def _closure(start: str, links: Collection[Link], ends: Callable[[Link], tuple[str, str]]) -> set[str]:
    edges: dict[str, set[str]] = {}
    for link in links:
        origin, target = ends(link)
        edges.setdefault(origin, set()).add(target)
    found: set[str] = set()
    queue = [start]
    while queue:
        for following in edges.get(queue.pop(), set()) - found:
            found.add(following)
            queue.append(following)
    return found - {start}


def heirs(reader: Reader, kind: str) -> dict[str, str]:
    """Return, for each entity of a kind that something succeeded, the last in its line.

    Where a line forks, the successor that began first goes on.
    """
    links = [link for link in reader.all_links(["successor_of"]) if not link.claim.stated]
    following: dict[str, tuple[int, str]] = {}
    for link in links:
        if link.subject.kind == kind:
            began = link.subject.began.start if link.subject.began else 0
            step = (began, link.subject.id)
            following[link.object.id] = min(following.get(link.object.id, step), step)
    found = {}
    for entity in following:
        last, seen = entity, {entity}
        while last in following and following[last][1] not in seen:
            last = following[last][1]
            seen.add(last)
        found[entity] = last
    return found


def responsible(reader: Reader, agency: str) -> dict[str, tuple[str, ...]]:
    """Return every agency whose deeds count for ``agency``, with the trail of ids that leads to it.

    Those are the agency itself, what it succeeded (all the way back), and the parts of any of these. The trail
    begins at the agency asked for. Raises NotFoundError for an unknown id.
    """
    reader.brief(agency)
    back: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    for link in reader.all_links(["successor_of", "part_of"]):
        if link.claim.stated or link.subject.kind != "agency" or link.object.kind != "agency":
            continue
        if link.claim.predicate == "successor_of":
            back.setdefault(link.subject.id, []).append(link.object.id)
        else:
            parts.setdefault(link.object.id, []).append(link.subject.id)
    trails: dict[str, tuple[str, ...]] = {agency: (agency,)}
    queue = [agency]
    # A part counts for its whole, but what the part itself succeeded does not: steps back first, parts after.
    for steps in (back, parts):
        queue = list(trails)
        while queue:
            here = queue.pop(0)
            for following in steps.get(here, ()):
                if following not in trails:
                    trails[following] = (*trails[here], following)
                    queue.append(following)
    return trails
