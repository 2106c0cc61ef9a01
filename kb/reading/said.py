"""What a sentence was read as: what it says of a first, a date, a crew, a nation, a maker."""

from __future__ import annotations

from dataclasses import dataclass

from kb.reading.dates_in_text import Dated
from kb.reading.firsts_by_words import Meant
from kb.reading.mentions import Mention


@dataclass(frozen=True, slots=True)
class SaidFirst:
    """Somebody or something was first: ``clear`` when the grammar names the subject, not only the sentence.

    ``aboard`` are the flights that the sentence puts it on, ``credits`` the agencies and countries it credits.
    """

    meant: tuple[Meant, ...]
    subjects: tuple[Mention, ...]
    clear: bool
    aboard: tuple[Mention, ...] = ()
    dates: tuple[Dated, ...] = ()
    credits: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidDate:
    """Something happened to its subject on a date; ``deed`` is a key of :data:`kb.reading.deeds.DEEDS`."""

    subject: Mention
    deed: str
    date: Dated
    body: Mention | None = None


@dataclass(frozen=True, slots=True)
class SaidCrew:
    """People flew on a mission or in a craft, commanded it, or walked on a body during it."""

    flight: Mention
    people: tuple[Mention, ...]
    part: str = "flew on"  # or commanded, walked on the Moon during
    date: Dated | None = None


@dataclass(frozen=True, slots=True)
class SaidNation:
    """A person is of a country, or of an agency."""

    person: Mention
    of: Mention


@dataclass(frozen=True, slots=True)
class SaidMaker:
    """An agency or a country operated, built or launched something."""

    thing: Mention
    by: Mention


Said = SaidFirst | SaidDate | SaidCrew | SaidNation | SaidMaker
