"""Figures on pages: drawn, clickable, with a table twin."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from kb.base import KnowledgeBase
from kb.dashboard import parts, period
from kb.exporters import csv as sheet
from kb.figures import lanes_by, timeline_figure
from kb.figures.timeline import spoken
from kb.queries.timeline import Item

LONGEST_TABLE = 1_000
CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": [
        "lasso2d",
        "autoScale2d",
        "zoom2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
        "resetScale2d",
    ],
    "toImageButtonOptions": {"format": "svg", "filename": "space-missions"},
}


def picked(key: str) -> str | None:
    """Return the id behind the mark that was just clicked in a chart, if any."""
    points = st.session_state.get(key, {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    if isinstance(data, dict):  # Streamlit hands lists over as mappings of their positions
        data = list(data.values())
    return str(data[0]) if data else None


def open_entity(entity: str) -> None:
    """Go to an entity's page as a link does: st.switch_page leaves a step in the history without the filters."""
    go = f"kbGo({json.dumps(parts.address('entity', id=entity))})"
    st.html(f"<script>{go}</script>", unsafe_allow_javascript=True)


def chart(figure: Any, *, key: str, alt: str, on_pick: Callable[[str], None] = open_entity) -> None:
    """Show a figure; a click on a mark opens its entity."""
    st.plotly_chart(
        figure,
        key=key,
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=alt,
    )
    entity = picked(key)
    if entity is not None:
        on_pick(entity)


def timeline_chart(
    kb: KnowledgeBase,
    items: Sequence[Item],
    *,
    by: str | None,
    key: str,
    caption: str | None = None,
    window: tuple[float, float] | None = None,
    rows: int = 4,
    most: int = 8,
    merged: Mapping[str, str] | None = None,
    drag: bool = False,
) -> None:
    """Show a timeline with its table twin. ``by`` names the lanes, see :func:`kb.figures.lanes_by`, or is None.

    ``most`` bounds the number of lanes; the rest shares one. ``merged`` maps an id to the one in whose lane it is.
    A click on a strip writes its period to the address where ``window`` is given; with ``drag``, dragging over a
    period does (Streamlit reports no clicks on marks then).
    """
    figure, titles = _drawn(kb, items, by, window, rows, most, merged or {})
    with st.container(key=f"timeline-box-{key}"):
        if drag:
            figure.update_layout(dragmode="select", selectdirection="h")
        st.plotly_chart(
            figure,
            key=key,
            on_select="rerun",
            selection_mode=["points", "box"] if window is not None else ["points"],
            config=CONFIG,
            alt=f"Timeline of {len(items)} entries",
        )
    _follow(key, window is not None)
    if caption:
        st.caption(caption)
    table(kb, items, titles, key)


def _drawn(
    kb: KnowledgeBase,
    items: Sequence[Item],
    by: str | None,
    window: tuple[float, float] | None,
    rows: int,
    most: int,
    merged: Mapping[str, str],
) -> tuple[Any, dict[str, str]]:
    kinds = {kind.id: kind.plural for kind in kb.registry.kinds.values()}
    ids = {id_ for item in items for id_ in (*item.agencies, *item.countries, *item.programmes)}
    if by in ("person", "station"):
        ids |= {id_ for item in items for id_ in (*item.people, *item.stations)}
    titles = {id_: brief.name for id_, brief in kb.reader.briefs(ids | set(merged.values())).items()}
    lanes = lanes_by(items, by, {**kinds, **titles}, most=most, same=merged) if by else None
    shown = sorted(items, key=lambda item: -item.importance)[:600]
    people = kb.reader.briefs({id_ for item in shown for id_ in item.people[:3]})
    names = {id_: brief.name for id_, brief in people.items()}
    return timeline_figure(items, lanes=lanes, window=window, rows=rows, people=names), titles


def _follow(key: str, zooms: bool) -> None:
    """Open what was clicked, or look closer at what was dragged over or counted."""
    selection = st.session_state.get(key, {}).get("selection", {})
    goal = period.dragged(selection) if zooms else None
    entity = picked(key)
    if entity is not None and entity.startswith("period:"):
        goal, entity = entity.removeprefix("period:"), None
    if goal is not None:
        # Streamlit keeps a chart's selection until its data change: the same drag must not zoom twice.
        if st.session_state.get(f"{key}-dragged") != goal:
            st.session_state[f"{key}-dragged"] = goal
            period.go_to(goal)
            st.rerun()
    elif entity is not None:
        open_entity(entity)


def table(kb: KnowledgeBase, items: Sequence[Item], titles: Mapping[str, str], key: str) -> None:
    """Show the table twin of a timeline; it is filled when it is opened, and a long one is for downloading."""
    with st.expander(f"As a table: {len(items):,} entries", key=f"{key}-table", on_change="rerun") as opened:
        if not opened.open:
            return
        st.download_button(
            "Download as CSV",
            lambda: sheet.timeline(items),
            "timeline.csv",
            "text/csv",
            on_click="ignore",
            key=f"{key}-csv",
        )
        if len(items) > LONGEST_TABLE:
            st.caption(f"The first {LONGEST_TABLE:,} of {len(items):,}; the download has all.")
        rows = [
            {
                "Date": spoken(item.date, item.until),
                "EDTF": str(item.date),
                "What": item.title,
                "Kind": item.kind,
                "Agencies": ", ".join(titles.get(a, a) for a in item.agencies),
                "Sources": ", ".join(item.sources),
                "Open": f"/entity?id={item.entity}",
            }
            for item in items[:LONGEST_TABLE]
        ]
        st.dataframe(
            rows,
            hide_index=True,
            column_config={"Open": st.column_config.LinkColumn(display_text="open")},
            alt="The timeline as a table",
        )
