"""Countries and agencies side by side: who did it first among them, by how much, and who led when."""

import pytest

import kb
from kb.queries.compare import Comparison


@pytest.fixture(scope="module")
def shipped(base_url: str) -> kb.KnowledgeBase:
    return kb.open(base_url)


def test_the_leader_is_the_side_that_was_certainly_first(shipped: kb.KnowledgeBase) -> None:
    found = shipped.compare(["soviet-union", "united-states"])
    rows = {row.first.id: row for row in found.rows}
    human = rows["first-human-in-space"]
    assert human.leader == "soviet-union"
    assert (human.lag("soviet-union"), human.lag("united-states")) == (0, 23)
    assert human.world
    assert rows["first-mars-flyby"].leader == "united-states"


def test_another_definition_gives_another_lag(shipped: kb.KnowledgeBase) -> None:
    found = shipped.compare(["soviet-union", "united-states"], definition="orbit")
    (human,) = [row for row in found.rows if row.first.id == "first-human-in-space"]
    assert human.lag("united-states") == 314


def test_a_successor_counts_what_went_before_unless_kept_apart(shipped: kb.KnowledgeBase) -> None:
    together, apart = (shipped.compare(["russia", "united-states"], apart=apart) for apart in (False, True))

    def leads(found: Comparison) -> set[str]:
        return {row.first.id for row in found.rows if row.leader == "russia"}

    assert "first-human-in-space" in leads(together) - leads(apart)


def test_agencies_count_through_their_lineage(shipped: kb.KnowledgeBase) -> None:
    found = shipped.compare(["roscosmos", "nasa"])
    (human,) = [row for row in found.rows if row.first.id == "first-human-in-space"]
    assert human.leader == "roscosmos"


def test_leads_only_grow_and_years_bound_them(shipped: kb.KnowledgeBase) -> None:
    found = shipped.compare(["soviet-union", "united-states"]).during(1957, 1975)
    steps = found.leads()
    assert all(row.earliest.as_utc().year <= 1975 for row in found.rows)
    assert [sum(counts.values()) for _, counts in steps] == list(range(1, len(steps) + 1))


def test_only_like_can_be_compared_with_like(shipped: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.QueryError, match="countries can be compared with countries"):
        shipped.compare(["nasa", "france"])
    with pytest.raises(kb.NotFoundError):
        shipped.compare(["nasa", "nosuch"])
