"""What every command shares: its options, its help with examples, and how errors end it."""

from __future__ import annotations

import errno
import functools
import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kb import base as bases
from kb.base import KnowledgeBase
from kb.errors import DateError, KBError, NotFoundError, QueryError, SeedError

FOUND, MISUSED = 1, 2
#: A person waits this long without wondering (Nielsen's second limit, "Usability Engineering", 1993).
PATIENCE_SECONDS = 1.0

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called: which base, over which folders, and whether for a program."""

    db: str | None
    data: tuple[str, ...] | None
    json: bool

    @contextmanager
    def base(self) -> Iterator[KnowledgeBase]:
        """Open the base, built first where needed; a seed that cannot be built is warned of."""
        with patience("Building the base from its seed …"):
            base = bases.open(self.db, data=self.data)
        with base:
            if base.stale:
                count = len(base.stale)
                note("Warning: the seed has changed but has problems; answers come from the last build.")
                note(*base.stale[:5], *([f"… and {count - 5} more"] if count > 5 else []))
            yield base

    def emit(self, answer: Any) -> None:
        """Write an answer as JSON."""
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def note(*lines: object) -> None:
    """Say something beside the answer, on standard error."""
    for line in lines:
        click.echo(str(line), err=True)


@contextmanager
def patience(message: str) -> Iterator[None]:
    """Say what is going on when it takes longer than a second; on a terminal with a moving bar."""
    bar = _bar(message) if sys.stderr.isatty() else None
    timer = threading.Timer(PATIENCE_SECONDS, bar.start if bar else lambda: note(message))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if bar:
            bar.stop()


def _bar(message: str) -> Progress:
    """Return a bar that moves while the work, whose length nobody knows, goes on, with the time it has taken."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(pulse_style="bar.pulse"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task(message, total=None)
    return bar


class Failure(click.ClickException):
    """One sentence on standard error: a problem was found."""

    exit_code = FOUND


class Misuse(click.ClickException):
    """One sentence on standard error: the question cannot be asked that way."""

    exit_code = MISUSED


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors that we foresee into one sentence."""
    try:
        yield
    except SeedError as error:
        count = len(error.issues)
        rest = f", and {count - 1} more that 'kb check' lists" if count > 1 else ""
        raise Failure(f"the seed cannot be built; {error.issues[0]}{rest}") from error
    except (QueryError, DateError) as error:
        raise Misuse(str(error)) from error
    except KBError as error:
        raise Failure(str(error)) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # click ends quietly when the reader has gone
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}") from error


# -- options -------------------------------------------------------------------------------------


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value:
        context.meta[f"kb.{parameter.name}"] = value


def _shared_options(environment: bool) -> list[click.Parameter]:
    """Return the options that stand before the command or behind it; before it they listen to the environment."""
    return [
        click.Option(
            ["--db"],
            metavar="URL",
            envvar="KB_DATABASE" if environment else None,
            callback=_remember,
            expose_value=False,
            help="Database file or URL; else KB_DATABASE, else your own base.",
        ),
        click.Option(
            ["--data"],
            metavar="DIR",
            type=click.Path(),
            multiple=True,
            envvar="KB_DATA" if environment else None,
            callback=_remember,
            expose_value=False,
            help="Folder laid over the shipped seed, repeatable; else KB_DATA, else those of the last build.",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            callback=_remember,
            expose_value=False,
            help="Answer in JSON, for programs.",
        ),
    ]


class Command(click.Command):
    """A command with the shared options last, and examples below its help."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.examples = tuple(examples)
        self.params += _shared_options(environment=False)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        heading = "Example" if len(self.examples) == 1 else "Examples"
        with formatter.section(heading):
            for example in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")


def command(name: str, *examples: str) -> Callable[[Callable[Concatenate[Call, P], None]], Command]:
    """Make a command of a function that takes the :class:`Call` and its own options."""

    def decorate(function: Callable[Concatenate[Call, P], None]) -> Command:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            meta = click.get_current_context().meta
            data = meta.get("kb.data")
            call = Call(meta.get("kb.db"), tuple(data) if data else None, bool(meta.get("kb.json")))
            function(call, *args, **kwargs)

        return click.command(name, cls=Command, examples=examples)(run)

    return decorate


class Main(click.Group):
    """The command ``kb``: its commands in the order given."""

    def __init__(self, *commands: click.Command) -> None:
        super().__init__(
            "kb",
            help="Who did what first in space, by which definition, and how do we know.",
            epilog="'kb COMMAND --help' tells more, with an example. Exit codes: 0 good, 1 problems found, "
            "2 wrong use.",
            params=_shared_options(environment=True),
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
        for one in commands:
            self.add_command(one)
        click.version_option(package_name="space-missions-kb", prog_name="kb")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order they were given."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end with a sentence where we foresaw the error."""
        for stream in (sys.stdout, sys.stderr):
            if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
                reconfigure(errors="backslashreplace")  # a Latin-1 terminal still shows the rest
        with plain_errors():
            return super().invoke(ctx)


# -- ids -----------------------------------------------------------------------------------------


def known(base: KnowledgeBase, entity: str) -> str:
    """Return an id that the base has. Raises NotFoundError, which names the nearest id and the best search hit."""
    try:
        return base.reader.brief(entity).id
    except NotFoundError as error:
        hits = base.search(entity.replace("-", " "), limit=1)
        if not hits or repr(hits[0].entity.id) in str(error):
            raise
        found = f"a search finds {hits[0].entity.id!r} ({hits[0].entity.name})"
        joint = f"? {found[0].upper()}{found[1:]}" if str(error).endswith("?") else f"; {found}"
        raise NotFoundError(f"{str(error).removesuffix('?')}{joint}") from error


def known_or_none(base: KnowledgeBase, entity: str | None) -> str | None:
    """Return what :func:`known` returns, or None for None."""
    return None if entity is None else known(base, entity)
