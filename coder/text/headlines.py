"""Headlines that parsers have no verb or half a subject for: *[Chad], Niger sign pact*, *rebels [free] two Danes*."""

from __future__ import annotations

from dataclasses import replace

from coder.records import Sentence, Token
from coder.text.misread import NOUNS, as_verb, changed, load_mistaken

PRESENT = frozenset({"VB", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# How parsers hang the first of two names with a comma between.
LOOSE = frozenset({"npadvmod", "dep", "advcl", "nsubj", "csubj", "intj", "ROOT", "parataxis", "ccomp"})
PARTS = frozenset({"compound", "amod", "nmod", "poss"})
# So many words the two names have at most.
LONGEST = 8


def with_headlines(sentence: Sentence) -> Sentence:
    """The sentence with both who act in a headline, and what they do; as it was where it is none."""
    found = changed(sentence, _both(sentence) or _is_to(sentence))
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


def _is_to(sentence: Sentence) -> dict[int, Token]:
    """*[Qatar] to [ship] tents to Yemen*, *[Oman] to [free] two Danes, minister says*: a name and what it is to do."""
    tokens = sentence.tokens
    link = next((t for t in tokens[1:LONGEST] if t.tag == "TO"), None)
    if link is None:
        return {}
    verb = tokens[link.head]
    name = tokens[verb.head]
    if verb.tag != "VB" or verb.dep not in {"relcl", "acl"} or name.i != link.i - 1 or name.pos != "PROPN":
        return {}
    above = tokens[name.head]
    if any(t.tag in FINITE for t in tokens if t.i != above.i) or any(t.head != name.i for t in tokens[: name.i]):
        return {}
    if name.dep == "ROOT":
        dep, head = "ROOT", verb.i
    elif name.dep == "nsubj" and any(above.i - 3 < t.i < above.i and t.dep in SUBJECTS for t in tokens):
        dep, head = "ccomp", above.i
    else:
        return {}
    return {verb.i: as_verb(verb, "VB", dep, head), name.i: replace(name, dep="nsubj", head=verb.i)}


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
