"""The dashboard without a browser: its pages run in this process, over the shipped seed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import kb
from kb.dashboard import PAGES

ROOT = Path(__file__).parents[2]
FILES = {page["page"].stem: page["page"] for page in PAGES}


class View:
    """What a reader has before them, and what they can do with it."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def run(self) -> View:
        """Let the page answer, after something was changed."""
        self.app.run()
        assert not self.app.exception, self.app.exception[0].message
        return self

    def pick(self, chart: str, entity: str) -> View:
        """Click the mark of an entity in a chart."""
        point = {"customdata": {"0": entity, "1": "card"}}  # as Streamlit hands a list over
        self.app.session_state[chart] = {"selection": {"points": [point], "point_indices": [0]}}
        return self.run()

    @property
    def html(self) -> str:
        """Our own HTML, without the style and the script."""
        blocks = [block.value for block in self.app.html]
        return "\n".join(block for block in blocks if not block.startswith(("<style", "<script")))

    @property
    def text(self) -> str:
        """What our own HTML says."""
        return unescape(re.sub(r"<[^>]+>", "", self.html))

    @property
    def heading(self) -> str:
        """The one heading of first rank."""
        titles = [title.value for title in self.app.title]
        (heading,) = titles + [unescape(h) for h in re.findall(r"<h1>(.*?)</h1>", self.html)]
        return heading

    @property
    def links(self) -> list[str]:
        """Where the links between pages lead."""
        return [unescape(href) for href in re.findall(r'<a data-kb href="([^"]*)"', self.html)]

    @property
    def messages(self) -> list[str]:
        """Errors, warnings and hints."""
        return [note.value for note in (*self.app.error, *self.app.warning, *self.app.info)]

    def figure(self, index: int = 0) -> dict[str, Any]:
        """The figure as the browser gets it."""
        spec: dict[str, Any] = json.loads(self.app.get("plotly_chart")[index].proto.spec)
        return spec

    def marks(self, index: int = 0) -> set[str]:
        """The entities drawn in a figure, or in the picture that one explores."""
        if drawn := self.app.get("bidi_component"):
            data = json.loads(drawn[0].proto.json)
            return {node["id"] for node in data["nodes"] if node["since"] <= data["year"]}
        return {id_ for id_, *_ in self._data(index) if not id_.startswith("period:")}

    def counted(self, index: int = 0) -> int:
        """How many entities found no room in a figure, and are counted in its strips."""
        return sum(rest[0] for id_, *rest in self._data(index) if id_.startswith("period:"))

    def _data(self, index: int) -> list[list[Any]]:
        return [data for trace in self.figure(index)["data"] for data in trace.get("customdata", ())]

    def unfold(self, key: str) -> View:
        """Open the table below a timeline."""
        self.app.session_state[f"{key}-table"] = True
        return self.run()

    def table(self, index: int = 0) -> Any:
        """A table as a data frame."""
        return self.app.dataframe[index].value

    def control(self, key: str) -> Any:
        """A widget, by its key."""
        return self.app.get_by_key(key)


Visit = Callable[..., View]


@pytest.fixture(scope="session")
def shipped(base_url: str) -> Iterator[kb.KnowledgeBase]:
    """The shipped base; for reading only."""
    with kb.open(base_url) as base:
        yield base


@pytest.fixture
def visit(own_data_directory: None, base_url: str, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page by its file's name; what is in the address comes as arguments."""
    monkeypatch.setenv("KB_DATABASE", base_url)  # after own_data_directory, which names an empty one

    def opened(page: str, **address: str | list[str]) -> View:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        if page != "home":
            app.switch_page(str(FILES[page]))
        return View(app).run()

    return opened


@pytest.fixture(scope="session", autouse=True)
def forget_opened_bases() -> Iterator[None]:
    """Let go of the bases that the pages share."""
    yield
    st.cache_resource.clear()
