"""Who was in space when: paired from seats, also when people came home on another craft."""

import pytest

import kb


@pytest.fixture(scope="module")
def shipped(base_url: str) -> kb.KnowledgeBase:
    return kb.open(base_url)


def test_a_stay_ends_with_the_craft_one_came_home_on(mini: kb.KnowledgeBase) -> None:
    (stay,) = [stay for stay in mini.stays() if stay.person.id == "yulia-peresild"]
    assert (stay.up.id, stay.down and stay.down.id) == ("soyuz-ms-19", "soyuz-ms-18")
    least, most = stay.seconds
    assert 11 < least / 86_400 <= most / 86_400 < 13


def test_nobody_was_in_space_before_gagarin(shipped: kb.KnowledgeBase) -> None:
    assert shipped.in_space("1961-04-11") == []
    assert [stay.person.id for stay in shipped.in_space("1961-04-12")] == ["yuri-gagarin"]


def test_since_the_second_of_november_2000_somebody_always_was(shipped: kb.KnowledgeBase) -> None:
    days = [f"{year}-{month:02}-15" for year in range(2001, 2026) for month in (1, 4, 7, 10)]
    assert all(shipped.in_space(day) for day in days)


def test_a_day_counts_from_launch_to_landing_in_utc(shipped: kb.KnowledgeBase) -> None:
    aboard = {day: {s.person.id for s in shipped.in_space(day)} for day in ("1969-07-24", "1969-07-25")}
    assert "neil-armstrong" in aboard["1969-07-24"]
    assert "neil-armstrong" not in aboard["1969-07-25"]


@pytest.mark.parametrize(
    ("person", "flights", "days"),
    [("oleg-kononenko", 5, 1110.6), ("sergei-krikalev", 6, 803.4), ("francisco-rubio", 1, 370.9)],
)
def test_days_in_space_add_up(shipped: kb.KnowledgeBase, person: str, flights: int, days: float) -> None:
    (one,) = [one for one in shipped.spacefarers() if one.person.id == person]
    assert len(one.stays) == flights
    assert one.days[0] == pytest.approx(days, abs=0.2)


def test_those_lost_on_the_way_home_were_there_until_then(shipped: kb.KnowledgeBase) -> None:
    assert "kalpana-chawla" in {stay.person.id for stay in shipped.in_space("2003-01-31")}
    assert "christa-mcauliffe" not in {one.person.id for one in shipped.spacefarers()}


def test_stays_of_one_person_do_not_overlap(shipped: kb.KnowledgeBase) -> None:
    for one in shipped.spacefarers():
        for earlier, later in zip(one.stays, one.stays[1:], strict=False):
            assert earlier.ended is not None
            assert later.began.before(earlier.ended) is not True, (one.person.id, earlier, later)
