"""Lists of English words, read strictly from coder/knowledge/words: one file a subject, each list with its purpose.

A file maps the names of lists to what they are for and their words:

    captives:
      for: What somebody is held as; parsers take the word for an object (*held two reporters hostage*).
      words: [captive, hostage, prisoner]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TypeVar, get_type_hints

from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, Node, read_yaml

WORDS_FOLDER = KNOWLEDGE / "words"
Lists = TypeVar("Lists")


def load_words(subject: str, lists: type[Lists]) -> Lists:
    """The word lists of one subject, as an instance of the frozen dataclass `lists`; read once.

    The fields of `lists` are the lists that coder/knowledge/words/SUBJECT.yaml must hold, all of them and no others.
    A field is a `frozenset[str]`, a `tuple[str, ...]` where order counts, a `Mapping[str, frozenset[str]]` (words by
    key), a `Mapping[str, str]` (a word for a word) or a `Mapping[str, int]` (a number for a word).
    Raises DataFileError with every fault of the file.
    """
    found = _load(subject, lists)  # type: ignore[arg-type]  # a class is hashable
    assert isinstance(found, lists)
    return found


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    >>> either(["mon", "monday"])
    'monday|mon'
    """
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _load(subject: str, lists: type[object]) -> object:
    return read_words(WORDS_FOLDER / f"{subject}.yaml", lists)


def read_words(path: Path, lists: type[Lists]) -> Lists:
    """The word lists of a file; see `load_words`."""
    faults = Faults()
    root = read_yaml(path, faults)
    found: dict[str, object] = {}
    wanted = get_type_hints(lists)
    names = [f.name for f in fields(lists)]  # type: ignore[arg-type]
    if root is None:
        if not faults.problems:
            faults.add(path, "it is empty; give each list with 'for' and 'words'")
    elif root.is_map(faults, "word lists by name"):
        for name, node in root.pairs():
            if name not in names:
                faults.add(node, f"list '{name}' is unknown; remove it. Lists here are {', '.join(sorted(names))}")
            else:
                found[name] = _list(name, node, READERS[str(wanted[name])], faults)
        for name in names:
            if name not in found:
                faults.add(path, f"list '{name}' is missing; add it with 'for' and 'words'")
    faults.raise_any()
    return lists(**found)


def words_checksum() -> str:
    """A checksum of all word files that come with the package."""
    total = hashlib.sha256()
    for path in sorted(WORDS_FOLDER.glob("*.yaml")):
        total.update(f"{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()[:16]


def _list(name: str, node: Node, read: Callable[[str, Node, Faults], object], faults: Faults) -> object:
    """The words of one list, with faults where it does not say what it is for."""
    if not node.is_map(faults, f"list '{name}', of 'for' and 'words',"):
        return None
    parts = dict(node.pairs())
    for key in parts.keys() - {"for", "words"}:
        faults.add(parts[key], f"list '{name}': unknown field '{key}'. Fields are for, words")
    purpose = parts.get("for")
    if purpose is None or not isinstance(purpose.value, str) or not purpose.value.strip():
        faults.add(purpose or node, f"list '{name}': say in 'for', in a line, what it is for")
    if "words" not in parts:
        faults.add(node, f"list '{name}': 'words' is missing")
        return None
    return read(name, parts["words"], faults)


def _ordered(name: str, node: Node, faults: Faults) -> tuple[str, ...]:
    if not node.is_list(faults, f"the words of '{name}'"):
        return ()
    if not node.items():
        faults.add(node, f"list '{name}' is empty")
    seen: dict[str, str] = {}
    for item in node.items():
        for word in item.strings(faults, f"a word of '{name}'"):
            if word in seen:
                faults.add(item, f"list '{name}': '{word}' is there already ({seen[word]}); keep one")
            seen.setdefault(word, item.place)
    return tuple(seen)


def _set(name: str, node: Node, faults: Faults) -> frozenset[str]:
    return frozenset(_ordered(name, node, faults))


def _sets_by_key(name: str, node: Node, faults: Faults) -> Mapping[str, frozenset[str]]:
    node.is_map(faults, f"the words of '{name}'")
    return {key: _set(f"{name}: {key}", value, faults) for key, value in node.pairs()}


def _word_for_word(name: str, node: Node, faults: Faults) -> Mapping[str, str]:
    node.is_map(faults, f"the words of '{name}'")
    found = {}
    for key, value in node.pairs():
        if value.is_text(faults, f"what '{name}' gives for '{key}'"):
            found[key] = str(value.value)
    return found


def _number_for_word(name: str, node: Node, faults: Faults) -> Mapping[str, int]:
    node.is_map(faults, f"the words of '{name}'")
    found = {}
    for key, value in node.pairs():
        if isinstance(value.value, int) and not isinstance(value.value, bool):
            found[key] = value.value
        else:
            faults.add(value, f"list '{name}': give '{key}' a whole number, not {value.value!r}")
    return found


READERS: Mapping[str, Callable[[str, Node, Faults], object]] = {
    str(frozenset[str]): _set,
    str(tuple[str, ...]): _ordered,
    str(Mapping[str, frozenset[str]]): _sets_by_key,
    str(Mapping[str, str]): _word_for_word,
    str(Mapping[str, int]): _number_for_word,
}
