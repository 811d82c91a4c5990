"""What is compiled is kept between runs, and made anew when anything that it depends on has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.files.cache import MOST_KEPT, compiled

RULE = """- id: own.rule
  code: "{code}"
  verbs: [zap]
  definition: Zap.
  examples: ["Ghana zapped Togo."]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_made_once_for_each_source() -> None:
    made: list[str] = []

    def make(name: str) -> dict[str, frozenset[int]]:
        made.append(name)
        return {name: frozenset({1})}

    for name in ("a", "b", "a", "b"):
        assert compiled("test", [name], lambda name=name: make(name)) == {name: frozenset({1})}  # type: ignore[misc]
    assert made == ["a", "b"]


def test_what_is_damaged_is_made_anew(own_cache: Path) -> None:
    compiled("test", ["a"], lambda: [1])
    (kept,) = own_cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert compiled("test", ["a"], lambda: [2]) == [2]


def test_tables_long_unused_are_forgotten(own_cache: Path) -> None:
    """Of each kind the latest used are kept: the first stays, as it is asked for all along."""
    compiled("other", ["a"], lambda: [0])
    for n in range(MOST_KEPT + 5):
        compiled("test", [str(n)], lambda n=n: [n])  # type: ignore[misc]
        for k, path in enumerate(sorted(own_cache.glob("test-*"), key=lambda p: p.stat().st_mtime)):
            os.utime(path, (k, k))  # one second apart, whatever the clock of the file system
        assert compiled("test", ["0"], lambda: [-1]) == [0]
    assert len(list(own_cache.glob("test-*"))) == MOST_KEPT and len(list(own_cache.glob("other-*"))) == 1
    assert compiled("test", [str(MOST_KEPT + 4)], lambda: [-1]) == [MOST_KEPT + 4]
    assert compiled("test", ["1"], lambda: [-1]) == [-1]


def test_rules_kept_are_the_rules_read_and_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    operators = load_composition().operators
    books = []
    for code in ("173", "173", "190"):
        path.write_text(RULE.format(code=code), encoding="utf8")
        books.append(load_rulebook(load_ontology(), operators, [path]))
    first, again, changed = books
    assert first.rules == again.rules and first.checksum == again.checksum and first.index == again.index
    assert [r.tests for r in first.rules] == [r.tests for r in again.rules]
    assert (first.rules[-1].code, changed.rules[-1].code) == ("173", "190") and changed.checksum != first.checksum
