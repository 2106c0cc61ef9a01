"""What comes of judging one thing that a text says, and how several judgements make one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kb.dates import Date
from kb.queries.audit import Verdict
from kb.reading.dates_in_text import Dated
from kb.records import Claim

DAY = 86_400  # seconds; clocks of two places differ by less


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its sentence of reason and the claims that it rests on.

    ``matched`` tells that the text and the base speak of the same subject, whatever else may be wrong.
    """

    verdict: Verdict
    reason: str
    evidence: tuple[Claim, ...] = ()
    entities: tuple[str, ...] = ()
    matched: bool = False


def fits(said: Dated, known: Date) -> str:
    """Tell how a date of a text stands to one of the base: ``same``, ``near`` (a clock elsewhere), ``apart``."""
    if any(date.before(known) is not True and date.after(known) is not True for date in said.readings):
        return "same"
    for date in said.readings:
        gap = max(date.gap(known)[0], known.gap(date)[0])
        if gap <= DAY and date.precision in ("day", "minute", "second"):
            return "near"
    return "apart"


def best_fit(said: Dated, known: Collection[Date]) -> str:
    """Return the best of how a date fits several."""
    found = {fits(said, date) for date in known}
    return next((fit for fit in ("same", "near", "apart") if fit in found), "unknown")
