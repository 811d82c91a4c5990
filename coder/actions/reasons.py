"""What a protest is about, which makes the last digit of its code: *rallied [for independence]*."""

from __future__ import annotations

from coder.actions.stances import Composition
from coder.records import Clause, Sentence

# What tells who acts, or something else.
ELSEWHERE = frozenset({"nsubj", "nsubjpass", "agent", "relcl", "ccomp", "parataxis"})


def reasoned(code: str, clause: Clause, sentence: Sentence, composition: Composition) -> str:
    """The code with the digit of what the action is about, if it is one of those and the words below it tell."""
    if code not in composition.reasoned:
        return code
    below = said_below(clause, sentence)
    return next((code + digit for digit, words in composition.reasons if not words.isdisjoint(below)), code)


def said_below(clause: Clause, sentence: Sentence) -> frozenset[str]:
    """The words below an action, and pairs of a verb and its particle, without those that say who acts."""
    tokens, children = sentence.tokens, sentence.children
    found = [head for head in (clause.predicate, clause.support) if head is not None]
    pairs = []
    for i in found:  # grows while it is read
        below = [c for c in children[i] if tokens[c].dep not in ELSEWHERE and not begins_clause(c, sentence)]
        pairs += [f"{tokens[i].lemma} {tokens[c].text.lower()}" for c in below if tokens[c].dep in {"prt", "advmod"}]
        found += [c for c in below if c not in found]
    return frozenset([tokens[i].lemma for i in found] + pairs)


def begins_clause(i: int, sentence: Sentence) -> bool:
    """Whether a word begins a clause beside it: *marched, and the union [called] for a new law*."""
    tokens = sentence.tokens
    return tokens[i].dep == "conj" and any(tokens[c].dep in {"nsubj", "nsubjpass"} for c in sentence.children[i])
