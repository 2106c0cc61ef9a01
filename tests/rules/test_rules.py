"""Rules of firsts: what they may say, and what they come to over a few invented flights."""

import pytest

from kb import document
from kb.errors import Issue, Place
from kb.records import Claim, Rule
from kb.rules import Deeds, Facts, Ranked, Ruling, in_words, judge, parse, settle
from kb.vocabulary import vocabulary

RUNGS = vocabulary().lists["rung"]


def facts(**entities: str) -> Facts:
    """Return facts: entity → ``kind; predicate content [qualifier=value …]; …``, with ``_`` for ``-`` in ids."""
    kinds, claims = {}, []
    for name, text in entities.items():
        entity = name.replace("_", "-")
        kind, *statements = (part.strip() for part in text.split(";"))
        kinds[entity] = kind
        for statement in filter(None, statements):
            predicate, content, *qualifiers = statement.split()
            pairs = tuple((pair.split("=")[0], pair.split("=")[1]) for pair in qualifiers)
            relation = predicate in vocabulary().relations
            claims.append(
                Claim(
                    entity,
                    predicate,
                    "source",
                    Place("x.yaml"),
                    value=None if relation else content,
                    object=content if relation else None,
                    qualifiers=pairs,
                )
            )
    return Facts(kinds, claims, RUNGS)


def read(text: str, first: str = "first-x") -> tuple[Rule | None, list[Issue]]:
    """Read a rule from YAML."""
    root, issues = document.parse(text.encode(), "rule.yaml")
    assert root is not None
    assert not issues
    return parse(first, root, vocabulary())


def rule(text: str) -> Rule:
    """Return a rule that has no problems."""
    found, issues = read(text)
    assert found is not None
    assert not issues, issues
    return settle({"first-x": found})[0]["first-x"]


def test_a_rule_has_a_deed_conditions_and_switches() -> None:
    found = rule(
        """
        deed: ascent
        who: {kind: animal, species: [dog, cat]}
        mission: {crew_size: {most: 0}}
        nth: 2
        each: [country, agency]
        definitions:
          100-km: {mission: {reached: 100-km}}
          orbit: {mission: {reached: orbit}}
        """
    )
    assert in_words(found) == {
        "deed": "ascent",
        "conditions": ["who.kind: animal", "who.species: dog or cat", "mission.crew_size: at most 0"],
        "definitions": {"100-km": ["mission.reached: 100-km"], "orbit": ["mission.reached: orbit"]},
        "nth": 2,
        "nth_of": None,
        "each": ["country", "agency"],
        "from": None,
    }


def test_a_definition_takes_the_place_of_a_condition_on_the_same_thing() -> None:
    found = rule(
        "deed: launch\nmission: {reached: orbit, type: crewed}\n"
        "definitions: {100-km: {mission: {reached: 100-km}}}"
    )
    assert [str(c) for c in found.under("100-km")] == ["mission.type: crewed", "mission.reached: 100-km"]
    assert [str(c) for c in found.under(None)] == ["mission.reached: orbit", "mission.type: crewed"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("deed: assent", "unknown deed 'assent'; did you mean 'ascent'?"),
        ("nth: 2", "a rule names a deed, or the first whose rule it takes over"),
        ("deed: launch\nwho: {sex: male}", "this deed has no part 'who'"),
        ("deed: ascent\nwho: {sexx: male}", "'who' has no 'sexx'; did you mean 'sex'?"),
        ("deed: ascent\nwho: {sex: mail}", "unknown sex 'mail'; did you mean 'male'?"),
        ("deed: ascent\nwho: male", "'who' takes conditions: predicate and value"),
        ("deed: ascent\nwho: {age: {least: old}}", "'least' compares numbers, not 'old'"),
        ("deed: ascent\nwho: {age: {atleast: 3}}", "a condition in braces has one test of"),
        ("deed: ascent\neach: planet", "unknown group 'planet'"),
        ("deed: ascent\nnth: second", "'nth' counts from 1, not 'second'"),
        ("deed: ascent\ndefinitions: {orbits: {}}", "unknown definition 'orbits'; did you mean 'orbit'?"),
        ("deed: ascent\ndefinitions: {orbit: x}", "'orbit' needs conditions, or {} when it adds none"),
        ("[a]", "a rule is a mapping"),
    ],
)
def test_what_a_rule_may_not_say_is_told_with_its_place(text: str, complaint: str) -> None:
    _, issues = read(text)
    assert len(issues) == 1
    assert complaint in issues[0].message
    assert issues[0].place.file == "rule.yaml"


