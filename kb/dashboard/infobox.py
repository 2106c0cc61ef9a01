"""An entity's facts as an infobox: nothing unsourced, who says so, who disagrees."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dates import Date
from kb.figures.palette import colour
from kb.queries.profile import Profile
from kb.records import Link
from kb.resolve import Value
from kb.vocabulary import Attribute

_FOLD = 12  # links of one relation shown before the rest folds away


def head(kb: KnowledgeBase, profile: Profile) -> str:
    """Return the title: kind, name, other spellings, summary."""
    kind = kb.registry.kinds[profile.kind]
    aliases = " · ".join(escape(alias) for alias in profile.aliases)
    also = f'<p class="muted small">also {aliases}</p>' if aliases else ""
    summary = f'<p class="lead">{escape(profile.summary)}</p>' if profile.summary else ""
    return (
        f'<span class="kind" style="border-color:{colour(profile.kind)}">{escape(kind.label)}</span>'
        f"<h1>{escape(profile.name)}</h1>{also}{summary}"
    )


def facts(kb: KnowledgeBase, profile: Profile, citations: parts.Citations) -> str:
    """Return the attributes as a table; disputed values stand side by side with who says which."""
    rows = []
    for name, resolved in profile.attributes.items():
        attribute = kb.registry.attributes[name]
        shown = list(resolved.values) if attribute.many or resolved.contested else _agreeing(resolved.values)
        cells = "<br>".join(_value(attribute, value, citations) for value in shown)
        mark = ' <span class="mark contested">sources differ</span>' if resolved.contested else ""
        rows.append(f"<tr><th>{escape(attribute.label)}</th><td>{cells}{mark}</td></tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _agreeing(values: tuple[Value, ...]) -> list[Value]:
    """Return one value that carries the claims of all that agree with it."""
    return [Value(values[0].content, tuple(claim for value in values for claim in value.claims))]


def _value(attribute: Attribute, value: Value, citations: parts.Citations) -> str:
    text = value.content
    if attribute.range == "date":
        text = Date.parse(text).describe()
    elif attribute.unit:
        text = f"{text} {attribute.unit}"
    elif attribute.range == "wikidata":
        shown = f'<a href="https://www.wikidata.org/wiki/{text}" target="_blank" rel="noopener">{text}</a>'
        return shown + citations.mark(value.claims)
    elif attribute.range not in ("text", "cospar"):
        text = text.replace("-", " ")
    notes = "".join(
        f'<div class="muted small">{escape(claim.note)}</div>' for claim in value.claims if claim.note
    )
    stated = ' <span class="muted small">(as a text states)</span>' if value.claim.stated else ""
    return f"{escape(text)}{citations.mark(value.claims)}{stated}{notes}"


def lineage(kb: KnowledgeBase, profile: Profile) -> str:
    """Return the longest chain of successions through an entity, oldest first, and who else was taken over."""
    found = kb.lineage(profile.id)
    if len(found.members) < 2:
        return ""
    steps = []
    for member in found.line:
        since = f' <span class="muted small">{member.began.describe()}</span>' if member.began else ""
        name = f"<b>{escape(member.name)}</b>" if member.id == profile.id else parts.entity_link(member)
        steps.append(f"<span>{name}{since}</span>")
    chain = f'<p class="chain">{" <span>→</span> ".join(steps)}</p>'
    beside = [member for member in found.members if member not in found.line]
    return chain + (f'<p class="small">joined on the way by {parts.names(beside)}</p>' if beside else "")


def relations(
    kb: KnowledgeBase, profile: Profile, citations: parts.Citations, without: Collection[str] = ()
) -> str:
    """Return the links, grouped by relation: its own first, then what cites it; some relations left out."""
    groups: dict[str, dict[str, list[Link]]] = {}
    # What texts merely state comes last, so that it joins the line of those who claim the same.
    for item in sorted((*profile.links, *profile.cited_by), key=lambda link: link.claim.stated):
        if item.claim.predicate in without:
            continue
        own = item.subject.id == profile.id
        label = item.label if own else item.inverse
        other, lines = item.other(profile.id).id, groups.setdefault(label, {})
        key = f"{other} {item.claim.qualifiers}"
        if item.claim.stated and not item.claim.qualifiers:
            key = next((known for known in lines if known.split()[0] == other), key)
        lines.setdefault(key, []).append(item)
    rows = []
    for label, others in groups.items():
        entries = []
        for several in others.values():
            line = parts.link_line(several[0], profile.id, citations)
            more = citations.mark([item.claim for item in several[1:]]) if len(several) > 1 else ""
            stated = all(item.claim.stated for item in several)
            flag = ' <span class="muted small">(as a text states)</span>' if stated else ""
            entries.append(f"<li>{line}{more}{flag}</li>")
        shown = f'<ul class="plain">{"".join(entries[:_FOLD])}</ul>'
        if len(entries) > _FOLD:
            shown += (
                f"<details><summary>{len(entries) - _FOLD} more</summary>"
                f'<div><ul class="plain">{"".join(entries[_FOLD:])}</ul></div></details>'
            )
        rows.append(f"<tr><th>{escape(label)}</th><td>{shown}</td></tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""
