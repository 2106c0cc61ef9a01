"""How two are connected, in sentences."""

import pytest

import kb


def test_a_path_prefers_a_shared_flight_to_a_shared_country(mini: kb.KnowledgeBase) -> None:
    path = mini.paths("yulia-peresild", "klim-shipenko")[0]
    assert len(path.steps) == 2
    assert path.entities[1].kind in ("mission", "event")
    assert not path.weak


def test_a_path_reads_as_a_sentence(mini: kb.KnowledgeBase) -> None:
    sentences = {path.sentence for path in mini.paths("yulia-peresild", "klim-shipenko", limit=8)}
    assert "Yulia Peresild went up on Soyuz MS-19, which took up Klim Shipenko." in sentences
    assert "Yulia Peresild came down on Soyuz MS-18, which brought down Klim Shipenko." in sentences


def test_each_step_names_its_claims(mini: kb.KnowledgeBase) -> None:
    for path in mini.paths("yulia-peresild", "roscosmos"):
        for step in path.steps:
            assert step.links
            assert all(link.claim.source for link in step.links)


def test_nothing_joins_a_thing_to_itself(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.QueryError, match="both ends are 'laika'"):
        mini.paths("laika", "laika")


def test_an_unknown_end_is_told(mini: kb.KnowledgeBase) -> None:
    with pytest.raises(kb.NotFoundError, match="laiko"):
        mini.paths("laiko", "nasa")