def test_a_rule_may_take_over_another_and_add_to_it() -> None:
    base, _ = read(
        "deed: ascent\nwho: {kind: person}\ndefinitions: {orbit: {mission: {reached: orbit}}}", "a"
    )
    more, _ = read("from: a\nwho: {sex: female}", "b")
    assert base is not None
    assert more is not None
    whole, issues = settle({"b": more, "a": base})
    assert not issues
    assert [str(c) for c in whole["b"].under("orbit")] == [
        "who.kind: person",
        "who.sex: female",
        "mission.reached: orbit",
    ]


def test_taking_over_in_a_circle_or_from_nowhere_is_told() -> None:
    one, _ = read("from: b", "a")
    other, _ = read("from: a", "b")
    lost, _ = read("from: first-human", "c")
    assert one
    assert other
    assert lost
    _, issues = settle({"a": one, "b": other, "c": lost, "first-humans": one})
    told = " ".join(issue.message for issue in issues)
    assert "circle" in told
    assert "'from' names a first without a rule: 'first-human'" in told


FLIGHTS = facts(
    ann="person; sex female; born 1930-01-01; citizenship old-land; citizenship new-land",
    bob="person; sex male; born 1935; citizenship usa",
    cat="person; sex female; citizenship usa",
    rex="animal; species dog; sex male",
    hop="mission; launched 1960-01-01; landed 1960-01-01; reached 50-miles; crew bob; operated_by corp",
    one="mission; launched 1961-04-12T06:07Z; landed 1961-04-14; reached orbit; "
    "crew ann role=pilot landing=ejected",
    two="mission; launched 1961-05; reached orbit; crew bob; crew cat leg=down; crew rex; operated_by corp",
    two_b="mission; launched 1961-05-20; reached orbit; crew cat",
    old_land="country; dissolved 1991-12-26",
    new_land="country; founded 1991-12-26",
    usa="country",
    corp="agency; type company; country usa",
    walk="event; type spacewalk; date 1965-03-18; mission two; participant bob; at moon",
    moon="body",
)


def ruling(text: str, definition: str | None = None, given: Facts = FLIGHTS) -> Ruling:
    return next(judge(rule(text), definition, Deeds(given)))


def who(places: tuple[Ranked, ...]) -> list[str]:
    return [place.who for place in places]


def test_the_earliest_that_fulfils_every_condition_wins_and_the_next_is_runner_up() -> None:
    found = ruling("deed: ascent\nwho: {kind: person}\nmission: {reached: orbit}")
    assert who(found.winners) == ["ann"]
    assert who(found.runner_up) == ["bob"]
    assert found.gap == (1_619_521, 4_297_979), "from 18 d 17 h 52 min 1 s to the last second of May"
    assert ("one", "crew", "ann") in found.winners[0].proof
    assert ("one", "launched", "1961-04-12T06:07Z") in found.winners[0].proof
    assert ("one", "reached", "orbit") in found.winners[0].proof


def test_moving_the_switch_moves_the_winner() -> None:
    text = (
        "deed: ascent\nwho: {kind: person}\ndefinitions:\n  50-miles: {mission: {reached: 50-miles}}\n"
        "  orbit: {mission: {reached: orbit}}"
    )
    assert who(ruling(text, "50-miles").winners) == ["bob"]
    assert who(ruling(text, "orbit").winners) == ["ann"]


def test_who_came_earlier_and_missed_by_one_condition_is_told_with_what_they_had() -> None:
    found = ruling("deed: ascent\nwho: {kind: person}\nmission: {reached: orbit}")
    (missed,) = found.missed
    assert (missed.who, missed.missed, missed.found) == ("bob", "mission.reached: orbit", ("50-miles",))


