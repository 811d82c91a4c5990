"""The examples in the docstrings say what is true: each is run."""

import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import coder as package
from coder import Coder, pipeline

ROOT = Path(package.__file__).parent


def examples() -> Iterator[doctest.DocTest]:
    for path in sorted(ROOT.rglob("*.py")):
        if ">>>" in path.read_text(encoding="utf8"):
            parts = path.relative_to(ROOT.parent).with_suffix("").parts
            module = import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
            yield from (found for found in doctest.DocTestFinder().find(module) if found.examples)


EXAMPLES = tuple(examples())


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: doctest.DocTest, coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `Coder()` of an example is the tests' own, which is as the default: loading takes seconds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "Coder", lambda: coder)
    if "Coder" in example.globs:
        example.globs["Coder"] = lambda: coder
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)
