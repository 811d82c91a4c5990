"""Which rules fire on a clause: triggers, particles, constraints on heads, on words and on facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import matcher_of

CASES = [
    # name of the parse, lemma of the clause, fields of the rule, whether it fires
    ("object control", "urge", "verbs: [urge]", True),
    ("object control", "release", "verbs: [urge]", False),
    ("light verb", "raid", "nouns: [raid]", True),
    ("light verb", "launch", "nouns: [launch]", False),
    ("adjective", "ready", "adjectives: [ready]", True),
    ("prepositional control", "call", "verbs: [call on]", True),
    ("prepositional control", "call", "verbs: [call off]", False),
    ("light verb passive", "carry out", "verbs: [carry out]", True),
    ("light verb passive", "carry out", "verbs: [carry]", True),
    ("light verb passive", "carry out", "verbs: [carry off]", False),
    ("participle", "raid", "verbs: [raid], where: {object: [office]}", True),
    ("participle", "raid", "verbs: [raid], where: {object: [home]}", False),
    ("participle", "wound", "verbs: [wound], where: {object_words: [two]}", True),
    ("participle", "wound", "verbs: [wound], where: {object: [two]}", False),
    ("participle", "raid", "verbs: [raid], where: {words: [clerk]}", True),
    ("participle", "raid", "verbs: [raid], unless: [{object: [office], not: N.}]", False),
    ("participle", "raid", "verbs: [raid], where: {subject: ['#actor']}", True),
    ("participle", "raid", "verbs: [raid], where: {object: ['#actor']}", False),
    ("passive", "expel", "verbs: [expel], where: {passive: true}", True),
    ("participle", "raid", "verbs: [raid], where: {passive: true}", False),
    ("participle", "raid", "verbs: [raid], where: {on: false}", True),
    ("passive", "expel", "verbs: [expel], where: {on: false}", False),
    ("passive", "expel", "verbs: [expel], where: {'at|on': [monday]}", True),
    ("counted noun", "carry out", "verbs: [carry out], where: {object: [raid]}", True),
    ("dative", "give", "verbs: [give], where: {dative: [malawi], object: [loan]}", True),
    ("adverb behind the object", "whisk", "verbs: [whisk away]", True),
    ("adverb behind the object", "whisk", "verbs: [whisk off]", False),
]


@pytest.mark.parametrize(("name", "lemma", "fields", "fires"), CASES, ids=[f"{c[0]}: {c[2]}" for c in CASES])
def test_a_rule_fires(name: str, lemma: str, fields: str, fires: bool, tmp_path: Path) -> None:
    matcher = matcher_of(name, f"- {{id: t.rule, code: '190', {fields}, definition: d, examples: [e]}}", tmp_path)
    k = next(k for k, clause in enumerate(matcher.clauses) if clause.lemma == lemma)
    assert [m.rule.id for m in matcher.matches(k)] == (["t.rule"] if fires else [])


def test_a_rule_for_the_bare_verb_gives_way_where_another_has_its_particle(tmp_path: Path) -> None:
    rules = """
- {id: t.bare, code: '190', verbs: [carry], definition: d, examples: [e]}
- {id: t.out, code: '180', verbs: [carry out], definition: d, examples: [e]}
"""
    matcher = matcher_of("light verb passive", rules, tmp_path)
    k = next(k for k, clause in enumerate(matcher.clauses) if clause.lemma == "carry out")
    assert [m.rule.id for m in matcher.matches(k)] == ["t.out"]


def test_the_rule_with_more_constraints_comes_first(tmp_path: Path) -> None:
    rules = """
- {id: t.plain, code: '190', verbs: [raid], definition: d, examples: [e]}
- {id: t.office, code: '171', verbs: [raid], where: {object: [office]}, definition: d, examples: [e]}
"""
    matcher = matcher_of("participle", rules, tmp_path)
    matches = list(matcher.matches(0))
    assert [m.rule.id for m in matches] == ["t.office", "t.plain"]
    assert [matcher.sentence.tokens[i].text for i in matches[0].used] == ["office"]


def test_what_came_close_says_what_it_wanted(tmp_path: Path) -> None:
    rule = "- {id: t.home, code: '171', verbs: [raid], where: {object: [home]}, definition: d, examples: [e]}"
    assert list(matcher_of("participle", rule, tmp_path).near(0, "")) == [
        "rule t.home came close: it wants home as object"
    ]
