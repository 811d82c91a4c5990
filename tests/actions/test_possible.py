"""Before clauses are found: a sentence on which a rule fires is never one of which no rule can make an event."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import matcher_of, read_parses
from test_matching import CASES

from coder.actions.possible import Possible
from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.clauses.find import find_clauses, predicates
from coder.clauses.grammar import load_grammar
from coder.mending.signs import bag_of_words


@pytest.mark.parametrize(("name", "lemma", "fields", "fires"), CASES[::3], ids=[f"{c[0]}: {c[2]}" for c in CASES[::3]])
def test_what_fires_is_possible(name: str, lemma: str, fields: str, fires: bool, tmp_path: Path) -> None:
    matcher = matcher_of(name, f"- {{id: t.rule, code: '190', {fields}, definition: d, examples: [e]}}", tmp_path)
    possible = Possible(matcher.rulebook, load_composition(), load_grammar())
    if any(list(matcher.matches(k)) for k in range(len(matcher.clauses))):
        assert possible.may_tell(matcher.sentence)
    else:
        assert not fires


def test_words_that_are_not_there_rule_a_rule_out(tmp_path: Path) -> None:
    rule = "- {id: t.rule, code: '190', verbs: [raid], where: {object: [palace]}, definition: d, examples: [e]}"
    matcher = matcher_of("participle", rule, tmp_path)
    assert not Possible(matcher.rulebook, load_composition(), load_grammar()).may_tell(matcher.sentence)


def test_every_clause_is_of_a_possible_predicate() -> None:
    rulebook = load_rulebook(load_ontology(), load_composition().operators)
    for name, sentence in read_parses().items():
        found, bag = set(predicates(sentence, load_grammar().ending["put"])), bag_of_words(sentence)
        for clause in find_clauses(sentence, rulebook.nouns, load_grammar()):
            assert (clause.kind, clause.lemma.partition(" ")[0]) in found, name
            assert bag.issuperset(clause.lemma.split()), name
