"""Checking, building and formatting a seed."""

import json
from pathlib import Path

import pytest

NEW = """\
vostok-2:
  name: Vostok 2
  source: gcat-launchlog
  type: crewed
  launched: 1961-08-06T06:00:00Z
  operated_by: soviet-space-programme
"""
BROKEN = NEW.replace("gcat-launchlog", "gcat-launchlgo").replace("1961-08-06T06:00:00Z", "1961-13-06")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A curator's own folder ``own``, in the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_DATABASE", "base.db")
    (tmp_path / "own" / "missions").mkdir(parents=True, exist_ok=True)
    return tmp_path / "own"


def write(own: Path, text: str) -> None:
    (own / "missions" / "vostok.yaml").write_text(text, "utf-8")


# -- check ---------------------------------------------------------------------------------------


def test_the_shipped_seed_is_checked_by_default(run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == "No problems. 14 files read: 42 entities, 232 claims.\n"


@pytest.mark.parametrize("given", ["own", "own/", "own/missions", "own/missions/vostok.yaml"])
def test_a_folder_or_file_is_checked_over_the_shipped_seed(run, own: Path, given: str) -> None:
    write(own, NEW)
    assert run("check", given).exit_code == 0
    write(own, BROKEN)
    result = run("check", given)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "own/missions/vostok.yaml:4:9: unknown source 'gcat-launchlgo'; did you mean 'gcat-launchlog'?"
    )
    assert lines[1].startswith("own/missions/vostok.yaml:5:13: '1961-13-06' has month 13")
    assert lines[-1] == "4 problems in 1 file. 15 files read: 43 entities, 235 claims."


def test_problems_are_sorted_and_complete(run, own: Path) -> None:
    write(own, BROKEN)
    (own / "missions" / "a.yaml").write_text("no-name: {source: gcat}\n", "utf-8")
    places = [line.split(": ")[0] for line in run("check", "own").stdout.splitlines()[:-1]]
    assert places == sorted(places)
    assert places[0].startswith("own/missions/a.yaml:1:1")


def test_alone_the_shipped_seed_is_not_there(run, own: Path) -> None:
    write(own, NEW)
    result = run("check", "--alone", "own")
    assert result.exit_code == 1
    assert "unknown source 'gcat-launchlog'; describe it in sources/" in result.stdout
    assert "1 file read: 1 entity" in result.stdout


def test_data_folders_are_checked_along(run, own: Path) -> None:
    write(own, BROKEN)
    assert run("check", "--data", "own").exit_code == 1
    assert run("check").exit_code == 0


def test_the_shipped_seed_named_is_checked_alone_under_that_name(run, copied_mini: Path, monkeypatch) -> None:
    from kb.seed import layers

    monkeypatch.setattr(layers, "shipped_seed", lambda: layers.Layer(layers.SHIPPED, copied_mini))
    monkeypatch.chdir(copied_mini.parent)
    (copied_mini / "missions" / "broken.yaml").write_text(BROKEN, "utf-8")
    for given, named in [
        ("mini", "mini/missions/broken.yaml:4:9"),
        (str(copied_mini), f"{copied_mini}/missions/broken.yaml:4:9"),
        ("mini/missions/broken.yaml", "mini/missions/broken.yaml:4:9"),
        ("mini/missions", "mini/missions/broken.yaml:4:9"),
    ]:
        result = run("check", given)
        assert result.exit_code == 1
        assert result.stdout.startswith(f"{named}: unknown source")
    other = run("check", "mini/people")
    assert other.exit_code == 0
    assert other.stdout.startswith("No problems (4 more in other files of the seed).")


def test_the_shipped_seed_named_leaves_own_folders_out(run, shipped: Path, own: Path) -> None:
    write(own, BROKEN)
    assert run("check", shipped, "--data", "own").stdout.startswith("No problems. 14 files read")


