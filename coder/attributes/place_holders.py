"""Which clause a word belongs to, where a place is asked for: some nouns of clauses only say what something is."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.name_words import load_name_words
from coder.attributes.place_words import load_place_words
from coder.attributes.times import load_time_words
from coder.clauses.occasion import owners
from coder.records import Clause, Sentence


def holders(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[int, ...]:
    """For each token the clause that it belongs to; *state* in *a raid in Homs state* is no clause of its own."""
    kinds, tokens = load_name_words().kinds, sentence.tokens
    above = {
        k: c.governor
        for k, c in enumerate(clauses)
        if c.kind == "noun"
        and (
            tokens[c.predicate].lemma in kinds
            and _is_called(sentence, c.predicate)
            or _is_of_time(sentence, c)
            or _is_of_body(sentence, c)
        )
    }
    moved = {k: j for k, j in above.items() if j is not None}
    return tuple(moved.get(k, k) for k in owners(sentence, clauses))


def _is_of_time(sentence: Sentence, clause: Clause) -> bool:
    """Whether a noun tells of a time, and not of what happened: *held since the [end] of May in Homs*."""
    tokens = sentence.tokens
    of = (b for c in sentence.children[clause.predicate] if tokens[c].lemma == "of" for b in sentence.children[c])
    months = load_time_words().months
    return any(tokens[b].lemma.lower() in months for b in of)


def _is_of_body(sentence: Sentence, clause: Clause) -> bool:
    """Whether a noun only tells what a body is for: *the court of [appeal] in Homs*."""
    noun = sentence.tokens[clause.predicate]
    of = sentence.tokens[noun.head]
    is_of = noun.dep == "pobj" and of.lemma == "of" and of.i == noun.i - 1
    return is_of and sentence.tokens[of.head].lemma.lower() in load_place_words().bodies


def _is_called(sentence: Sentence, noun: int) -> bool:
    """Whether a name stands before a noun: *Homs state*."""
    before = sentence.tokens[noun - 1] if noun else None
    is_name = before is not None and (before.pos == "PROPN" or before.pos == "NOUN" and before.text.istitle())
    return before is not None and is_name and before.head == noun and before.dep != "poss"
