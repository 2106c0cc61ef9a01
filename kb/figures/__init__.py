"""Plain results → Plotly figures. No store and no Streamlit here: an analyst calls these from Python too."""

from kb.figures.network import network_figure
from kb.figures.race import lead_figure, race_figure
from kb.figures.timeline import lanes_by, timeline_figure
from kb.figures.wheel import firsts_wheel

__all__ = ["firsts_wheel", "lanes_by", "lead_figure", "network_figure", "race_figure", "timeline_figure"]
