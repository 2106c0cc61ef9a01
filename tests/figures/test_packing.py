"""Labels never run into each other; what finds no room is told, not drawn over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.figures.packing import Box, Spot, pack

WIDTH, GAP = 1000.0, 6.0
pixels = st.integers(-200, 1200)
boxes = st.builds(
    lambda left, length, label, weight: Box(left, left + length, label, weight),
    pixels,
    st.sampled_from([0, 1, 10, 40, 400]) | st.integers(0, 900),
    st.sampled_from([0, 60, 120]) | st.integers(0, 300),
    st.integers(0, 3),
)


def reach(box: Box, spot: Spot) -> tuple[float, float]:
    """Return from where to where a box takes room, in pixels."""
    return box.left, box.right + (box.label if spot.labelled else 0)


@given(st.lists(boxes, max_size=40), st.integers(1, 6))
def test_every_box_gets_a_spot_and_no_two_in_a_row_touch(given: list[Box], rows: int) -> None:
    spots, used = pack(given, rows=rows, width=WIDTH, gap=GAP)
    assert len(spots) == len(given)
    assert used == max((spot.row + 1 for spot in spots if spot), default=0) <= rows
    assert {spot.row for spot in spots if spot} == set(range(used))
    for row in range(rows):
        taken = sorted(
            reach(box, spot) for box, spot in zip(given, spots, strict=True) if spot and spot.row == row
        )
        assert all(right + GAP <= left for (_, right), (left, _) in pairwise(taken)), taken


@given(st.lists(boxes, max_size=40), st.integers(1, 6))
def test_labels_end_inside_the_drawing(given: list[Box], rows: int) -> None:
    spots, _ = pack(given, rows=rows, width=WIDTH, gap=GAP)
    for box, spot in zip(given, spots, strict=True):
        if spot and spot.labelled:
            assert box.right + box.label <= WIDTH


@given(st.lists(boxes, min_size=1, max_size=40), st.integers(1, 6))
def test_the_weightiest_keeps_its_label_when_it_fits(given: list[Box], rows: int) -> None:
    spots, _ = pack(given, rows=rows, width=WIDTH, gap=GAP)
    box, spot = min(zip(given, spots, strict=True), key=lambda pair: (-pair[0].weight, pair[0].left))
    assert spot is not None
    assert spot.row == 0
    assert spot.labelled == (box.right + box.label <= WIDTH)


@pytest.mark.parametrize(
    ("rows", "spots", "used"),
    [
        (3, [Spot(0, True), Spot(1, True), Spot(2, True)], 3),
        (2, [Spot(0, True), Spot(1, True), None], 2),
        (1, [Spot(0, True), None, None], 1),
    ],
)
def test_three_at_one_moment(rows: int, spots: list[Spot | None], used: int) -> None:
    """The lightest finds no room first."""
    same = [Box(100, 110, 80, weight) for weight in (3, 2, 1)]
    assert pack(same, rows=rows, width=WIDTH) == (spots, used)


def test_a_label_gives_way_before_its_mark() -> None:
    marks = [Box(100, 110, 80, 2), Box(40, 50, 80, 1)]  # the second's label would run into the first mark
    assert pack(marks, rows=1, width=WIDTH) == ([Spot(0, True), Spot(0, False)], 1)


def test_nothing_takes_no_row() -> None:
    assert pack([], rows=3, width=WIDTH) == ([], 0)
