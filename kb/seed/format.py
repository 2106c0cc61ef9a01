"""Seed files in canonical form: the same records, laid out in one way, comments kept.

- UTF-8, LF, a final newline; indent of 2, list items too. Records in the file's order, a blank line between
  them and none inside; blank lines that set comments before a record apart stay.
- Keys: name, aliases, summary, source, attributes and relations in the registry's order, events; for a source
  those of ``SOURCE_KEYS``. In a long form: to or value (in ``says``: of and the predicate), qualifiers by
  name, then ``LONG_KEYS``. A key that nobody knows comes last: refusing it is ``kb.seed.check``'s.
- A long form that says no more than the short one becomes it; a list of one becomes its item (``says`` stays).
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
import shutil
import textwrap
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from kb import document
from kb.document import Mapping, Node, Scalar, Sequence
from kb.errors import Issue, Place, SeedError
from kb.seed.layers import Layer
from kb.seed.parse import LONG_KEYS, RECORD_KEYS, SOURCE_KEYS, SOURCES_FOLDER
from kb.vocabulary import Kind, Relation, Vocabulary, vocabulary

PROSE_END, LIST_END, FORM_END = 96, 100, 120
FAR = 40  # A comment further than this behind its value is aligned with nothing.
ALWAYS_QUOTED = "quote"

BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


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
    registry = vocabulary()
    kind = registry.kind_of_folder(folder)
    if kind is None and folder != SOURCES_FOLDER:
        issue = Issue(Place(name), f"no kind of record lives in a folder {folder!r}; move the file")
        return FormatResult(path, name, issues=(issue,))
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8", "surrogateescape")
        new = canonical(text, name, kind, registry)
        if new.encode() == raw:
            return FormatResult(path, name)
        if write:
            _replace(path.resolve(), new.encode())
    except SeedError as error:
        return FormatResult(path, name, issues=tuple(error.issues))
    except OSError as error:
        return FormatResult(
            path, name, issues=(Issue(Place(name), f"cannot be formatted: {error.strerror}"),)
        )
    diff = difflib.unified_diff(text.split("\n"), new.split("\n"), name, f"{name} (canonical)", lineterm="")
    return FormatResult(path, name, True, "\n".join(diff))


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(content)
        shutil.copymode(path, fresh)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def canonical(text: str, name: str, kind: Kind | None, registry: Vocabulary) -> str:
    """Return the canonical form of one file's text; ``kind`` is None for a file of sources.

    Raises SeedError when the text cannot be read as records.
    """
    text = text.removeprefix("\ufeff")
    root, issues = document.parse(text.encode("utf-8", "surrogateescape"), name)
    if root is None or (isinstance(root, Scalar) and not root.text):
        root = Mapping((), Place(name), 1)
    if not isinstance(root, Mapping):
        issues = [*issues, Issue(root.place, "a seed file holds records: 'id:' and its values below it")]
    if issues or not isinstance(root, Mapping):
        raise SeedError(issues)
    comments = _Comments(text, root)
    writer = _Writer(comments)
    record = _source_shape(registry) if kind is None else _record_shape(registry)
    lines: list[str] = []
    for part in writer.parts(root, _Shape(under=lambda name: record)):
        lines += [""] * bool(lines) + writer.lines(part, 0)
    tail = _own_lines(comments.tail[id(root)], 0)
    lines += [""] * bool(lines and tail) + tail
    return "\n".join(lines).rstrip("\n") + "\n" * bool(lines)


# -- comments ----------------------------------------------------------------------------------


class _Comment(NamedTuple):
    text: str
    column: int
    spaced: bool  # A blank line follows.


class _Anchor(NamedTuple):
    """Where a key, an item or a key's value begins; ``path`` holds the block lists and mappings around it."""

    start: int
    owner: int
    path: tuple[Mapping | Sequence, ...]


