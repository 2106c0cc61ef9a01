"""The rules that ship: none knows its winner, and moving a switch moves the winner where history says so."""

import pytest

import kb
from kb.records import Seed
from kb.rules import Deeds, judge, settle
from kb.seed.check import problems
from kb.seed.layers import layers_for
from kb.store.write import deeds_of, resolve_all
from kb.vocabulary import vocabulary


@pytest.fixture(scope="module")
def seed() -> Seed:
    found, issues = problems(layers_for(()))
    assert not issues
    return found


@pytest.fixture(scope="module")
def deeds(seed: Seed) -> Deeds:
    return deeds_of(seed, resolve_all(seed, vocabulary()), vocabulary())


@pytest.fixture(scope="module")
def shipped(base_url: str) -> kb.KnowledgeBase:
    return kb.open(base_url)


def test_there_are_rules_for_all_of_spaceflight(seed: Seed, shipped: kb.KnowledgeBase) -> None:
    assert len(seed.rules) >= 200
    ruled = {first.category for first in shipped.firsts() if first.computed is not None}
    assert ruled == set(vocabulary().lists["category"])


def test_no_rule_names_an_entity_that_wins_it(seed: Seed, deeds: Deeds) -> None:
    """It may name a country, a body, a station; an id that is the winner itself would be a typed answer."""
    rules, _ = settle(seed.rules)
    for rule in rules.values():
        for definition in rule.switches:
            named = {v for c in rule.under(definition) for v in c.values if c.test == "is"}
            ruling = next(judge(rule, definition, deeds))
            assert not named & {place.who for place in ruling.winners}, (rule.first, definition)


def test_without_its_winner_every_rule_finds_the_runner_up(seed: Seed, deeds: Deeds) -> None:
    rules, _ = settle(seed.rules)
    judged = 0
    for rule in rules.values():
        for definition in rule.switches:
            ruling = next(judge(rule, definition, deeds))
            if not ruling.winners:
                continue
            gone = {place.who for place in ruling.winners} | {place.on for place in ruling.winners}
            fewer = Deeds(deeds.facts.without(gone))
            after = next(judge(rule, definition, fewer))
            winners = {place.who for place in after.winners}
            where = (rule.first, definition)
            assert not winners & {place.who for place in ruling.winners}, where
            expected = {place.who for place in (*ruling.unsure, *ruling.runner_up)}
            if expected and rule.nth == 1:
                assert winners & expected, where
            judged += 1
    assert judged > 200


SWITCHES = [
    ("first-film-shot-in-space", "feature-film", "the-challenge"),
    ("first-dog-in-space", "100-km", "dezik"),
    ("first-dog-in-space", "orbit", "laika"),
    ("first-spaceplane-flight", "50-miles", "robert-white"),
    ("first-spaceplane-flight", "100-km", "joe-walker"),
    ("first-space-tourist", "employer-pays", "toyohiro-akiyama"),
    ("first-space-tourist", "traveller-pays", "dennis-tito"),
    ("first-human-in-space", "100-km", "yuri-gagarin"),
    ("first-human-in-space", "pilot-lands-in-craft", "alan-shepard"),
]


@pytest.mark.parametrize(("first", "definition", "winner"), SWITCHES)
def test_the_switch_moves_the_winner(
    shipped: kb.KnowledgeBase, first: str, definition: str, winner: str
) -> None:
    (answer,) = [a for a in shipped.firsts(definition=definition) if a.id == first]
    assert answer.definition == definition
    assert answer.computed is not None
    assert winner in answer.computed.faces
