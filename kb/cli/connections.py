"""How entities are connected: a path between two, a lineage, the surroundings of one."""

from __future__ import annotations

import click

from kb.cli import values
from kb.cli.commands import FOUND, Call, command, known, note
from kb.cli.page import gap, origin, plural, say, show_table, spoken, worded
from kb.dates import Date
from kb.exporters import json as plain
from kb.queries.paths import Step


@command("path", "kb path yuri-gagarin neil-armstrong", "kb path laika iss --limit 1 --json")
@click.argument("start", metavar="A")
@click.argument("goal", metavar="B")
@click.option(
    "--limit", default=3, show_default=True, type=click.IntRange(min=1), help="How many ways at most."
)
def path(call: Call, start: str, goal: str, limit: int) -> None:
    """Tell how two entities are connected.

    The most telling way comes first, each step with its sources.
    """
    with call.base() as base:
        ways = base.paths(known(base, start), known(base, goal), limit=limit)
    if call.json:
        call.emit([plain.path(way) for way in ways])
    for n, way in enumerate(() if call.json else ways, 1):
        if n > 1:
            gap()
        say(f"{n}. {way.sentence}{' (This tells little.)' if way.weak else ''}")
        show_table(("",) * 4, [_step(step) for step in way.steps], ids=(2, 3))
    if not ways:
        note(f"Nothing in the base connects {start!r} and {goal!r}.")
        raise click.exceptions.Exit(FOUND)


def _step(step: Step) -> tuple[str, str, str, str]:
    claims = [link.claim for link in step.links]
    labels = dict.fromkeys(link.label_from(step.origin.id) for link in step.links)
    return (
        f"{step.origin.name} – {step.target.name}",
        ", ".join(labels),
        "\n".join(claim.source for claim in claims),
        "\n".join(origin(claim.place) for claim in claims),
    )


@command("lineage", "kb lineage roscosmos")
@click.argument("entity", metavar="ID")
def lineage(call: Call, entity: str) -> None:
    """Show who came before whom, and since when.

    ID is an agency, a country, a programme or a station.
    """
    with call.base() as base:
        line = base.lineage(known(base, entity))
    if call.json:
        call.emit(plain.lineage(line))
        return
    members = [(b.id, b.name, spoken(b.began), spoken(b.ended)) for b in line.members]
    show_table(("Id", "Name", "Began", "Ended"), members, ids=(0,))
    if not line.steps:
        note(f"The base knows neither a predecessor nor a successor of {line.entity.name}.")
        return
    gap()
    steps = [
        (
            f"{link.subject.name} succeeded {link.object.name}",
            spoken(link.claim.when),
            link.claim.source,
            origin(link.claim.place),
        )
        for link in line.steps
    ]
    show_table(("Step", "When", "Source", "From"), steps, ids=(2, 3))


@command("graph", "kb graph soyuz-ms-19", "kb graph roscosmos --depth 2 --kind agency --json")
@click.argument("entity", metavar="ID")
@click.option("--depth", default=1, show_default=True, type=click.IntRange(min=1), help="Steps from it.")
@click.option("--as-of", type=values.date, help="Leave out what began later.")
@click.option(
    "--relation", "relations", multiple=True, type=values.relation, help="Only this relation; repeatable."
)
@click.option(
    "--kind", "kinds", multiple=True, type=values.kind, help="Only entities of this kind; repeatable."
)
def graph(
    call: Call,
    entity: str,
    depth: int,
    as_of: Date | None,
    relations: tuple[str, ...],
    kinds: tuple[str, ...],
) -> None:
    """Show what is linked to an entity.

    With --json, give the graph in the node-link form that networkx and D3 read.
    """
    with call.base() as base:
        around = known(base, entity)
        network = base.graph(kinds=kinds, relations=relations, around=around, depth=depth, as_of=as_of)
    if call.json:
        call.emit(plain.graph(network))
        return
    nodes = network.nodes
    rows = []
    for origin_, target, link in network.edges(data=True):
        extra = ", ".join(filter(None, (worded(link["role"]), link["leg"])))
        when = spoken(Date.parse(link["when"])) if link["when"] else ""
        rows.append(
            (
                nodes[origin_]["name"],
                f"{link['label']}{f' ({extra})' if extra else ''}",
                nodes[target]["name"],
                when,
                link["source"],
            )
        )
    if rows:
        show_table(("From", "Relation", "To", "When", "Source"), rows, ids=(4,))
    steps = "1 step" if depth == 1 else f"{depth} steps"
    note(
        f"{plural(len(nodes), 'entity', 'entities')}, {plural(len(rows), 'link')} within {steps} of {around}."
    )
