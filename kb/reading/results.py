"""What reading a text gives."""

from __future__ import annotations

from dataclasses import dataclass

from kb.queries.audit import Verdict
from kb.records import Brief, Claim


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a sentence says, as it was read, with the verdict, a sentence of reason and the evidence.

    ``span`` is the sentence's place in the text; ``read_as`` is None where nothing was understood. ``entities``
    are what the sentence names and what the verdict rests on.
    """

    sentence: str
    span: tuple[int, int]
    read_as: str | None
    verdict: Verdict
    reason: str
    evidence: tuple[Claim, ...]
    entities: tuple[Brief, ...]

    def __repr__(self) -> str:
        return f"<{self.verdict}: {self.read_as or self.sentence}>"
