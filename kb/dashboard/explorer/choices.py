"""What the reader chose in the explorer: read from the address and written back, so that every view can be shared.

``id`` is where one begins, ``depth`` how many steps are taken at once, ``open`` what was opened, in order (twice
for the next neighbours), ``pick`` whose card is shown, ``to`` the other end of a way, ``relations`` the only
relations to follow, ``hide`` kinds (``person``) and relations (``by:crew``) left out, ``as_of`` a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Self
from urllib.parse import urlencode

import streamlit as st

from kb.vocabulary import Vocabulary

FIRST_YEAR, LAST_YEAR = 1900, 2027
_TRAIL = "explorer-trail"
_BY = "by:"


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that decides what the explorer shows."""

    start: str
    depth: int
    opened: tuple[str, ...] = ()
    pick: str | None = None
    to: str | None = None
    relations: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    as_of: int = LAST_YEAR
    view: str | None = None

    @classmethod
    def from_address(cls, start: str, registry: Vocabulary) -> Self:
        """Read the address; what means nothing there counts as not given."""
        given = st.query_params
        to = given.get("to") or None
        depth, year = given.get("depth", ""), given.get("as_of", "")
        hideable = {*registry.kinds, *(_BY + id_ for id_ in registry.relations)}
        return cls(
            start,
            depth=int(depth) if depth in ("0", "1", "2", "3") and (to or depth != "0") else 0 if to else 1,
            opened=tuple(id_ for id_ in given.get("open", "").split(",") if id_),
            pick=given.get("pick") or None,
            to=to if to != start else None,
            relations=tuple(id_ for id_ in given.get_all("relations") if id_ in registry.relations),
            hidden=tuple(dict.fromkeys(id_ for id_ in given.get_all("hide") if id_ in hideable)),
            as_of=int(year) if year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR else LAST_YEAR,
            view=given.get("view") or None,
        )

    @property
    def kinds_hidden(self) -> list[str]:
        """The kinds left out."""
        return [id_ for id_ in self.hidden if not id_.startswith(_BY)]

    @property
    def relations_hidden(self) -> list[str]:
        """The relations left out."""
        return [id_.removeprefix(_BY) for id_ in self.hidden if id_.startswith(_BY)]

    def followed(self, registry: Vocabulary) -> tuple[str, ...]:
        """Return the relations to follow; none of them stands for all."""
        if not self.relations_hidden:
            return self.relations
        return tuple(id_ for id_ in self.relations or registry.relations if id_ not in self.relations_hidden)

    def with_hidden(self, kind: str | None = None, relation: str | None = None) -> Choices:
        """Return these choices with a kind or relation left out, or shown again when it was left out."""
        key = kind if kind is not None else f"{_BY}{relation}"
        kept = tuple(id_ for id_ in self.hidden if id_ != key)
        return replace(self, hidden=kept if key in self.hidden else (*self.hidden, key))

    def with_opened(self, entity: str) -> Choices:
        """Return these choices with an entity opened, or opened further."""
        return replace(self, opened=(*self.opened, entity), pick=entity)

    def with_closed(self, entity: str, brought_by: Mapping[str, str | None]) -> Choices:
        """Return these choices without an opened entity, and without those opened that it led to."""

        def hangs(id_: str | None) -> bool:
            seen: set[str] = set()
            while id_ is not None and id_ != entity and id_ not in seen:
                seen.add(id_)
                id_ = brought_by.get(id_)
            return id_ == entity

        return replace(self, opened=tuple(id_ for id_ in self.opened if not hangs(id_)), pick=entity)

    def parameters(self) -> dict[str, str | list[str]]:
        """Return the address's query, without what goes without saying."""
        usual = 0 if self.to else 1
        several: dict[str, str | list[str] | None] = {
            "id": self.start,
            "view": self.view,
            "depth": str(self.depth) if self.depth != usual else None,
            "open": ",".join(self.opened),
            "pick": self.pick if self.pick != self.start else None,
            "to": self.to,
            "relations": list(self.relations),
            "hide": list(self.hidden),
            "as_of": str(self.as_of) if self.as_of != LAST_YEAR else None,
        }
        return {key: value for key, value in several.items() if value}

    def link(self, text: str) -> str:
        """Return a link to these choices, which stays in the session."""
        query = urlencode(self.parameters(), doseq=True, safe=":,")
        return f'<a data-kb href="/connections?{escape(query)}" target="_self">{escape(text)}</a>'

    def go(self, *, undoable: bool = True) -> None:
        """Write these choices to the address; from a callback, so that the run that follows shows them."""
        if undoable:
            trail: list[dict[str, Any]] = st.session_state.setdefault(_TRAIL, [])
            trail.append({key: st.query_params.get_all(key) for key in st.query_params})
            del trail[:-50]
        kept = {"q": st.query_params["q"]} if "q" in st.query_params else {}
        st.query_params.from_dict({**kept, **self.parameters()})


def can_undo() -> bool:
    """Tell whether there is a step to take back."""
    return bool(st.session_state.get(_TRAIL))


def undo() -> None:
    """Take the last step back; for a callback."""
    if can_undo():
        st.query_params.from_dict(st.session_state[_TRAIL].pop())
