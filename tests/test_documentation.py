"""Nothing without documentation: commands, options, columns, rules, decisions; and the pages build without a
warning.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.cli import main
from coder.events.keep import load_keep
from coder.schema import TABLES, codebook, load_schema

DOCS = Path(__file__).parent.parent / "docs"
sys.path.insert(0, str(DOCS))

import reference  # noqa: E402


def test_each_option_is_explained_and_each_command_is_in_the_reference() -> None:
    page, told = reference.commands(), (DOCS / "commands.md").read_text(encoding="utf8")

    def walk(group: click.Group, prefix: str) -> None:
        for name, command in group.commands.items():
            assert f"## {prefix} {name}\n" in page
            assert f"| `{prefix} {name}" in told, f"docs/commands.md does not tell of {prefix} {name}"
            for option in (p for p in command.params if isinstance(p, click.Option)):
                assert option.help, f"{prefix} {name} {option.name}"
                assert option.opts[0] in page
            if isinstance(command, click.Group):
                walk(command, f"{prefix} {name}")

    walk(main, "coder")


def test_each_rule_and_decision_is_in_the_reference() -> None:
    rules, decisions = reference.rules(), reference.decisions()
    book = load_rulebook(load_ontology(), load_composition().operators)
    assert all(f"| `{rule.id}` |" in rules for rule in book.rules)
    assert [rule.id for rule in book.rules if len(rule.definition) < 5] == []
    assert all(f"| `{d.id}` |" in decisions and d.reason for d in load_keep().decisions)


def test_each_column_has_a_description() -> None:
    page = codebook()
    for table in TABLES:
        assert all(f"| `{c.name}` |" in page and len(c.description) > 15 for c in load_schema(table).columns)


def test_each_page_is_in_the_contents() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf8")
    pages = {p.stem for p in DOCS.glob("*.md")} - {"index"}
    assert pages <= set(re.findall(r"^[\w/-]+$", index, flags=re.M))


@pytest.mark.parser
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert result.returncode == 0, result.stderr[-2000:]
    assert (tmp_path / "searchindex.js").is_file() and (tmp_path / "generated" / "rules.html").is_file()
