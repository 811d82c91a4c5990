"""Subjects that parsers hang on other words than their verb.

*[Chad] was opposed to it* tells of Chad what the verb says, though parsers hang Chad on the auxiliary; and of *In
Arusha, Tanzania, [the bloc] urged a truce* they make the bloc one more name of the place.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.records import Sentence, Token

BELONGING, FINITE = "appos", frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANY_SUBJECTS = SUBJECTS | {"csubj", "expl"}
AUXILIARIES = frozenset({"aux", "auxpass"})


def with_subjects(sentence: Sentence) -> Sentence:
    """The sentence with the subjects of auxiliaries as those of their verbs; as it was where there are none."""
    tokens, found = sentence.tokens, {}
    for token in tokens:
        auxiliary = tokens[token.head]
        if token.dep in SUBJECTS and auxiliary.dep in AUXILIARIES and auxiliary.head != auxiliary.i:
            passive = any(tokens[c].dep == "auxpass" for c in sentence.children[auxiliary.head])
            if not any(tokens[c].dep in SUBJECTS for c in sentence.children[auxiliary.head]):
                found[token.i] = replace(token, dep="nsubjpass" if passive else "nsubj", head=auxiliary.head)
    return changed(sentence, found)


def with_fronted(sentence: Sentence) -> Sentence:
    """The sentence with such a phrase as the subject of the verb behind it; as it was where it has none."""
    return changed(sentence, {s.i: s for s in (_subject(sentence, verb) for verb in sentence.tokens) if s})


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """What stands between a comma and a main verb that has no subject, behind a place that opens the sentence."""
    tokens, children = sentence.tokens, sentence.children
    if verb.dep != "ROOT" or verb.tag not in FINITE or any(tokens[c].dep in ANY_SUBJECTS for c in children[verb.i]):
        return None
    fronts = [c for c in children[verb.i] if c < verb.i and tokens[c].dep == "prep"]
    if not fronts or tokens[fronts[0]].i != 0:
        return None
    for i in sentence.subtree(fronts[0]):
        below = sentence.subtree(i)
        ends = max(below) == verb.i - 1 and tokens[min(below) - 1].text == ","
        if tokens[i].dep == BELONGING and ends and tokens[tokens[i].head].dep in {"pobj", "conj", BELONGING}:
            passive = any(tokens[c].dep == "auxpass" for c in children[verb.i])
            return replace(tokens[i], dep="nsubjpass" if passive else "nsubj", head=verb.i)
    return None
