"""The base that the pages share: opened once a process, looked after when the seed changes."""

from __future__ import annotations

import os
import threading
import time

import streamlit as st

from kb.base import KnowledgeBase
from kb.base import open as open_base

#: A changed seed shows without a restart, this many seconds later at most.
LOOK_AGAIN = 20.0


class _Holder:
    """One open base, which builds itself anew when its seed has changed: open pages keep their connections."""

    def __init__(self, db: str | None, folders: tuple[str, ...] | None) -> None:
        self._place = db, folders
        self._lock = threading.Lock()
        self._base = open_base(db, data=folders)
        self._looked = time.monotonic()

    def base(self) -> KnowledgeBase:
        """Return the base, brought up to date when it was not looked at for a while."""
        if time.monotonic() - self._looked > LOOK_AGAIN and self._lock.acquire(blocking=False):
            try:
                db, folders = self._place
                fresh = open_base(db, data=folders)
                self._base.stale = fresh.stale
                fresh.close()
                self._looked = time.monotonic()
            finally:
                self._lock.release()
        return self._base


@st.cache_resource(show_spinner="Opening the base …")
def _held(db: str | None, folders: tuple[str, ...] | None) -> _Holder:
    return _Holder(db, folders)


def base() -> KnowledgeBase:
    """Return the base named by KB_DATABASE and KB_DATA, or the user's own."""
    data = os.environ.get("KB_DATA")
    folders = tuple(folder for folder in data.split(os.pathsep) if folder) if data else None
    return _held(os.environ.get("KB_DATABASE"), folders).base()
