"""The table twin of a graph: one row a link."""

from __future__ import annotations

import networkx as nx
import streamlit as st

from kb.base import KnowledgeBase


def table(kb: KnowledgeBase, graph: nx.MultiDiGraph[str]) -> None:
    """Show every edge with its ends, relation, date and source."""
    cited = {data["source"] for *_, data in graph.edges(data=True)}
    titles = {source.id: source.title for source in kb.reader.sources(cited).values()}
    rows = [
        {
            "From": graph.nodes[one]["name"],
            "Relation": data["label"],
            "To": graph.nodes[other]["name"],
            "Role": data.get("role"),
            "Leg": data.get("leg"),
            "When": data.get("when"),
            "Source": titles.get(data["source"], data["source"]),
            "Open": f"/entity?id={other}",
        }
        for one, other, data in graph.edges(data=True)
    ]
    st.dataframe(
        rows,
        hide_index=True,
        column_config={"Open": st.column_config.LinkColumn(display_text="open")},
        alt="Every link of the graph as a table",
    )
