"""The dashboard is started where its settings lie, over the base that was asked for."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Take down how the server would be started, and start none."""
    seen: dict[str, Any] = {}

    def run(arguments, folder, variables) -> None:
        seen.update(arguments=list(arguments), folder=folder, variables=dict(variables))

    monkeypatch.setattr("kb.cli.dashboard.run", run)
    return seen


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_streamlit_runs_the_app_in_the_folder_of_its_settings(run, started) -> None:
    assert run("serve", "--no-browser").exit_code == 0
    app = Path(started["arguments"][4])
    assert started["arguments"][1:4] == ["-m", "streamlit", "run"]
    assert app.name == "app.py"
    assert app.is_file()
    assert started["folder"] == app.parent
    assert (app.parent / ".streamlit" / "config.toml").is_file()
    assert "--server.address=localhost" in started["arguments"]
    assert "--server.headless=true" in started["arguments"]


def test_base_and_folders_mean_the_same_in_another_folder(run, started, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / name / "animals").mkdir(parents=True)
        (tmp_path / name / "animals" / "dogs.yaml").write_text(f"dog-{name}: {{name: {name}}}\n", "utf-8")
    assert run("serve", "--db", "base.db", "--data", "one", "--data", "two").exit_code == 0
    assert started["variables"]["KB_DATABASE"] == str(tmp_path / "base.db")
    assert started["variables"]["KB_DATA"].split(os.pathsep) == [str(tmp_path / "one"), str(tmp_path / "two")]
    run("serve", "--db", "sqlite:///base.db")
    assert started["variables"]["KB_DATABASE"] == f"sqlite:///{tmp_path / 'base.db'}"
    assert "KB_DATA" not in started["variables"]


def test_the_base_is_built_before_anything_is_served(run, started, tmp_path: Path) -> None:
    (tmp_path / "own" / "missions").mkdir(parents=True)
    (tmp_path / "own" / "missions" / "x.yaml").write_text("vostok-2: {launched: [", "utf-8")
    result = run("serve", "--db", tmp_path / "base.db", "--data", tmp_path / "own")
    assert result.exit_code == 1
    assert "not valid YAML" in result.stderr
    assert started == {}
    assert run("serve", "--db", tmp_path / "base.db").exit_code == 0
    assert run("show", "laika", "--db", tmp_path / "base.db").exit_code == 0


def test_a_port_that_is_taken_is_told(run, started, taken: int) -> None:
    result = run("serve", "--port", taken, "--address", "127.0.0.1")
    assert result.exit_code == 1
    assert f"port {taken} is taken" in result.stderr
    assert started == {}


def test_without_a_port_the_next_free_one_is_chosen(run, started, taken: int, monkeypatch) -> None:
    monkeypatch.setattr("kb.cli.dashboard.PORT", taken)
    assert run("serve", "--address", "127.0.0.1").exit_code == 0
    port = next(a for a in started["arguments"] if a.startswith("--server.port="))
    assert int(port.split("=")[1]) > taken


def test_an_address_of_another_machine_is_told(run, started) -> None:
    result = run("serve", "--address", "192.0.2.1")  # reserved for documentation, RFC 5737
    assert result.exit_code == 1
    assert "no address of this machine" in result.stderr


def test_programs_are_told_the_address(run, started, taken: int) -> None:
    answer = json.loads(run("serve", "--json", "--no-browser").stdout)
    port = next(a for a in started["arguments"] if a.startswith("--server.port=")).split("=")[1]
    assert answer == {"url": f"http://localhost:{port}"}


@pytest.mark.parametrize(("display", "headless"), [("", "true"), (":0", "false")])
def test_a_browser_opens_only_where_there_is_a_screen(run, started, monkeypatch, display, headless) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    run("serve")
    assert f"--server.headless={headless}" in started["arguments"]
