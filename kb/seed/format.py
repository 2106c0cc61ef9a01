"""Seed files in canonical form: the same records, laid out in one way, comments kept.

- UTF-8, LF, a final newline; indent of 2, list items too. Records in the file's order, a blank line between
  them and none inside; blank lines that set comments before a record apart stay.
- Keys: name, aliases, summary, source, attributes and relations in the registry's order, events; for a source
  those of ``SOURCE_KEYS``. In a long form: to or value (in ``says``: of and the predicate), qualifiers,
  ``LONG_KEYS``. A key that nobody knows comes last, for ``kb check`` to refuse.
- A long form that says no more than the short one becomes it; a list of one claim or source becomes its item.
- Text is plain when our reader reads it back the same, else in double quotes; a ``quote`` always has them.
- Text beyond column 96, or of several lines, becomes a folded block. Short values stand in ``[]`` up to column
  100, a long form in ``{}`` up to 120; wider ones, and those with comments inside, take a line an item or key.
- A comment on its own line moves with the key or item below; one indented deeper than that closes the list or
  record above. One behind a value stays behind it, in its column when the value leaves room.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kb import document
from kb.errors import Issue, Place, SeedError
from kb.rules.grammar import RULE_KEYS
from kb.seed.layers import Layer
from kb.seed.parse import LONG_KEYS, RECORD_KEYS, SOURCE_KEYS, SOURCES_FOLDER
from kb.vocabulary import Kind, Relation, Vocabulary, vocabulary

LAST_COLUMN = {"": 96, "[]": 100, "{}": 120}
ALWAYS_QUOTED = "quote"

BREAKS = "\n\r\x85\u2028\u2029"
COMMENT = re.compile(f"#[^{BREAKS}]*")
BLOCK_HEAD = re.compile(f"[|>][-+0-9]*[ \t]+(#[^{BREAKS}]*)")
BLANK_LINE = re.compile(r"(\r\n|\r|\n)[ \t]*(\r|\n)")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
NEVER_BARE = re.compile(rf"^[-?. \t]*$|^---|^\.\.\.|\n|{UNPRINTABLE.pattern}")


@dataclass(frozen=True, slots=True)
class FormatResult:
    """What formatting a file comes to: a unified diff, or the issues for which it was left alone."""

    path: Path
    name: str
    changed: bool = False
    diff: str = ""
    issues: tuple[Issue, ...] = ()


def format_files(layers: Iterable[Layer], write: bool) -> list[FormatResult]:
    """Bring every file of the layers into canonical form; without ``write``, only tell what would change."""
    return [_format(*file, write) for layer in layers for file in layer.files()]


def _format(path: Path, name: str, folder: str, write: bool) -> FormatResult:
    kind = vocabulary().kind_of_folder(folder)
    try:
        if kind is None and folder != SOURCES_FOLDER:
            raise SeedError([Issue(Place(name), f"no kind lives in a folder {folder!r}; move the file")])
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        new = canonical(text, name, kind, vocabulary())
        diff = "\n".join(difflib.unified_diff(text.split("\n"), new.split("\n"), name, name, lineterm=""))
        if diff and write:
            _replace(path.resolve(), new.encode())
    except SeedError as error:
        return FormatResult(path, name, issues=tuple(error.issues))
    except OSError as error:
        return FormatResult(path, name, issues=(Issue(Place(name), f"left alone: {error.strerror}"),))
    return FormatResult(path, name, bool(diff), diff)


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(content)
        fresh.chmod(path.stat().st_mode)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def canonical(text: str, name: str, kind: Kind | None, registry: Vocabulary) -> str:
    """Return the canonical form of one file's text; ``kind`` is None for a file of sources.

    Raises SeedError when the text cannot be read as records.
    """
    text = text.removeprefix("\ufeff")
    root, issues = document.parse(text.encode("utf-8", "surrogateescape"), name)
    if isinstance(root, document.Sequence) or (isinstance(root, document.Scalar) and root.text):
        issues = [*issues, Issue(root.place, "a seed file holds records: 'id:' and its values below it")]
    if issues:
        raise SeedError(issues)
    file, shape, lines = _Reader(text, name).root, _record_shape(kind, registry), list[str]()
    for record in file.parts:
        _arrange(record, shape)
        lines += [""] * bool(lines) + _lines(record, 0)
    lines += [""] * bool(lines and file.tail) + _own_lines(file.tail, 0)
    return "\n".join(lines).rstrip("\n") + "\n" * bool(lines)


class _Comment(NamedTuple):
    text: str
    column: int
    spaced: bool  # A blank line follows.


@dataclass(slots=True)
class _Part:
    """A key and its value, or an item: a text, or the parts of a list or mapping; and the comments there."""

    key: str | None = None
    text: str = ""
    brackets: str = ""
    parts: list[_Part] = field(default_factory=list)
    opened: bool = False  # Never on one line.
    before: list[_Comment] = field(default_factory=list)
    behind: list[_Comment] = field(default_factory=list)
    tail: list[_Comment] = field(default_factory=list)

    def commented_inside(self) -> bool:
        return bool(self.tail) or any(inner.before or inner.behind for inner in self.parts)


class _Reader:
    """Builds the parts of a text known to be sound; comments are what ``#`` begins between events."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.end = text, name, 0  # The end of the event before.
        self.events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.root = self.last = _Part()  # What a comment in this line would stand behind.
        self.waiting: list[_Comment] = []  # For a key or item to stand before.
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.MappingStartEvent):
                self.read(self.root, event)
        self.root.tail += self.root.behind + self.waiting

    def next(self) -> Any:
        event: Any = next(self.events)
        start = self.mark = event.start_mark
        if getattr(event, "tag", None):
            place = Place(self.name, start.line + 1, start.column + 1)
            raise SeedError([Issue(place, f"the tag {event.tag!r} says nothing in a seed file; take it out")])
        for found in COMMENT.finditer(self.text, self.end, start.index):
            self.comment(found[0], found.start())
        # The start of a document may span comments, from the first directive to '---'.
        self.end = start.index if isinstance(event, yaml.DocumentStartEvent) else event.end_mark.index
        return event

    def comment(self, text: str, start: int) -> None:
        line_start = max(self.text.rfind(char, 0, start) for char in BREAKS) + 1
        left = self.text[line_start:start].strip()
        spaced = BLANK_LINE.match(self.text, start + len(text)) is not None
        behind = self.last is not self.root and left.strip("-?. \t")  # Of something more than a dash.
        where = self.last.behind if behind else self.waiting
        where.append(_Comment(text.rstrip(), start - line_start, spaced))

    def read(self, part: _Part, event: Any) -> None:
        """Read the value that begins with this event into the part."""
        start, block = self.mark, isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        if not block and part is not self.root:
            part.before, self.waiting, self.last = part.before + self.waiting, [], part
        if isinstance(event, yaml.ScalarEvent):
            part.text = event.value.strip()
            if head := BLOCK_HEAD.match(self.text, start.index):
                self.comment(head[1], head.start(1))
            return
        part.brackets = "{}" if isinstance(event, yaml.MappingStartEvent) else "[]"
        while not isinstance(inner := self.next(), yaml.CollectionEndEvent):
            child = self.last = _Part(inner.value if part.brackets == "{}" else None, before=self.waiting)
            self.waiting = []
            part.parts.append(child)
            self.read(child, inner if child.key is None else self.next())
        if block:  # What is indented deeper than the next line, and as deep as this, closes this.
            level = max(start.column, self.mark.column + 1)
            part.tail = [comment for comment in self.waiting if comment.column >= level]
            self.waiting = [comment for comment in self.waiting if comment.column < level]
        else:
            self.last.behind += self.waiting
            self.last, self.waiting = part, []


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a value is laid out; a list's items have the shape of the list."""

    keys: tuple[str, ...] = ()
    under: Callable[[str], _Shape] = lambda key: _Shape()
    main: str | None = None  # The key of a long form that becomes the value when it stands alone.
    opened: bool = False


