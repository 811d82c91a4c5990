"""Whose words a message is: *a [UN] report*, *a study published by [the bloc]*, *findings of [a Thai commission]*."""

from __future__ import annotations

from coder.clauses.grammar import Grammar
from coder.clauses.tree import Tree

MODIFIERS = frozenset({"amod", "compound"})


def is_message(tree: Tree, grammar: Grammar, noun: int) -> bool:
    """Whether a noun, or a noun with the word before it (*white paper*), says what its author says."""
    lemma = tree.tokens[noun].lemma
    if lemma in grammar.messages:
        return True
    return any(f"{tree.tokens[c].lemma} {lemma}" in grammar.messages for c in tree.below(noun, MODIFIERS))


def writers(tree: Tree, grammar: Grammar, noun: int) -> tuple[int, ...]:
    """Who published a message, or reached it, by a phrase behind it; nobody where none says so."""
    for participle in tree.below(noun, {"acl"}):
        if tree.tokens[participle].tag == "VBN" and tree.tokens[participle].lemma in grammar.issues:
            if agents := tuple(h for c in tree.below(participle, {"agent"}) for h in tree.pobjects(c)):
                return agents
    if tree.tokens[noun].lemma not in grammar.reached:
        return ()
    of = (h for c in tree.below(noun, {"prep"}) if tree.tokens[c].lemma == "of" for h in tree.pobjects(c))
    return tuple(h for h in of if tree.tokens[h].pos == "PROPN" or tree.below(h, {"det", "poss"}))
