"""The JSON contract, field by field. A failure here breaks other people's programs."""

import json

import networkx as nx
import pytest

import kb
from kb.errors import Issue, Place
from kb.exporters import json as plain

CLAIM = {
    "subject",
    "predicate",
    "value",
    "object",
    "source",
    "rank",
    "confidence",
    "when",
    "quote",
    "span",
    "note",
    "qualifiers",
    "stated",
    "file",
    "line",
}


def by_id(several: list[plain.Plain], key: str = "id") -> plain.Plain:
    return {one[key]: one for one in several}


@pytest.fixture(scope="module")
def vostok(mini: kb.KnowledgeBase) -> plain.Plain:
    return plain.entity(mini.get("vostok-1"))


def test_an_entity_names_itself(vostok: plain.Plain) -> None:
    assert {
        name: vostok[name] for name in ("id", "kind", "name", "aliases", "summary", "began", "ended")
    } == {
        "id": "vostok-1",
        "kind": "mission",
        "name": "Vostok 1",
        "aliases": ["Восток-1", "Vostok-3A No. 3"],
        "summary": "The first flight of a human being into space, once around the Earth.",
        "began": "1961-04-12T06:07:00Z",
        "ended": "1961-04-12T07:55Z",
    }
    assert vostok["importance"] > 1
    assert (vostok["file"], vostok["line"]) == ("missions/first-humans.yaml", 1)
    assert list(vostok) == [
        "id",
        "kind",
        "name",
        "aliases",
        "summary",
        "began",
        "ended",
        "importance",
        "file",
        "line",
        "attributes",
        "links",
        "cited_by",
    ]


def test_an_attribute_lists_its_claims_best_first(vostok: plain.Plain) -> None:
    best, other = vostok["attributes"]["landed"]
    assert best == {
        "value": "1961-04-12T07:55Z",
        "source": "wikidata-spacefarers",
        "rank": "normal",
        "confidence": "certain",
        "when": None,
        "quote": None,
        "span": None,
        "note": None,
        "qualifiers": {},
        "stated": False,
        "best": True,
        "contested": True,
        "file": "missions/first-humans.yaml",
        "line": 12,
    }
    assert other["value"] == "1961-04-12T07:47Z"
    assert other["note"] == "as the end of the object in the catalogue"
    assert not other["best"]
    assert other["contested"]
    assert [one["contested"] for one in vostok["attributes"]["launched"]] == [False, False]


def test_what_a_text_states_is_never_best(mini: kb.KnowledgeBase) -> None:
    remarks = plain.entity(mini.get("roscosmos"))["attributes"]["remark"]
    assert len(remarks) == 2
    assert all(one["stated"] and not one["best"] for one in remarks)
    assert remarks[0]["qualifiers"] == {"nature": "opinion"}
    assert remarks[0]["span"] == [2267, 2330]


def test_a_link_names_its_other_end(vostok: plain.Plain) -> None:
    crew = next(link for link in vostok["links"] if link["predicate"] == "crew")
    assert crew == {
        "predicate": "crew",
        "label": "carried",
        "object": "yuri-gagarin",
        "object_name": "Yuri Gagarin",
        "object_kind": "person",
        "source": "wikidata-spacefarers",
        "rank": "normal",
        "confidence": "certain",
        "when": None,
        "quote": None,
        "span": None,
        "note": None,
        "qualifiers": {"role": "pilot"},
        "stated": False,
        "file": "missions/first-humans.yaml",
        "line": 21,
    }


def test_seats_keep_their_leg(mini: kb.KnowledgeBase) -> None:
    cited = plain.entity(mini.get("yulia-peresild"))["cited_by"]
    seats = {link["subject"]: link["qualifiers"]["leg"] for link in cited if link["predicate"] == "crew"}
    assert seats == {"soyuz-ms-19": "up", "soyuz-ms-18": "down"}
    seat = next(link for link in cited if link["subject"] == "soyuz-ms-19" and link["predicate"] == "crew")
    assert (seat["subject_name"], seat["subject_kind"], seat["label"]) == (
        "Soyuz MS-19",
        "mission",
        "flew on",
    )
    assert "object" not in seat


