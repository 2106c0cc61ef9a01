"""Answers as plain dicts for ``json.dumps``: a stable contract. A field may be added; none is renamed or dropped.

No field is ever left out: what is not known is ``null``, what may be several is an array. A date is EDTF
text of the subset in :mod:`kb.dates`, as precise as the claim it comes from (a minute may lack seconds).
``file`` and ``line`` say where in the seed something stands, ``source`` and ``sources`` hold ids of
sources.

**Claim** (:func:`claim`): ``subject`` (id), ``predicate``, ``value`` (text) or ``object`` (id), ``source``,
``rank`` (preferred, normal, deprecated), ``confidence`` (certain, probable, possible), ``when`` (date it
holds for), ``quote``, ``span`` (``[from, to]`` in characters of the source's text), ``note``,
``qualifiers`` (``{role: pilot}``), ``stated`` (an audited text merely states it: it never decides),
``file``, ``line``.

**Entity** (:func:`entity`; ``kb show``, ``kb list``): ``id``, ``kind``, ``name``, ``aliases`` [text],
``summary``, ``began``, ``ended`` (dates), ``importance`` (number), ``file``, ``line``; ``attributes``:
``{predicate: [claim]}``, best first; such a claim leaves out subject, predicate and object, and adds
``best`` (it gives the value that the base shows) and ``contested`` (the values of this predicate exclude
each other); ``links``: relation claims it makes: ``predicate``, ``label``, ``object``, ``object_name``,
``object_kind``, ``qualifiers``, ``when``, ``source``, ``quote``, ``span``, ``note``, ``rank``,
``confidence``, ``stated``, ``file``, ``line``; ``cited_by``: those that others make about it, with
``subject``, ``subject_name``, ``subject_kind`` instead of the object, and the label read backwards.

**Kind** (:func:`kind`; ``kb list`` alone): ``id``, ``label``, ``plural``, ``folder``, ``about``, ``count``.

**First** (:func:`first`; ``kb firsts``): ``id``, ``name``, ``summary``, ``statement``, ``category``,
``definition`` (the one answered under), ``date`` (null when nobody won), ``winners``, ``runner_up``,
``achieved_on``, ``credited_to``, ``through`` (the agencies from the one asked about to the one credited):
each ``[{id, name}]``; ``contested``, ``proof`` [claim], ``stated`` [claim], ``variants``: ``[{definition,
date, winners, proof, computed, runner_up, gap_seconds, unsure, missed, missed_count}]``, the definition
answered under first. ``computed``: a rule found it, else sources alone name it (then the rest is empty);
``runner_up``, ``unsure`` (may have been earlier) and ``missed`` (by one condition) are ``[{id, name, on,
date, missed, found}]``, ``gap_seconds`` the least and greatest from winner to runner-up.

**Rank** (:func:`rank`; ``kb first --within``): ``group``, ``winners``, ``runner_up`` as above, ``date``,
``definition``. **Disagreement** (:func:`disagreement`; ``kb firsts --disagreements``): ``first``, ``name``,
``definition``, ``about`` (winner or date), ``computed`` and ``claimed`` ``{winners, date}``, ``elsewhere`` (the
definition under which the claimed winner is right), ``proof`` [claim].

**Timeline item** (:func:`item`; ``kb timeline``): ``date``, ``earliest`` and ``latest`` (the possible
bounds of ``date``, ISO 8601 in UTC, null for an open or unknown end), ``until`` (date it ended), ``title``,
``entity`` (id), ``kind``, ``sources``, ``agencies``, ``countries``, ``programmes``, ``people`` (ids),
``importance``, ``summary``.

**Hit** (:func:`hit`; ``kb search``): ``id``, ``kind``, ``name``, ``matched`` (spelling), ``score`` (0 to
100), ``summary``.

**Path** (:func:`path`; ``kb path``): ``sentence``, ``weak``, ``steps``: ``[{from, from_name, to, to_name,
phrase, weak, predicates, label, sources, claims [claim]}]``; ``label`` is the first relation's, read from
``from``.

**Lineage** (:func:`lineage`): ``id``, ``members`` ``[{id, name, began, ended}]`` oldest first, ``steps``
``[{subject, object, when, source, quote, file, line}]``: subject succeeded object.

**Crosscheck** (:func:`crosscheck`; ``kb crosscheck``): ``findings`` ``[{outcome, predicate, name, theirs,
ours [text], entity, line}]`` in the order of the file, ``counts`` ``{predicate: {outcome: number}}``.

**Changes** (:func:`changes`; ``kb diff``): ``added``, ``removed`` (ids), ``claims_added``, ``claims_removed``
(numbers), ``firsts`` ``[{first, definition, before, after}]`` with ``{winners, unsure, runner_up}`` or null.

**Graph** (:func:`graph`): node-link form, as read by ``networkx.node_link_graph`` and D3: ``directed``,
``multigraph``, ``graph``, ``nodes`` ``[{id, kind, name, began, ended, importance}]``, ``edges`` ``[{source,
target, key, predicate, label, when, cites, quote, role, leg, weak}]``. ``source`` is the edge's origin
here; ``cites`` is the source's id.

**Dispute** (:func:`dispute`): ``entity``, ``name``, ``kind``, ``predicate``, ``label``, ``values``
``[{value, best, claims [claim]}]``, best first.

**Source** (:func:`source`): ``id``, ``title``, ``type``, ``publisher``, ``author``, ``date``, ``url``,
``licence``, ``note``, ``via`` (id of the source it repeats), ``claims`` (how many it gives), ``file``,
``line``.

**Statement** (:func:`statement`; ``kb audit``): ``verdict`` (supported, contradicted, contested, imprecise,
unknown, opinion, prediction), ``reason``, ``subject_name``, ``object_name``, ``claim`` (claim),
``evidence`` [claim].

**Reading** (:func:`reading`; ``kb audit FILE``): ``sentence``, ``span`` (``[from, to]`` in characters of the
text), ``read_as`` (null when nothing was understood), ``verdict`` as above, ``reason``, ``evidence`` [claim],
``entities`` ``[{id, name}]``; one for each thing that a sentence says.

**Issue** (:func:`issue`; ``kb check``): ``file``, ``line``, ``column``, ``message``.

Three commands tell what they did: ``kb build`` ``{built, db, data [label], entities, claims, sources, files,
seconds}``, ``kb format`` ``[{file, changed, diff, issues [issue]}]``, ``kb serve`` ``{url}``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from kb.dates import FAR_FUTURE, FAR_PAST, Date
from kb.errors import Issue
from kb.graph import Graph
from kb.queries.audit import Statement
from kb.queries.changes import Changes
from kb.queries.crosscheck import Crosscheck
from kb.queries.disputes import Dispute
from kb.queries.firsts import Disagreement, FirstAnswer, Variant
from kb.queries.lineage import Lineage
from kb.queries.paths import Path, Step
from kb.queries.profile import Profile
from kb.queries.rulings import Computed, Doer
from kb.queries.search import Hit
from kb.queries.timeline import Item
from kb.reading.results import Reading
from kb.records import Brief, Claim, Link, Source
from kb.resolve import Resolved, Value
from kb.vocabulary import Kind

Plain = dict[str, Any]


def claim(claim: Claim) -> Plain:
    """Return one claim."""
    return {
        "subject": claim.subject,
        "predicate": claim.predicate,
        "value": claim.value,
        "object": claim.object,
        **_said(claim),
    }


def entity(profile: Profile) -> Plain:
    """Return one entity with everything the base knows of it."""
    brief = profile.entity
    return {
        "id": brief.id,
        "kind": brief.kind,
        "name": brief.name,
        "aliases": list(profile.aliases),
        "summary": brief.summary,
        "began": _text(brief.began),
        "ended": _text(brief.ended),
        "importance": brief.importance,
        "file": brief.place.file,
        "line": brief.place.line,
        "attributes": {name: _values(resolved) for name, resolved in profile.attributes.items()},
        "links": [_link(link, brief.id, "object") for link in profile.links],
        "cited_by": [_link(link, brief.id, "subject") for link in profile.cited_by],
    }


def kind(kind: Kind, count: int) -> Plain:
    """Return one kind of entity and how many there are."""
    return {
        "id": kind.id,
        "label": kind.label,
        "plural": kind.plural,
        "folder": kind.folder,
        "about": kind.about,
        "count": count,
    }


def first(answer: FirstAnswer) -> Plain:
    """Return one first with its proof and its other answers."""
    return {
        "id": answer.id,
        "name": answer.name,
        "summary": answer.summary,
        "statement": answer.statement,
        "category": answer.category,
        "definition": answer.definition,
        "date": _text(answer.date),
        "winners": _named(answer.winners),
        "runner_up": _named(answer.runner_up),
        "achieved_on": _named(answer.achieved_on),
        "credited_to": _named(answer.credited_to),
        "through": _named(answer.through),
        "contested": answer.contested,
        "proof": [claim(one) for one in answer.proof],
        "stated": [claim(one) for one in answer.stated],
        "variants": [_variant(variant) for variant in answer.variants],
    }


def item(item: Item) -> Plain:
    """Return one entry of a timeline."""
    earliest, latest = bounds(item.date)
    return {
        "date": str(item.date),
        "earliest": earliest,
        "latest": latest,
        "until": _text(item.until),
        "title": item.title,
        "entity": item.entity,
        "kind": item.kind,
        "sources": list(item.sources),
        "agencies": list(item.agencies),
        "countries": list(item.countries),
        "programmes": list(item.programmes),
        "people": list(item.people),
        "importance": item.importance,
        "summary": item.summary,
    }


def bounds(date: Date) -> tuple[str | None, str | None]:
    """Return a date's earliest and latest possible second as ISO 8601 in UTC, None where it has no such end."""
    return (
        None if date.earliest <= FAR_PAST else _iso(date.earliest),
        None if date.latest >= FAR_FUTURE else _iso(date.latest),
    )


