"""The base as a ``networkx.MultiDiGraph``: whole, by kinds and relations, around an entity, or as of a date.

Nodes are entity ids with ``kind``, ``name``, ``began``, ``ended`` (EDTF texts or None) and ``importance``. Edges
are relation claims, from subject to object, keyed by predicate and a running number, with
``predicate``, ``label``, ``when``, ``source``, ``quote``, ``role``, ``leg``, ``weak``.

Cost: the whole graph takes about 10 µs a claim to build; around one entity only its surroundings are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kb.dates import Date
from kb.records import Brief, Link
from kb.store import Reader

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def graph(
    reader: Reader,
    *,
    kinds: Collection[str] = (),
    relations: Collection[str] = (),
    around: str | None = None,
    depth: int = 1,
    as_of: Date | None = None,
    stated: bool = False,
) -> Graph:
    """Return the graph.

    ``kinds`` and ``relations`` keep only nodes of those kinds and edges of those predicates (all when empty; the
    centre always stays); ``around`` and ``depth`` keep what lies within that many steps of an entity; ``as_of``
    drops what began later. Claims that an audited text merely states are left out unless ``stated``.
    Raises NotFoundError for an unknown ``around``.
    """
    if around is not None:
        nodes, links = _ego(reader, around, depth, kinds, relations, as_of, stated)
    else:
        links = reader.all_links(relations or None)
        nodes = {brief.id: brief for brief in reader.entities(kinds)}
        nodes = {id_: brief for id_, brief in nodes.items() if _there(brief, as_of)}
    return _build(nodes, (link for link in links if _holds(link, as_of, stated)))


def from_links(reader: Reader, ids: Collection[str], links: Iterable[Link]) -> Graph:
    """Return the graph of the given entities and those of the links that join two of them."""
    return _build(reader.briefs(ids), links)


def _build(nodes: Mapping[str, Brief], links: Iterable[Link]) -> Graph:
    import networkx as nx  # 0.15 s that only those pay who want a graph

    built: Graph = nx.MultiDiGraph()
    for brief in nodes.values():
        built.add_node(brief.id, **_node(brief))
    for link in links:
        if link.subject.id in nodes and link.object.id in nodes:
            _add(built, link)
    return built


def neighbourhood(
    reader: Reader,
    entity: str,
    *,
    depth: int = 1,
    kinds: Collection[str] = (),
    relations: Collection[str] = (),
    as_of: Date | None = None,
    stated: bool = False,
) -> tuple[dict[str, int], list[Link]]:
    """Return the entities within ``depth`` steps with their distance, and the links among the steps taken."""
    centre = reader.brief(entity)
    distance, links = {centre.id: 0}, {}
    frontier: set[str] = {centre.id}
    for step in range(1, depth + 1):
        reached: set[str] = set()
        for link in reader.links(frontier, relations or None):
            if not _holds(link, as_of, stated):
                continue
            ends = (link.subject, link.object)
            if any(end.id != entity and not _fits(end, kinds, as_of) for end in ends):
                continue
            links[_key(link)] = link
            reached |= {end.id for end in ends}
        frontier = reached - distance.keys()
        distance.update(dict.fromkeys(sorted(frontier), step))
        if not frontier:
            break
    return distance, list(links.values())


def _ego(
    reader: Reader,
    entity: str,
    depth: int,
    kinds: Collection[str],
    relations: Collection[str],
    as_of: Date | None,
    stated: bool,
) -> tuple[dict[str, Brief], Iterable[Link]]:
    distance, links = neighbourhood(
        reader, entity, depth=depth, kinds=kinds, relations=relations, as_of=as_of, stated=stated
    )
    # Links among the outermost ring were not walked over; they belong to the picture all the same.
    among = {_key(link): link for link in (*links, *reader.links_among(distance, relations or None))}
    return reader.briefs(distance), among.values()


def _key(link: Link) -> tuple[str, str, str, str, str]:
    claim = link.claim
    return claim.subject, claim.predicate, claim.object or "", claim.source, str(claim.place)


def _fits(brief: Brief, kinds: Collection[str], as_of: Date | None) -> bool:
    return (not kinds or brief.kind in kinds) and _there(brief, as_of)


def _there(brief: Brief, as_of: Date | None) -> bool:
    """Tell whether an entity may have begun by a date; one without a beginning is always there."""
    return as_of is None or brief.began is None or brief.began.earliest <= as_of.latest


def _holds(link: Link, as_of: Date | None, stated: bool) -> bool:
    if link.claim.stated and not stated:
        return False
    when = link.claim.when
    return as_of is None or when is None or when.earliest <= as_of.latest


def _node(brief: Brief) -> dict[str, object]:
    return {
        "kind": brief.kind,
        "name": brief.name,
        "began": str(brief.began) if brief.began else None,
        "ended": str(brief.ended) if brief.ended else None,
        "importance": brief.importance,
    }


def _add(built: Graph, link: Link) -> None:
    claim = link.claim
    built.add_edge(
        link.subject.id,
        link.object.id,
        key=f"{claim.predicate}:{built.number_of_edges(link.subject.id, link.object.id)}",
        predicate=claim.predicate,
        label=link.label,
        when=str(claim.when) if claim.when else None,
        source=claim.source,
        quote=claim.quote,
        role=claim.qualifier("role"),
        leg=claim.qualifier("leg"),
        weak=link.weak,
    )
