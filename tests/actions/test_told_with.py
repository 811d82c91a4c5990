"""Which actions of a sentence are told with others, of parses made by hand: the decisions decide, Python only looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import own_rulebook, read_parses

from coder.actions.compose import Told, find_actions
from coder.actions.parts import CLAUSE_FACTS, PAIR_FACTS, VERDICTS, Parts
from coder.actions.rule import Rulebook
from coder.actions.stances import load_composition
from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.events.keep import load_keep

RULES = """
- {id: t.attack, code: "190", verbs: [attack], nouns: [attack], source: [subject, by], target: [object, on],
   definition: d, examples: [e]}
- {id: t.shell, code: "194", verbs: [shell], definition: d, examples: [e]}
- {id: t.fire, code: "190", verbs: [open, fire], definition: d, examples: [e]}
- {id: t.kill, code: "180", verbs: [kill], source: [by, subject], definition: d, examples: [e]}
- {id: t.leave, code: "180", verbs: [leave], source: [by], definition: d, examples: [e]}
- {id: t.arrest, code: "173", verbs: [arrest], definition: d, examples: [e]}
- {id: t.free, code: "0841", verbs: [release, free], definition: d, examples: [e]}
- {id: t.send, code: "073", verbs: [send], definition: d, examples: [e]}
- {id: t.urge, code: "020", operator: appealed, verbs: [urge], over: [complement], target: [object],
   definition: d, examples: [e]}
- {id: t.gather, code: "140", verbs: [gather], definition: d, examples: [e]}
- {id: t.protest, code: "141", verbs: [protest], definition: d, examples: [e]}
"""
# By sentence: what is told (verb, code, source, target), and by which decision the rest is told with it.
TOLD = {
    "harm in a phrase": ([("killed", "180", "Chad", "farmers")], ["killed-in-attack"]),
    "harm at a time": ([("killed", "194", "Chad", "farmers")], ["killed-by-weapon"]),
    "harm with its author": ([("killed", "180", "Police", "farmers")], ["killed-in-attack"]),
    "harm as an outcome": ([("shelled", "194", "Chad", "farmers")], ["came-of-it"]),
    "harm left by a noun": ([("left", "180", "Chad", "farmers")], ["killed-in-attack"]),
    "death in a phrase": ([("attack", "190", "Chad", "farmers")], ["came-of-it"]),
    "shots and what for": ([("arrest", "173", "Police", "farmers")], ["same-deed"]),
    "long past noun": ([("sent", "073", "France", "food")], ["asked-or-ended"]),
    "since then": ([("sent", "073", "France", "food")], ["asked-or-ended"]),
    "noun beside another": ([("sent", "073", "France", "food")], ["noun-in-passing"]),
    "object control": ([("urged", "0253", "Kenya", "Uganda")], ["asked-or-ended"]),
    "purpose reached by the doing": ([("gathered", "140", "Farmers", None)], ["same-deed"]),
}
# What is asked for is possible only, and no event even where no decision lets it go.
COMPOSED = {"object control"}


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return own_rulebook(RULES, tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def decisions() -> Parts:
    return load_keep().parts


def told_of(name: str, rulebook: Rulebook, parts: Parts) -> tuple[list[tuple[str, str, str | None, str | None]], Told]:
    """What is told of a sentence of the file: each action with its verb and the first words of its sides.

    Only names and the police are actors.
    """
    sentence, grammar = read_parses()[name], load_grammar()
    clauses = find_clauses(sentence, rulebook.nouns, grammar)

    def facts(head: int) -> frozenset[str]:
        token = sentence.tokens[head]
        actor = {"#actor"} if token.pos == "PROPN" or token.lemma == "police" else set()
        return frozenset(actor | ({"#place"} if token.text == "Goma" else set()))

    def first(slots: tuple[tuple[int, ...], ...]) -> str | None:
        return next((sentence.tokens[h].text for heads in slots for h in heads), None)

    found = find_actions(sentence, clauses, rulebook, load_composition(), grammar, facts, parts)
    verbs = [sentence.tokens[clauses[a.clause].predicate].text for a in found.actions]
    rows = [(v, a.code, first(a.sources), first(a.targets)) for v, a in zip(verbs, found.actions, strict=True)]
    return rows, found


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_with_what(name: str, rulebook: Rulebook, decisions: Parts) -> None:
    rows, found = told_of(name, rulebook, decisions)
    assert rows == TOLD[name][0]
    assert sorted(p.decision.id for p in found.parts) == TOLD[name][1]


@pytest.mark.parametrize("name", TOLD)
def test_without_decisions_nothing_is_told_with_another(name: str, rulebook: Rulebook) -> None:
    rows, found = told_of(name, rulebook, Parts(()))
    assert rows != TOLD[name][0] or name in COMPOSED
    assert not found.parts


def test_a_decision_of_ones_own_keeps_two_events_apart(rulebook: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        '- {id: both, when: {code: ["180"], other: ["194"], pair: when}, verdict: apart, reason: we count both,'
        " example: Three farmers were killed when rebels shelled the town., counterexample: Rebels shelled the town.}",
        encoding="utf8",
    )
    rows, _ = told_of("harm at a time", rulebook, load_keep([path]).parts)
    assert [code for _, code, _, _ in rows] == ["180", "194"]


def test_every_fact_and_verdict_is_asked_for(decisions: Parts) -> None:
    """A fact that no decision asks for is found in vain; 'apart' is for users, who want both."""
    conditions = [c for case in decisions.cases for c in (case.when, *case.unless)]
    names = {name for c in conditions for tests in c.tests.values() for test in tests for name in test.names}
    assert names == set(CLAUSE_FACTS) | set(PAIR_FACTS)
    assert {case.verdict for case in decisions.cases} == set(VERDICTS) - {"apart"}
