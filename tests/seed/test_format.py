"""What the formatter makes of a seed file: one layout, no value changed, no comment lost."""

import shutil
import tempfile
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from textwrap import dedent, indent

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kb import document
from kb.errors import Place, SeedError
from kb.seed import Layer, parse, shipped_seed
from kb.seed.format import canonical, format_files
from kb.vocabulary import vocabulary

REGISTRY = vocabulary()
MISSION = REGISTRY.kinds["mission"]


def formatted(text, kind=MISSION):
    return canonical(text, "a-file.yaml", kind, REGISTRY)


def check(before, after, kind=MISSION):
    before, after = dedent(before).lstrip("\n"), dedent(after).lstrip("\n")
    assert formatted(before, kind) == after
    assert formatted(after, kind) == after


def record(values):
    """A record that holds these lines."""
    return "apollo-11:\n" + indent(dedent(values).strip("\n"), "  ") + "\n"


def check_values(before, after):
    assert formatted(record(before)) == record(after)
    assert formatted(record(after)) == record(after)


def read(layer):
    """What the seed reader finds in a layer, wherever it stands there."""
    seed, issues = parse([layer])
    nowhere = Place("")
    claims: dict[tuple[str, str], list[object]] = {}
    for claim in seed.claims:
        claims.setdefault((claim.subject, claim.predicate), []).append(replace(claim, place=nowhere))
    entities = {
        e.id: replace(e, place=nowhere, names=tuple(replace(n, place=nowhere) for n in e.names))
        for e in seed.entities.values()
    }
    sources = {s.id: replace(s, place=nowhere) for s in seed.sources.values()}
    return entities, sources, claims, sorted(issue.message for issue in issues)


def read_text(text, folder):
    with tempfile.TemporaryDirectory() as base:
        path = Path(base) / folder / "file.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8", newline="")
        return read(Layer("seed", path))


# -- layout ------------------------------------------------------------------------------------


def test_records_stand_in_the_order_of_the_file_with_a_blank_line_between():
    check(
        """
        vostok-2: {name: Vostok 2}



        vostok-1:
            name:   Vostok 1

            type:   crewed
        """,
        """
        vostok-2:
          name: Vostok 2

        vostok-1:
          name: Vostok 1
          type: crewed
        """,
    )


def test_keys_of_a_record_follow_the_registry_and_unknown_ones_come_last():
    check_values(
        """
        events:
          landing: {date: 1969-07-20, type: soft-landing, name: Landing}
        lanched: 1969
        crew: [neil-armstrong, buzz-aldrin]
        outcome: success
        launched: 1969-07-16
        source: nasa
        summary: The first landing.
        aliases: [Аполлон-11]
        name: Apollo 11
        """,
        """
        name: Apollo 11
        aliases: [Аполлон-11]
        summary: The first landing.
        source: nasa
        launched: 1969-07-16
        outcome: success
        crew: [neil-armstrong, buzz-aldrin]
        events:
          landing:
            name: Landing
            type: soft-landing
            date: 1969-07-20
        lanched: 1969
        """,
    )


