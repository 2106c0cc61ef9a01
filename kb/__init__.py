"""A knowledge base of space missions: who did what first in space, by which definition, and how do we know.

>>> import kb
>>> base = kb.open()                                    # built from the shipped seed at first use
>>> base.firsts(agency="roscosmos", during="1957/1991")  # through the lineage, saying so

Limits: one process writes at a time; everything is answered from a local database, nothing from the network.
"""

from kb.base import KnowledgeBase, build, load, open
from kb.dates import Date
from kb.errors import (
    DateError,
    KBError,
    NotFoundError,
    QueryError,
    SeedError,
    StoreError,
    VocabularyError,
)
from kb.records import Claim, Source
from kb.store.tables import (
    Agency,
    Animal,
    Body,
    Country,
    Entity,
    Event,
    First,
    Mission,
    Person,
    Programme,
    Site,
    Spacecraft,
    Station,
    Vehicle,
    Work,
)

__all__ = [
    "Agency",
    "Animal",
    "Body",
    "Claim",
    "Country",
    "Date",
    "DateError",
    "Entity",
    "Event",
    "First",
    "KBError",
    "KnowledgeBase",
    "Mission",
    "NotFoundError",
    "Person",
    "Programme",
    "QueryError",
    "SeedError",
    "Site",
    "Source",
    "Spacecraft",
    "Station",
    "StoreError",
    "Vehicle",
    "VocabularyError",
    "Work",
    "build",
    "load",
    "open",
]
