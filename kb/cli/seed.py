"""Seed files: checking them, building the base from them, bringing them into canonical form."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import click

from kb import base as bases
from kb.cli.commands import FOUND, Call, Failure, command, note, patience
from kb.cli.page import plural, spoken, worded
from kb.errors import Issue, NotFoundError, SeedError
from kb.exporters import json as plain
from kb.queries.rulings import Computed
from kb.seed import layers as seeds
from kb.seed.check import problems
from kb.seed.format import format_files
from kb.seed.layers import Layer
from kb.vocabulary import vocabulary


@command("check", "kb check my-missions/", "kb check --alone my-missions/missions/first-flight.yaml")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--alone", is_flag=True, help="Check the paths by themselves, not over the shipped seed.")
def check(call: Call, paths: tuple[str, ...], alone: bool) -> None:
    """Check seed files: every problem with its place.

    PATH is a folder of seed files, or one file; it is checked over the shipped seed. Without one, the shipped seed
    and the folders of --data are checked. Nothing is written.
    """
    layers, within = _to_check(paths, call.data or (), alone)
    with patience("Checking …"):
        seed, issues = problems(layers)
    shown = [i for i in issues if not within or any(_lies_in(i.place.file, place) for place in within)]
    if call.json:
        call.emit([plain.issue(issue) for issue in shown])
    else:
        for issue in shown:
            click.echo(issue)
        click.echo(
            _summary(shown, len(issues) - len(shown), seed.files, len(seed.entities), len(seed.claims))
        )
    if shown:
        raise click.exceptions.Exit(FOUND)


def _summary(shown: Sequence[Issue], elsewhere: int, files: int, entities: int, claims: int) -> str:
    read = (
        f"{plural(files, 'file')} read: {plural(entities, 'entity', 'entities')}, {plural(claims, 'claim')}"
    )
    others = f" ({elsewhere:,} more in other files of the seed)" if elsewhere else ""
    if not shown:
        return f"No problems{others}. {read}."
    touched = len({issue.place.file for issue in shown})
    return f"{plural(len(shown), 'problem')} in {plural(touched, 'file')}{others}. {read}."


def _to_check(paths: Sequence[str], data: Sequence[str], alone: bool) -> tuple[list[Layer], list[str]]:
    """Return the layers to check, and the files or folders whose problems were asked for (all when empty).

    A path that belongs to a layer is not laid over it a second time: each record would then stand twice.
    """
    for given in paths:
        if not Path(given).expanduser().exists():
            raise NotFoundError(f"there is no file or folder {given!r}; give one that exists")
    if alone:
        if not paths:
            raise click.UsageError("--alone needs the PATH that is to be checked alone.")
        return [_layer(given) for given in paths], []
    layers = seeds.layers_for(data)
    within = []
    for given in paths:
        path = Path(given).expanduser().resolve()
        home = next((n for n, layer in enumerate(layers) if path.is_relative_to(layer.path.resolve())), None)
        if home is None:
            layers.append(_layer(given))
        else:
            layer = layers[home]
            inner = path.relative_to(layer.path.resolve()).as_posix()
            label = _label(given, layer, inner)
            layers[home] = Layer(layer.name, layer.path, label)
            within.append(label if inner == "." else str(Path(label) / inner))
            if inner == "." and len(paths) == 1 and layer.name == seeds.SHIPPED:
                return [layers[home]], []
    return layers, within if len(within) == len(paths) else []


def _layer(given: str) -> Layer:
    path = Path(given).expanduser().resolve()
    return Layer(str(path), path, given)


def _label(given: str, layer: Layer, inner: str) -> str:
    """Return what stands before file names, so that they come out as the user writes them."""
    if inner == ".":
        return given
    written = Path(given).as_posix()
    if written.endswith(f"/{inner}"):
        return written.removesuffix(f"/{inner}")
    return os.path.relpath(layer.path.resolve())


def _lies_in(file: str, place: str) -> bool:
    return Path(file).is_relative_to(place)


@command("build", "kb build", "kb build --db space.db --data my-missions/")
def build(call: Call) -> None:
    """Build the base from the shipped seed and your folders.

    Your folders are those of --data; every later question keeps to them, until you build without. With a problem
    in the seed, nothing is written; when nothing has changed, nothing is done.
    """
    started = time.perf_counter()
    try:
        with patience("Building the base from its seed …"):
            changed = bases.build(call.db, data=call.data or ())
    except SeedError as error:
        note(*error.issues)
        raise Failure(f"{plural(len(error.issues), 'problem')} in the seed; nothing was written") from error
    seconds = time.perf_counter() - started
    with bases.open(call.db, data=call.data or ()) as base:
        counts = base.counts()
        files = base.reader.files()
        address = base.reader.engine.url.render_as_string(hide_password=True)
        layers = [dataset.label or dataset.path for dataset in base.reader.datasets()[1:]]
    entities = sum(count for kind, count in counts.items() if kind in vocabulary().kinds)
    if call.json:
        call.emit(
            {
                "built": changed,
                "db": address,
                "data": layers,
                "entities": entities,
                "claims": counts["claim"],
                "sources": counts["source"],
                "files": files,
                "seconds": round(seconds, 3),
            }
        )
        return
    over = f" with {', '.join(layers)}" if layers else ""
    done = f"Built in {seconds:.1f} s" if changed else "Nothing changed"
    click.echo(
        f"{done}: {plural(entities, 'entity', 'entities')}, {plural(counts['claim'], 'claim')}, "
        f"{plural(counts['source'], 'source')} from {plural(files, 'file')}{over}, in {address}"
    )


@command("format", "kb format my-missions/", "kb format --check my-missions/")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--check", "only_check", is_flag=True, help="Write nothing; show what would change.")
def format_(call: Call, paths: tuple[str, ...], only_check: bool) -> None:
    """Bring seed files into canonical form, comments kept.

    PATH is a folder of seed files, or one file. Without one, the folders of --data are meant, or in a checkout
    the shipped seed.
    """
    results = format_files(_to_format(paths or call.data or ()), write=not only_check)
    changed = [result for result in results if result.changed]
    broken = [issue for result in results for issue in result.issues]
    if call.json:
        call.emit(
            [
                {
                    "file": result.name,
                    "changed": result.changed,
                    "diff": result.diff,
                    "issues": [plain.issue(issue) for issue in result.issues],
                }
                for result in results
            ]
        )
    else:
        for result in changed:
            click.echo(result.diff if only_check else f"rewritten: {result.name}")
        for issue in broken:
            click.echo(issue)
        verb = "would be rewritten" if only_check else "rewritten"
        left = f", {plural(len(broken), 'problem')}" if broken else ""
        click.echo(f"{plural(len(results), 'file')} read, {len(changed):,} {verb}{left}.")
    if broken or (only_check and changed):
        raise click.exceptions.Exit(FOUND)


def _to_format(paths: Sequence[str]) -> list[Layer]:
    for given in paths:
        if not Path(given).expanduser().exists():
            raise NotFoundError(f"there is no file or folder {given!r}; give one that exists")
    if paths:
        return [_layer(given) for given in paths]
    shipped = seeds.shipped_seed()
    if shipped.path.parent == Path(seeds.__file__).resolve().parent.parent:
        raise click.UsageError(
            "Give the PATH that is to be formatted: the shipped seed is not yours to change."
        )
    return [Layer(shipped.name, shipped.path, os.path.relpath(shipped.path))]


@command("diff", "kb diff", "kb diff my-missions/")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
def diff(call: Call, paths: tuple[str, ...]) -> None:
    """Preview what seed files would change: the firsts too.

    The base as last built is compared with the seed as it stands now, with each folder PATH laid over it.
    Nothing is written.
    """
    with patience("Building both …"):
        found = bases.preview([*(call.data or ()), *paths], call.db)
    if call.json:
        call.emit(plain.changes(found))
        return
    if not found:
        note("Nothing would change.")
        return
    for sign, ids in (("+", found.added), ("-", found.removed)):
        for id_ in ids:
            click.echo(f"{sign} {id_}")
    for flip in found.firsts:
        by = f" by {worded(flip.definition)}" if flip.definition else ""
        click.echo(f"{flip.first}{by}: {_told(flip.before)} → {_told(flip.after)}")
    click.echo(
        f"{plural(len(found.added), 'entity', 'entities')} added, {len(found.removed)} removed; "
        f"{plural(found.claims_added, 'claim')} added, {found.claims_removed} removed; "
        f"{plural(len(found.firsts), 'first')} answered otherwise."
    )


def _told(ruling: Computed | None) -> str:
    if ruling is None:
        return "no rule"
    if not ruling.winners:
        return "nobody"
    won = f"{', '.join(doer.who.name for doer in ruling.winners)} ({spoken(ruling.date)})"
    following = ruling.unsure or ruling.runner_up
    return won + (f", then {following[0].who.name}" if following else "")
