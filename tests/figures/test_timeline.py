"""The timeline draws what is known, as it is known."""

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.figures import lanes_by, timeline_figure
from kb.figures.timeline import spoken
from kb.queries.timeline import Item

DAY = 86_400
SPACE_AGE = kb.Date.parse("1957/1991")
WINDOW = (SPACE_AGE.start, SPACE_AGE.end)


def item(date: str, until: str | None = None, entity: str = "it", **more: Any) -> Item:
    known = {
        "title": entity.title(),
        "kind": "mission",
        "summary": None,
        "importance": 1.0,
        "sources": (),
        "agencies": (),
        "countries": (),
        "programmes": (),
        "people": (),
    }
    return Item(kb.Date.parse(date), kb.Date.parse(until) if until else None, entity=entity, **(known | more))


def marks(figure: Any) -> dict[str, list[tuple[str, float, float, float]]]:
    """Return what is drawn: for each entity the sort of mark, from and to (seconds), and the row."""
    drawn: dict[str, list[tuple[str, float, float, float]]] = defaultdict(list)
    for trace in figure.data:
        for index, (id_, *_) in enumerate(trace.customdata or ()):
            if trace.type == "bar":
                left, width = trace.base[index] / 1000, trace.x[index] / 1000
                sort = "hatched" if trace.marker.pattern.shape else "bar"
                drawn[id_].append((sort, left, left + width, trace.y[index]))
            else:
                at = trace.x[index] / 1000
                drawn[id_].append((trace.mode, at, at, trace.y[index]))
    return drawn


def mark(figure: Any, entity: str = "it") -> tuple[str, float, float]:
    """Return an entity's one mark, without its row; its label aside."""
    (found,) = (m[:3] for m in marks(figure)[entity] if m[0] != "text")
    return found


def labels(figure: Any) -> list[tuple[float, float, str]]:
    """Return the labels: where they begin (seconds), their row, and what they say."""
    return [
        (x / 1000, y, text)
        for trace in figure.data
        if trace.text
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    ]


@pytest.mark.parametrize("text", ["1961?", "1961~", "1961%", "196X", "1961"])
def test_a_date_known_within_bounds_is_drawn_as_all_of_them(text: str) -> None:
    date = kb.Date.parse(text)
    assert mark(timeline_figure([item(text)], window=WINDOW)) == ("hatched", date.earliest, date.latest)


@pytest.mark.parametrize("text", ["1961-04-12", "1961-04-12T06:07Z", "1961-04-12?"])
def test_an_instant_has_no_width(text: str) -> None:
    date = kb.Date.parse(text)
    sort, left, right = mark(timeline_figure([item(text)], window=WINDOW))
    assert sort == "markers"
    assert date.earliest <= left == right <= date.latest


def test_a_day_becomes_as_wide_as_it_is_when_days_can_be_told_apart() -> None:
    day = kb.Date.parse("1961-04-12")
    week = (day.start - 3 * DAY, day.end + 3 * DAY)
    assert mark(timeline_figure([item("1961-04-12")], window=week)) == ("hatched", day.start, day.end)


@pytest.mark.parametrize(
    ("date", "until", "left", "right"),
    [
        ("1986-02-19", "2001-03-23", "1986-02-19", "1991"),  # runs out of the window
        ("1971-04-19", "1971-10-11", "1971-04-19", "1971-10-11"),
        ("1955/1972", None, "1957", "1972"),
        ("1961/..", None, "1961", "1991"),
        ("1984/", None, "1984", "1991"),
        ("../1972", None, "1957", "1972"),
    ],
)
def test_a_span_is_a_bar_from_its_beginning_to_its_end_within_the_window(
    date: str, until: str | None, left: str, right: str
) -> None:
    drawn = mark(timeline_figure([item(date, until)], window=WINDOW))
    assert drawn == ("bar", kb.Date.parse(left).start, kb.Date.parse(right).end)


def test_a_span_too_short_to_be_seen_is_an_instant() -> None:
    sort, left, right = mark(timeline_figure([item("1961-04-12", "1961-04-13")], window=WINDOW))
    assert sort == "markers"
    assert left == right


def test_the_window_is_what_is_shown() -> None:
    figure = timeline_figure([item("1961-04-12")], window=WINDOW)
    assert [edge / 1000 for edge in figure.layout.xaxis.range] == list(WINDOW)


def test_without_a_window_all_of_it_is_shown() -> None:
    items = [item("1957-10-04", entity="sputnik-1"), item("1986/2001", entity="mir"), item("2000/..")]
    begin, end = (edge / 1000 for edge in timeline_figure(items).layout.xaxis.range)
    assert begin < items[0].date.start
    assert items[1].date.end < end < kb.Date.parse("2010").start  # an open end does not stretch it


def test_every_mark_carries_its_entity_and_says_what_it_is() -> None:
    items = [item("1961-04-12", entity="vostok-1", summary="One orbit."), item("196X", entity="n-1")]
    for trace in timeline_figure(items, window=WINDOW).data:
        if trace.hovertemplate:
            ((id_, card),) = trace.customdata
            assert id_ in ("vostok-1", "n-1")
            assert f"<b>{id_.title()}</b>" in card
            assert ("12 April 1961" in card and "One orbit." in card) or "1960s" in card


dates = st.one_of(
    st.integers(1957, 1990).map(str),
    st.integers(1957, 1990).map("{}?".format),
    st.dates(kb.Date.parse("1957").as_utc().date(), kb.Date.parse("1991").as_utc().date()).map(str),
    st.tuples(st.integers(1957, 1970), st.integers(1971, 1991)).map("{0[0]}/{0[1]}".format),
)


