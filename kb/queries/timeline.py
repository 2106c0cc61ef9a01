"""What happened when: every dated entity as an item of a timeline, with filters and lanes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.dates import Date
from kb.queries.lineage import responsible
from kb.records import Brief
from kb.rules import Ruling
from kb.store import Reader, Triple

#: The kinds that a timeline shows unless told otherwise.
DEFAULT_KINDS = ("mission", "first", "event", "work", "station")

#: How an entity belongs to an agency, by the predicates of its own claims.
_AGENCY = ("operated_by", "credited_to", "produced_by", "announced_by")

#: What else decides where an entity belongs.
_OTHERS = (
    *("country", "citizenship", "programme", "definition", "visited"),
    *("crew", "participant", "mission", "achieved_on", "winner"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: ``date`` is when it began (or happened), ``until`` when it ended, if that is known.

    ``agencies``, ``countries``, ``programmes``, ``people`` and ``stations`` are ids; ``sources`` the ids of those
    who give the date.
    """

    date: Date
    until: Date | None
    title: str
    entity: str
    kind: str
    summary: str | None
    importance: float
    sources: tuple[str, ...]
    agencies: tuple[str, ...]
    countries: tuple[str, ...]
    programmes: tuple[str, ...]
    people: tuple[str, ...]
    stations: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.date} {self.title}>"


def timeline(
    reader: Reader,
    *,
    kinds: Collection[str] = DEFAULT_KINDS,
    agency: str | None = None,
    country: str | None = None,
    programme: str | None = None,
    entity: str | None = None,
    during: Date | None = None,
) -> list[Item]:
    """Return dated entities in order of time.

    ``agency`` includes what its predecessors and parts did; ``entity`` keeps what is linked to one entity;
    ``during`` keeps what may overlap a window. Raises NotFoundError for unknown ids.
    """
    if entity is None:
        found = items(reader, kinds)
    else:
        reader.brief(entity)
        near = {link.other(entity).id for link in reader.links([entity]) if not link.claim.stated}
        found = items(reader, kinds, {*near, entity})
    return chosen(reader, found, agency=agency, country=country, programme=programme, during=during)


def items(reader: Reader, kinds: Collection[str], ids: Collection[str] | None = None) -> list[Item]:
    """Return all dated entities of some kinds, or those of these ids, in order of time."""
    wanted = frozenset(kinds)
    briefs = reader.entities(kinds) if ids is None else reader.briefs(ids).values()
    dated = [b for b in briefs if b.began is not None and (not wanted or b.kind in wanted)]
    return sorted(_items(reader, dated), key=lambda item: (item.date.sort_key, item.title))


def chosen(
    reader: Reader,
    found: Iterable[Item],
    *,
    agency: str | None = None,
    country: str | None = None,
    programme: str | None = None,
    during: Date | None = None,
) -> list[Item]:
    """Return those of some items that fit every filter; see :func:`timeline`."""
    left = list(found)
    if during is not None:
        left = [item for item in left if _may_overlap(item, during)]
    if agency is not None:
        counted = responsible(reader, agency)
        left = [item for item in left if counted.keys() & set(item.agencies)]
    if country is not None:
        reader.brief(country)
        left = [item for item in left if country in item.countries]
    if programme is not None:
        reader.brief(programme)
        left = [item for item in left if programme in item.programmes]
    return left


def _may_overlap(item: Item, window: Date) -> bool:
    last = item.until or item.date
    return item.date.earliest <= window.end and last.latest >= window.start


def _items(reader: Reader, briefs: Collection[Brief]) -> list[Item]:
    ids = {brief.id for brief in briefs}
    belongings = _belongings(reader, ids)
    sources = _date_sources(reader, {brief.id: brief.began for brief in briefs if brief.began})
    items = []
    for brief in briefs:
        if brief.began is None:
            continue
        belongs = belongings[brief.id]
        items.append(
            Item(
                date=brief.began,
                until=brief.ended,
                title=brief.name,
                entity=brief.id,
                kind=brief.kind,
                summary=brief.summary,
                importance=brief.importance,
                sources=tuple(dict.fromkeys(sources[brief.id])),
                agencies=tuple(belongs["agency"]),
                countries=tuple(belongs["country"]),
                programmes=tuple(belongs["programme"]),
                people=tuple(belongs["person"]),
                stations=tuple(belongs["station"]),
            )
        )
    return items


