"""YAML as nodes that know their place.

A small, strict reader over PyYAML's C events: scalars stay text (``NO`` is no boolean, ``1:30`` no number),
equal keys in one mapping are refused, and so are anchors and aliases, which seed files do not need and
which can blow a small file up to gigabytes. Every node remembers the line and column where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.errors import Issue, Place

MAX_BYTES = 5_000_000
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, as written (folded and literal blocks already joined)."""

    text: str
    place: Place
    end_line: int
    plain: bool = True

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place
    end_line: int

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    end_line: int

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def text(self, key: str) -> str | None:
        """Return the text under ``key`` when it is a scalar, else None."""
        value = self.get(key)
        return value.text if isinstance(value, Scalar) else None


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.issue = Issue(place, message)


def read(path: Path, name: str | None = None) -> tuple[Node | None, list[Issue]]:
    """Read one YAML file.

    ``name`` is the file's name in places (the path when left out). Returns the root node, or None when the
    file is empty or broken, and every problem found. Never raises for what the file holds.
    """
    name = name or str(path)
    top = Place(name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [
                Issue(
                    top,
                    f"the file has {size / 1e6:.0f} MB; a seed file has at most {MAX_BYTES / 1e6:.0f}: split it",
                )
            ]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Issue(top, f"cannot be read: {error.strerror}")]
    return parse(raw, name)


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Issue]]:
    """Parse the bytes of a YAML document; see :func:`read`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [
            Issue(
                Place(name, line),
                f"byte {raw[error.start]:#04x} is not UTF-8 text; save the file as UTF-8",
            )
        ]
    try:
        return _Builder(name).build(text)
    except _Refused as refused:
        return None, [refused.issue]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        said = ", ".join(filter(None, (error.context, error.problem)))
        return None, [Issue(place, f"this is not valid YAML ({said}); check indent, quotes and brackets")]
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        return None, [Issue(Place(name), f"this is not valid YAML ({said})")]


class _Builder:
    """Turns the parser's events into nodes; one instance a file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.issues: list[Issue] = []

    def build(self, text: str) -> tuple[Node | None, list[Issue]]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events = yaml.parse(text, Loader=loader)
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Refused(
                        self.place(event), "a seed file is one document; take out the second '---'"
                    )
                continue
            root = self.node(event, events, 0)
        if isinstance(root, Scalar) and root.text == "" and root.plain:
            root = None
        return root, self.issues

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)

    def end_line(self, event: yaml.Event) -> int:
        return event.end_mark.line + 1 if event.end_mark else 1

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        place = self.place(event)
        anchor = getattr(event, "anchor", None)
        if anchor:
            raise _Refused(
                place,
                f"anchors and aliases are not allowed ({anchor!r}); write the value out",
            )
        if depth > MAX_DEPTH:
            raise _Refused(place, f"nested more than {MAX_DEPTH} deep; a seed file has no such depth")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, self.end_line(event), event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    return Sequence(tuple(items), place, self.end_line(inner))
                items.append(self.node(inner, events, depth + 1))
        entries: dict[str, tuple[Scalar, Node]] = {}
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                return Mapping(tuple(entries.values()), place, self.end_line(inner))
            key = self.node(inner, events, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.place, "a key must be one word, not a list or a mapping")
            value = self.node(next(events), events, depth + 1)
            if key.text in entries:
                first = entries[key.text][0].place
                self.issues.append(
                    Issue(
                        key.place,
                        f"{key.text!r} stands here a second time (first in line {first.line}); keep one",
                    )
                )
            else:
                entries[key.text] = (key, value)
        raise AssertionError("the parser always closes what it opens")
