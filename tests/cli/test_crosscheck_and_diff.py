"""Checking the base against a catalogue, and previewing what seed files would change."""

import json
from pathlib import Path
from typing import Any

import pytest

CATALOGUE = {
    "people": [{"id": "wikidata:Q7327", "name": "Y. Gagarin", "gender": "male", "wikidata_id": "Q7327"}],
    "missions": [
        {
            "id": "wikidata:Q182524",
            "name": "Vostok 1",
            "launch_at": "1961-04-12T06:07:00Z",
            "landing_at": "1961-04-13T00:00:00Z",
        }
    ],
    "intervals": [{"astronaut_id": "wikidata:Q7327", "mission_id": "wikidata:Q182524"}],
}
FLIGHT = """\
vostok-0:
  name: Vostok 0
  source: gcat-launchlog
  type: crewed
  launched: 1961-03-01T06:07Z
  reached: orbit
  crew: yuri-gagarin
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(CATALOGUE), "utf-8")
    return path


def test_differences_come_first_and_counts_below(run: Any, catalogue: Path) -> None:
    said = run("crosscheck", str(catalogue), "--as", "spacefarers").stdout
    assert "differs" in said.splitlines()[1]
    assert "1961-04-13" in said
    assert "100.0%" in said


def test_programs_get_every_finding(run: Any, catalogue: Path) -> None:
    found = json.loads(run("crosscheck", str(catalogue), "--as", "spacefarers", "--json").stdout)
    assert found["counts"]["launched"] == {"agrees": 1}
    assert {finding["outcome"] for finding in found["findings"]} == {"agrees", "differs"}


def test_a_file_that_is_not_there_is_told(run: Any, tmp_path: Path) -> None:
    result = run("crosscheck", str(tmp_path / "none.json"), "--as", "spacefarers")
    assert result.exit_code == 2
    assert "there is no file" in result.stderr


def test_a_preview_tells_what_would_come_and_writes_nothing(run: Any, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "missions"
    mine.mkdir(parents=True)
    (mine / "x.yaml").write_text(FLIGHT, "utf-8")
    result = run("diff", str(tmp_path / "mine"))
    assert result.exit_code == 0, result.stderr
    assert "+ vostok-0" in result.stdout
    assert "1 entity added, 0 removed" in result.stdout
    assert "Nothing would change" in run("diff").stderr


def test_a_preview_of_a_broken_file_is_a_sentence(run: Any, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "missions"
    mine.mkdir(parents=True)
    (mine / "x.yaml").write_text(FLIGHT.replace("1961-03-01", "1961-02-30"), "utf-8")
    result = run("diff", str(tmp_path / "mine"))
    assert result.exit_code == 1
    assert "x.yaml:5:13" in result.stderr
