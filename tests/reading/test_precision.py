"""The sentences that the reading is measured by; ``python -m benchmarks.reading`` prints the figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kb
from kb import document

GRAVEST = ("contradicted", "contested", "imprecise", "supported", "opinion", "prediction", "unknown")
SENTENCES = Path(__file__).with_name("sentences.yaml")


def cases(part: str) -> list[tuple[str, str, str | None]]:
    """Return text, expected verdict and how it was made wrong."""
    root, issues = document.read(SENTENCES)
    assert not issues
    assert isinstance(root, document.Mapping)
    listed = root.get(part)
    assert isinstance(listed, document.Sequence)
    entries = [entry for entry in listed.items if isinstance(entry, document.Mapping)]
    return [(e.text("text") or "", e.text("expect") or "", e.text("wrong")) for e in entries]


@pytest.fixture(scope="module", params=["tuning", "held-out"])
def met(request: pytest.FixtureRequest, shipped: kb.KnowledgeBase) -> Counter[tuple[str, str]]:
    """How often each expected verdict met each given one, a sentence counted by its gravest."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, expected, _ in cases(request.param):
        counts[expected, min((r.verdict for r in shipped.read(text)), key=GRAVEST.index)] += 1
    return counts


def test_there_are_enough_sentences_half_of_them_wrong() -> None:
    every = cases("tuning") + cases("held-out")
    wrong = [how for _, _, how in every if how]
    assert len(every) >= 120
    assert 0.4 < len(wrong) / len(every) < 0.6
    assert set(wrong) == {"other winner", "other year", "other crew", "other country"}


def test_nothing_right_is_called_wrong(met: Counter[tuple[str, str]]) -> None:
    accused = {expected for (expected, got), count in met.items() if got == "contradicted" and count}
    assert accused == {"contradicted"}


def test_most_of_what_is_wrong_is_found(met: Counter[tuple[str, str]]) -> None:
    wrong = sum(count for (expected, _), count in met.items() if expected == "contradicted")
    assert met["contradicted", "contradicted"] / wrong > 0.9


def test_what_is_right_is_supported(met: Counter[tuple[str, str]]) -> None:
    right = sum(count for (expected, _), count in met.items() if expected == "supported")
    given = sum(count for (_, got), count in met.items() if got == "supported")
    assert met["supported", "supported"] / right > 0.9
    assert met["supported", "supported"] / given > 0.9
