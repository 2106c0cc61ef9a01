"""Judging the dates that a text gives against those of the base."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.queries.audit import Verdict
from kb.reading.dates_in_text import Dated
from kb.reading.deeds import BARE, DEEDS
from kb.reading.facts import Facts, Known
from kb.reading.said import SaidDate
from kb.reading.verdicts import DAY, Judgement, best_fit

_IN_FLIGHT = ("flew", "launched")
_LIVING = ("person", "animal")
# Beginnings that have no single day: by how many years a text must be wrong to be accused.
_LOOSE = {"founded": 2, "released": 2, "dissolved": 2}
# What may happen again and again, and what of it happens once.
_REPEATED = ("docked", "passed", "arrived")
_SINGLE = ("orbit-insertion", "soft-landing", "impact", "landing")


class DatesJudge:
    """Judges statements about dates."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def judge(self, said: SaidDate, id_: str) -> Judgement:
        """Return the verdict on a date of one entity."""
        kind = self._facts.kind(id_)
        often = ("spacecraft", "vehicle", "programme", *(_LIVING if said.deed in _IN_FLIGHT else ()))
        if kind in often:
            return self._craft_date(said, id_)
        every = self._facts.dates(id_)
        if said.deed == BARE:
            return self._bare(said, id_, every)
        known = self._answering(said, id_, every)
        if not known:
            return Judgement("unknown", "The base has no date for this.", (), (id_,))
        return self._compared(said, id_, known, every)

    def _craft_date(self, said: SaidDate, craft: str) -> Judgement:
        """Judge a date of what flies often, a person or a craft: that of any flight will do, and none accuses."""
        moments = [(flight, k) for flight in self._facts.flown_as(craft) for k in self._facts.dates(flight)]
        fitting = [(flight, k) for flight, k in moments if best_fit(said.date, [k.date]) == "same"]
        if fitting:
            flight, known = min(fitting, key=lambda found: found[1].what != "launched")
            has = f"The base has {known.date.describe()}, on {self._facts.name(flight)}."
            return Judgement("supported", has, (known.claim,), (craft, flight))
        return Judgement("unknown", "The base has no flight of it on that date.", (), (craft,))

    def _answering(self, said: SaidDate, id_: str, every: Iterable[Known]) -> list[Known]:
        """Return the dates that answer what is said to have happened."""
        deed = DEEDS[said.deed]
        body = said.body.ids[0] if said.body else None
        away = body not in (None, "earth")
        if deed.at and away:
            at = [k for k in every if k.what in deed.at and self._was_at(k, body)]
            landed = [k for k in every if k.what == "landed"] if said.deed == "landed" and at == [] else []
            return at or [k for k in landed if self._stays(id_)]
        wanted = (*deed.known, *deed.at)
        return [k for k in every if k.what in wanted]

    def _was_at(self, known: Known, body: str | None) -> bool:
        places = self._facts.objects(known.claim.subject, "at")
        return body in places if places else True

    def _stays(self, mission: str) -> bool:
        """Tell whether a mission's own landing is elsewhere than on Earth: nobody was aboard to come home."""
        return not self._facts.crew(mission)

    def _compared(self, said: SaidDate, id_: str, known: list[Known], every: list[Known]) -> Judgement:
        fit = best_fit(said.date, [k.date for k in known])
        best = next((k for k in known if best_fit(said.date, [k.date]) == fit), known[0])
        has = f"The base has {best.date.describe()}."
        evidence = tuple(dict.fromkeys(k.claim for k in known))
        entities = (id_, *(k.claim.subject for k in known if k.claim.subject != id_))

        def judged(verdict: Verdict, more: str = "") -> Judgement:
            return Judgement(verdict, f"{has} {more}".strip(), evidence, entities)

        if fit == "same":
            beside = [k for k in known if k.what == best.what and k.claim.subject == best.claim.subject]
            differ = any(max(k.date.gap(best.date)[0], best.date.gap(k.date)[0]) > 2 * DAY for k in beside)
            return judged("contested", "Sources differ.") if differ else judged("supported")
        if fit == "near":
            return judged("imprecise", "Clocks elsewhere may show the day before or after.")
        if said.deed == "flew" and under_way(said.date, known):
            return judged("supported")
        return self._apart(said, id_, known, every, judged)

    def _apart(
        self,
        said: SaidDate,
        id_: str,
        known: list[Known],
        every: list[Known],
        judged: Callable[[Verdict, str], Judgement],
    ) -> Judgement:
        """Judge a date that is not the base's: whether it accuses, or may be that of another moment."""
        if said.deed in _LOOSE:
            if any(
                best_fit(said.date, [k.date]) == "same"
                for one in self._facts.earlier(id_)
                for k in self._facts.dates(one)
            ):
                return judged("imprecise", "What is said is the date of a predecessor.")
            years = min(abs(d.start - k.date.start) for d in said.date.readings for k in known) / (365 * DAY)
            if years < _LOOSE[said.deed]:
                return judged("unknown", "Such a beginning may be dated by one act or another.")
        elsewhere = [k for k in every if k not in known and best_fit(said.date, [k.date]) == "same"]
        if elsewhere and said.deed not in ("born", "died") and said.date.readings[0].precision == "day":
            return judged(
                "unknown", f"What is said is the date of another moment ({in_words(elsewhere[0])})."
            )
        if not said.subject.sure:
            return judged("unknown", "But another may be meant.")
        if said.deed in _REPEATED and not _once(known):
            return judged("unknown", "There may have been others of which the base does not know.")
        return judged("contradicted", "")

    def _bare(self, said: SaidDate, id_: str, every: list[Known]) -> Judgement:
        """Judge a line that only names something and a date: any date in its life will do."""
        fitting = [k for k in every if best_fit(said.date, [k.date]) == "same"]
        if fitting:
            has = f"The base has {fitting[0].date.describe()} ({in_words(fitting[0])})."
            return Judgement("supported", has, tuple(k.claim for k in fitting), (id_,))
        began = [k for k in every if k.what in ("launched", "released")]
        if not began or not said.subject.sure:
            return Judgement("unknown", "The base has no date for this.", (), (id_,))
        has = f"The base has {began[0].date.describe()} ({began[0].what})."
        if best_fit(said.date, [began[0].date]) == "near":
            return Judgement("imprecise", has, (began[0].claim,), (id_,))
        early = all(date.before(began[0].date) is True for date in said.date.readings)
        ends = [k for k in every if k.what in ("landed", "deorbited", "ended")]
        late = bool(ends) and all(d.after(max(k.date for k in every)) is True for d in said.date.readings)
        if early or late or (not ends and len(every) == 1 and self._facts.kind(id_) == "mission"):
            return Judgement("contradicted", has, (began[0].claim, *(k.claim for k in ends)), (id_,))
        return Judgement(
            "unknown", f"{has} What happened on the date given is not said.", (began[0].claim,), (id_,)
        )


def under_way(said: Dated, known: Iterable[Known]) -> bool:
    """Tell whether a date may lie between the first and the last of some moments."""
    days = sorted(k.date for k in known)
    return any(d.after(days[0]) is not False and d.before(days[-1]) is not False for d in said.readings)


def in_words(known: Known) -> str:
    """Return what a known date is of, as people write it."""
    return known.what.replace("_", " ").replace("-", " ")


def _once(known: Iterable[Known]) -> bool:
    return all(k.what in _SINGLE for k in known)
