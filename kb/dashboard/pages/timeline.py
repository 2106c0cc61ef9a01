"""Timeline: what happened when, in lanes, in as much detail as the period leaves room for."""

import streamlit as st

from kb.dashboard import address, period
from kb.dashboard.charts import timeline_chart
from kb.dashboard.state import base
from kb.queries.timeline import DEFAULT_KINDS

LANES = {name: name for name in ("country", "agency", "programme", "station", "person", "kind")}

kb = base()
st.title("Timeline")


@st.fragment
def picture() -> None:
    """Draw controls and chart; only this runs again when the period changes."""
    left, middle, right = st.columns([4, 3, 3])
    with left:
        by = address.segments("Lanes by", "lanes", LANES, default="country")
    with middle:
        plurals = {kind.id: kind.plural for kind in kb.registry.kinds.values()}
        kinds = address.several("Kinds", "kinds", plurals, default=["mission", "first"])
    with right:
        agencies = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
        agency = address.select("Agency, with its predecessors", "agency", agencies, placeholder="Any")
    merged = {}
    if by == "agency" and st.toggle("Successors share a lane", key="merged", bind="query-params"):
        merged = kb.heirs("agency")
    first, last = period.controls()
    drag = st.toggle(
        "Drag to look closer",
        key="drag",
        bind="query-params",
        help="Drag over a period in the picture to see only that. Clicks open marks while this is off.",
    )
    found = kb.timeline(kinds=kinds or DEFAULT_KINDS, agency=agency, during=period.as_date(first, last))
    timeline_chart(
        kb,
        found,
        by=by,
        key="timeline",
        window=period.window(first, last),
        merged=merged,
        drag=drag,
        caption="A click opens a mark. Grey strips count what finds no room yet: click one to look closer. "
        "Hatched bars are dates known only within bounds.",
    )


picture()
