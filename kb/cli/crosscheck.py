"""The base against other people's catalogues."""

from __future__ import annotations

import click

from kb.cli.commands import Call, command, note
from kb.cli.page import plural, say, show_table
from kb.exporters import json as plain
from kb.importers import FORMATS
from kb.queries.crosscheck import Finding, Outcome

_SHOWN = (Outcome.DIFFERS, Outcome.NOTED)


@command(
    "crosscheck",
    "kb crosscheck space-data.json --as spacefarers",
    "kb crosscheck launchlog.tsv --as gcat-launchlog --outcome differs",
)
@click.argument("file", type=click.Path())
@click.option("--as", "format_", required=True, type=click.Choice(list(FORMATS)), help="The file's format.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice([outcome.value for outcome in Outcome]),
    help="Which findings to list, repeatable; differs and noted when left out.",
)
def crosscheck(call: Call, file: str, format_: str, outcomes: tuple[str, ...]) -> None:
    """Compare the base with a catalogue's FILE, fact by fact.

    A fact agrees, is noted (the base holds it, and prefers another value), differs, is absent from the base's
    entity, or belongs to an entity unknown to the base.
    """
    with call.base() as base:
        found = base.crosscheck(file, format_)
    if call.json:
        call.emit(plain.crosscheck(found))
        return
    wanted = {Outcome(outcome) for outcome in outcomes} or set(_SHOWN)
    listed = [finding for finding in found.findings if finding.outcome in wanted]
    if listed:
        rows = [_row(finding) for finding in listed]
        show_table(("Line", "Outcome", "Entity", "What", "The file says", "The base says"), rows, ids=(0, 2))
        say("")
    heads = ("What", *(outcome.value for outcome in Outcome), "agreement")
    shares = [(name, counts, found.agreement(name)) for name, counts in found.counts.items()]
    show_table(
        heads,
        [
            (
                name,
                *(str(counts[outcome]) for outcome in Outcome),
                "" if share is None else f"{share:.1%}",
            )
            for name, counts, share in shares
        ],
    )
    note(f"{plural(len(found.findings), 'fact')} read from {file} as {format_}.")


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        str(finding.line or ""),
        finding.outcome.value,
        finding.entity or finding.name,
        finding.predicate,
        finding.theirs,
        ", ".join(finding.ours),
    )
