"""Places that undergo what happens there, as subjects of a verb: *[Homs] came under fire*, *[Homs] saw clashes*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.place_words import load_place_words
from coder.records import Clause, Sentence, Token


def is_stricken(sentence: Sentence, clauses: Sequence[Clause], place: Token) -> bool:
    """Whether a place that acts as a subject only undergoes what its sentence tells: *[Homs] came under attack*."""
    verb = sentence.tokens[place.head]
    if place.dep != "nsubj" or verb.pos not in {"VERB", "AUX"}:
        return False
    words = load_place_words()
    if verb.lemma in words.seeing:
        events = {c.predicate for c in clauses if c.kind == "noun"}
        return any(
            c in events or sentence.tokens[c].lemma in words.striking
            for c in sentence.children[verb.i]
            if sentence.tokens[c].dep == "dobj"
        )
    return verb.lemma in words.falling_under and any(
        sentence.tokens[c].lemma == "under" and _is_struck(sentence, c) for c in sentence.children[verb.i]
    )


def _is_struck(sentence: Sentence, preposition: int) -> bool:
    """Whether what stands behind a preposition is an attack: *under heavy shelling*."""
    return any(sentence.tokens[c].lemma in load_place_words().striking for c in sentence.children[preposition])
