"""Verb dictionaries of PETRARCH as rules: what each part of their format becomes, and that nothing vanishes."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import pytest

from coder.actions.rule import Rule
from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.actions.verb_dictionary import read_verb_dictionary
from coder.cameo.ontology import load_ontology
from coder.errors import DataFileError
from coder.pipeline import Coder

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "petrarch"
FIRST = """# a dictionary of version 1
&CART
+WAGON
+HAND_CARTS

&GEAR
+&CART
+SADDLES_

--- SERENADE  [051]  ---
SERENADE   # somebody 1 Jan 2001
SERENADED_AT [042]
- * &GEAR [071]  # a set within a set
- * WITH_BRIBES [112]
- * SONG TO + [040]
- + WERE * BY $ [060]
- + * FROM $ [061]
- % * [050:050]
- WILL * MAYOR [036]
- MINISTER * CROWD [011]
- * GOAT [---]
- * GOAT IN BARN [---]
- DID NOT * [120]
- * &NOWHERE [010]
- * QUEEN [999]
- * KING [042:043]
stray words here
"""
SECOND = """--- GARLAND [050] ---
+GARLAND
RE_+GARLAND [051]
BRICK_+GARLAND
- * {BRASS BAND} [057]
- * (WITH {ARMS CACHE}) [072]
- * (TO) [042]
- {&TOWN WATCH} * [015]

