"""Word lists are read whole or not at all: each fault is told with file and line, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from coder.errors import DataFileError
from coder.files.words import read_words

GOOD = """
fruit:
  for: What grows on trees.
  words: [apple, pear]
ranks:
  for: From the lowest up.
  words: [major, colonel]
asks:
  for: The prepositions of those who are asked.
  words: {call: ["on", upon], appeal: [to]}
lemmas:
  for: What the parser gets wrong.
  words: {hop: hope}
amounts:
  for: Words of number.
  words: {dozen: 12}
"""


@dataclass(frozen=True)
class Sample:
    fruit: frozenset[str]
    ranks: tuple[str, ...]
    asks: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]
    amounts: Mapping[str, int]


def read(folder: Path, text: str) -> Sample:
    path = folder / "sample.yaml"
    path.write_text(text, encoding="utf8")
    return read_words(path, Sample)


def test_each_kind_of_list(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found == Sample(
        frozenset({"apple", "pear"}), ("major", "colonel"),
        {"call": frozenset({"on", "upon"}), "appeal": frozenset({"to"})}, {"hop": "hope"}, {"dozen": 12},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("fruit:", "roots:", 3, "list 'roots' is unknown"),
        ("What grows on trees.", "''", 3, "say in 'for'"),
        ("  for: What grows on trees.\n", "", 3, "say in 'for'"),
        ("[apple, pear]", "[apple, pear, apple]", 4, "'apple' is there already"),
        ("[apple, pear]", "[apple, 7]", 4, "put 7 in quotes"),
        ("[apple, pear]", "[]", 4, "is empty"),
        ("{dozen: 12}", "{dozen: twelve}", 16, "give 'dozen' a whole number"),
        ("[apple, pear]", "apple", 4, "as a YAML list"),
        ("  words: [apple, pear]\n", "", 3, "'words' is missing"),
        ("  words: [apple, pear]\n", "  words: [apple]\n  word: [pear]\n", 5, "unknown field 'word'"),
        ("ranks:", "fruit:", 6, "key 'fruit' stands twice"),
        ("[to]", "to", 10, "as a YAML list"),
        ("hope", "12", 13, "put 12 in quotes"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(DataFileError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert any(p.startswith(f"{tmp_path / 'sample.yaml'}:{line}: ") and says in p for p in caught.value.problems), (
        caught.value.problems
    )


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        read(tmp_path, GOOD.replace("fruit:", "roots:").replace("[major, colonel]", "[major, major]"))
    told = "\n".join(caught.value.problems)
    assert "list 'roots' is unknown" in told
    assert "list 'fruit' is missing" in told
    assert "'major' is there already" in told


@pytest.mark.parametrize("text", ["", "- a list", "a: [unclosed"])
def test_what_holds_no_lists(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError):
        read(tmp_path, text)
