"""What a reader sees on each page, and what the filters do to it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

import kb
from kb.dashboard import PAGES

if TYPE_CHECKING:
    from tests.dashboard.conftest import Visit

PAGE_NAMES = [page["page"].stem for page in PAGES]
KINDS = sorted(kb.vocabulary.vocabulary().kinds)


def opened(table: object) -> list[str]:
    """Return the ids that a table's rows open."""
    return [parse_qs(urlsplit(address).query)["id"][0] for address in table["Open"]]  # type: ignore[index]


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_every_page_has_one_heading_and_a_table_beside_its_figure(visit: Visit, page: str) -> None:
    view = visit(page, id="apollo-11") if page == "entity" else visit(page)
    assert view.heading
    assert not view.messages
    charts = view.app.get("plotly_chart")
    assert bool(charts) == (page in ("home", "timeline", "connections", "entity", "compare"))
    assert all(chart.proto.alt for chart in charts)  # for those who do not see it
    folded = any(fold.label.startswith("As a table") for fold in view.app.expander)
    assert not charts or folded


# Home


def test_home_counts_what_there_is_and_draws_every_dated_first(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    view = visit("home")
    counts = shipped.counts()
    assert f"{counts['first']:,}firsts" in view.text
    assert f"{counts['claim']:,}claims" in view.text
    firsts = {item.entity for item in shipped.timeline(kinds=["first"])}
    assert view.marks() < firsts
    assert len(view.marks()) + view.counted() == len(firsts)
    assert {"first-human-in-space", "first-artificial-satellite"} <= view.marks()
    assert {urlsplit(link).path for link in view.links} >= {"/article", "/connections"}


# Timeline


RACE = {"from": "1961-01-01", "to": "1969-12-31"}


def test_the_timeline_draws_or_counts_what_its_table_lists(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("timeline", **RACE).unfold("timeline")
    assert view.marks() < set(opened(view.table()))
    assert len(view.marks()) + view.counted() == len(view.table())
    assert {"vostok-1", "apollo-11", "first-human-in-space"} <= view.marks()
    assert set(view.table()["Kind"]) == {"mission", "first"}
    assert view.table()["Sources"].str.len().min() > 0
    row = view.table().set_index("What").loc["Apollo 11"]
    assert (row["EDTF"], row["Agencies"]) == (str(shipped.reader.brief("apollo-11").began), "NASA")


def test_the_period_bounds_the_timeline_and_shows_more_when_it_is_short(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    far, near = visit("timeline"), visit("timeline", **{"from": "1961-04-01", "to": "1961-05-31"})
    expected = {
        item.entity for item in shipped.timeline(kinds=["mission", "first"], during="1961-04-01/1961-05-31")
    }
    assert near.marks() <= expected
    assert near.counted() == len(expected) - len(near.marks()) < len(near.marks())
    assert "vostok-1" in near.marks()
    assert far.counted() > len(far.marks())
    window = kb.Date.parse("1961-04-01/1961-05-31")
    assert near.figure()["layout"]["xaxis"]["range"] == [window.start * 1000, window.end * 1000]


def test_a_click_on_what_is_only_counted_looks_closer(visit: Visit) -> None:
    view = visit("timeline", **RACE)
    view.pick("timeline", "period:1966-03-01/1966-03-31")
    assert dict(view.app.query_params) == {"from": "1966-03-01", "to": "1966-03-31"}
    assert "luna-10" in view.marks()


def test_dragging_over_a_period_looks_closer(visit: Visit) -> None:
    view = visit("timeline")
    edges = ["1969-07-10 03:00", "1969-07-30 21:00"]
    view.app.session_state["timeline"] = {"selection": {"box": [{"x": edges}], "points": []}}
    view.run()
    assert dict(view.app.query_params) == {"from": "1969-07-10", "to": "1969-07-30"}
    assert "apollo-11" in view.marks()


@pytest.mark.parametrize(
    ("step", "period"),
    [
        ("earlier", ("1961-01-02", "1963-01-02")),
        ("later", ("1963-01-01", "1965-01-01")),
        ("closer", ("1962-07-02", "1963-07-03")),
    ],
)
def test_steps_move_the_period(visit: Visit, step: str, period: tuple[str, str]) -> None:
    view = visit("timeline", **{"from": "1962-01-01", "to": "1964-01-01"})
    view.control(f"period-{step}").click()
    view.run()
    found = (view.app.query_params["from"], view.app.query_params["to"])
    wanted = tuple(dt.date.fromisoformat(day) for day in period)
    apart = [abs((dt.date.fromisoformat(day) - want).days) for day, want in zip(found, wanted, strict=True)]
    assert max(apart) <= 1


def test_a_jump_leads_to_an_era(visit: Visit) -> None:
    view = visit("timeline")
    view.control("jump").set_value("1942-01-01/1957-10-03")
    view.run()
    assert view.app.query_params["to"] == "1957-10-03"
    assert "sputnik-1" not in view.marks()


def test_kinds_and_agency_choose_what_is_on_the_timeline(visit: Visit) -> None:
    view = visit("timeline")
    view.control("kinds").set_value(["station"])
    assert "mir" in view.run().marks()
    assert set(view.unfold("timeline").table()["Kind"]) == {"station"}
    view.control("agency").set_value("nasa")
    assert "skylab" in view.run().marks()
    assert "mir" not in view.marks()


def test_lanes_are_headed_by_what_was_asked_for(visit: Visit) -> None:
    view = visit("timeline", **RACE)

    def lanes() -> set[str]:
        return {note["text"].strip("</b>") for note in view.figure()["layout"]["annotations"]}

    assert {"Soviet Union", "United States"} <= lanes()
    everything = len(view.marks()) + view.counted()
    view.control("lanes").set_value("kind")
    view.run()
    assert lanes() == {"Missions", "Firsts"}
    assert len(view.marks()) + view.counted() == everything  # nothing falls between the lanes


def test_a_timeline_of_nothing_says_so(visit: Visit) -> None:
    view = visit("timeline", **{"from": "1946-01-01", "to": "1946-12-31"})
    view.control("kinds").set_value(["station"])
    view.run()
    assert not view.marks()
    assert view.figure()["layout"]["annotations"][0]["text"]
    assert len(view.unfold("timeline").table()) == 0


# Connections


def test_connections_begin_with_the_soviet_firsts_behind_roscosmos(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    view = visit("connections")
    assert "Roscosmos" in view.heading
    assert {"roscosmos", "soviet-space-programme", "first-human-in-space", "yuri-gagarin"} <= view.marks()
    assert "first-human-on-the-moon" not in view.marks()
    table = view.table()
    drawn = {shipped.reader.brief(id_).name for id_ in view.marks()}
    assert set(table["From"]) | set(table["To"]) == drawn
    assert table["Source"].str.len().min() > 0


def test_the_years_bound_the_firsts(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("connections")
    view.control("years").set_range(1957, 1960)
    drawn = {id_ for id_ in view.run().marks() if shipped.reader.brief(id_).kind == "first"}
    assert drawn == {first.id for first in shipped.firsts(agency="roscosmos", during="1957/1960")}
    assert "first-artificial-satellite" in drawn


def test_steps_relations_and_year_choose_what_is_linked(visit: Visit) -> None:
    view = visit("connections", id="vostok-1")
    near = view.marks()
    assert {"vostok-1", "yuri-gagarin"} <= near
    view.control("depth").set_value("2")
    assert near < view.run().marks()
    view.control("relations").set_value(["crew"])
    assert {"vostok-1", "yuri-gagarin"} <= view.run().marks()
    assert view.table()["Relation"].nunique() == 1
    early = visit("connections", id="vostok-1", as_of="1930")
    assert early.marks() == {"vostok-1"}


# Firsts


def board(view: object) -> list[str]:
    """Return the ids of the firsts on the board, in their order."""
    return re.findall(r'<details id="([^"]+)"', view.html)  # type: ignore[attr-defined]


def test_the_board_has_every_first_with_winner_date_and_proof(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    view = visit("firsts")
    assert board(view) == [first.id for first in shipped.firsts(during="1945/2027")]
    assert len(board(view)) > 50
    row = view.html.split('<details id="first-human-in-space"')[1].split("</details>")[0]
    assert "12 April 1961" in row
    assert "/entity?id=yuri-gagarin" in row
    assert "/entity?id=first-human-in-space" in row
    page = visit("entity", id="first-human-in-space")
    assert re.search(r"<code>firsts/[\w-]+\.yaml:\d+</code>", page.html)


def test_category_agency_and_dispute_choose_the_firsts(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("firsts")
    view.control("category").set_value("animals")
    expected = [first.id for first in shipped.firsts(category="animals", during="1945/2027")]
    assert board(view.run()) == expected
    assert "first-animal-in-orbit" in expected
    view.control("agency").set_value("roscosmos")  # through its predecessors
    assert "first-animal-in-orbit" in board(view.run())
    view.control("contested").set_value(True)
    shown = view.run()
    disputed = [
        f.id
        for f in shipped.firsts(category="animals", agency="roscosmos", during="1945/2027")
        if f.contested
    ]
    assert board(shown) == disputed != []
    assert shown.html.count(">contested<") == len(disputed)
    view.control("years").set_range(1945, 1946)
    assert board(view.run()) == []
    assert "No first fits" in view.text


# Entity


@pytest.mark.parametrize("kind", KINDS)
def test_an_entity_of_every_kind_has_a_page(visit: Visit, shipped: kb.KnowledgeBase, kind: str) -> None:
    entity = max(shipped.reader.entities([kind]), key=lambda brief: (brief.importance, brief.id))
    view = visit("entity", id=entity.id)
    assert view.heading == entity.name
    assert not view.messages
    assert_cited(view.html)


def assert_cited(html: str) -> None:
    """Every mark of a source has its line in the list, and tells the place of its claim."""
    marks = re.findall(r'<a href="#source-(\d+)" title="([^"]+)">', html)
    listed = re.findall(r'<li id="source-(\d+)"', html)
    assert marks
    assert {number for number, _ in marks} <= set(listed)
    assert all(re.search(r"from \S+\.yaml:\d+$", tip) for _, tip in marks)


def test_a_person_is_told_with_facts_links_and_time(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("entity", id="yuri-gagarin")
    assert "Юрий" in view.text  # other spellings
    assert "9 March 1934" in view.text
    assert "/entity?id=vostok-1" in view.links
    assert view.marks(0) == {b.id for b in shipped.neighbours("yuri-gagarin")} | {"yuri-gagarin"}
    assert {"vostok-1", "first-human-in-space"} <= view.marks(1)
    assert view.marks(1) <= set(opened(view.unfold("own").table()))


def test_sources_that_differ_stand_side_by_side(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    dispute = next(
        d for d in shipped.disputes() if d.entity.id == "laika" or d.resolved.values[0].claim.value
    )
    view = visit("entity", id=dispute.entity.id)
    row = next(row for row in view.html.split("<tr>") if row.startswith(f"<th>{dispute.label}</th>"))
    assert "sources differ" in row
    assert row.count("<sup>") == len(dispute.resolved.values) > 1


def test_the_page_of_a_first_has_every_answer(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    first = next(f for f in shipped.firsts() if len({v.definition for v in f.variants}) > 1)
    view = visit("entity", id=first.id)
    for variant in first.variants:
        assert all(f"/entity?id={winner.id}" in view.links for winner in variant.winners)


def test_the_switch_of_a_first_moves_its_winner(visit: Visit) -> None:
    view = visit("entity", id="first-dog-in-space", by="100-km")
    lead = re.compile(r'<p class="lead"><b><a data-kb href="/entity\?id=([\w-]+)"')
    assert lead.findall(view.html)[:1] == ["dezik"]
    view.control("by").set_value("orbit")
    view.run()
    assert lead.findall(view.html)[:1] == ["laika"]
    assert "Belka" in view.text  # the next one


# Compare


def test_comparing_tells_who_led_and_by_how_much(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("compare", **{"country": ["soviet-union", "united-states"]})
    table = view.table().set_index("Achievement")
    row = table.loc["First human in space"]
    assert row["Led by"] == "Soviet Union"
    assert row["Soviet Union, days behind"] == 0
    assert row["United States, days behind"] == 23
    assert "first-human-in-space" in view.marks(1)


def test_comparing_one_asks_for_another(visit: Visit) -> None:
    (hint,) = visit("compare", country="france").messages
    assert "Choose two sides" in hint


# People


def test_everyone_who_flew_is_listed_with_their_days_in_space(visit: Visit) -> None:
    table = visit("people", order="time").table()
    assert table["Name"][0] == "Oleg Kononenko"
    assert len(table) > 740
    assert table["Days in space"].is_monotonic_decreasing


def test_who_was_in_space_on_a_day(visit: Visit) -> None:
    view = visit("people", view="in-space", on="1969-07-20")
    assert "3 people were in space" in view.text
    assert "Michael Collins" in view.text
    assert "Nobody was in space" in visit("people", view="in-space", on="1960-01-01").text


def test_what_happened_on_a_day_of_the_year(visit: Visit) -> None:
    assert "1961 Vostok 1 launched" in " ".join(
        visit("people", view="this-day", on="2026-04-12").text.split()
    )


def test_an_unknown_entity_gets_a_sentence_with_the_nearest(visit: Visit) -> None:
    (message,) = visit("entity", id="yuri-gagarn").messages
    assert "'yuri-gagarn'" in message
    assert "did you mean 'yuri-gagarin'?" in message


def test_no_entity_gets_a_hint(visit: Visit) -> None:
    (message,) = visit("entity").messages
    assert "/entity?id=" in message


# Article


def verdicts(html: str) -> list[str]:
    """Return the verdict of each statement."""
    return re.findall(r'<details><summary><span class="mark (\w+)">', html)


def test_the_article_is_checked_statement_by_statement(visit: Visit, shipped: kb.KnowledgeBase) -> None:
    view = visit("article")
    (source,) = {claim.source for claim in shipped.reader.claims(stated=True)}
    statements = shipped.audit(source)
    assert verdicts(view.html) == [statement.verdict for statement in statements]
    assert {"supported", "imprecise"} <= set(verdicts(view.html))
    for statement in statements:
        assert statement.reason in view.text
    assert f"{len(statements)} statements" in view.text
    evidence = sum(len(statement.evidence) for statement in statements)
    assert len(re.findall(r"from <code>[^<]+\.yaml:\d+</code>", view.html)) == evidence > 0


def test_a_verdict_chooses_the_statements(visit: Visit) -> None:
    view = visit("article")
    many = verdicts(view.html)
    view.control("verdict").set_value("supported")
    assert verdicts(view.run().html) == ["supported"] * many.count("supported")


# Sources


def test_sources_are_listed_with_their_claims_the_most_cited_first(
    visit: Visit, shipped: kb.KnowledgeBase
) -> None:
    table = visit("sources").table()
    assert sorted(table["Title"]) == sorted(source.title for source in shipped.sources())
    assert list(table["Claims"]) == sorted(table["Claims"], reverse=True)
    assert table["Claims"].sum() == shipped.counts()["claim"]


# Search


@pytest.mark.parametrize("text", ["peresild", "Пересильд", "Peresilda", "Юлия Пересильд"])
@pytest.mark.parametrize("page", ["home", "sources"])
def test_any_page_finds_a_person_in_either_script(visit: Visit, page: str, text: str) -> None:
    view = visit(page)
    view.control("q").set_value(text)
    assert view.run().links[0] == "/entity?id=yulia-peresild"
    assert "Peresild" in view.text


def test_what_is_not_found_is_said_as_it_was_written(visit: Visit) -> None:
    view = visit("home", q="<b>xqzzxq</b>")
    assert "“<b>xqzzxq</b>”" in view.text.replace("&lt;", "<")
    assert "<b>xqzzxq" not in view.html
