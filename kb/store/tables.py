"""The tables, as SQLAlchemy 2 typed mappings.

``claim`` holds what sources say; ``entity`` is its projection, written only by :mod:`kb.store.write`. Each kind
is a mapped class over ``entity``, so that ``session.scalars(select(Mission))`` reads as one expects. Dates are
kept as text and as whole seconds since 1970-01-01 UTC (see :class:`kb.dates.Date`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

#: Raised when the tables change: an older base is built again from its seed.
SCHEMA = 2


class Base(DeclarativeBase):
    """Declarative base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON}


class Build(Base):
    """How this base was made: one row, whose fingerprint tells whether the seed has changed since."""

    __tablename__ = "build"

    id: Mapped[int] = mapped_column(primary_key=True)
    schema: Mapped[int]
    fingerprint: Mapped[str]
    files: Mapped[int]


class Dataset(Base):
    """A batch of claims: the shipped seed, or a curator's folder laid over it."""

    __tablename__ = "dataset"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    path: Mapped[str]
    label: Mapped[str]


class Source(Base):
    """Who is cited."""

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    type: Mapped[str]
    publisher: Mapped[str | None]
    author: Mapped[str | None]
    date: Mapped[str | None]
    url: Mapped[str | None]
    licence: Mapped[str | None]
    note: Mapped[str | None]
    via: Mapped[str | None]
    dataset_id: Mapped[str] = mapped_column(ForeignKey("dataset.id"))
    file: Mapped[str]
    line: Mapped[int]


class Entity(Base):
    """Anything with an id; the mapped classes of the kinds below share this table.

    ``best`` holds the winning value of each one-valued attribute; ``earliest`` and ``latest`` bound the
    entity's life, ``start`` is the written beginning that lists are sorted by.
    """

    __tablename__ = "entity"
    __mapper_args__ = {"polymorphic_on": "kind"}

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String, index=True)
    name: Mapped[str]
    summary: Mapped[str | None]
    began: Mapped[str | None]
    ended: Mapped[str | None]
    start: Mapped[int | None] = mapped_column(BigInteger, index=True)
    earliest: Mapped[int | None] = mapped_column(BigInteger)
    latest: Mapped[int | None] = mapped_column(BigInteger)
    importance: Mapped[float]
    best: Mapped[dict[str, Any]]
    dataset_id: Mapped[str] = mapped_column(ForeignKey("dataset.id"))
    file: Mapped[str]
    line: Mapped[int]

    claims: Mapped[list[Claim]] = relationship(
        back_populates="subject", foreign_keys="Claim.subject_id", order_by="Claim.id"
    )
    cited_in: Mapped[list[Claim]] = relationship(
        back_populates="object", foreign_keys="Claim.object_id", order_by="Claim.id"
    )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


class Claim(Base):
    """What one source says of one subject. ``standing`` is its place in the resolution: 0 is shown."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(ForeignKey("entity.id"))
    predicate: Mapped[str]
    value: Mapped[str | None]
    object_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    qualifiers: Mapped[dict[str, Any]]
    when: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    quote: Mapped[str | None]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    note: Mapped[str | None]
    rank: Mapped[str]
    confidence: Mapped[str]
    stated: Mapped[bool]
    standing: Mapped[int]
    contested: Mapped[bool]
    dataset_id: Mapped[str] = mapped_column(ForeignKey("dataset.id"))
    file: Mapped[str]
    line: Mapped[int]
    column: Mapped[int]

    subject: Mapped[Entity] = relationship(back_populates="claims", foreign_keys=[subject_id])
    object: Mapped[Entity | None] = relationship(back_populates="cited_in", foreign_keys=[object_id])
    source: Mapped[Source] = relationship()

    __table_args__ = (
        Index("claim_subject", "subject_id", "predicate"),
        Index("claim_object", "object_id", "predicate"),
        Index("claim_predicate", "predicate"),
    )


class Name(Base):
    """One spelling; ``folded`` is what searches compare (lower case, Latin letters, no accents)."""

    __tablename__ = "name"

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    preferred: Mapped[bool]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    file: Mapped[str]
    line: Mapped[int]


class Ruling(Base):
    """What the rule of a first comes to under one definition, in the world or within a group."""

    __tablename__ = "ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    definition: Mapped[str | None]
    scope: Mapped[str] = mapped_column(index=True)
    group_id: Mapped[str | None]
    places: Mapped[dict[str, Any]]


class Rule(Base):
    """The rule of a first in words: its deed, and its conditions under each definition."""

    __tablename__ = "rule"

    first_id: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    words: Mapped[dict[str, Any]]
    file: Mapped[str]
    line: Mapped[int]


class Agency(Entity):
    """A space agency, company, design bureau or programme office that acts."""

    __mapper_args__ = {"polymorphic_identity": "agency"}


class Person(Entity):
    """A human being."""

    __mapper_args__ = {"polymorphic_identity": "person"}


class Mission(Entity):
    """One flight, from its launch to its end."""

    __mapper_args__ = {"polymorphic_identity": "mission"}


class First(Entity):
    """The earliest event of some sort, under a definition."""

    __mapper_args__ = {"polymorphic_identity": "first"}


class Animal(Entity):
    """A named animal that flew."""

    __mapper_args__ = {"polymorphic_identity": "animal"}


class Spacecraft(Entity):
    """A type of spacecraft, or one reusable craft."""

    __mapper_args__ = {"polymorphic_identity": "spacecraft"}


class Vehicle(Entity):
    """A launch vehicle or a family of them."""

    __mapper_args__ = {"polymorphic_identity": "vehicle"}


class Station(Entity):
    """A space station or one of its modules."""

    __mapper_args__ = {"polymorphic_identity": "station"}


class Site(Entity):
    """A place that rockets leave from or crews land at."""

    __mapper_args__ = {"polymorphic_identity": "site"}


class Body(Entity):
    """A natural body of the Solar System."""

    __mapper_args__ = {"polymorphic_identity": "body"}


class Programme(Entity):
    """A series of missions with one aim."""

    __mapper_args__ = {"polymorphic_identity": "programme"}


class Event(Entity):
    """Something that happened: a spacewalk, docking, landing, announcement."""

    __mapper_args__ = {"polymorphic_identity": "event"}


class Work(Entity):
    """A film, book, broadcast or recording."""

    __mapper_args__ = {"polymorphic_identity": "work"}


class Country(Entity):
    """A state, present or past."""

    __mapper_args__ = {"polymorphic_identity": "country"}
