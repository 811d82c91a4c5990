"""Headlines that parsers have no verb or half a subject for: *[Chad], Niger sign pact*, *rebels [free] two Danes*.

So too what somebody will do, which they read as said of a noun: *[Mali] to free two Danes*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import NOUNS, as_verb, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

PRESENT = frozenset({"VB", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# How parsers hang the first of two names with a comma between.
LOOSE = frozenset({"npadvmod", "dep", "advcl", "nsubj", "csubj", "intj", "ROOT", "parataxis", "ccomp"})
PARTS = frozenset({"compound", "amod", "nmod", "poss"})
# What stands before a noun that will do something.
IN_FRONT = frozenset({"compound", "amod", "nmod", "nummod", "poss", "case", "punct", "cc", "conj"})
# So many words the two names have at most, and such a noun with what stands before it.
LONGEST = 8


def with_headlines(sentence: Sentence) -> Sentence:
    """The sentence with both who act in a headline, and what they do; as it was where it is none."""
    found = changed(changed(sentence, _both(sentence)), _several(sentence))
    found = changed(found, _one(found))
    adjectives = load_mistaken().adjectives_too
    for token in found.tokens:
        if token.text in adjectives and token.i and token.pos == "ADJ":
            if tokens := _does(found, token):
                return changed(found, tokens)
    return found


def _both(sentence: Sentence) -> dict[int, Token]:
    """*[Chad], [Niger] sign pact*: two names in front of a verb that is of several."""
    tokens = sentence.tokens
    comma = next((t.i for t in tokens[:LONGEST] if t.text == ","), 0)
    if not comma:
        return {}
    verb = next((t for t in tokens[comma + 1 : comma + LONGEST] if _is_present(sentence, t)), None)
    if verb is None or verb.i == comma + 1:
        return {}
    first, second = tokens[:comma], tokens[comma + 1 : verb.i]
    if not all(t.text[:1].isupper() and t.text.isalpha() for t in (*first, *second)) or first[0].tag in {"IN", "DT"}:
        return {}
    one, other = first[-1], second[-1]
    if len(second) > 1 and (other.text.endswith("s") or len(second) > len(first) + 1):
        return {}  # *Thai, Lao Ministers meet* tells of no Thai and of no one called Lao Ministers
    known = other.dep in SUBJECTS and other.head == verb.i and one.dep in LOOSE and one.head in {verb.i, one.i}
    apposed = one.dep in SUBJECTS and one.head == verb.i and other.dep == "appos" and other.head == one.i
    if not known and not apposed:
        return {}
    found = {t.i: replace(t, dep="compound", head=end.i) for part, end in ((first, one), (second, other)) for t in part}
    found[one.i] = replace(one, pos="PROPN", tag="NNP", dep="nsubj", head=verb.i)
    found[other.i] = replace(other, pos="PROPN", tag="NNP", dep="conj", head=one.i)
    found[comma] = replace(tokens[comma], dep="punct", head=one.i)
    return found


def _several(sentence: Sentence) -> dict[int, Token]:
    """*Haiti [gangs] torch houses*, *Kenya [unions] to strike*: those who act, taken for what a country does."""
    tokens, words = sentence.tokens, load_mistaken()
    for noun in tokens[1 : min(LONGEST, len(tokens) - 2)]:
        if noun.dep != "ROOT" or noun.lemma not in words.doers or tokens[noun.i - 1].head != noun.i:
            continue
        below, deed = [tokens[c] for c in sentence.children[noun.i]], tokens[noun.i + 1]
        thing = tokens[deed.head]
        if noun.tag == "NNS" and deed.text in words.prepositions_too and deed.dep == "prep":
            whom = [c for c in sentence.children[deed.i] if tokens[c].dep == "pobj"]
            found = {c: replace(tokens[c], dep="dobj") for c in whom}
            found[deed.i] = as_verb(deed, "VBP", "ROOT", deed.i)
            found[noun.i] = replace(noun, dep="nsubj", head=deed.i)
            return found if whom else {}
        if noun.tag != "VBZ":
            continue
        if deed.tag == "TO" and thing.dep == "xcomp":
            verb, found = thing, {thing.i: replace(thing, dep="ROOT", head=thing.i)}
        elif deed.tag in {"NN", "NNP"} and deed.lemma in words.deeds and thing.dep == "dobj" and thing.head == noun.i:
            verb, found = deed, {deed.i: as_verb(deed, "VBP", "ROOT", deed.i)}
            found[thing.i] = replace(thing, head=deed.i)
        else:
            continue
        found |= {t.i: replace(t, head=verb.i) for t in below if t.i > noun.i and t.i not in found}
        found |= {t.i: replace(t, dep="compound") for t in below if t.i < noun.i and t.dep == "nsubj"}
        found[noun.i] = replace(noun, pos="NOUN", tag="NNS", dep="nsubj", head=verb.i)
        return found
    return {}


def _one(sentence: Sentence) -> dict[int, Token]:
    """*[Mali] shells village*: a name before the one verb, taken for a part of it."""
    tokens = sentence.tokens
    for verb in tokens[1:LONGEST]:
        if verb.dep != "ROOT" or verb.tag != "VBZ":
            continue
        name, below = tokens[verb.i - 1], [tokens[c] for c in sentence.children[verb.i]]
        alone = name.pos == "PROPN" and name.head == verb.i and name.dep in PARTS
        if alone and any(t.dep == "dobj" for t in below) and not any(t.dep in SUBJECTS for t in below):
            return {name.i: replace(name, dep="nsubj")}
    return {}


def _is_present(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what several do, with no auxiliary: *sign pact*."""
    if verb.pos != "VERB" or verb.tag not in PRESENT:
        return False
    return not any(sentence.tokens[c].dep in {"aux", "auxpass"} for c in sentence.children[verb.i])


def _does(sentence: Sentence, word: Token) -> dict[int, Token]:
    """*Rebels [free] two Danes*: an adjective that is a verb too, between who acts and whom it is done to."""
    tokens, before = sentence.tokens, sentence.tokens[word.i - 1]
    below = [tokens[c] for c in sentence.children[word.i]]
    if word.dep == "ROOT":
        things = [t for t in below if t.dep == "dobj" and t.i > word.i]
        if before.dep == "nsubj" and before.head == word.i and things and before.pos in NOUNS:
            return {word.i: as_verb(word, "VBP", "ROOT", word.i)}
        return {}
    noun = tokens[word.head]
    while noun.dep in PARTS and noun.head != noun.i:
        noun = tokens[noun.head]
    if word.dep != "amod" or before.dep != "nsubj" or before.head != noun.i or noun.dep != "ROOT" or noun.i < word.i:
        return {}
    found = {t.i: replace(t, head=noun.i) for t in below}
    found |= {
        c: replace(tokens[c], head=word.i) for c in sentence.children[noun.i] if tokens[c].dep in {"prep", "punct"}
    }
    found[before.i] = replace(before, head=word.i)
    found[noun.i] = replace(noun, dep="dobj", head=word.i)
    found[word.i] = as_verb(word, "VBP", "ROOT", word.i)
    return found


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
    return all(t.dep in IN_FRONT or t.i == noun.i for t in before)
