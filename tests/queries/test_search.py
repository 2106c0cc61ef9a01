"""Any spelling, any script, typos."""

import pytest

import kb
from kb.store.names import fold


@pytest.mark.parametrize(
    "text",
    [
        "Yulia Peresild",
        "peresild",
        "PERESILD",
        "Пересильд",
        "пересиль",
        "Peresild Yulia",
        "perisild",
        "yulia-peresild",
    ],
)
def test_one_person_by_many_spellings(mini: kb.KnowledgeBase, text: str) -> None:
    assert mini.search(text)[0].entity.id == "yulia-peresild"


@pytest.mark.parametrize("text", ["", "   ", "—", "zzzzqqq", "' OR 1=1 --", '"', "*", "NOT AND"])
def test_nonsense_finds_nothing_and_breaks_nothing(mini: kb.KnowledgeBase, text: str) -> None:
    assert mini.search(text) == []


def test_the_very_name_comes_first(mini: kb.KnowledgeBase) -> None:
    hits = mini.search("sputnik 1")
    assert hits[0].entity.id == "sputnik-1"
    assert hits[0].score == 100


def test_kinds_narrow_and_are_checked(mini: kb.KnowledgeBase) -> None:
    assert {hit.entity.kind for hit in mini.search("soyuz", kinds=["mission"])} == {"mission"}
    with pytest.raises(kb.QueryError, match="unknown kind 'rocket'"):
        mini.search("soyuz", kinds=["rocket"])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Пересильд, Ю́лия", "peresild yuliya"),
        ("Vol'ynov", "volynov"),
        ("Félicette", "felicette"),
        ("R‑7", "r 7"),
        ("Chang'e 4", "change 4"),
    ],
)
def test_names_are_folded_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded
