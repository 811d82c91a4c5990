"""Subjects that parsers hang on an auxiliary: *[Chad] was opposed to it* tells of Chad what the verb says."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.records import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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
