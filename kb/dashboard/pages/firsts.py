"""Firsts: the board, with winner, date, proof and disputes."""

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.firsts_board import board
from kb.dashboard.state import base

kb = base()
st.title("Firsts")
left, right, more = st.columns([4, 3, 2])
categories = {name: name for name in kb.registry.lists["category"]}
with left:
    category = address.select("Category", "category", categories, placeholder="All")
with right:
    agencies = {brief.id: brief.name for brief in kb.reader.entities(["agency"])}
    agency = address.select("Agency, with its predecessors", "agency", agencies, placeholder="Any")
with more:
    only = st.toggle("Contested only", key="contested", bind="query-params")
first, last = sorted(st.slider("Years", 1945, 2027, (1945, 2027), key="years", bind="query-params"))
answers = kb.firsts(category=category, agency=agency, during=f"{first}/{last}")
if only:
    answers = [answer for answer in answers if answer.contested]
parts.show(board(kb, answers))
