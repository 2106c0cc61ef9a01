"""The switches of definition: where space begins, what counts as a film, a tourist, a landing."""

from __future__ import annotations

from kb.base import KnowledgeBase
from kb.dashboard import address
from kb.queries.firsts import FirstAnswer

#: What a reader sees for a definition; the others read as they are spelt.
LABELS = {
    "50-miles": "50 miles (80 km)",
    "100-km": "100 km (Kármán line)",
    "pilot-lands-in-craft": "pilot lands in the craft",
    "feature-film": "feature film with actors",
    "fiction-scenes": "any film with a story",
    "fiction-short": "short film with a story",
    "any-footage": "any footage",
    "employer-pays": "an employer pays",
    "traveller-pays": "the traveller pays",
    "human": "human being",
    "male": "male",
}


def label(definition: str | None) -> str:
    """Return a definition in words."""
    return LABELS.get(definition or "", (definition or "as stated").replace("-", " "))


def definition_switch(kb: KnowledgeBase) -> str | None:
    """Return the definition chosen for all firsts that know it, or None for each one's own."""
    known = {ruling.definition for ruling in kb.reader.rulings()} - {None}
    order = [name for name in kb.registry.lists["definition"] if name in known]
    return address.select(
        "Definition", "by", {name: label(name) for name in order}, placeholder="Each first's own"
    )


def own_switch(answer: FirstAnswer) -> str | None:
    """Return the definition chosen on the page of one first; its default when nothing was chosen."""
    options = dict.fromkeys(variant.definition for variant in answer.variants if variant.definition)
    if len(options) < 2:
        return answer.definition
    labels = {name: label(name) for name in options}
    default = answer.definition if answer.definition in labels else next(iter(labels))
    return address.segments("By which definition", "by", labels, default=default)
