"""Where a sentence only deals with a country, which lends nobody its name: *marched against [French] sanctions*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.clauses.grammar import load_grammar
from coder.records import Sentence, Token


def is_dealt_with(sentence: Sentence, i: int) -> bool:
    """Whether a word stands in what somebody deals with: *burned a [Spanish] flag*, *rallied against [Israel]*."""
    tokens, up = sentence.tokens, sentence.tokens[i]
    while up.pos not in {"VERB", "AUX"} and up.head != up.i:
        if up.dep == "dobj" or (up.dep in {"prep", "agent"} and up.text.lower() in actor_words().dealing):
            return True
        up = tokens[up.head]
    return is_in_passing(sentence, up.i)


def is_in_passing(sentence: Sentence, i: int) -> bool:
    """Whether a word is in what is asked for, or in a clause that only says which thing is meant.

    *Protested against sanctions announced by [France]*, *demanded that [Mali] free a priest*.
    """
    tokens, up = sentence.tokens, sentence.tokens[i]
    while up.pos not in {"VERB", "AUX"} and up.head != up.i:
        up = tokens[up.head]
    asked = up.dep == "ccomp" and up.tag == "VB" and not any(tokens[c].tag == "MD" for c in sentence.children[up.i])
    return asked or (up.dep in {"acl", "relcl"} and tokens[up.head].dep in {"dobj", "pobj"})


def is_blamed(sentence: Sentence, word: Token) -> bool:
    """Whether somebody is said to have done what a noun or passive tells: *a raid attributed to [the group]*."""
    tokens, link = sentence.tokens, sentence.tokens[word.head]
    authored = load_grammar().authored.get(tokens[link.head].lemma, ())
    return word.dep == "pobj" and link.text.lower() in authored and tokens[link.head].tag == "VBN"


def is_things(sentence: Sentence, word: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a word says whose the thing is to which something is done: *the [Spanish] flag was burned*."""
    above = sentence.tokens[word.head]
    return above.dep == "nsubjpass" and above.i != word.i and not any(m.start <= above.i < m.end for m in mentions)
