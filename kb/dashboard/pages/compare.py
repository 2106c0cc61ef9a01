"""Compare: countries or agencies side by side, achievement by achievement."""

import streamlit as st

from kb.dashboard import address
from kb.dashboard.charts import CONFIG, chart
from kb.dashboard.state import base
from kb.dashboard.switches import definition_switch
from kb.dates import Date
from kb.figures import lead_figure, race_figure

KINDS = {"country": "countries", "agency": "agencies"}
START = {"country": ["soviet-union", "united-states"], "agency": ["soviet-space-programme", "nasa"]}


def _spoken(date: Date | None) -> str | None:
    return date.describe() if date else None


kb = base()
st.title("Compare")
left, middle, right = st.columns([2, 5, 3])
with left:
    kind = address.segments("What", "what", KINDS, default="country")
with middle:
    known = {brief.id: brief.name for brief in kb.reader.entities([kind])}
    sides = address.several(
        "Sides",
        kind,
        known,
        default=[id_ for id_ in START[kind] if id_ in known],
        placeholder="Choose two or more",
    )
with right:
    definition = definition_switch(kb)
apart = st.toggle("Keep predecessors apart", key="apart", bind="query-params")
if len(sides) < 2:
    st.info("Choose two sides or more, such as the Soviet Union and the United States.")
    st.stop()
first, last = sorted(st.slider("Years", 1945, 2027, (1957, 2027), key="years", bind="query-params"))
found = kb.compare(sides, apart=apart, definition=definition).during(first, last)
if not found.rows:
    st.info("None of these did anything that a rule ranks in those years. Widen the years or choose others.")
    st.stop()
st.subheader("Who led")
st.caption(
    "How many achievements each had been the first of these in. Where dates leave the order open, nobody leads."
)
st.plotly_chart(lead_figure(found), key="leads", config=CONFIG, alt="Achievements led in, over time")
st.subheader("Achievement by achievement")
with st.container(key="timeline-box-race"):
    chart(race_figure(found), key="race", alt=f"{len(found.rows)} achievements and who did them when")
with st.expander(f"As a table: {len(found.rows)} achievements"):
    names = {side.id: side.name for side in found.sides}
    st.dataframe(
        [
            {
                "Achievement": row.first.name,
                "Led by": names.get(row.leader or "", "open"),
                **{name: _spoken(row.date(side)) for side, name in names.items()},
                **{f"{name}, days behind": row.lag(side) for side, name in names.items()},
                "Open": f"/entity?id={row.first.id}",
            }
            for row in found.rows
        ],
        hide_index=True,
        column_config={"Open": st.column_config.LinkColumn(display_text="open")},
        alt="The comparison as a table",
    )
