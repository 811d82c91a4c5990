"""Names that stand before a noun and only say where or whose it is: *the [Kabul] bombing*, *[Leeds United] chiefs*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.actors.evidence import Evidence
from coder.actors.words import actor_words
from coder.records import Sentence, Token


def is_scene(sentence: Sentence, capital: Token) -> bool:
    """Whether a capital before what happened there only says where that was: *the [Kabul] hotel bombing*."""
    words, noun = actor_words(), capital
    while noun.dep in {"compound", "nmod", "amod"} and noun.head > noun.i:
        noun = sentence.tokens[noun.head]
    between = {t.lemma for t in sentence.tokens[capital.i + 1 : noun.i]}
    return noun is not capital and noun.lemma in words.scenes and between.isdisjoint(words.sent_weapons)


def is_part_of_name(sentence: Sentence, head: int, evidence: Sequence[Evidence]) -> bool:
    """Whether an unknown name says whose they are: *Leeds United chiefs* are whoever Leeds United is."""
    known = {i for e in evidence for i in range(e.mention.start, e.mention.end)}
    names = (sentence.tokens[c] for c in sentence.children[head] if c not in known)
    return any(t.pos == "PROPN" and t.dep == "compound" for t in names)
