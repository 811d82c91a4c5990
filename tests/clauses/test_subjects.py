"""Who acts and who is acted upon, asked of sentences parsed by hand."""

from __future__ import annotations

import pytest
from handmade import read_parses

from coder.clauses.grammar import load_grammar
from coder.clauses.subjects import Subjects
from coder.clauses.tree import Tree
from coder.records import Sentence

SENTENCES = read_parses()


def subjects_of(sentence: Sentence) -> Subjects:
    grammar = load_grammar()
    return Subjects(Tree(sentence, grammar.particles), grammar)


def at(sentence: Sentence, word: str) -> int:
    return next(t.i for t in sentence.tokens if t.text == word)


def words(sentence: Sentence, heads: tuple[int, ...]) -> str:
    return " ".join(sentence.tokens[h].text for h in heads)


@pytest.mark.parametrize(
    ("name", "verb", "passive"),
    [
        ("passive", "expelled", True),
        ("passive without agent", "jailed", True),
        ("passive coordination", "deported", True),
        ("headline", "summoned", True),
        ("coordination", "closed", False),
        ("participle", "wounding", False),
        ("captives", "held", False),
    ],
)
def test_passive(name: str, verb: str, passive: bool) -> None:
    sentence = SENTENCES[name]
    assert subjects_of(sentence).is_passive(at(sentence, verb)) is passive


@pytest.mark.parametrize(
    ("name", "verb", "expected"),
    [
        ("passive", "expelled", "envoys"),
        ("coordination", "halted", "Lima"),
        ("object control", "release", "Uganda"),
        ("subject control", "open", "Serbia"),
        ("prepositional control", "free", "Minsk"),
        ("raising", "shell", "army"),
        ("participle", "wounding", "Police"),
        ("participle below preposition", "arming", "France"),
        ("compound subject", "condemned", "France Italy"),
        ("author of a message", "urged", "UN"),
        ("captives", "held", "rebels"),
        ("setting out", "deliver", "Trucks"),
        ("command in front", "Leave", "militia"),
    ],
)
def test_surface_subject(name: str, verb: str, expected: str) -> None:
    sentence = SENTENCES[name]
    assert words(sentence, subjects_of(sentence).surface(at(sentence, verb))) == expected


def test_the_deep_subject_of_a_passive_is_its_agent() -> None:
    sentence = SENTENCES["passive"]
    assert words(sentence, subjects_of(sentence).deep_subjects(at(sentence, "expelled"))) == "Chile"
    alone = SENTENCES["passive without agent"]
    assert subjects_of(alone).deep_subjects(at(alone, "jailed")) == ()


@pytest.mark.parametrize(
    ("name", "verb", "expected"),
    [
        ("participle", "raided", "office"),
        ("relative gap", "imposed", "embargo"),
        ("captives", "held", "reporters"),
        ("shared object", "condemned", "plan"),
        ("passive", "expelled", ""),
    ],
)
def test_objects(name: str, verb: str, expected: str) -> None:
    sentence = SENTENCES[name]
    assert words(sentence, subjects_of(sentence).objects(at(sentence, verb))) == expected
