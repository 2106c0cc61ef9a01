"""Fixtures: a miniature real base, shared for reading and copied for writing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb

MINI = Path(__file__).parent / "mini_base"


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own base and settings, also where no environment is asked."""
    own = tmp_path / "own" / "base.db"
    monkeypatch.setenv("KB_DATABASE", str(own))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("KB_DATA", raising=False)
    monkeypatch.setattr("kb.base.default_url", lambda: f"sqlite:///{own}")


@pytest.fixture(scope="session")
def mini_folder() -> Path:
    """The miniature seed's folder; for reading only."""
    return MINI


@pytest.fixture
def copied_mini(tmp_path: Path) -> Path:
    """A copy of the miniature seed to write in."""
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture(scope="session")
def mini() -> Iterator[kb.KnowledgeBase]:
    """The miniature base in memory; for reading only."""
    with kb.load(MINI) as base:
        yield base


@pytest.fixture
def db_url(tmp_path: Path) -> str:
    """An address where a base may be built."""
    return f"sqlite:///{tmp_path / 'base.db'}"


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a base built once from the shipped seed; for reading only."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'base.db'}"
    kb.build(url)
    return url
