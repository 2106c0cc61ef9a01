"""What happened when, and who was first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import click

from kb.base import KnowledgeBase
from kb.cli import values
from kb.cli.commands import Call, command, known, known_or_none, note
from kb.cli.page import gap, joined, names, plural, say, show_table, sources, spoken, worded
from kb.dates import Date
from kb.exporters import csv as sheet
from kb.exporters import json as plain
from kb.queries.firsts import FirstAnswer
from kb.queries.rulings import Computed, Doer
from kb.queries.timeline import DEFAULT_KINDS, Item
from kb.records import Brief, Link
from kb.rules.grammar import GROUPS

_DURING = "Only what may have happened in this window, such as 1957/1991."
_AGENCY = "Only deeds of this agency, of those it succeeded and of their parts."


@command(
    "timeline", "kb timeline --during 1961", "kb timeline --kind mission --agency nasa --during 1961/1972"
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=values.kind,
    help=f"Only entities of this kind; repeatable. Else: {', '.join(DEFAULT_KINDS)}.",
)
@click.option("--agency", metavar="ID", help=_AGENCY)
@click.option("--country", metavar="ID", help="Only deeds of this country.")
@click.option("--programme", metavar="ID", help="Only flights of this programme.")
@click.option("--entity", metavar="ID", help="Only what is linked to this entity.")
@click.option("--during", type=values.date, help=_DURING)
@click.option("--csv", "as_csv", is_flag=True, help="Answer in CSV, for spreadsheets.")
def timeline(
    call: Call,
    kinds: tuple[str, ...],
    agency: str | None,
    country: str | None,
    programme: str | None,
    entity: str | None,
    during: Date | None,
    as_csv: bool,
) -> None:
    """List what happened, in order of time."""
    with call.base() as base:
        items = base.timeline(
            kinds=kinds or DEFAULT_KINDS,
            agency=known_or_none(base, agency),
            country=known_or_none(base, country),
            programme=known_or_none(base, programme),
            entity=known_or_none(base, entity),
            during=during,
        )
        labels = base.reader.briefs({id_ for item in items for id_ in item.agencies})
    if call.json:
        call.emit([plain.item(item) for item in items])
    elif as_csv:
        click.echo(sheet.timeline(items), nl=False)
    elif items:
        rows = [
            (
                spoken(item.date),
                f"{item.title}{_until(item)}",
                item.kind,
                names(labels[id_] for id_ in item.agencies),
                "\n".join(item.sources),
            )
            for item in items
        ]
        show_table(("Date", "What", "Kind", "By", "Sources"), rows, ids=(4,))
    else:
        note("Nothing in the base fits.")


def _until(item: Item) -> str:
    """Return when it ended, unless that was on the day it began."""
    if item.until is None or item.until.start // 86_400 <= item.date.start // 86_400:
        return ""
    return f", until {spoken(item.until)}"


@command(
    "firsts",
    "kb firsts --agency roscosmos --during 1957/1991",
    "kb firsts --category animals --contested",
)
@click.option("--agency", metavar="ID", help=_AGENCY)
@click.option("--country", metavar="ID", help="Only firsts of this country or its agencies.")
@click.option(
    "--category", type=values.category, help="Only firsts of this sort, such as animals or culture."
)
@click.option("--winner", metavar="ID", help="Only what this entity won, under any definition.")
@click.option("--during", type=values.date, help=_DURING)
@click.option(
    "--definition",
    type=values.definition,
    help="Move the switch: firsts that know this definition, such as orbit, are answered under it.",
)
@click.option("--disagreements", is_flag=True, help="Where what sources claim is not what the rules compute.")
@click.option("--contested", is_flag=True, help="Only firsts on which definitions or sources disagree.")
@click.option("--csv", "as_csv", is_flag=True, help="Answer in CSV, for spreadsheets.")
def firsts(
    call: Call,
    agency: str | None,
    country: str | None,
    category: str | None,
    winner: str | None,
    during: Date | None,
    definition: str | None,
    disagreements: bool,
    contested: bool,
    as_csv: bool,
) -> None:
    """Tell who was first, by which definition, and who says so."""
    if disagreements:
        _disagreements(call)
        return
    with call.base() as base:
        answers = base.firsts(
            agency=known_or_none(base, agency),
            country=known_or_none(base, country),
            category=category,
            winner=known_or_none(base, winner),
            during=during,
            definition=definition,
        )
        answers = [answer for answer in answers if answer.contested or not contested]
        trails = credit(base, answers)
    if call.json:
        call.emit([plain.first(answer) for answer in answers])
    elif as_csv:
        click.echo(sheet.firsts(answers), nl=False)
    elif answers:
        for sentence in trails:
            say(sentence)
            gap()
        rows = [(spoken(a.date), a.name, _won(a), names(a.credited_to), sources(a.proof)) for a in answers]
        show_table(("Date", "First", "Went to", "Credited to", "Sources"), rows, ids=(4,))
    else:
        note("No first in the base fits.")


def _won(answer: FirstAnswer) -> str:
    """Return the winners under the default definition, and under the others where those differ."""
    lines = [names(answer.winners) or "not known"]
    for variant in answer.variants:
        if {w.id for w in variant.winners} != {w.id for w in answer.winners}:
            when = f", {spoken(variant.date)}" if variant.date else ""
            lines.append(f"by {worded(variant.definition)}: {names(variant.winners)}{when}")
    if len(lines) > 1 and answer.definition:
        lines[0] += f" (by {worded(answer.definition)})"
    elif answer.contested and len(lines) == 1:
        lines.append("(sources disagree)")
    return "\n".join(lines)


def _disagreements(call: Call) -> None:
    with call.base() as base:
        found = base.disagreements()
    if call.json:
        call.emit([plain.disagreement(one) for one in found])
    elif found:
        rows = [
            (
                one.first,
                worded(one.definition),
                _placed(one.ours.winners) if one.ours else "no answer",
                f"{names(one.theirs.winners)}, {spoken(one.theirs.date)}"
                + (f"\n(so by {worded(one.elsewhere)})" if one.elsewhere and one.about == "winner" else ""),
                sources(one.theirs.proof),
            )
            for one in found
        ]
        show_table(("First", "Definition", "By the rule", "Claimed", "By"), rows, ids=(0, 4))
    else:
        note("Sources and rules agree on every first.")


def _placed(doers: Iterable[Doer]) -> str:
    several = list(doers)
    return f"{names(one.who for one in several)}, {spoken(several[0].date)}" if several else "nobody yet"


@command("first", "kb first first-dog-in-space", "kb first first-human-in-space --within country")
@click.argument("id_", metavar="ID")
@click.option("--within", type=click.Choice(GROUPS), help="Rank within each country, agency, programme …")
@click.option("--definition", type=values.definition, help="Answer under this definition.")
def first(call: Call, id_: str, within: str | None, definition: str | None) -> None:
    """Prove one first: its rule, winner, runner-up and near misses."""
    with call.base() as base:
        answer = base.first(known(base, id_))
        if within is not None:
            _ranks(call, base.ranks(answer.id, within=within, definition=definition), within)
            return
        rule = base.reader.rules([answer.id]).get(answer.id)
    if call.json:
        call.emit({**plain.first(answer), "rule": rule})
        return
    say(answer.name, style="bold")
    for text in filter(None, (answer.statement, answer.summary)):
        say(text)
    if rule is None:
        gap()
        say("No rule decides this first; the winner is the one that sources name.")
    else:
        conditions = "; ".join(rule["conditions"]) or "no condition"
        again = f"; counted: number {rule['nth']} of each" if rule["nth"] > 1 else ""
        say(f"Rule: {rule['deed']}: {conditions}{again}  ({rule['file']}:{rule['line']})")
    for variant in answer.variants:
        if definition is not None and variant.definition != definition:
            continue
        gap()
        by = f"By {worded(variant.definition)}: " if variant.definition else ""
        say(f"{by}{names(variant.winners)}, {spoken(variant.date)}", style="bold")
        ruling = variant.computed
        if ruling is None:
            say("Named by sources; no rule finds this.", indent=2)
        else:
            if rule and variant.definition and rule["definitions"].get(variant.definition):
                say(f"When {'; '.join(rule['definitions'][variant.definition])}", indent=2)
            if ruling.unsure:
                say(f"May have been earlier: {_placed(ruling.unsure)}", indent=2)
            if ruling.runner_up:
                say(f"Next: {_placed(ruling.runner_up)}{_later(ruling)}", indent=2)
            for one in ruling.missed:
                have = ", ".join(one.found) or "unknown"
                say(
                    f"Not {one.who.name}, {spoken(one.date)}: {one.missed} (it is {have})",
                    indent=2,
                )
            if ruling.missed_count > len(ruling.missed):
                say(
                    f"… and {ruling.missed_count - len(ruling.missed)} more missed by one condition", indent=2
                )
        say(f"Sources: {', '.join(dict.fromkeys(c.source for c in variant.proof))}", indent=2)


def _ranks(call: Call, ranks: list[Computed], within: str) -> None:
    if call.json:
        call.emit([plain.rank(one) for one in ranks])
    elif ranks:
        start = ranks[0].date
        rows = [
            (
                one.group.name if one.group else "",
                names(dict.fromkeys(doer.who for doer in one.winners)),
                spoken(one.date) if one.date else "",
                _lag(start, one.date),
            )
            for one in ranks
        ]
        show_table((within.title(), "First", "Date", "Days behind"), rows)
    else:
        note(f"The rule of this first does not rank within each {within}.")


def _lag(start: Date | None, date: Date | None) -> str:
    if start is None or date is None:
        return ""
    days = (date.start - start.start) // 86_400
    return f"{days:,}" if days else "—"


def _later(ruling: Computed) -> str:
    if ruling.gap is None:
        return ""
    least, most = (seconds / 86_400 for seconds in ruling.gap)
    days = f"{least:,.0f}" if round(least) == round(most) else f"{max(least, 0):,.0f} to {most:,.0f}"
    return f" ({days} days later)" if most >= 1 else " (within a day)"


def credit(base: KnowledgeBase, answers: Iterable[FirstAnswer]) -> list[str]:
    """Return a sentence for each predecessor or part that did the deeds asked for, with the date of each step."""
    counted: dict[tuple[str, ...], tuple[int, tuple[Brief, ...]]] = {}
    for answer in answers:
        if len(answer.through) > 1:
            key = tuple(brief.id for brief in answer.through)
            counted[key] = (counted.get(key, (0, ()))[0] + 1, answer.through)
    return [_credited(base, trail, count) for count, trail in counted.values()]


def _credited(base: KnowledgeBase, trail: tuple[Brief, ...], count: int) -> str:
    """Say who did it and how that leads to the agency asked for, which begins the trail."""
    steps = [_link(base, later, earlier) for later, earlier in pairwise(trail)]
    kept = sum(link.claim.predicate == "successor_of" for link in steps)
    asked, ancestor, doer = trail[0], trail[kept], trail[-1]
    verb = "was" if count == 1 else "were"
    said = f"{plural(count, 'first')} {verb} achieved by {_the(doer)}"
    if doer is not ancestor:
        whole = ", ".join(f"part of {_the(brief)}" for brief in reversed(trail[kept:-1]))
        said += f", {whole}"
    if not kept:
        return f"{said}."
    taken = [
        f"{_the(brief)}{_since(link, ' (from {})')}"
        for brief, link in zip(trail[1:kept], steps[1:kept], strict=True)
    ]
    through = f", through {joined(reversed(taken))}" if taken else ""
    whose = "its successor" if doer is ancestor else f"the successor of {_the(ancestor)}"
    return f"{said}. {asked.name} is {whose}{through}{_since(steps[0], ', since {}')}."


def _link(base: KnowledgeBase, later: Brief, earlier: Brief) -> Link:
    """Return the claim, dated if there is such a one, by which a trail steps from one agency to the next."""
    links = [
        link
        for link in base.reader.links([later.id], ["successor_of", "part_of"])
        if {link.subject.id, link.object.id} == {later.id, earlier.id} and not link.claim.stated
    ]
    return min(links, key=lambda one: (one.claim.predicate == "part_of", one.claim.when is None))


def _since(link: Link, words: str) -> str:
    return words.format(spoken(link.claim.when)) if link.claim.when else ""


def _the(brief: Brief) -> str:
    """Return a name as it stands in a sentence: the Federal Space Agency, but NASA."""
    common = re.search(
        r"\b(academy|administration|agency|bureau|cent(er|re)|corporation|council|institute|ministry|"
        r"organi[sz]ation|program(me)?|society)\b",
        brief.name,
        re.IGNORECASE,
    )
    return f"the {brief.name}" if common and not brief.name.lower().startswith("the ") else brief.name