def _record_shape(kind: Kind | None, registry: Vocabulary) -> _Shape:
    predicates = {**registry.attributes, **registry.relations}
    if kind is None:
        # Ordered, each once, as the registry first names them.
        qualifiers = dict.fromkeys(name for predicate in predicates.values() for name in predicate.qualifiers)
        main = [name for name in predicates if name not in qualifiers]
        says = _Shape(("of", *main, *qualifiers, *LONG_KEYS))
        return _Shape(SOURCE_KEYS, lambda key: says if key == "says" else _Shape(), opened=True)

    def under(key: str) -> _Shape:
        predicate = predicates.get(key)
        if key == "rule":
            return rule
        if predicate is None:
            return _Shape(under=lambda name: record, opened=True) if key == "events" else _Shape()
        main = "to" if isinstance(predicate, Relation) else "value"
        return _Shape((main, *predicate.qualifiers, *LONG_KEYS), main=main)

    record = _Shape((*RECORD_KEYS[:-1], *_with_rule(predicates), "events"), under, opened=True)
    cases = _Shape(opened=True)
    rule = _Shape(RULE_KEYS, lambda key: cases if key == "definitions" else _Shape(), opened=True)
    return record


def _with_rule(predicates: Iterable[str]) -> list[str]:
    """Return the predicates in order, with ``rule`` behind the default definition that it is judged under."""
    return [key for name in predicates for key in ((name, "rule") if name == "definition" else (name,))]