def test_a_source_and_what_it_says():
    check(
        """
        a-page:
          says:
          - {quote: "on the Moon", span: 8-19, definition: any, winner: apollo-11, of: first-landing}
          - span: 20-40
            note: said of all landings
            nature: opinion
            remark: was the hardest of all the landings that have been tried
            quote: the hardest of all the landings
            of: apollo-11
          type: page
          title: A page
          date: 1999
        """,
        """
        a-page:
          title: A page
          type: page
          date: 1999
          says:
            - {of: first-landing, winner: apollo-11, definition: any, quote: "on the Moon", span: 8-19}
            - of: apollo-11
              remark: was the hardest of all the landings that have been tried
              nature: opinion
              quote: "the hardest of all the landings"
              span: 20-40
              note: said of all landings
        """,
        kind=None,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A long form that says no more than the short one; a list of one.
        ("launched: {value: 1969-07-16}", "launched: 1969-07-16"),
        ("crew:\n  - {to: neil-armstrong}", "crew: neil-armstrong"),
        ("crew:\n  - {role: commander, to: neil-armstrong}", "crew: {to: neil-armstrong, role: commander}"),
        ("source: [nasa]", "source: nasa"),
        ("launched: {value: 1969, source: [nasa]}", "launched: {value: 1969, source: nasa}"),
        ("aliases: [Apollo XI]", "aliases: [Apollo XI]"),
        ("crew: [[neil-armstrong]]", "crew:\n  - [neil-armstrong]"),  # For the check to refuse.
        # Keys of a long form.
        (
            "crew: {confidence: c, rank: r, note: n, span: 1-2, quote: q, source: s, when: 1969, leg: l, to: a}",
            'crew: {to: a, leg: l, when: 1969, source: s, quote: "q", span: 1-2, note: n, rank: r, confidence: c}',
        ),
        ("crew: {role: r, leg: l, to: a}", "crew: {to: a, role: r, leg: l}"),
        # Lists of short values.
        ("programme:\n- apollo\n- skylab", "programme: [apollo, skylab]"),
        (
            "orbits: [1, {value: 2, source: nasa}]",
            "orbits:\n  - 1\n  - {value: 2, source: nasa}",
        ),
        # Quotes go where the reader does not need them, and come where it does.
        ("callsign: 'Eagle'", "callsign: Eagle"),
        ('launched: "1969-07-16T13:32Z"', "launched: 1969-07-16T13:32Z"),
        ('remark: "NO"', "remark: NO"),
        ("remark: '1:30'", "remark: 1:30"),
        ("remark: '~'", "remark: ~"),
        ("remark: 'it''s'", "remark: it's"),
        ("remark: 'one: two'", 'remark: "one: two"'),
        ("remark: 'number #1'", 'remark: "number #1"'),
        ("remark: 'C#'", "remark: C#"),
        ("remark: '- dash'", 'remark: "- dash"'),
        ("remark: ' spaces '", "remark: spaces"),
        ("remark: '[a]'", 'remark: "[a]"'),
        ("remark: a, b", "remark: a, b"),
        ("remark: ['a, b', c]", 'remark: ["a, b", c]'),
        ("remark: 'say \"hello\"'", 'remark: say "hello"'),
        (r'remark: "\"a\": \\ \t\x07\u2028\uFEFF"', r'remark: "\"a\": \\ \t\u0007\u2028\uFEFF"'),
        ("remark: {value: x, quote: the Eagle}", 'remark: {value: x, quote: "the Eagle"}'),
        ("remark:", 'remark: ""'),
    ],
)  # fmt: skip
def test_values_take_their_shortest_form(before, after):
    check_values(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Text: on its line up to column 96, folded when wider or of several lines.
        (f"summary: >-\n  {'x ' * 20}x\n  {'x ' * 21}y", f"summary: {'x ' * 42}y"),
        (f"summary: {'x ' * 42}yy", f"summary: >-\n  {'x ' * 42}yy"),
        (f"summary: 'As follows: {'x ' * 40}yy'", f"summary: >-\n  As follows: {'x ' * 39}x\n  yy"),
        ("summary: |\n  One.\n  Two.\n\n  Three.\n", "summary: >-\n  One.\n\n  Two.\n\n\n  Three."),
        ("summary: |\n  One.\n    Two.", 'summary: "One.\\n  Two."'),
        (f"remark: {'x' * 120}", f"remark: {'x' * 120}"),
        (f"remark: {'x' * 60}  {'x' * 60}", f"remark: {'x' * 60}  {'x' * 60}"),
        (f"remark:\n  - {'x ' * 50}y\n  - z", f"remark:\n  - >-\n    {'x ' * 44}x\n    {'x ' * 5}y\n  - z"),
        # A list of short values up to column 100 (two of them indent the record).
        (f"aliases:\n  - {'a' * 43}\n  - {'b' * 42}", f"aliases: [{'a' * 43}, {'b' * 42}]"),
        (f"aliases: [{'a' * 43}, {'b' * 43}]", f"aliases:\n  - {'a' * 43}\n  - {'b' * 43}"),
        # A long form up to column 120.
        (f"crew:\n  to: {'a' * 50}\n  note: {'b' * 48}", f"crew: {{to: {'a' * 50}, note: {'b' * 48}}}"),
        (f"crew: {{to: {'a' * 50}, note: {'b' * 49}}}", f"crew:\n  to: {'a' * 50}\n  note: {'b' * 49}"),
        (
            f"crew:\n  - {{to: {'a' * 60}, note: {'b' * 60}}}\n  - z",
            f"crew:\n  - to: {'a' * 60}\n    note: {'b' * 60}\n  - z",
        ),
        # A quote is one line, however long.
        (f"remark: {{value: x, quote: {'b ' * 60}}}", f'remark:\n  value: x\n  quote: "{"b " * 59}b"'),
    ],
)
def test_wide_values_are_broken(before, after):
    check_values(before, after)


