"""The visible period: two days in the address, set by a slider, steps, a jump, or dragging in a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from kb.dates import Date
from kb.errors import DateError

EARLIEST, LATEST = dt.date(1942, 1, 1), dt.date(2027, 1, 1)
START = dt.date(1957, 1, 1)
#: Where a reader may want to jump. The bounds are this base's own: a launch, a landing, a last flight.
ERAS = {
    "1957-01-01/2027-01-01": "the whole space age",
    "1942-01-01/1957-10-03": "before Sputnik",
    "1957-10-04/1969-07-24": "the race to the Moon",
    "1971-04-19/1986-02-18": "the first stations",
    "1986-02-19/2000-11-01": "Mir and the shuttle",
    "2000-11-02/2027-01-01": "the ISS",
    **{f"{year}-01-01/{year + 9}-12-31": f"the {year}s" for year in range(1940, 2030, 10)},
}


def chosen() -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the period in the address, within what the page shows."""
    first, last = _day("from", START), _day("to", LATEST)
    if first > last:
        first, last = last, first
    return first, max(last, first + dt.timedelta(days=1))


def window(first: dt.date, last: dt.date) -> tuple[float, float]:
    """Return the seconds since 1970 (UTC) from the beginning of a day to the end of another."""
    period = as_date(first, last)
    return period.start, period.end


def as_date(first: dt.date, last: dt.date) -> Date:
    """Return a period as an EDTF interval."""
    return Date.parse(f"{first.isoformat()}/{last.isoformat()}")


def go(first: dt.date, last: dt.date) -> None:
    """Write a period to the address; what lies outside of all there is, is cut off."""
    for key, day, default in (("from", first, START), ("to", last, LATEST)):
        kept = min(max(day, EARLIEST), LATEST)
        if kept == default:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = kept.isoformat()


def go_to(period: str) -> None:
    """Write a period given as an EDTF interval or day to the address."""
    date = Date.parse(period)
    last = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=date.end)
    go(date.as_utc().date(), max(last.date(), date.as_utc().date() + dt.timedelta(days=1)))


def controls() -> tuple[dt.date, dt.date]:
    """Draw slider, steps and jump; return the period chosen."""
    first, last = chosen()
    st.session_state["period"] = (first, last)
    slider, steps, jump = st.columns([6, 3, 3], vertical_alignment="bottom")
    with slider:
        st.slider(
            "Period",
            EARLIEST,
            LATEST,
            key="period",
            format="YYYY-MM-DD",
            on_change=lambda: go(*st.session_state["period"]),
        )
    with steps, st.container(horizontal=True, gap="small"):
        span = last - first
        quarter, half = span / 4, span / 2
        moves = {
            "earlier": ("◀", "Earlier", (first - half, last - half)),
            "later": ("▶", "Later", (first + half, last + half)),
            "closer": ("+", "Closer", (first + quarter, last - quarter)),
            "wider": ("\N{MINUS SIGN}", "Wider", (first - half, last + half)),
        }
        for key, (sign, tip, to) in moves.items():
            st.button(sign, key=f"period-{key}", help=tip, on_click=go, args=to)
    with jump:
        st.selectbox(
            "Jump to",
            list(ERAS),
            index=None,
            format_func=lambda era: ERAS[era],
            placeholder="an era or a decade",
            key="jump",
            on_change=_jump,
        )
    return first, last


def dragged(selection: Mapping[str, Any]) -> str | None:
    """Return the period that was dragged over in a chart, as an EDTF interval, or None."""
    boxes = selection.get("box") or []
    if not boxes or len(boxes[0].get("x", ())) < 2:
        return None
    first, last = sorted(str(edge)[:10] for edge in boxes[0]["x"][:2])
    return f"{first}/{last}" if last > first else first


def _jump() -> None:
    if era := st.session_state["jump"]:
        go_to(era)
    st.session_state["jump"] = None


def _day(key: str, default: dt.date) -> dt.date:
    """Return the day in the address; what is no date, or outside of all there is, counts as not given."""
    try:
        date = Date.parse(st.query_params.get(key, default.isoformat())).as_utc().date()
    except DateError:
        return default
    return date if EARLIEST <= date <= LATEST else default
