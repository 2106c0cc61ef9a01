"""The timeline: lanes of spans, instants and uncertain dates, labelled without collisions.

Detail follows the window: what matters most stands as itself, the rest of a lane is counted in a strip below it,
so that a hundred thousand entries make a drawing as large as a thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from kb.dates import FAR_FUTURE, Date
from kb.figures.density import Bin, bins, strip
from kb.figures.packing import Box, pack
from kb.figures.palette import BAND, FAINT, TEXT, colour, symbol
from kb.queries.timeline import Item

ROW_PIXELS = 19
CHARACTER_PIXELS = 6.1  # of the 11-pixel label font, measured over the seed's names
_DAY = 86_400
_MARK_PIXELS = 10
_OTHER = "Others"
_NONE = "No one country or agency"


def lanes_by(
    items: Sequence[Item],
    by: str,
    names: Mapping[str, str],
    *,
    most: int = 12,
    empty: str = _NONE,
    same: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the lane's title of each entity.

    ``by`` is ``kind``, ``agency``, ``country``, ``programme``, ``person`` or ``station``; ``names`` maps ids (of
    kinds too) to titles; ``same`` maps an id to the one whose lane it shares (an agency to its successor). An item
    in several lanes stands in the one with most items; beyond ``most`` lanes, the rest share one.
    """
    shared = same or {}

    def ids(item: Item) -> tuple[str, ...]:
        several = {
            "agency": item.agencies,
            "country": item.countries,
            "programme": item.programmes,
            "person": item.people,
            "station": item.stations,
        }
        own = (item.kind,) if by == "kind" else several[by]
        return tuple(dict.fromkeys(shared.get(id_, id_) for id_ in own))

    counts = Counter(id_ for item in items for id_ in ids(item))
    kept = {id_ for id_, _ in counts.most_common(most)}
    lanes = {}
    for item in items:
        own = sorted(ids(item), key=lambda id_: -counts[id_])
        lane = next((id_ for id_ in own if id_ in kept), None)
        lanes[item.entity] = names.get(lane, lane) if lane else (_OTHER if own else empty)
    return lanes


def timeline_figure(
    items: Sequence[Item],
    *,
    lanes: Mapping[str, str] | None = None,
    window: tuple[float, float] | None = None,
    width: int = 1000,
    rows: int = 7,
    most: int = 600,
    labels: bool = True,
    people: Mapping[str, str] | None = None,
    ink: str = TEXT,
) -> go.Figure:
    """Draw items over time.

    ``lanes`` maps an entity to its lane's title (one untitled lane when left out); ``window`` is the visible range
    in seconds since 1970 (UTC); ``width`` the drawing's expected width in pixels, which decides how many labels
    fit; ``rows`` how many rows a lane may have, ``most`` how many marks the drawing: firsts and what is important
    are drawn first, what finds no room is counted in the lane's strip. ``people`` names those on the hover cards;
    ``ink`` is the colour of the labels. Marks carry the entity's id as ``customdata[0]``, the bars of a strip
    ``period:FROM/TO``.
    """
    if not items:
        return _empty()
    begin, end = window or _extent(items)
    scale = width / max(end - begin, 1)
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        grouped[lanes.get(item.entity, _OTHER) if lanes else ""].append(item)
    order = sorted(grouped, key=lambda lane: (lane == _OTHER, lane == _NONE, -len(grouped[lane]), lane))
    if lanes is None:
        order = [""]
    drawing = _Drawing(begin, end, scale, labels, ink, people or {})
    shares = {lane: len(grouped[lane]) ** 0.5 for lane in order}
    for lane in order:
        share = max(10, round(most * shares[lane] / sum(shares.values())))
        drawing.lane(lane, grouped[lane], rows, width, share)
    return drawing.figure()


