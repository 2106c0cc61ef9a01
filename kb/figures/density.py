"""Counts where there is no room for marks: a strip of bars, each as thick as what it stands for is many."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from kb.figures.palette import TEXT

BIN_PIXELS = 12
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Bin:
    """How many fell between two instants (seconds since 1970, UTC), in which row; the most in any bin there."""

    left: float
    right: float
    row: int
    count: int
    most: int

    @property
    def period(self) -> str:
        """The days of the bin as an EDTF interval."""
        first, last = (_day(seconds) for seconds in (self.left, self.right - 1))
        return f"{first}/{last}" if last > first else first


def bins(starts: Iterable[float], begin: float, end: float, width: float, row: int) -> list[Bin]:
    """Count instants in bins about ``BIN_PIXELS`` wide of a window drawn ``width`` pixels wide."""
    number = max(1, round(width / BIN_PIXELS))
    size = max((end - begin) / number, 1)
    counts = Counter(min(int((start - begin) / size), number - 1) for start in starts)
    most = max(counts.values(), default=1)
    return [
        Bin(begin + at * size, begin + (at + 1) * size, row, count, most)
        for at, count in sorted(counts.items())
    ]


def strip(found: list[Bin]) -> go.Bar:
    """Draw bins as bars whose thickness tells the count, by its square root: few stay visible beside many."""
    return go.Bar(
        orientation="h",
        base=[one.left * 1000 for one in found],
        x=[(one.right - one.left) * 1000 for one in found],
        y=[one.row for one in found],
        width=[0.12 + 0.8 * (one.count / one.most) ** 0.5 for one in found],
        marker={"color": TEXT, "opacity": 0.5, "line": {"width": 0}},
        name="more",
        showlegend=False,
        customdata=[[f"period:{one.period}", one.count] for one in found],
        hovertemplate="<b>%{customdata[1]} more</b><br>click to look closer<extra></extra>",
    )


def _day(seconds: float) -> str:
    return (dt.datetime(1970, 1, 1) + dt.timedelta(days=int(seconds // _DAY))).date().isoformat()
