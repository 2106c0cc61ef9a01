"""The base on disk: tables, writing, reading, searching. Nothing above this package knows which database it is."""

from kb.store.engine import absolute, connect, default_url
from kb.store.read import Reader, Triple
from kb.store.write import write

__all__ = ["Reader", "Triple", "absolute", "connect", "default_url", "write"]