def hit(hit: Hit) -> Plain:
    """Return one entity that a search found."""
    return {
        "id": hit.entity.id,
        "kind": hit.entity.kind,
        "name": hit.entity.name,
        "matched": hit.matched,
        "score": round(hit.score, 1),
        "summary": hit.entity.summary,
    }


def path(path: Path) -> Plain:
    """Return one way from an entity to another."""
    return {"sentence": path.sentence, "weak": path.weak, "steps": [_step(step) for step in path.steps]}


def lineage(lineage: Lineage) -> Plain:
    """Return who came before and after."""
    return {
        "id": lineage.entity.id,
        "members": [
            {"id": b.id, "name": b.name, "began": _text(b.began), "ended": _text(b.ended)}
            for b in lineage.members
        ],
        "steps": [
            {
                "subject": link.subject.id,
                "object": link.object.id,
                "when": _text(link.claim.when),
                "source": link.claim.source,
                "quote": link.claim.quote,
                "file": link.claim.place.file,
                "line": link.claim.place.line,
            }
            for link in lineage.steps
        ],
    }


def graph(graph: Graph) -> Plain:
    """Return a graph in node-link form; an edge's citation becomes ``cites``, for ``source`` is its origin."""
    edges = []
    for origin, target, key, data in graph.edges(keys=True, data=True):
        rest = {name: value for name, value in data.items() if name != "source"}
        edges.append({"source": origin, "target": target, "key": key, **rest, "cites": data.get("source")})
    return {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": edges,
    }


