"""Names in a text."""

from __future__ import annotations

import pytest

import kb
from kb.reading.mentions import Introduced, NameIndex


@pytest.fixture(scope="module")
def names(shipped: kb.KnowledgeBase) -> NameIndex:
    return NameIndex(shipped.reader)


def ids(names: NameIndex, text: str) -> list[str]:
    return [mention.ids[0] for mention in names.find(text)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Yuri Gagarin flew Vostok 1.", ["yuri-gagarin", "vostok-1"]),
        ("Юрий Гагарин и Валентина Терешкова", ["yuri-gagarin", "valentina-tereshkova"]),
        ("杨利伟 flew first", ["yang-liwei"]),
        ("Jurij Gagarin", ["yuri-gagarin"]),
        ("Neil A. Armstrong", ["neil-armstrong"]),
        ("Gagarin's flight", ["yuri-gagarin"]),
        ("India’s Chandrayaan-3", ["india", "chandrayaan-3"]),
        ("Apollo XI and Apollo Eleven", ["apollo-11", "apollo-11"]),
        ("Gemini VIII", ["gemini-8"]),
        ("the U.S. and the U.S.S.R.", ["united-states", "soviet-union"]),
        ("the moon", ["moon"]),
        ("Sputnik-1", ["sputnik-1"]),
    ],
)
def test_a_name_is_found_in_any_spelling(names: NameIndex, text: str, entities: list[str]) -> None:
    assert ids(names, text) == entities


@pytest.mark.parametrize(
    "text",
    [
        "Unity is strength",  # a module, at the beginning of a sentence
        "a discovery, a challenge and hope",  # in small letters
        "Anna Gagarina met Boris Gagarin",  # other people of that name
        "the Armstrong Museum",
        "South American rainforest",
        "tell us about it",
    ],
)
def test_what_only_looks_like_a_name_is_left(names: NameIndex, text: str) -> None:
    assert ids(names, text) == []


def test_a_last_name_is_whoever_was_named_in_full(names: NameIndex) -> None:
    known = Introduced()
    names.find("Eileen Collins commanded STS-93.", known)
    (collins,) = names.find("Collins had been a pilot.", known)
    assert collins.ids == ("eileen-collins",)
    (both,) = names.find("Collins had been a pilot.")
    assert {"eileen-collins", "michael-collins"} <= set(both.ids)
    assert not both.sure
