"""One entity, claim by claim."""

import pytest

import kb


def test_a_profile_has_names_values_links_and_what_cites_it(mini: kb.KnowledgeBase) -> None:
    page = mini.get("yulia-peresild")
    assert page.name == "Yulia Peresild"
    assert any("Пересильд" in alias for alias in page.aliases)
    assert page.value("sex") == "female"
    flights = {
        link.subject.id: link.claim.qualifier("leg")
        for link in page.cited_by
        if link.claim.predicate == "crew"
    }
    assert flights == {"soyuz-ms-19": "up", "soyuz-ms-18": "down"}


def test_every_claim_knows_its_file_line_and_source(mini: kb.KnowledgeBase) -> None:
    sources = mini.reader.sources()
    claims = mini.claims()
    assert len(claims) > 200
    for claim in claims:
        assert claim.source in sources
        assert claim.place.file.endswith(".yaml")
        assert claim.place.line > 1


def test_disputed_values_stand_side_by_side(mini: kb.KnowledgeBase) -> None:
    disputes = mini.disputes()
    assert disputes
    for dispute in disputes:
        assert len(dispute.resolved.values) > 1
        assert len({value.claim.source for value in dispute.resolved.values}) > 1


def test_an_unknown_id_is_told_with_the_nearest(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.NotFoundError, match=r"there is no entity 'vostok-l'.*; did you mean 'vostok-1'"):
        mini.get("vostok-l")


def test_all_of_a_kind_at_once_are_the_same_as_one_by_one(mini: kb.KnowledgeBase) -> None:
    for page in mini.entities("mission"):
        assert page == mini.get(page.id)