def test_other_line_ends_and_a_byte_order_mark_go():
    assert formatted("\ufeffapollo-11:\r\n  name: Apollo# # one\r\n# two\r\n") == (
        "apollo-11:\n  name: Apollo# # one\n\n# two\n"
    )


def test_a_key_that_is_no_word_keeps_its_quotes():
    check("'--- a': {name: b}\n'a: b': {}", '"--- a":\n  name: b\n\n"a: b": {}\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("\n\n", ""), ("---\n", ""), ("# a\n\n\n# b\n", "# a\n\n# b\n"), ("{}", "")],
)
def test_a_file_without_records(before, after):
    check(before, after)


# -- comments ----------------------------------------------------------------------------------


def test_comments_move_with_the_key_or_item_below():
    check(
        """
        # Head of the file,
        # in two lines.

        # About Apollo 11.
        apollo-11:   # the one that landed
          # Sent as it flew.
          events:   # two of them
            # The second.
            landing:
              # Its name.
              name: Landing
          # Who was aboard.

          # The commander first.
          crew:
            # The commander.
            - neil-armstrong   # he stepped out first
            - {to: buzz-aldrin, role: pilot}   # then he
          # What it is called.
          name: Apollo 11
        # End of the file.
        """,
        """
        # Head of the file,
        # in two lines.

        # About Apollo 11.
        apollo-11:   # the one that landed
          # What it is called.
          name: Apollo 11
          # Who was aboard.
          # The commander first.
          crew:
            # The commander.
            - neil-armstrong   # he stepped out first
            - {to: buzz-aldrin, role: pilot}   # then he
          # Sent as it flew.
          events:   # two of them
            # The second.
            landing:
              # Its name.
              name: Landing

        # End of the file.
        """,
    )


