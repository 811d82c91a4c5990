"""Rule files: every fault is told with file, line, rule and remedy; the most specific rule comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from handmade import own_rulebook
from trees import yaml_of

from coder.actions.rulebook import Rulebook, load_rulebook, rule_files
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.errors import DataFileError

GOOD = '- {id: own.rule, code: "190", verbs: [frobnicate], definition: Do it., examples: ["They did it."]}\n'
FAULTS = [
    ("unknown field", GOOD.replace("verbs", "verb"), "unknown field 'verb'"),
    ("no such code", GOOD.replace('"190"', '"1833x"'), "Did you mean '1833'?"),
    ("code without quotes", GOOD.replace('"190"', "190"), "write it in quotes"),
    ("unknown class", GOOD.replace("[frobnicate]", '["@nobody"]'), "class '@nobody' is not in classes.yaml"),
    ("unknown slot", GOOD.replace("definition", "where: {objekt: [x]}, definition"), "'objekt' is no slot"),
    ("unknown operator", GOOD.replace("definition", "operator: wished, definition"), "operator 'wished'"),
    ("no trigger", GOOD.replace("verbs: [frobnicate], ", ""), "it has no trigger"),
    ("no example", GOOD.replace(', examples: ["They did it."]', ""), "'examples' is missing"),
    ("id twice", GOOD + GOOD, "the id is taken by"),
    ("key twice", GOOD.replace("definition", "id: own.other, definition"), "key 'id' stands twice"),
    ("no YAML", "- {id: [", "can't be read as YAML"),
    ("no list", "id: own.rule\n", "must hold a list of rules"),
    ("no truth value", GOOD.replace("definition", "foreign: abroad, definition"), "foreign must be true or false"),
    ("no rank", GOOD.replace("definition", "rank: 7, definition"), "'7' is no rank. Ranks are last, broad, default"),
    ("exclusions by slot", GOOD.replace("definition", "unless: {object: [x]}, definition"), "as a YAML list"),
    ("no sentence", GOOD.replace("definition", "unless: [{object: [x]}], definition"), "an exclusion needs 'not'"),
    ("two constraints", GOOD.replace("definition", "unless: [{object: [x], of: [y], not: Z.}], definition"), "has 2"),
    (
        "unknown bundle",
        GOOD.replace("definition", "where: {b_side: [x]}, definition"),
        "bundles of slots.yaml are a_side",
    ),
    ("no page", GOOD.replace("definition", "elsewhere: {weather: [frobnicate]}, definition"), "'weather' is no page"),
    (
        "no trigger of it",
        GOOD.replace("definition", "elsewhere: {sport: [play]}, definition"),
        "'play' names no trigger",
    ),
    ("unknown status", GOOD.replace("definition", "statuses: [maybe], definition"), "'maybe' is no status"),
]


def load(path: Path) -> Rulebook:
    return load_rulebook(load_ontology(), load_composition().operators, [path])


@pytest.mark.parametrize(("text", "message"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_fault(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as error:
        own_rulebook(text, tmp_path)
    path = tmp_path / "own.yaml"
    assert message in str(error.value) and str(path) in str(error.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        GOOD.replace('"190"', '"1833x"') + GOOD.replace("own.rule", "own.second").replace("verbs", "verb"),
        encoding="utf8",
    )
    with pytest.raises(DataFileError) as error:
        load(path)
    assert ":1: " in str(error.value) and ":2: " in str(error.value)


def test_a_user_rule_replaces_the_one_of_its_id(tmp_path: Path) -> None:
    plain = load_rulebook(load_ontology(), load_composition().operators)
    victim = plain.rules[0]
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace("own.rule", victim.id), encoding="utf8")
    changed = load(path)
    assert len(changed.rules) == len(plain.rules) and changed.checksum != plain.checksum
    assert next(r for r in changed.rules if r.id == victim.id).code == "190"


def test_more_constraints_come_first() -> None:
    for entries in load_rulebook(load_ontology(), load_composition().operators).index.values():
        ranks = [rule.order_key(particle) for rule, particle in entries]
        assert ranks == sorted(ranks)


def test_a_bundle_stands_for_its_slots(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    fields = "where: {a_side_words: [x]}, target: [undergoer, at], definition"
    path.write_text(GOOD.replace("definition", fields), encoding="utf8")
    rule = next(r for r in load(path).rules if r.id == "own.rule")
    assert rule.where[0].slots == ("subject", "by", "possessor", "modifier")
    assert rule.where[0].kind == "words"
    assert rule.target[0] == "object"
    assert rule.target[-1] == "at"


def test_an_exclusion_keeps_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace("definition", "unless: [{object: [x], not: It rained.}], definition"), encoding="utf8")
    (entry,) = next(r for r in load(path).rules if r.id == "own.rule").unless
    assert entry.sentence == "It rained."
    assert entry.words == {"x"}


LONGEST_LIST, WIDEST_LINE = 12, 100


def lists_of(rule: dict[str, Any]) -> Iterator[tuple[str, list[object]]]:
    """The lists of words of a rule, as its file has them, with where they stand."""
    parts = [
        *rule.items(),
        *rule.get("where", {}).items(),
        *(p for entry in rule.get("unless", ()) for p in entry.items()),
    ]
    for key, value in parts:
        if isinstance(value, list) and key not in {"unless", "examples", "source", "target"}:
            yield f"{rule['id']} {key}", value


@pytest.mark.parametrize("path", rule_files(), ids=lambda p: p.stem)
def test_rule_files_fit_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert not [n for n, line in enumerate(text.splitlines(), 1) if len(line) > WIDEST_LINE]
    long = [place for rule in yaml_of(path) for place, words in lists_of(rule) if len(words) > LONGEST_LIST]
    assert not long, f"give these lists a name in classes.yaml: {long}"


def test_every_class_of_words_is_used() -> None:
    folder = rule_files()[0].parent
    text = "".join(path.read_text(encoding="utf8") for path in folder.glob("*.yaml"))
    names = yaml_of(folder / "classes.yaml")
    assert not [name for name in names if not re.search(rf"@{name}\b", text)]
