"""The table of stances over base actions, and what statuses and negation make of an action."""

from __future__ import annotations

import pytest
from handmade import own_rulebook, read_parses

from coder.actions.compose import find_actions
from coder.actions.rulebook import Rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.events.keep import load_keep

OUTER = [
    ("appealed", "073", "0233"),
    ("appealed", "0841", "0253"),
    ("appealed", "042", "026"),
    ("intended", "073", "0333"),
    ("intended", "195", "1384"),
    ("intended", "163", "1312"),
    ("intended", "111", "111"),
    ("demanded", "0874", "1056"),
    ("refused", "085", "1244"),
    ("refused", "0232", "1222"),
    ("appealed", "0232", "0232"),
    ("refused", "046", "125"),
    ("threatened", "161", "1313"),
    ("threatened", "191", "1381"),
    ("accused", "190", "1123"),
    ("accused", "202", "1124"),
    ("reversed", "163", "085"),
    ("reversed", "072", "1622"),
    ("denied", "190", "016"),
]


@pytest.mark.parametrize(("operator", "base", "outer"), OUTER, ids=[f"{o}-{b}" for o, b, _ in OUTER])
def test_outer_code(operator: str, base: str, outer: str) -> None:
    found = load_composition().outer(operator, base)
    assert found is not None and found[0] == outer


def test_every_outer_code_is_a_cameo_code() -> None:
    ontology = load_ontology()
    for operator in load_composition().operators.values():
        for code in [*operator.table.values(), *([operator.default] if operator.default else [])]:
            assert code in {"same", "none"} or ontology.is_code(code), (operator.name, code)


POLARITY = [
    ("intended", "190", "0356"),  # promised not to attack
    ("threatened", "173", "0353"),  # vowed not to jail
    ("intended", "057", "127"),  # promised not to sign
    ("threatened", "040", "130"),  # threatened not to meet
]


@pytest.mark.parametrize(("operator", "base", "outer"), POLARITY)
def test_who_promises_not_to_do_harm_yields(operator: str, base: str, outer: str) -> None:
    composition = load_composition()
    found = composition.outer(*composition.polarity(operator, base, True))
    assert found is not None and found[0] == outer


def test_ending_what_has_no_end_makes_no_event() -> None:
    assert load_composition().outer("reversed", "010") is None


RULES = """
- {id: t.attack, code: "190", verbs: [attack, shell, raid], nouns: [raid, attack],
   definition: d, examples: [e]}
- {id: t.send, code: "072", verbs: [send],
   definition: d, examples: [e]}
- {id: t.free, code: "0841", verbs: [release, free],
   definition: d, examples: [e]}
- {id: t.urge, code: "020", operator: appealed, verbs: [urge, call on], over: [complement], target: [object, on],
   definition: d, examples: [e]}
- {id: t.accuse, code: "112", operator: accused, verbs: [accuse], over: [complement], target: [object],
   definition: d, examples: [e]}
- {id: t.leave, code: "0874", verbs: [leave],
   definition: d, examples: [e]}
- {id: t.embargo, code: "163", nouns: [embargo],
   definition: d, examples: [e]}
- {id: t.lift, operator: reversed, verbs: [lift], over: [object], requires_base: true,
   definition: d, examples: [e]}
"""
CODED = [
    ("object control", [("0253", "appealed", "urge")]),
    ("prepositional control", [("0253", "appealed", "call")]),
    ("light verb", [("190", "actual", "raid")]),
    ("light verb passive", [("190", "actual", "attack")]),
    ("raising", [("190", "actual", "begin")]),
    ("negated", []),
    ("no one", []),
    ("condition", []),
    ("planned noun", []),
    ("future", [("0332", "intended", "send")]),
    ("necessary with speaker", [("1056", "demanded", "leave")]),
    ("participle below preposition", [("112", "actual", "accuse")]),
    ("command in front", [("0256", "appealed", "leave")]),
    ("second of two asked", [("0253", "appealed", "urge")]),
]


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return own_rulebook(RULES, tmp_path_factory.mktemp("rules"))


@pytest.mark.parametrize(("name", "expected"), CODED, ids=[n for n, _ in CODED])
def test_actions(name: str, expected: list[tuple[str, str, str]], rulebook: Rulebook) -> None:
    sentence, grammar = read_parses()[name], load_grammar()
    clauses = find_clauses(sentence, rulebook.nouns, grammar)
    parts, composition = load_keep().parts, load_composition()
    found = find_actions(sentence, clauses, rulebook, composition, grammar, lambda head: frozenset({"#actor"}), parts)
    assert [(a.code, a.stance, clauses[a.clause].lemma) for a in found.actions] == expected


def test_what_tells_when_somebody_asks_is_not_what_he_asks_for(rulebook: Rulebook) -> None:
    sentence, grammar = read_parses()["asked after a raid"], load_grammar()
    clauses = find_clauses(sentence, rulebook.nouns, grammar)
    parts, composition = load_keep().parts, load_composition()
    found = find_actions(sentence, clauses, rulebook, composition, grammar, lambda head: frozenset({"#actor"}), parts)
    assert ("t.urge", "t.attack") not in [action.path for action in found.actions]


def test_a_lifted_embargo_is_eased_and_not_imposed(rulebook: Rulebook) -> None:
    sentence, grammar = read_parses()["relative gap"], load_grammar()
    clauses = find_clauses(sentence, rulebook.nouns, grammar)
    parts = load_keep().parts
    found = find_actions(sentence, clauses, rulebook, load_composition(), grammar, lambda head: frozenset(), parts)
    codes = [action.code for action in found.actions]
    assert codes == ["085"]
