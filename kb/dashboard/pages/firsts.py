"""Firsts: the board, with winner, date, proof and disputes."""

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.firsts_board import board
from kb.dashboard.state import base

kb = base()
st.title("Firsts")
left, right, more = st.columns([4, 3, 2])
categories = list(kb.registry.lists["category"])
with left:
    category = st.selectbox(
        "Category", categories, index=None, placeholder="All", key="category", bind="query-params"
    )
with right:
    labels = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
    agency = st.selectbox(
        "Agency, with its predecessors",
        list(labels),
        index=None,
        format_func=lambda id_: labels[id_],
        placeholder="Any",
        key="agency",
        bind="query-params",
    )
with more:
    only = st.toggle("Contested only", key="contested", bind="query-params")
first, last = st.slider("Years", 1945, 2027, (1945, 2027), key="years", bind="query-params")
answers = kb.firsts(category=category, agency=agency, during=f"{first}/{last}")
if only:
    answers = [answer for answer in answers if answer.contested]
parts.show(board(kb, answers))
