"""Placing labelled marks in rows so that no two labels collide.

What matters most is placed first and keeps its label; what finds no room for its label loses it, and what finds
no room at all is left to the caller.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A mark from ``left`` to ``right`` pixels with a label ``label`` pixels wide behind it."""

    left: float
    right: float
    label: float
    weight: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box landed: its row, counted from 0, and whether its label is shown."""

    row: int
    labelled: bool


def pack(boxes: Sequence[Box], *, rows: int, width: float, gap: float = 6) -> tuple[list[Spot | None], int]:
    """Place boxes into at most ``rows`` rows of ``width`` pixels.

    Returns a spot for each box, in the order given, None for one without room, and the number of rows used. A
    label that would run over the right edge is hidden.
    """
    taken: list[list[tuple[float, float]]] = []
    spots: list[Spot | None] = [None] * len(boxes)
    order = sorted(range(len(boxes)), key=lambda i: (-boxes[i].weight, boxes[i].left))
    for index in order:
        box = boxes[index]
        fits = box.right + box.label <= width
        reaches = ((box.right + box.label, True), (box.right, False)) if fits else ((box.right, False),)
        for end, labelled in reaches:
            row = _free_row(taken, box.left, end + gap, rows)
            if row is not None:
                insort(taken[row], (box.left, end + gap))
                spots[index] = Spot(row, labelled)
                break
    return spots, len(taken)


def _free_row(taken: list[list[tuple[float, float]]], left: float, right: float, rows: int) -> int | None:
    for row, spans in enumerate(taken):
        if all(end <= left or start >= right for start, end in spans):
            return row
    if len(taken) < rows:
        taken.append([])
        return len(taken) - 1
    return None
