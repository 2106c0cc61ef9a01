"""Tables of people: everyone who flew, who was in space on a day, what happened on a day of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape

import streamlit as st

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.dates import Date
from kb.queries.stays import Spacefarer, Stay
from kb.queries.timeline import Item

_ORDERS: dict[str, Callable[[Spacefarer], float]] = {
    "first": lambda one: one.stays[0].began.start,
    "time": lambda one: -one.days[0],
    "flights": lambda one: -len(one.stays),
    "walks": lambda one: -one.spacewalk_hours,
}
_DAYS = ("day", "minute", "second")


def spacefarers(kb: KnowledgeBase, country: str | None, sex: str | None, order: str) -> None:
    """Show everyone who flew, or those of a country or sex, as a table that sorts by its heads."""
    people = [
        one
        for one in kb.spacefarers()
        if (country is None or any(state.id == country for state in one.countries))
        and (sex is None or one.sex == sex)
    ]
    people.sort(key=_ORDERS[order])
    st.caption(f"{len(people)} people")
    st.dataframe(
        [
            {
                "Name": one.person.name,
                "Country": ", ".join(state.name for state in one.countries),
                "First flight": one.stays[0].began.describe(),
                "On": one.stays[0].up.name,
                "Flights": len(one.stays),
                "Days in space": round(one.days[0], 2),
                "Spacewalks": one.spacewalks or None,
                "Hours outside": round(one.spacewalk_hours, 1) or None,
                "Open": f"/entity?id={one.person.id}",
            }
            for one in people
        ],
        hide_index=True,
        height=640,
        column_config={"Open": st.column_config.LinkColumn(display_text="open")},
        alt="Everyone who flew",
    )


def in_space(kb: KnowledgeBase, day: dt.date) -> None:
    """Show who was in space at some time of a day, craft by craft."""
    moment = Date.of_day(day)
    found = kb.in_space(moment)
    if not found:
        parts.show(f"<p>Nobody was in space on {moment.describe()}, as far as this base knows.</p>")
        return
    rows = "".join(_stay(stay, moment) for stay in found)
    count = len({stay.person.id for stay in found})
    parts.show(
        f'<p class="lead">On {moment.describe()}, {count} '
        f"{'person was' if count == 1 else 'people were'} in space.</p>"
        f"<div class='wide'><table><thead><tr><th>Who</th><th>Went up</th><th>Came down</th>"
        f'<th class="number">Day of the stay</th></tr></thead>{rows}</table></div>'
    )


def _stay(stay: Stay, moment: Date) -> str:
    sure = "" if stay.covers(moment) else ' <span class="mark contested">perhaps</span>'
    down = (
        f"{parts.entity_link(stay.down)}, {stay.ended.describe()}"
        if stay.down is not None and stay.ended is not None
        else "still up"
    )
    number = (moment.start - stay.began.start) // 86_400 + 2 if moment.start > stay.began.start else 1
    return (
        f"<tr><td>{parts.entity_link(stay.person)}{sure}</td>"
        f"<td>{parts.entity_link(stay.up)}, {stay.began.describe()}</td><td>{down}</td>"
        f'<td class="number">{number:,}</td></tr>'
    )


def on_this_day(kb: KnowledgeBase, day: dt.date) -> None:
    """Show what happened on a day of any year: launches, firsts, events, births and deaths."""
    kinds = ("mission", "first", "event", "work", "station", "person")
    found = [(when, what, item) for item in kb.timeline(kinds=kinds) for when, what in _happened(item, day)]
    found.sort(key=lambda row: (row[0].start, -row[2].importance))
    title = f"{day.day} {day:%B}"
    if not found:
        parts.show(f"<p>Nothing in this base happened on {title}.</p>")
        return
    rows = "".join(
        f'<li><span class="when">{when.as_utc().year}</span> {parts.kind_dot(item.kind)}'
        f"{parts.link(item.title, 'entity', id=item.entity)} <span class='muted'>{escape(what)}</span></li>"
        for when, what, item in found
    )
    parts.show(
        f'<p class="lead">{len(found)} things happened on {title} (UTC).</p><ul class="plain">{rows}</ul>'
    )


def _happened(item: Item, day: dt.date) -> list[tuple[Date, str]]:
    began, ended = {
        "mission": ("launched", "ended"),
        "station": ("launched", "ended"),
        "person": ("born", "died"),
        "work": ("released", ""),
    }.get(item.kind, ("", ""))
    dates = ((item.date, began), (item.until, ended))
    return [
        (date, what)
        for date, what in dates
        if date is not None
        and date.precision in _DAYS
        and (date.as_utc().month, date.as_utc().day) == (day.month, day.day)
        and (what or date is item.date)
    ]
