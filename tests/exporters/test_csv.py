"""CSV: a head, a line a record, the fields of the JSON contract."""

import csv
import io

import kb
from kb.exporters import csv as sheet


def rows(text: str) -> list[dict[str, str]]:
    assert text.endswith("\n")
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_a_timeline(mini: kb.KnowledgeBase) -> None:
    found = rows(sheet.timeline(mini.timeline()))
    assert len(found) == len(mini.timeline())
    sputnik = next(row for row in found if row["entity"] == "sputnik-1")
    assert tuple(sputnik) == sheet.TIMELINE
    assert sputnik["date"] == sputnik["earliest"] == sputnik["latest"] == "1957-10-04T19:28:34Z"
    assert sputnik["until"] == "1958-01-04?"
    assert sputnik["agencies"] == "soviet-space-programme"
    assert sputnik["people"] == ""
    crewed = next(row for row in found if row["entity"] == "soyuz-ms-18")
    assert crewed["people"].split("; ")[:2] == ["oleg-novitsky", "pyotr-dubrov"]


def test_firsts(mini: kb.KnowledgeBase) -> None:
    found = {row["id"]: row for row in rows(sheet.firsts(mini.firsts()))}
    dog = found["first-dog-in-space"]
    assert tuple(dog) == sheet.FIRSTS
    assert dog["winners"] == "dezik; tsygan"
    assert dog["winner_names"] == "Dezik; Tsygan"
    assert dog["contested"] == "true"
    assert dog["sources"] == "guinness-first-dog; wikipedia-soviet-space-dogs"
    assert found["first-human-in-space"]["contested"] == "false"
    assert found["first-human-in-space"]["runner_up"] == "alan-shepard"


def test_entities_with_the_values_shown(mini: kb.KnowledgeBase) -> None:
    found = {r["id"]: r for r in rows(sheet.entities(mini.entities("mission"), "mission", mini.registry))}
    vostok = found["vostok-1"]
    assert tuple(vostok)[: len(sheet.ENTITIES)] == sheet.ENTITIES
    assert vostok["landed"] == "1961-04-12T07:55Z", "the value shown, not its rival"
    assert vostok["aliases"] == "Восток-1; Vostok-3A No. 3"
    assert vostok["mass_kg"] == ""
    assert found["sputnik-1"]["mass_kg"] == "84"


def test_what_a_text_states_is_no_value(mini: kb.KnowledgeBase) -> None:
    found = {r["id"]: r for r in rows(sheet.entities(mini.entities("agency"), "agency", mini.registry))}
    assert found["roscosmos"]["type"] == "state-corporation"
    assert found["roscosmos"]["remark"] == ""


def test_an_empty_answer_is_a_head(mini: kb.KnowledgeBase) -> None:
    assert sheet.timeline([]) == ",".join(sheet.TIMELINE) + "\n"
