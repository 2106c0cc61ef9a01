"""Timeline: what happened when, in lanes, between two years."""

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.charts import timeline_chart
from kb.dashboard.state import base
from kb.queries.timeline import DEFAULT_KINDS

FIRST, LAST = 1945, 2027
LANES = {name: name for name in ("agency", "country", "kind", "programme")}

kb = base()
st.title("Timeline")
left, middle, right = st.columns(3)
with left:
    by = address.segments("Lanes by", "lanes", LANES, default="country")
with middle:
    plurals = {kind.id: kind.plural for kind in kb.registry.kinds.values()}
    kinds = address.several("Kinds", "kinds", plurals, default=["mission", "first"])
with right:
    agencies = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
    agency = address.select("Agency, with its predecessors", "agency", agencies, placeholder="Any")
first, last = sorted(st.slider("Years", FIRST, LAST, (1957, LAST), key="years", bind="query-params"))
items = kb.timeline(kinds=kinds or DEFAULT_KINDS, agency=agency, during=f"{first}/{last}")
timeline_chart(
    kb,
    items,
    by=by,
    key="timeline",
    window=parts.years(first, last),
    caption="Hatched bars are dates known only within bounds. Set the years to look closer; a click opens a mark.",
)