def test_dates_that_overlap_leave_the_order_unknown() -> None:
    found = ruling(
        "deed: ascent\nwho: {kind: person}\nmission: {reached: orbit, crew_size: 1, id: [two, two-b]}"
    )
    assert who(found.winners) == ["bob"]
    assert who(found.unsure) == ["cat"]
    assert found.gap is not None
    assert found.gap[0] < 0 < found.gap[1]


def test_those_who_flew_together_share_the_place() -> None:
    found = ruling("deed: ascent\nmission: {id: two}")
    assert who(found.winners) == ["bob", "rex"], "cat only came down on it"


def test_the_leg_decides_who_went_up_and_who_came_down() -> None:
    given = facts(
        ann="person",
        bob="person",
        ship="mission; launched 2000-01-01; landed 2000-02-01; crew ann leg=up; crew bob leg=down",
    )
    assert who(ruling("deed: ascent", given=given).winners) == ["ann"]
    assert who(ruling("deed: descent", given=given).winners) == ["bob"]


def test_nth_counts_the_deeds_of_one_doer() -> None:
    found = ruling("deed: ascent\nwho: {kind: person}\nnth: 2")
    assert (who(found.winners), found.winners[0].on) == (["bob"], "two")


def test_nth_of_counts_by_what_the_mission_has() -> None:
    found = ruling("deed: launch\nmission: {operated_by: {known: yes}}\nnth: 2\nnth_of: operated_by")
    assert who(found.winners) == ["two"]


@pytest.mark.parametrize(
    ("condition", "winner"),
    [
        ("who: {sex: {not: male}}", "ann"),
        ("who: {age: {over: 31}}", "ann"),
        ("who: {landing: ejected}", "ann"),
        ("who: {role: pilot}", "ann"),
        ("mission: {days: {least: 1}}", "ann"),
        ("mission: {operator_type: company}", "bob"),
        ("mission: {owner: usa}", "bob"),
        ("mission: {operated_by: {known: no}}", "ann"),
        ("mission: {men: 1, animals: 1}", "bob"),
    ],
)
def test_conditions_on_what_is_claimed_and_what_is_computed(condition: str, winner: str) -> None:
    assert who(ruling(f"deed: ascent\n{condition}").winners)[:1] == [winner]


def test_a_birth_known_to_the_year_leaves_a_span_of_ages() -> None:
    """Bob was 24 or 25 in 1960: certainly over 23, and nobody knows whether over 24.5."""
    sure, open_ = (
        ruling(f"deed: ascent\nwho: {{age: {{over: {age}}}}}\nmission: {{id: hop}}") for age in ("23", "24.5")
    )
    assert who(sure.winners) == ["bob"]
    assert who(open_.winners) == []


def test_a_person_in_an_event_is_credited_for_a_part_and_the_mission_for_the_event() -> None:
    assert who(ruling("deed: part\nevent: {type: spacewalk, at: moon}").winners) == ["bob"]
    assert who(ruling("deed: event\nevent: {type: spacewalk}").winners) == ["two"]


def test_nobody_wins_what_nobody_did() -> None:
    found = ruling("deed: ascent\nwho: {sex: female}\nmission: {reached: surface}")
    assert (found.winners, found.gap) == ((), None)
    assert who(found.missed) == ["ann", "cat"]


def test_ranking_within_countries_takes_the_citizenship_of_the_day() -> None:
    asked: Rule = rule("deed: ascent\nwho: {kind: person}\nmission: {reached: orbit}\neach: country")
    found = {r.group: who(r.winners) for r in judge(asked, None, Deeds(FLIGHTS)) if r.scope == "country"}
    assert found == {"old-land": ["ann"], "usa": ["bob"]}


def test_without_the_winner_the_runner_up_wins() -> None:
    text = "deed: ascent\nwho: {kind: person}\nmission: {reached: orbit}"
    assert who(ruling(text, given=FLIGHTS.without(["ann", "one"])).winners) == ["bob"]


def test_a_ruling_survives_being_written_down() -> None:
    found = ruling("deed: ascent\nwho: {kind: person}\nmission: {reached: orbit}")
    back = Ruling.from_json(found.first, found.definition, found.scope, found.group, found.to_json())
    assert back == found
