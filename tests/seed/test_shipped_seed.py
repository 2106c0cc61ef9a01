"""The shipped seed: clean, canonical, every claim sourced, and true to the article it began with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kb
from kb.records import Seed
from kb.seed import Layer, problems
from kb.seed.format import format_files
from kb.seed.layers import shipped_seed

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "article"


@pytest.fixture(scope="session")
def seed() -> Seed:
    read, issues = problems([shipped_seed()])
    assert issues == []
    return read


@pytest.fixture(scope="session")
def base(base_url: str) -> kb.KnowledgeBase:
    return kb.open(base_url)


def test_the_seed_is_clean_and_large_enough(seed: Seed) -> None:
    assert len(seed.entities) >= 2000
    assert len(seed.claims) >= 12_000
    kinds = Counter(entity.kind for entity in seed.entities.values())
    assert kinds["first"] >= 200
    assert min(kinds.values()) >= 20, kinds


def test_the_files_are_in_canonical_form() -> None:
    changed = [result.name for result in format_files([shipped_seed()], write=False) if result.changed]
    assert changed == [], "run 'kb format seed_data'"


def test_the_template_teaches_what_checks_accept(tmp_path: Path) -> None:
    """Its mission and its source, in folders of their own over the shipped seed, have no problem."""
    text = (ROOT / "seed_data" / "TEMPLATE.yaml").read_text("utf-8")
    mission, _, source = text.partition("# In sources/")
    for folder, content in (("missions", mission), ("sources", source.partition("\n")[2])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "example.yaml").write_text(content, "utf-8")
    _, issues = problems([shipped_seed(), Layer("mine", tmp_path, "mine")])
    assert [str(issue) for issue in issues] == []


def test_every_source_is_described_and_catalogues_have_a_licence(seed: Seed) -> None:
    cited = {claim.source for claim in seed.claims}
    for source in cited:
        record = seed.sources[source]
        assert record.title
        if record.type == "catalogue":
            assert record.licence, source
        elif record.type == "page":
            assert record.url or record.note, f"{source} is a page without an address, and no note says why"


def test_no_summary_is_said_twice(seed: Seed) -> None:
    said = Counter(entity.summary for entity in seed.entities.values() if entity.summary)
    assert [summary for summary, count in said.items() if count > 1] == []


def test_each_quote_of_the_article_stands_at_its_span(seed: Seed) -> None:
    files = sorted(ARTICLE.glob("*.txt")) if ARTICLE.is_dir() else []
    if not files:
        pytest.skip("the article's text is not at hand beside the project")
    text = files[0].read_text("utf-8")
    stated = [claim for claim in seed.claims if claim.stated]
    assert len(stated) > 50
    for claim in stated:
        assert claim.quote is not None, claim.place
        assert claim.span is not None, claim.place
        start, end = claim.span
        assert text[start:end] == claim.quote, claim.place


def test_the_article_is_nowhere_copied(seed: Seed) -> None:
    files = sorted(ARTICLE.glob("*.txt")) if ARTICLE.is_dir() else []
    if not files:
        pytest.skip("the article's text is not at hand beside the project")
    words = files[0].read_text("utf-8").split()
    runs = {" ".join(words[i : i + 14]) for i in range(len(words) - 14)}
    for path in (ROOT / "seed_data").rglob("*.yaml"):
        content = " ".join(path.read_text("utf-8").split())
        assert not any(run in content for run in runs), path


@pytest.mark.parametrize(
    ("mission", "up", "down"),
    [
        (
            "soyuz-ms-18",
            {"oleg-novitsky", "pyotr-dubrov", "mark-vande-hei"},
            {"oleg-novitsky", "yulia-peresild", "klim-shipenko"},
        ),
        (
            "soyuz-ms-19",
            {"anton-shkaplerov", "yulia-peresild", "klim-shipenko"},
            {"anton-shkaplerov", "pyotr-dubrov", "mark-vande-hei"},
        ),
    ],
)
def test_who_went_up_and_came_down_on_which(
    base: kb.KnowledgeBase, mission: str, up: set[str], down: set[str]
) -> None:
    seats = [c for c in base.claims(mission, "crew") if not c.stated]
    assert {c.object for c in seats if c.qualifier("leg") != "down"} == up
    assert {c.object for c in seats if c.qualifier("leg") != "up"} == down


def test_the_soviet_firsts_come_through_the_lineage(base: kb.KnowledgeBase) -> None:
    found = {first.id: first for first in base.firsts(agency="roscosmos", during="1957/1991")}
    for expected in ("first-artificial-satellite", "first-human-in-space", "first-woman-in-space"):
        assert expected in found
        assert [b.id for b in found[expected].through][-1] == "soviet-space-programme"
    assert len(found) >= 40


def test_what_the_article_leaves_vague_is_visible(base: kb.KnowledgeBase) -> None:
    dog = base.first("first-dog-in-space")
    assert {winner.id for v in dog.variants for winner in v.winners} >= {"dezik", "tsygan", "laika"}
    film = base.first("first-film-shot-in-space")
    assert {winner.id for v in film.variants for winner in v.winners} >= {
        "the-challenge",
        "return-from-orbit",
        "apogee-of-fear",
    }
    verdicts = Counter(statement.verdict for statement in base.audit("first-movie-article"))
    assert verdicts["imprecise"] >= 3
    assert verdicts["contested"] >= 2
    assert verdicts["opinion"] >= 5
