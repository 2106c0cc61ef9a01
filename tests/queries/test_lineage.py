"""Who came before whom."""

import kb
from kb.queries.lineage import responsible

CHAIN = ["soviet-space-programme", "rka", "rosaviakosmos", "federal-space-agency", "roscosmos"]


def test_a_lineage_reads_from_the_oldest_to_the_newest(mini: kb.KnowledgeBase) -> None:
    lineage = mini.lineage("rosaviakosmos")
    assert [member.id for member in lineage.members] == CHAIN
    assert lineage.line == lineage.members
    assert lineage.ancestors == {"soviet-space-programme", "rka"}
    assert lineage.descendants == {"federal-space-agency", "roscosmos"}
    assert all(step.claim.source for step in lineage.steps)


def test_an_entity_without_relatives_is_its_own_lineage(mini: kb.KnowledgeBase) -> None:
    assert [member.id for member in mini.lineage("nasa").members] == ["nasa"]


def test_deeds_count_backwards_only_with_their_trail(mini: kb.KnowledgeBase) -> None:
    trails = responsible(mini.reader, "rosaviakosmos")
    assert trails["soviet-space-programme"] == ("rosaviakosmos", "rka", "soviet-space-programme")
    assert "roscosmos" not in trails