def test_a_comment_indented_deeper_than_what_follows_closes_what_is_above():
    check(
        """
        apollo-11:
          programme:
            - apollo
            # - skylab
          name: Apollo 11
          # outcome: unknown
        # About Apollo 12.
        apollo-12:
          crew:
            - {to: pete-conrad, role: commander}
            # Two more.
          # No backup.
        """,
        """
        apollo-11:
          name: Apollo 11
          programme:
            - apollo
            # - skylab
          # outcome: unknown

        # About Apollo 12.
        apollo-12:
          crew:
            - {to: pete-conrad, role: commander}
            # Two more.
          # No backup.
        """,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Behind a value: the column stays when there is room, and is found anew when there is none.
        ("name: 'A'     # why", "name: A       # why"),
        ("name: A# why", "name: A# why"),
        ("summary: 'a # b' # why", 'summary: "a # b" # why'),
        ("outcome: {value: success}# why", "outcome: success         # why"),
        ("name: A" + " " * 60 + "# why", "name: A  # why"),
        ("summary: >- # why\n  # no comment\n  a", 'summary: "# no comment a"  # why'),
        ("summary: |- # why\n  a\n  b", "summary: >- # why\n  a\n\n  b"),
        # Inside a list or a long form: it is opened, so that the comment stays with its part.
        ("aliases: [a, # one\n  b] # two", "aliases:  # two\n  - a        # one\n  - b"),
        ("aliases:\n  # One.\n  [a, b]", "# One.\naliases: [a, b]"),
        ("aliases: [\n  a,\n  # Two.\n  b\n  # End.\n]", "aliases:\n  - a\n  # Two.\n  - b  # End."),
        ("crew:\n  # The commander.\n  - neil-armstrong", "crew:\n  # The commander.\n  - neil-armstrong"),
        (
            "crew:\n  - {role: pilot, # one\n     to: a} # two\n  - b",
            "crew:\n  # two\n  - to: a\n    role: pilot   # one\n  - b",
        ),
        ("crew:\n  -\n    # A.\n    role: r\n    to: a\n  - b", "crew:\n  # A.\n  - {to: a, role: r}\n  - b"),
        ("crew:\n  - # A.\n    to: a\n  - b", "crew:\n  # A.\n  - a\n  - b"),
        # Above the key that comes first in its item: above the item.
        ("crew:\n  - role: r\n    # A.\n    to: a\n  - b", "crew:\n  # A.\n  - {to: a, role: r}\n  - b"),
        # Odd places.
        ("? name # one\n: A", "name: A  # one"),
        ("name:\n  # One.\n  A", "# One.\nname: A"),
        ("crew: [ # one\n  a # two\n  # three\n  , b]", "crew:   # one\n  - a  # two\n  # three\n  - b"),
    ],
)  # fmt: skip
def test_comments_stay_with_their_value(before, after):
    check_values(before, after)


def test_comments_among_directives_stand_before_the_first_record():
    check(
        "%YAML 1.1\n# One.\n--- # Two.\na: {name: b}\n...\n# End.\n",
        "# One.\n# Two.\na:\n  name: b\n\n# End.\n",
    )


# -- refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("apollo-11: [a", "a-file.yaml:2:1: this is not valid YAML"),
        ("apollo-11:\n  name: a\n  name: b\n", "a-file.yaml:3:3: 'name' stands here a second time"),
        ("- apollo-11\n", "a-file.yaml:1:1: a seed file holds records"),
        ("apollo-11\n", "a-file.yaml:1:1: a seed file holds records"),
        ("a:\n  name: !!str # c\n    b\n", "a-file.yaml:2:9: the tag 'tag:yaml.org,2002:str' says nothing"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, told):
    with pytest.raises(SeedError) as caught:
        formatted(text)
    assert str(caught.value.issues[0]).startswith(told)


# -- files -------------------------------------------------------------------------------------

GOOD = "apollo-11:\n  name: Apollo 11\n"
UNTIDY = "apollo-12:\n    name: 'Apollo 12' # Pete\n"
TIDY = "apollo-12:\n  name: Apollo 12   # Pete\n"


