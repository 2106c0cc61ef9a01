"""Figures on pages: drawn, clickable, with a table twin."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kb.base import KnowledgeBase
from kb.dashboard import parts
from kb.figures import lanes_by, timeline_figure
from kb.figures.timeline import spoken
from kb.queries.timeline import Item

CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"]}


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
    rows: int = 7,
    most: int = 12,
) -> None:
    """Show a timeline with its table twin. ``by`` names the lanes: agency, country, kind, programme or None.

    ``most`` bounds the number of lanes; the rest shares one.
    """
    kinds = {kind.id: kind.plural for kind in kb.registry.kinds.values()}
    ids = {id_ for item in items for id_ in (*item.agencies, *item.countries, *item.programmes)}
    titles = {id_: brief.name for id_, brief in kb.reader.briefs(ids).items()}
    lanes = lanes_by(items, by, {**kinds, **titles}, most=most) if by else None
    figure = timeline_figure(items, lanes=lanes, window=window, rows=rows)
    with st.container(key=f"timeline-box-{key}"):
        chart(figure, key=key, alt=f"Timeline of {len(items)} entries")
    if caption:
        st.caption(caption)
    with st.expander(f"As a table: {len(items)} entries"):
        table = [
            {
                "Date": spoken(item.date, item.until),
                "EDTF": str(item.date),
                "What": item.title,
                "Kind": item.kind,
                "Agencies": ", ".join(titles.get(a, a) for a in item.agencies),
                "Sources": ", ".join(item.sources),
                "Open": f"/entity?id={item.entity}",
            }
            for item in items
        ]
        st.dataframe(
            table,
            hide_index=True,
            column_config={"Open": st.column_config.LinkColumn(display_text="open")},
            alt="The timeline as a table",
        )
