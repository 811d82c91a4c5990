"""Verbs with *re-* before them, which the parser takes for three words: *Mali [re-established] ties*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import NOUNS, as_verb, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

MARKED = "re-"
NAMING = frozenset({"compound", "amod", "nmod"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def again(sentence: Sentence) -> Sentence:
    """The sentence with each such verb in the place that its parts share, what stands below them below it."""
    if MARKED not in sentence.text.lower():
        return sentence
    for verb in sentence.tokens[2:]:
        first, hyphen = sentence.tokens[verb.i - 2 : verb.i]
        joined = (
            f"{first.text}{hyphen.text}".lower() == MARKED and first.end == hyphen.start and hyphen.end == verb.start
        )
        known = verb.lemma in load_mistaken().again and first.tag.startswith("VB")
        if joined and (verb.tag.startswith("VB") or known):
            sentence = _joined(sentence, first, hyphen, sentence.tokens[verb.i])
    return sentence


def _joined(sentence: Sentence, first: Token, hyphen: Token, verb: Token) -> Sentence:
    """The sentence with a verb and what is before its hyphen as one."""
    tokens, parts = sentence.tokens, {first.i, hyphen.i, verb.i}
    leads = first.dep == "ROOT" or first.tag.startswith("VB")
    dep, head = (first.dep, first.head) if leads else (verb.dep, verb.head)
    if head in parts:
        dep, head = (first.dep, first.head) if first.head not in parts else ("ROOT", verb.i)
    tag = verb.tag if verb.tag.startswith("VB") else first.tag
    lemma = load_mistaken().again.get(verb.lemma, verb.lemma)
    found = {
        first.i: replace(first, pos="ADV", tag="RB", dep="advmod", head=verb.i),
        hyphen.i: replace(hyphen, pos="PUNCT", tag="HYPH", dep="punct", head=verb.i),
        verb.i: replace(as_verb(verb, tag, dep, verb.i if dep == "ROOT" else head), lemma=lemma),
    }
    for token in tokens:
        if token.i in parts or token.head not in parts:
            continue
        names = leads and tag in FINITE and token.i < first.i and token.dep in NAMING and token.pos in NOUNS
        found[token.i] = replace(token, dep="nsubj" if names else token.dep, head=verb.i)
    return changed(sentence, found)
