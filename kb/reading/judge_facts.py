"""Judging what a text says of dates, crews, nations and makers against the claims of the base."""

from __future__ import annotations

from collections.abc import Iterable

from kb.queries.audit import Verdict
from kb.reading.dates_in_text import Dated
from kb.reading.deeds import BARE, DEEDS
from kb.reading.facts import Facts
from kb.reading.judge_dates import DatesJudge, under_way
from kb.reading.mentions import Mention
from kb.reading.nations import UNION
from kb.reading.said import Said, SaidCrew, SaidDate, SaidMaker, SaidNation
from kb.reading.verdicts import Judgement, best_fit
from kb.records import Brief, Claim

_ORDER: tuple[Verdict, ...] = ("supported", "imprecise", "contested", "unknown", "contradicted")


class FactsJudge:
    """Judges statements about dates, crews, nations and makers."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._dates = DatesJudge(facts)

    def judge(self, said: Said) -> Judgement:
        """Return the verdict on a statement: the kindest of those of what its names may mean."""
        if isinstance(said, SaidDate):
            return _kindest(self._dates.judge(said, id_) for id_ in said.subject.ids)
        if isinstance(said, SaidCrew):
            missions = [id_ for id_ in said.flight.ids if self._facts.kind(id_) == "mission"]
            return _kindest(self._crew(said, id_) for id_ in missions or said.flight.ids)
        if isinstance(said, SaidNation):
            return _kindest(self._nation(said, id_) for id_ in said.person.ids)
        if isinstance(said, SaidMaker):
            return _kindest(self._maker(said.by, id_) for id_ in said.thing.ids)
        raise TypeError(said)

    def reads(self, said: Said) -> str:
        """Return what a statement was read as."""
        if isinstance(said, SaidDate):
            deed = "is dated" if said.deed == BARE else DEEDS[said.deed].says
            at = (
                f" ({self._name(said.body)})"
                if said.body and said.deed != BARE and DEEDS[said.deed].at
                else ""
            )
            return f"{self._name(said.subject)} {deed}{at}: {said.date}"
        if isinstance(said, SaidCrew):
            when = f", {said.date}" if said.date else ""
            return f"{', '.join(map(self._name, said.people))} {said.part} {self._name(said.flight)}{when}"
        if isinstance(said, SaidNation):
            return f"{self._name(said.person)} was of {self._name(said.of)}"
        if isinstance(said, SaidMaker):
            return f"{self._name(said.thing)} was operated or launched by {self._name(said.by)}"
        raise TypeError(said)

    def _name(self, mention: Mention) -> str:
        return self._facts.name(mention.ids[0])

    # -- crews -------------------------------------------------------------------------------

    def _crew(self, said: SaidCrew, flight: str) -> Judgement:
        if self._facts.kind(flight) != "mission":
            return self._craft(said, flight)
        crew = self._facts.crew(flight)
        if not crew:
            return Judgement("unknown", "The base knows nobody aboard.", (), (flight,))
        aboard = {c.object: c for c in crew}
        evidence: list[Claim] = []
        for person in said.people:
            found = next((aboard[id_] for id_ in person.ids if id_ in aboard), None)
            if found is None:
                if not person.sure:
                    return Judgement("unknown", "Another person of that name may be meant.", (), (flight,))
                return Judgement(
                    "contradicted",
                    f"{self._facts.name(person.ids[0])} was not aboard {self._facts.name(flight)}; the base has "
                    f"{self._names(aboard)}.",
                    tuple(crew),
                    (flight, *person.ids),
                )
            evidence.append(found)
        if said.date is not None and (wrong := self._flown(said.date, flight, tuple(evidence))):
            return wrong
        if said.part == "commanded":
            return self._commanded(flight, crew, evidence[0])
        if said.part.startswith("walked"):
            return self._walked(said, flight, evidence)
        return Judgement("supported", "The base has the same.", tuple(evidence), (flight, *_people(evidence)))

    def _flown(self, date: Dated, flight: str, seats: tuple[Claim, ...]) -> Judgement | None:
        """Return a contradiction where a flight was not under way on a date, whoever was aboard."""
        known = [k for k in self._facts.dates(flight) if k.what not in ("deorbited", "announced", "ended")]
        moments = [k.date for k in known]
        if not moments or best_fit(date, moments) != "apart" or under_way(date, known):
            return None
        began = next((k for k in known if k.what == "launched"), known[0])
        reason = f"They were aboard, but it was launched on {began.date.describe()}."
        return Judgement("contradicted", reason, (began.claim, *seats), (flight,))

    def _commanded(self, flight: str, crew: list[Claim], seat: Claim) -> Judgement:
        commanders = [c for c in crew if c.qualifier("role") == "commander"]
        if any(c.object == seat.object for c in commanders) or len({c.object for c in crew}) == 1:
            return Judgement("supported", "The base has the same.", (seat,), (flight, seat.object or ""))
        if not commanders or not any(c.qualifier("role") for c in crew if c.object == seat.object):
            return Judgement("unknown", "The base does not know who commanded it.", (seat,), (flight,))
        who = self._names(c.object for c in commanders)
        return Judgement("contradicted", f"The commander was {who}.", (*commanders, seat), (flight,))

    def _walked(self, said: SaidCrew, flight: str, seats: list[Claim]) -> Judgement:
        outside = {
            claim.object: claim
            for event in self._facts.events(flight)
            if self._facts.objects(event, "at") & {"moon"}
            for claim in self._facts.claims(event, "participant")
        }
        walkers = [c.object for c in seats]
        if all(who in outside for who in walkers):
            return Judgement(
                "supported", "The base has the same.", tuple(outside[w] for w in walkers), (flight,)
            )
        return Judgement(
            "unknown", "They were aboard; who walked is not known to the base.", tuple(seats), (flight,)
        )

    def _craft(self, said: SaidCrew, craft: str) -> Judgement:
        """Judge a flight in a named craft: right when a flight of theirs used it."""
        evidence: list[Claim] = []
        for person in said.people:
            flights = {flight for id_ in person.ids for flight in self._facts.flights(id_)}
            used = [
                c for f in flights for c in self._facts.claims(f, "spacecraft", "visited", "launch_vehicle")
            ]
            found = [c for c in used if c.object == craft]
            if not found:
                return Judgement(
                    "unknown", "The base has no flight of theirs in it.", (), (craft, *person.ids)
                )
            evidence += found
        return Judgement("supported", "The base has such a flight.", tuple(evidence), (craft,))

    def _names(self, ids: Iterable[str | None]) -> str:
        return ", ".join(self._facts.name(id_) for id_ in dict.fromkeys(ids) if id_)

    # -- nations and makers ------------------------------------------------------------------

    def _nation(self, said: SaidNation, person: str) -> Judgement:
        facts = self._facts
        if facts.kind(person) != "person":
            return Judgement("unknown", "The base knows no country of an animal.", (), (person,))
        own = facts.claims(person, "citizenship")
        theirs = {c.object or "" for c in own}
        of = set(said.of.ids)
        if said.of.letter == "A":
            return self._staff(person, said.of)
        if theirs & of:
            return Judgement(
                "supported", "The base has the same.", tuple(c for c in own if c.object in of), (person,)
            )
        if any(facts.later(one) & of for one in theirs):
            was = self._names(sorted(theirs))
            return Judgement(
                "imprecise", f"A citizen of the {was} then, which it succeeded.", tuple(own), (person,)
            )
        settled = "united-states" not in theirs or of & {"soviet-union", "russia"}
        kin = theirs & UNION and not of & {"united-states", "soviet-union", "china"}
        if (
            theirs
            and settled
            and not kin
            and said.person.sure
            and of & {"united-states", "soviet-union", "russia", "china"}
        ):
            was = self._names(sorted(theirs))
            return Judgement("contradicted", f"A citizen of: {was}.", tuple(own), (person,))
        return Judgement("unknown", "Origin and citizenship may differ.", tuple(own), (person,))

    def _staff(self, person: str, agency: Mention) -> Judgement:
        facts = self._facts
        own = facts.claims(person, "works_for")
        employers = {c.object or "" for c in own}
        if employers & set(agency.ids):
            return Judgement("supported", "The base has the same.", tuple(own), (person,))
        if any(facts.later(one) & set(agency.ids) for one in employers):
            was = self._names(sorted(employers))
            return Judgement("imprecise", f"It was {was} then; a successor is named.", tuple(own), (person,))
        theirs = facts.countries(person)
        country = {c for id_ in agency.ids for c in facts.countries(id_)}
        related = {later for one in theirs for later in facts.later(one)}
        if employers and theirs and country and not country & (theirs | related) and agency.sure:
            was = self._names(sorted(employers))
            return Judgement("contradicted", f"The base has {was}.", tuple(own), (person,))
        return Judgement("unknown", "The base does not know for whom they worked.", tuple(own), (person,))

    def _maker(self, by: Mention, thing: str) -> Judgement:
        facts = self._facts
        hands = facts.hands(thing)
        of = set(by.ids)
        makers = tuple(facts.claims(thing, "operated_by", "country", "built_by", "launch_vehicle"))
        if not hands:
            return Judgement("unknown", "The base does not know who operated it.", (), (thing,))
        if hands & of:
            return Judgement("supported", "The base has the same.", makers, (thing,))
        operators = facts.objects(thing, "operated_by") or facts.objects(thing, "country")
        was = self._names(sorted(operators))
        if any(facts.later(one) & of for one in hands):
            return Judgement("imprecise", f"It was {was} then; a successor is named.", makers, (thing,))
        theirs = {c for id_ in by.ids for c in facts.countries(id_)}
        ours = {one for one in hands if facts.kind(one) == "country"}
        related = {later for one in ours for later in facts.later(one)}
        shared = facts.kind(thing) == "station" and len(ours) > 1
        if operators and theirs and ours and not theirs & (ours | related) and not shared and by.sure:
            return Judgement("contradicted", f"The base has {was}.", makers, (thing,))
        young = [one for one in by.ids if _younger(facts.brief(one), facts.brief(thing))]
        if by.letter == "A" and young and theirs & ours:
            name, since = facts.name(young[0]), facts.brief(young[0]).began
            reason = f"It was {was}; {name} exists since {since.describe() if since else 'later'}."
            return Judgement("imprecise", reason, makers, (thing,))
        return Judgement(
            "unknown", f"The base names {was}, and nothing speaks for or against this.", makers, (thing,)
        )


def _younger(one: Brief, other: Brief) -> bool:
    """Tell whether one certainly began after the other did."""
    return bool(one.began and other.began and one.began.after(other.began) is True)


def _people(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.object for c in claims if c.object))


def _kindest(found: Iterable[Judgement]) -> Judgement:
    return min(found, key=lambda judgement: _ORDER.index(judgement.verdict))