def _arrange(part: _Part, shape: _Shape) -> None:
    """Bring the part into its shape, all the way down."""
    rank = {key: at for at, key in enumerate(shape.keys)}
    part.parts.sort(key=lambda inner: rank.get(inner.key or "", len(rank)))
    for inner in part.parts:
        _arrange(inner, shape if inner.key is None else shape.under(inner.key))
    if part.key is None and part.parts:  # What stands above the first key of an item stands above the item.
        part.before, part.parts[0].before = part.before + part.parts[0].before, []
    deep = any(inner.opened or (inner.key is None and inner.brackets) for inner in part.parts)
    part.opened = deep or part.commented_inside() or (shape.opened and part.parts != [])
    if len(part.parts) == 1 and not part.commented_inside():
        only = part.parts[0]
        listed = part.brackets == "[]" and part.key and (shape.main or part.key == "source")
        short = part.brackets == "{}" and only.key == shape.main and not only.brackets
        if short or (listed and only.brackets != "[]"):
            part.text, part.brackets, part.parts = only.text, only.brackets, only.parts
            part.tail, part.opened = only.tail, only.opened


def _lines(part: _Part, indent: int) -> list[str]:
    """Return the lines of a key or item and of the comments there."""
    head = " " * indent + ("-" if part.key is None else f"{_scalar(part.key)}:")
    above, body, behind = _own_lines(part.before, indent), list[str](), part.behind
    line = head if part.opened else f"{head} {_on_one_line(part, in_brackets=False)}"
    wide = part.opened or len(line) > LAST_COLUMN[part.brackets]
    if part.brackets and wide:
        body = [line for inner in part.parts for line in _lines(inner, indent + 2)]
        body += _own_lines(part.tail, indent + 2)
        line = head
        if part.key is None:  # The first line goes behind the dash, and what stood there above it.
            above += _own_lines(behind, indent)
            line, body, behind = f"{head} {body[0].lstrip()}", body[1:], []
    elif part.key != ALWAYS_QUOTED and (wide or "\n" in part.text):
        body = _folded(part.text, indent + 2)
        line = f"{head} >-" if body else line
    if behind:
        gap = behind[0].column - len(line)  # Beyond 40, the comment is aligned with nothing.
        line += " " * (gap if 1 <= gap <= 40 else 2) + " ".join(comment.text for comment in behind)
    return [*above, line, *body]


def _own_lines(comments: Iterable[_Comment], indent: int) -> list[str]:
    """Return comments on lines of their own; those before records keep the blank lines between them."""
    rows = ([" " * indent + text] + [""] * (spaced and indent == 0) for text, _, spaced in comments)
    return [line for row in rows for line in row]


def _on_one_line(part: _Part, in_brackets: bool = True) -> str:
    if not part.brackets:
        return _scalar(part.text, part.key, in_brackets)
    keys = ("" if inner.key is None else f"{_scalar(inner.key)}: " for inner in part.parts)
    texts = (key + _on_one_line(inner) for key, inner in zip(keys, part.parts, strict=True))
    return part.brackets[0] + ", ".join(texts) + part.brackets[1]


def _scalar(text: str, key: str | None = None, in_brackets: bool = True) -> str:
    """Return the text bare, or in double quotes: as JSON, but for what YAML does not print."""
    if key != ALWAYS_QUOTED and _reads_back(text, in_brackets):
        return text
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False))


@lru_cache(maxsize=1 << 16)
def _reads_back(text: str, in_brackets: bool) -> bool:
    """Tell whether our reader finds the bare text as it is; it ends alike wherever else it stands."""
    if NEVER_BARE.search(text):
        return False
    root, issues = document.parse((f"{{k: {text}, l: m}}" if in_brackets else f"k: {text}").encode(), "")
    return not issues and isinstance(root, document.Mapping) and root.text("k") == text


def _folded(text: str, indent: int) -> list[str]:
    """Return the lines of a folded block, or none where folding would alter the text or finds no space in it."""
    if UNPRINTABLE.search(text) or re.search(r"\t|[^\S\n]\s|\s[^\S\n]|^\S+$", text):
        return []
    width, lines = LAST_COLUMN[""] - indent, list[str]()
    for part in re.split(r"(\n+)", text):  # In a folded block, n line breaks are n empty lines.
        wrapped = textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False)
        lines += [" " * indent + line for line in wrapped] or [""] * len(part)
    return lines