class _Drawing:
    """Collects marks lane by lane, then makes few traces of them: one of each sort a kind."""

    def __init__(
        self,
        begin: float,
        end: float,
        scale: float,
        labels: bool,
        ink: str,
        people: Mapping[str, str],
    ) -> None:
        self.begin, self.end, self.scale, self.labels, self.ink = begin, end, scale, labels, ink
        self.people = people
        self.row = 0
        self.marks: dict[tuple[str, str], _Marks] = defaultdict(list)
        self.texts: list[tuple[float, int, str, str]] = []
        self.titles: list[tuple[int, str]] = []
        self.bands: list[tuple[float, float]] = []
        self.strips: list[Bin] = []

    def lane(self, title: str, items: list[Item], rows: int, width: float, most: int) -> None:
        """Place the most important items of a lane; count the others in its strip."""
        top = self.row
        if title:
            self.titles.append((self.row, title))
            self.row += 1
        ranked = sorted(items, key=_weight, reverse=True)
        alone, rest = ranked[:most], ranked[most:]
        spots, used = pack([self.box(item) for item in alone], rows=rows, width=width)
        for item, spot in zip(alone, spots, strict=True):
            if spot is None:
                rest.append(item)
                continue
            row = self.row + spot.row
            left, right, sort = self.extent(item)
            self.marks[item.kind, sort].append((item, left, right, row))
            if spot.labelled:
                box = self.box(item)
                if box.label:
                    self.texts.append((self.begin + box.right / self.scale, row, item.title, item.entity))
        self.row += max(used, 1)
        if rest:
            starts = [min(max(item.date.start, self.begin), self.end) for item in rest]
            self.strips += bins(starts, self.begin, self.end, width, self.row)
            self.row += 1
        self.bands.append((top - 0.5, self.row - 0.5))

    def extent(self, item: Item) -> tuple[float, float, str]:
        """Return what is drawn: from, to (seconds) and the sort of mark: span, vague or instant."""
        date = item.date
        if item.until is not None and not date.is_interval:
            left, right = date.start, min(item.until.end, self.end)
            if (right - left) * self.scale >= _MARK_PIXELS:
                return left, right, "span"
        elif date.is_interval:
            return max(date.start, self.begin), min(date.end, self.end), "span"
        left, right = date.earliest, min(date.latest, FAR_FUTURE)
        if (right - left) * self.scale >= _MARK_PIXELS:
            return left, right, "vague"
        return (left + right) / 2, (left + right) / 2, "instant"

    def box(self, item: Item) -> Box:
        left, right, sort = self.extent(item)
        x0, x1 = (left - self.begin) * self.scale, (right - self.begin) * self.scale
        if sort == "instant":
            x0, x1 = x0 - _MARK_PIXELS / 2, x1 + _MARK_PIXELS / 2
        label = len(item.title) * CHARACTER_PIXELS + 4 if self.labels else 0.0
        return Box(x0, x1, label, _weight(item))

    def figure(self) -> go.Figure:
        figure = go.Figure()
        shown: set[str] = set()
        for (kind, sort), marks in sorted(self.marks.items()):
            add = {"span": _spans, "vague": _vague, "instant": _instants}[sort]
            figure.add_trace(add(kind, marks, kind not in shown, self.people))
            shown.add(kind)
        if self.strips:
            figure.add_trace(strip(self.strips))
        if self.texts:
            figure.add_trace(
                go.Scatter(
                    x=[_ms(x) for x, *_ in self.texts],
                    y=[row for _, row, *_ in self.texts],
                    text=[text for *_, text, _ in self.texts],
                    customdata=[[entity] for *_, entity in self.texts],
                    mode="text",
                    textposition="middle right",
                    textfont={"size": 11, "color": self.ink},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
        figure.update_layout(
            height=max(220, self.row * ROW_PIXELS + 90),
            margin={"l": 0, "r": 0, "t": 30, "b": 10},
            xaxis={
                "type": "date",
                "range": [_ms(self.begin), _ms(self.end)],
                "side": "top",
                "gridcolor": FAINT,
                "tickfont": {"color": self.ink},
            },
            yaxis={"visible": False, "range": [self.row - 0.4, -0.6], "fixedrange": True},
            shapes=_bands(self.bands),
            annotations=_titles(self.titles, self.ink),
            barmode="overlay",
            hovermode="closest",
            dragmode=False,
            legend={"orientation": "h", "y": -0.02, "yanchor": "top"},
        )
        return figure


_Marks = list[tuple[Item, float, float, int]]


def _spans(kind: str, marks: _Marks, legend: bool, people: Mapping[str, str]) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=[_ms(left) for _, left, _, _ in marks],
        x=[_ms(right - left) for _, left, right, _ in marks],
        y=[row for *_, row in marks],
        width=0.62,
        marker={"color": colour(kind), "opacity": 0.85, "line": {"width": 0}},
        **_common(kind, marks, legend, people),
    )


def _vague(kind: str, marks: _Marks, legend: bool, people: Mapping[str, str]) -> go.Bar:
    """A date that is only known within bounds: the whole range it may lie in, hatched and soft."""
    return go.Bar(
        orientation="h",
        base=[_ms(left) for _, left, _, _ in marks],
        x=[_ms(right - left) for _, left, right, _ in marks],
        y=[row for *_, row in marks],
        width=0.42,
        marker={
            "color": colour(kind),
            "opacity": 0.45,
            "pattern": {"shape": "/", "size": 5, "solidity": 0.4},
            "line": {"width": 0},
        },
        **_common(kind, marks, legend, people),
    )


def _instants(kind: str, marks: _Marks, legend: bool, people: Mapping[str, str]) -> go.Scatter:
    return go.Scatter(
        x=[_ms(left) for _, left, _, _ in marks],
        y=[row for *_, row in marks],
        mode="markers",
        marker={"symbol": symbol(kind), "color": colour(kind), "size": 9, "line": {"width": 0}},
        **_common(kind, marks, legend, people),
    )


def _common(kind: str, marks: _Marks, legend: bool, people: Mapping[str, str]) -> dict[str, object]:
    return {
        "name": kind,
        "legendgroup": kind,
        "showlegend": legend,
        "customdata": [[item.entity, _card(item, people)] for item, *_ in marks],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _weight(item: Item) -> float:
    """A first counts a quarter more: what the page is about does not give way to a busy neighbour."""
    return item.importance * (1.25 if item.kind == "first" else 1)


def _card(item: Item, people: Mapping[str, str]) -> str:
    """Return the hover card: title, dates in words, the summary's beginning, people, how many sources."""
    lines = [f"<b>{item.title}</b>", f"{item.kind} · {spoken(item.date, item.until)}"]
    if item.summary:
        lines += wrap(item.summary, 62, max_lines=3, placeholder=" …")
    named = [people[id_] for id_ in item.people if id_ in people]
    if named:
        more = f" and {len(item.people) - 3} more" if len(item.people) > 3 else ""
        lines.append(f"<i>{', '.join(named[:3])}{more}</i>")
    if item.sources:
        count = len(item.sources)
        lines.append(f"{count} source{'s' * (count > 1)} for the date")
    return "<br>".join(lines)


def spoken(date: Date, until: Date | None) -> str:
    """Return when something was, in words: ``5 October 2021 – 30 March 2022``."""
    if until is None or date.is_interval or until.text == date.text:
        return date.describe()
    return f"{date.describe()} – {until.describe()}"


def _extent(items: Sequence[Item]) -> tuple[float, float]:
    begin = min(item.date.start for item in items)
    ends = [item.until.end if item.until else item.date.end for item in items]
    end = max((e for e in ends if e < FAR_FUTURE), default=begin)
    pad = max((end - begin) * 0.03, 30 * _DAY)
    return begin - pad, end + pad


def _bands(bands: list[tuple[float, float]]) -> list[dict[str, object]]:
    """Shade every second lane."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": top,
            "y1": bottom,
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }
        for top, bottom in bands[::2]
        if len(bands) > 1
    ]


def _titles(titles: list[tuple[int, str]], ink: str) -> list[dict[str, object]]:
    """Head each lane inside the drawing: an axis of names would eat a phone's width."""
    return [
        {
            "text": f"<b>{title}</b>",
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": row,
            "showarrow": False,
            "font": {"size": 12, "color": ink},
        }
        for row, title in titles
    ]


def _empty() -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=160,
        xaxis={"visible": False},
        yaxis={"visible": False},
        annotations=[{"text": "Nothing here fits these filters.", "showarrow": False, "font": {"size": 14}}],
    )
    return figure


def _ms(seconds: float) -> float:
    return seconds * 1000
