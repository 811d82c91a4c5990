"""YAML files read with their line numbers, so that every fault in a rule can be named by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from coder.errors import DataFileError
from coder.files.package import PACKAGE
from coder.files.tables import shown

MOST_FAULTS = 200
# No file of rules or words is so long, in characters, or so deeply nested.
LONGEST_FILE, DEEPEST = 10_000_000, 40
# No number there has so many digits; Python refuses to read 4,300.
LONGEST_NUMBER = 18
# What YAML itself takes a value for; any other tag asks for an object of a program.
PLAIN_TAG = "tag:yaml.org,2002:"


class Faults:
    """What is wrong with data files, collected so that all of it is told at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def add(self, node: Node | Path, text: str) -> None:
        """Notes a fault at a node, or of a whole file."""
        self.problems.append(f"{node.place if isinstance(node, Node) else shown(node)}: {text}")

    def raise_any(self) -> None:
        """Raises DataFileError with everything noted; does nothing when there is nothing."""
        if self.problems:
            rest = len(self.problems) - MOST_FAULTS
            raise DataFileError(self.problems[:MOST_FAULTS] + ([f"… and {rest} more"] if rest > 0 else []))


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file and where it stands ('coder/knowledge/rules/18_assault.yaml:214')."""

    value: object
    place: str

    def is_list(self, faults: Faults, what: str) -> bool:
        """Whether this is a list; a fault is noted where it is not."""
        return self._is(list, faults, f"must hold {what}, as a YAML list")

    def is_map(self, faults: Faults, what: str) -> bool:
        """Whether this is a mapping; a fault is noted where it is not."""
        return self._is(dict, faults, f"{what} must be a YAML mapping")

    def is_text(self, faults: Faults, what: str) -> bool:
        """Whether this is text; a fault is noted where it is not."""
        return self._is(str, faults, f"{what} must be text; put {self.value!r} in quotes")

    def _is(self, kind: type, faults: Faults, text: str) -> bool:
        if not isinstance(self.value, kind):
            faults.add(self, text)
        return isinstance(self.value, kind)

    def items(self) -> list[Node]:
        """The nodes of a list."""
        return self.value if isinstance(self.value, list) else []

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """The keys and nodes of a mapping."""
        yield from (self.value.items() if isinstance(self.value, dict) else ())

    def strings(self, faults: Faults, what: str) -> list[str]:
        """The strings of a list, or of a single string; a fault is noted at anything else."""
        nodes = self.items() if isinstance(self.value, list) else [self]
        for node in nodes:
            if not isinstance(node.value, str):
                faults.add(node, f"{what} must be text; put {node.value!r} in quotes")
        return [n.value for n in nodes if isinstance(n.value, str)]


def read_yaml(path: Path, faults: Faults) -> Node | None:
    """The content of a YAML file as nodes; None, with a fault noted, where it is no YAML or can't be read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf8")
        # Our own files are trusted; a user's may be anything, and the reader of YAML does not survive everything.
        if not path.resolve().is_relative_to(PACKAGE) and (hostile := _hostile(text, loader)):
            faults.add(path, hostile)
            return None
        root = yaml.compose(text, Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.add(path, f"can't be read as YAML: {' '.join(str(error).split())[:500]}")
        return None
    return None if root is None else _node(root, shown(path), faults)


def _hostile(text: str, loader: type) -> str:
    """Why a file must not be composed: it would take all memory or end the process; '' for any other."""
    if len(text) > LONGEST_FILE:
        return f"the file has {len(text):,} characters, over {LONGEST_FILE:,}; divide it"
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        place = f"line {event.start_mark.line + 1 if event.start_mark else 1}"
        if isinstance(event, yaml.AliasEvent):
            return f"{place}: '*{event.anchor}' stands for another part; write that part out"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return f"{place}: brackets or lists are nested more than {DEEPEST} deep; close them"
    return ""


def _node(raw: yaml.Node, name: str, faults: Faults) -> Node:
    place = f"{name}:{raw.start_mark.line + 1}"
    if not _is_plain(raw):
        faults.problems.append(f"{place}: the tag '{raw.tag[:80]}' is not read here; leave it out")
    if isinstance(raw, yaml.SequenceNode):
        return Node([_node(n, name, faults) for n in raw.value], place)
    if isinstance(raw, yaml.MappingNode):
        found: dict[str, Node] = {}
        for key, value in raw.value:
            node = _node(value, name, faults)
            if not isinstance(key, yaml.ScalarNode):
                faults.add(node, "a key must be one word, not a list or mapping")
                continue
            if key.value in found:
                faults.add(node, f"key '{key.value}' stands twice; keep one")
            found[key.value] = node
        return Node(found, place)
    return Node(_scalar(raw), place)


def _is_plain(raw: yaml.Node) -> bool:
    """Whether a value is what it looks like: a list, a mapping or a word."""
    if isinstance(raw, yaml.ScalarNode):
        return bool(raw.tag.startswith(PLAIN_TAG)) and ":python" not in raw.tag
    return bool(raw.tag == PLAIN_TAG + ("seq" if isinstance(raw, yaml.SequenceNode) else "map"))


def _scalar(raw: yaml.Node) -> object:
    if raw.tag == "tag:yaml.org,2002:int":
        plain = raw.value.lstrip("-").isdigit() and (raw.value == "0" or not raw.value.startswith("0"))
        return int(raw.value) if plain and len(raw.value) <= LONGEST_NUMBER else float("nan")
    # Only these two are truth values: `on` is a preposition here and `no` a word, whatever YAML 1.1 says.
    if raw.tag == "tag:yaml.org,2002:bool" and raw.value.lower() in {"true", "false"}:
        return raw.value.lower() == "true"
    return None if raw.tag == "tag:yaml.org,2002:null" else raw.value
