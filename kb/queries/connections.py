"""Pictures of connections: the surroundings of an entity, and an agency's firsts through its lineage."""

from __future__ import annotations

from collections.abc import Collection

from kb.dates import Date
from kb.graph import Graph, from_links, graph
from kb.queries.firsts import firsts
from kb.store import Reader


def around(reader: Reader, entity: str, depth: int, relations: Collection[str], as_of: str | None) -> Graph:
    """Return the graph within ``depth`` steps of an entity, by some relations (all when empty), as of a date."""
    when = Date.parse(as_of) if as_of else None
    return graph(reader, around=entity, depth=depth, relations=relations, as_of=when)


def firsts_of(reader: Reader, agency: str, during: str | None) -> tuple[Graph, str]:
    """Return an agency's firsts with their winners and missions, joined through its lineage.

    Also returns the agency that most of them are credited to: the hub to draw around.
    """
    answers = firsts(reader, agency=agency, during=Date.parse(during) if during else None)
    trail = {b.id for a in answers for b in a.through} | {agency}
    ids = trail | {a.id for a in answers}
    ids |= {b.id for a in answers for b in (*a.winners, *a.achieved_on, *a.credited_to)}
    wanted = ("successor_of", "part_of", "winner", "achieved_on", "credited_to", "crew")
    links = [
        link
        for link in reader.links(ids, wanted)
        if link.subject.id in ids and link.object.id in ids and not link.claim.stated
    ]
    credits: dict[str, int] = dict.fromkeys(trail, 0)
    for answer in answers:
        for brief in answer.credited_to:
            if brief.id in credits:
                credits[brief.id] += 1
    hub = max(credits, key=lambda id_: (credits[id_], id_ == agency))
    return from_links(reader, ids, links), hub


def trimmed(whole: Graph, keep: Collection[str], most: int) -> tuple[Graph, int]:
    """Return the graph with its ``most`` most important nodes, and how many were left out."""
    if len(whole) <= most:
        return whole, 0
    ranked = sorted(
        whole, key=lambda node: (node not in keep, -whole.nodes[node].get("importance", 0.0), node)
    )
    return whole.subgraph(ranked[:most]), len(whole) - most
