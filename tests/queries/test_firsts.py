"""Who was first, by which definition, through which lineage."""

import pytest

import kb


def test_a_first_names_winner_date_and_proof(mini: kb.KnowledgeBase) -> None:
    first = mini.first("first-artificial-satellite")
    assert [winner.id for winner in first.winners] == ["sputnik-1"]
    assert str(first.date) == "1957-10-04"
    assert not first.contested
    assert {claim.predicate for claim in first.proof} == {"winner", "achieved_on", "credited_to"}
    assert all(claim.source and claim.place.line > 0 for claim in first.proof)


def test_every_definition_has_its_own_winner(mini: kb.KnowledgeBase) -> None:
    first = mini.first("first-dog-in-space")
    answers = {v.definition: {winner.id for winner in v.winners} for v in first.variants}
    assert answers == {"100-km": {"dezik", "tsygan"}, "orbit": {"laika"}}
    assert first.definition == "100-km"
    assert {winner.id for winner in first.winners} == {"dezik", "tsygan"}
    assert first.contested


def test_two_winners_by_one_source_share_the_first_and_do_not_dispute_it(mini: kb.KnowledgeBase) -> None:
    variant = mini.first("first-dog-in-space").variants[0]
    assert len(variant.winners) == 2
    assert len({claim.source for claim in variant.proof}) == 1


def test_what_a_text_states_is_shown_and_decides_nothing(mini: kb.KnowledgeBase) -> None:
    first = mini.first("first-artificial-satellite")
    assert [claim.object for claim in first.stated] == ["roscosmos"]
    assert [agency.id for agency in first.credited_to] == ["soviet-space-programme"]


def test_an_agency_answers_for_its_predecessors_and_says_so(mini: kb.KnowledgeBase) -> None:
    found = mini.firsts(agency="roscosmos", during="1957/1991")
    assert [first.id for first in found] == ["first-artificial-satellite", "first-human-in-space"]
    for first in found:
        assert [agency.id for agency in first.through] == [
            "roscosmos",
            "federal-space-agency",
            "rosaviakosmos",
            "rka",
            "soviet-space-programme",
        ]


def test_an_agency_does_not_answer_for_its_successors(mini: kb.KnowledgeBase) -> None:
    found = {first.id for first in mini.firsts(agency="rka")}
    assert "first-human-in-space" in found
    assert "first-film-shot-in-space" not in found


def test_firsts_by_country_category_and_winner(mini: kb.KnowledgeBase) -> None:
    assert [f.id for f in mini.firsts(country="united-states")] == ["first-american-in-space"]
    assert [f.id for f in mini.firsts(category="animals")] == ["first-dog-in-space"]
    assert [f.id for f in mini.firsts(winner="laika")] == ["first-dog-in-space"]


def test_the_window_is_meant_from_its_written_start_to_its_end(mini: kb.KnowledgeBase) -> None:
    assert [f.id for f in mini.firsts(during="1961-04-12/1961-05-04")] == ["first-human-in-space"]


@pytest.mark.parametrize("asked", ["roskosmos", "nobody"])
def test_an_unknown_agency_is_told(mini: kb.KnowledgeBase, asked: str) -> None:
    with pytest.raises(kb.NotFoundError, match=f"there is no entity '{asked}'"):
        mini.firsts(agency=asked)


def test_a_mission_is_no_first(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.NotFoundError, match="'vostok-1' is no first"):
        mini.first("vostok-1")
