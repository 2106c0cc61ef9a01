"""Article: what a text states, sentence by sentence, each with what the base says."""

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.article_outline import outline, tally
from kb.dashboard.state import base

kb = base()
audited = sorted({claim.source for claim in kb.reader.claims(stated=True)})
if not audited:
    st.title("Article")
    st.info("No source in this base lists what it says. See 'says' in seed_data/TEMPLATE.yaml.")
    st.stop()
source = st.query_params.get("source", audited[0])
about = kb.reader.source(source)
statements = kb.audit(source)
citations = parts.Citations(kb.reader.sources())
st.title("An article, checked")
parts.show(f'<p class="lead">{citations.entry(source)}</p>{tally(statements)}')
verdict = st.pills(
    "Show only",
    sorted({statement.verdict for statement in statements}),
    key="verdict",
    bind="query-params",
)
shown = [s for s in statements if verdict in (None, s.verdict)]
parts.show(outline(kb, shown, citations) + citations.listing())