def test_a_first(mini: kb.KnowledgeBase) -> None:
    found = by_id([plain.first(answer) for answer in mini.firsts()])
    dog = found["first-dog-in-space"]
    assert list(dog) == [
        "id",
        "name",
        "summary",
        "statement",
        "category",
        "definition",
        "date",
        "winners",
        "runner_up",
        "achieved_on",
        "credited_to",
        "through",
        "contested",
        "proof",
        "stated",
        "variants",
    ]
    assert dog["name"] == "First dog in space"
    assert dog["statement"] == "the first dog above the edge of space"
    assert dog["category"] == "animals"
    assert dog["definition"] == "100-km"
    assert dog["date"] == "1951-07-22"
    assert dog["winners"] == [{"id": "dezik", "name": "Dezik"}, {"id": "tsygan", "name": "Tsygan"}]
    assert dog["runner_up"] == []
    assert dog["achieved_on"] == [{"id": "r-1v-1951-07-22", "name": "R-1V flight of 22 July 1951"}]
    assert dog["credited_to"] == [{"id": "soviet-space-programme", "name": "Soviet space programme"}]
    assert dog["through"] == []
    assert dog["contested"] is True
    assert {claim["predicate"] for claim in dog["proof"]} == {"winner", "achieved_on", "credited_to"}
    assert all(set(claim) == CLAIM for claim in (*dog["proof"], *dog["stated"]))
    assert [claim["object"] for claim in dog["stated"]] == ["roscosmos"]
    assert [(v["definition"], v["date"], [w["id"] for w in v["winners"]]) for v in dog["variants"]] == [
        ("100-km", "1951-07-22", ["dezik", "tsygan"]),
        ("orbit", "1957-11-03", ["laika"]),
    ]
    assert {claim["object"] for claim in dog["variants"][1]["proof"]} == {"laika"}
    human = found["first-human-in-space"]
    assert human["runner_up"] == [{"id": "alan-shepard", "name": "Alan Shepard"}]
    assert human["definition"] is None
    assert human["contested"] is False


def test_a_first_of_a_successor_tells_the_way(mini: kb.KnowledgeBase) -> None:
    answer = plain.first(mini.firsts(agency="roscosmos", during="1957/1991")[0])
    assert [agency["id"] for agency in answer["through"]] == [
        "roscosmos",
        "federal-space-agency",
        "rosaviakosmos",
        "rka",
        "soviet-space-programme",
    ]


def test_a_first_that_nobody_won_has_no_date(tmp_path) -> None:
    (tmp_path / "firsts").mkdir()
    (tmp_path / "firsts" / "f.yaml").write_text(
        "first-x:\n  name: X\n  source: s\n  winner: {to: y, when: 1961, rank: deprecated}\n", "utf-8"
    )
    (tmp_path / "animals").mkdir()
    (tmp_path / "animals" / "a.yaml").write_text("y: {name: Y}\n", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "s.yaml").write_text("s: {title: S, type: page}\n", "utf-8")
    with kb.load(tmp_path) as base:
        answer = plain.first(base.first("first-x"))
    assert answer["date"] is None
    assert answer["winners"] == answer["variants"] == answer["proof"] == []


