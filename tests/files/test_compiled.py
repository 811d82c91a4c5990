"""What is compiled is kept between runs, and made anew when anything that it depends on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.files.cache import compiled

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
