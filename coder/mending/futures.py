"""What a headline says somebody will do, where parsers read it as said of a noun: *[Mali] to free two Danes*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import NOUNS, as_verb, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

BEFORE = frozenset({"compound", "amod", "nmod", "nummod", "poss", "case", "punct", "cc", "conj"})
# How parsers hang what the noun will do.
BELOW = frozenset({"acl", "relcl", "xcomp", "advcl", "dobj", "attr", "appos", "ccomp"})
# So many words the noun has at most, with what stands before it.
LONGEST = 8


def with_futures(sentence: Sentence) -> Sentence:
    """The sentence with a noun and the infinitive behind it as a clause, where a headline has no other verb."""
    to = next((t for t in sentence.tokens[1:LONGEST] if t.text == "to"), None)
    if to is None or to.tag != "TO":
        return sentence
    verb, noun = sentence.tokens[to.head], sentence.tokens[to.i - 1]
    if verb.i < to.i or verb.i > to.i + 2:
        return sentence
    if verb.dep == "ROOT" and verb.tag == "JJ" and verb.text in load_mistaken().adjectives_too:
        return changed(sentence, {verb.i: as_verb(verb, "VB", "ROOT", verb.i)})
    if verb.tag != "VB" or verb.head != noun.i or noun.dep != "ROOT" or not _acts(sentence, noun, to.i):
        return sentence
    found = {verb.i: replace(verb, dep="ROOT", head=verb.i), noun.i: replace(noun, dep="nsubj", head=verb.i)}
    for c in sentence.children[noun.i]:
        if c > verb.i:
            found[c] = replace(sentence.tokens[c], head=verb.i)
    return changed(sentence, found)


def _acts(sentence: Sentence, noun: Token, to: int) -> bool:
    """Whether a headline's first noun is one that does things, not a plan or call to do them."""
    before = sentence.tokens[:to]
    if noun.pos not in NOUNS or noun.lemma.lower() in load_mistaken().to_do:
        return False
    return all(t.dep in BEFORE or t.i == noun.i for t in before)
