"""What the base is made of: entities, names, claims and sources, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.dates import Date
from kb.errors import Place


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of an entity's name; the first of a record is the preferred one."""

    entity: str
    text: str
    source: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything with an id. ``summary`` is this base's own text, not a claim of a source."""

    id: str
    kind: str
    names: tuple[Name, ...]
    summary: str | None
    place: Place
    dataset: str

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one subject: a predicate with a literal ``value`` or an ``object``.

    ``when`` is the date the claim holds for; ``span`` the characters ``[start, end)`` of the source's text
    where the quote stands; ``stated`` marks a claim listed under a source's ``says``: it records what that
    source states, right or wrong, so that it can be compared.
    """

    subject: str
    predicate: str
    source: str
    place: Place
    value: str | None = None
    object: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    when: Date | None = None
    quote: str | None = None
    span: tuple[int, int] | None = None
    note: str | None = None
    rank: str = "normal"
    confidence: str = "certain"
    stated: bool = False
    dataset: str = "seed"

    def qualifier(self, name: str) -> str | None:
        """Return the qualifier of that name (role, leg, definition, nature), or None."""
        return next((value for key, value in self.qualifiers if key == name), None)

    @property
    def content(self) -> str:
        """The literal value, or the object's id."""
        return self.object if self.object is not None else self.value or ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who is cited. ``via`` names the source that this one repeats."""

    id: str
    title: str
    type: str
    place: Place
    publisher: str | None = None
    author: str | None = None
    date: Date | None = None
    url: str | None = None
    licence: str | None = None
    note: str | None = None
    via: str | None = None
    dataset: str = "seed"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A batch of claims: ``id`` (``seed``, or a folder's path), where it was read, and its label in places."""

    id: str
    path: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a rule: on a part of the deed, a predicate, how it is tested, and against what."""

    part: str
    predicate: str
    test: str  # is, not, known, least, most, over or under
    values: tuple[str, ...]
    place: Place = field(compare=False)

    def __str__(self) -> str:
        words = " or ".join(self.values)
        tests = {"is": words, "not": f"not {words}", "known": "known", "over": f"over {words}"}
        more = {"least": f"at least {words}", "most": f"at most {words}", "under": f"under {words}"}
        return f"{self.part}.{self.predicate}: {(tests | more)[self.test]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as a first; ``definitions`` hold the clauses that each switch position adds.

    See :mod:`kb.rules.grammar` for what the parts mean.
    """

    first: str
    deed: str
    clauses: tuple[Clause, ...]
    place: Place
    definitions: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    nth: int = 1
    nth_of: str | None = None
    each: tuple[str, ...] = ()
    base: str | None = None

    @property
    def switches(self) -> tuple[str | None, ...]:
        """The definitions it can be judged under; only None when it has no switch."""
        return tuple(self.definitions) or (None,)

    def under(self, definition: str | None) -> tuple[Clause, ...]:
        """Return the conditions under a definition: its own in place of the rule's on the same predicate."""
        added = self.definitions.get(definition or "", ())
        taken = {(clause.part, clause.predicate) for clause in added}
        return (*(c for c in self.clauses if (c.part, c.predicate) not in taken), *added)


@dataclass(slots=True)
class Seed:
    """Everything that the seed files of one run say."""

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    files: int = 0

    def kind(self, entity: str) -> str | None:
        """Return an entity's kind, or None when there is no such entity."""
        found = self.entities.get(entity)
        return found.kind if found else None


@dataclass(frozen=True, slots=True)
class Brief:
    """An entity as lists and links show it. ``began`` and ``ended`` bound its life, as far as known."""

    id: str
    kind: str
    name: str
    summary: str | None
    began: Date | None
    ended: Date | None
    importance: float
    place: Place

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"


@dataclass(frozen=True, slots=True)
class Link:
    """A relation claim seen as an edge, from ``subject`` to ``object``, with both ends' names and kinds.

    ``label`` and ``inverse`` head lists; ``says`` and ``says_back`` stand between two names in a sentence.
    """

    claim: Claim
    subject: Brief
    object: Brief
    label: str
    inverse: str
    says: str
    says_back: str
    weak: bool

    def other(self, entity: str) -> Brief:
        """Return the end that is not ``entity``."""
        return self.object if self.subject.id == entity else self.subject

    def label_from(self, entity: str) -> str:
        """Return the relation's label read from one end."""
        return self.label if self.subject.id == entity else self.inverse


def origin(source: str, via: Mapping[str, str | None]) -> str:
    """Return the source at the end of the ``via`` chain, so that repeats of one catalogue count once.

    A chain that bites its own tail ends where it began.
    """
    seen = {source}
    current = source
    while (parent := via.get(current)) and parent not in seen:
        seen.add(parent)
        current = parent
    return current
