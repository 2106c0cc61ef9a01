"""Entities: listing them, one with everything known of it, finding them by name."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kb.base import KnowledgeBase
from kb.cli import values
from kb.cli.commands import FOUND, Call, command, known, note
from kb.cli.page import content, gap, origin, plural, say, show_table, spoken, worded
from kb.exporters import csv as sheet
from kb.exporters import json as plain
from kb.queries.profile import Profile
from kb.records import Claim, Link
from kb.resolve import Resolved

_Row = tuple[str, str, str]


@command("list", "kb list", "kb list mission", "kb list person --json")
@click.argument("kind", required=False, type=values.kind)
@click.option("--csv", "as_csv", is_flag=True, help="Answer in CSV, for spreadsheets.")
def list_(call: Call, kind: str | None, as_csv: bool) -> None:
    """List the entities of a kind, or the kinds when none is named."""
    with call.base() as base:
        if kind is None:
            _list_kinds(call, base)
            return
        profiles = base.entities(kind)
        if call.json:
            call.emit([plain.entity(profile) for profile in profiles])
        elif as_csv:
            click.echo(sheet.entities(profiles, kind, base.registry), nl=False)
        else:
            rows = [(p.id, p.name, spoken(p.entity.began), spoken(p.entity.ended)) for p in profiles]
            show_table(("Id", "Name", "Began", "Ended"), rows, ids=(0,))


def _list_kinds(call: Call, base: KnowledgeBase) -> None:
    counts = base.counts()
    kinds = base.registry.kinds.values()
    if call.json:
        call.emit([plain.kind(kind, counts.get(kind.id, 0)) for kind in kinds])
    else:
        rows = [(kind.id, str(counts.get(kind.id, 0)), f"{kind.folder}/", kind.about) for kind in kinds]
        show_table(("Kind", "Count", "Folder", "What it is"), rows)


@command("show", "kb show sputnik-1", "kb show yuri-gagarin --json")
@click.argument("entity", metavar="ID")
def show(call: Call, entity: str) -> None:
    """Show one entity with its sources, and who disagrees.

    Every value comes with its source, the quote that says so, and its place in the seed.
    """
    with call.base() as base:
        profile = base.get(known(base, entity))
        if call.json:
            call.emit(plain.entity(profile))
        else:
            _page(base, profile)


def _page(base: KnowledgeBase, profile: Profile) -> None:
    life = " – ".join(filter(None, (spoken(profile.entity.began), spoken(profile.entity.ended))))
    kind = base.registry.kinds[profile.kind].label.lower()
    say(profile.name, style="bold")
    say(f"{profile.id}: {kind}{f', {life}' if life else ''}, from {origin(profile.entity.place)}")
    if profile.aliases:
        say(f"also: {', '.join(profile.aliases)}")
    if profile.summary:
        say(profile.summary)
    facts = [row for resolved in profile.attributes.values() for row in _facts(base, resolved)]
    own = list(_links(profile.links, profile.id))
    others = list(_links(profile.cited_by, profile.id))
    for title, rows in (("Facts", facts), ("Links", own), ("Linked from", others)):
        if rows:
            gap()
            show_table((title, "", "Source"), rows, ids=(0, 2))


def _facts(base: KnowledgeBase, resolved: Resolved) -> Iterator[_Row]:
    """Yield one row a claim: the value shown first, then who says it too, then who disagrees."""
    attribute = base.registry.attributes[resolved.predicate]
    for n, value in enumerate(resolved.values):
        for m, claim in enumerate(value.claims):
            text = content(base.registry, claim.predicate, claim.content)
            first = n == 0 and m == 0
            yield (
                attribute.label if first else "",
                f"{_standing(claim, first, m > 0, attribute.many, resolved.contested)}{_with_words(text, claim)}",
                _source(claim),
            )


def _standing(claim: Claim, first: bool, same: bool, many: bool, contested: bool) -> str:
    """Return what sets a claim apart from the value that is shown."""
    if claim.rank == "deprecated":
        return "rejected: "
    if claim.stated:
        return "a text states: "
    if first:
        return ""
    if same or many:
        return "also: "
    return "disagrees: " if contested else "less exactly: "


def _links(links: tuple[Link, ...], entity: str) -> Iterator[_Row]:
    label = ""
    for link in links:
        claim, other = link.claim, link.other(entity)
        said = [worded(value) for _, value in reversed(claim.qualifiers)]  # the role before the leg
        text = ", ".join(filter(None, (f"{other.name} ({other.id})", *said, spoken(claim.when))))
        prefix = "rejected: " if claim.rank == "deprecated" else "a text states: " if claim.stated else ""
        heading = link.label_from(entity)
        yield ("" if heading == label else heading, f"{prefix}{_with_words(text, claim)}", _source(claim))
        label = heading


def _with_words(text: str, claim: Claim) -> str:
    """Return a value with how sure it is, the quote that says so, and the curator's note."""
    if claim.predicate == "remark" and (nature := claim.qualifier("nature")):
        text += f" ({nature})"
    sure = f" ({claim.confidence})" if claim.confidence != "certain" else ""
    lines = [f"{text}{sure}"]
    if claim.quote:
        lines.append(f"“{claim.quote}”")
    if claim.note:
        lines.append(f"({claim.note})")
    return "\n".join(lines)


def _source(claim: Claim) -> str:
    return f"{claim.source}\nfrom {origin(claim.place)}"


@command("search", "kb search Gagarin", "kb search Пересильд --kind person")
@click.argument("text", metavar="TEXT...", nargs=-1, required=True)
@click.option(
    "--kind", "kinds", multiple=True, type=values.kind, help="Only entities of this kind; repeatable."
)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="How many at most.")
def search(call: Call, text: tuple[str, ...], kinds: tuple[str, ...], limit: int) -> None:
    """Find entities by any spelling, in any script.

    Beginnings of words will do; so will a name with a typo or two.
    """
    wanted = " ".join(text)
    with call.base() as base:
        hits = base.search(wanted, kinds=kinds, limit=limit)
    if call.json:
        call.emit([plain.hit(hit) for hit in hits])
    elif hits:
        rows = [
            (hit.entity.id, hit.entity.kind, hit.entity.name, _matched(hit.matched, hit.entity.name))
            for hit in hits
        ]
        show_table(("Id", "Kind", "Name", "Found by"), rows, ids=(0,))
    if not hits:
        note(f"Nothing is called {wanted!r}, nor nearly so.")
        raise click.exceptions.Exit(FOUND)
    if len(hits) == limit:
        note(f"The first {plural(limit, 'entity', 'entities')}; --limit gives more.")


def _matched(matched: str, name: str) -> str:
    return "" if matched == name else matched
