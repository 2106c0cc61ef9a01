"""Pictures of connections: the surroundings of an entity, and an agency's firsts through its lineage."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kb.dates import Date
from kb.graph import Graph, from_links, graph
from kb.queries.firsts import FirstAnswer, firsts
from kb.records import Link
from kb.store import Reader

_OF_FIRSTS = ("successor_of", "part_of", "winner", "achieved_on", "credited_to", "operated_by")


def around(reader: Reader, entity: str, depth: int, relations: Collection[str], as_of: str | None) -> Graph:
    """Return the graph within ``depth`` steps of an entity, by some relations (all when empty), as of a date."""
    when = Date.parse(as_of) if as_of else None
    return graph(reader, around=entity, depth=depth, relations=relations, as_of=when)


def firsts_of(reader: Reader, agency: str, during: str | None, most: int = 60) -> tuple[Graph, str, int]:
    """Return an agency's firsts with their winners, joined through its lineage.

    Also returns the agency that most of them are credited to, the hub to draw around, and how many of the less
    important firsts were left out so that ``most`` remain.
    """
    answers = firsts(reader, agency=agency, during=Date.parse(during) if during else None)
    briefs = reader.briefs({a.id for a in answers})

    def weight(answer: FirstAnswer) -> float:
        return briefs[answer.id].importance + sum(winner.importance for winner in answer.winners)

    kept = sorted(answers, key=weight, reverse=True)[:most]
    trail = {b.id for a in kept for b in a.through} | {agency}
    winners = {a.id: {b.id for b in a.winners} for a in kept}
    # A first that no agency is credited with by name is joined to it through the mission it was achieved on.
    named = {link.subject.id for link in reader.links(trail, ["credited_to"]) if not link.claim.stated}
    for answer in kept:
        if answer.id not in named:
            winners[answer.id] |= {b.id for b in answer.achieved_on}
    ids = trail | set(winners) | {id_ for several in winners.values() for id_ in several}
    links = [link for link in reader.links(ids, _OF_FIRSTS) if _tells(link, trail, winners)]
    credits: dict[str, int] = dict.fromkeys(trail, 0)
    for answer in kept:
        for brief in answer.credited_to:
            if brief.id in credits:
                credits[brief.id] += 1
    hub = max(credits, key=lambda id_: (credits[id_], id_ == agency))
    return from_links(reader, ids, links), hub, len(answers) - len(kept)


def _tells(link: Link, trail: Collection[str], winners: Mapping[str, Collection[str]]) -> bool:
    """Keep the steps of the lineage, the credits, and the winners under the default definition."""
    if link.claim.stated:
        return False
    if link.claim.predicate in ("winner", "achieved_on"):
        return link.object.id in winners.get(link.subject.id, ())
    if link.claim.predicate == "credited_to":
        return link.subject.id in winners and link.object.id in trail
    if link.claim.predicate == "operated_by":
        return link.object.id in trail
    return link.subject.id in trail and link.object.id in trail


def trimmed(whole: Graph, centre: str, most: int) -> tuple[Graph, int]:
    """Return the graph with ``most`` nodes, the nearest and most important, and how many were left out."""
    if len(whole) <= most:
        return whole, 0
    distance = {centre: 0}
    queue = [centre]
    for node in queue:
        for other in (*whole.successors(node), *whole.predecessors(node)):
            if other not in distance:
                distance[other] = distance[node] + 1
                queue.append(other)

    def rank(node: str) -> tuple[int, float, str]:
        return distance.get(node, len(whole)), -whole.nodes[node].get("importance", 0.0), node

    return whole.subgraph(sorted(whole, key=rank)[:most]), len(whole) - most
