"""The registry of kinds, attributes, relations and controlled lists, read from ``vocabulary.yaml``.

Nothing else in the package names a predicate's ends, label or range; a new kind or relation is one line there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb import document
from kb.errors import VocabularyError

RANGES = frozenset({"text", "date", "number", "duration", "cospar", "wikidata"})
ROLES = frozenset({"began", "ended"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: its id, labels and the seed folder that holds it."""

    id: str
    label: str
    plural: str
    folder: str
    about: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What can be said of an entity.

    ``on`` names the kinds that may carry it; ``many`` whether several values stand side by side (two values
    of a predicate that takes one are a dispute). ``qualifiers`` are the extra keys of its long form.
    """

    id: str
    label: str
    on: frozenset[str]
    many: bool
    order: int
    qualifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute(Predicate):
    """A literal-valued predicate. ``role`` is ``began`` or ``ended`` when it bounds the entity's life."""

    range: str
    role: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Relation(Predicate):
    """An entity-valued predicate. ``to`` is its range, ``inverse`` its label read backwards.

    ``says`` and ``says_back`` stand between two names in a sentence, read forwards and backwards.
    ``weak`` relations (a shared launch site, a citizenship) link nearly everything and tell little.
    """

    to: frozenset[str]
    inverse: str
    says: str
    says_back: str
    acyclic: bool
    symmetric: bool
    same_kind: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole registry. Iteration orders are those of the file."""

    kinds: Mapping[str, Kind]
    lists: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, Attribute]
    relations: Mapping[str, Relation]

    def predicate(self, name: str) -> Attribute | Relation | None:
        """Return the attribute or relation of that name, or None."""
        return self.attributes.get(name) or self.relations.get(name)

    def predicates_of(self, kind: str) -> tuple[Attribute | Relation, ...]:
        """Return what a kind may carry: attributes, then relations, in the registry's order."""
        every: list[Attribute | Relation] = [*self.attributes.values(), *self.relations.values()]
        return tuple(p for p in every if kind in p.on)

    def words(self, attribute: Attribute, kind: str) -> tuple[str, ...] | None:
        """Return the controlled list an attribute takes on that kind, or None when it takes any value."""
        return self.lists.get(attribute.range.replace("{kind}", kind))

    def kind_of_folder(self, folder: str) -> Kind | None:
        """Return the kind whose records live in that folder, or None."""
        return next((kind for kind in self.kinds.values() if kind.folder == folder), None)


@cache
def vocabulary() -> Vocabulary:
    """Return the registry that ships with the package; read once."""
    return load(Path(__file__).with_name("vocabulary.yaml"))


def load(path: Path) -> Vocabulary:
    """Read a registry file. Raises VocabularyError when it contradicts itself."""
    root, issues = document.read(path, path.name)
    if issues or not isinstance(root, document.Mapping):
        raise VocabularyError("; ".join(map(str, issues)) or f"{path.name} holds no registry")
    sections = {key.text: value for key, value in root.entries}
    kinds = {
        name: Kind(name, *(_text(entry, field) for field in ("label", "plural", "folder", "about")))
        for name, entry in _entries(sections, "kinds")
    }
    lists = {}
    for key, value in _mapping(sections, "lists").entries:
        lists[key.text] = _texts(value)
    attributes = {
        name: _attribute(name, entry, order, kinds, lists)
        for order, (name, entry) in enumerate(_entries(sections, "attributes"))
    }
    relations = {
        name: _relation(name, entry, len(attributes) + order, kinds)
        for order, (name, entry) in enumerate(_entries(sections, "relations"))
    }
    if twice := attributes.keys() & relations.keys():
        raise VocabularyError(f"declared as attribute and as relation: {', '.join(sorted(twice))}")
    return Vocabulary(kinds, lists, attributes, relations)


def _mapping(sections: Mapping[str, document.Node], name: str) -> document.Mapping:
    section = sections.get(name)
    if not isinstance(section, document.Mapping):
        raise VocabularyError(f"the registry has no section {name!r}")
    return section


def _entries(sections: Mapping[str, document.Node], name: str) -> list[tuple[str, document.Mapping]]:
    entries = []
    for key, value in _mapping(sections, name).entries:
        if not isinstance(value, document.Mapping):
            raise VocabularyError(f"{value.place}: {key.text!r} must be a mapping")
        entries.append((key.text, value))
    return entries


def _text(entry: document.Mapping, field: str) -> str:
    value = entry.text(field)
    if not value:
        raise VocabularyError(f"{entry.place}: {field!r} is missing")
    return value


def _texts(node: document.Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    items = node.items if isinstance(node, document.Sequence) else (node,)
    return tuple(str(item) for item in items)


def _kinds(entry: document.Mapping, field: str, kinds: Mapping[str, Kind]) -> frozenset[str]:
    names = _texts(entry.get(field))
    if names == ("any",):
        return frozenset(kinds)
    if unknown := set(names) - kinds.keys():
        raise VocabularyError(f"{entry.place}: unknown kind {', '.join(sorted(unknown))} in {field!r}")
    if not names:
        raise VocabularyError(f"{entry.place}: {field!r} is missing")
    return frozenset(names)


def _attribute(
    name: str,
    entry: document.Mapping,
    order: int,
    kinds: Mapping[str, Kind],
    lists: Mapping[str, tuple[str, ...]],
) -> Attribute:
    on, range_ = _kinds(entry, "on", kinds), _text(entry, "range")
    for kind in on:
        if range_ not in RANGES and range_.replace("{kind}", kind) not in lists:
            raise VocabularyError(f"{entry.place}: unknown range {range_!r} of {name!r} on {kind}")
    role = entry.text("role")
    if role is not None and role not in ROLES:
        raise VocabularyError(f"{entry.place}: role {role!r} is neither began nor ended")
    return Attribute(
        id=name,
        label=_text(entry, "label"),
        on=on,
        many=entry.text("many") == "true",
        order=order,
        qualifiers=_texts(entry.get("qualifiers")),
        range=range_,
        role=role,
        unit=entry.text("unit"),
    )


def _relation(name: str, entry: document.Mapping, order: int, kinds: Mapping[str, Kind]) -> Relation:
    return Relation(
        id=name,
        label=_text(entry, "label"),
        on=_kinds(entry, "on", kinds),
        many=entry.text("many") == "true",
        order=order,
        qualifiers=_texts(entry.get("qualifiers")),
        to=_kinds(entry, "to", kinds),
        inverse=_text(entry, "inverse"),
        says=_text(entry, "says"),
        says_back=_text(entry, "says_back"),
        acyclic=entry.text("acyclic") == "true",
        symmetric=entry.text("symmetric") == "true",
        same_kind=entry.text("same_kind") == "true",
        weak=entry.text("weak") == "true",
    )
