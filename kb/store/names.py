"""Folding names so that any spelling and script finds them."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_SILENT = dict.fromkeys(map(ord, "ьъʹʺ'’`\""))
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return a text as lower-case Latin words: ``"Пересильд, Ю́лия"`` → ``"peresild yuliya"``.

    Soft and hard signs and apostrophes vanish, every other mark parts words.
    """
    plain = unicodedata.normalize("NFKC", text.lower())
    latin = anyascii(plain.translate(_SILENT)).lower()
    return _NOT_WORD.sub(" ", latin).strip()
