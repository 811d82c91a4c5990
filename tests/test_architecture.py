"""Imports point one way only: from the ground up through the rooms that are the pipeline, inside functions too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "coder"
# The floors, lowest first: a module imports from its own room and from floors below. Rooms of one floor don't know each
# other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "garbage", "memo", "records"),
    ("files",),
    ("schema", "cameo", "text"),
    ("mending",),
    ("clauses",),
    ("actions", "actors", "attributes"),
    ("events",),
    ("pipeline",),
    ("dataset",),
    ("exchange", "desk"),
    ("cli", "spark"),
)
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
# Actors are of CAMEO's codes, and so are actions; text, mending and clauses are English only.
KNOWS_NO_CODES = ("text", "mending", "clauses")
FACES = {"__init__", "__main__"}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.stem not in FACES)


def name_of(path: Path) -> str:
    """The dotted name of a module below the package: 'clauses.find'."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


NAMES = {name_of(p) for p in MODULES}


def imports_of(path: Path) -> Iterator[str]:
    """The package's modules that a module imports, at its head or inside a function; not for types only."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    for_types = {
        id(n)
        for i in ast.walk(tree)
        if isinstance(i, ast.If) and ast.unparse(i.test) == "TYPE_CHECKING"
        for n in ast.walk(i)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            if module.split(".")[0] == "coder":
                below = module.removeprefix("coder").lstrip(".")
                for alias in node.names:
                    inner = f"{below}.{alias.name}".lstrip(".")
                    yield inner if inner in NAMES else below
        elif isinstance(node, ast.Import):
            yield from (a.name.removeprefix("coder.") for a in node.names if a.name.startswith("coder."))


def test_all_rooms_have_a_floor() -> None:
    rooms = {name.split(".")[0] for name in NAMES}
    assert len(MODULES) > 40
    assert rooms <= FLOOR.keys(), f"no floor for {sorted(rooms - FLOOR.keys())}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    room = name_of(path).split(".")[0]
    for target in imports_of(path):
        below = target.split(".")[0]
        if not below:
            continue  # the package itself
        assert below == room or FLOOR[below] < FLOOR[room], f"{name_of(path)} imports {target}, which is not below it"
        assert not (room in KNOWS_NO_CODES and below == "cameo"), f"{name_of(path)} knows CAMEO"


def test_imports_make_no_circle() -> None:
    graph = {name_of(p): {t for t in imports_of(p) if t in NAMES} for p in MODULES}
    done: set[str] = set()
    while ready := {m for m in graph.keys() - done if graph[m] <= done}:
        done |= ready
    assert done == set(graph), f"modules that import each other: {sorted(graph.keys() - done)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(n, ast.Call)]
    assert name_of(path).split(".")[0] == "cli" or not any(
        isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_parser_module_needs_spacy(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import) and any(a.name.split(".")[0] == "spacy" for a in node.names):
            assert name_of(path) == "text.parse"
