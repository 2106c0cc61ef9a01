"""What the base knows of what a text names, looked up once: claims, crews, dates, countries, successions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kb.dates import Date
from kb.records import Brief, Claim
from kb.store import Reader

#: Predicates that date something in an entity's life.
DATING = (
    "launched", "landed", "deorbited", "ended", "first_flight", "last_flight", "released", "announced", "date",
    "born", "died", "founded", "dissolved", "began", "opened",
)  # fmt: skip
_MAKERS = ("operated_by", "built_by", "country", "launch_vehicle", "launch_site", "produced_by")


@dataclass(frozen=True, slots=True)
class Known:
    """A date that the base knows, of what it is, and the claim that gives it."""

    date: Date
    what: str  # a predicate, or an event's type
    claim: Claim


class Facts:
    """The claims that a base makes about entities: what texts merely state and what is deprecated left out."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._claims: dict[str, list[Claim]] = {}
        self._back: dict[tuple[str, str], list[str]] = {}
        self._briefs: dict[str, Brief] = {}
        self._successors: dict[str, set[str]] = defaultdict(set)
        self._wholes: dict[str, set[str]] = defaultdict(set)
        for claim in reader.claims(predicates=["successor_of", "part_of"], stated=False):
            if claim.object:
                into = self._successors if claim.predicate == "successor_of" else self._wholes
                one, other = claim.subject, claim.object
                if claim.predicate == "successor_of":
                    into[other].add(one)
                else:
                    into[one].add(other)

    def fetch(self, ids: Collection[str]) -> None:
        """Look up in one go what entities are, their claims, their events and flights, and what these point to."""
        fresh = self._fetch_claims(ids)
        around = {c.object for id_ in fresh for c in self._claims[id_] if c.object}
        events = self._fetch_back("mission", fresh)
        flights = self._fetch_back("crew", fresh)
        further = self._fetch_claims({*events, *flights, *around})
        self._fetch_back("mission", flights)
        self._brief({*fresh, *further, *(c.object for id_ in further for c in self._claims[id_] if c.object)})

    def _fetch_claims(self, ids: Collection[str]) -> set[str]:
        missing = {id_ for id_ in ids if id_ not in self._claims}
        found: dict[str, list[Claim]] = {id_: [] for id_ in missing}
        for claim in self._reader.claims(subjects=missing, stated=False) if missing else ():
            if claim.rank != "deprecated":
                found[claim.subject].append(claim)
        self._claims |= found  # at once: sessions share this
        return missing

    def _fetch_back(self, predicate: str, ids: Collection[str]) -> set[str]:
        """Look up who points to entities with a predicate; return them."""
        missing = {id_ for id_ in ids if (predicate, id_) not in self._back}
        found: dict[tuple[str, str], dict[str, None]] = {(predicate, id_): {} for id_ in missing}
        for claim in (
            self._reader.claims(objects=missing, predicates=[predicate], stated=False) if missing else ()
        ):
            found[predicate, claim.object or ""][claim.subject] = None
        self._back |= {key: list(subjects) for key, subjects in found.items()}
        return {one for subjects in found.values() for one in subjects}

    def _brief(self, ids: Collection[str]) -> None:
        missing = [id_ for id_ in ids if id_ not in self._briefs]
        if missing:
            self._briefs |= self._reader.briefs(missing)

    def claims(self, entity: str, *predicates: str) -> list[Claim]:
        """Return the claims of an entity, all or with these predicates."""
        if entity not in self._claims:
            self._fetch_claims([entity])
        return [c for c in self._claims[entity] if not predicates or c.predicate in predicates]

    def _pointing(self, entity: str, *predicates: str) -> list[str]:
        found: dict[str, None] = {}
        for predicate in predicates:
            if (predicate, entity) not in self._back:
                self._fetch_claims(self._fetch_back(predicate, [entity]))
            found |= dict.fromkeys(self._back[predicate, entity])
        return list(found)

    def objects(self, entity: str, *predicates: str) -> set[str]:
        """Return what an entity points to with these predicates."""
        return {claim.object for claim in self.claims(entity, *predicates) if claim.object}

    def brief(self, entity: str) -> Brief:
        """Return an entity."""
        if entity not in self._briefs:
            self._brief([entity])
        return self._briefs[entity]

    def kind(self, entity: str) -> str:
        """Return an entity's kind."""
        return self.brief(entity).kind

    def name(self, entity: str) -> str:
        """Return an entity's name."""
        return self.brief(entity).name

    def events(self, mission: str) -> list[str]:
        """Return the events that happened on a mission."""
        return self._pointing(mission, "mission")

    def crew(self, mission: str) -> list[Claim]:
        """Return who flew on a mission."""
        return self.claims(mission, "crew")

    def flights(self, who: str) -> list[str]:
        """Return the missions of a person or animal."""
        return self._pointing(who, "crew")

    def flown_as(self, craft: str) -> list[str]:
        """Return the missions of a craft, a rocket, a programme, a person or an animal."""
        return self._pointing(craft, "spacecraft", "launch_vehicle", "programme", "crew")

    def dates(self, entity: str, *, events: bool = True) -> list[Known]:
        """Return every date in the life of an entity, with those of a mission's events."""
        found = [Known(Date.parse(c.value), c.predicate, c) for c in self.claims(entity, *DATING) if c.value]
        for event in self.events(entity) if events else ():
            sort = next((c.value for c in self.claims(event, "type") if c.value), "other")
            found += [
                Known(Date.parse(c.value), sort or "other", c) for c in self.claims(event, "date") if c.value
            ]
        return found

    def later(self, entity: str) -> set[str]:
        """Return what succeeded an agency or a country, all the way on."""
        found: set[str] = set()
        queue = [entity]
        while queue:
            for following in self._successors.get(queue.pop(), set()) - found:
                found.add(following)
                queue.append(following)
        return found

    def earlier(self, entity: str) -> set[str]:
        """Return what an agency or a country succeeded, all the way back."""
        return {one for one in self._successors if entity in self.later(one)}

    def wholes(self, entity: str) -> set[str]:
        """Return what an entity is part of."""
        return self._wholes.get(entity, set())

    def countries(self, entity: str) -> set[str]:
        """Return the countries of a person, an agency, or of what one operates; empty when not known."""
        kind = self.kind(entity)
        if kind == "country":
            return {entity}
        if kind == "person":
            return self.objects(entity, "citizenship")
        if kind == "agency":
            own = self.objects(entity, "country")
            return own or {c for whole in self.wholes(entity) for c in self.objects(whole, "country")}
        return self.objects(entity, "country") | {
            country for agency in self.objects(entity, "operated_by") for country in self.countries(agency)
        }

    def hands(self, entity: str) -> set[str]:
        """Return every agency and country that had a hand in something: operated, built, launched it."""
        found = self.objects(entity, *_MAKERS)
        for helper in list(found):
            if self.kind(helper) in ("vehicle", "site"):
                found |= self.objects(helper, "operated_by", "built_by", "country")
        agencies = {one for one in found if self.kind(one) == "agency"}
        began = self.brief(entity).began
        for whole in {whole for one in agencies for whole in self.wholes(one)}:
            since = self.brief(whole).began
            if began is None or since is None or since.after(began) is not True:
                found.add(whole)
        return found | {country for one in agencies for country in self.countries(one)}

    def faces(self, ids: Iterable[str]) -> set[str]:
        """Return what may be named in place of missions, events and craft: their craft, rockets, programmes."""
        found = set(ids)
        for id_ in list(found):
            if self.kind(id_) == "event":
                found |= self.objects(id_, "mission", "participant")
        for id_ in list(found):
            if self.kind(id_) in ("mission", "spacecraft", "station"):
                found |= self.objects(id_, "spacecraft", "launch_vehicle", "programme", "part_of")
            if self.kind(id_) == "work":
                found |= self.objects(id_, "filmed_on")
        return found
