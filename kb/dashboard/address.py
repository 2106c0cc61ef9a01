"""Choices that live in the page's address, by id.

Streamlit's own ``bind="query-params"`` writes the labels that a reader sees; an address made of ids stays
true when a name is mended. The address is the truth: each run sets the widget from it, and a change of the
widget is written back to it. What the address holds and the page does not know is ignored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import streamlit as st


def select(label: str, key: str, options: Mapping[str, str], *, placeholder: str) -> str | None:
    """Return the id chosen from a list of ids and labels, or None."""
    given = [id_ for id_ in st.query_params.get_all(key) if id_ in options]
    st.session_state[key] = given[0] if given else None
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda id_: options[id_],
        placeholder=placeholder,
        key=key,
        on_change=_write,
        args=(key, None),
    )


def segments(label: str, key: str, options: Mapping[str, str], *, default: str) -> str:
    """Return the one id chosen from a few that stand side by side."""
    given = [id_ for id_ in st.query_params.get_all(key) if id_ in options]
    st.session_state[key] = given[0] if given else default
    return (
        st.segmented_control(
            label,
            list(options),
            format_func=lambda id_: options[id_],
            key=key,
            required=True,
            default=None,
            on_change=_write,
            args=(key, default),
        )
        or default
    )


def several(
    label: str, key: str, options: Mapping[str, str], *, default: Sequence[str] = (), placeholder: str = "All"
) -> list[str]:
    """Return the ids chosen; an empty choice is written ``key=`` when the default is not empty."""
    given = st.query_params.get_all(key)
    known = [id_ for id_ in given if id_ in options]
    st.session_state[key] = known if known or given == [""] else list(default)
    return st.multiselect(
        label,
        list(options),
        format_func=lambda id_: options[id_],
        placeholder=placeholder,
        key=key,
        on_change=_write,
        args=(key, list(default)),
    )


def day(label: str, key: str, *, default: dt.date) -> dt.date:
    """Return the day chosen; what the address holds and is no day counts as not given."""
    try:
        given = dt.date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        given = default
    st.session_state[key] = given

    def write() -> None:
        st.query_params[key] = st.session_state[key].isoformat()

    earliest, latest = dt.date(1900, 1, 1), dt.date(2100, 1, 1)
    chosen: dt.date = st.date_input(
        label, key=key, min_value=earliest, max_value=latest, on_change=write, width=220
    )
    return chosen


def _write(key: str, default: str | list[str] | None) -> None:
    """Write a widget's value to the address; a default is left out, to keep addresses short."""
    value = st.session_state[key]
    if value == default or value is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value or ""
