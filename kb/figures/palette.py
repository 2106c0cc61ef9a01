"""How kinds look, everywhere: one colour and one marker each.

The colours keep at least 3:1 against the paper and the night background; markers carry what colour cannot for
readers who see few of them.
"""

from __future__ import annotations

COLOURS = {
    "agency": "#2f6bdf",
    "person": "#e06e61",
    "mission": "#1e99c7",
    "first": "#b07c00",
    "animal": "#9e5002",
    "spacecraft": "#7952a9",
    "vehicle": "#a078fc",
    "station": "#0c8a63",
    "site": "#9f7795",
    "body": "#7d8790",
    "programme": "#6c900c",
    "event": "#c8305f",
    "work": "#d2568c",
    "country": "#5d7a4e",
}
SYMBOLS = {
    "agency": "square",
    "person": "circle",
    "mission": "diamond",
    "first": "star",
    "animal": "hexagon",
    "spacecraft": "triangle-up",
    "vehicle": "triangle-right",
    "station": "cross",
    "site": "pentagon",
    "body": "circle-open",
    "programme": "hexagram",
    "event": "x",
    "work": "bowtie",
    "country": "square-open",
}

#: Greys that read on both backgrounds.
FAINT = "rgba(128,138,148,0.14)"
BAND = "rgba(128,138,148,0.07)"
LINE = "rgba(128,138,148,0.55)"
TEXT = "#6f7a84"


def colour(kind: str) -> str:
    """Return a kind's colour; grey for one that has none."""
    return COLOURS.get(kind, TEXT)


def symbol(kind: str) -> str:
    """Return a kind's Plotly marker symbol."""
    return SYMBOLS.get(kind, "circle")
