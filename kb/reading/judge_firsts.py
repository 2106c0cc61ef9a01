"""Judging what a text says of a first against the base's answer: who, when, on what flight, for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.queries.audit import Verdict
from kb.reading.facts import Facts
from kb.reading.first_answers import Answer, FirstAnswers
from kb.reading.firsts_by_words import Meant
from kb.reading.mentions import Mention
from kb.reading.said import SaidFirst
from kb.reading.verdicts import Judgement, best_fit

_GOOD: tuple[Verdict, ...] = ("supported", "imprecise")
_LIVING = ("person", "animal")


class FirstsJudge:
    """Judges statements about firsts."""

    def __init__(self, answers: FirstAnswers, facts: Facts) -> None:
        self._answers = answers
        self._facts = facts

    def judge(self, said: SaidFirst) -> Judgement:
        """Return the verdict on a statement; of several firsts that may be meant, one that fits is enough."""
        exact = [self._of(meant, said) for meant in said.meant if not meant.wider]
        wider = [self._of(meant, said) for meant in said.meant if meant.wider]
        for verdict in ("supported", "imprecise", "contested"):
            for found in exact:
                if found.verdict == verdict:
                    return found
        good = [found for found in wider if found.verdict in _GOOD]
        bad = [found for found in (*exact, *wider) if found.verdict == "contradicted"]
        if good and bad:
            return Judgement(
                "contested",
                f"{good[0].reason} In another sense: {bad[0].reason[0].lower()}{bad[0].reason[1:]}",
                (*good[0].evidence, *bad[0].evidence),
                (*good[0].entities, *bad[0].entities),
            )
        if good:
            return good[0]
        if told := [found for found in exact if found in bad and found.matched]:
            return told[0]
        if exact and all(found in bad for found in exact):
            return bad[0]
        rest = [found for found in (*exact, *wider) if found not in bad]
        return rest[0] if rest else Judgement("unknown", "No answer of the base is comparable.")

    def reads(self, said: SaidFirst) -> str:
        """Return what a statement was read as."""
        meant = next((m for m in said.meant if not m.wider), said.meant[0])
        name = self._facts.name(meant.first)
        within = f" of {self._facts.name(meant.country)}" if meant.country else ""
        under = f" ({meant.definition.replace('-', ' ')})" if meant.definition else ""
        who = " and ".join(self._facts.name(s.ids[0]) for s in said.subjects)
        credit = ", ".join(self._facts.name(c.ids[0]) for c in said.credits)
        aboard = "".join(f" on {self._facts.name(f.ids[0])}" for f in said.aboard)
        when = ", ".join(str(date) for date in said.dates[:1])
        said_of = ", ".join(filter(None, (who + aboard, when, credit)))
        return f"{name[0].lower()}{name[1:]}{within}{under} = {said_of or '…'}"

    # -- one first ---------------------------------------------------------------------------

    def _of(self, meant: Meant, said: SaidFirst) -> Judgement:
        answers = self._answers.known(meant)
        if not answers:
            return Judgement("unknown", "The base has no answer to this first.")
        wanted = meant.definition or self._answers.first(meant.first).definition
        default = [a for a in answers if a.definition == wanted] or answers[:1]
        rest = [a for a in answers if a not in default]
        found = [self._against(answer, said) for answer in default]
        fitting = next((j for j in found if j.verdict in _GOOD), None)
        if fitting is not None and found.index(fitting) == 0:
            rival = next((a for a in default[1:] if _rivals(a, default[0])), None)
            if rival is None:
                return self._beside(fitting, default[0], rest)
            reason = f"{fitting.reason} Sources differ: others have {rival.words}."
            return Judgement("contested", reason, (*fitting.evidence, *rival.proof), fitting.entities)
        other = fitting or next(
            (j for j in (self._against(a, said) for a in rest) if j.verdict in _GOOD), None
        )
        if other is not None:
            how = "others have" if fitting else f"{self._how(default[0])} it was"
            return Judgement(
                "contested",
                f"{other.reason} But {how} {default[0].words}.",
                (*other.evidence, *default[0].proof),
                other.entities,
            )
        return found[0]

    def _beside(self, found: Judgement, answer: Answer, rest: Sequence[Answer]) -> Judgement:
        """Add to a good judgement that another definition has another winner."""
        rival = next((a for a in rest if a.definition and _rivals(a, answer)), None)
        if rival is None:
            return found
        more = f" {self._how(rival)[0].upper()}{self._how(rival)[1:]} it was {rival.words}."
        return Judgement(found.verdict, found.reason + more, found.evidence, found.entities)

    def _how(self, answer: Answer) -> str:
        if answer.definition:
            return f"by the definition “{answer.definition.replace('-', ' ')}”"
        return "by other sources"

    def _against(self, answer: Answer, said: SaidFirst) -> Judgement:
        """Judge a statement by one answer."""
        entities = (answer.first.id, *(winner.id for winner in answer.winners))

        who = self._subjects(answer, said.subjects)

        def judged(verdict: Verdict, reason: str) -> Judgement:
            return Judgement(verdict, reason, answer.proof, entities, matched=who == "same")

        if who == "other":
            if not said.clear or not all(s.sure for s in said.subjects):
                return judged("unknown", "Who is said to have been first was not read with certainty.")
            return self._another(answer, said, judged)
        if who == "unclear":
            return judged("unknown", f"The base has {answer.words}; whether the text means that is unclear.")
        wrong = [f for f in said.aboard if answer.on and not self._is_flight(answer, f)]
        if wrong:
            flights = ", ".join(self._facts.name(on) for on in sorted(self._flights(answer)))
            if not flights:
                return judged("unknown", "On which flight it was is not known.")
            return judged("contradicted", f"It was on {flights}, not on {self._facts.name(wrong[0].ids[0])}.")
        return self._details(answer, said, judged)

    def _another(
        self, answer: Answer, said: SaidFirst, judged: Callable[[Verdict, str], Judgement]
    ) -> Judgement:
        """Judge a statement that names another winner: who was earlier may have missed a condition of the rule."""
        ids = {id_ for subject in said.subjects for id_ in subject.ids}
        near = [
            d for d in answer.missed if ids & {d.who.id, d.on.id, *self._facts.objects(d.on.id, "mission")}
        ]
        if near and not near[0].found:
            return judged("unknown", f"It was earlier, but the base does not know: {near[0].missed}.")
        more = f" It was earlier, but misses a condition: {near[0].missed}." if near else ""
        if any(ids & {d.who.id, d.on.id} for d in answer.unsure):
            return judged("unknown", f"It may have been earlier than {answer.words}: the dates overlap.")
        if any(self._may_have(answer, id_) for id_ in ids):
            return judged("unknown", f"It was earlier than {answer.words}; how far it came is not known.")
        return judged("contradicted", f"The base has {answer.words}.{more}")

    def _may_have(self, answer: Answer, id_: str) -> bool:
        """Tell whether a mission flew earlier and the base does not say how far it came."""
        if self._facts.kind(id_) != "mission" or answer.date is None or self._facts.claims(id_, "reached"):
            return False
        launched = [known.date for known in self._facts.dates(id_, events=False) if known.what == "launched"]
        return any(date.before(answer.date) is not False for date in launched)

    def _details(
        self, answer: Answer, said: SaidFirst, judged: Callable[[Verdict, str], Judgement]
    ) -> Judgement:
        credit = self._credit(answer, said.credits)
        when, note = self._when(answer, said)
        if when == "apart":
            return judged("contradicted", f"The date is another: {answer.words}.")
        if credit == "other":
            return judged("contradicted", f"It is credited to {self._credited_names(answer)}.")
        if not said.subjects and when in ("unknown", "unclear") and credit not in ("same", "later"):
            return judged("unknown", "The text says neither who nor when.")
        if when == "unclear":
            return judged("unknown", f"{note or 'Which date is meant is unclear.'}")
        if when == "near":
            return judged("imprecise", f"By UTC it was {answer.words}.")
        if when == "related":
            return judged("imprecise", f"{note} The base has {answer.words}.")
        if credit == "later":
            names = self._credited_names(answer)
            return judged("imprecise", f"It was {names}; a successor is named.")
        return judged("supported", f"The base has {answer.words}.")

    # -- who ---------------------------------------------------------------------------------

    def _subjects(self, answer: Answer, subjects: Sequence[Mention]) -> str:
        found = [self._subject(answer, subject) for subject in subjects]
        if not found or all(fit == "same" for fit in found):
            return "same"
        if "same" in found and all(fit in ("same", "face") for fit in found):
            return "same"
        if all(fit == "other" for fit in found):
            return "other"
        return "other" if len(found) == 1 and found[0] == "face" else "unclear"

    def _subject(self, answer: Answer, subject: Mention) -> str:
        """Tell whether a subject won: ``same``, ``face`` (it was aboard only), ``other`` or ``unclear``."""
        every = {self._one(answer, id_) for id_ in subject.ids}
        return next((fit for fit in ("same", "unclear", "face") if fit in every), "other")

    def _one(self, answer: Answer, id_: str) -> str:
        winners = {winner.id: winner.kind for winner in answer.winners}
        kind = self._facts.kind(id_)
        if id_ in winners:
            return "same"
        if kind in _LIVING:
            aboard = {c.object for flight in self._flights(answer) for c in self._facts.crew(flight)}
            if any(k in _LIVING for k in winners.values()):
                return "face" if id_ in aboard else "other"
            if id_ in aboard or id_ in answer.faces:
                return "same"
            return "other" if aboard or kind == "animal" or self._flights(answer) else "unclear"
        if id_ in answer.faces or id_ in answer.on:
            return "same"
        if kind == "mission":
            if self._facts.objects(id_, "spacecraft", "launch_vehicle", "visited") & winners.keys():
                return "unclear"
            if self._flights(answer):
                return "other"
            flown = {flight for winner in winners for flight in self._facts.flights(winner)}
            return "unclear" if not flown or id_ in flown else "other"
        return "other" if kind in winners.values() else "unclear"

    def _flights(self, answer: Answer) -> set[str]:
        """Return the missions that an answer was achieved on."""
        found = {id_ for id_ in (*answer.on, *(w.id for w in answer.winners))}
        return {id_ for id_ in found if self._facts.kind(id_) == "mission"}

    def _is_flight(self, answer: Answer, flight: Mention) -> bool:
        return bool(set(flight.ids) & (answer.faces | answer.on | {w.id for w in answer.winners}))

    # -- when --------------------------------------------------------------------------------

    def _when(self, answer: Answer, said: SaidFirst) -> tuple[str, str]:
        if not said.dates or answer.date is None:
            return "unknown", ""
        for wanted in ("same", "near"):
            if any(best_fit(date, (answer.date, *answer.others)) == wanted for date in said.dates):
                return wanted, ""
        things = {w.id for w in answer.winners if w.kind not in _LIVING}
        for flight in sorted(self._flights(answer) | things):
            for known in self._facts.dates(flight):
                if known.what in ("deorbited", "ended", "announced"):
                    continue
                if any(best_fit(date, (known.date,)) in ("same", "near") for date in said.dates):
                    what = known.what.replace("-", " ")
                    return "related", f"{known.date.describe()} is the date of another moment of it ({what})."
        return ("unclear", "") if len(said.dates) > 1 else ("apart", "")

    # -- for whom ----------------------------------------------------------------------------

    def _credit(self, answer: Answer, credits: Sequence[Mention]) -> str:
        if not credits or not answer.credited:
            return "unknown"
        found = []
        for credit in credits:
            ids = set(credit.ids)
            if ids & answer.credited:
                found.append("same")
            elif any(self._facts.later(one) & ids for one in answer.credited):
                found.append("later")
            else:
                theirs = {c for id_ in ids for c in self._facts.countries(id_)}
                ours = {one for one in answer.credited if self._facts.kind(one) == "country"}
                apart = theirs and ours and not theirs & ours
                found.append("other" if apart else "unclear")
        return next(fit for fit in ("same", "later", "unclear", "other") if fit in found)

    def _credited_names(self, answer: Answer) -> str:
        return ", ".join(self._facts.name(one) for one in sorted(answer.owners))


def _rivals(one: Answer, other: Answer) -> bool:
    """Tell whether two answers name different winners: none of one is aboard, or part of, the other."""
    return not any(w.id in b.faces for a, b in ((one, other), (other, one)) for w in a.winners)
