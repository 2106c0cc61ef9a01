"""Pictures of connections: the surroundings of an entity, opened bit by bit, and an agency's firsts.

A hub such as NASA has a thousand neighbours: an exploration takes the telling and important ones first, gives
every ring and every opening a share, and counts by relation what it leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from kb.dates import FAR_PAST, Date
from kb.graph import Graph, from_links
from kb.queries.firsts import FirstAnswer, firsts
from kb.records import Brief, Link
from kb.store import Reader

_OF_FIRSTS = ("successor_of", "part_of", "winner", "achieved_on", "credited_to", "operated_by")

#: How many entities there are at most after one, two and three steps.
RINGS = (40, 120, 240)
#: How many an entity that is opened brings at a time.
BATCH = 24
#: How many there are at most; more cannot be told apart.
MOST = 300

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ALWAYS = 0


@dataclass(frozen=True, slots=True)
class Exploration:
    """The part of the graph that is shown.

    ``batches`` tells in which order entities came: what led to them (None for where one begins), and those it
    brought. ``since`` is the first year (None: always) in which a way leads to an entity; ``left_out`` counts, for
    each entity that was opened, the neighbours that are not shown by the relation they stand in.
    """

    start: str
    entities: Mapping[str, Brief]
    batches: tuple[tuple[str | None, tuple[str, ...]], ...]
    links: tuple[Link, ...]
    since: Mapping[str, int | None]
    left_out: Mapping[str, Mapping[str, int]]

    @staticmethod
    def since_link(link: Link) -> int:
        """Return the first year in which a link holds, 0 when it always does."""
        return _year(link.claim.when)


def explore(
    reader: Reader,
    start: str,
    *,
    depth: int = 1,
    opened: Sequence[str] = (),
    routes: Sequence[Sequence[str]] = (),
    relations: Collection[str] = (),
    hidden: Collection[str] = (),
    most: int = MOST,
) -> Exploration:
    """Return what is shown around ``start`` after ``depth`` steps (0 to 3) and opening some entities in turn.

    An entity opened twice brings its next neighbours. ``routes`` are chains of ids that are shown too;
    ``relations`` keeps only links of those predicates (all when empty), ``hidden`` leaves out entities of those
    kinds, except where one begins. Ids that do not exist are passed over.
    Raises NotFoundError for an unknown ``start``.
    """
    centre = reader.brief(start)
    given = reader.briefs({*opened, *(id_ for route in routes for id_ in route)})
    shown: dict[str, Brief] = {start: centre}
    batches: list[tuple[str | None, tuple[str, ...]]] = [(None, (start,))]
    around: dict[str, dict[str, list[Link]]] = {}

    def add(origin: str | None, fresh: Iterable[Brief]) -> tuple[str, ...]:
        new = {brief.id: brief for brief in fresh if brief.id not in shown}
        shown.update(new)
        if new:
            batches.append((origin, tuple(new)))
        return tuple(new)

    def look(ids: Collection[str]) -> None:
        fresh = set(ids) - around.keys()
        around.update(_neighbours(reader, fresh, relations, hidden))

    for route in routes:
        for origin, id_ in zip((None, *route), route, strict=False):
            add(origin, [given[id_]] if id_ in given else [])
    frontier: tuple[str, ...] = (start,)
    for budget in RINGS[:depth]:
        look(frontier)
        waiting = {id_: [_end(links, id_) for links in around[id_].values()] for id_ in frontier}
        brought = _share(waiting, shown, min(budget, most) - len(shown))
        frontier = tuple(id_ for origin, fresh in brought.items() for id_ in add(origin, fresh))
    for id_ in opened:
        if id_ not in given or (id_ not in shown and len(shown) >= most):
            continue
        add(None, [given[id_]])
        look([id_])
        fresh = [_end(links, id_) for other, links in around[id_].items() if other not in shown]
        add(id_, fresh[: max(0, min(BATCH, most - len(shown)))])
    links = tuple(
        link
        for link in reader.links_among(shown, relations or None)
        if _says(link) and link.subject != link.object
    )
    left_out = {id_: _counted(id_, others, shown) for id_, others in around.items()}
    return Exploration(start, shown, tuple(batches), links, _since(batches, shown, links), left_out)


def _neighbours(
    reader: Reader, ids: Collection[str], relations: Collection[str], hidden: Collection[str]
) -> dict[str, dict[str, list[Link]]]:
    """Return, for each entity, its neighbours with what joins them, the most telling first."""
    found: dict[str, dict[str, list[Link]]] = {id_: {} for id_ in ids}
    for link in reader.links(ids, relations or None) if ids else ():
        for one, other in ((link.subject, link.object), (link.object, link.subject)):
            if one.id in found and other.id != one.id and other.kind not in hidden and _says(link):
                found[one.id].setdefault(other.id, []).append(link)

    def rank(id_: str, links: Sequence[Link]) -> tuple[bool, float, str]:
        other = _end(links, id_)
        return all(link.weak for link in links), -other.importance, other.id

    return {
        id_: dict(sorted(others.items(), key=lambda item: rank(id_, item[1])))
        for id_, others in found.items()
    }


def _end(links: Sequence[Link], id_: str) -> Brief:
    return links[0].other(id_)


def _says(link: Link) -> bool:
    return not link.claim.stated and link.claim.rank != "deprecated"


def _share(
    waiting: Mapping[str, Sequence[Brief]], shown: Collection[str], room: int
) -> dict[str, list[Brief]]:
    """Let entities take turns in bringing their neighbours, until there is no more room."""
    brought: dict[str, list[Brief]] = {id_: [] for id_ in waiting}
    taken = set(shown)
    queues = {id_: iter(others) for id_, others in waiting.items()}
    while queues and room > 0:
        for id_ in list(queues)[: max(room, 0)]:
            fresh = next((other for other in queues[id_] if other.id not in taken), None)
            if fresh is None:
                del queues[id_]
                continue
            taken.add(fresh.id)
            brought[id_].append(fresh)
            room -= 1
    return brought


def _counted(id_: str, others: Mapping[str, Sequence[Link]], shown: Collection[str]) -> dict[str, int]:
    counts = Counter(links[0].label_from(id_) for other, links in others.items() if other not in shown)
    return dict(counts.most_common())


def _since(
    batches: Iterable[tuple[str | None, tuple[str, ...]]], shown: Mapping[str, Brief], links: Iterable[Link]
) -> dict[str, int | None]:
    """Return the year in which the earliest way to each entity is complete: its last step and every end there."""
    ways: dict[str, list[tuple[int, str]]] = {id_: [] for id_ in shown}
    for link in links:
        year = _year(link.claim.when)
        ways[link.subject.id].append((year, link.object.id))
        ways[link.object.id].append((year, link.subject.id))
    queue = [(_ALWAYS, id_) for origin, ids in batches if origin is None for id_ in ids]
    found: dict[str, int] = {}
    while queue:
        year, id_ = heappop(queue)
        if id_ in found:
            continue
        found[id_] = year
        for step, other in ways[id_]:
            heappush(queue, (max(year, step, _year(shown[other].began)), other))
    return {id_: None if year == _ALWAYS else year for id_, year in found.items()}


def _year(date: Date | None) -> int:
    """Return the first year in which something of a date may have been there."""
    if date is None or date.earliest <= FAR_PAST:
        return _ALWAYS
    return (_EPOCH + timedelta(seconds=date.earliest)).year


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
    drawn = from_links(reader, ids, links)
    for answer in kept:
        _add_ruled(
            drawn, answer, {key: relation.label for key, relation in reader.registry.relations.items()}
        )
    return drawn, hub, len(answers) - len(kept)


def _add_ruled(drawn: Graph, answer: FirstAnswer, labels: Mapping[str, str]) -> None:
    """Join a first to what its rule finds where no claim does; the source is that of the rule's proof."""
    ruled = {
        "winner": answer.winners,
        "achieved_on": answer.achieved_on,
        "credited_to": answer.credited_to,
    }
    source = answer.proof[0].source if answer.proof else ""
    said = {(end, data["predicate"]) for _, end, data in drawn.out_edges(answer.id, data=True)}
    for predicate, ends in ruled.items():
        for end in ends:
            if end.id in drawn and (end.id, predicate) not in said:
                drawn.add_edge(
                    answer.id,
                    end.id,
                    key=f"{predicate}:rule",
                    predicate=predicate,
                    label=labels[predicate],
                    when=None,
                    source=source,
                    quote=None,
                    role=None,
                    leg=None,
                    weak=False,
                )


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
