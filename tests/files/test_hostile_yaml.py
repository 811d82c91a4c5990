"""Rule files that would take all memory or end the process are refused, with their line, in no time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coder.errors import CoderError, DataFileError
from coder.files.yamlfile import Faults, read_yaml

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
HOSTILE = [
    ("aliases", BOMB, "line 2: '*a' stands for another part"),
    ("brackets", "[" * 100_000, "nested more than"),
    ("braces", "{a: " * 100_000, "nested more than"),
    ("dashes", "- " * 100_000 + "x", "nested more than"),
    ("a list as a key", "? [a, b]\n: c\n", "a key must be one word"),
    ("a mapping as a key", "? {a: b}\n: c\n", "a key must be one word"),
    ("an object", "a: !!python/object/apply:os.system [x]\n", "is not read here; leave it out"),
    ("an object of keys", "- !!python/object:os.system {a: b}\n", "is not read here; leave it out"),
    ("an odd tag", "a: !thing x\n", "the tag '!thing' is not read here"),
    ("too long", "a: " + "x" * 10_000_001, "divide it"),
    ("no YAML", "a: [b\nc: d", "can't be read as YAML"),
    ("a number without end", "a: " + "9" * 5000, ""),
    ("control characters", "a: \x07", "can't be read as YAML"),
]


@pytest.mark.parametrize(("text", "message"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_hostile_file(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf8")
    faults, begun = Faults(), time.process_time()
    read_yaml(path, faults)
    assert time.process_time() - begun < 10
    assert message in "\n".join(faults.problems)
    assert sum(map(len, faults.problems)) < 2000


def test_errors_never_repeat_a_header_of_ten_megabytes() -> None:
    header = "x" * 10_000_000
    for error in (CoderError(f"{header} is no header; rename it"), DataFileError([f"a.csv:1: {header}; rename it"])):
        assert len(str(error)) < 2000 and str(error).endswith("rename it")
