"""A catalogue laid beside the base: each fact agrees, is noted, differs, is absent, or of something unknown."""

import pytest

import kb
from kb.importers import Fact, Row
from kb.queries.crosscheck import Finding, Outcome, crosscheck


def flight(*facts: Fact, name: str = "Vostok 1", ids: tuple[str, ...] = ("Q182524",)) -> Row:
    return Row("mission", (name,), facts, ids)


def only(base: kb.KnowledgeBase, row: Row) -> Finding:
    (finding,) = crosscheck(base.reader, [row]).findings
    return finding


@pytest.mark.parametrize(
    ("fact", "outcome"),
    [
        (Fact("launched", "1961-04-12"), Outcome.AGREES),
        (Fact("launched", "1961-04-12T06:08:30Z"), Outcome.AGREES),
        (Fact("launched", "1961-04-12T06:27Z"), Outcome.DIFFERS),
        (Fact("launched", "1961-04-13"), Outcome.DIFFERS),
        (Fact("landed", "1961-04-12T07:47Z"), Outcome.NOTED),
        (Fact("deorbited", "1961-04-12"), Outcome.ABSENT),
        (Fact("crew", "Yuriy Gagarin"), Outcome.AGREES),
        (Fact("crew", "Гагарин"), Outcome.AGREES),
        (Fact("crew", "Gherman Titov"), Outcome.DIFFERS),
    ],
)
def test_each_fact_of_a_known_flight_has_an_outcome(
    mini: kb.KnowledgeBase, fact: Fact, outcome: Outcome
) -> None:
    found = only(mini, flight(fact))
    assert (found.entity, found.outcome) == ("vostok-1", outcome)


def test_an_id_is_stronger_than_a_name(mini: kb.KnowledgeBase) -> None:
    assert only(mini, flight(Fact("launched", "1961-04-12"), name="Wostok One")).entity == "vostok-1"


def test_a_name_alone_must_go_with_the_launch(mini: kb.KnowledgeBase) -> None:
    row = flight(Fact("launched", "2002-04-12"), ids=("2002-F01",))
    assert only(mini, row).outcome is Outcome.UNKNOWN


def test_what_the_base_does_not_have_is_unknown(mini: kb.KnowledgeBase) -> None:
    found = only(mini, flight(Fact("launched", "2030-01-01"), name="Starship 99", ids=("Q1",)))
    assert (found.entity, found.outcome) == (None, Outcome.UNKNOWN)


def test_agreement_counts_what_both_speak_of(mini: kb.KnowledgeBase) -> None:
    rows = [
        flight(Fact("launched", "1961-04-12"), Fact("launched", "1961-05-01")),
        flight(ids=("Q1",), name="?"),
    ]
    found = crosscheck(mini.reader, rows)
    assert found.agreement("launched") == 0.5
    assert found.agreement("born") is None


def test_greek_designators_are_read(mini: kb.KnowledgeBase) -> None:
    row = flight(Fact("launched", "1961-04-12"), name="object", ids=("1961-012",))
    assert only(mini, row).entity == "vostok-1"
