"""How two entities are connected, along telling links rather than hubs.

A step costs 1, plus what makes it tell little: weak relations (a shared launch site, a citizenship) cost 4 more,
and passing through an entity with many links costs half the natural logarithm of their number. So two cosmonauts
who flew together are linked by their flight and not by their country. After networkx's ``shortest_simple_paths``
(Yen 1971).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.records import Brief, Link
from kb.store import Reader

if TYPE_CHECKING:
    import networkx as nx

WEAK_COST = 4.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: from one entity to the next, by every claim that joins them."""

    origin: Brief
    target: Brief
    links: tuple[Link, ...]

    @property
    def weak(self) -> bool:
        """Whether nothing but weak relations joins the two."""
        return all(link.weak for link in self.links)

    @property
    def phrase(self) -> str:
        """The step in words, read from its origin: ``came down on Soyuz MS-18``."""
        return f"{_verb(self.links[0], self.origin.id)} {self.target.name}"


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another."""

    steps: tuple[Step, ...]

    @property
    def entities(self) -> tuple[Brief, ...]:
        """Every entity on the way, both ends included."""
        return (self.steps[0].origin, *(step.target for step in self.steps))

    @property
    def weak(self) -> bool:
        """Whether some step is weak, so that the connection tells little."""
        return any(step.weak for step in self.steps)

    @property
    def sentence(self) -> str:
        """The path as one sentence."""
        parts = [f"{self.steps[0].origin.name} {self.steps[0].phrase}"]
        for step in self.steps[1:]:
            pronoun = "who" if step.origin.kind in ("person", "animal") else "which"
            parts.append(f"{pronoun} {step.phrase}")
        return ", ".join(parts) + "."

    def __repr__(self) -> str:
        return f"<Path {' – '.join(entity.id for entity in self.entities)}>"


def paths(reader: Reader, start: str, goal: str, *, limit: int = 3, longest: int = 8) -> list[Path]:
    """Return up to ``limit`` ways between two entities, the most telling first; none when nothing joins them.

    Raises NotFoundError for an unknown id, QueryError when both are the same.
    """
    import networkx as nx  # 0.15 s that only those pay who ask for paths

    first, last = reader.brief(start), reader.brief(goal)
    if first.id == last.id:
        raise QueryError(f"both ends are {start!r}; give two different entities")
    defaults = _defaults(reader)
    network = _network(reader, defaults)
    if start not in network or goal not in network:
        return []
    try:
        found = nx.shortest_simple_paths(network, start, goal, weight="cost")
        routes = [route for route in islice(found, limit) if len(route) <= longest + 1]
    except nx.NetworkXNoPath:
        return []
    return [_path(reader, route, defaults) for route in routes]


def _network(reader: Reader, defaults: Mapping[str, str]) -> nx.Graph[str]:
    """Return every pair of linked entities as one undirected edge with the cost of its best claim."""
    relations = reader.registry.relations
    weakest: dict[tuple[str, str], bool] = {}
    degree: dict[str, int] = {}
    for triple in reader.triples(relations):
        if not _carries(triple.subject, triple.definition, defaults):
            continue
        pair = (min(triple.subject, triple.content), max(triple.subject, triple.content))
        if pair not in weakest:
            for end in pair:
                degree[end] = degree.get(end, 0) + 1
        weakest[pair] = weakest.get(pair, True) and relations[triple.predicate].weak
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for (one, other), weak in weakest.items():
        # Each end is charged half of what passing through it costs: a path pays it once for every hub between.
        toll = (log(degree[one]) + log(degree[other])) / 4
        network.add_edge(one, other, cost=1 + toll + (WEAK_COST if weak else 0))
    return network


def _defaults(reader: Reader) -> dict[str, str]:
    """Return the default definition of each first that has one.

    Of a first, only what holds under its own definition carries a step: under another one Shepard was the first
    human in space, but that does not credit Gagarin's flight to NASA.
    """
    return {triple.subject: triple.content for triple in reader.triples(["definition"])}


def _carries(subject: str, definition: str | None, defaults: Mapping[str, str]) -> bool:
    return definition is None or defaults.get(subject, definition) == definition


def _path(reader: Reader, route: Sequence[str], defaults: Mapping[str, str]) -> Path:
    links = [
        link
        for link in reader.links(route)
        if not link.claim.stated
        and link.claim.rank != "deprecated"
        and _carries(link.subject.id, link.claim.qualifier("definition"), defaults)
    ]
    briefs = reader.briefs(route)
    steps = []
    for one, other in pairwise(route):
        joining = [link for link in links if {link.subject.id, link.object.id} == {one, other}]
        joining.sort(key=lambda link: link.weak)
        steps.append(Step(briefs[one], briefs[other], tuple(joining)))
    return Path(tuple(steps))


_LEGS = {"up": "went up on", "down": "came down on", "both": "flew on"}
_CARRIED = {"up": "took up", "down": "brought down", "both": "carried"}


def _verb(link: Link, origin: str) -> str:
    """Return what stands between two names in a sentence, as the registry says it."""
    forward = link.subject.id == origin
    if link.claim.predicate == "crew":
        return (_CARRIED if forward else _LEGS)[link.claim.qualifier("leg") or "both"]
    return link.says if forward else link.says_back
