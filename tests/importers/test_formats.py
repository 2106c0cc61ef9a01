"""Every catalogue format gives rows of plain facts; a few lines of each, as the originals write them."""

import json
from pathlib import Path

import pytest

import kb
from kb.importers import read
from kb.importers.gcat import cospar, vague_date
from kb.importers.rows import Fact, Row


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def values(row: Row, predicate: str) -> list[str]:
    return [fact.text for fact in row.facts if fact.predicate == predicate]


@pytest.mark.parametrize(
    ("vague", "edtf"),
    [
        ("1957 Oct  4 1928:34", "1957-10-04T19:28:34Z"),
        ("1961 Apr 12 0607", "1961-04-12T06:07Z"),
        ("2021 Jul 27?", "2021-07-27?"),
        ("1957 Nov?", "1957-11?"),
        ("1963", "1963"),
        ("-", None),
        ("*", None),
        ("1940s?", None),
    ],
)
def test_vague_dates_keep_the_precision_they_have(vague: str, edtf: str | None) -> None:
    assert vague_date(vague) == edtf
    assert edtf is None or kb.Date.parse(edtf)


@pytest.mark.parametrize(
    ("tag", "designator"),
    [
        ("1957 ALP", "1957-001"),
        ("1961 OME", "1961-024"),
        ("1961 A ALP", "1961-025"),
        ("1962 B UPS", "1962-068"),
        ("1969-059", "1969-059"),
        ("1957-F01", None),
    ],
)
def test_launch_tags_become_designators(tag: str, designator: str | None) -> None:
    assert cospar(tag) == designator


def test_the_launch_log_has_a_header_behind_a_hash_and_notes_below_it(tmp_path: Path) -> None:
    lines = [
        "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName",
        "# Updated 2025 Dec  1 0108:57",
        "1961 MU  \t1961 Apr 12 0607\t1961 MU 1\tP   \tVostok\t-",
        "1961 MU  \t1961 Apr 12 0607\t1961 MU 2\tR3  \tBlok-E\t-",
    ]
    (row,) = read(written(tmp_path, "log.tsv", "\n".join(lines)), "gcat-launchlog")
    assert (row.names, row.ids, row.line) == (("Vostok",), ("1961-012",), 3)
    assert values(row, "launched") == ["1961-04-12T06:07Z"]


def test_ends_in_the_satellite_catalogue_are_landings_or_decays(tmp_path: Path) -> None:
    head = "#Launch_Tag\tPiece\tType\tName\tPLName\tPrimary\tDDate\tStatus"
    lines = [
        head,
        "1961 MU\t1961 MU 1\tP\tVostok\t-\tEarth\t1961 Apr 12 0747\tL",
        "1998-067\t1998-067A\tP\tZarya\t-\tEarth\t-\tO",
        "1957 ALP\t1957 ALP 2\tP\tPS-1\t-\tEarth\t1958 Jan  4?\tR",
    ]
    landed, decayed = read(written(tmp_path, "satcat.tsv", "\n".join(lines)), "gcat-satcat")
    assert (landed.ids, values(landed, "landed")) == (("1961-012A",), ["1961-04-12T07:47Z"])
    assert (decayed.ids, values(decayed, "deorbited")) == (("1957-001B",), ["1958-01-04?"])


def test_wikidata_midnight_means_that_only_the_day_is_known(tmp_path: Path) -> None:
    given = {
        "people": [{"id": "wikidata:Q1", "name": "Ann", "gender": "female", "wikidata_id": "Q1"}],
        "missions": [
            {
                "id": "wikidata:Q2",
                "name": "Flight 1",
                "launch_at": "1981-11-12T00:00:00Z",
                "landing_at": None,
            }
        ],
        "intervals": [{"astronaut_id": "wikidata:Q1", "mission_id": "wikidata:Q2"}],
    }
    person, flight = read(written(tmp_path, "people.json", json.dumps(given)), "spacefarers")
    assert (person.kind, person.ids, values(person, "sex")) == ("person", ("Q1",), ["female"])
    assert values(flight, "launched") == ["1981-11-12"]
    assert Fact("crew", "Ann", "Q1") in flight.facts


def test_a_launch_library_crew_brings_its_people(tmp_path: Path) -> None:
    someone = {"name": "Ann", "date_of_birth": "1961-08-11", "date_of_death": None}
    launch = {
        "name": "Rocket | Flight 1",
        "net": "2018-12-13T12:01:00Z",
        "mission": None,
        "rocket": {"spacecraft_stage": {"launch_crew": [{"astronaut": someone}]}},
    }
    flight, person = read(written(tmp_path, "ll.json", json.dumps([launch])), "launch-library")
    assert (flight.names[0], values(flight, "crew")) == ("Flight 1", ["Ann"])
    assert person.facts == (Fact("born", "1961-08-11"),)


def test_spacewalkers_are_parted_by_runs_of_spaces(tmp_path: Path) -> None:
    text = (
        "EVA #,Country,Crew    ,Vehicle,Date,Duration,Purpose \n"
        "60,USA,Jerry Ross                  Jay Apt,STS-61B,04/07/1991,4:26,Freed it\n"
        ",USA,Nobody Out,STS-31,04/24/1990,0:00,In suits\n"
        "61,USA,Jerry Ross   Jay Apt,STS-37,04/08/1991,6:00,Carts\n"
    )
    first, second = read(written(tmp_path, "eva.csv", text), "spacewalks")
    assert first.flight == "STS-61-B"
    assert values(first, "participant") == ["Jerry Ross", "Jay Apt"]
    assert [values(row, "duration") for row in (first, second)] == [["4 h 26 min"], ["6 h"]]


def test_a_group_that_came_home_on_another_craft_gives_two_rows(tmp_path: Path) -> None:
    text = (
        "Crew,Launch Data,Launch Mission,Return Data,Return Mission\n"
        '"Boris Volynov, Y. Khrunov",1969-01-15,Soyuz 5 (Baikal),1969-01-17,Soyuz 4\n'
    )
    up, down = read(written(tmp_path, "flights.csv", text), "crewed-flights")
    assert (up.names, values(up, "launched")) == (("Soyuz 5", "Baikal"), ["1969-01-15"])
    assert (down.names, values(down, "crew")) == (("Soyuz 4",), ["Boris Volynov", "Y. Khrunov"])


def test_a_file_of_another_format_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "wrong.csv", "a,b\n1,2\n")
    with pytest.raises(kb.KBError, match="does not read as 'gcat-launches'"):
        read(path, "gcat-launches")
    with pytest.raises(kb.KBError, match="did you mean 'spacefarers'"):
        read(path, "spacefarer")
    with pytest.raises(kb.KBError, match="there is no file"):
        read(tmp_path / "none.csv", "gcat-launches")
