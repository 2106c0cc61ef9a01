"""Wordings of one achievement come out the same; what restricts stays."""

from __future__ import annotations

import pytest

from kb.reading.phrases import canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("man in space", "human being to travel into outer space"),
        ("cosmonaut in space", "person to fly in space"),
        ("person on the @moon", "man to set foot on the @moon"),
        ("spacewalk", "extravehicular activity"),
        ("woman to walk in space", "spacewalk by a woman"),
        ("artificial satellite", "man made satellite in orbit"),
        ("flyby of @mars", "spacecraft to fly past @mars"),
        ("orbit of @mars", "probe to orbit @mars"),
        ("soft landing on @venus", "spacecraft to soft land on @venus"),
        ("impact on the @moon", "object to hit the @moon"),
        ("pictures of the far side of the @moon", "photographs of the @moon s hidden side"),
        ("+united-states in space", "+united-states astronaut in space"),
        ("african +united-states in space", "black +united-states in space"),
        ("manned flight around the @moon", "circumlunar flight with a human crew"),
    ],
)
def test_wordings_of_one_thing_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("person in space", "woman in space"),
        ("+united-states in space", "+china in space"),
        ("+united-states woman in space", "+united-states in space"),
        ("landing on the @moon", "landing on @mars"),
        ("crewed landing on the @moon", "robotic landing on the @moon"),
        ("private spacewalk", "spacewalk"),
        ("orbit of the @moon", "flyby of the @moon"),
        ("dog in space", "dog in orbit"),
        ("satellite launched by +india", "satellite of +india"),
        ("spacewalk", "spacewalk without a tether"),
    ],
)
def test_what_restricts_keeps_things_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_phrase_of_a_general_word_alone_means_nothing() -> None:
    assert canonical("woman") == canonical("man") == canonical("spacecraft to the") == frozenset()
