"""Subjects that what is set apart by commas parts from their verb, and that parsers hang elsewhere.

*Mali closed the road, and [Niger], citing its neutrality, refused to help*: the parser makes *Niger* a second verb. In
*fled as [marines], flown in by night, took it* the noun is what stands behind *as*, and in *left Chad and [Niger],
in protest, expelled an envoy* a place that was left too, so that who acted before would do the rest. The noun gets the
verb behind what is set apart, which has no subject of its own, and what is set apart tells of the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coder.mending.misread import NOUNS, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

COMMA = ","
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
# How the verb hangs, and what may stand between the comma and it.
LATER = frozenset({"conj", "ROOT", "ccomp", "dep", "advcl", "xcomp", "parataxis"})
HELPING = frozenset({"aux", "auxpass", "advmod", "neg"})
# What behind the verb goes with it though parsers hang it on the one before.
OF_VERB = frozenset({"advcl", "advmod", "npadvmod", "prep", "conj", "cc"})
# How parsers hang what others are joined to.
THINGS = frozenset({"dobj", "pobj", "attr", "appos"})


@dataclass(frozen=True, slots=True)
class _Parted:
    """A noun, what joins it to what stands before, the verb there, its own, and the commas between the two."""

    noun: Token
    joint: Token
    above: Token
    verb: Token
    commas: tuple[int, int]


def with_parted(sentence: Sentence) -> Sentence:
    """The sentence with each such noun as the subject of its verb; as it was where it has none."""
    if sentence.text.count(COMMA) < 2:
        return sentence
    for noun in sentence.tokens[1:]:
        if noun.dep in {"conj", "pobj"} and (found := _parted(sentence, noun)) is not None:
            return with_parted(changed(sentence, _mended(sentence, found)))
    return sentence


def _parted(sentence: Sentence, noun: Token) -> _Parted | None:
    """The noun with the verb that goes on behind what is set apart; None where it is none's subject."""
    tokens = sentence.tokens
    joint = _joint(sentence, noun)
    above = _verb_above(sentence, noun)
    comma = next((t.i for t in tokens[noun.i + 1 :] if t.text == COMMA), 0)
    if joint is None or above is None or not comma:
        return None
    if not set(range(noun.i + 1, comma)).issubset(sentence.subtree(noun.i)):
        return None
    verb, later = _going_on(sentence, comma)
    if verb is None or not all(_is_aside(sentence, t, comma, later) for t in tokens[comma + 1 : later]):
        return None
    # *raided homes after the march, on Monday, beat men and left*
    several = any(t.dep == "cc" and t.head in {verb.i, above.i} for t in tokens[verb.i + 1 :])
    if several and noun.head != above.i:
        return None
    return _Parted(noun, joint, above, verb, (comma, later))


def _joint(sentence: Sentence, noun: Token) -> Token | None:
    """The *and* in front of a noun with what tells of it, or what may begin a clause; None for other words."""
    tokens, above = sentence.tokens, sentence.tokens[noun.head]
    if noun.dep == "pobj":
        of_verb = above.dep == "prep" and tokens[above.head].pos in VERBS and noun.pos in NOUNS
        return above if of_verb and above.text.lower() in load_mistaken().tells_when else None
    first = min(sentence.subtree(noun.i))
    joint = tokens[first - 1] if first else noun
    office = noun.pos == "ADJ" and tokens[noun.i - 1].text == "-"  # *the secretary-[general]*
    joined = above.pos in VERBS or above.dep in THINGS or above.dep == "conj"
    return joint if joint.dep == "cc" and joined and (noun.pos in NOUNS or office) else None


def _verb_above(sentence: Sentence, noun: Token) -> Token | None:
    """The verb that tells what comes before a noun; None where it stands below none."""
    above = sentence.tokens[noun.head]
    while above.pos not in VERBS:
        if above.head == above.i:
            return None
        above = sentence.tokens[above.head]
    return above if above.i < noun.i else None


def _going_on(sentence: Sentence, comma: int) -> tuple[Token | None, int]:
    """The verb without a subject by which a sentence goes on behind the next comma but some, and that comma."""
    tokens = sentence.tokens
    for later in tokens[comma + 2 : -1]:
        if later.text in {";", ":"}:
            break
        if later.text == COMMA:
            first = tokens[later.i + 1]
            verb = tokens[first.head] if first.dep in HELPING else first
            if 0 < verb.i - later.i <= 3 and _is_left_alone(sentence, verb):
                return verb, later.i
    return None, 0


def _is_left_alone(sentence: Sentence, verb: Token) -> bool:
    """Whether a word is a finite verb without a subject."""
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    if verb.pos not in VERBS or verb.dep not in LATER or any(t.dep in SUBJECTS or t.dep == "mark" for t in below):
        return False
    if helping := [t for t in below if t.dep in {"aux", "auxpass"} and t.i < verb.i]:
        return helping[0].tag in FINITE
    taken = verb.tag == "VBN" and verb.dep == "conj" and any(t.dep == "dobj" for t in below)
    return verb.tag in FINITE or (taken and not any(t.dep == "agent" for t in below))


def _is_aside(sentence: Sentence, token: Token, comma: int, later: int) -> bool:
    """Whether a word between two commas is none by which the sentence goes on there."""
    if comma < token.head < later and token.head != token.i:
        return True
    below = [sentence.tokens[c] for c in sentence.children[token.i]]
    if token.dep == "cc" or token.text in {";", ":"}:
        return False
    if token.pos not in VERBS or token.dep == "relcl":
        return True
    finite = token.tag in FINITE or any(t.tag in FINITE and t.i < token.i and t.dep != "nsubj" for t in below)
    return not finite or (token.dep == "advcl" and any(t.dep in {"mark", "advmod"} for t in below))


def _mended(sentence: Sentence, found: _Parted) -> dict[int, Token]:
    tokens, noun, joint, verb, above = sentence.tokens, found.noun, found.joint, found.verb, found.above
    comma, later = found.commas
    moved = dict[int, Token]()
    for t in tokens[comma : later + 1]:
        if comma < t.head < later or t.head in {t.i, noun.i, verb.i}:
            continue
        of_noun = t.dep == "appos" or (t.pos in VERBS and t.tag in {"VBG", "VBN"} and t.dep in {"advcl", "acl", "conj"})
        dep = "acl" if of_noun and t.pos in VERBS else t.dep
        moved[t.i] = replace(t, dep=dep, head=noun.i if of_noun else verb.i)
    for t in tokens[verb.i + 1 :]:
        if t.head == above.i and t.dep in OF_VERB:
            moved[t.i] = replace(t, head=verb.i)
    passive = any(tokens[c].dep == "auxpass" for c in sentence.children[verb.i])
    moved[noun.i] = replace(noun, dep="nsubjpass" if passive else "nsubj", head=verb.i)
    if noun.pos == "ADJ":
        moved[noun.i] = replace(moved[noun.i], pos="NOUN", tag="NN")
    over = above.i in sentence.subtree(verb.i)  # what comes before hangs on it already
    if joint.dep == "cc":
        moved[joint.i] = replace(joint, head=verb.i if over else above.i)
        dep = "conj"
    else:
        moved[joint.i] = replace(joint, pos="SCONJ", dep="mark", head=verb.i)
        dep = "advcl"
    tag = "VBD" if verb.tag == "VBN" and not passive else verb.tag
    moved[verb.i] = replace(verb, tag=tag) if over else replace(verb, tag=tag, dep=dep, head=above.i)
    return moved
