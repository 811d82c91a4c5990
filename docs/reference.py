"""The generated pages of the documentation: codes, columns, rules, decisions, commands, and pictures of real parses.

Written anew each time that the documentation is built, from the very data that coding uses, so that they can't drift.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from coder.actions.parts import CLAUSE_FACTS, PAIR_FACTS
from coder.actions.parts import VERDICTS as PART_VERDICTS
from coder.actions.rulebook import RULES_FOLDER, load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import describe_all, load_ontology
from coder.cli import main
from coder.events.facts import ACTION_FACTS, PAGE_FACTS, SENTENCE_FACTS, SIDE_FACTS, TOPIC_FACTS
from coder.events.keep import VERDICTS, load_keep
from coder.schema import codebook

# Sentences of the page on how coding works, drawn as they are parsed.
DRAWN = {
    "passive": "Two envoys of Togo were expelled by Ghana on Monday.",
    "stance": "Kenya urged Uganda to release the fishermen.",
    "coordination": "Chad summoned the ambassador and cancelled the visit.",
}


def write(folder: Path) -> None:
    """Writes all generated pages into a folder."""
    folder.mkdir(exist_ok=True)
    pages = {
        "columns": codebook(),
        "codes": codes(),
        "rules": rules(),
        "decisions": decisions(),
        "commands": commands(),
    }
    for name, content in pages.items():
        (folder / f"{name}.md").write_text(content, encoding="utf8")
    for name, picture in pictures():
        (folder / f"{name}.svg").write_text(picture, encoding="utf8")


def codes() -> str:
    """All event codes with names and definitions."""
    head = "# Event codes\n\nCAMEO's event codes with their Goldstein scale and PLOVER class."
    return f"{head}\n\n```text\n{describe_all(load_ontology())}\n```\n"


def rules() -> str:
    """Every rule by root, with its code, definition and first example."""
    ontology, composition = load_ontology(), load_composition()
    book = load_rulebook(ontology, composition.operators)
    parts = ["# Rules", f"All {len(book.rules)} rules. [How to write one](../rules.md)."]
    parts += ["\n## Bundles of slots\n", "```yaml", (RULES_FOLDER / "slots.yaml").read_text("utf8").rstrip(), "```"]
    last = ""
    for rule in book.rules:
        file = Path(rule.place.rpartition(":")[0]).stem
        if file != last:
            parts += [
                f"\n## {file.replace('_', ' ')}\n",
                "| rule | code | what | example |",
                "| --- | --- | --- | --- |",
            ]
            last = file
        what = rule.code or f"stance: {rule.operator}"
        example = _cell(rule.examples[0]) if rule.examples else ""
        parts.append(f"| `{rule.id}` | {what} | {_cell(rule.definition)} | {example} |")
    return "\n".join(parts) + "\n"


def decisions() -> str:
    """Every decision of keep.yaml, and the facts that they may ask for."""
    keep = load_keep()
    parts = [
        "# Decisions",
        "What is an event, in the order in which it is decided. [How to write one](../decisions.md).\n",
    ]
    parts += ["| decision | verdict | why | example | counterexample |", "| --- | --- | --- | --- | --- |"]
    for d in keep.decisions:
        reasons = "; or ".join(dict.fromkeys([d.reason, *(case.reason for case in d.cases)]))
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(c.name for c in d.cases) if name != d.id)
        verdict = f"{d.verdict} (as {names})" if names else d.verdict
        cells = (f"`{d.id}`", verdict, reasons, " ".join(d.examples), " ".join(d.counterexamples))
        parts.append(f"| {' | '.join(map(_cell, cells))} |")
    parts += ["\n## Verdicts\n", "| verdict | what becomes of it |", "| --- | --- |"]
    parts += [f"| `{name}` | {_cell(meaning)} |" for name, meaning in {**PART_VERDICTS, **VERDICTS}.items()]
    for title, facts in (
        ("an action of several", CLAUSE_FACTS),
        ("an action to another", PAIR_FACTS),
        ("a side", SIDE_FACTS),
        ("the action", ACTION_FACTS),
        ("the sentence", SENTENCE_FACTS),
        ("the sentence that only the second reader weighs", TOPIC_FACTS),
        ("the page", PAGE_FACTS),
    ):
        parts += [f"\n## Facts of {title}\n", "| fact | holds where |", "| --- | --- |"]
        parts += [f"| `{name}` | {_cell(meaning)} |" for name, meaning in facts.items()]
    return "\n".join(parts) + "\n"


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands in full", "What `coder COMMAND --help` prints."]
    for name, command in _all_commands(main, "coder"):
        with click.Context(command, info_name=name, max_content_width=100) as context:
            parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def _all_commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{prefix} {name}")


def pictures() -> Iterator[tuple[str, str]]:
    """The trees of the sentences in DRAWN, by name."""
    from coder.text.parse import draw_tree, load_parser, parse_units

    nlp = load_parser()
    found = parse_units(nlp, [(text, 0, n, False) for n, text in enumerate(DRAWN.values())])
    for name, sentence in zip(DRAWN, found, strict=True):
        yield name, draw_tree(sentence).replace("currentColor", "#6b7680")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
