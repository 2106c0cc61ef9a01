"""Every check of a seed, as a flat list of small functions; adding one is one function and one line.

A check takes the seed and the registry and yields issues. :func:`check` runs them all, so that one run
reports everything; :func:`problems` joins them with what reading found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kb.errors import Issue, did_you_mean
from kb.records import Seed
from kb.rules import settle
from kb.seed import story, values
from kb.seed.layers import Layer
from kb.seed.parse import parse
from kb.vocabulary import Relation, Vocabulary, vocabulary

Check = Callable[[Seed, Vocabulary], Iterator[Issue]]


def known_ids(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Subjects, objects and sources exist."""
    entities, sources = seed.entities, seed.sources
    dangling = cache(lambda object_, predicate: _dangling(object_, predicate, seed, registry))
    for claim in seed.claims:
        if claim.subject not in entities:
            yield Issue(
                claim.place,
                f"unknown entity {claim.subject!r}{did_you_mean(claim.subject, entities)}",
            )
        if claim.object is not None and claim.object not in entities:
            yield Issue(claim.place, dangling(claim.object, claim.predicate))
        if claim.source not in sources:
            yield Issue(
                claim.place,
                f"unknown source {claim.source!r}"
                f"{did_you_mean(claim.source, sources) or '; describe it in sources/'}",
            )
    for source in sources.values():
        if source.via is not None and source.via not in sources:
            yield Issue(
                source.place,
                f"unknown source {source.via!r} in 'via'{did_you_mean(source.via, sources)}",
            )


def _dangling(object_: str, predicate: str, seed: Seed, registry: Vocabulary) -> str:
    relation = registry.predicate(predicate)
    kinds = relation.to if isinstance(relation, Relation) else frozenset(registry.kinds)
    fitting = [entity.id for entity in seed.entities.values() if entity.kind in kinds]
    what = next(iter(kinds)) if len(kinds) == 1 else "entity"
    return f"unknown {what} {object_!r}{did_you_mean(object_, fitting)}"


def domains_and_ranges(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """A predicate stands on a kind that may carry it, and a relation points to a kind in its range."""
    for claim in seed.claims:
        predicate = registry.predicate(claim.predicate)
        kind = seed.kind(claim.subject)
        if predicate is None or kind is None:
            continue
        if kind not in predicate.on:
            yield Issue(
                claim.place,
                f"{claim.subject!r} is of kind {kind}, which has no {claim.predicate!r}",
            )
        if not isinstance(predicate, Relation) or claim.object is None:
            continue
        target = seed.kind(claim.object)
        if target is not None and target not in predicate.to:
            wanted = " or ".join(sorted(predicate.to))
            yield Issue(
                claim.place,
                f"{claim.predicate!r} points to {wanted}, but {claim.object!r} is of kind {target}",
            )
        elif predicate.same_kind and target is not None and target != kind:
            yield Issue(
                claim.place,
                f"{claim.predicate!r} joins two of one kind, but {claim.object!r} is of kind {target}, not {kind}",
            )
        elif claim.object == claim.subject:
            yield Issue(claim.place, f"{claim.subject!r} points to itself with {claim.predicate!r}")


def lineages_do_not_loop(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """Following an acyclic relation never comes back to where it began."""
    for relation in registry.relations.values():
        if not relation.acyclic:
            continue
        edges: dict[str, list[str]] = {}
        for claim in seed.claims:
            if claim.predicate == relation.id and claim.object is not None:
                edges.setdefault(claim.subject, []).append(claim.object)
        done: set[str] = set()
        for start in edges:
            loop = _loop(start, edges, done)
            if loop:
                place = next(
                    c.place
                    for c in seed.claims
                    if c.predicate == relation.id and c.subject == loop[0] and c.object == loop[1]
                )
                yield Issue(
                    place,
                    f"{relation.id!r} goes in a circle: {' → '.join(loop)}; take one step out",
                )


def _loop(start: str, edges: dict[str, list[str]], done: set[str]) -> list[str]:
    """Return the first circle reachable from ``start`` as ids, first one repeated, or an empty list."""
    trail = [start]
    steps = [iter(edges.get(start, ()))]
    while steps:
        following = next(steps[-1], None)
        if following is None:
            done.add(trail.pop())
            steps.pop()
        elif following in trail:
            return [*trail[trail.index(following) :], following]
        elif following not in done:
            trail.append(following)
            steps.append(iter(edges.get(following, ())))
    return []


def rules_are_sound(seed: Seed, registry: Vocabulary) -> Iterator[Issue]:
    """A rule takes over a rule that exists, and the ids that its conditions name exist and fit."""
    whole, issues = settle(seed.rules)
    yield from issues
    for rule in whole.values():
        for clause in (*rule.clauses, *(c for added in rule.definitions.values() for c in added)):
            relation = registry.predicate(clause.predicate)
            if not isinstance(relation, Relation) and clause.predicate not in ("id", "owner"):
                continue
            if clause.test not in ("is", "not"):
                continue
            kinds = relation.to if isinstance(relation, Relation) else None
            for value in clause.values:
                kind = seed.kind(value)
                if kind is None:
                    yield Issue(
                        clause.place,
                        f"unknown entity {value!r} in a rule{did_you_mean(value, seed.entities)}",
                    )
                elif kinds is not None and kind not in kinds:
                    yield Issue(
                        clause.place,
                        f"{clause.predicate!r} points to {' or '.join(sorted(kinds))}, "
                        f"but {value!r} is of kind {kind}",
                    )


CHECKS: tuple[Check, ...] = (
    known_ids,
    domains_and_ranges,
    lineages_do_not_loop,
    values.literals,
    values.controlled_words,
    values.quotes,
    values.one_value_a_source,
    values.named_once,
    story.ends_after_it_began,
    story.seats,
    story.people_alive,
    story.events_within_missions,
    story.agencies_exist,
    story.firsts_are_dated,
    rules_are_sound,
)


def check(seed: Seed, registry: Vocabulary | None = None) -> list[Issue]:
    """Run every check. Returns all issues, sorted by place, each once."""
    known = registry or vocabulary()
    return sorted({issue for one in CHECKS for issue in one(seed, known)})


def problems(layers: Iterable[Layer], registry: Vocabulary | None = None) -> tuple[Seed, list[Issue]]:
    """Read and check the layers. Returns the seed and every issue of the run, sorted by place."""
    seed, issues = parse(layers, registry)
    return seed, sorted({*issues, *check(seed, registry)})
