"""The rulebook is proved by every run of the tests; and the proofs find what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.desk.rulecheck import check_examples, shadowed, unreachable
from coder.pipeline import Coder


@pytest.mark.parser
def test_every_example_fires_its_rule_and_no_counterexample_does(coder: Coder) -> None:
    assert sum(len(r.examples) for r in coder.rulebook.rules) >= len(coder.rulebook.rules)
    assert not [str(fault) for fault in check_examples(coder)]


def test_no_rule_hides_another(coder: Coder) -> None:
    assert not shadowed(coder.rulebook)


def test_every_code_can_be_reached(coder: Coder) -> None:
    assert not unreachable(coder.ontology, coder.rulebook, coder.composition)


@pytest.mark.parser
def test_a_wrong_example_is_told_with_its_rule(coder: Coder) -> None:
    rule = replace(coder.rulebook.rules[0], examples=("It rained in Lima.",), counterexamples=())
    faults = [str(fault) for fault in check_examples(coder, [rule])]
    assert faults == [f"{rule.place}: rule '{rule.id}': its example does not fire it: It rained in Lima."]
