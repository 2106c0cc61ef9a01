"""Who won a first, when sources differ: camps of sources, the strongest first.

Used by the writer, which projects a first's date, and by :mod:`kb.queries.firsts`, which answers with all camps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kb.dates import Date
from kb.records import Claim, origin
from kb.resolve import standing


def camps(claims: Iterable[Claim], via: Mapping[str, str | None]) -> list[list[Claim]]:
    """Part winner claims into camps, the strongest first.

    Sources that name at least one winner in common stand together. A source that names two winners shares the
    first between them; two sources with nothing in common are rivals. ``via`` maps a source to the one it repeats.
    """
    found: list[tuple[set[str], list[Claim]]] = []
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.source].append(claim)
    for own in by_source.values():
        named, joined = {c.object or "" for c in own}, list(own)
        apart = []
        for others, theirs in found:
            if named & others:
                named, joined = named | others, [*theirs, *joined]
            else:
                apart.append((others, theirs))
        found = [*apart, (named, joined)]
    return sorted((joined for _, joined in found), key=lambda camp: _weight(camp, via))


def _weight(camp: list[Claim], via: Mapping[str, str | None]) -> tuple[int, int, int, int]:
    """Order camps: the best rank, the surest, the most independent sources, the earliest date."""
    rank, confidence = min(standing(claim)[::2] for claim in camp)
    earliest = min((claim.when.start for claim in camp if claim.when), default=0)
    return rank, confidence, -len({origin(claim.source, via) for claim in camp}), earliest


def date_of(camp: Iterable[Claim], via: Mapping[str, str | None]) -> Date | None:
    """Return the date that a camp's strongest claim gives: by rank, certainty, independent support, precision."""
    dated = [(claim, claim.when) for claim in camp if claim.when is not None]

    def strength(item: tuple[Claim, Date]) -> tuple[tuple[int, int, int], int, int, int]:
        claim, when = item
        agreeing = {origin(c.source, via) for c, other in dated if when.overlaps(other) is not False}
        return standing(claim), -len(agreeing), when.latest - when.earliest, when.start

    return min(dated, key=strength)[1] if dated else None