--- NOTHING [---] ---
YODEL
- * [:111]
"""


def read(text: str, tmp_path: Path) -> tuple[dict[int, Rule], dict[int, str]]:
    """Rules and reports by line."""
    path = tmp_path / "own.txt"
    path.write_text(text, encoding="utf8")
    rules, unread = read_verb_dictionary(path, load_ontology())
    assert all(rule.id.startswith("own.txt:") and rule.place.endswith(rule.id) for rule in rules)
    reports = [line.removeprefix(str(path)).split(":", 2) for line in unread]
    return {int(r.id.split(":")[1]): r for r in rules}, {int(number): reason for _, number, reason in reports}


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def told(rule: Rule) -> list[tuple[str, frozenset[str]]]:
    return [(constraint.slots[0], constraint.words) for constraint in rule.where]


CASES = [
    ("* &GEAR", "071", [("object", frozenset({"wagon", "hand carts", "hand cart", "saddles", "saddle"}))]),
    ("WITH_BRIBES", "112", [("object", frozenset({"with bribes", "with bribe"}))]),
    ("SONG TO +", "040", [("object", frozenset({"song"})), ("to", frozenset())]),
    ("% * [050", "050", []),
    ("MINISTER *", "011", [("subject", frozenset({"minister"})), ("object", frozenset({"crowd"}))]),
]


@pytest.mark.parametrize(("part", "code", "where"), CASES, ids=[c[0] for c in CASES])
def test_a_pattern_of_version_1(part: str, code: str, where: list[tuple[str, frozenset[str]]], tmp_path: Path) -> None:
    rule = read(FIRST, tmp_path)[0][line_of(FIRST, part)]
    assert (rule.code, told(rule)) == (code, where)
    assert rule.verbs == (("serenade", ""), ("serenaded", "at"))


def test_symbols_say_where_source_and_target_stand(tmp_path: Path) -> None:
    rules, _ = read(FIRST, tmp_path)
    assert rules[line_of(FIRST, "SONG TO +")].target == ("to",)
    passive, active = rules[line_of(FIRST, "WERE * BY")], rules[line_of(FIRST, "+ * FROM $")]
    assert (passive.source, passive.target) == (("by",), ())
    assert (active.source, active.target) == (("from",), ("subject",))
    assert rules[line_of(FIRST, "% * [050")].reciprocal
    assert rules[line_of(FIRST, "WILL *")].statuses == {"future"}


def test_verbs_have_the_code_of_their_block_or_their_own(tmp_path: Path) -> None:
    rules, _ = read(FIRST, tmp_path)
    block, own = rules[line_of(FIRST, "--- SERENADE")], rules[line_of(FIRST, "SERENADED_AT")]
    assert (block.code, block.verbs) == ("051", (("serenade", ""),))
    assert (own.code, own.verbs) == ("042", (("serenaded", "at"),))
    assert [entry.words for entry in block.unless] == [{"goat"}]


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    rules, unread = read(FIRST, tmp_path)
    reasons = {
        "GOAT IN BARN": "by one word or phrase only",
        "DID NOT": "a negation",
        "&NOWHERE": "not defined",
        "[999]": "'999' is not a CAMEO code",
        "[042:043]": "the code back, 043, is left out",
        "stray words": "no verb and no pattern",
    }
    assert unread.keys() == {line_of(FIRST, part) for part in reasons}
    assert all(reason in unread[line_of(FIRST, part)] for part, reason in reasons.items())
    assert line_of(FIRST, "[042:043]") in rules


def test_patterns_of_version_2(tmp_path: Path) -> None:
    rules, unread = read(SECOND + "&TOWN\n+TOWN\n", tmp_path)
    assert (rules[3].code, rules[3].verbs) == ("051", (("re-garland", ""),))
    assert told(rules[line_of(SECOND, "BRASS")]) == [("object", frozenset({"brass band"}))]
    assert told(rules[line_of(SECOND, "CACHE")])[0][0] == "with"
    assert "arm cache" in told(rules[line_of(SECOND, "CACHE")])[0][1]
    assert rules[line_of(SECOND, "(TO)")].where[0].kind == "present"
    back = rules[line_of(SECOND, "[:111]")]
    assert (back.code, back.target) == ("111", ("subject",))
    assert told(rules[line_of(SECOND, "WATCH")]) == [("subject", frozenset({"town watch"}))]
    assert list(unread.values()) == [" the verb has words before it: BRICK_+GARLAND"]


def test_its_rules_stand_behind_all_others(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("--- ATTACK [010] ---\nATTACK\n- * (ON BASE) (IN TOWN) (WITH GUN) [011]\n", encoding="utf8")
    book = load_rulebook(load_ontology(), load_composition().operators, [path])
    assert [rule.id for rule, _ in book.index["verb", "attack"]][-2:] == ["own.txt:3", "own.txt:1"]
    assert book.checksum != load_rulebook(load_ontology(), load_composition().operators).checksum


@pytest.mark.parametrize("text", ["", "a page of prose\n"], ids=["empty", "prose"])
def test_a_file_without_verbs_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataFileError, match="it has no verbs with codes"):
        load_rulebook(load_ontology(), load_composition().operators, [path])


@pytest.mark.parser
def test_sentences_are_coded_by_it(coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("--- SERENADE [051] ---\nSERENADE\n- * (WITH BRIBES) [112]\n- * GOAT [---]\n", encoding="utf8")
    own = copy(coder)
    own.rulebook = load_rulebook(coder.ontology, coder.composition.operators, [path])
    codes = {
        "The French president serenaded the king of Morocco.": ["051 own.txt:1"],
        "The French president serenaded the Chadian king with a bribe.": ["1121 own.txt:3"],
        "The French president serenaded a goat in Morocco.": [],
        "The king of Morocco was serenaded by the French president.": ["051 own.txt:1"],
    }
    for text, wanted in codes.items():
        events = [f"{e.event_code} {e.rule_id}" for coding in own.trace(text, "2024-06-15") for e in coding.events]
        assert events == wanted, text


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the field's dictionaries are not here")
@pytest.mark.parametrize(
    ("name", "least", "most_unread"),
    [
        ("CAMEO.2.0.txt", 4700, 150),
        ("CAMEO.verbpatterns.150430.txt", 10_000, 800),
        ("PETR.Validate.verbs.txt", 450, 200),
    ],
)
def test_the_dictionaries_of_the_field_are_read(name: str, least: int, most_unread: int) -> None:
    rules, unread = read_verb_dictionary(REFERENCE / name, load_ontology())
    assert len(rules) >= least
    assert len(unread) <= most_unread
    patterns = [
        n
        for n, line in enumerate((REFERENCE / name).read_text(encoding="utf8").splitlines(), 1)
        if line.startswith("- ")
    ]
    known = {int(rule.id.split(":")[1]) for rule in rules} | {
        int(line.rsplit(".txt:", 1)[1].split(":")[0]) for line in unread
    }
    lost = set(patterns) - known
    text = (REFERENCE / name).read_text(encoding="utf8").splitlines()
    assert all("[---]" in text[n - 1] for n in lost), [text[n - 1] for n in sorted(lost) if "[---]" not in text[n - 1]][
        :5
    ]