class _Comments:
    """Which comments stand before and behind a key or item, and at the end of a list or mapping.

    All three are by the ``id()`` of a node: an item and its first key may be equal in text and place.
    """

    def __init__(self, text: str, root: Mapping) -> None:
        self.text, self.root, self.lines = text, root, BREAK.split(text)
        self.starts = [0, *(found.end() for found in BREAK.finditer(text))]
        self.before, self.behind, self.tail = (defaultdict[int, list[_Comment]](list) for _ in range(3))
        self.anchors = list(self.find_anchors(root, ()))
        self.collect()

    def find_anchors(self, node: Node, path: tuple[Mapping | Sequence, ...]) -> Iterator[_Anchor]:
        if isinstance(node, Scalar):
            return
        if not self.in_brackets(node):
            path = (*path, node)
        for key, value in node.entries if isinstance(node, Mapping) else ((item, item) for item in node):
            yield _Anchor(self.index(key.place), id(key), path)
            if isinstance(value, Scalar) or self.in_brackets(value):
                yield _Anchor(self.index(value.place), id(key), path)
            yield from self.find_anchors(value, path)

    def index(self, place: Place) -> int:
        return self.starts[place.line - 1] + place.column - 1

    def in_brackets(self, node: Mapping | Sequence) -> bool:
        return self.text.startswith(("{", "["), self.index(node.place))

    def anchors_until(self, index: int) -> int:
        return bisect_right(self.anchors, index, key=lambda anchor: anchor.start)

    def collect(self) -> None:
        """Find the comments: between the tokens, and in the first line of a block of text."""
        owner: int | None = None  # The key or item that a comment on this line would stand behind.
        opened: list[int] = []
        end = 0
        for token in yaml.scan(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            start = token.start_mark.index
            closes = isinstance(token, (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken))
            for found in COMMENT.finditer(self.text, end, start):
                self.attach(found, owner, in_flow=bool(opened), last=closes)
            end = max(end, token.end_mark.index)
            if isinstance(token, (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)):
                opened.append(start)
            at = self.anchors_until(opened.pop() if closes else start)
            if (
                closes
                or start in opened
                or isinstance(token, (yaml.ScalarToken, yaml.ValueToken, yaml.TagToken))
            ):
                owner = self.anchors[at - 1].owner if at else None
            elif end > start and not isinstance(token, yaml.FlowEntryToken):
                owner = None
            if isinstance(token, yaml.ScalarToken) and token.style and token.style in "|>":
                first = BREAK.search(self.text, start, end)
                for found in COMMENT.finditer(self.text, start, first.start() if first else end):
                    self.attach(found, owner, in_flow=False, last=True)

    def attach(self, found: re.Match[str], owner: int | None, in_flow: bool, last: bool) -> None:
        line = bisect_right(self.starts, found.start()) - 1
        column = found.start() - self.starts[line] + 1
        alone = not self.lines[line][: column - 1].strip()
        spaced = line + 1 < len(self.lines) and not self.lines[line + 1].strip()
        comment = _Comment(found[0].rstrip(), column, spaced)
        if owner is not None and (last or not alone):
            self.behind[owner].append(comment)
            return
        at = self.anchors_until(found.start())
        below = self.anchors[at] if at < len(self.anchors) else None
        around = below.path if below else ()
        ended: list[Node] = []
        if alone and not in_flow and at and column > (around[-1].place.column if around else 0):
            ended = [node for node in self.anchors[at - 1].path if node.place.column <= column]
            ended = [node for node in ended if not any(node is outer for outer in around)]
        if below is not None and not ended:
            self.before[below.owner].append(comment)
        else:
            self.tail[id(ended[-1] if ended else self.root)].append(comment)

    def inside(self, node: Node, part: Node) -> bool:
        """Tell whether comments stand at the end of a list or mapping, or with this part of it."""
        return bool(self.tail.get(id(node)) or self.before.get(id(part)) or self.behind.get(id(part)))


# -- order and short forms ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a value is laid out; a list's items have the shape of the list."""

    keys: tuple[str, ...] = ()
    under: Callable[[str], _Shape] = lambda key: _Shape()
    opened: bool = False  # Never on one line.
    unwraps: bool = False  # A list of one becomes its item.
    main: str = ""  # The key that becomes the value when it stands alone.


_ONE_OR_MORE = _Shape(unwraps=True)


def _detail(key: str) -> _Shape:
    return _ONE_OR_MORE if key == "source" else _Shape()


def _record_shape(registry: Vocabulary) -> _Shape:
    def under(key: str) -> _Shape:
        predicate = registry.predicate(key)
        if predicate is not None:
            main = "to" if isinstance(predicate, Relation) else "value"
            keys = (main, *sorted(predicate.qualifiers), *LONG_KEYS)
            return _Shape(keys, _detail, unwraps=True, main=main)
        if key == "events":
            return _Shape(under=lambda name: _record_shape(registry), opened=True)
        return _detail(key)

    first = (key for key in RECORD_KEYS if key != "events")
    return _Shape((*first, *registry.attributes, *registry.relations, "events"), under, opened=True)


def _source_shape(registry: Vocabulary) -> _Shape:
    predicates = {**registry.attributes, **registry.relations}
    qualifiers = {name for predicate in predicates.values() for name in predicate.qualifiers}
    main = (name for name in predicates if name not in qualifiers)
    statement = _Shape(("of", *main, *sorted(qualifiers), *LONG_KEYS), _detail)
    return _Shape(SOURCE_KEYS, lambda key: statement if key == "says" else _Shape(), opened=True)


# -- writing -----------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A key and its value, or an item (``key`` None). Its comments are those of ``owner``."""

    owner: Node
    key: str | None
    node: Node
    shape: _Shape


class _Writer:
    def __init__(self, comments: _Comments) -> None:
        self.comments = comments

    def parts(self, node: Mapping | Sequence, shape: _Shape) -> list[_Part]:
        if isinstance(node, Sequence):
            return [_Part(item, None, self.shortest(item, shape), shape) for item in node]
        rank = {key: at for at, key in enumerate(shape.keys)}
        parts = []
        for key, value in sorted(node.entries, key=lambda entry: rank.get(entry[0].text, len(rank))):
            under = shape.under(key.text)
            parts.append(_Part(key, key.text, self.shortest(value, under), under))
        return parts

    def shortest(self, node: Node, shape: _Shape) -> Node:
        """Unwrap a list of one, and a long form that says no more than the short one."""
        if isinstance(node, Sequence) and len(node.items) == 1 and shape.unwraps:
            (item,) = node.items
            if not isinstance(item, Sequence) and not self.comments.inside(node, item):
                node = item
        if isinstance(node, Mapping) and [key.text for key, _ in node.entries] == [shape.main]:
            ((key, value),) = node.entries
            if isinstance(value, Scalar) and not self.comments.inside(node, key):
                node = value
        return node

    def lines(self, part: _Part, indent: int) -> list[str]:
        """Return the lines of a key or item and of its comments."""
        owner, key, node, shape = part
        head = " " * indent + ("-" if key is None else f"{_key(key)}:")
        before, behind = self.comments.before[id(owner)], self.comments.behind[id(owner)]
        body: list[str] = []
        if isinstance(node, Scalar):
            text: str | None = _scalar(node, key, in_brackets=False)
            if len(f"{head} {text}") > PROSE_END and key != ALWAYS_QUOTED:
                body = _folded(node.text.strip(), indent + 2)
                text = ">-" if body else text
        else:
            text = self.flow(node, key, shape)
            if text is None or len(f"{head} {text}") > (FORM_END if isinstance(node, Mapping) else LIST_END):
                text = None
                body = [line for inner in self.parts(node, shape) for line in self.lines(inner, indent + 2)]
                body += _own_lines(self.comments.tail[id(node)], indent + 2)
        if key is None and text is None:  # The first key goes behind the dash, comments there above it.
            first = next(at for at, line in enumerate(body) if not line.lstrip().startswith("#"))
            above = [" " * indent + line.lstrip() for line in body[:first]]
            return [
                *_own_lines([*before, *behind], indent),
                *above,
                f"{head} {body[first].lstrip()}",
                *body[first + 1 :],
            ]
        line = head if text is None else f"{head} {text}"
        if behind:
            gap = behind[0].column - 1 - len(line)
            line += " " * (gap if 1 <= gap <= FAR else 2) + " ".join(comment.text for comment in behind)
        return [*_own_lines(before, indent), line, *body]

    def flow(self, node: Node, key: str | None, shape: _Shape) -> str | None:
        """Return the value on one line, or None when it has comments inside or is not to be read there."""
        if isinstance(node, Scalar):
            return _scalar(node, key, in_brackets=True)
        texts = []
        for owner, inner_key, value, inner_shape in self.parts(node, shape):
            text = self.flow(value, inner_key, inner_shape)
            long_item = inner_key is None and not isinstance(value, Scalar)
            if text is None or long_item or shape.opened or self.comments.inside(node, owner):
                return None
            texts.append(text if inner_key is None else f"{_key(inner_key)}: {text}")
        return f"{{{', '.join(texts)}}}" if isinstance(node, Mapping) else f"[{', '.join(texts)}]"


def _own_lines(comments: Iterable[_Comment], indent: int) -> list[str]:
    """Return comments on lines of their own; those of a record keep the blank lines between them."""
    lines = (" " * indent + text + "\n" * (spaced and indent == 0) for text, _, spaced in comments)
    return [line for text in lines for line in text.split("\n")]


def _scalar(node: Scalar, key: str | None, in_brackets: bool) -> str:
    text = node.text.strip()
    return text if key != ALWAYS_QUOTED and _reads_back(text, in_brackets) else _quoted(text)


def _key(text: str) -> str:
    return text if re.fullmatch(r"[a-z][\w.-]*", text) else _quoted(text)


def _quoted(text: str) -> str:
    """Return the text in double quotes: as JSON, but for what YAML does not print."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False))


@lru_cache(maxsize=1 << 16)
def _reads_back(text: str, in_brackets: bool) -> bool:
    """Tell whether our reader finds the bare text as it is; what ends a text is the same in all places."""
    if not text or "\n" in text or UNPRINTABLE.search(text):
        return False
    root, issues = document.parse((f"{{k: {text}, l: m}}" if in_brackets else f"k: {text}").encode(), "")
    return not issues and isinstance(root, Mapping) and root.text("k") == text


def _folded(text: str, indent: int) -> list[str]:
    """Return the lines of a folded block, or none where folding would alter the text or break no line."""
    if UNPRINTABLE.search(text) or re.search(r"\t|  | \n|\n ", text):
        return []
    lines: list[str] = []
    for part in re.split(r"(\n+)", text):  # In a folded block, n line breaks are n empty lines.
        wrapped = textwrap.wrap(part, PROSE_END - indent, break_long_words=False, break_on_hyphens=False)
        lines += [" " * indent + line for line in wrapped] or [""] * len(part)
    return lines if len(lines) > 1 else []
