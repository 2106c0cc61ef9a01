"""Which claim wins, and when sources disagree."""

import pytest

from kb.errors import Place
from kb.records import Claim, origin
from kb.resolve import resolve
from kb.vocabulary import vocabulary

LAUNCHED = vocabulary().attributes["launched"]
ORBITS = vocabulary().attributes["orbits"]
CREW = vocabulary().relations["crew"]


def claim(value: str, source: str = "a", **more: object) -> Claim:
    return Claim("vostok-1", "launched", source, Place("x.yaml"), value=value, **more)  # type: ignore[arg-type]


def test_a_date_within_another_agrees_and_the_finer_one_is_shown() -> None:
    resolved = resolve(LAUNCHED, [claim("1961-04-12", "a"), claim("1961-04-12T06:07Z", "b")], {})
    assert resolved.best.content == "1961-04-12T06:07Z"
    assert not resolved.contested


def test_dates_that_exclude_each_other_are_a_dispute() -> None:
    resolved = resolve(LAUNCHED, [claim("1961-04-12", "a"), claim("1961-04-13", "b")], {})
    assert resolved.contested
    assert len(resolved.values) == 2


def test_more_independent_sources_win() -> None:
    claims = [claim("1961-04-13", "a"), claim("1961-04-12", "b"), claim("1961-04-12", "c")]
    assert resolve(LAUNCHED, claims, {}).best.content == "1961-04-12"


def test_repeats_of_one_source_count_once() -> None:
    claims = [claim("1961-04-13", "a"), claim("1961-04-12", "b"), claim("1961-04-12", "c")]
    assert resolve(LAUNCHED, claims, {"b": "agency", "c": "agency"}).best.content == "1961-04-13"


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        ({"rank": "preferred"}, {"rank": "normal"}),
        ({"rank": "normal"}, {"rank": "deprecated"}),
        ({"stated": False}, {"stated": True}),
        ({"confidence": "certain"}, {"confidence": "possible"}),
    ],
)
def test_what_makes_a_claim_stronger(winner: dict[str, object], loser: dict[str, object]) -> None:
    claims = [claim("1961-04-13", "a", **loser), claim("1961-04-12", "b", **winner)]
    assert resolve(LAUNCHED, claims, {}).best.content == "1961-04-12"


def test_a_deprecated_value_disputes_nothing() -> None:
    claims = [claim("1961-04-12", "a"), claim("1961-04-13", "b", rank="deprecated")]
    assert not resolve(LAUNCHED, claims, {}).contested


def test_numbers_agree_however_they_are_written() -> None:
    assert not resolve(ORBITS, [claim("1"), claim("1.0", "b")], {}).contested


def test_many_values_side_by_side_are_no_dispute() -> None:
    seats = [
        Claim("soyuz-ms-19", "crew", "a", Place("x.yaml"), object=who)
        for who in ("yulia-peresild", "klim-shipenko")
    ]
    assert not resolve(CREW, seats, {}).contested


def test_a_chain_of_repeats_that_bites_its_tail_ends() -> None:
    assert origin("a", {"a": "b", "b": "c"}) == "c"
    assert origin("a", {"a": "b", "b": "a"}) == "b"
