"""Sentences parsed by hand for the tests of what comes after the parser: no model is needed to read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from coder.actions import rulebook
from coder.actions.bases import Bases
from coder.actions.matching import Matcher
from coder.actions.rule import Rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.records import Clause, Sentence, Token

PARSES = Path(__file__).parent / "data" / "parses.txt"
EVENT_NOUNS = frozenset(["raid", "attack", "killing", "embargo", "talk"])


def read_parses(path: Path = PARSES) -> dict[str, Sentence]:
    """Sentences by name; the file has a line 'word lemma pos tag dep head' a token."""
    found = {}
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        name, text, *lines = block.splitlines()
        tokens, start = [], 0
        for i, line in enumerate(lines):
            word, lemma, pos, tag, dep, head = line.split(" ")
            start = text.index(word, start + 2 if not tokens else start)
            tokens.append(Token(i, word, lemma, pos, tag, dep, int(head), start - 2, start - 2 + len(word)))
            start += len(word)
        found[name[2:]] = Sentence(0, text[2:], 0, tuple(tokens), headline=name == "# headline")
    return found


def hanging(words: str, kinds: Mapping[str, tuple[str, str]]) -> Sentence:
    """A sentence of words written as text/label>head; `kinds` gives part of speech and tag of some of them."""
    tokens = []
    for i, word in enumerate(words.split()):
        text, rest = word.split("/")
        dep, head = rest.split(">")
        pos, tag = kinds.get(text, ("X", "XX"))
        tokens.append(Token(i, text, text.lower(), pos, tag, dep, int(head), 10 * i, 10 * i + len(text)))
    return Sentence(0, " ".join(t.text for t in tokens), 0, tuple(tokens), False)


def told(sentence: Sentence, clause: Clause) -> str:
    """A clause in short: *subject verb object*, with status and negation."""
    words = [f"{a.role}={sentence.tokens[a.head].text}" for a in clause.arguments]
    flags = [clause.status] if clause.status != "actual" else []
    return " ".join([clause.lemma, *(["not"] if clause.negated else []), *flags, *words])


def own_rulebook(rules: str, folder: Path) -> Rulebook:
    """A rulebook of these rules alone: with those of the package, making it takes seconds. It is not kept for later."""
    path = folder / "own.yaml"
    path.write_text(rules, encoding="utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebook, "rule_files", lambda: [])
        patch.setattr(rulebook, "compiled", lambda name, sources, make: make())
        return rulebook.load_rulebook(load_ontology(), load_composition().operators, [path])


def matcher_of(name: str, rules: str, folder: Path) -> Matcher:
    """What fires of these rules on a sentence of the file; only names are actors."""
    sentence, grammar, book = read_parses()[name], load_grammar(), own_rulebook(rules, folder)
    clauses = find_clauses(sentence, book.nouns | EVENT_NOUNS, grammar)
    return Matcher(sentence, clauses, book, grammar, lambda head: name_facts(sentence, head))


def bases_of(name: str, rules: str, folder: Path) -> Bases:
    """The base actions that these rules make of a sentence of the file."""
    matcher = matcher_of(name, rules, folder)
    composition = load_composition()
    return Bases(matcher.sentence, matcher.clauses, matcher, composition, matcher.grammar, lambda k, text: None)


def name_facts(sentence: Sentence, head: int) -> frozenset[str]:
    """'#actor' for proper names and the police, nothing else."""
    token = sentence.tokens[head]
    return frozenset({"#actor"}) if token.pos == "PROPN" or token.lemma == "police" else frozenset()
