"""Entity: one entity's facts with their sources, its own timeline, its connections, and what cites it."""

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.charts import chart, open_entity, timeline_chart
from kb.dashboard.first_proof import proof, ranks
from kb.dashboard.infobox import facts, head, lineage, relations
from kb.dashboard.state import base
from kb.dashboard.switches import own_switch
from kb.figures import network_figure
from kb.queries.connections import trimmed
from kb.queries.timeline import DEFAULT_KINDS
from kb.rules.grammar import GROUPS

kb = base()
entity = st.query_params.get("id")
if not entity:
    st.title("Entity")
    st.info("Give an entity in the address, such as /entity?id=apollo-11, or search above.")
    st.stop()
profile = kb.get(entity)
citations = parts.Citations(kb.reader.sources())
parts.show(head(kb, profile) + lineage(kb, profile))
left, right = st.columns([3, 2], gap="large")
with left:
    parts.show(facts(kb, profile, citations))
    if profile.kind == "first":
        answer = kb.first(profile.id)
        chosen = own_switch(answer)
        parts.show(proof(kb, answer, chosen, citations))
        scopes = {ruling.scope for ruling in kb.reader.rulings([profile.id], scope=None)} - {"world"}
        if scopes:
            ordered = [name for name in GROUPS if name in scopes]
            st.subheader("First of each")
            within = address.segments("Of each", "within", {n: n for n in ordered}, default=ordered[0])
            parts.show(ranks(kb, answer, chosen, within))
    told = ("winner", "runner_up", "achieved_on", "credited_to") if profile.kind == "first" else ()
    parts.show(relations(kb, profile, citations, without=told))
with right:
    graph, left_out = trimmed(kb.graph(around=profile.id), profile.id, 36)
    if len(graph) > 1:
        labels = {kind.id: kind.label for kind in kb.registry.kinds.values()}
        chart(
            network_figure(graph, profile.id, labels=labels, tallest=620),
            key="ego",
            alt=f"What {profile.name} is linked to",
            on_pick=lambda other: open_entity(other) if other != profile.id else None,
        )
        more = f"Explore the connections, {left_out} more" if left_out else "Explore the connections"
        parts.show(parts.link(more, "connections", id=profile.id, view="all"))
items = kb.timeline(kinds=DEFAULT_KINDS, entity=profile.id)
if len(items) > 1:
    st.subheader("Over time")
    timeline_chart(kb, items, by=None, key="own")
parts.show(citations.listing())
