"""Whose a report is that was told of before: *Amnesty published a study. [The study] accuses Chad*, *[It] faults Chad*.

A message speaks for who wrote it; a later sentence names only the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from coder.actors import reference
from coder.actors.evidence import authors
from coder.actors.reference import Context
from coder.clauses.grammar import load_grammar
from coder.clauses.subjects import Subjects
from coder.clauses.tree import Tree
from coder.records import Actor, Sentence

DEFINITE = frozenset({"the", "this", "that", "its", "their"})
NAMED = frozenset({"amod", "compound", "nmod", "prep", "acl", "relcl"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
POSITIONS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "ROOT", "pobj"})


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence
    context: Context

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs."""

    def earlier(self, link: Context) -> Phrases:
        """The phrases of a sentence before."""


def issuer_of(phrases: Phrases, head: int) -> Actor | None:
    """Whose *the report* is, which names nobody itself; None where no sentence before tells."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    if tokens[head].lemma not in load_grammar().findings:
        return None
    below = [tokens[c] for c in children[head]]
    is_definite = any(t.dep in {"det", "poss"} and t.text.lower() in DEFINITE for t in below)
    if not is_definite or any(t.dep in NAMED for t in below):
        return None
    for link in phrases.context.links(reference.SENTENCES_BACK):
        before = phrases.earlier(link)
        told = [t for t in before.sentence.tokens if t.lemma == tokens[head].lemma or _is_issued(before.sentence, t.i)]
        for message in told:
            if message.dep in POSITIONS and (found := author(before, message.i)) is not None:
                return found
    return None


def author(phrases: Phrases, message: int) -> Actor | None:
    """Who wrote a message, as its sentence tells: whose it is, by whom, and who published it."""
    if phrases.sentence.tokens[message].lemma not in load_grammar().findings:
        return None
    found = (phrases.within(h) for h in _writers(phrases.sentence, message))
    return next((a for a in found if a is not None and a.code), None)


def _writers(sentence: Sentence, message: int) -> Iterator[int]:
    tokens = sentence.tokens
    subjects = Subjects(Tree(sentence, frozenset()), load_grammar())
    verb = tokens[message].head
    others = subjects.surface(verb) if tokens[message].dep in OBJECTS else ()  # *[Chad] rejected the report*
    yield from (h for h in subjects.agent_of_noun(message) if h not in others)
    yield from authors(sentence, message)
    if _is_issued(sentence, message):
        yield from subjects.deep_subjects(verb)


def _is_issued(sentence: Sentence, message: int) -> bool:
    """Whether a message is what somebody publishes."""
    token = sentence.tokens[message]
    known = token.lemma in load_grammar().findings and token.dep in {"dobj", "nsubjpass"}
    return known and sentence.tokens[token.head].lemma in load_grammar().issues
