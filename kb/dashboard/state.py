"""The base that the pages share: opened once a process, looked after when the seed changes."""

from __future__ import annotations

import os

import streamlit as st

from kb.base import KnowledgeBase
from kb.base import open as open_base


@st.cache_resource(ttl=20, show_spinner="Opening the base …")
def _opened(db: str | None, data: tuple[str, ...] | None) -> KnowledgeBase:
    return open_base(db, data=data)


def base() -> KnowledgeBase:
    """Return the base named by KB_DATABASE and KB_DATA, or the user's own.

    It is opened again every 20 seconds at most, so that a changed seed shows without a restart.
    """
    data = os.environ.get("KB_DATA")
    folders = tuple(folder for folder in data.split(os.pathsep) if folder) if data else None
    return _opened(os.environ.get("KB_DATABASE"), folders)
