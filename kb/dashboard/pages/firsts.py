"""Firsts: the board with winner and proof, a matrix of achievements and countries, and where sources part."""

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.firsts_board import GROUPS, board, disagreements, matrix_csv, matrix_table
from kb.dashboard.state import base
from kb.dashboard.switches import definition_switch
from kb.queries.compare import matrix

VIEWS = {"board": "board", "matrix": "by country", "disagreements": "disagreements"}

kb = base()
st.title("Firsts")
view = address.segments("View", "view", VIEWS, default="board")
if view == "disagreements":
    parts.show(disagreements(kb))
    st.stop()
if view == "matrix":
    definition = definition_switch(kb)
    found = matrix(kb.reader, definition=definition)
    parts.show(matrix_table(found))
    st.download_button(
        "Download as CSV",
        matrix_csv(found),
        "firsts-by-country.csv",
        "text/csv",
        on_click="ignore",
    )
    st.stop()
left, middle, right = st.columns([3, 3, 3])
with left:
    categories = {name: name for name in kb.registry.lists["category"]}
    category = address.select("Category", "category", categories, placeholder="All")
with middle:
    agencies = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
    agency = address.select("Agency, with its predecessors", "agency", agencies, placeholder="Any")
with right:
    definition = definition_switch(kb)
left, right = st.columns([3, 2])
with left:
    first, last = sorted(st.slider("Years", 1945, 2027, (1945, 2027), key="years", bind="query-params"))
with right:
    group = address.segments("Grouped by", "group", GROUPS, default="era")
    only = st.toggle("Contested only", key="contested", bind="query-params")
answers = kb.firsts(category=category, agency=agency, during=f"{first}/{last}", definition=definition)
if only:
    answers = [answer for answer in answers if answer.contested]
parts.show(board(answers, group))
