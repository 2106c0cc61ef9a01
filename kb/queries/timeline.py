"""What happened when: every dated entity as an item of a timeline, with filters and lanes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.dates import Date
from kb.queries.lineage import responsible
from kb.records import Brief, Claim
from kb.store import Reader

#: The kinds that a timeline shows unless told otherwise.
DEFAULT_KINDS = ("mission", "first", "event", "work", "station")

#: How an entity belongs to an agency, by the predicates of its own claims.
_AGENCY = ("operated_by", "credited_to", "produced_by", "announced_by")

#: What else decides where an entity belongs.
_OTHERS = (
    *("country", "citizenship", "programme", "definition"),
    *("crew", "participant", "mission", "achieved_on", "winner"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: ``date`` is when it began (or happened), ``until`` when it ended, if that is known.

    ``agencies``, ``countries`` and ``programmes`` are ids; ``sources`` the ids of those who give the date.
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
    briefs = [b for b in reader.entities(kinds) if b.began is not None]
    if entity is not None:
        reader.brief(entity)
        near = {link.other(entity).id for link in reader.links([entity]) if not link.claim.stated}
        briefs = [b for b in briefs if b.id in near or b.id == entity]
    if during is not None:
        briefs = [b for b in briefs if _may_overlap(b, during)]
    items = _items(reader, briefs)
    if agency is not None:
        counted = responsible(reader, agency)
        items = [item for item in items if counted.keys() & set(item.agencies)]
    if country is not None:
        reader.brief(country)
        items = [item for item in items if country in item.countries]
    if programme is not None:
        reader.brief(programme)
        items = [item for item in items if programme in item.programmes]
    return sorted(items, key=lambda item: (item.date.sort_key, item.title))


def _may_overlap(brief: Brief, window: Date) -> bool:
    if brief.began is None:
        return False
    last = brief.ended or brief.began
    return brief.began.earliest <= window.end and last.latest >= window.start


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
            )
        )
    return items


def _belongings(reader: Reader, ids: Collection[str]) -> dict[str, dict[str, dict[str, None]]]:
    """Return, for each entity, the agencies, countries, programmes and people it belongs to (ordered sets).

    An event or a first belongs to what its mission belongs to; a country follows from the agency, or, for a
    first that no agency is credited with, from its winner's citizenship. Of a first only the answer under its
    default definition counts.
    """
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in reader.claims(predicates=(*_AGENCY, *_OTHERS), stated=False):
        own[claim.subject].append(claim)
    for subject, claims in own.items():
        default = next((c.value for c in claims if c.predicate == "definition"), None)
        own[subject] = [c for c in claims if c.qualifier("definition") in (default, None)]
    states = {
        subject: [c.object for c in claims if c.predicate == "country" and c.object]
        for subject, claims in own.items()
    }
    found: dict[str, dict[str, dict[str, None]]] = {}
    for entity in ids:
        sets: dict[str, dict[str, None]] = {
            "agency": {},
            "country": {},
            "programme": {},
            "person": {},
        }
        parents = [
            c.object for c in own[entity] if c.predicate in ("mission", "achieved_on", "winner") and c.object
        ]
        credited = any(c.predicate == "credited_to" for c in own[entity])
        _gather(sets, own[entity])
        for parent in () if credited else parents:
            _gather(sets, own.get(parent, ()))
        for agency in sets["agency"]:
            sets["country"].update(dict.fromkeys(states.get(agency, ())))
        if not sets["country"]:
            for parent in parents:
                citizen = (c.object for c in own.get(parent, ()) if c.predicate == "citizenship" and c.object)
                sets["country"].update(dict.fromkeys(citizen))
        found[entity] = sets
    return found


def _gather(sets: dict[str, dict[str, None]], claims: Iterable[Claim]) -> None:
    slots = {
        "country": "country",
        "programme": "programme",
        "crew": "person",
        "participant": "person",
    }
    slots.update(dict.fromkeys(_AGENCY, "agency"))
    for claim in claims:
        slot = slots.get(claim.predicate)
        if slot is not None and claim.object is not None:
            sets[slot][claim.object] = None


def _date_sources(reader: Reader, dates: Mapping[str, Date]) -> dict[str, list[str]]:
    """Return who gives each entity's date, or one that agrees with it."""
    began = [a.id for a in reader.registry.attributes.values() if a.role == "began"]
    sources: dict[str, list[str]] = defaultdict(list)
    for claim in reader.claims(predicates=[*began, "winner"], stated=False):
        shown = dates.get(claim.subject)
        given = claim.when if claim.predicate == "winner" else Date.parse(claim.content)
        if (
            shown
            and given
            and claim.rank != "deprecated"
            and True not in (given.before(shown), given.after(shown))
        ):
            sources[claim.subject].append(claim.source)
    return sources
