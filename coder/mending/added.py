"""What *and* adds behind an aside, a place or another phrase, where the parser hangs it on those.

*struck the army near Bor and, by mistake, [a rebel column]*, *shot a judge in Bor and [a Kenyan priest] in Juba*,
*protested to Chad over the raid and [to Niger] over its silence*, *robbed cooks and [Kenyan maids] fleeing Juba*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.words import load_beside
from coder.records import Sentence, Token
from coder.text.function_words import INDEFINITE

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
LINKS = frozenset({"prep", "dative"})
# What a noun within another's phrase is.
WITHIN = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det"})
# Where parsers hang what is added.
HUNG = frozenset({"conj", "dep", "appos", "npadvmod", "oprd", "pobj"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LEADING = frozenset({"aux", "auxpass", "neg", "advmod"})
DONE_TO = frozenset({"dobj", "nsubjpass"})
# So far behind *and* its aside may go on, and so far before it the preposition stand that it repeats.
ASIDE, NEAR = 9, 14
# How a token is hung: its index, label and head.
Hung = tuple[int, str, int]


def with_added(sentence: Sentence) -> Sentence:
    """The sentence in which what is added is joined to the first of its kind; as it was where it has none."""
    sentence = _hung(sentence, list(_behind_front(sentence)))
    for joint in sentence.tokens[1:-1]:
        if joint.pos == "CCONJ":
            sentence = _hung(sentence, list(_added(sentence, joint)))
    return sentence


def _hung(sentence: Sentence, places: list[Hung]) -> Sentence:
    tokens = list(sentence.tokens)
    for i, dep, head in places:
        pos = "ADP" if dep == "conj" and tokens[i].tag == "TO" else tokens[i].pos
        tokens[i] = replace(tokens[i], dep=dep, head=head, pos=pos)
    return replace(sentence, tokens=tuple(tokens)) if places else sentence


def _added(sentence: Sentence, joint: Token) -> Iterator[Hung]:
    """How the words behind *and* are to be hung."""
    after = _after_aside(sentence, joint)
    if after is None:
        return
    if after.dep != "nsubj" and after.tag in {"IN", "TO"}:
        yield from _again(sentence, joint, after)
        return
    noun = _noun(sentence, after)
    verb = _verb(sentence, joint)
    if noun is None or verb is None:
        return
    first = next((t for t in _children(sentence, verb.i) if t.dep in DONE_TO and t.i < joint.i), None)
    if first is None or noun.head == first.i or noun.i in sentence.subtree(first.i) and noun.dep == "conj":
        return
    participle = sentence.tokens[noun.head]
    if noun.dep == "nsubj" and _is_bare(sentence, participle, verb, noun) and first.dep == "dobj":
        if sentence.subtree(first.i)[-1] == joint.i - 1:
            yield from ((noun.i, "conj", first.i), (participle.i, "acl", noun.i), (joint.i, "cc", first.i))
    elif noun.dep in HUNG and (after.i > joint.i + 1 or _is_beside_place(sentence, joint, noun, verb)):
        if noun.dep != "conj" or sentence.tokens[noun.head].pos not in VERBS or after.i > joint.i + 1:
            yield noun.i, "conj", first.i


def _behind_front(sentence: Sentence) -> Iterator[Hung]:
    """Who acts, whom parsers join to the place in front: *In Bonn, [Mali] and Chad resumed talks*."""
    tokens = sentence.tokens
    for verb in tokens:
        if verb.tag not in FINITE or any(t.dep in SUBJECTS for t in _children(sentence, verb.i)):
            continue
        if verb.dep in {"conj", "relcl", "acl", "amod"}:
            continue
        front = [t for t in _children(sentence, verb.i) if t.dep == "prep" and t.i < verb.i]
        inside = {i for t in front[:1] for i in sentence.subtree(t.i)}
        for place in (tokens[i] for i in sorted(inside)):
            first = [t for t in _children(sentence, place.i) if t.dep == "conj" and t.i > place.i + 1]
            if place.dep != "pobj" or place.pos != "PROPN" or not first or tokens[place.i + 1].text != ",":
                continue
            behind = sentence.subtree(first[0].i)
            whole = behind[0] == place.i + 2 and all(tokens[i].dep in LEADING for i in range(behind[-1] + 1, verb.i))
            if whole and any(tokens[i].pos == "CCONJ" for i in behind):
                yield first[0].i, "nsubj", verb.i
                return


def _children(sentence: Sentence, i: int) -> list[Token]:
    return [sentence.tokens[c] for c in sentence.children[i]]


def _after_aside(sentence: Sentence, joint: Token) -> Token | None:
    """The word that *and* adds: the next, or that behind an aside between commas; None where a verb is within it."""
    tokens = sentence.tokens
    if tokens[joint.i + 1].text != ",":
        return tokens[joint.i + 1]
    for token in tokens[joint.i + 2 : joint.i + 2 + ASIDE]:
        if token.pos in VERBS and token.dep not in WITHIN:
            return None
        if token.text == ",":
            return tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    return None


def _noun(sentence: Sentence, first: Token) -> Token | None:
    """The head of the noun phrase that begins with a word."""
    for token in sentence.tokens[first.i : first.i + 7]:
        if token.pos in NOUNS and token.dep not in WITHIN:
            return token
        if token.pos in {*VERBS, "ADP", "PUNCT", "PRON", "SCONJ"} and token.dep not in WITHIN:
            return None
    return None


def _verb(sentence: Sentence, joint: Token) -> Token | None:
    """The verb that *and* stands below, or below whose phrases."""
    up = sentence.tokens[joint.head]
    for _ in range(4):
        if up.pos in VERBS or up.head == up.i:
            break
        up = sentence.tokens[up.head]
    return up if up.pos in VERBS and up.i < joint.i else None


def _is_bare(sentence: Sentence, participle: Token, verb: Token, noun: Token) -> bool:
    """Whether a participle behind a noun tells who that is, though parsers join it to the verb: *maids [fleeing]*."""
    if participle.tag != "VBG" or participle.dep != "conj" or participle.head != verb.i or participle.i < noun.i:
        return False
    return verb.tag != "VBG" and all(t.dep not in {"aux", "auxpass"} for t in _children(sentence, participle.i))


def _is_beside_place(sentence: Sentence, joint: Token, noun: Token, verb: Token) -> bool:
    """Whether a noun behind a place is no place, but one more to whom it is done: *in Bor and [a Kenyan priest]*."""
    tokens, words = sentence.tokens, load_beside()
    if noun.pos != "NOUN" or noun.lemma in words.places or tokens[joint.i - 1].pos != "PROPN":
        return False
    place = tokens[joint.i - 1]
    link = tokens[place.head]
    if place.dep != "pobj" or link.head != verb.i or link.text.lower() not in words.locative:
        return False
    if noun.head not in {place.i, link.i, verb.i}:
        return False
    own = [t for t in _children(sentence, noun.i) if t.i < noun.i]
    counted = any(t.dep == "nummod" or (t.dep == "det" and t.text.lower() in INDEFINITE) for t in own)
    return counted or any(t.dep == "amod" and t.text[:1].isupper() for t in own)


def _again(sentence: Sentence, joint: Token, again: Token) -> Iterator[Hung]:
    """A preposition that stands again, which parsers hang on another, and the *to* that they take for a verb's."""
    tokens = sentence.tokens
    above = tokens[again.head]
    by_name = again.dep == "aux" and above.pos in NOUNS and above.i > again.i
    by_other = again.dep == "conj" and above.pos == "ADP" and above.text.lower() != again.text.lower()
    if not by_name and not by_other:
        return
    for earlier in reversed(tokens[max(0, joint.i - NEAR) : joint.i]):
        if earlier.dep in LINKS and earlier.text.lower() == again.text.lower():
            if any(t.dep == "pobj" for t in _children(sentence, earlier.i)):
                yield again.i, "conj", earlier.i
                yield from ((above.i, "pobj", again.i) for _ in range(by_name))
            return
        if earlier.pos in VERBS and earlier.dep not in WITHIN:
            return
