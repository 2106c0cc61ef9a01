"""With --json every command answers as kb.exporters.json documents."""

import json

import pytest

from kb.exporters import json as plain


def test_list_and_show_give_the_same_entity(answer) -> None:
    missions = answer("list", "mission")
    assert [m["id"] for m in missions][:2] == ["r-1v-1951-07-22", "sputnik-1"]
    assert answer("show", "vostok-1") == next(m for m in missions if m["id"] == "vostok-1")


def test_kinds(answer) -> None:
    kinds = {kind["id"]: kind for kind in answer("list")}
    assert kinds["mission"]["folder"] == "missions"
    assert kinds["mission"]["count"] == 7


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["firsts"], lambda mini: [plain.first(a) for a in mini.firsts()]),
        (
            ["firsts", "--agency", "roscosmos", "--during", "1957/1991"],
            lambda mini: [plain.first(a) for a in mini.firsts(agency="roscosmos", during="1957/1991")],
        ),
        (["timeline"], lambda mini: [plain.item(i) for i in mini.timeline()]),
        (
            ["timeline", "--kind", "mission", "--during", "1961"],
            lambda mini: [plain.item(i) for i in mini.timeline(kinds=["mission"], during="1961")],
        ),
        (["search", "soyuz"], lambda mini: [plain.hit(h) for h in mini.search("soyuz")]),
        (["path", "laika", "nasa"], lambda mini: [plain.path(p) for p in mini.paths("laika", "nasa")]),
        (["lineage", "rka"], lambda mini: plain.lineage(mini.lineage("rka"))),
        (["claims", "laika"], lambda mini: [plain.claim(c) for c in mini.claims("laika")]),
        (["disputes"], lambda mini: [plain.dispute(d) for d in mini.disputes()]),
        (
            ["audit", "first-movie-article"],
            lambda mini: [plain.statement(s) for s in mini.audit("first-movie-article")],
        ),
        (["graph", "laika"], lambda mini: plain.graph(mini.graph(around="laika"))),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else "",
)
def test_the_shell_answers_as_python_does(answer, mini, arguments, expected) -> None:
    found = answer(*arguments)
    assert found
    assert found == expected(mini)


def test_sources_count_their_claims(answer, mini) -> None:
    counts = {source["id"]: source["claims"] for source in answer("sources")}
    assert counts["gcat"] == 0
    assert counts["guinness-first-dog"] == len(mini.claims(source="guinness-first-dog"))


def test_nothing_found_is_an_empty_array_and_still_a_problem(run) -> None:
    result = run("search", "zzzzqqq", "--json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 1


def test_errors_stay_text_on_standard_error(run) -> None:
    result = run("show", "nobody", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: there is no entity 'nobody'")


def test_json_may_be_asked_for_before_the_command(run) -> None:
    assert run("--json", "lineage", "rka").stdout == run("lineage", "rka", "--json").stdout
