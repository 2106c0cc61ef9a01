"""The dashboard: pages that read their address, ask one query, draw one figure and show the citations.

With ``app.py`` the only place that imports Streamlit.
"""

from kb.dashboard.frame import PAGES, frame

__all__ = ["PAGES", "frame"]
