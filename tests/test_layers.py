"""Imports point downward only, and only the dashboard knows Streamlit."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kb"

# Lowest first; modules of one line may import one another only within their own folder.
LAYERS = (
    ("errors",),
    ("dates",),
    ("document",),
    ("vocabulary",),
    ("records",),
    ("resolve",),
    ("winners",),
    ("rules",),
    ("seed", "importers", "store"),
    ("graph",),
    ("queries",),
    ("reading",),
    ("base",),
    ("figures", "exporters"),
    ("__init__",),
    ("dashboard", "cli"),
    ("app",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# Figures draw what queries give; they know the results' classes and nothing of a store.
FORBIDDEN = {
    "figures": {"store", "base", "dashboard"},
    "store": {"seed"},
    "seed": {"store"},
    "importers": {"store", "seed"},
}


def modules() -> Iterator[tuple[str, Path]]:
    yield "app", ROOT / "app.py"
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(path: Path) -> set[str]:
    """The parts of our own package that a file imports."""
    found = set()
    for name in imported(path):
        if name.startswith("kb."):
            found.add(name.split(".")[1])
    return found & RANK.keys()


def test_every_module_has_a_layer() -> None:
    assert {room for room, _ in modules()} <= RANK.keys()


def test_imports_point_downward() -> None:
    upward = [
        f"{path.relative_to(ROOT)} imports kb.{other}"
        for room, path in modules()
        for other in rooms(path) - {room}
        if RANK[other] > RANK[room] or other in FORBIDDEN.get(room, ())
    ]
    assert upward == []


def test_only_the_dashboard_imports_streamlit() -> None:
    guests = [
        str(path.relative_to(ROOT))
        for room, path in modules()
        if room not in ("dashboard", "app")
        and any(name.split(".")[0] == "streamlit" for name in imported(path))
    ]
    assert guests == []


def test_nothing_above_the_store_knows_the_database() -> None:
    guests = [
        str(path.relative_to(ROOT))
        for room, path in modules()
        if room in ("queries", "reading", "graph", "figures", "exporters", "dashboard", "cli", "seed")
        and any(name.split(".")[0] in ("sqlite3", "sqlalchemy", "psycopg") for name in imported(path))
    ]
    assert guests == []
