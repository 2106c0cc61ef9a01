"""A made-up seed of any size with the shape of the shipped one, written as seed files.

``times=1`` has about as many entities and claims as the shipped seed had when this was written (2,400 and
16,000). People, missions, events, firsts, animals, works and sources grow with ``times``; agencies, vehicles,
spacecraft, stations, programmes and sites with its square root, so that hubs grow too, as in real catalogues;
countries and bodies stay. One seeded generator makes everything: the same size gives the same files. Names are
syllables, so that nobody takes them for history.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from random import Random

from benchmarks.base import Subjects

A_FILE = 400  # records; the reader refuses files above 5 MB
FIRST_LAUNCH, LAST_LAUNCH = dt.date(1957, 10, 4), dt.date(2026, 6, 1)
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
CYRILLIC = str.maketrans(CONSONANTS + VOWELS, "бдфгклмнпрствзаеиоу")


@dataclass(frozen=True, slots=True)
class Size:
    """How many records of each kind there are."""

    person: int
    mission: int
    first: int
    animal: int
    work: int
    source: int
    agency: int
    vehicle: int
    spacecraft: int
    station: int
    programme: int
    site: int
    country: int = 115
    body: int = 37

    @classmethod
    def of(cls, times: float) -> Size:
        """Return the shipped seed's numbers, grown."""
        linear = (round(n * times) for n in (617, 508, 274, 41, 27, 800))
        slow = (round(n * sqrt(times)) for n in (145, 100, 40, 40, 39, 36))
        return cls(*linear, *slow)


def write(folder: Path, times: float) -> Subjects:
    """Write the seed into a folder. Returns what to ask about."""
    maker = _Maker(Size.of(times))
    for kind in (
        "countries",
        "bodies",
        "agencies",
        "sites",
        "vehicles",
        "spacecraft",
        "programmes",
        "stations",
    ):
        _files(folder / kind, getattr(maker, kind)())
    for kind in ("people", "animals", "missions", "works", "firsts", "sources"):
        _files(folder / kind, getattr(maker, kind)())
    return maker.subjects()


def _files(folder: Path, records: list[str]) -> None:
    folder.mkdir(parents=True)
    for start in range(0, len(records), A_FILE):
        text = "\n".join(records[start : start + A_FILE])
        (folder / f"{folder.name}-{start // A_FILE:04}.yaml").write_text(text, "utf-8")


