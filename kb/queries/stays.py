"""Who was in space when, and for how long: stays, computed from seats.

A stay begins with the launch of the mission that a person went up on and ends with the landing of the one that
they came down on next: the same, unless the seats say otherwise. Only missions that reached at least 50 miles
count. A craft lost on its way home ended when it was lost, and a suborbital flight without a known landing on its
day. Spacewalks add up by the durations that sources state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kb.dates import Date, duration_seconds
from kb.records import Brief
from kb.store import Reader

_DAY = 86_400
#: Who is not known to have come down counts as still up for this long; no stay has lasted longer (438 days).
_LONGEST = 450 * _DAY
#: The day that the seed is complete to: the date of the newest catalogue it was checked against.
AS_OF = Date.parse("2026-05-21")


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of one person; ``down`` and ``ended`` are None while it lasts, as of ``AS_OF``."""

    person: Brief
    up: Brief
    down: Brief | None
    began: Date
    ended: Date | None

    @property
    def seconds(self) -> tuple[int, int]:
        """The least and greatest number of seconds that it lasted, to ``AS_OF`` for one that still does."""
        return self.began.gap(self.ended or AS_OF)

    def covers(self, moment: Date) -> bool | None:
        """Tell whether it went on at some time of a date: None when the dates leave it open."""
        if self.began.after(moment) is True or (self.ended is not None and self.ended.before(moment) is True):
            return False
        if self.ended is None and moment.start > AS_OF.end:
            return None
        inside = self.began.start <= moment.end and (self.ended is None or self.ended.end >= moment.start)
        return True if inside else None


@dataclass(frozen=True, slots=True)
class Spacefarer:
    """Everyone's sum: stays in order, days in space (least and most), spacewalks and their hours."""

    person: Brief
    sex: str | None
    countries: tuple[Brief, ...]
    stays: tuple[Stay, ...]
    days: tuple[float, float]
    spacewalks: int
    spacewalk_hours: float


class _Leg(NamedTuple):
    when: Date
    sense: int  # 0 up, 1 down: a suborbital flight lands on the day it was launched
    mission: str
    elsewhere: bool  # The seat is one way.


def stays(reader: Reader) -> list[Stay]:
    """Return all stays, in order of their beginning."""
    missions = {brief.id: brief for brief in reader.entities(["mission"])}
    best = reader.best(missions)
    heights = {rung: n for n, rung in enumerate(reader.registry.lists["rung"])}
    people = {brief.id: brief for brief in reader.entities(["person"])}
    legs: dict[str, list[_Leg]] = defaultdict(list)
    reached: dict[str, int] = defaultdict(int)
    for triple in reader.triples(["reached"]):
        reached[triple.subject] = max(reached[triple.subject], heights.get(triple.content, 0))
    for claim in reader.claims(predicates=["crew"], stated=False):
        mission, who = claim.subject, claim.object or ""
        if who not in people or claim.rank == "deprecated" or reached[mission] < heights["50-miles"]:
            continue
        leg = claim.qualifier("leg") or "both"
        values = best[mission]
        launched, landed = values.get("launched"), values.get("landed") or values.get("ended")
        if landed is None and launched is not None and reached[mission] < heights["orbit"]:
            landed = launched[:10]
        for sense, (name, text) in enumerate((("up", launched), ("down", landed))):
            if leg in (name, "both") and text is not None:
                one = _Leg(Date.parse(text), sense, mission, leg != "both")
                if one not in legs[who]:
                    legs[who].append(one)
    found = [
        stay
        for who, own in legs.items()
        for stay in _paired(people[who], sorted(own, key=lambda leg: (leg.when.start, leg.sense)), missions)
    ]
    return sorted(found, key=lambda stay: (stay.began.sort_key, stay.person.name))


def _paired(person: Brief, legs: list[_Leg], missions: dict[str, Brief]) -> Iterable[Stay]:
    """Yield the stays of one person: each way up with the next way down."""
    up: _Leg | None = None
    for leg in legs:
        if leg.sense == 0:
            up = leg
        elif up is not None:
            yield Stay(person, missions[up.mission], missions[leg.mission], up.when, leg.when)
            up = None
    recent = up is not None and AS_OF.start - up.when.start < _LONGEST
    if up is not None and recent and (up.elsewhere or missions[up.mission].ended is None):
        yield Stay(person, missions[up.mission], None, up.when, None)


def spacefarers(reader: Reader) -> list[Spacefarer]:
    """Return everyone who flew above 50 miles, in order of their first flight."""
    by_person: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays(reader):
        by_person[stay.person.id].append(stay)
    walks, hours = _spacewalks(reader)
    best = reader.best(by_person)
    states: dict[str, list[str]] = defaultdict(list)
    for triple in reader.triples(["citizenship"], by_person):
        if triple.content not in states[triple.subject]:
            states[triple.subject].append(triple.content)
    countries = reader.briefs({country for several in states.values() for country in several})
    return [
        Spacefarer(
            own[0].person,
            best[who].get("sex"),
            tuple(countries[country] for country in states[who]),
            tuple(own),
            (
                sum(stay.seconds[0] for stay in own) / _DAY,
                sum(stay.seconds[1] for stay in own) / _DAY,
            ),
            walks[who],
            hours[who],
        )
        for who, own in by_person.items()
    ]


def _spacewalks(reader: Reader) -> tuple[dict[str, int], dict[str, float]]:
    events = {brief.id for brief in reader.entities(["event"])}
    best = reader.best(events)
    outside = {event for event in events if best[event].get("type") == "spacewalk"}
    walks: dict[str, int] = defaultdict(int)
    hours: dict[str, float] = defaultdict(float)
    for who, event in {(t.content, t.subject) for t in reader.triples(["participant"], outside)}:
        walks[who] += 1
        hours[who] += (duration_seconds(best[event].get("duration", "")) or 0) / 3600
    return walks, hours
