"""Where sources disagree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.records import Brief, Claim
from kb.resolve import Resolved, resolve
from kb.store import Reader


@dataclass(frozen=True, slots=True)
class Dispute:
    """A predicate of one entity for which sources give values that exclude each other."""

    entity: Brief
    label: str
    resolved: Resolved


def disputes(reader: Reader) -> list[Dispute]:
    """Return every disputed value of the base, by entity."""
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in reader.claims(contested=True):
        grouped[claim.subject, claim.predicate].append(claim)
    briefs = reader.briefs({subject for subject, _ in grouped})
    via = reader.via()
    found = []
    for (subject, name), claims in sorted(grouped.items()):
        predicate = reader.registry.predicate(name)
        if predicate is not None:
            found.append(Dispute(briefs[subject], predicate.label, resolve(predicate, claims, via)))
    return found
