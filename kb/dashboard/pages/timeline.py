"""Timeline: what happened when, in lanes, between two years."""

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.charts import timeline_chart
from kb.dashboard.state import base
from kb.queries.timeline import DEFAULT_KINDS

FIRST, LAST = 1945, 2027
LANES = ["agency", "country", "kind", "programme"]

kb = base()
st.title("Timeline")
left, middle, right = st.columns(3)
with left:
    by = st.segmented_control(
        "Lanes by", LANES, default="country", key="lanes", bind="query-params", required=True
    )
with middle:
    kinds = st.multiselect(
        "Kinds",
        list(kb.registry.kinds),
        default=["mission", "first"],
        format_func=lambda kind: kb.registry.kinds[kind].plural,
        key="kinds",
        bind="query-params",
    )
with right:
    agencies = [brief.id for brief in kb.reader.entities(["agency"])]
    labels = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
    agency = st.selectbox(
        "Agency, with its predecessors",
        agencies,
        index=None,
        format_func=lambda id_: labels[id_],
        placeholder="Any",
        key="agency",
        bind="query-params",
    )
first, last = st.slider("Years", FIRST, LAST, (1957, LAST), key="years", bind="query-params")
items = kb.timeline(kinds=kinds or DEFAULT_KINDS, agency=agency, during=f"{first}/{last}")
timeline_chart(
    kb,
    items,
    by=by,
    key="timeline",
    window=parts.years(first, last),
    caption="Hatched bars are dates known only within bounds. Set the years to look closer; a click opens a mark.",
)