def test_a_timeline_item(mini: kb.KnowledgeBase) -> None:
    items = by_id([plain.item(item) for item in mini.timeline()], "entity")
    sputnik = items["sputnik-1"]
    importance = sputnik.pop("importance")
    assert importance > 1
    assert sputnik == {
        "date": "1957-10-04T19:28:34Z",
        "earliest": "1957-10-04T19:28:34Z",
        "latest": "1957-10-04T19:28:34Z",
        "until": "1958-01-04?",
        "title": "Sputnik 1",
        "entity": "sputnik-1",
        "kind": "mission",
        "sources": ["gcat-launchlog"],
        "agencies": ["soviet-space-programme"],
        "countries": ["soviet-union"],
        "programmes": ["sputnik-programme"],
        "people": [],
        "summary": sputnik["summary"],
    }
    assert items["first-dog-in-space"]["sources"] == ["guinness-first-dog"], "only who gives the date shown"
    assert items["soyuz-ms-19"]["people"][:2] == ["anton-shkaplerov", "yulia-peresild"]


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("1961-04-12T06:07Z", "1961-04-12T06:07:00Z", "1961-04-12T06:07:59Z"),
        ("1961", "1961-01-01T00:00:00Z", "1961-12-31T23:59:59Z"),
        ("1954~", "1953-01-01T00:00:00Z", "1955-12-31T23:59:59Z"),
        ("1957/1991", "1957-01-01T00:00:00Z", "1991-12-31T23:59:59Z"),
        ("2000-11-02/..", "2000-11-02T00:00:00Z", None),
        ("2000-11-02/", "2000-11-02T00:00:00Z", None),
        ("../1991", None, "1991-12-31T23:59:59Z"),
        ("1000", "1000-01-01T00:00:00Z", "1000-12-31T23:59:59Z"),
    ],
)
def test_bounds_are_what_is_possible(date: str, earliest: str | None, latest: str | None) -> None:
    assert plain.bounds(kb.Date.parse(date)) == (earliest, latest)


def test_a_hit(mini: kb.KnowledgeBase) -> None:
    assert plain.hit(mini.search("мкс")[0]) == {
        "id": "iss",
        "kind": "station",
        "name": "International Space Station",
        "matched": "МКС",
        "score": 100.0,
        "summary": "Built in orbit from 1998 on by five space agencies.",
    }


def test_a_path(mini: kb.KnowledgeBase) -> None:
    path = plain.path(mini.paths("yuri-gagarin", "vostok-1")[0])
    assert path["sentence"] == "Yuri Gagarin flew on Vostok 1."
    assert path["weak"] is False
    (step,) = path["steps"]
    (claim,) = step.pop("claims")
    assert set(claim) == CLAIM
    assert step == {
        "from": "yuri-gagarin",
        "from_name": "Yuri Gagarin",
        "to": "vostok-1",
        "to_name": "Vostok 1",
        "phrase": "flew on Vostok 1",
        "weak": False,
        "predicates": ["crew"],
        "label": "flew on",
        "sources": ["wikidata-spacefarers"],
    }


def test_a_lineage(mini: kb.KnowledgeBase) -> None:
    lineage = plain.lineage(mini.lineage("rka"))
    assert lineage["id"] == "rka"
    assert lineage["members"][1] == {
        "id": "rka",
        "name": "Russian Space Agency",
        "began": "1992-02-25",
        "ended": "1999-05-25",
    }
    assert lineage["members"][-1]["ended"] is None
    assert lineage["steps"][0] == {
        "subject": "rka",
        "object": "soviet-space-programme",
        "when": "1992-02-25",
        "source": "wikipedia-roscosmos",
        "quote": None,
        "file": "agencies/agencies.yaml",
        "line": 28,
    }


def test_a_graph_is_read_back_by_networkx(mini: kb.KnowledgeBase) -> None:
    graph = mini.graph()
    told = json.loads(json.dumps(plain.graph(graph)))
    again = nx.node_link_graph(told)
    assert set(again) == set(graph)
    assert again.number_of_edges() == graph.number_of_edges() > 90
    edge = next(e for e in told["edges"] if e["source"] == "sputnik-2" and e["target"] == "laika")
    assert edge == {
        "source": "sputnik-2",
        "target": "laika",
        "key": "crew:0",
        "predicate": "crew",
        "label": "carried",
        "when": None,
        "quote": None,
        "role": "passenger",
        "leg": "up",
        "weak": False,
        "cites": "wikipedia-laika",
    }


