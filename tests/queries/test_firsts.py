"""Who was first, by which definition, through which lineage."""

import pytest

import kb
from kb.errors import Place
from kb.records import Claim
from kb.winners import camps, date_of


def test_a_first_names_winner_date_and_proof(mini: kb.KnowledgeBase) -> None:
    first = mini.first("first-artificial-satellite")
    assert [winner.id for winner in first.winners] == ["sputnik-1"]
    assert str(first.date) == "1957-10-04T19:28:34Z"
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


def test_sources_with_different_winners_are_rivals_and_the_better_supported_wins() -> None:
    def claim(who: str, source: str, when: str) -> Claim:
        return Claim("first-x", "winner", source, Place("x.yaml"), object=who, when=kb.Date.parse(when))

    alone, one, other = claim("a", "s1", "1960"), claim("b", "s2", "1961-04-12"), claim("b", "s3", "1961")
    found = camps([alone, one, other], {})
    assert [{c.object for c in camp} for camp in found] == [{"b"}, {"a"}]
    assert str(date_of(found[0], {})) == "1961-04-12", "the finer of two dates that agree"
    repeated = camps([alone, one, other], {"s2": "s0", "s3": "s0"})
    assert repeated[0][0].object == "a", "repeats of one source count once: then the earlier date decides"


def test_a_preferred_claim_gives_the_date() -> None:
    place = Place("x.yaml")
    early = Claim("first-x", "winner", "s1", place, object="a", when=kb.Date.parse("1966-02-03T18:44:52Z"))
    better = Claim(
        "first-x",
        "winner",
        "s2",
        place,
        object="a",
        when=kb.Date.parse("1966-02-03T18:45:30Z"),
        rank="preferred",
    )
    assert str(date_of([early, better], {})) == "1966-02-03T18:45:30Z"


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
