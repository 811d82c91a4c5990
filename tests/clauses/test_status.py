"""Whether what a verb says happened, asked of sentences parsed by hand."""

from __future__ import annotations

import pytest
from handmade import read_parses

from coder.clauses.grammar import load_grammar
from coder.clauses.status import Statuses
from coder.clauses.subjects import Subjects
from coder.clauses.tree import Tree

SENTENCES = read_parses()
CASES = [
    ("passive", "expelled", "actual", False),
    ("failed", "capture", "failed", False),
    ("raising", "shell", "actual", False),
    ("object control", "release", "possible", False),
    ("subject control", "open", "future", False),
    ("participle", "wounding", "actual", False),
    ("participle below preposition", "arming", "possible", False),
    ("purpose", "arrest", "possible", False),
    ("negated", "attack", "actual", True),
    ("neither nor", "shelled", "actual", True),
    ("neither nor", "expelled", "actual", True),
    ("no one", "attacked", "actual", True),
    ("no longer", "supports", "actual", True),
    ("future", "send", "future", False),
    ("future seen from the past", "reopen", "future", False),
    ("condition", "attacks", "hypothetical", False),
    ("possible", "join", "possible", False),
    ("necessary with speaker", "leave", "necessary", False),
    ("question", "attack", "hypothetical", False),
    ("command in front", "Leave", "ordered", False),
    ("purpose reached by the doing", "protest", "actual", False),
]


@pytest.mark.parametrize(("name", "verb", "status", "negated"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_status(name: str, verb: str, status: str, negated: bool) -> None:
    sentence, grammar = SENTENCES[name], load_grammar()
    statuses = Statuses(sentence, Subjects(Tree(sentence, grammar.particles), grammar))
    assert statuses.status(next(t.i for t in sentence.tokens if t.text == verb)) == (status, negated)
