"""Which clauses of a sentence are about one occasion, asked of sentences parsed by hand."""

from __future__ import annotations

import pytest
from handmade import EVENT_NOUNS, read_parses

from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.clauses.occasion import is_pluperfect, occasion, owners

SENTENCES = read_parses()
CASES = [
    ("participle", "raid", "raid wound"),
    ("light verb", "raid", "raid launch"),
    ("relative pronoun", "withdraw", "withdraw"),
    ("future seen from the past", "say", "say"),
    ("report", "kill", "kill"),
    ("raid during which", "raid", "raid kill stage"),
    ("object control", "urge", "urge"),
]


@pytest.mark.parametrize(("name", "lemma", "expected"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_occasion(name: str, lemma: str, expected: str) -> None:
    sentence = SENTENCES[name]
    clauses = find_clauses(sentence, EVENT_NOUNS, load_grammar())
    k = next(k for k, clause in enumerate(clauses) if clause.lemma == lemma)
    assert " ".join(clauses[j].lemma for j in occasion(sentence, clauses, k)) == expected


def test_each_word_belongs_to_the_nearest_predicate() -> None:
    sentence = SENTENCES["object control"]
    clauses = find_clauses(sentence, EVENT_NOUNS, load_grammar())
    told = {sentence.tokens[i].text: clauses[k].lemma for i, k in enumerate(owners(sentence, clauses)) if k >= 0}
    assert told["Kenya"] == "urge"
    assert told["fishermen"] == "release"


def test_a_pluperfect_looks_back() -> None:
    sentence = SENTENCES["report"]
    by_lemma = {c.lemma: c for c in find_clauses(sentence, EVENT_NOUNS, load_grammar())}
    assert is_pluperfect(sentence, by_lemma["kill"])
    assert not is_pluperfect(sentence, by_lemma["say"])
