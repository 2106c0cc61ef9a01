"""README tells the truth: its Python runs, its files check, its commands exist."""

import doctest
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import kb
from kb.cli import main

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text("utf-8")


def test_the_python_examples_print_what_readme_says(base_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with kb.open(base_url) as base:
        monkeypatch.setattr(kb, "open", lambda: base)
        examples = "\n".join(re.findall(r"```pycon\n(.*?)```", TEXT, re.S))
        test = doctest.DocTestParser().get_doctest(examples, {}, "README", str(README), 0)
        said: list[str] = []
        results = doctest.DocTestRunner().run(test, out=said.append)
    assert results.attempted >= 6
    assert results.failed == 0, "".join(said)


def test_the_event_example_goes_from_check_to_the_timeline(
    base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = re.findall(r"```yaml\n# (mine/\S+)\n(.*?)```", TEXT, re.S)
    assert len(files) == 3
    for name, content in files:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, "utf-8")
    run = CliRunner().invoke
    for command in (["check", "mine"], ["build", "--data", "mine"]):
        result = run(main, command)
        assert result.exit_code == 0, result.output
    shown = run(main, ["timeline", "--agency", "our-club", "--json"])
    assert shown.exit_code == 0
    assert "First signal of Club Sat 1" in shown.output
    assert "Club Sat 1" in run(main, ["search", "club sat"]).output


def test_every_command_of_readme_exists() -> None:
    commands = set(re.findall(r"^\$ kb (\w+)", TEXT, re.M))
    assert {"firsts", "show", "check", "build", "serve"} <= commands
    for command in commands:
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0, command


def test_the_figures_of_readme_are_about_right(base_url: str) -> None:
    with kb.open(base_url) as base:
        entities = sum(n for kind, n in base.counts().items() if kind in base.registry.kinds)
        said = re.search(r"grew to ([\d,]+) entities", TEXT)
        assert said is not None
        assert abs(entities - int(said[1].replace(",", ""))) < 100


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", TEXT))))
def test_every_link_of_readme_leads_somewhere(target: tuple[str, str]) -> None:
    assert (README.parent / (target[0] or target[1])).exists()
