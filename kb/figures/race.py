"""Who was ahead: achievements as points on a line each, and how many each side had led in over time."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from kb.figures.palette import FAINT, LINE, TEXT
from kb.queries.compare import Comparison, Row

# Okabe and Ito's colours (2008), which all readers can tell apart, darkened where paper needs 3:1; a mark each.
_SIDES = (
    ("#d55e00", "circle"),
    ("#0072b2", "diamond"),
    ("#009e73", "square"),
    ("#b9770e", "triangle-up"),
    ("#cc5a94", "star"),
    ("#4a9ad4", "cross"),
)
ROW_PIXELS = 21


def race_figure(found: Comparison, *, ink: str = TEXT) -> go.Figure:
    """Draw a line an achievement: the sides' own firsts as points, the gap between them as a bar.

    Marks carry the first's id as ``customdata[0]``.
    """
    rows = list(found.rows)
    figure = go.Figure()
    for at, row in enumerate(rows):
        dates = [date.start for side in row.sides if (date := row.date(side)) is not None]
        if len(dates) > 1:
            figure.add_shape(
                type="line",
                x0=min(dates) * 1000,
                x1=max(dates) * 1000,
                y0=at,
                y1=at,
                line={"color": LINE, "width": 2},
                layer="below",
            )
    for (colour, mark), side in zip(_styles(len(found.sides)), found.sides, strict=True):
        own = [(at, row) for at, row in enumerate(rows) if side.id in row.sides]
        figure.add_trace(
            go.Scatter(
                x=[_ms(row, side.id) for _, row in own],
                y=[at for at, _ in own],
                mode="markers",
                name=side.name,
                marker={"color": colour, "symbol": mark, "size": 11},
                customdata=[[row.first.id] for _, row in own],
                text=[_told(row, side.id) for _, row in own],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    figure.update_layout(
        height=len(rows) * ROW_PIXELS + 110,
        margin={"l": 0, "r": 10, "t": 30, "b": 10},
        xaxis={"type": "date", "side": "top", "gridcolor": FAINT, "tickfont": {"color": ink}},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [row.first.name for row in rows],
            "range": [len(rows) - 0.4, -0.6],
            "gridcolor": FAINT,
            "automargin": True,
            "tickfont": {"color": ink, "size": 11},
            "fixedrange": True,
        },
        hovermode="closest",
        dragmode=False,
        legend={"orientation": "h", "y": 0, "yanchor": "top"},
    )
    return figure


def lead_figure(found: Comparison, *, ink: str = TEXT) -> go.Figure:
    """Draw how many achievements each side had been first in among the compared, as steps over time."""
    steps = found.leads()
    figure = go.Figure()
    for (colour, mark), side in zip(_styles(len(found.sides)), found.sides, strict=True):
        figure.add_trace(
            go.Scatter(
                x=[date.start * 1000 for date, _ in steps],
                y=[counts[side.id] for _, counts in steps],
                mode="lines",
                name=side.name,
                line={"color": colour, "shape": "hv", "width": 2.5},
                hovertemplate=f"{side.name}: %{{y}}<extra></extra>",
            )
        )
        if steps:
            figure.add_trace(
                go.Scatter(
                    x=[steps[-1][0].start * 1000],
                    y=[steps[-1][1][side.id]],
                    mode="markers",
                    marker={"color": colour, "symbol": mark, "size": 9},
                    showlegend=False,
                    hoverinfo="skip",
                )
            )
    figure.update_layout(
        height=300,
        margin={"l": 0, "r": 10, "t": 10, "b": 10},
        xaxis={"type": "date", "gridcolor": FAINT, "tickfont": {"color": ink}},
        yaxis={
            "gridcolor": FAINT,
            "tickfont": {"color": ink},
            "tickformat": "d",
            "nticks": min(8, 1 + max((max(counts.values()) for _, counts in steps), default=1)),
            "rangemode": "tozero",
            "automargin": True,
        },
        hovermode="x unified",
        dragmode=False,
        legend={"orientation": "h", "y": -0.15, "yanchor": "top"},
    )
    return figure


def _styles(count: int) -> Sequence[tuple[str, str]]:
    return [_SIDES[n % len(_SIDES)] for n in range(count)]


def _ms(row: Row, side: str) -> float | None:
    date = row.date(side)
    return date.start * 1000 if date else None


def _told(row: Row, side: str) -> str:
    doers = row.sides[side]
    who = ", ".join(dict.fromkeys(doer.who.name for doer in doers[:4]))
    lag = row.lag(side)
    behind = f"<br>{lag:,} days behind" if lag else ""
    return f"<b>{row.first.name}</b><br>{who}<br>{doers[0].date.describe()}{behind}"
