"""When or where it was that something happened: *it was in 1962 [that troops crossed the river]*.

Only the clause below tells a deed; the time or place that the copula carries is the deed's.
"""

from __future__ import annotations

from dataclasses import replace

from coder.records import Sentence, Token
from coder.text.misread import changed

WHEN = frozenset({"prep", "npadvmod"})
MARKS = frozenset({"mark", "dobj", "advmod"})
BE, IT, THAT = "be", "it", "that"


def with_clefts(sentence: Sentence) -> Sentence:
    """The sentence with what happened as its main clause; as it was where it only says what it was."""
    for token in sentence.tokens:
        if token.lemma == BE and token.dep in {"ROOT", "ccomp"} and (tokens := _as_told(sentence, token)):
            return changed(sentence, tokens)
    return sentence


def _as_told(sentence: Sentence, copula: Token) -> dict[int, Token]:
    below = [sentence.tokens[c] for c in sentence.children[copula.i]]
    subject = next((t for t in below if t.dep in {"nsubj", "expl"}), None)
    told = next((t for t in below if t.dep in {"ccomp", "advcl"} and t.pos in {"VERB", "AUX"} and t.i > copula.i), None)
    if subject is None or subject.text.lower() != IT or told is None:
        return {}
    first = sentence.tokens[min(sentence.subtree(told.i))]
    when = [t for t in below if t.dep in WHEN and copula.i < t.i < first.i]
    others = any(t.dep in {"attr", "acomp", "neg", "xcomp"} for t in below)
    if first.lemma != THAT or first.dep not in MARKS or first.head != told.i or not when or others:
        return {}
    top = told.i if copula.head == copula.i else copula.head
    tokens = {t.i: replace(t, head=told.i) for t in below}
    tokens[subject.i] = replace(subject, dep="dep", head=told.i)
    tokens[copula.i] = replace(copula, pos="AUX", dep="aux", head=told.i)
    tokens[first.i] = replace(first, dep="dep", head=told.i)
    tokens[told.i] = replace(told, dep=copula.dep, head=top)
    return tokens
