"""What a curator is told when a seed file is wrong: place, value, next step; and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import kb
from kb.seed import Layer, problems

SOURCE = """
a-page:
  title: A page
  type: page
"""
COMMON = {
    "sources/pages.yaml": SOURCE,
    "agencies/agencies.yaml": """
        nasa:
          name: NASA
          source: a-page
          founded: 1958-07-29
        soviet-space-programme:
          name: Soviet space programme
          source: a-page
          founded: 1955
          dissolved: 1991-12-26
        roscosmos:
          name: Roscosmos
          source: a-page
          founded: 2015-12-28
          successor_of: soviet-space-programme
        """,
    "people/people.yaml": """
        yuri-gagarin:
          name: Yuri Gagarin
          source: a-page
          born: 1934-03-09
          died: 1968-03-27
        """,
}


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Check a seed of the common files and those given; return its problems as lines."""

    def check(**files: str | bytes) -> list[str]:
        for name, content in {
            **COMMON,
            **{k.replace("__", "/") + ".yaml": v for k, v in files.items()},
        }.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        _, issues = problems([Layer("seed", tmp_path)])
        return [str(issue) for issue in issues]

    return check


MISSION = """
vostok-1:
  name: Vostok 1
  source: a-page
  {line}
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("operated_by: nsaa", "5:16: unknown agency 'nsaa'; did you mean 'nasa'?"),
        ("launhced: 1961-04-12", "5:3: unknown relation or attribute 'launhced'; did you mean 'launched'?"),
        ("launched: 1961-02-30", "5:13: "),
        ("launched: 12/04/1961", "5:13: "),
        ("launched: [1961-04-12, 1961-04-13]", "5:26: 'launched' takes one value"),
        ("type: crewd", "5:9: unknown mission type 'crewd'; did you mean 'crewed'?"),
        ("outcome: {value: success, sauce: a-page}", "5:29: unknown key 'sauce' in the long form"),
        ("crew: nasa", "5:9: 'crew' points to animal or person, but 'nasa' is of kind agency"),
        ("species: dog", "5:3: no key for kind mission: 'species'"),
        ("cospar_id: 1961-A", "5:14: '1961-A' is no COSPAR id"),
        ("wikidata_id: 42", "5:16: '42' is no Wikidata id"),
        ("apogee_km: high", "5:14: 'high' is no number"),
        ("duration: a while", "5:13: 'a while' is no duration"),
        ("orbits: {value: 1, source: another-page}", "5:19: unknown source 'another-page'"),
        ("orbits: {value: 1, rank: best}", "5:19: unknown rank 'best'"),
        ("crew: {to: yuri-gagarin, leg: sideways}", "5:14: unknown leg 'sideways'"),
        ("crew: []", "5:9: 'crew' is an empty list"),
        ("orbits: {value: 1, quote: a b c d e f g h i j k l m}", "5:19: the quote has 13 words"),
        ("orbits: {value: 1, quote: one orbit, span: 10-99}", "5:19: the span 10-99 has 89 characters"),
        ("orbits: {value: 1, span: 10-99}", "5:19: a span needs the quote"),
        ("orbits: *anchor", "5:11: anchors and aliases are not allowed"),
        ("name: Again", "5:3: 'name' stands here a second time (first in line 3)"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(
    told: Callable[..., list[str]], line: str, expected: str
) -> None:
    issues = told(missions__vostok=MISSION.format(line=line))
    assert [issue for issue in issues if issue.startswith(f"missions/vostok.yaml:{expected}")], issues


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("vostok-1: {name: [unclosed", "this is not valid YAML"),
        (b"\x00\x01\xff\xfe junk", "is not UTF-8 text"),
        ("\x07bell", "this is not valid YAML"),
        ("just words", "a seed file holds records"),
        ("Vostok 1:\n  name: x", "'Vostok 1' is no id"),
        ("nameless:\n  source: a-page", "'nameless' has no name"),
        ("empty:", "the record 'empty' has no values"),
        ("a: {name: A}\n---\nb: {name: B}", "a seed file is one document"),
        ("a: &x [b, b]\nc: [*x, *x]", "anchors and aliases are not allowed"),
        ("a: " + "[" * 40 + "]" * 40, "nested more than"),
    ],
)
def test_a_broken_file_is_told_and_the_others_are_still_read(
    told: Callable[..., list[str]], content: str | bytes, expected: str
) -> None:
    issues = told(missions__broken=content, missions__vostok=MISSION.format(line="operated_by: nsaa"))
    assert any("broken.yaml" in issue and expected in issue for issue in issues), issues
    assert any("unknown agency 'nsaa'" in issue for issue in issues), "the sound file went unchecked"


def test_a_file_of_50_megabytes_is_refused_unread(told: Callable[..., list[str]]) -> None:
    issues = told(missions__huge=b"#" * 50_000_000)
    assert issues == ["missions/huge.yaml:1:1: the file has 50 MB; a seed file has at most 5: split it"]


def test_an_unknown_folder_is_told_with_the_known_ones(told: Callable[..., list[str]]) -> None:
    issues = told(mission__vostok=MISSION.format(line="orbits: 1"))
    assert any("no kind lives in a folder 'mission'; did you mean 'missions'?" in i for i in issues)


def test_one_id_in_two_files_is_told_with_both_places(told: Callable[..., list[str]]) -> None:
    record = MISSION.format(line="orbits: 1")
    issues = told(missions__a=record, missions__b=record)
    assert any(
        i.startswith("missions/b.yaml:2:1") and "stands already at missions/a.yaml:2:1" in i for i in issues
    )


def test_a_value_without_source_is_told(told: Callable[..., list[str]]) -> None:
    issues = told(missions__x="x:\n  name: X\n  orbits: 1\n")
    assert any("no source for 'orbits'" in issue for issue in issues)


def test_a_lineage_that_goes_in_a_circle(told: Callable[..., list[str]]) -> None:
    issues = told(
        agencies__more="""
        one: {name: One, source: a-page, successor_of: two}
        two: {name: Two, source: a-page, successor_of: one}
        """
    )
    assert any("'successor_of' goes in a circle: one → two → one" in issue for issue in issues)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("launched: 1961-04-12\n  landed: 1961-04-11", "has landed 1961-04-11, before launched 1961-04-12"),
        (
            "launched: 1961-04-12\n  crew: {to: yuri-gagarin, when: 1961-04-10}",
            "'yuri-gagarin' is aboard on 1961-04-10, before 'vostok-1' was launched on 1961-04-12",
        ),
        ("launched: 1930-04-12\n  crew: yuri-gagarin", "before the birth on 1934-03-09"),
        ("launched: 1970-04-12\n  crew: yuri-gagarin", "after the death on 1968-03-27"),
        ("launched: 1961-04-12\n  crew: [yuri-gagarin, yuri-gagarin]", "already has a seat up"),
        (
            "launched: 1961-04-12\n  operated_by: roscosmos",
            "it was founded on 2015-12-28; did you mean its predecessor 'soviet-space-programme'?",
        ),
        (
            "launched: 2020-04-12\n  operated_by: soviet-space-programme",
            "it was dissolved on 1991-12-26; did you mean its successor 'roscosmos'?",
        ),
        (
            "launched: 1961-04-12\n  events:\n    eva-1: {name: EVA, type: spacewalk, date: 1961-04-11}",
            "'vostok-1.eva-1' happened on 1961-04-11, before 'vostok-1' was launched",
        ),
    ],
)
def test_a_story_that_cannot_be_true(told: Callable[..., list[str]], values: str, expected: str) -> None:
    issues = told(missions__vostok=MISSION.format(line=values))
    assert any(expected in issue for issue in issues), issues


@pytest.mark.parametrize(
    "values",
    [
        "launched: 1961-04-12T06:07Z\n  landed: 1961-04-12",
        "launched: 1961\n  landed: 1961-04-12",
        "launched: 1958~\n  operated_by: nasa",
        "launched: 1991-12\n  operated_by: soviet-space-programme",
    ],
)
def test_what_may_be_true_is_let_be(told: Callable[..., list[str]], values: str) -> None:
    assert told(missions__vostok=MISSION.format(line=values)) == []


def test_what_an_audited_text_states_may_be_wrong(told: Callable[..., list[str]]) -> None:
    issues = told(
        missions__vostok=MISSION.format(line="launched: 1961-04-12"),
        sources__article="""
        article:
          title: An article
          type: article
          says:
            - {of: vostok-1, operated_by: roscosmos, quote: Roscosmos flew, span: 0-14}
        """,
    )
    assert issues == []


def test_every_problem_of_a_run_is_told_sorted_and_nothing_is_written(
    tmp_path: Path, told: Callable[..., list[str]]
) -> None:
    issues = told(
        missions__b=MISSION.format(line="operated_by: nsaa"),
        missions__a="other:\n  name: Other\n  source: a-page\n  launched: 1961-13\n  crew: nobody\n",
    )
    assert len(issues) == 3
    assert [issue.split(":")[0] for issue in issues] == [
        "missions/a.yaml",
        "missions/a.yaml",
        "missions/b.yaml",
    ]
    with pytest.raises(kb.SeedError, match="3 problems in the seed; nothing was written"):
        kb.load(tmp_path)
