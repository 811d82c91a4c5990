"""When, where or who it was: *it was in 1962 [that troops crossed the river]*, *it was our men [who shot him]*.

Only the clause below tells a deed; the time or place, or who did it, that the copula carries is the deed's.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.records import Sentence, Token

DOERS = frozenset({"who", "that", "which"})
OBJECTS = frozenset({"dobj", "prt", "prep"})
WHEN = frozenset({"prep", "npadvmod"})
MARKS = frozenset({"mark", "dobj", "advmod"})
BE, IT, THAT = "be", "it", "that"


def with_clefts(sentence: Sentence) -> Sentence:
    """The sentence with what happened as its main clause; as it was where it only says what it was."""
    for token in sentence.tokens:
        if token.lemma == BE and token.dep in {"ROOT", "ccomp"}:
            if tokens := _as_told(sentence, token) or _as_done_by(sentence, token):
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


def _as_done_by(sentence: Sentence, copula: Token) -> dict[int, Token]:
    """*It was [our men] who shot the consul*: they shot him; or not, where it was not they."""
    tokens = sentence.tokens
    below = [tokens[c] for c in sentence.children[copula.i]]
    subject = next((t for t in below if t.dep in {"nsubj", "expl"}), None)
    who = next((t for t in below if t.dep == "attr" and t.i > copula.i), None)
    if subject is None or who is None or subject.text.lower() != IT or subject.i > copula.i:
        return {}
    if any(t.dep in {"acomp", "xcomp"} for t in below) or copula.tag not in {"VBD", "VBZ"}:
        return {}
    behind = (*below, *(tokens[c] for c in sentence.children[who.i]))
    told = next((t for t in behind if _tells(sentence, t, who.i)), None)
    if told is None:
        return {}
    pronoun = next(tokens[c] for c in sentence.children[told.i] if tokens[c].lemma.lower() in DOERS)
    top = told.i if copula.head == copula.i else copula.head
    found = {t.i: replace(t, head=told.i) for t in below}
    found[subject.i] = replace(subject, dep="dep", head=told.i)
    found[copula.i] = replace(copula, pos="AUX", dep="aux", head=told.i)
    found[pronoun.i] = replace(pronoun, dep="dep", head=told.i)
    found[who.i] = replace(who, dep=pronoun.dep, head=told.i)
    found[told.i] = replace(told, dep=copula.dep, head=top)
    return found


def _tells(sentence: Sentence, verb: Token, who: int) -> bool:
    """Whether a clause behind who it was tells what he did: *[who shot him]*, and not what he is like."""
    if verb.i < who or verb.dep not in {"relcl", "ccomp", "advcl"} or verb.pos != "VERB":
        return False
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    subjects = [t for t in below if t.dep in {"nsubj", "nsubjpass"}]
    return len(subjects) == 1 and subjects[0].lemma.lower() in DOERS and any(t.dep in OBJECTS for t in below)
