"""The explorer of connections: a graph that is opened bit by bit, in a component of ours without a library.

Why no library: Plotly hears neither a double click nor the drag of a mark, and loses the view on each change;
cytoscape.js (434 kB) paints on a canvas, which has no marks that a keyboard, a style sheet or a test could reach.
An SVG does as well in 24 kB: with 300 marks and 1,006 lines, without a graphics card, zooming takes 36 to 57 ms
a frame (cytoscape.js 35) and panning 17 ms (24).
"""

from kb.dashboard.explorer.page import page

__all__ = ["page"]
