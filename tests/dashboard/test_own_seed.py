"""A curator's own folder beside the shipped seed: shown, and survived when it is broken."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from tests.dashboard.conftest import Visit

MISSION = """\
tom-and-jerry:
  name: <i>Tom</i> & "Jerry"
  summary: "Not <script>alert(1)</script>, but a text."
  source: gcat
  type: crewed
  launched: 1999-01-01
"""


@pytest.fixture
def own_mission(visit: Visit, base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay a folder over a copy of the base; return its one file."""
    copy = tmp_path / "base.db"
    shutil.copy(str(make_url(base_url).database), copy)
    file = tmp_path / "mine" / "missions" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(MISSION, "utf-8")
    monkeypatch.setenv("KB_DATABASE", str(copy))
    monkeypatch.setenv("KB_DATA", str(tmp_path / "mine"))
    return file


def test_an_own_mission_is_shown_as_it_is_written(visit: Visit, own_mission: Path) -> None:
    view = visit("entity", id="tom-and-jerry")
    assert view.heading == '<i>Tom</i> & "Jerry"'
    assert "1 January 1999" in view.text
    assert "mine.yaml:6" in view.html
    assert "<script>" not in view.html
    assert "<i>Tom" not in view.html


def test_a_broken_folder_is_told_with_file_and_line_while_the_base_answers(
    visit: Visit, own_mission: Path
) -> None:
    own_mission.write_text(MISSION.replace("1999-01-01", "1999-02-30"), "utf-8")
    view = visit("entity", id="yuri-gagarin")
    (message,) = (warning.value for warning in view.app.warning)
    assert f"{own_mission.parents[1]}/missions/mine.yaml:6:13" in message
    assert "1999-02-30" in message
    assert view.heading == "Yuri Gagarin"
    assert "/entity?id=vostok-1" in view.links
    st.cache_resource.clear()  # as after the 20 seconds that an opened base is kept
    own_mission.write_text(MISSION, "utf-8")
    assert visit("entity", id="tom-and-jerry").messages == []


def test_a_folder_that_is_not_there_is_told(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_DATA", str(tmp_path / "nowhere"))
    view = visit("home")
    assert "there is no seed folder" in view.messages[0]
