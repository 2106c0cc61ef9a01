"""One entity with everything the base knows of it, claim by claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kb.records import Brief, Claim, Link, Name
from kb.resolve import Resolved, resolve
from kb.store import Reader


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity's page.

    ``attributes`` maps a predicate to its resolved values; ``links`` are the relation claims it makes,
    ``cited_by`` those that others make about it, each in the registry's order.
    """

    entity: Brief
    names: tuple[Name, ...]
    attributes: Mapping[str, Resolved]
    links: tuple[Link, ...]
    cited_by: tuple[Link, ...]

    @property
    def id(self) -> str:
        """The entity's id."""
        return self.entity.id

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.entity.name

    @property
    def kind(self) -> str:
        """The kind's id."""
        return self.entity.kind

    @property
    def summary(self) -> str | None:
        """One or two sentences of the base's own."""
        return self.entity.summary

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every other spelling."""
        return tuple(name.text for name in self.names[1:])

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim made of the entity."""
        literal = [c for one in self.attributes.values() for value in one.values for c in value.claims]
        return (*literal, *(link.claim for link in self.links))

    def value(self, predicate: str) -> str | None:
        """Return the best value of an attribute, or None."""
        resolved = self.attributes.get(predicate)
        return resolved.best.content if resolved else None

    def linked(self, predicate: str) -> list[Brief]:
        """Return the entities that a relation leads to, each once."""
        found = {link.object.id: link.object for link in self.links if link.claim.predicate == predicate}
        return list(found.values())

    def __repr__(self) -> str:
        return f"<Profile {self.kind} {self.id}: {len(self.claims)} claims>"


def profile(reader: Reader, entity: str) -> Profile:
    """Return one entity's page. Raises NotFoundError, which names the nearest id."""
    brief = reader.brief(entity)
    links = reader.links([entity])
    return assemble(
        reader,
        brief,
        tuple(reader.names([entity]).get(entity, ())),
        [c for c in reader.claims(subjects=[entity]) if c.object is None],
        links,
        reader.via(),
    )


def profiles(reader: Reader, kind: str) -> list[Profile]:
    """Return the pages of all entities of a kind, by beginning and name."""
    briefs = reader.entities([kind])
    ids = [brief.id for brief in briefs]
    names = reader.names(ids)
    literals: dict[str, list[Claim]] = defaultdict(list)
    for claim in reader.claims(subjects=ids):
        if claim.object is None:
            literals[claim.subject].append(claim)
    touching: dict[str, list[Link]] = defaultdict(list)
    for link in reader.links(ids):
        for end in {link.subject.id, link.object.id}:
            touching[end].append(link)
    via = reader.via()
    return [
        assemble(
            reader,
            brief,
            tuple(names.get(brief.id, ())),
            literals[brief.id],
            touching[brief.id],
            via,
        )
        for brief in briefs
    ]


def assemble(
    reader: Reader,
    brief: Brief,
    names: tuple[Name, ...],
    literals: list[Claim],
    links: list[Link],
    via: Mapping[str, str | None],
) -> Profile:
    """Put a page together from its parts, in the registry's order."""
    registry = reader.registry
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in literals:
        grouped[claim.predicate].append(claim)
    attributes = {
        name: resolve(registry.attributes[name], grouped[name], via)
        for name in registry.attributes
        if name in grouped
    }

    def order(link: Link) -> int:
        return registry.relations[link.claim.predicate].order

    own = sorted((link for link in links if link.subject.id == brief.id), key=order)
    others = sorted((link for link in links if link.subject.id != brief.id), key=order)
    return Profile(brief, names, attributes, tuple(own), tuple(others))
