"""What takes somebody's life kills him, and a bare number came to harm: *claimed the lives of two Danes*, *took the
guard's life*, *cost four their lives*; *four were killed and [six] wounded*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_force
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
GIVEN = frozenset({"dative", "dobj", "iobj"})
OWN = "PRP$"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# How far into a heading the dead are counted, and what tells of it behind them.
LONGEST_COUNT = 6
HOW = frozenset({"in", "after", "at", "near", "by", ","})


def with_killed(sentence: Sentence) -> Sentence:
    """The sentence in which such a verb kills whoever loses his life; as it was where it has none."""
    words = load_force()
    sentence = with_heading_dead(changed(sentence, dict(_so_many(sentence))))
    for life in sentence.tokens[1:]:
        verb = sentence.tokens[life.head]
        if life.lemma not in words.lives or life.dep not in GIVEN or verb.pos != "VERB":
            continue
        if (kills := words.fatal.get(verb.lemma)) is not None:
            whose = dict(_of(sentence, life, verb)) or dict(_owner(sentence, life, verb)) or dict(_whom(sentence, life))
            if whose:
                sentence = changed(sentence, {**whose, verb.i: replace(verb, lemma=kills)})
    return sentence


def _so_many(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """A number, before a participle of harm beside a passive, as that of those who underwent it too."""
    tokens = sentence.tokens
    for number in tokens[2:-1]:
        harm = tokens[number.head]
        if number.pos != "NUM" or number.dep != "nsubj" or harm.tag != "VBN" or harm.dep != "conj":
            continue
        above = (tokens[c].dep for c in sentence.children[harm.head])
        if harm.i == number.i + 1 and harm.lemma in load_force().undergone and "auxpass" in above:
            yield number.i, replace(number, dep="nsubjpass")


def _of(sentence: Sentence, life: Token, verb: Token) -> Iterator[tuple[int, Token]]:
    """Whose lives they are behind *of*, wherever parsers hang it: *the lives [of two Danes]*."""
    tokens, children = sentence.tokens, sentence.children
    for of in (tokens[c] for i in (life.i, verb.i) for c in children[i] if c == life.i + 1):
        victims = [tokens[c] for c in children[of.i] if tokens[c].dep == "pobj" and tokens[c].pos in NOUNS]
        if of.lemma != "of" or of.dep != "prep" or len(victims) != 1:
            continue
        yield victims[0].i, replace(victims[0], dep="dobj", head=verb.i)
        yield of.i, replace(of, dep="advmod", head=life.i)
        yield life.i, replace(life, pos="ADV", dep="advmod")


def _owner(sentence: Sentence, life: Token, verb: Token) -> Iterator[tuple[int, Token]]:
    """Whose lives they are before them, no pronoun: *took the [guard]'s life*."""
    for owner in (sentence.tokens[c] for c in sentence.children[life.i]):
        if owner.dep == "poss" and owner.pos in NOUNS and owner.tag != OWN:
            yield owner.i, replace(owner, dep="dobj", head=verb.i)
            yield life.i, replace(life, pos="ADV", dep="advmod")


def _whom(sentence: Sentence, life: Token) -> Iterator[tuple[int, Token]]:
    """Who is told right behind the verb, and *their lives* behind them: *cost [four guards] their lives*."""
    tokens, children = sentence.tokens, sentence.children
    if not any(tokens[c].tag == OWN for c in children[life.i]):
        return
    for whom in (tokens[c] for c in children[life.head]):
        if whom.dep in GIVEN and whom.i != life.i and whom.i < life.i and whom.pos in NOUNS:
            yield whom.i, replace(whom, dep="dobj")
            yield life.i, replace(life, pos="ADV", dep="advmod")


def with_heading_dead(sentence: Sentence) -> Sentence:
    """A heading that counts the dead, and has no verb, as what they did: *Five [dead] after knife attack in Lima*."""
    tokens = sentence.tokens
    if len(tokens) < 4 or any(t.tag in FINITE for t in tokens):
        return sentence
    dead = next((t for t in tokens[1:LONGEST_COUNT] if t.text.lower() in load_force().heading_dead), None)
    if dead is None or tokens[dead.i + 1].text.lower() not in HOW or not _counts(tokens[: dead.i]):
        return sentence
    number = tokens[dead.i - 1]
    found = {dead.i: replace(dead, lemma=load_force().heading_dead[dead.text.lower()], pos="VERB", tag="VBD",
                             dep="ROOT", head=dead.i)}  # fmt: skip
    found[number.i] = replace(number, dep="nsubj", head=dead.i)
    how = tokens[dead.i + 1]
    if how.text.lower() == "after" and any(tokens[c].lemma in load_force().affrays for c in sentence.children[how.i]):
        found[how.i] = replace(how, lemma="in", head=dead.i)
    for token in tokens:
        if token.i not in found and (token.head in {dead.i, number.i} and token.i > dead.i or token.dep == "ROOT"):
            found[token.i] = replace(token, head=dead.i, dep="conj" if token.dep == "ROOT" else token.dep)
        elif token.i < number.i and token.head not in range(number.i):
            found[token.i] = replace(token, head=number.i)
        elif (hurt := tokens[token.head]).tag == "VBN" and hurt.lemma in load_force().undergone and hurt.i > dead.i:
            if token.dep == "prep":  # *Two dead, nine hurt [in grenade attack]*
                found[token.i] = replace(token, head=dead.i)
            elif token.dep == "nsubj" and token.pos == "NUM":
                found[token.i] = replace(token, dep="nsubjpass")
    return changed(sentence, found)


def _counts(before: tuple[Token, ...]) -> bool:
    """Whether the words before the dead only say how many they are: *At least five*, *Two soldiers*."""
    return any(t.pos == "NUM" for t in before) and all(t.pos != "VERB" and t.text not in {",", ":"} for t in before)
