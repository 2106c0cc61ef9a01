"""Home: what this is, where to begin, and the space age at one look."""

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.charts import timeline_chart
from kb.dashboard.state import base

kb = base()
counts = kb.counts()
st.title("Who did what first in space?")
parts.show(
    '<p class="lead">By which definition, how do we know, and how is everyone connected? Every value here is a '
    "claim with a source; where sources disagree, both stand. "
    f"It began with a news article about the {parts.link('first film shot in space', 'article')}, and with "
    f"{parts.link('the Soviet-era firsts behind Roscosmos', 'connections', view='firsts', id='roscosmos')}.</p>"
)
kinds = [(kind.plural.lower(), counts.get(kind.id, 0)) for kind in kb.registry.kinds.values()]
strip = [*kinds, ("claims", counts["claim"]), ("sources", counts["source"])]
parts.show(
    '<div class="strip">' + "".join(f"<span><b>{n:,}</b>{name}</span>" for name, n in strip if n) + "</div>"
)
st.subheader("Firsts of the space age")
timeline_chart(
    kb,
    kb.timeline(kinds=["first"]),
    by="country",
    key="home",
    rows=9,
    most=4,
    caption="Each star is a first, in the lane of the country it is credited to. Open one to see its proof.",
)
