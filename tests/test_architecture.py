"""Imports point one way only, and the whole of the package travels in its wheel."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "coder"


def imports_of(path: Path) -> set[str]:
    """The package's modules that a module imports when it is loaded; those within functions come later."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "coder":
            names = [node.module.split(".")[1]] if "." in node.module else [a.name for a in node.names]
            found.update(n for n in names if (PACKAGE / f"{n}.py").exists())
    return found


def test_imports_make_no_circle() -> None:
    graph = {p.stem: imports_of(p) for p in PACKAGE.glob("*.py") if p.stem not in {"__init__", "__main__"}}
    done: set[str] = set()
    while ready := {m for m in graph.keys() - done if graph[m] <= done}:
        done |= ready
    assert done == set(graph), f"modules that import each other: {sorted(graph.keys() - done)}"


def test_only_the_command_line_prints() -> None:
    for path in PACKAGE.glob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(n, ast.Call)]
        assert path.stem == "cli" or not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), path


def test_only_the_parser_module_needs_spacy() -> None:
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Import) and any(a.name.split(".")[0] == "spacy" for a in node.names):
                assert path.stem == "parse", path