def dispute(dispute: Dispute) -> Plain:
    """Return one value on which sources disagree."""
    return {
        "entity": dispute.entity.id,
        "name": dispute.entity.name,
        "kind": dispute.entity.kind,
        "predicate": dispute.resolved.predicate,
        "label": dispute.label,
        "values": [
            {
                "value": value.content,
                "best": _is_best(value, dispute.resolved),
                "claims": [claim(one) for one in value.claims],
            }
            for value in dispute.resolved.values
        ],
    }


def source(source: Source, claims: int) -> Plain:
    """Return one source and how many claims it gives."""
    return {
        "id": source.id,
        "title": source.title,
        "type": source.type,
        "publisher": source.publisher,
        "author": source.author,
        "date": _text(source.date),
        "url": source.url,
        "licence": source.licence,
        "note": source.note,
        "via": source.via,
        "claims": claims,
        "file": source.place.file,
        "line": source.place.line,
    }


def statement(statement: Statement) -> Plain:
    """Return one statement of an audited text with its verdict."""
    return {
        "verdict": statement.verdict,
        "reason": statement.reason,
        "subject_name": statement.subject.name,
        "object_name": statement.object.name if statement.object else None,
        "claim": claim(statement.claim),
        "evidence": [claim(one) for one in statement.evidence],
    }


def reading(reading: Reading) -> Plain:
    """Return one thing that a text says, as it was read, with its verdict."""
    return {
        "sentence": reading.sentence,
        "span": list(reading.span),
        "read_as": reading.read_as,
        "verdict": reading.verdict,
        "reason": reading.reason,
        "evidence": [claim(one) for one in reading.evidence],
        "entities": _named(reading.entities),
    }


def issue(issue: Issue) -> Plain:
    """Return one problem of a seed."""
    place = issue.place
    return {"file": place.file, "line": place.line, "column": place.column, "message": issue.message}


# -- parts ---------------------------------------------------------------------------------------


def _said(claim: Claim) -> Plain:
    return {
        "source": claim.source,
        "rank": claim.rank,
        "confidence": claim.confidence,
        "when": _text(claim.when),
        "quote": claim.quote,
        "span": list(claim.span) if claim.span else None,
        "note": claim.note,
        "qualifiers": dict(claim.qualifiers),
        "stated": claim.stated,
        "file": claim.place.file,
        "line": claim.place.line,
    }


