"""Building: one transaction, nothing lost, a second build changes nothing."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

import kb
from kb.dates import Date
from kb.resolve import resolve
from kb.seed import Layer, fingerprint
from kb.seed.parse import parse
from kb.store import connect, engine, write
from kb.vocabulary import vocabulary


@pytest.fixture
def shipped(copied_mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the miniature base be the shipped seed."""
    monkeypatch.setattr("kb.seed.layers.shipped_seed", lambda: Layer("seed", copied_mini))
    return copied_mini


def bytes_of(db: Path) -> bytes:
    return db.read_bytes()


def test_a_second_build_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    db = tmp_path / "base.db"
    assert kb.build(str(db)) is True
    before = bytes_of(db)
    assert kb.build(str(db)) is False
    assert bytes_of(db) == before


def test_a_changed_seed_is_seen_at_the_next_opening(shipped: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "base.db")
    with kb.open(db) as base:
        assert not base.search("Belka")
    animals = next((shipped / "animals").glob("*.yaml"))
    animals.write_text(animals.read_text("utf-8") + "\nbelka:\n  name: Belka\n", "utf-8")
    with kb.open(db) as base:
        assert base.search("Belka")


def test_a_broken_seed_leaves_the_base_as_it_was(shipped: Path, tmp_path: Path) -> None:
    db = tmp_path / "base.db"
    kb.build(str(db))
    before = bytes_of(db)
    (shipped / "missions" / "broken.yaml").write_text("vostok-2: {launched: [", "utf-8")
    with pytest.raises(kb.SeedError):
        kb.build(str(db))
    assert bytes_of(db) == before
    with kb.open(str(db)) as base:
        assert base.get("vostok-1").name == "Vostok 1"
        assert "broken.yaml" in str(base.stale[0])


def test_without_a_base_to_fall_back_on_the_problems_are_raised(shipped: Path, tmp_path: Path) -> None:
    (shipped / "missions" / "broken.yaml").write_text("vostok-2: {launched: [", "utf-8")
    with pytest.raises(kb.SeedError, match=r"broken\.yaml"):
        kb.open(str(tmp_path / "base.db"))


def test_an_own_folder_lies_over_the_seed_and_is_remembered(shipped: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine"
    (own / "missions").mkdir(parents=True)
    (own / "missions" / "mine.yaml").write_text(
        "vostok-1:\n  aliases: [Кедр-рейс]\n"
        "my-flight:\n  name: My flight\n  source: gcat-launchlog\n  launched: 2026-05-04\n",
        "utf-8",
    )
    db = str(tmp_path / "base.db")
    with kb.open(db, data=[own]) as base:
        assert base.get("my-flight").value("launched") == "2026-05-04"
        assert base.search("Кедр-рейс")[0].entity.id == "vostok-1"
        assert base.get("vostok-1").name == "Vostok 1"
        assert base.get("my-flight").claims[0].dataset == str(own)
    with kb.open(db) as base:
        assert base.search("My flight"), "the layers of the last build are kept"
    kb.build(db)
    with kb.open(db) as base:
        assert not base.search("My flight"), "a build without folders is the seed alone"


def test_a_folder_that_is_gone_is_told(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(kb.NotFoundError, match="there is no seed folder 'nowhere'"):
        kb.open(str(tmp_path / "base.db"), data=["nowhere"])


def test_another_programs_database_is_left_alone(shipped: Path, tmp_path: Path) -> None:
    db = tmp_path / "other.db"
    with sqlite3.connect(db) as connection:
        connection.execute("CREATE TABLE precious (x)")
        connection.execute("INSERT INTO precious VALUES (42)")
    before = bytes_of(db)
    with pytest.raises(kb.StoreError, match=r"no base of this project|holds other tables"):
        kb.open(str(db))
    assert bytes_of(db) == before


def test_a_file_that_is_no_database_is_left_alone(shipped: Path, tmp_path: Path) -> None:
    db = tmp_path / "letter.txt"
    db.write_text("Dear Sergei Pavlovich, " * 100)
    with pytest.raises(kb.StoreError, match="is no base of this project"):
        kb.open(str(db))
    assert db.read_text().startswith("Dear")


def test_a_locked_database_is_told(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    db = tmp_path / "base.db"
    kb.build(str(db))
    (shipped / "animals" / "more.yaml").write_text("belka:\n  name: Belka\n")
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(kb.StoreError, match="another process is writing"):
        kb.build(str(db))
    other.execute("ROLLBACK")
    other.close()
    assert kb.build(str(db)) is True


def test_a_senseless_address_is_told() -> None:
    with pytest.raises(kb.StoreError, match="is no database address"):
        kb.open("nosuchdb://x/y")


def test_the_mapped_classes_read_as_one_expects(mini: kb.KnowledgeBase) -> None:
    with mini.session() as session:
        missions = session.scalars(select(kb.Mission).order_by(kb.Mission.start)).all()
        assert all(isinstance(mission, kb.Mission) for mission in missions)
        assert missions[0].name
        gagarin = session.get_one(kb.Person, "yuri-gagarin")
        assert any(claim.subject.id == "vostok-1" for claim in gagarin.cited_in)


def test_the_projection_is_what_the_claims_resolve_to(mini: kb.KnowledgeBase) -> None:
    registry = mini.registry
    via = {source.id: source.via for source in mini.sources()}
    checked = 0
    for kind in registry.kinds:
        for page in mini.entities(kind):
            best = mini.reader.best([page.id])[page.id]
            for name, shown in page.attributes.items():
                claims = [claim for value in shown.values for claim in value.claims]
                again = resolve(registry.attributes[name], claims, via)
                assert again.best.content == shown.best.content
                if not shown.best.claim.stated:
                    assert best[name] == shown.best.content
                    checked += 1
            born = [best[a.id] for a in registry.attributes.values() if a.role == "began" and a.id in best]
            if born:
                assert page.entity.began == Date.parse(born[0])
    assert checked > 50


def test_the_order_of_files_does_not_change_the_answers(mini_folder: Path, tmp_path: Path) -> None:
    registry = vocabulary()
    shutil.copytree(mini_folder, tmp_path / "renamed")
    for path in list((tmp_path / "renamed").rglob("*.yaml")):
        path.rename(path.with_name(f"zz-{path.name}"))
    answers = []
    for folder in (mini_folder, tmp_path / "renamed"):
        layers = [Layer("seed", folder)]
        seed, _ = parse(layers, registry)
        database = connect("sqlite://")
        write(database, seed, [layer.dataset for layer in layers], fingerprint(layers), registry)
        base = kb.KnowledgeBase(database, registry)
        answers.append([(f.id, str(f.date), [w.id for w in f.winners]) for f in base.firsts()])
    assert answers[0] == answers[1]