@pytest.fixture
def folder(tmp_path):
    for name, content in {
        "missions/good.yaml": GOOD.encode(),
        "missions/more/untidy.yaml": UNTIDY.encode(),
        "missions/broken.yaml": b"apollo-13: [\n",
        "missions/latin-1.yaml": b"apollo-14:\n  name: \xe9\n",
        "misions/lost.yaml": UNTIDY.encode(),
        "TEMPLATE.yaml": UNTIDY.encode(),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_files_are_compared_and_left_alone_unless_told_to_write(folder):
    before = contents(folder)
    results = {result.name: result for result in format_files([Layer("mine", folder)], write=False)}
    assert contents(folder) == before
    assert [name for name, result in results.items() if result.changed] == ["missions/more/untidy.yaml"]
    assert results["missions/more/untidy.yaml"].diff.split("\n") == [
        "--- missions/more/untidy.yaml",
        "+++ missions/more/untidy.yaml",
        "@@ -1,3 +1,3 @@",
        " apollo-12:",
        "-    name: 'Apollo 12' # Pete",
        "+  name: Apollo 12     # Pete",
        " ",
    ]
    assert "TEMPLATE.yaml" not in results


def test_writing_changes_what_differs_and_skips_what_has_problems(folder):
    before = contents(folder)
    good, untidy = folder / "missions/good.yaml", folder / "missions/more/untidy.yaml"
    untidy.chmod(0o640)
    inode = good.stat().st_ino
    results = format_files([Layer("mine", folder)], write=True)
    assert contents(folder) == before | {"missions/more/untidy.yaml": formatted(UNTIDY).encode()}
    assert good.stat().st_ino == inode
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert sorted(str(issue) for result in results for issue in result.issues) == [
        "misions/lost.yaml:1:1: no kind lives in a folder 'misions'; move the file",
        "missions/broken.yaml:2:1: this is not valid YAML (while parsing a flow node, did not find expected"
        " node content); check indent, quotes and brackets",
        "missions/latin-1.yaml:2:1: byte 0xe9 is not UTF-8 text; save the file as UTF-8",
    ]
    assert not any(result.changed for result in format_files([Layer("mine", folder)], write=True))


def test_a_file_that_cannot_be_replaced_stays_as_it_was(folder, monkeypatch):
    before = contents(folder)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    results = {result.name: result for result in format_files([Layer("mine", folder)], write=True)}
    (issue,) = results["missions/more/untidy.yaml"].issues
    assert str(issue) == "missions/more/untidy.yaml:1:1: left alone: No space left on device"
    assert contents(folder) == before


# -- the shipped seed --------------------------------------------------------------------------


def test_the_template_is_in_canonical_form():
    # It teaches a mission and a source in one file; each is formatted as what it is.
    text = (shipped_seed().path / "TEMPLATE.yaml").read_text(encoding="utf-8")
    mission, heading, source = text.partition("\n# In sources/")
    assert source
    wanted = formatted(mission) + "\n" + formatted(heading.lstrip("\n") + source, kind=None)
    assert list(unified_diff(text.split("\n"), wanted.split("\n"), n=0, lineterm="")) == []


def test_the_shipped_seed_says_the_same_in_canonical_form(tmp_path):
    shipped = shipped_seed()
    copy = Layer(shipped.name, Path(shutil.copytree(shipped.path, tmp_path / "copy")))
    results = format_files([copy], write=True)
    assert len(results) > 1
    assert not any(result.changed or result.issues for result in format_files([copy], write=False))
    assert read(copy)[:3] == read(shipped)[:3]
    for path, name, _ in shipped.files():
        comments = [line.strip() for line in path.read_text().split("\n") if line.lstrip().startswith("#")]
        kept = {line.strip() for line in (copy.path / name).read_text().split("\n")}
        assert [comment for comment in comments if comment not in kept] == [], name


# -- any file ----------------------------------------------------------------------------------

AWKWARD = [
    "NO", "~", "null", "1:30", "1e3", "1961-04-12", "- a", "-", "?", "? a", "a: b", "a:", ": a", ":", "a #b",
    "#a", "a#b", "'", '"', "'a'", '"a', "[a]", "[", "]", "{a: b}", "a, b", ",", "&a", "*a", "!a", "!!str", "|",
    ">-", "%a", "@a", "`", "\\", "\\n", "---", "--- a", "...", "<<", "=", "a\nb", "a\n\nb", "a\n b", "a \nb",
    "a\n- b", "a\n# b", "a\tb", "\ta", "a\u00a0b", "a\u0085b", "a\u2028b", "\ufeffa", "a\x00b", "a\x07b",
    "日本語", "😀", "Ёж", "a  b", "https://example.org/a?b=c#d", "x" * 130, "word " * 40 + "end",
    "word: # " * 20 + "end", "two\n" + "word " * 30,
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(alphabet=" ab:#-'\"[]{},|>&*!%@`?~\\\n\t.é日😀\u00a0\u2028", max_size=30),
    st.text(max_size=12),
).filter(str.strip)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def some(*values):
    """One value, or a list of them."""
    return st.one_of(*values, st.lists(st.one_of(*values), min_size=1, max_size=3))


def long_form(main, **qualifiers):
    optional = {
        "source": some(IDS),
        "quote": TEXTS,
        "note": TEXTS,
        "when": st.sampled_from(["1961", "1961-04"]),
    }
    optional |= {"rank": st.just("normal"), "confidence": TEXTS, "span": st.just("3-14"), **qualifiers}
    return st.fixed_dictionaries(main, optional=optional)


REMARK = some(TEXTS, long_form({"value": TEXTS}, nature=TEXTS))
EVENT = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={"type": st.just("landing"), "remark": REMARK, "at": some(IDS), "summary": TEXTS, "source": IDS},
)
MISSIONS = st.dictionaries(
    IDS,
    st.fixed_dictionaries(
        {"name": TEXTS},
        optional={
            "aliases": some(TEXTS),
            "summary": TEXTS,
            "source": some(IDS),
            "remark": REMARK,
            "callsign": some(TEXTS),
            "crew": some(IDS, long_form({"to": IDS}, role=TEXTS, leg=st.just("up"))),
            "destination": some(IDS),
            "events": st.dictionaries(st.sampled_from(["eva-1", "landing"]), EVENT, min_size=1),
        },
    ),
    max_size=3,
)
STATEMENT = st.one_of(
    long_form({"of": IDS, "remark": TEXTS}, nature=TEXTS),
    long_form({"of": IDS, "winner": IDS}, definition=st.just("orbit")),
)
SOURCES = st.dictionaries(
    IDS,
    st.fixed_dictionaries(
        {"title": TEXTS, "type": st.just("page")},
        optional={"publisher": TEXTS, "note": TEXTS, "via": IDS, "says": some(STATEMENT)},
    ),
    max_size=3,
)