@settings(deadline=None, max_examples=40)  # Plotly takes 20 ms a figure
@given(st.lists(st.tuples(dates, st.sampled_from(["mission", "first"])), max_size=30), st.integers(1, 4))
def test_everything_is_drawn_once_in_its_own_lane_or_counted_below_it(
    given: list[tuple[str, str]], rows: int
) -> None:
    items = [item(date, entity=f"e-{n}", kind=kind) for n, (date, kind) in enumerate(given)]
    lanes = {it.entity: it.kind for it in items}
    figure = timeline_figure(items, lanes=lanes, window=WINDOW, rows=rows)
    drawn = {
        id_: [m for m in several if m[0] != "text"]
        for id_, several in marks(figure).items()
        if id_.startswith("e-")
    }
    assert drawn.keys() <= {it.entity for it in items}
    assert all(len(several) == 1 for several in drawn.values())
    assert sum(count for _, count in strips(figure)) == len(items) - len(drawn)
    titles = {a.text: a.y for a in figure.layout.annotations} if items else {}
    assert {kind for kind in titles_of(titles)} == set(lanes.values())
    own = {
        kind: {drawn[id_][0][3] for id_, lane in lanes.items() if lane == kind and id_ in drawn}
        for kind in titles_of(titles)
    }
    for kind, used in own.items():
        assert min(used) > titles[f"<b>{kind}</b>"]  # below the lane's title
        assert max(used) - min(used) < rows
    assert len(set().union(*own.values())) == sum(map(len, own.values()))  # no row in two lanes


def strips(figure: Any) -> list[tuple[str, int]]:
    """Return the bars of the strips: the period each stands for, and how many it counts."""
    return [
        (id_.removeprefix("period:"), rest[0])
        for trace in figure.data
        for id_, *rest in trace.customdata or ()
        if id_.startswith("period:")
    ]


def test_what_finds_no_room_is_counted_where_it_would_stand_and_firsts_stay() -> None:
    crowd = [item("1961-04-12", entity=f"m-{n}", importance=1.0 + n / 100) for n in range(50)]
    first = item("1961-04-12", entity="first-x", kind="first", importance=1.3)
    figure = timeline_figure([*crowd, first], window=WINDOW, rows=2)
    assert {"first-x", "m-49"} == set(marks(figure)) - {id_ for id_ in marks(figure) if ":" in id_}
    ((period, count),) = strips(figure)
    assert count == 49
    assert kb.Date.parse("1961-04-12").within(kb.Date.parse(period)) is True


def test_a_hundred_thousand_entries_make_no_larger_drawing() -> None:
    days = [f"{1957 + n % 60}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(2_000)]
    items = [item(day, entity=f"m-{n}", importance=float(n % 97)) for n, day in enumerate(days)]
    few, many = (timeline_figure(some, most=300) for some in (items, items * 20))
    assert sum(len(t.x) for t in many.data) <= sum(len(t.x) for t in few.data) + 100


def titles_of(titles: dict[str, float]) -> list[str]:
    return [text.removeprefix("<b>").removesuffix("</b>") for text in titles]


def test_labels_can_be_left_out() -> None:
    items = [item("1961-04-12")]
    assert [text for *_, text in labels(timeline_figure(items, window=WINDOW))] == ["It"]
    assert not labels(timeline_figure(items, window=WINDOW, labels=False))


def test_nothing_says_so() -> None:
    figure = timeline_figure([])
    assert not figure.data
    assert figure.layout.annotations[0].text


LANES = [
    item("1961", entity="vostok-1", agencies=("ussr",), countries=("ussr",)),
    item("1962", entity="vostok-3", agencies=("ussr",), countries=("ussr",)),
    item("1962", entity="friendship-7", agencies=("nasa",), countries=("usa",), kind="first"),
    item("1975", entity="astp", agencies=("nasa", "ussr"), countries=("usa", "ussr")),
    item("1965", entity="asterix", agencies=("cnes",), countries=("france",)),
    item("1957", entity="igy"),
]
NAMES = {"ussr": "Soviet Union", "nasa": "NASA", "mission": "Missions"}


@pytest.mark.parametrize(
    ("by", "most", "lanes"),
    [
        ("agency", 12, ["Soviet Union", "Soviet Union", "NASA", "Soviet Union", "cnes", "Nobody"]),
        ("agency", 1, ["Soviet Union", "Soviet Union", "Others", "Soviet Union", "Others", "Nobody"]),
        ("kind", 12, ["Missions", "Missions", "first", "Missions", "Missions", "Missions"]),
        ("programme", 12, ["Nobody"] * 6),
    ],
)
def test_lanes(by: str, most: int, lanes: list[str]) -> None:
    """What has several lanes stands in the fullest; ids without a title keep their id."""
    found = lanes_by(LANES, by, NAMES, most=most, empty="Nobody")
    assert [found[it.entity] for it in LANES] == lanes


def test_lanes_come_fullest_first_and_the_rest_last() -> None:
    lanes = lanes_by(LANES, "country", {}, most=1, empty="Nobody")
    titles = timeline_figure(LANES, lanes=lanes, window=WINDOW).layout.annotations
    assert [title.text for title in titles] == ["<b>ussr</b>", "<b>Nobody</b>", "<b>Others</b>"]
    assert [title.y for title in titles] == sorted(title.y for title in titles)


@pytest.mark.parametrize(
    ("date", "until", "words"),
    [
        ("1961-04-12", None, "12 April 1961"),
        ("1961-04-12", "1961-04-12", "12 April 1961"),
        ("2021-10-05", "2022-03-30", "5 October 2021 – 30 March 2022"),
        ("1998/..", "2030", "since 1998"),
    ],
)
def test_dates_in_words(date: str, until: str | None, words: str) -> None:
    assert spoken(kb.Date.parse(date), kb.Date.parse(until) if until else None) == words
