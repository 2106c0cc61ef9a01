"""Connections: what an entity is linked to, step by step; opens on Roscosmos's Soviet-era firsts."""

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.charts import chart
from kb.dashboard.connections_table import table
from kb.dashboard.state import base
from kb.figures import firsts_wheel, network_figure
from kb.queries.connections import around, firsts_of, trimmed

MOST = 140
VIEWS = {"firsts": "Its firsts, through the lineage", "all": "Everything linked"}

kb = base()
centre = kb.reader.brief(st.query_params.get("id", "roscosmos"))
st.title(f"Connections of {centre.name}")
view = address.segments("Show", "view", VIEWS, default="firsts") if centre.kind == "agency" else "all"
if view == "firsts":
    first, last = sorted(st.slider("Years", 1945, 2027, (1957, 1991), key="years", bind="query-params"))
    graph, hub, left_out = firsts_of(kb.reader, centre.id, f"{first}/{last}")
else:
    left, middle, right = st.columns([1, 2, 2])
    with left:
        depth = int(address.segments("Steps", "depth", {n: n for n in "123"}, default="1"))
    with middle:
        named = {relation.id: relation.label for relation in kb.registry.relations.values()}
        relations = address.several("Relations", "relations", named)
    with right:
        year = st.slider("As of the year", 1900, 2027, 2027, key="as_of", bind="query-params")
    graph, left_out = trimmed(around(kb.reader, centre.id, depth, relations, f"{year}"), centre.id, MOST)
    hub = centre.id


def recentre(entity: str) -> None:
    """Draw the picture around another entity."""
    if entity != centre.id:
        st.query_params["id"] = entity
        st.rerun()


labels = {kind.id: kind.label for kind in kb.registry.kinds.values()}
with st.container(key="wheel" if view == "firsts" else "network"):
    draw = firsts_wheel if view == "firsts" else network_figure
    chart(
        draw(graph, hub, labels=labels),
        key=f"network-{centre.id}",
        alt=f"Graph of what {centre.name} is linked to",
        on_pick=recentre,
    )
note = f" {left_out} less important ones are left out; narrow the choice to see them." if left_out else ""
st.caption(
    f"{len(graph)} entities.{note} Click a mark to put it in the middle; hover a line to read its relation."
)
parts.show(parts.link(f"Open the page of {centre.name}", "entity", id=centre.id))
with st.expander("As a table"):
    table(kb, graph)
