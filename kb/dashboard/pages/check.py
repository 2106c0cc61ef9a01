"""Check a text: paste any text and see which of its statements the base supports. Nothing of it is kept."""

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.state import base
from kb.dashboard.text_outline import EXAMPLE, VERDICTS, outline, tally

kb = base()
st.title("Check a text")
parts.show(
    '<p class="lead">Paste a timeline, an essay, a news story or a table: what it says of firsts, dates, crews '
    "and people is laid beside the base. What is not clearly read stays unknown. The text is neither stored nor "
    "sent on.</p>"
)
text = st.text_area(
    "The text", key="text", height=220, placeholder="1957: Sputnik 1, the first artificial satellite …"
)
check, example, _ = st.columns([1, 2, 4])
check.button("Check", type="primary")
example.button("Show an example", on_click=lambda: st.session_state.update(text=EXAMPLE))
if text.strip():
    readings = kb.read(text)
    citations = parts.Citations(kb.reader.sources())
    parts.show(tally(readings))
    found = [verdict for verdict in VERDICTS if any(reading.verdict == verdict for reading in readings)]
    chosen = st.pills("Show only", found, key="verdict")
    shown = [reading for reading in readings if chosen in (None, reading.verdict)]
    parts.show(outline(kb, shown, citations))
    st.dataframe(
        {
            "Verdict": [reading.verdict for reading in shown],
            "It says": [reading.sentence for reading in shown],
            "Read as": [reading.read_as or "" for reading in shown],
            "The base says": [reading.reason for reading in shown],
            "Sources": [", ".join(dict.fromkeys(c.source for c in reading.evidence)) for reading in shown],
        },
        hide_index=True,
    )
    parts.show(citations.listing())
