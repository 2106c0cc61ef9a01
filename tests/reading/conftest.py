"""The shipped base, read as a user's text is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import kb


@pytest.fixture(scope="session")
def shipped(base_url: str) -> Iterator[kb.KnowledgeBase]:
    """The shipped base; for reading only."""
    with kb.open(base_url) as base:
        yield base