class _Maker:
    """Makes records as YAML, kind by kind; what comes later points to what came before, by number."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.random = Random(1957)
        self.names = [self.name() for _ in range(size.person)]

    # -- small pieces ------------------------------------------------------------------------

    def name(self) -> tuple[str, str]:
        """Return a first name and surname in Latin letters, and the same in Cyrillic ones."""
        words = (self.word(2), self.word(self.random.randint(3, 4)))
        return " ".join(words).title(), " ".join(words).translate(CYRILLIC).title()

    def word(self, syllables: int) -> str:
        return "".join(self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(syllables))

    def some(self, kind: str, skew: float = 1.0) -> str:
        """Return an id of a kind; a greater ``skew`` prefers the first ones, as hubs are preferred."""
        count: int = getattr(self.size, kind)
        return f"{kind}-{int(count * self.random.random() ** skew)}"

    def source(self) -> str:
        return self.some("source", 2.0)  # a few catalogues are cited for much

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def launch(self, mission: int) -> dt.date:
        """Return the launch day: missions are in order of time."""
        days = (LAST_LAUNCH - FIRST_LAUNCH).days
        return FIRST_LAUNCH + dt.timedelta(days=days * mission // self.size.mission)

    def born(self, person: int) -> int:
        """Return the year of birth: people are in order of it."""
        return 1920 + 75 * person // self.size.person

    def crew(self, launched: dt.date) -> list[int]:
        """Return people aged 28 to 55 on that day."""
        oldest, youngest = ((launched.year - age - 1920) * self.size.person // 75 for age in (55, 28))
        able = range(max(0, oldest), min(self.size.person, youngest))
        return self.random.sample(able, min(len(able), self.random.choice((1, 2, 2, 3, 3, 3, 5, 7))))

    # -- what stays or grows slowly ----------------------------------------------------------

    def countries(self) -> list[str]:
        return [
            f"country-{n}:\n  name: {self.name()[0]}\n  source: source-0\n" for n in range(self.size.country)
        ]

    def bodies(self) -> list[str]:
        return [f"body-{n}:\n  name: {self.name()[0]}\n  source: source-0\n" for n in range(self.size.body)]

    def agencies(self) -> list[str]:
        """Every tenth agency begins a line of succession of five."""
        records = []
        for n in range(self.size.agency):
            before = f"  successor_of: agency-{n - 1}\n" if n % 10 in (1, 2, 3, 4) else ""
            part = f"  part_of: agency-{n // 10 * 10}\n" if n % 10 > 7 else ""
            latin, cyrillic = self.name()
            records.append(
                f"agency-{n}:\n  name: {latin}\n  aliases: [{cyrillic}, A{n}]\n  source: {self.source()}\n"
                f"  type: space-agency\n  founded: {1930 + n % 10}\n  country: {self.some('country', 3)}\n"
                f"{before}{part}"
            )
        return records

    def sites(self) -> list[str]:
        return [
            f"site-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  opened: 1955\n"
            f"  latitude: {self.random.uniform(-60, 60):.2f}\n  country: {self.some('country', 3)}\n"
            for n in range(self.size.site)
        ]

    def vehicles(self) -> list[str]:
        return [
            f"vehicle-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  first_flight: 1957\n"
            f"  built_by: {self.some('agency', 2)}\n  country: {self.some('country', 3)}\n"
            for n in range(self.size.vehicle)
        ]

    def spacecraft(self) -> list[str]:
        return [
            f"spacecraft-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n"
            f"  built_by: {self.some('agency', 2)}\n"
            for n in range(self.size.spacecraft)
        ]

    def programmes(self) -> list[str]:
        return [
            f"programme-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  began: 1956\n"
            f"  operated_by: {self.some('agency', 2)}\n"
            for n in range(self.size.programme)
        ]

    def stations(self) -> list[str]:
        return [
            f"station-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  launched: 1971-04-19\n"
            f"  operated_by: {self.some('agency', 2)}\n"
            for n in range(self.size.station)
        ]

    # -- what grows --------------------------------------------------------------------------

    def people(self) -> list[str]:
        records = []
        for n, (latin, cyrillic) in enumerate(self.names):
            aliases = f"  aliases: [{cyrillic}]\n" if self.chance(0.6) or n in self.asked() else ""
            born = f"{self.born(n)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
            died = f"  died: {self.born(n) + 80}\n" if self.born(n) < 1940 else ""
            records.append(
                f"person-{n}:\n  name: {latin}\n{aliases}  source: {self.source()}\n  sex: male\n"
                f"  born: {born}\n{died}  citizenship: {self.some('country', 3)}\n"
                f"  works_for: {self.some('agency', 3)}\n  wikidata_id: Q{n + 1}\n"
            )
        return records

    def animals(self) -> list[str]:
        return [
            f"animal-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  species: dog\n  sex: female\n"
            for n in range(self.size.animal)
        ]

    def missions(self) -> list[str]:
        """Two of five are crewed; three of five have an event; one of eight landings is disputed."""
        return [self.mission(n) for n in range(self.size.mission)]

    def mission(self, n: int) -> str:
        launched = self.launch(n)
        landed = launched + dt.timedelta(days=self.random.choice((1, 5, 12, 180)))
        crew = self.crew(launched) if self.chance(0.4) else []
        seats = "".join(f"    - {{to: person-{p}, role: pilot, source: {self.source()}}}\n" for p in crew)
        disputed = self.chance(0.125)
        other = landed + dt.timedelta(days=1)
        landing = (
            f"  landed:\n    - {landed}\n    - {{value: {other}, source: rival}}\n"
            if disputed
            else f"  landed: {landed}\n"
        )
        event = ""
        if self.chance(0.7):
            involved = ", ".join(f"person-{p}" for p in crew[:3]) or self.some("spacecraft")
            event = (
                f"  events:\n    one:\n      name: Docking of {n}\n      type: docking\n"
                f"      date: {launched + dt.timedelta(days=1)}\n      participant: [{involved}]\n"
                f"      at: {self.some('station', 2)}\n"
            )
        return (
            f"mission-{n}:\n  name: {self.name()[0]} {n}\n  summary: A flight that never was.\n"
            f"  source: {self.source()}\n  type: {'crewed' if crew else 'satellite'}\n"
            f"  launched:\n    - {launched}T{n % 24:02}:{n % 60:02}Z\n"
            f"{landing}  outcome: success\n  reached: orbit\n  cospar_id: {launched.year}-{n % 999 + 1:03}A\n"
            f"  wikidata_id: Q{n + 1_000_000}\n  programme: {self.some('programme', 2)}\n"
            f"  operated_by: {self.some('agency', 3)}\n  launch_vehicle: {self.some('vehicle', 2)}\n"
            f"  launch_site: {self.some('site', 2)}\n  spacecraft: {self.some('spacecraft', 2)}\n"
            + (f"  crew:\n{seats}" if seats else "")
            + (f"  visited: {self.some('station', 2)}\n" if crew and self.chance(0.5) else "")
            + event
        )

    def works(self) -> list[str]:
        return [
            f"work-{n}:\n  name: {self.name()[0]}\n  source: {self.source()}\n  type: documentary\n"
            f"  released: {1960 + n % 60}\n  director: {self.some('person')}\n  about: {self.some('mission')}\n"
            for n in range(self.size.work)
        ]

    def firsts(self) -> list[str]:
        """One of three has two winners, under two definitions."""
        records = []
        for n in range(self.size.first):
            mission = self.random.randrange(self.size.mission)
            when = self.launch(mission)
            winner = f"{{to: mission-{mission}, definition: orbit, when: {when}}}"
            rival = self.random.randrange(self.size.mission)
            second = f"\n    - {{to: mission-{rival}, definition: 100-km, when: {self.launch(rival)}}}"
            records.append(
                f"first-{n}:\n  name: First {self.name()[0]}\n  summary: A first that never was.\n"
                f"  source: {self.source()}\n  category: launch\n  statement: the first of its sort\n"
                f"  definition: orbit\n  winner:\n    - {winner}\n    - {{to: mission-{mission}, "
                f"definition: orbit, when: {when}, source: {self.source()}, quote: was the first}}"
                f"{second if n % 3 == 0 else ''}\n  achieved_on: mission-{mission}\n"
                f"  credited_to: {self.some('agency', 3)}\n"
            )
        return records

    def sources(self) -> list[str]:
        """One differs from all, and an article states 76 things, as the audited one of the shipped seed does."""
        records = [
            f"source-{n}:\n  title: Source {n}\n  type: page\n  publisher: Nobody\n  date: 2024-01-01\n"
            f"  url: https://example.org/{n}\n"
            for n in range(self.size.source)
        ]
        says = "".join(
            f"    - {{of: mission-{n}, launched: {self.launch(n)}, quote: was launched}}\n"
            if n % 2
            else f"    - {{of: first-{n}, winner: {self.some('mission')}, quote: was the first}}\n"
            for n in range(76)
        )
        records.append("rival:\n  title: A source that differs\n  type: page\n")
        return [*records, f"article:\n  title: An article\n  type: article\n  says:\n{says}"]

    # -- what to ask -------------------------------------------------------------------------

    def asked(self) -> tuple[int, int]:
        """Return two people, early and late."""
        return self.size.person // 4, self.size.person * 3 // 4

    def subjects(self) -> Subjects:
        person, other = self.asked()
        latin, cyrillic = (text.split()[1] for text in self.names[other])
        typo = latin[:2].lower() + ("u" if latin[2] != "u" else "y") + latin[3:]
        return Subjects(
            mission=f"mission-{self.size.mission // 2}",
            agency="agency-4",
            person=f"person-{person}",
            other=f"person-{other}",
            name=latin.lower(),
            cyrillic=cyrillic,
            typo=typo,
            text="article",
        )
