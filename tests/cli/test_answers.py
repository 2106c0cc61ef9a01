"""What people read: dates in words, sources named, nothing that breaks grep."""

import csv
import io
import re

import pytest

ASKED = [
    ["list"],
    ["list", "mission"],
    ["show", "vostok-1"],
    ["show", "first-dog-in-space"],
    ["search", "soyuz"],
    ["timeline"],
    ["firsts"],
    ["path", "yuri-gagarin", "yulia-peresild"],
    ["lineage", "rka"],
    ["claims"],
    ["disputes"],
    ["sources"],
    ["audit", "first-movie-article"],
    ["graph", "iss", "--depth", "2"],
    ["check"],
]


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_in_a_pipe_text_is_plain_and_narrow(run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.strip()
    assert not re.search(r"[\x1b\u2500-\u257f]", result.stdout), "colours or boxes"
    for line in result.stdout.splitlines():
        assert line == line.rstrip()
        assert len(line) <= 100 or "  " not in line.strip(), "a table is wider than 100 columns"


def test_in_a_narrow_terminal_columns_share_what_there_is(run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("firsts").stdout.splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert "thisdayinaviation" in "".join(line.split()[-1] for line in lines if line.split())


def test_list_names_the_kinds_and_where_they_live(run) -> None:
    assert re.search(r"^mission +7 +missions/", run("list").stdout, re.MULTILINE)


def test_list_shows_ids_and_lives_in_words(run) -> None:
    assert re.search(
        r"^laika +Laika +about 1954 +3 November 1957$", run("list", "animal").stdout, re.MULTILINE
    )


def test_a_kind_may_be_named_by_its_folder(run) -> None:
    assert run("list", "missions").stdout == run("list", "mission").stdout


def test_show_gives_value_source_place_quote_and_who_disagrees(run) -> None:
    text = run("show", "vostok-1").stdout
    assert "The first flight of a human being into space" in text
    assert "Восток-1" in text
    assert re.search(r"landed +12 April 1961, 07:55 UTC +wikidata-spacefarers", text)
    assert re.search(r"disagrees: 12 April 1961, 07:47 UTC +gcat-satcat", text)
    assert "from missions/first-humans.yaml:13" in text
    assert "carried" in text
    assert "Yuri Gagarin (yuri-gagarin), pilot" in text
    assert "“as part of the Soviet space program”" in run("show", "sputnik-1").stdout


def test_show_tells_what_a_text_states_from_what_is_so(run) -> None:
    text = run("show", "first-artificial-satellite").stdout
    assert "a text states: Roscosmos (roscosmos)" in text
    assert re.search(r"credited to +Soviet space programme", text)


def test_search_finds_any_spelling_and_tells_which(run) -> None:
    assert re.search(r"^yulia-peresild +person +Yulia Peresild", run("search", "Пересильд").stdout, re.M)
    assert re.search(r"^iss .*МКС$", run("search", "мкс").stdout, re.M)
    assert run("search", "Gagarin").stdout.splitlines()[1].startswith("yuri-gagarin")


def test_search_narrows_and_says_when_there_may_be_more(run) -> None:
    assert "soyuz-ms-19.filming" not in run("search", "soyuz", "--kind", "mission").stdout
    result = run("search", "soyuz", "--limit", 1)
    assert len(result.stdout.splitlines()) == 2
    assert "--limit gives more" in result.stderr


def test_search_without_a_hit_is_a_problem(run) -> None:
    result = run("search", "zzzzqqq")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "zzzzqqq" in result.stderr


def test_the_timeline_goes_by_time_in_words(run) -> None:
    text = run("timeline", "--during", "1957/1961", "--kind", "mission").stdout
    titles = re.findall(r"(Sputnik 1|Sputnik 2|Vostok 1|Freedom 7)", text)
    assert titles == ["Sputnik 1", "Sputnik 2", "Vostok 1", "Freedom 7"]
    assert "4 October 1957," in text
    assert "gcat-launchlog" in text
    assert "Soyuz" not in text


@pytest.mark.parametrize(
    ("option", "value", "kept", "left"),
    [
        ("--agency", "nasa", "Freedom 7", "Vostok 1"),
        ("--agency", "roscosmos", "Vostok 1", "Freedom 7"),
        ("--country", "united-states", "Freedom 7", "Vostok 1"),
        ("--programme", "vostok-programme", "Vostok 1", "Freedom 7"),
        ("--entity", "yuri-gagarin", "Vostok 1", "Freedom 7"),
    ],
)
def test_the_timeline_is_filtered(run, option: str, value: str, kept: str, left: str) -> None:
    text = run("timeline", option, value).stdout
    assert kept in text
    assert left not in text


def test_an_empty_answer_says_so(run) -> None:
    result = run("timeline", "--during", "1900")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Nothing in the base fits" in result.stderr


def test_firsts_of_a_successor_are_credited_in_words_with_every_date(run) -> None:
    text = run("firsts", "--agency", "roscosmos", "--during", "1957/1991").stdout
    sentence = text.splitlines()[0]
    assert sentence == (
        "2 firsts were achieved by the Soviet space programme. Roscosmos is its successor, through the "
        "Russian Space Agency (from 25 February 1992), the Russian Aviation and Space Agency (from 25 May 1999) "
        "and the Federal Space Agency (from 9 March 2004), since 1 January 2016."
    )
    assert "Sputnik 1" in text
    assert "The Challenge" not in text
    assert "Laika" not in text


def test_firsts_of_an_agency_itself_need_no_explanation(run) -> None:
    assert run("firsts", "--agency", "nasa").stdout.startswith("Date")


def test_firsts_name_winner_and_rival_definition(run) -> None:
    first, second, third = run("firsts", "--category", "animals").stdout.splitlines()[1:4]
    assert first.startswith("22 July 1951  First dog in")
    assert "Dezik, Tsygan (by" in first
    assert "100 km)" in second
    assert "by orbit: Laika," in third


def test_firsts_by_winner_country_and_contest(run) -> None:
    assert "Dezik, Tsygan" in run("firsts", "--winner", "laika").stdout
    american = run("firsts", "--country", "united-states").stdout
    assert "Alan Shepard" in american
    assert "Sputnik" not in american
    contested = run("firsts", "--contested").stdout
    assert "Dezik" in contested
    assert "Sputnik 1" not in contested


def test_a_path_is_told_in_a_sentence_with_sources(run) -> None:
    text = run("path", "yulia-peresild", "mark-vande-hei", "--limit", 1).stdout
    assert text.startswith("1. Yulia Peresild came down on Soyuz MS-18, which took up Mark Vande Hei.")
    assert "tass-peresild-return" in text
    assert "missions/soyuz-ms.yaml:" in text


def test_a_lineage_gives_members_and_dated_steps(run) -> None:
    text = run("lineage", "rka").stdout
    ids = [line.split()[0] for line in text.splitlines()[1:6]]
    assert ids == ["soviet-space-programme", "rka", "rosaviakosmos", "federal-space-agency", "roscosmos"]
    assert "1 January 2016" in text
    assert "bigenc-rosaviakosmos" in text


def test_claims_by_subject_predicate_object_and_source(run) -> None:
    landed = run("claims", "vostok-1", "landed").stdout.splitlines()
    assert len(landed) == 3
    assert "missions/first-humans.yaml:12" in landed[1]
    assert "soyuz-ms-18" in run("claims", "--object", "roscosmos").stdout
    assert "(states it)" in run("claims", "--source", "first-movie-article").stdout


def test_disputes_show_both_values(run) -> None:
    result = run("disputes")
    assert "07:55 UTC" in result.stdout
    assert "07:47 UTC" in result.stdout
    assert "1 value in dispute" in result.stderr


def test_sources_tell_whom_they_repeat(run) -> None:
    assert re.search(r"^gcat-launchlog .* gcat +\d+$", run("sources").stdout, re.MULTILINE)


def test_an_audit_gives_verdict_and_reason(run) -> None:
    result = run("audit", "first-movie-article")
    assert result.stdout.startswith(
        "Russians Just Filmed First Movie in Space (Shelby Scott, 17 October 2021)"
    )
    assert re.search(r"^imprecise +“Roscomos, previously sent", result.stdout, re.MULTILINE)
    assert "2 imprecise" in result.stderr


def test_a_graph_is_a_table_of_links(run) -> None:
    result = run("graph", "laika")
    assert re.search(r"^Sputnik 2 +carried \(passenger, up\) +Laika +wikipedia-laika$", result.stdout, re.M)
    assert "within 1 step of laika" in result.stderr


def test_a_graph_can_be_narrowed(run) -> None:
    text = run("graph", "roscosmos", "--relation", "successor_of", "--kind", "agency", "--depth", 4).stdout
    assert len(text.splitlines()[0].split()) == 5
    assert "bigenc-rosaviakosmos" in text
    assert "Soyuz" not in text
    assert "Soyuz MS-19" not in run("graph", "iss", "--as-of", "2021-06").stdout


@pytest.mark.parametrize("arguments", [["timeline"], ["firsts"], ["list", "mission"]], ids=" ".join)
def test_csv_has_a_head_and_a_line_each(run, arguments: list[str]) -> None:
    head, *rows = csv.reader(io.StringIO(run(*arguments, "--csv").stdout))
    assert len(rows) >= 5
    assert all(len(row) == len(head) for row in rows)
