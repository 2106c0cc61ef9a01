"""Connections: a graph that one explores from anywhere, and an agency's firsts through its lineage as a wheel."""

import streamlit as st

from kb.dashboard import address, explorer, parts
from kb.dashboard.charts import chart
from kb.dashboard.connections_table import table
from kb.dashboard.state import base
from kb.figures import firsts_wheel
from kb.queries.connections import firsts_of

VIEWS = {"firsts": "Its firsts, through the lineage", "all": "Everything linked"}

kb = base()
centre = kb.reader.brief(st.query_params.get("id", "roscosmos"))
st.title(f"Connections of {centre.name}")
offered = centre.kind == "agency" and "to" not in st.query_params and "open" not in st.query_params
view = address.segments("Show", "view", VIEWS, default="firsts") if offered else "all"
if view == "all":
    graph, sources = explorer.page(kb, centre)
else:
    first, last = sorted(st.slider("Years", 1945, 2027, (1957, 1991), key="years", bind="query-params"))
    graph, hub, left_out = firsts_of(kb.reader, centre.id, f"{first}/{last}")

    def recentre(entity: str) -> None:
        """Explore from what was clicked."""
        if entity != centre.id:
            st.query_params["id"] = entity
            st.rerun()

    with st.container(key="wheel"):
        chart(
            firsts_wheel(graph, hub, labels={kind.id: kind.label for kind in kb.registry.kinds.values()}),
            key=f"network-{centre.id}",
            alt=f"Graph of what {centre.name} is linked to",
            on_pick=recentre,
        )
    note = f" {left_out} less important ones are left out; narrow the years to see them." if left_out else ""
    st.caption(
        f"{len(graph)} entities.{note} Click a mark to explore from it; hover a line for its relation."
    )
    parts.show(parts.link(f"Open the page of {centre.name}", "entity", id=centre.id))
    sources = ""
with st.expander("As a table"):
    table(kb, graph)
parts.show(sources)
