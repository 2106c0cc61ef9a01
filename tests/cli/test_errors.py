"""Errors are one sentence on standard error, with an exit code, and nothing is harmed."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from kb.store import engine

QUESTIONS = [["firsts"], ["build"], ["list"]]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)


def the_error(result: Result) -> str:
    lines = result.stderr.splitlines()
    assert lines[-1].startswith("Error: ")
    return lines[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "yuri-gagarn"], "no entity 'yuri-gagarn' in the base; did you mean 'yuri-gagarin'?"),
        (["show", "Gagarin"], "a search finds 'yuri-gagarin' (Yuri Gagarin)"),
        (
            ["lineage", "soviet"],
            "did you mean 'soviet-union'? A search finds 'soviet-space-programme' (Soviet space programme)",
        ),
        (["graph", "Пересильд"], "a search finds 'yulia-peresild' (Yulia Peresild)"),
        (
            ["path", "laika", "challenge"],
            "there is no entity 'challenge' in the base; did you mean 'the-challenge'?",
        ),
        (["firsts", "--agency", "nsaa"], "did you mean 'nasa'?"),
        (["timeline", "--programme", "vostok"], "did you mean 'vostok-1'?"),
        (["claims", "laiko"], "did you mean 'laika'?"),
        (["claims", "--source", "gcatt"], "there is no source 'gcatt' in the base; did you mean 'gcat'?"),
        (["audit", "first-movie"], "did you mean 'first-movie-article'?"),
        (["path", "apogee-of-fear", "apogee-of-fear", "--limit", "0"], "Invalid value for '--limit'"),
    ],
)
def test_an_unknown_name_gets_the_nearest_id_and_the_best_hit(run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == (2 if "--limit" in arguments else 1)
    assert result.stdout == ""
    assert said in the_error(result)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "missons"], "unknown kind 'missons'; did you mean 'mission'?"),
        (["search", "x", "--kind", "rocket"], "unknown kind 'rocket'; known: agency, person"),
        (["firsts", "--category", "animal"], "unknown category 'animal'; did you mean 'animals'?"),
        (["firsts", "--during", "1957-13"], "'1957-13' has month 13"),
        (["timeline", "--during", "12.4.1961"], "is not in a form we read; write 1961-04-12"),
        (["graph", "iss", "--as-of", "soon"], "'soon' is no date"),
        (["graph", "iss", "--relation", "crw"], "unknown relation 'crw'; did you mean 'crew'?"),
        (["claims", "laika", "bron"], "unknown predicate 'bron'; did you mean 'born'?"),
        (["path", "laika", "laika"], "both ends are 'laika'; give two different entities"),
        (["path", "laika"], "Missing argument 'B'"),
        (["frists"], "No such command 'frists'"),
    ],
)
def test_wrong_use(run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in the_error(result)


def test_two_that_nothing_joins(run, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "own" / "animals").mkdir(parents=True)
    (tmp_path / "own" / "animals" / "belka.yaml").write_text("belka: {name: Belka}\n", "utf-8")
    monkeypatch.setenv("KB_DATABASE", str(tmp_path / "base.db"))
    result = run("path", "laika", "belka", "--data", tmp_path / "own")
    assert result.exit_code == 1
    assert result.stderr == "Nothing in the base connects 'laika' and 'belka'.\n"


@each_question
def test_a_folder_that_cannot_be_made(run, tmp_path: Path, question: list[str]) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = run(*question, "--db", tmp_path / "file" / "sub" / "base.db")
    assert result.exit_code == 1
    assert "cannot be made" in the_error(result)


@each_question
def test_a_folder_is_no_database(run, tmp_path: Path, question: list[str]) -> None:
    result = run(*question, "--db", tmp_path)
    assert result.exit_code == 1
    assert "cannot be used" in the_error(result)


@each_question
def test_a_text_file_is_no_base(run, tmp_path: Path, question: list[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Sputnik was launched on 4 October 1957.\n" * 100, "utf-8")
    before = file.read_bytes()
    result = run(*question, "--db", file)
    assert result.exit_code == 1
    assert "is no base of this project" in the_error(result)
    assert file.read_bytes() == before


@each_question
def test_another_programs_database_stays_untouched(run, tmp_path: Path, question: list[str]) -> None:
    file = tmp_path / "photos.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY, name TEXT)")
        other.execute("INSERT INTO photo(name) VALUES ('moon.jpg')")
    other.close()
    before = file.read_bytes()
    result = run(*question, "--db", file)
    assert result.exit_code == 1
    assert "give another file with --db" in the_error(result)
    assert file.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("photos")) == ["photos.db"]


@each_question
def test_a_database_in_use(run, tmp_path: Path, monkeypatch, question: list[str]) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    file = tmp_path / "base.db"
    assert run("build", "--db", file).exit_code == 0
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        result = run(*question, "--db", file)
    finally:
        other.close()
    assert result.exit_code == 1
    assert "another process is writing" in the_error(result)
    assert run(*question, "--db", file).exit_code == 0


def test_an_address_that_is_none(run) -> None:
    result = run("list", "--db", "foo://bar")
    assert result.exit_code == 1
    assert "'foo://bar' is no database address" in the_error(result)


@each_question
def test_broken_yaml_in_a_folder_of_data(run, tmp_path: Path, question: list[str]) -> None:
    (tmp_path / "own" / "missions").mkdir(parents=True)
    (tmp_path / "own" / "missions" / "x.yaml").write_text("vostok-2: {launched: [", "utf-8")
    result = run(*question, "--db", tmp_path / "base.db", "--data", tmp_path / "own")
    assert result.exit_code == 1
    assert f"{tmp_path}/own/missions/x.yaml:" in result.stderr
    assert "not valid YAML" in result.stderr


def test_a_folder_of_data_that_is_not_there(run) -> None:
    result = run("list", "--data", "/nowhere/at/all")
    assert result.exit_code == 1
    assert "there is no seed folder '/nowhere/at/all'" in the_error(result)
