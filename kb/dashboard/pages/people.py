"""People: everyone who flew, who was in space on a day, and what happened on a day of the year."""

import datetime as dt

import streamlit as st

from kb.dashboard import address, parts
from kb.dashboard.people_tables import in_space, on_this_day, spacefarers
from kb.dashboard.state import base
from kb.queries.stays import AS_OF

VIEWS = {"spacefarers": "spacefarers", "in-space": "who was in space on …", "this-day": "on this day"}

kb = base()
st.title("People")
view = address.segments("View", "view", VIEWS, default="spacefarers")
if view == "spacefarers":
    left, middle, right = st.columns(3)
    with left:
        countries = {brief.id: brief.name for brief in kb.reader.entities(["country"])}
        country = address.select("Country", "country", countries, placeholder="All")
    with middle:
        sexes = {sex: sex for sex in kb.registry.lists["sex"]}
        sex = address.select("Sex", "sex", sexes, placeholder="All")
    with right:
        orders = {
            "first": "first flight",
            "time": "time in space",
            "flights": "flights",
            "walks": "time on spacewalks",
        }
        order = address.segments("Order by", "order", orders, default="first")
    spacefarers(kb, country, sex, order)
else:
    today = dt.date.today()
    day = address.day("Day", "on", default=min(today, AS_OF.as_utc().date()))
    if view == "in-space":
        in_space(kb, day)
    else:
        on_this_day(kb, day)
parts.show(
    f'<p class="muted small">Complete to {AS_OF.describe()}. A stay lasts from the launch of the mission someone '
    "went up on to the landing of the one they came down on; flights above 50 miles (80 km) count.</p>"
)