def _belongings(reader: Reader, ids: Collection[str]) -> dict[str, dict[str, dict[str, None]]]:
    """Return, for each entity, the agencies, countries, programmes and people it belongs to (ordered sets).

    An event or a first belongs to what its mission belongs to; a country follows from the agency, or, for a
    first that no agency is credited with, from its winner's citizenship. Of a first only the answer under its
    default definition counts.
    """
    own = _own(reader, ids)
    parents = {
        entity: [t.content for t in triples if t.predicate in ("mission", "achieved_on", "winner")]
        for entity, triples in own.items()
    }
    for ruling in _rulings(reader, ids, own):
        if not parents.get(ruling.first):
            parents[ruling.first] = [end for one in ruling.winners for end in (one.on, one.who)]
    above = _own(reader, {parent for several in parents.values() for parent in several})
    found: dict[str, dict[str, dict[str, None]]] = {}
    for entity in ids:
        sets: dict[str, dict[str, None]] = {
            "agency": {},
            "country": {},
            "programme": {},
            "person": {},
            "station": {},
        }
        credited = any(t.predicate == "credited_to" for t in own[entity])
        _gather(sets, own[entity])
        for parent in () if credited else parents.get(entity, ()):
            _gather(sets, above[parent])
        found[entity] = sets
    agencies = {agency for sets in found.values() for agency in sets["agency"]}
    states: dict[str, list[str]] = defaultdict(list)
    for triple in reader.triples(["country"], agencies):
        states[triple.subject].append(triple.content)
    for entity, sets in found.items():
        for agency in sets["agency"]:
            sets["country"].update(dict.fromkeys(states[agency]))
        if not sets["country"]:
            for parent in parents.get(entity, ()):
                citizen = (t.content for t in above[parent] if t.predicate == "citizenship")
                sets["country"].update(dict.fromkeys(citizen))
    return found


def _rulings(reader: Reader, ids: Collection[str], own: Mapping[str, list[Triple]]) -> list[Ruling]:
    """Return what rules find for those of some entities that are firsts, under the default definition of each."""
    defaults = {
        entity: next((t.content for t in triples if t.predicate == "definition"), None)
        for entity, triples in own.items()
    }
    return [r for r in reader.rulings(ids) if r.definition == defaults.get(r.first)]


def _own(reader: Reader, ids: Collection[str]) -> dict[str, list[Triple]]:
    """Return the claims that decide where entities belong, those of other than the default definition left out."""
    own: dict[str, list[Triple]] = defaultdict(list)
    for triple in reader.triples((*_AGENCY, *_OTHERS), ids):
        own[triple.subject].append(triple)
    for subject, triples in own.items():
        default = next((t.content for t in triples if t.predicate == "definition"), None)
        own[subject] = [t for t in triples if t.definition in (default, None)]
    return own


def _gather(sets: dict[str, dict[str, None]], triples: Iterable[Triple]) -> None:
    slots = {
        "country": "country",
        "programme": "programme",
        "crew": "person",
        "participant": "person",
        "visited": "station",
    }
    slots.update(dict.fromkeys(_AGENCY, "agency"))
    for triple in triples:
        slot = slots.get(triple.predicate)
        if slot is not None:
            sets[slot][triple.content] = None


def _date_sources(reader: Reader, dates: Mapping[str, Date]) -> dict[str, list[str]]:
    """Return who gives each entity's date, or one that agrees with it."""
    began = [a.id for a in reader.registry.attributes.values() if a.role == "began"]
    sources: dict[str, list[str]] = defaultdict(list)
    for triple in reader.triples([*began, "winner"], dates):
        given = triple.when if triple.predicate == "winner" else triple.content
        if given is not None and Date.parse(given).overlaps(dates[triple.subject]) is not False:
            sources[triple.subject].append(triple.source)
    unsaid = {ruling.first: ruling for ruling in reader.rulings([e for e in dates if e not in sources])}
    proved: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for first, ruling in unsaid.items():
        for key in {key for one in ruling.winners for key in one.proof}:
            proved[key].append(first)
    for triple in reader.triples({key[1] for key in proved}, {key[0] for key in proved}):
        for first in proved.get((triple.subject, triple.predicate, triple.content), ()):
            sources[first].append(triple.source)
    return sources
