"""Sources: who is cited, for how many claims, under which licence."""

import streamlit as st

from kb.dashboard.state import base
from kb.queries.stays import AS_OF

kb = base()
counts = kb.reader.source_counts()
st.title("Sources")
st.caption(
    "Every claim names one of these. “Repeats” names the source that another one was taken from. What is covered "
    f"is complete to {AS_OF.describe()}, the date of the newest catalogue at hand."
)
rows = [
    {
        "Title": source.title,
        "Type": source.type,
        "Publisher": source.publisher,
        "Author": source.author,
        "Date": source.date.describe() if source.date else None,
        "Claims": counts.get(source.id, 0),
        "Licence": source.licence,
        "Repeats": source.via,
        "Address": source.url,
    }
    for source in sorted(kb.sources(), key=lambda source: -counts.get(source.id, 0))
]
st.dataframe(
    rows,
    hide_index=True,
    column_config={"Address": st.column_config.LinkColumn(display_text="open")},
    height=640,
    alt="All sources with their number of claims",
)
