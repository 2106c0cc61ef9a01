"""``kb audit`` on a file or on standard input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main

TEXT = (
    "1957: Sputnik 1, first artificial satellite\n1962: Alan Shepard, first human in space\nI like rockets.\n"
)
FIELDS = {"sentence", "span", "read_as", "verdict", "reason", "evidence", "entities"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_file_is_checked_line_by_line(run, file: Path) -> None:
    result = run("audit", file)
    assert result.exit_code == 0
    assert re.search(
        r"^supported +1957: Sputnik 1, .*first artificial.* gcat-launchlog$", result.stdout, re.M
    )
    assert re.search(r"^contradicted +1962: Alan", result.stdout, re.M)
    assert "3 statements: 1 supported, 1 contradicted, 1 unknown." in result.stderr


def test_json_has_every_field(answer, file: Path) -> None:
    readings = answer("audit", file)
    assert all(set(reading) == FIELDS for reading in readings)
    assert [reading["verdict"] for reading in readings] == ["supported", "contradicted", "unknown"]
    assert [TEXT[slice(*reading["span"])] for reading in readings] == [r["sentence"] for r in readings]
    right, wrong, unread = readings
    assert right["read_as"] == "first artificial satellite = Sputnik 1, 1957"
    assert {"id": "yuri-gagarin", "name": "Yuri Gagarin"} in wrong["entities"]
    assert wrong["evidence"][0]["subject"] == "first-human-in-space"
    assert (unread["read_as"], unread["evidence"]) == (None, [])


def test_standard_input_is_read(run, mini_db: Path) -> None:
    result = CliRunner().invoke(main, ["audit", "-", "--json"], input=TEXT)
    assert [reading["verdict"] for reading in json.loads(result.stdout)] == [
        "supported",
        "contradicted",
        "unknown",
    ]


def test_an_empty_text_says_nothing(run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n\n", "utf-8")
    result = run("audit", empty)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 statements." in result.stderr


def test_what_is_no_text_is_refused_in_a_sentence(run, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe\x00")
    result = run("audit", picture)
    assert result.exit_code == 2
    assert "is not text in UTF-8" in result.stderr


def test_a_name_that_is_neither_source_nor_file_is_said_to_be_so(run) -> None:
    result = run("audit", "timelin.txt")
    assert result.exit_code == 1
    assert "nor is there a file 'timelin.txt'" in result.stderr