def test_a_dispute(mini: kb.KnowledgeBase) -> None:
    (dispute,) = [plain.dispute(d) for d in mini.disputes()]
    assert {name: dispute[name] for name in ("entity", "name", "kind", "predicate", "label")} == {
        "entity": "vostok-1",
        "name": "Vostok 1",
        "kind": "mission",
        "predicate": "landed",
        "label": "landed",
    }
    assert [(v["value"], v["best"], len(v["claims"])) for v in dispute["values"]] == [
        ("1961-04-12T07:55Z", True, 1),
        ("1961-04-12T07:47Z", False, 1),
    ]
    assert set(dispute["values"][0]["claims"][0]) == CLAIM


def test_a_source(mini: kb.KnowledgeBase) -> None:
    source = mini.reader.source("gcat-launchlog")
    assert plain.source(source, 31) == {
        "id": "gcat-launchlog",
        "title": "GCAT launch log, one row an object",
        "type": "catalogue",
        "publisher": "planet4589.org",
        "author": "Jonathan C. McDowell",
        "date": "2024-12-08",
        "url": "https://planet4589.org/space/gcat/data/derived/launchlog.html",
        "licence": "CC BY 4.0",
        "note": None,
        "via": "gcat",
        "claims": 31,
        "file": "sources/sources.yaml",
        "line": source.place.line,
    }


def test_a_statement(mini: kb.KnowledgeBase) -> None:
    told = [plain.statement(s) for s in mini.audit("first-movie-article")]
    imprecise = next(s for s in told if s["claim"]["subject"] == "first-artificial-satellite")
    assert list(imprecise) == ["verdict", "reason", "subject_name", "object_name", "claim", "evidence"]
    assert imprecise["verdict"] == "imprecise"
    assert (imprecise["subject_name"], imprecise["object_name"]) == (
        "First artificial satellite",
        "Roscosmos",
    )
    assert imprecise["claim"]["stated"] is True
    assert [claim["object"] for claim in imprecise["evidence"]] == ["soviet-space-programme"]
    opinion = next(s for s in told if s["verdict"] == "opinion")
    assert opinion["object_name"] is None
    assert opinion["evidence"] == []


def test_a_claim_has_a_value_or_an_object(mini: kb.KnowledgeBase) -> None:
    for claim in map(plain.claim, mini.claims()):
        assert set(claim) == CLAIM
        assert (claim["value"] is None) != (claim["object"] is None)


def test_an_issue() -> None:
    assert plain.issue(Issue(Place("missions/x.yaml", 3, 5), "no date")) == {
        "file": "missions/x.yaml",
        "line": 3,
        "column": 5,
        "message": "no date",
    }


def test_every_field_is_documented(mini: kb.KnowledgeBase) -> None:
    told = [
        plain.entity(mini.get("vostok-1")),
        plain.kind(mini.registry.kinds["mission"], 7),
        plain.first(mini.first("first-dog-in-space")),
        plain.item(mini.timeline()[0]),
        plain.hit(mini.search("laika")[0]),
        plain.path(mini.paths("laika", "nasa")[0]),
        plain.lineage(mini.lineage("rka")),
        plain.graph(mini.graph(around="laika")),
        plain.dispute(mini.disputes()[0]),
        plain.source(mini.sources()[0], 1),
        plain.statement(mini.audit("first-movie-article")[0]),
    ]
    free = {"role", "leg", "nature", "definition", *mini.registry.attributes}  # keys that the seed chooses
    missing = {field for one in told for field in fields(one)} - free
    text = plain.__doc__ or ""
    assert {field for field in missing if field not in text} == set()


def fields(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {field for inner in value.values() for field in fields(inner)}
    if isinstance(value, list):
        return {field for inner in value for field in fields(inner)}
    return set()