@st.composite
def files(draw, records):
    """The same records as somebody else might have written them, with comments in odd places."""
    data = draw(records)
    data = {key: dict(draw(st.permutations(list(value.items())))) for key, value in data.items()}
    text = yaml.safe_dump(
        data,
        sort_keys=False,
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        default_style=draw(st.sampled_from([None, None, None, "'", '"', "|", ">"])),
        width=draw(st.sampled_from([20, 80, 1000])),
        indent=draw(st.sampled_from([2, 4])),
        line_break=draw(st.sampled_from(["\n", "\r\n"])),
    )
    marks = []
    for number in range(draw(st.integers(0, 5))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        mark = f"#<{number}>"
        if draw(st.booleans()):
            lines.insert(at, " " * draw(st.integers(0, 8)) + mark)
        else:
            lines[at] = lines[at].rstrip("\r") + " " + mark
        commented = "\n".join(lines)
        if not document.parse(commented.encode(), "")[1]:
            text = commented
            marks.append(mark)
    return text, marks


def unchanged(text, marks, folder, kind):
    assume(not document.parse(text.encode(), "")[1])
    once = formatted(text, kind)
    assert read_text(once, folder) == read_text(text, folder)
    assert [once.count(mark) for mark in marks] == [1] * len(marks)
    assert formatted(once, kind) == once


@settings(deadline=None)
@given(files(MISSIONS))
def test_any_record_keeps_its_values_and_comments(file):
    text, marks = file
    unchanged(text, marks, "missions", MISSION)


@settings(deadline=None)
@given(files(SOURCES))
def test_any_source_keeps_its_values_and_comments(file):
    text, marks = file
    unchanged(text, marks, "sources", None)
