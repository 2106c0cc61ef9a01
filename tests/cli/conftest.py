"""The command line on the miniature base, which stands in for the shipped seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kb
from kb.cli import main
from kb.seed import layers

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def shipped(mini_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the miniature base be the shipped seed."""
    monkeypatch.setattr(layers, "shipped_seed", lambda: layers.Layer(layers.SHIPPED, mini_folder))
    return mini_folder


@pytest.fixture(scope="session")
def mini_db(mini_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature base built into a file; for reading only."""
    file = tmp_path_factory.mktemp("built") / "mini.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "shipped_seed", lambda: layers.Layer(layers.SHIPPED, mini_folder))
        kb.build(str(file))
    return file


@pytest.fixture
def run(mini_db: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``kb`` with some arguments over the built miniature base."""
    monkeypatch.setenv("KB_DATABASE", str(mini_db))
    monkeypatch.setenv("COLUMNS", "100")  # the test runner may have its own

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        # Whatever goes wrong, nobody sees a traceback.
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    """Run ``kb`` with some arguments and --json; return what it answers."""

    def answer(*arguments: object) -> Any:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return answer
