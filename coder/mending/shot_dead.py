"""Who shot whom, where the verb or *dead* is taken for another word: *a sniper [shot] dead a soldier*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import DEAD, NOUNS, as_verb, changed
from coder.mending.words import load_force
from coder.records import Sentence, Token

PAST = frozenset({"VBD", "VBN"})


def left_dead(sentence: Sentence) -> Sentence:
    """Who did it before a verb that is taken for a noun: *A sniper [shot] dead a soldier*."""
    tokens, pasts = sentence.tokens, load_force().leaves_dead
    for deed in tokens[1:-1]:
        dead, doer = tokens[deed.i + 1], tokens[deed.i - 1]
        if dead.lemma != DEAD or deed.text not in pasts:
            continue
        if deed.dep == "pobj" and dead.dep in {"ROOT", "ccomp"}:
            return _left_dead_by(sentence, deed, dead)
        if deed.pos != "NOUN" or deed.head != dead.i or deed.dep != "nsubj":
            continue
        lemma = pasts.get(deed.text)
        if lemma is None or doer.head != deed.i or doer.dep != "compound" or doer.pos not in NOUNS:
            continue
        head = deed.i if dead.head == dead.i else dead.head
        found = {deed.i: replace(as_verb(deed, "VBD", dead.dep, head), lemma=lemma)}
        found[doer.i] = replace(doer, dep="nsubj")
        found[dead.i] = replace(dead, dep="acomp", head=deed.i)
        found |= {c: replace(tokens[c], head=doer.i) for c in sentence.children[deed.i] if c != doer.i}
        found |= {c: replace(tokens[c], head=deed.i) for c in sentence.children[dead.i] if c != deed.i}
        return changed(sentence, found)
    return sentence


def shot_and(sentence: Sentence) -> Sentence:
    """Who did two things, where the first is taken for a noun: *A Taliban sniper [shot] and killed a soldier*."""
    tokens, children, pasts = sentence.tokens, sentence.children, load_force().leaves_dead
    for deed in tokens[1:-1]:
        doer = tokens[deed.i - 1]
        if deed.text not in pasts or deed.pos != "NOUN" or deed.dep != "ROOT":
            continue
        if doer.head != deed.i or doer.dep != "compound" or doer.pos not in NOUNS:
            continue
        if not any(tokens[c].dep == "conj" and tokens[c].tag in PAST for c in children[deed.i]):
            continue
        found = {c: replace(tokens[c], head=doer.i) for c in children[deed.i] if c < doer.i}
        found[deed.i] = replace(as_verb(deed, "VBD", "ROOT", deed.i), lemma=pasts[deed.text])
        found[doer.i] = replace(doer, dep="nsubj")
        return changed(sentence, found)
    return sentence


def _left_dead_by(sentence: Sentence, deed: Token, dead: Token) -> Sentence:
    """Such a verb behind what is said of the doer: *Two men on a motorcycle [shot] dead a soldier*."""
    tokens, children = sentence.tokens, sentence.children
    link, last = tokens[deed.head], tokens[deed.i - 1]
    doer = tokens[link.head]
    if last.head != deed.i or last.dep != "compound" or doer.head != dead.i or doer.dep != "nsubj":
        return sentence
    head = deed.i if dead.head == dead.i else dead.head
    found = {c: replace(tokens[c], head=last.i) for c in children[deed.i] if c < deed.i}
    found |= {c: replace(tokens[c], head=deed.i) for c in (*children[dead.i], *children[deed.i]) if c not in found}
    found[last.i] = replace(last, dep="pobj", head=link.i)
    verb = as_verb(deed, "VBD", dead.dep, head)
    found[deed.i] = replace(verb, lemma=load_force().leaves_dead[deed.text])
    found[dead.i] = replace(dead, dep="acomp", head=deed.i)
    return changed(sentence, found)


def shot_dead(sentence: Sentence) -> Sentence:
    """Whom somebody shot dead, where *dead* is taken for a preposition: *A gunman shot dead [a guard]*."""
    tokens = sentence.tokens
    for dead in tokens[1:-1]:
        if dead.lemma != DEAD or dead.dep != "prep" or tokens[dead.head].pos != "VERB" or dead.head != dead.i - 1:
            continue
        victims = {c: replace(tokens[c], dep="dobj", head=dead.head) for c in sentence.children[dead.i]}
        if len(victims) == 1 and all(tokens[c].dep == "pobj" for c in victims):
            return changed(sentence, {dead.i: replace(dead, dep="acomp"), **victims})
    return sentence


def dead_behind(sentence: Sentence) -> Sentence:
    """What somebody did to those who are dead by it, behind them: *a square where he had shot two nurses [dead]*."""
    tokens, pasts = sentence.tokens, load_force().leaves_dead
    for dead in tokens[2:]:
        victim = tokens[dead.i - 1]
        deed = tokens[victim.head]
        if dead.lemma != DEAD or victim.dep != "dobj" or deed.text not in pasts or dead.head in {deed.i, victim.i}:
            continue
        found = {c: replace(tokens[c], head=deed.i) for c in sentence.children[dead.i] if c > dead.i}
        return changed(sentence, {**found, dead.i: replace(dead, dep="oprd", head=deed.i)})
    return sentence
