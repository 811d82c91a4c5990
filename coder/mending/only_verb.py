"""The one verb of a sentence, taken for a participle before what it is done to: *a frigate [fired] warning shots*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import NOUNS, as_verb, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# How parsers hang the doer on the noun behind the participle, or on the participle itself.
DOING = frozenset({"nmod", "compound", "nsubj", "npadvmod", "amod", "ROOT", "nsubjpass"})
# What goes with the doer, of what they hang on the noun: all the rest before the verb stays with that.
OF_DOER = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "prep"})
# What behind the thing goes with the verb; *ordering it shut* too, where it tells what was done with that.
OF_VERB = frozenset({"prep", "punct", "advcl", "acl", "npadvmod"})
WHOLE = 4  # A sentence of fewer words than this is the name of something.


def only_verb(sentence: Sentence) -> Sentence:
    """The sentence with its participle as the verb that it wants; as it was where it has one, or is a title."""
    tokens = sentence.tokens
    if sentence.headline or len(tokens) < WHOLE or tokens[-1].text != ".":
        return sentence
    for verb in tokens[1:-1]:
        if verb.dep != "amod" or verb.tag not in {"VBN", "VBD"} or verb.lemma in load_mistaken().is_so:
            continue
        thing = tokens[verb.head]
        thing = tokens[thing.head] if thing.dep == "compound" else thing
        before = _doer(sentence, verb)
        if before is None or thing.i < verb.i or before.head not in {thing.i, verb.i, before.i}:
            continue
        if thing.dep != "ROOT" and not (thing.dep == "appos" and thing.head == before.i and before.dep == "ROOT"):
            continue
        if not any(_is_told(sentence, t) for t in tokens):
            return changed(sentence, _mended(sentence, before, verb, thing))
    return sentence


def _doer(sentence: Sentence, verb: Token) -> Token | None:
    """The noun right before a participle, and before what a hyphen joins to it: *[police] tear-gassed students*."""
    tokens, i = sentence.tokens, verb.i - 1
    if tokens[i].text == "-":
        first = tokens[i - 1].text.lower()
        if i < 2 or load_mistaken().joined.get(first) != verb.lemma.removeprefix(f"{first}-"):
            return None
        i -= 2
    return tokens[i] if tokens[i].pos in NOUNS and tokens[i].dep in DOING else None


def _is_told(sentence: Sentence, token: Token) -> bool:
    """Whether a word is a verb of the sentence, and not only of a clause that tells of somebody in it."""
    tokens = sentence.tokens
    if token.tag not in FINITE:
        return False
    while token.head != token.i:
        if token.dep in {"relcl", "acl"}:
            return False
        token = tokens[token.head]
    return True


def _mended(sentence: Sentence, doer: Token, verb: Token, thing: Token) -> dict[int, Token]:
    tokens, children = sentence.tokens, sentence.children
    found = {
        verb.i: as_verb(verb, "VBD", "ROOT", verb.i),
        doer.i: replace(doer, dep="nsubj", head=verb.i),
        thing.i: replace(thing, dep="dobj", head=verb.i),
    }
    for c in (*children[thing.i], *children[doer.i]):
        dep = tokens[c].dep
        if c in found:
            continue
        if c < doer.i:
            found[c] = replace(tokens[c], head=doer.i if dep in OF_DOER else verb.i)
        elif c > thing.i and dep in OF_VERB and tokens[c].text != "of":
            found[c] = replace(tokens[c], dep="advcl" if dep == "acl" else dep, head=verb.i)
    return found


def before_participle(sentence: Sentence) -> Sentence:
    """The verb before a participle that is taken for the sentence's: *police [charged] at farmers massing outside*."""
    tokens, children = sentence.tokens, sentence.children
    for root in tokens[3:]:
        if root.dep != "ROOT" or root.tag != "VBG" or any(tokens[c].dep == "aux" for c in children[root.i]):
            continue
        doer = next((tokens[c] for c in children[root.i] if tokens[c].dep == "nsubj"), None)
        verb = tokens[doer.i + 1] if doer is not None else root
        if doer is None or verb.dep != "acl" or verb.head != doer.i or verb.tag not in {"VBN", "VBD"}:
            continue
        whom = tokens[root.i - 1]
        if whom.dep not in {"pobj", "dobj"} or tokens[whom.head].i not in {verb.i, *children[verb.i]}:
            continue
        found = {c: replace(tokens[c], head=verb.i) for c in children[root.i] if tokens[c].dep in {"punct", "advcl"}}
        found[verb.i] = as_verb(verb, "VBD", "ROOT", verb.i)
        found[doer.i] = replace(doer, head=verb.i)
        found[root.i] = replace(root, dep="acl", head=whom.i)
        return changed(sentence, found)
    return sentence
