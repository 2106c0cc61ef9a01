"""Seed files → records. Every problem of shape is reported with its place; meaning is :mod:`kb.seed.check`'s.

A record's ``source`` vouches for its short values; a long form may name its own. A value with two sources
gives two claims. The format is taught by ``seed_data/TEMPLATE.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kb import document, rules
from kb.dates import Date
from kb.document import Mapping, Node, Scalar, Sequence
from kb.errors import DateError, Issue, Place, did_you_mean
from kb.records import Claim, Entity, Name, Seed, Source
from kb.seed.layers import Layer
from kb.vocabulary import Attribute, Kind, Relation, Vocabulary, vocabulary

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?")
SOURCES_FOLDER = "sources"
RECORD_KEYS = ("name", "aliases", "summary", "source", "events")
LONG_KEYS = ("when", "source", "quote", "span", "note", "rank", "confidence")
SOURCE_KEYS = (
    "title",
    "type",
    "publisher",
    "author",
    "date",
    "url",
    "licence",
    "note",
    "via",
    "says",
)
EVENT_PARENTS = {"mission": "mission", "station": "at"}


def parse(layers: Iterable[Layer], registry: Vocabulary | None = None) -> tuple[Seed, list[Issue]]:
    """Read every file of the layers in order. Returns what could be read and every problem of shape."""
    parser = _Parser(registry or vocabulary())
    for layer in layers:
        parser.layer = layer
        for path, name, folder in layer.files():
            root, issues = document.read(path, name)
            parser.issues += issues
            parser.seed.files += 1
            if root is not None:
                parser.file(root, folder)
    return parser.seed, parser.issues


@dataclass(frozen=True, slots=True)
class _Context:
    """The record being read: who the claims are about, and who vouches for its short values."""

    subject: str
    kind: Kind
    sources: tuple[str, ...]
    stated: bool = False


class _Parser:
    def __init__(self, registry: Vocabulary) -> None:
        self.registry = registry
        self.seed = Seed()
        self.issues: list[Issue] = []
        self.layer = Layer("", Path())

    def problem(self, place: Place, message: str) -> None:
        self.issues.append(Issue(place, message))

    # -- files and records -------------------------------------------------------------------

    def file(self, root: Node, folder: str) -> None:
        if not isinstance(root, Mapping):
            self.problem(root.place, "a seed file holds records: 'id:' and its values below it")
            return
        kind = self.registry.kind_of_folder(folder)
        if kind is None and folder != SOURCES_FOLDER:
            folders = [*(k.folder for k in self.registry.kinds.values()), SOURCES_FOLDER]
            self.problem(
                root.place,
                f"unknown kind of record: no kind lives in a folder {folder!r}"
                f"{did_you_mean(folder, folders) or '; known folders: ' + ', '.join(folders)}",
            )
            return
        for key, node in root.entries:
            if not ID.fullmatch(key.text):
                self.problem(key.place, f"{key.text!r} is no id; write lower-case words joined by hyphens")
            elif not isinstance(node, Mapping):
                self.problem(
                    node.place,
                    f"the record {key.text!r} has no values; write them below it, indented",
                )
            elif kind is None:
                self.source(key, node)
            else:
                self.record(key, node, kind, ())

    def record(self, key: Scalar, node: Mapping, kind: Kind, inherited: tuple[str, ...]) -> None:
        known = self.seed.entities.get(key.text)
        over = known is not None and known.dataset != self.layer.name
        if known is not None and not over:
            self.problem(
                key.place,
                f"the id {key.text!r} stands already at {known.place}; choose another or merge them",
            )
            return
        if known is not None and known.kind != kind.id:
            self.problem(key.place, f"{key.text!r} is of kind {known.kind} ({known.place}), not {kind.id}")
            return
        sources = self.source_ids(node.get("source")) or inherited
        names = tuple(self.names(key.text, node, sources))
        if not over and node.get("name") is None:
            self.problem(key.place, f"{key.text!r} has no name; add 'name:'")
        if known is not None:
            kept = [name for name in known.names if name.text not in {n.text for n in names}]
            merged = (*names, *kept) if node.get("name") is not None else (*kept, *names)
            summary = self.text(node, "summary") or known.summary
            self.seed.entities[key.text] = replace(known, names=merged, summary=summary)
        else:
            names = names or (Name(key.text, key.text, None, key.place),)
            self.seed.entities[key.text] = Entity(
                key.text, kind.id, names, self.text(node, "summary"), key.place, self.layer.name
            )
        context = _Context(key.text, kind, sources)
        for field, value in node.entries:
            if field.text == "events":
                self.events(context, field, value)
            elif field.text == "rule" and kind.id == "first":
                rule, issues = rules.parse(key.text, value, self.registry)
                self.issues += issues
                if rule is not None:
                    self.seed.rules[key.text] = rule
            elif field.text not in RECORD_KEYS:
                self.seed.claims += self.claims(context, field, value)

    def names(self, entity: str, node: Mapping, sources: tuple[str, ...]) -> Iterator[Name]:
        source = sources[0] if sources else None
        for field in ("name", "aliases"):
            value = node.get(field)
            items = value.items if isinstance(value, Sequence) else (value,) if value else ()
            for item in items:
                if isinstance(item, Scalar) and item.text.strip():
                    yield Name(entity, item.text.strip(), source, item.place)
                else:
                    self.problem(item.place, f"{field!r} takes text, or for aliases a list of texts")

    def events(self, parent: _Context, key: Scalar, node: Node) -> None:
        relation = EVENT_PARENTS.get(parent.kind.id)
        if relation is None or not isinstance(node, Mapping):
            self.problem(key.place, "'events' is a mapping of name to event, on a mission or a station")
            return
        for name, event in node.entries:
            if not isinstance(event, Mapping) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name.text):
                self.problem(name.place, f"the event {name.text!r} needs a lower-case id and values below it")
                continue
            full = Scalar(f"{parent.subject}.{name.text}", name.place, name.end_line)
            self.record(full, event, self.registry.kinds["event"], parent.sources)
            for source in self.source_ids(event.get("source")) or parent.sources:
                self.seed.claims.append(
                    Claim(
                        full.text,
                        relation,
                        source,
                        name.place,
                        object=parent.subject,
                        dataset=self.layer.name,
                    )
                )

    # -- claims ------------------------------------------------------------------------------

    def claims(self, context: _Context, key: Scalar, node: Node) -> Iterator[Claim]:
        predicate = self.registry.predicate(key.text)
        if predicate is None or context.kind.id not in predicate.on:
            known = [p.id for p in self.registry.predicates_of(context.kind.id)]
            sort = "relation or attribute" if predicate is None else f"key for kind {context.kind.id}:"
            what = f"unknown {sort} {key.text!r}" if predicate is None else f"no {sort} {key.text!r}"
            self.problem(key.place, what + did_you_mean(key.text, [*known, *RECORD_KEYS]))
            return
        items = node.items if isinstance(node, Sequence) else (node,)
        if not items:
            self.problem(
                node.place,
                f"{key.text!r} is an empty list; leave the key out when nothing is known",
            )
        for item in items:
            yield from self.claim(context, predicate, item)

    def claim(self, context: _Context, predicate: Attribute | Relation, node: Node) -> Iterator[Claim]:
        main = "to" if isinstance(predicate, Relation) else "value"
        content: Node | None = node
        form: Mapping | None = None
        if isinstance(node, Mapping):
            form, content = node, node.get(main)
            allowed = (main, *LONG_KEYS, *predicate.qualifiers)
            for key, value in node.entries:
                if key.text not in allowed:
                    self.problem(
                        key.place,
                        f"unknown key {key.text!r} in the long form of {predicate.id!r}"
                        + did_you_mean(key.text, allowed),
                    )
                elif not isinstance(value, Scalar) and key.text != "source":
                    self.problem(value.place, f"{key.text!r} takes one text")
        if not isinstance(content, Scalar) or not content.text.strip():
            hint = "an id" if main == "to" else "a value"
            self.problem(
                node.place,
                f"{predicate.id!r} needs {hint}: short, or in the long form under {main!r}",
            )
            return
        text = content.text.strip()
        base = Claim(
            subject=context.subject,
            predicate=predicate.id,
            source="",
            place=content.place,
            value=None if main == "to" else text,
            object=text if main == "to" else None,
            stated=context.stated,
            dataset=self.layer.name,
        )
        if form is not None:
            base = self.long_form(base, form, predicate)
        sources = (self.source_ids(form.get("source")) if form else ()) or context.sources
        if not sources:
            self.problem(
                content.place,
                f"no source for {predicate.id!r}; add 'source:' to the record or use the long form with one",
            )
        for source in sources:
            yield replace(base, source=source)

    def long_form(self, base: Claim, form: Mapping, predicate: Attribute | Relation) -> Claim:
        qualifiers = tuple((name, value) for name in predicate.qualifiers if (value := self.text(form, name)))
        return replace(
            base,
            qualifiers=qualifiers,
            when=self.date(form, "when"),
            quote=self.text(form, "quote"),
            span=self.span(form),
            note=self.text(form, "note"),
            rank=self.text(form, "rank") or "normal",
            confidence=self.text(form, "confidence") or "certain",
        )

    # -- sources -----------------------------------------------------------------------------

    def source(self, key: Scalar, node: Mapping) -> None:
        if known := self.seed.sources.get(key.text):
            self.problem(key.place, f"the source {key.text!r} stands already at {known.place}; keep one")
            return
        for field, value in node.entries:
            if field.text not in SOURCE_KEYS:
                self.problem(
                    field.place,
                    f"unknown key {field.text!r}{did_you_mean(field.text, SOURCE_KEYS)}",
                )
            elif field.text != "says" and not isinstance(value, Scalar):
                self.problem(value.place, f"{field.text!r} takes one text")
        for required in ("title", "type"):
            if not self.text(node, required):
                self.problem(key.place, f"the source {key.text!r} has no {required!r}")
        texts = {
            name: self.text(node, name) for name in ("publisher", "author", "url", "licence", "note", "via")
        }
        self.seed.sources[key.text] = Source(
            id=key.text,
            title=self.text(node, "title") or key.text,
            type=self.text(node, "type") or "page",
            place=key.place,
            date=self.date(node, "date"),
            dataset=self.layer.name,
            **texts,
        )
        says = node.get("says")
        for item in says.items if isinstance(says, Sequence) else (says,) if says else ():
            if isinstance(item, Mapping):
                self.statement(key.text, item)
            else:
                self.problem(item.place, "each item of 'says' is a mapping: of, one predicate, quote, span")

    def statement(self, source: str, node: Mapping) -> None:
        """Read one item of ``says``: ``{of: SUBJECT, PREDICATE: VALUE, quote: …, span: …}``."""
        subject = self.text(node, "of")
        extra = [k for k, _ in node.entries if k.text != "of" and k.text not in LONG_KEYS]
        main = [k for k in extra if self.registry.predicate(k.text) is not None]
        # A qualifier may share its name with a predicate (definition); then the relation is the main one.
        if len(main) > 1:
            taken = {q for k in main if (p := self.registry.predicate(k.text)) for q in p.qualifiers}
            main = [k for k in main if k.text not in taken]
        if subject is None or len(main) != 1:
            known = [*self.registry.attributes, *self.registry.relations]
            odd = next((k for k in extra if k not in main and not main), None)
            hint = did_you_mean(odd.text, known) if odd else ""
            self.problem(node.place, f"a statement has 'of' and exactly one predicate{hint}")
            return
        key = main[0]
        predicate = self.registry.predicate(key.text)
        if predicate is None:
            return
        value = next(v for k, v in node.entries if k is key)
        name = "to" if isinstance(predicate, Relation) else "value"
        head = (Scalar(name, key.place, key.end_line), value)
        rest = tuple((k, v) for k, v in node.entries if k is not key and k.text != "of")
        form = Mapping((head, *rest), node.place, node.end_line)
        # The subject's kind is known only when every file has been read; check.py looks at the domain,
        # and nothing here reads the kind given.
        context = _Context(subject, self.registry.kinds["event"], (source,), stated=True)
        self.seed.claims += self.claim(context, predicate, form)

    # -- small readers -----------------------------------------------------------------------

    def text(self, node: Mapping, field: str) -> str | None:
        value = node.get(field)
        return value.text.strip() or None if isinstance(value, Scalar) else None

    def date(self, node: Mapping, field: str) -> Date | None:
        value = node.get(field)
        if not isinstance(value, Scalar):
            return None
        try:
            return Date.parse(value.text)
        except DateError as error:
            self.problem(value.place, str(error))
            return None

    def span(self, node: Mapping) -> tuple[int, int] | None:
        value = node.get("span")
        if value is None:
            return None
        found = re.fullmatch(r"(\d+)-(\d+)", value.text) if isinstance(value, Scalar) else None
        if found is None or int(found[1]) >= int(found[2]):
            self.problem(value.place, "a span is two character positions, from-to, such as 120-139")
            return None
        return int(found[1]), int(found[2])

    def source_ids(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        ids = []
        for item in items:
            if isinstance(item, Scalar) and item.text.strip():
                ids.append(item.text.strip())
            else:
                self.problem(item.place, "'source' takes the id of a source, or a list of ids")
        return tuple(dict.fromkeys(ids))
