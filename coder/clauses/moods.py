"""Forms of a clause that say that it tells no deed: conditions, what was once meant, what is hoped."""

from __future__ import annotations

from collections.abc import Container

from coder.clauses.tree import SUBJECTS, Tree
from coder.records import Token


def has_condition(tree: Tree, verb: int) -> bool:
    """Whether a condition stands in front of a verb: *[if you do not pay], you kill the economy*."""
    before = (c for c in tree.below(verb, {"advcl"}) if c < verb)
    return any(tree.tokens[m].lemma == "if" for c in before for m in tree.below(c, {"mark"}))


def is_attributive(tree: Tree, token: Token) -> bool:
    """Whether a participle that parsers take for what is said stands before a noun: *said [jailed] X would win*."""
    if token.dep != "ccomp" or token.tag != "VBN" or token.i != token.head + 1:
        return False
    return not any(tree.deps[c] in {*SUBJECTS, "aux", "auxpass"} for c in tree.children[token.i])


def is_inverted(tree: Tree, verb: int) -> bool:
    """Whether an auxiliary stands before the subject, as in conditions: *had it known, should they stay*."""
    tokens = tree.tokens
    below = [tokens[c] for c in tree.children[verb]]
    if tokens[verb].text.lower() == "were":  # *[were] they to leave*
        return any(t.i > verb for t in below if t.dep in SUBJECTS)
    turned = (t for t in below if t.dep in {"aux", "auxpass"} and t.text.lower() in {"had", "should", "were"})
    first = next(turned, None)
    if first is None or any(t.i < first.i and t.dep in {"mark", "advmod"} for t in below):
        return False
    return any(first.i < t.i < verb for t in below if t.dep in SUBJECTS)


def is_hoped(tree: Tree, verb: Token, nouns: Container[str]) -> bool:
    """Whether a clause tells what a noun hopes, fears or supposes: *voiced hope that they [would be freed]*."""
    noun = tree.tokens[verb.head]
    told = verb.dep in {"acl", "relcl", "ccomp"} and noun.pos == "NOUN" and noun.lemma in nouns
    return told and not any(tree.tokens[c].tag in {"WDT", "WP"} for c in tree.children[verb.i])


def is_pluperfect(tree: Tree, word: Token) -> bool:
    """Whether *had* stands before a verb or what somebody is said to be: *[had] planned, had been due to leave*."""
    be = tree.tokens[word.head]
    links = (word.i, be.i) if be.lemma == "be" else (word.i,)
    return any(tree.tokens[c].text.lower() == "had" and tree.deps[c] == "aux" for i in links for c in tree.children[i])
