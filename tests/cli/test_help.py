"""Every command explains itself, with an example that works."""

import shlex

import click
import pytest

from kb.cli import main
from kb.cli.commands import Command

COMMANDS = [command for command in main.commands.values() if isinstance(command, Command)]
NAMES = [command.name for command in COMMANDS]
each_command = pytest.mark.parametrize("command", COMMANDS, ids=NAMES)


def test_the_commands_stand_in_an_order_of_use(run) -> None:
    wanted = "check build format diff list show search timeline firsts first path"
    more = "lineage claims disputes sources audit crosscheck graph serve"
    assert [*wanted.split(), *more.split()] == NAMES
    listed = run("--help").stdout.split("Commands:")[1].splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ") and line.split()][
        : len(NAMES)
    ] == NAMES


@each_command
def test_help_has_a_whole_first_sentence_and_an_example(run, command: Command) -> None:
    assert command.help is not None
    assert command.name is not None
    text = run(command.name, "--help").stdout
    assert "Example" in text
    assert f"kb {command.name}" in text.split("Example")[1]
    line = next(line for line in run("--help").stdout.splitlines() if line.split()[:1] == [command.name])
    assert line.endswith("."), "the list of commands cuts the sentence off"
    assert not line.endswith("..."), "the list of commands cuts the sentence off"


@each_command
def test_every_option_is_explained(command: Command) -> None:
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{command.name} {option.name}"


@each_command
def test_every_command_takes_the_shared_options(command: Command) -> None:
    names = {name for option in command.params for name in option.opts}
    assert {"--db", "--data", "--json"} <= names


@pytest.mark.parametrize("example", [example for command in COMMANDS for example in command.examples])
def test_examples_are_right_use(example: str) -> None:
    program, name, *arguments = shlex.split(example)
    assert program == "kb"
    main.commands[name].make_context(name, arguments)


def test_the_version_is_that_of_the_package(run) -> None:
    assert run("--version").stdout.startswith("kb, version 0.")