def test_problems_as_json(run, own: Path) -> None:
    write(own, BROKEN)
    result = run("check", "own", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found[0] == {
        "file": "own/missions/vostok.yaml",
        "line": 4,
        "column": 9,
        "message": "unknown source 'gcat-launchlgo'; did you mean 'gcat-launchlog'?",
    }
    write(own, NEW)
    assert json.loads(run("check", "own", "--json").stdout) == []


def test_a_path_that_is_not_there_is_told(run) -> None:
    result = run("check", "nowhere")
    assert result.exit_code == 1
    assert "there is no file or folder 'nowhere'" in result.stderr


def test_alone_without_a_path_is_wrong_use(run) -> None:
    assert run("check", "--alone").exit_code == 2


# -- build ---------------------------------------------------------------------------------------


def test_building_tells_what_was_built_and_when_nothing_changed(run, own: Path) -> None:
    first, second = run("build"), run("build")
    assert first.stdout.startswith("Built in ")
    assert "42 entities, 232 claims, 29 sources from 14 files" in first.stdout
    assert second.stdout.startswith("Nothing changed: 42 entities")
    assert first.exit_code == second.exit_code == 0


def test_questions_keep_to_own_folders_until_built_without(run, own: Path) -> None:
    write(own, NEW)
    built = run("build", "--data", "own").stdout
    assert "43 entities" in built
    assert "with own" in built
    assert run("show", "vostok-2").exit_code == 0
    assert "42 entities" in run("build").stdout
    assert run("show", "vostok-2").exit_code == 1


def test_data_before_the_command_behind_it_and_from_the_environment(run, own: Path, monkeypatch) -> None:
    write(own, NEW)
    for n, arguments in enumerate(
        (["--data", "own", "show", "vostok-2"], ["show", "vostok-2", "--data", "own"])
    ):
        assert run("--db", f"{n}.db", *arguments).exit_code == 0
    monkeypatch.setenv("KB_DATA", "own")
    assert run("show", "vostok-2", "--db", "3.db").exit_code == 0


def test_what_stands_behind_the_command_wins(run, own: Path) -> None:
    assert run("--db", "one.db", "build", "--db", "two.db").exit_code == 0
    assert not Path("one.db").exists()
    assert Path("two.db").exists()


def test_building_as_json(run, own: Path) -> None:
    built = json.loads(run("build", "--json").stdout)
    assert built["built"] is True
    assert built["db"] == "sqlite:///base.db"
    assert (built["entities"], built["claims"], built["sources"], built["files"]) == (42, 232, 29, 14)
    assert built["data"] == []
    assert built["seconds"] > 0


def test_a_broken_seed_is_not_built_and_every_problem_is_told(run, own: Path) -> None:
    write(own, BROKEN)
    result = run("build", "--data", "own")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "own/missions/vostok.yaml:5:13: '1961-13-06' has month 13" in result.stderr
    assert result.stderr.endswith("Error: 4 problems in the seed; nothing was written\n")
    assert not Path("base.db").exists() or run("show", "vostok-1", "--db", "base.db").exit_code == 0


def test_with_an_older_base_questions_are_answered_and_the_problems_told(run, own: Path) -> None:
    write(own, NEW)
    run("build", "--data", "own")
    write(own, BROKEN)
    result = run("show", "vostok-2")
    assert result.exit_code == 0
    assert "6 August 1961" in result.stdout
    assert result.stderr.startswith("Warning: the seed has changed but has problems")
    assert "own/missions/vostok.yaml:5:13" in result.stderr


# -- format --------------------------------------------------------------------------------------


def test_formatting_rewrites_what_is_not_canonical(run, own: Path) -> None:
    untidy = NEW.replace("  name: Vostok 2\n", "").replace("\n  type", "\n  name:   Vostok 2\n  type")
    write(own, untidy)
    checked = run("format", "--check", "own")
    assert checked.exit_code == 1
    assert "-  name:   Vostok 2" in checked.stdout
    assert checked.stdout.endswith("1 file read, 1 would be rewritten.\n")
    assert (own / "missions" / "vostok.yaml").read_text("utf-8") == untidy
    written = run("format", "own")
    assert written.exit_code == 0
    assert "rewritten: own/missions/vostok.yaml" in written.stdout
    assert (own / "missions" / "vostok.yaml").read_text("utf-8") == NEW
    assert run("format", "--check", "own").exit_code == 0


def test_what_cannot_be_read_is_left_alone_and_told(run, own: Path) -> None:
    write(own, "vostok-2: {name: [")
    result = run("format", "own")
    assert result.exit_code == 1
    assert result.stdout.startswith("own/missions/vostok.yaml:")
    assert (own / "missions" / "vostok.yaml").read_text("utf-8") == "vostok-2: {name: ["


def test_the_miniature_base_is_in_canonical_form(run) -> None:
    result = run("format", "--check")
    assert result.exit_code == 0, result.stdout


def test_formatting_as_json(run, own: Path) -> None:
    write(own, NEW)
    assert json.loads(run("format", "own", "--json").stdout) == [
        {"file": "own/missions/vostok.yaml", "changed": False, "diff": "", "issues": []}
    ]
