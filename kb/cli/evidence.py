"""How we know: claims, where sources disagree, the sources, and what a text says checked against the base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from kb.base import KnowledgeBase
from kb.cli import values
from kb.cli.commands import Call, Misuse, command, known_or_none, note
from kb.cli.page import content, gap, origin, plural, say, show_table, spoken, worded
from kb.cli.page import sources as cited
from kb.errors import NotFoundError
from kb.exporters import json as plain
from kb.records import Claim


@command("claims", "kb claims vostok-1 landed", "kb claims --object roscosmos --json")
@click.argument("subject", required=False, metavar="[ID]")
@click.argument("predicate", required=False, type=values.predicate)
@click.option("--object", "object_", metavar="ID", help="Only claims that point to this entity.")
@click.option("--source", metavar="ID", help="Only what this source says.")
def claims(
    call: Call, subject: str | None, predicate: str | None, object_: str | None, source: str | None
) -> None:
    """List claims: what one source says of one entity.

    All of them, or those about the entity ID, of one PREDICATE, to one object, from one source.
    """
    with call.base() as base:
        if source is not None:
            base.reader.source(source)
        found = base.claims(
            known_or_none(base, subject), predicate, object=known_or_none(base, object_), source=source
        )
    if call.json:
        call.emit([plain.claim(claim) for claim in found])
    elif found:
        rows = [
            (
                claim.subject,
                claim.predicate,
                _said(base, claim),
                claim.source + ("\n(states it)" if claim.stated else ""),
                origin(claim.place),
            )
            for claim in found
        ]
        show_table(("Of", "What", "Value", "Source", "From"), rows, ids=(0, 3, 4))
    else:
        note("No claim in the base fits.")


def _said(base: KnowledgeBase, claim: Claim) -> str:
    extra = [f"{name}: {worded(value)}" for name, value in claim.qualifiers]
    if claim.when:
        extra.append(spoken(claim.when))
    extra += [word for word in (claim.rank, claim.confidence) if word not in ("normal", "certain")]
    text = content(base.registry, claim.predicate, claim.content)
    return f"{text} ({'; '.join(extra)})" if extra else text


@command("disputes", "kb disputes")
def disputes(call: Call) -> None:
    """List every value on which sources disagree.

    The value that the base shows comes first, then the others.
    """
    with call.base() as base:
        found = base.disputes()
    if call.json:
        call.emit([plain.dispute(dispute) for dispute in found])
        return
    rows = []
    for dispute in found:
        for n, value in enumerate(dispute.resolved.values):
            rows.append(
                (
                    "" if n else dispute.entity.id,
                    "" if n else dispute.label,
                    content(base.registry, dispute.resolved.predicate, value.content),
                    cited(value.claims),
                    origin(value.claim.place),
                )
            )
    if rows:
        show_table(("Entity", "What", "Value", "Sources", "From"), rows, ids=(0, 3, 4))
    note(f"{plural(len(found), 'value')} in dispute.")


@command("sources", "kb sources", "kb sources --json")
def sources(call: Call) -> None:
    """List every source, and how many claims it gives.

    'Via' names the source that it repeats, so that three repeats count once.
    """
    with call.base() as base:
        found = base.sources()
        counts = base.reader.source_counts()
    if call.json:
        call.emit([plain.source(source, counts.get(source.id, 0)) for source in found])
        return
    rows = [
        (
            source.id,
            source.title,
            ", ".join(filter(None, (source.author, source.publisher))),
            spoken(source.date),
            source.via,
            str(counts.get(source.id, 0)),
        )
        for source in found
    ]
    show_table(("Id", "Title", "Who", "Date", "Via", "Claims"), rows, ids=(0, 4, 5))


@command("audit", "kb audit first-movie-article", "kb audit timeline.txt", "kb audit - --json")
@click.argument("text", metavar="FILE|SOURCE")
def audit(call: Call, text: str) -> None:
    """Check what a text says against the base.

    FILE is any text: an essay, a timeline, a table; '-' reads standard input. It stays on this machine.
    SOURCE is a source of the base whose statements the seed lists.
    Each statement gets a verdict, a reason, and the sources it rests on; what was not understood is unknown.
    """
    if text == "-" or Path(text).is_file():
        _audit_text(call, text)
    else:
        _audit_source(call, text)


def _audit_text(call: Call, file: str) -> None:
    try:
        with click.open_file(file, encoding="utf-8-sig") as stream:
            text = stream.read()
    except UnicodeDecodeError as error:
        raise Misuse(f"{file} is not text in UTF-8; save it as UTF-8 and try again") from error
    with call.base() as base:
        readings = base.read(text)
    if call.json:
        call.emit([plain.reading(reading) for reading in readings])
        return
    rows = []
    last: tuple[int, int] | None = None
    for reading in readings:
        said = "" if reading.span == last else " ".join(reading.sentence.split())
        last = reading.span
        rows.append((reading.verdict, said, reading.read_as, reading.reason, cited(reading.evidence)))
    if rows:
        show_table(("Verdict", "It says", "Read as", "The base says", "Sources"), rows, ids=(0, 4))
    _tally([reading.verdict for reading in readings])


def _audit_source(call: Call, source: str) -> None:
    with call.base() as base:
        try:
            statements = base.audit(source)
        except NotFoundError as error:
            raise NotFoundError(f"{error}; nor is there a file {source!r}") from None
        cited_source = base.reader.source(source)
    if call.json:
        call.emit([plain.statement(statement) for statement in statements])
        return
    by = ", ".join(filter(None, (cited_source.author, cited_source.publisher, spoken(cited_source.date))))
    say(f"{cited_source.title}{f' ({by})' if by else ''}")
    gap()
    rows = []
    for statement in statements:
        claim = statement.claim
        quote = f"“{claim.quote}”" if claim.quote else claim.content
        rows.append((statement.verdict, quote, statement.reason, cited(statement.evidence)))
    if rows:
        show_table(("Verdict", "It says", "The base says", "Sources"), rows, ids=(0, 3))
    _tally([statement.verdict for statement in statements])


def _tally(verdicts: Sequence[str]) -> None:
    counts = Counter(verdicts)
    each = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    note(f"{plural(len(verdicts), 'statement')}{f': {each}' if each else ''}.")
