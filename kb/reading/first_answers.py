"""What the base answers to a first, with everything under which a text may name the winner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.dates import Date
from kb.queries.firsts import FirstAnswer
from kb.queries.rulings import Computed, Doer, computed
from kb.reading.facts import Facts
from kb.reading.firsts_by_words import FirstsByWords, Meant
from kb.reading.said import SaidFirst
from kb.records import Brief, Claim
from kb.store import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the base to a first: under a definition, or of one country."""

    first: FirstAnswer
    definition: str | None
    country: str | None
    winners: tuple[Brief, ...]
    date: Date | None
    others: tuple[Date, ...]  # that sources give beside
    on: frozenset[str]
    faces: frozenset[str]
    credited: frozenset[str]  # everyone who had a hand in it
    owners: frozenset[str]  # the countries that it is credited to first of all
    proof: tuple[Claim, ...]
    missed: tuple[Doer, ...] = ()  # earlier, but for one condition
    unsure: tuple[Doer, ...] = ()  # perhaps earlier

    @property
    def words(self) -> str:
        """The answer as a sentence has it: ``Valentina Tereshkova, 16 June 1963``."""
        who = ", ".join(winner.name for winner in self.winners)
        return f"{who}, {self.date.describe()}" if self.date else who


class FirstAnswers:
    """The base's answers, made when asked for and then kept."""

    def __init__(self, reader: Reader, firsts: FirstsByWords, facts: Facts) -> None:
        self._reader = reader
        self._firsts = firsts
        self._facts = facts
        self._answers: dict[tuple[str, str | None], list[Answer]] = {}

    def prepare(self, said: Iterable[SaidFirst]) -> None:
        """Look up in one go what many statements need."""
        answers = self._firsts.answers({meant.first for one in said for meant in one.meant})
        named = {b.id for a in answers.values() for v in a.variants for b in v.winners}
        named |= {
            d.on.id for a in answers.values() for v in a.variants if v.computed for d in v.computed.winners
        }
        self._facts.fetch(
            {*answers, *named, *(b.id for a in answers.values() for b in (*a.achieved_on, *a.credited_to))}
        )

    def first(self, id_: str) -> FirstAnswer:
        """Return a first as the query answers it."""
        return self._firsts.answers([id_])[id_]

    def known(self, meant: Meant) -> list[Answer]:
        """Return every answer to a first, or those under the definition meant."""
        key = (meant.first, meant.country)
        if key not in self._answers:
            first = self.first(meant.first)
            found = self._within(first, meant.country) if meant.country else self._variants(first)
            self._answers[key] = list(found)
        answers = self._answers[key]
        if meant.definition:
            return [a for a in answers if a.definition == meant.definition]
        return answers

    def _variants(self, first: FirstAnswer) -> Iterable[Answer]:
        default = first.definition
        achieved = self._facts.claims(first.id, "achieved_on")
        credited = {b.id for b in first.credited_to}
        for variant in first.variants:
            if not variant.winners:
                continue
            said_by = {claim.source for claim in variant.proof}
            rivals = sum(v.definition == variant.definition for v in first.variants)
            on = (
                {d.on.id for d in variant.computed.winners}
                if variant.computed
                else {
                    claim.object or ""
                    for claim in achieved
                    if (claim.qualifier("definition") or default) == variant.definition
                    and (rivals == 1 or claim.source in said_by)
                }
            )
            mine = credited if variant.definition == default else set()
            winner_dates = tuple(c.when for c in variant.proof if c.predicate == "winner" and c.when)
            yield self._answer(
                first, variant.definition, None, variant.winners, variant.date, winner_dates, on,
                set(variant.faces), mine, variant.proof, variant.computed,
            )  # fmt: skip

    def _within(self, first: FirstAnswer, country: str) -> Iterable[Answer]:
        for ruling in computed(self._reader, [first.id], scope="country", group=country):
            if ruling.winners:
                winners = tuple({d.who.id: d.who for d in ruling.winners}.values())
                on = {d.on.id for d in ruling.winners}
                yield self._answer(
                    first, ruling.definition, country, winners, ruling.date, (), on,
                    set(ruling.faces), {country}, ruling.proof, ruling,
                )  # fmt: skip

    def _answer(
        self,
        first: FirstAnswer,
        definition: str | None,
        country: str | None,
        winners: tuple[Brief, ...],
        date: Date | None,
        others: tuple[Date, ...],
        on: set[str],
        faces: set[str],
        credited: set[str],
        proof: tuple[Claim, ...],
        ruling: Computed | None,
    ) -> Answer:
        people = {w.id for w in winners if w.kind == "person"}
        on = on | {
            m for id_ in on if self._facts.kind(id_) == "event" for m in self._facts.objects(id_, "mission")
        }
        if not on and date is not None:
            on = {
                flight for who in people for flight in self._facts.flights(who) if self._covers(flight, date)
            }
        known = self._facts.faces({*on, *(w.id for w in winners)})
        made = {id_ for one in (*on, *(w.id for w in winners)) for id_ in self._facts.hands(one)}
        countries = {id_ for one in (*credited, *people) for id_ in self._facts.countries(one)}
        owners = {id_ for one in on for id_ in self._facts.countries(one)}
        made |= countries
        return Answer(
            first, definition, country, winners, date, others, frozenset(on),
            frozenset(known | faces), frozenset(credited | made), frozenset(owners or countries), proof,
            ruling.missed if ruling else (), ruling.unsure if ruling else (),
        )  # fmt: skip

    def _covers(self, flight: str, date: Date) -> bool:
        days = [known.date for known in self._facts.dates(flight, events=False)]
        return bool(days) and min(days).after(date) is not True and max(days).before(date) is not True
