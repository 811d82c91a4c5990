"""The rulebook is proved by every run of the tests; and the proofs find what is wrong."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from coder.actions.rule import Constraint
from coder.actions.rulebook import with_rule
from coder.desk.rulecheck import check_decisions, check_examples, check_exclusions, shadowed, unreachable
from coder.pipeline import Coder


@pytest.mark.parser
def test_every_example_fires_its_rule_and_no_counterexample_does(coder: Coder) -> None:
    assert sum(len(r.examples) for r in coder.rulebook.rules) >= len(coder.rulebook.rules)
    assert not [str(fault) for fault in check_examples(coder)]


@pytest.mark.parser
def test_every_decision_decides_of_its_example_and_not_of_its_counterexample(coder: Coder) -> None:
    assert not [str(fault) for fault in check_decisions(coder)]


def own_faults(path: Path) -> list[str]:
    """What is said of the decision 'own' of a file."""
    coder = Coder(keep=[path])
    return [str(fault) for fault in check_decisions(coder, [d for d in coder.keep.decisions if d.id == "own"])]


@pytest.mark.parser
def test_a_wrong_example_is_told_with_its_decision(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    text = (
        "- {id: own, when: {source: armed}, verdict: leave, reason: soldiers do it,"
        " example: A farmer praised Chad., counterexample: Chadian soldiers attacked Togo.}\n"
    )
    path.write_text(text, encoding="utf8")
    faults = own_faults(path)
    assert len(faults) == 2 and all(f"{path}:1: decision 'own'" in fault for fault in faults)
    assert "not taken of its example" in faults[0] and "taken of its counterexample" in faults[1]


@pytest.mark.parser
def test_an_alternative_that_decides_of_no_example_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    text = (
        '- id: own\n  when:\n    - {code: ["05"]}\n    - {code: ["15"]}\n  verdict: leave\n  reason: it is no news\n'
        "  example: Chad praised Togo.\n  counterexample: Chad condemned Togo.\n"
    )
    path.write_text(text, encoding="utf8")
    (fault,) = own_faults(path)
    assert fault.startswith(f"{path}:4: decision 'own': this alternative decides of none of its examples")


def test_no_rule_hides_another(coder: Coder) -> None:
    assert not shadowed(coder.rulebook)


def test_every_code_can_be_reached(coder: Coder) -> None:
    assert not unreachable(coder.ontology, coder.rulebook, coder.composition)


@pytest.mark.parser
def test_a_wrong_example_is_told_with_its_rule(coder: Coder) -> None:
    rule = replace(coder.rulebook.rules[0], examples=("It rained in Lima.",), counterexamples=())
    faults = [str(fault) for fault in check_examples(coder, [rule])]
    assert faults == [f"{rule.place}: rule '{rule.id}': its example does not fire it: It rained in Lima."]


@pytest.mark.parser
def test_every_exclusion_is_needed(coder: Coder) -> None:
    assert sum(len(r.unless) for r in coder.rulebook.rules) > 50
    assert not [str(fault) for fault in check_exclusions(coder)]


def excluding(coder: Coder, word: str, sentence: str) -> list[str]:
    """What is said of a rule that takes no `word` as its object, for the sake of `sentence`."""
    rule = next(r for r in coder.rulebook.rules if r.id == "fight.occupy")
    changed = replace(rule, unless=(Constraint(("object",), "heads", frozenset({word}), sentence=sentence),))
    other = copy(coder)
    other.rulebook = with_rule(coder.rulebook, changed)
    return [fault.what for fault in check_exclusions(other, [changed])]


@pytest.mark.parser
def test_an_exclusion_that_nothing_needs_is_told(coder: Coder) -> None:
    (what,) = excluding(coder, "teapot", "Kenyan troops sold the town.")
    assert "is not needed" in what
    (what,) = excluding(coder, "teapot", "Kenyan troops captured the town of Kismayo.")
    assert "fires it all the same" in what
    assert not excluding(coder, "town", "Kenyan troops captured the town of Kismayo.")