def _values(resolved: Resolved) -> list[Plain]:
    return [
        {
            "value": one.value,
            **_said(one),
            "best": _is_best(value, resolved),
            "contested": resolved.contested,
        }
        for value in resolved.values
        for one in value.claims
    ]


def _is_best(value: Value, resolved: Resolved) -> bool:
    """Tell whether the base shows this value: what only an audited text states is never shown as a fact."""
    return value is resolved.best and not value.claim.stated


def _link(link: Link, entity: str, end: str) -> Plain:
    brief = link.object if end == "object" else link.subject
    return {
        "predicate": link.claim.predicate,
        "label": link.label_from(entity),
        end: brief.id,
        f"{end}_name": brief.name,
        f"{end}_kind": brief.kind,
        **_said(link.claim),
    }


def crosscheck(found: Crosscheck) -> Plain:
    """A catalogue laid beside the base."""
    return {
        "findings": [
            {
                "outcome": finding.outcome.value,
                "predicate": finding.predicate,
                "name": finding.name,
                "theirs": finding.theirs,
                "ours": list(finding.ours),
                "entity": finding.entity,
                "line": finding.line,
            }
            for finding in found.findings
        ],
        "counts": {
            predicate: {outcome.value: count for outcome, count in sorted(counts.items())}
            for predicate, counts in found.counts.items()
        },
    }


def changes(found: Changes) -> Plain:
    """What a change of the seed would change."""
    return {
        "added": list(found.added),
        "removed": list(found.removed),
        "claims_added": found.claims_added,
        "claims_removed": found.claims_removed,
        "firsts": [
            {
                "first": flip.first,
                "definition": flip.definition,
                "before": _ruled(flip.before),
                "after": _ruled(flip.after),
            }
            for flip in found.firsts
        ],
    }


def _ruled(ruling: Computed | None) -> Plain | None:
    if ruling is None:
        return None
    return {
        name: [_doer(one) for one in getattr(ruling, name)] for name in ("winners", "unsure", "runner_up")
    }


def rank(ruling: Computed) -> Plain:
    """Who was first within one country, agency or programme."""
    return {
        "group": {"id": ruling.group.id, "name": ruling.group.name} if ruling.group else None,
        "definition": ruling.definition,
        "date": _text(ruling.date),
        "winners": [_doer(one) for one in ruling.winners],
        "runner_up": [_doer(one) for one in ruling.runner_up],
    }


def disagreement(found: Disagreement) -> Plain:
    """Where sources and a rule part."""
    ours = found.ours
    return {
        "first": found.first,
        "name": found.name,
        "definition": found.definition,
        "about": found.about,
        "computed": {
            "winners": [_doer(one) for one in ours.winners] if ours else [],
            "date": _text(ours.date) if ours else None,
        },
        "claimed": {"winners": _named(found.theirs.winners), "date": _text(found.theirs.date)},
        "elsewhere": found.elsewhere,
        "proof": [claim(one) for one in found.theirs.proof],
    }


def _doer(one: Doer) -> Plain:
    return {
        "id": one.who.id,
        "name": one.who.name,
        "on": one.on.id,
        "date": str(one.date),
        "missed": one.missed,
        "found": list(one.found),
    }


def _variant(variant: Variant) -> Plain:
    ruling = variant.computed
    return {
        "definition": variant.definition,
        "date": _text(variant.date),
        "winners": _named(variant.winners),
        "proof": [claim(one) for one in variant.proof],
        "computed": ruling is not None,
        "runner_up": [_doer(one) for one in ruling.runner_up] if ruling else [],
        "gap_seconds": list(ruling.gap) if ruling and ruling.gap else None,
        "unsure": [_doer(one) for one in ruling.unsure] if ruling else [],
        "missed": [_doer(one) for one in ruling.missed] if ruling else [],
        "missed_count": ruling.missed_count if ruling else 0,
    }


def _step(step: Step) -> Plain:
    claims = [link.claim for link in step.links]
    return {
        "from": step.origin.id,
        "from_name": step.origin.name,
        "to": step.target.id,
        "to_name": step.target.name,
        "phrase": step.phrase,
        "weak": step.weak,
        "predicates": list(dict.fromkeys(one.predicate for one in claims)),
        "label": step.links[0].label_from(step.origin.id),
        "sources": list(dict.fromkeys(one.source for one in claims)),
        "claims": [claim(one) for one in claims],
    }


def _named(briefs: Iterable[Brief]) -> list[Plain]:
    return [{"id": brief.id, "name": brief.name} for brief in briefs]


def _text(date: Date | None) -> str | None:
    return str(date) if date is not None else None


def _iso(seconds: int) -> str:
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)
    return f"{moment.isoformat()}Z"
