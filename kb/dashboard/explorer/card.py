"""The card of the entity that is picked in the explorer, and ways between two told as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from kb.dashboard import parts
from kb.dashboard.explorer.choices import Choices
from kb.dashboard.explorer.picture import details, life
from kb.queries.connections import Exploration
from kb.queries.paths import Path
from kb.records import Brief, Link
from kb.vocabulary import Vocabulary

_LONGEST = 6  # links of one relation; the table has all


def card(found: Exploration, entity: Brief, choices: Choices, citations: parts.Citations) -> str:
    """Return an entity's card: what it is, and how it stands to what is shown, with direction and source."""
    when = life(entity)
    head = (
        f'<div>{parts.kind_dot(entity.kind)}<b class="lead">{escape(entity.name)}</b></div>'
        f'<div class="muted small">{escape(entity.kind)}{f" · {escape(when)}" if when else ""}</div>'
    )
    summary = f"<p>{escape(entity.summary)}</p>" if entity.summary else ""
    page = f"<p>{parts.link(f'Open the page of {entity.name}', 'entity', id=entity.id)}</p>"
    groups: dict[tuple[str, str], dict[str, list[Link]]] = {}
    for link in found.links:
        if entity.id in (link.subject.id, link.object.id) and found.since_link(link) <= choices.as_of:
            other = link.other(entity.id)
            if (found.since.get(other.id) or 0) <= choices.as_of:
                head_of = (link.label_from(entity.id), link.claim.predicate)
                groups.setdefault(head_of, {}).setdefault(other.id, []).append(link)
    told = "".join(
        _group(label, predicate, several, entity.id, choices, citations)
        for (label, predicate), several in groups.items()
    )
    return head + summary + page + told + _left_out(found, entity)


def _group(
    label: str,
    predicate: str,
    several: dict[str, list[Link]],
    entity: str,
    choices: Choices,
    citations: parts.Citations,
) -> str:
    rows = []
    for id_, links in list(several.items())[:_LONGEST]:
        other = links[0].other(entity)
        words = ", ".join(dict.fromkeys(text for text in map(details, links) if text))
        more = f' <span class="muted">{escape(words)}</span>' if words else ""
        marks = citations.mark(link.claim for link in links)
        rows.append(
            f"<li>{parts.kind_dot(other.kind)}{replace(choices, pick=id_).link(other.name)}{more}{marks}</li>"
        )
    rest = len(several) - len(rows)
    if rest > 0:
        rows.append(f'<li class="muted">and {rest} more, in the table below</li>')
    hide = choices.with_hidden(relation=predicate).link("hide")
    return (
        f'<div><b>{escape(label)}</b> <span class="muted small">{hide}</span></div>'
        f'<ul class="plain small">{"".join(rows)}</ul>'
    )


def _left_out(found: Exploration, entity: Brief) -> str:
    counts = found.left_out.get(entity.id)
    if not counts:
        return ""
    each = ", ".join(f"{count:,} by “{escape(label)}”" for label, count in counts.items())
    return (
        f'<p class="muted small">Not shown of {escape(entity.name)}: {each}. '
        "The most telling and important come first; “Show more” brings the next.</p>"
    )


def hidden(choices: Choices, registry: Vocabulary) -> str:
    """Return what is hidden, each with a link that shows it again."""
    words = [
        choices.with_hidden(kind=kind).link(f"{registry.kinds[kind].plural} ×")
        for kind in choices.kinds_hidden
    ]
    words += [
        choices.with_hidden(relation=relation).link(f"“{registry.relations[relation].label}” ×")
        for relation in choices.relations_hidden
    ]
    return f'<p class="small">Hidden: {" · ".join(words)}</p>' if words else ""


def explained(ways: Sequence[Path], choices: Choices, citations: parts.Citations) -> str:
    """Return ways between two entities as sentences, each step with its sources."""
    rows = []
    for way in ways:
        first = way.steps[0].origin
        said = replace(choices, pick=first.id).link(first.name)
        for number, step in enumerate(way.steps):
            verb = step.phrase.removesuffix(step.target.name)
            joint = ", who " if step.origin.kind in ("person", "animal") else ", which "
            target = replace(choices, pick=step.target.id).link(step.target.name)
            said += f"{joint if number else ' '}{escape(verb)}{target}"
            said += citations.mark(link.claim for link in step.links)
        weak = ' <span class="mark unknown">weak: many share this</span>' if way.weak else ""
        rows.append(f"<li>{said}.{weak}</li>")
    return f'<ol class="lead">{"".join(rows)}</ol>'
