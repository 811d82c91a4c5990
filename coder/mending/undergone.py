"""What several underwent, told by a participle behind each of them, which parsers take for what they did.

*The day ended with [two Danes] shot and [a Fijian cook] abducted*, *Sunday saw [two Danes] shot and …*, *a bad day in
Juba: [two Danes] shot, [a Fijian] abducted*: each participle becomes a passive clause of the verb in front, and the
noun before it the one that it was done to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coder.mending.words import load_force
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# What may stand before a noun, in its phrase, and what of it tells that it is one of its kind or so many.
IN_FRONT = frozenset({"CD", "JJ", "JJR", "DT", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "VBG"})
NUMBER = "CD"
# A participle as parsers tag it, and what has a deed done to another behind it.
PASTS = frozenset({"VBN", "VBD"})
AN_OBJECT = frozenset({"DT", "PRP", "PRP$", "CD", "NNP", "NNPS", "NNS", "WP"})
JOINTS = frozenset({",", ";", "and", "but", "while"})
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Told:
    """One who underwent something: the first word of his phrase, its noun, and the participle."""

    first: int
    noun: int
    participle: int


def with_undergone(sentence: Sentence) -> Sentence:
    """The sentence in which each of those is who it was done to; as it was where it has none."""
    done = 0
    for i in range(1, len(sentence.tokens) - 3):
        opening = sentence.tokens[i]
        if i < done or not _begins(sentence.tokens[i + 1]) or (verb := _above(sentence, opening)) is None:
            continue
        told = list(_list(sentence, i + 1))
        if told and _is_meant(sentence, opening, told):
            sentence, done = _mended(sentence, opening, verb, told), told[-1].participle
    return sentence


def _above(sentence: Sentence, opening: Token) -> Token | None:
    """The verb that a list belongs to which opens behind a word; None where that opens none.

    *with*, a verb that says what a time saw, a colon, or the comma behind a whole clause.
    """
    tokens = sentence.tokens
    words = load_force()
    if opening.pos == "VERB" and opening.lemma in words.witnessing | words.leaving:
        return opening
    if opening.text not in {":", ","} and opening.text.lower() != "with":
        return None
    before = [t for t in tokens[: opening.i] if t.pos in VERBS and t.dep not in {"relcl", "acl", "amod", "auxpass"}]
    if not before and opening.text == ":":  # *Another bad day in Juba: [two Danes] shot, …*
        return next((t for t in tokens[opening.i + 1 :] if t.tag in PASTS), None)
    return before[-1] if any(t.tag in FINITE or t.dep == "ROOT" for t in before) else None


def _list(sentence: Sentence, first: int) -> Iterator[Told]:
    """Those of a list, each told with what happened to him, from a word on."""
    one = _told(sentence, first)
    while one is not None:
        yield one
        one = next((t for j in _joints(sentence, one.participle + 1) if (t := _told(sentence, j))), None)


def _joints(sentence: Sentence, start: int) -> Iterator[int]:
    """Where the next of a list may begin: behind a comma or an *and*."""
    for token in sentence.tokens[start:-1]:
        following = sentence.tokens[token.i + 1]
        if token.text.lower() in JOINTS and following.text.lower() not in JOINTS:
            yield following.i


def _begins(token: Token) -> bool:
    """Whether a word may begin the phrase of one of his kind or so many."""
    return token.tag == NUMBER or token.text.lower() in load_force().so_many


def _told(sentence: Sentence, first: int) -> Told | None:
    """Who is told from a word on, where he is one of his kind or so many, with a participle right behind him."""
    tokens, words = sentence.tokens, load_force()
    for token in tokens[first : first + LONGEST]:
        previous = tokens[token.i - 1]
        named = previous.pos in NOUNS or (previous.tag == "JJ" and previous.text[:1].isupper())
        behind = token.i > first and named and _is_participle(sentence, token)
        if behind and _begins(tokens[first]):
            return Told(first, previous.i, token.i)
        quantity = (
            token.text.lower() in words.so_many or token.tag in {"RB", "RBR", "JJS", "IN"} and token.i < first + 2
        )
        if token.tag not in IN_FRONT and not quantity:
            return None
    return None


def _is_participle(sentence: Sentence, token: Token) -> bool:
    """Whether a word may be a participle that tells what its noun underwent: nothing is done to others by it."""
    if token.tag not in PASTS and token.text.lower() not in load_force().shots:
        return False
    behind = next((t for t in sentence.tokens[token.i + 1 :] if t.dep != "prt"), None)
    if behind is None:
        return False
    tag = "" if behind.lemma in load_force().held_as else behind.tag
    return tag not in AN_OBJECT and behind.text != "at" and behind.tag != "TO" and behind.i < len(sentence.tokens)


def _lemma(token: Token) -> str:
    """The verb of a participle, also where parsers take that for a noun: *two guards [shot]*."""
    return load_force().shots.get(token.text.lower(), token.lemma)


def _is_meant(sentence: Sentence, opening: Token, told: list[Told]) -> bool:
    """Whether a list is one of what befell several; one alone may be told apart: *met with [two men] wounded in it*.

    Behind a mere comma or colon all have to have come to harm.
    """
    words, harm = sentence.tokens, load_force().undergone
    harmed = [t for t in told if _lemma(words[t.participle]) in harm]
    if opening.text in {":", ","}:
        return len(told) > 1 and len(harmed) == len(told)
    if opening.lemma in load_force().leaving and len(told) == 1:
        return bool(harmed) and words[told[0].participle].text.lower() not in load_force().left_so
    if opening.pos == "VERB":
        return len(harmed) > 0
    ends = opening.i > 0 and words[opening.i - 1].lemma in load_force().ending
    return len(harmed) > 0 and (len(told) > 1 or ends)


def _mended(sentence: Sentence, opening: Token, verb: Token, told: list[Told]) -> Sentence:
    tokens, first = list(sentence.tokens), told[0]
    ends = [t.first for t in told[1:]] + [_end(sentence, told[-1])]
    inside = range(opening.i + (opening.pos == "VERB"), ends[-1])
    left = opening.lemma in load_force().leaving
    if opening.text.lower() == "with":
        tokens[opening.i] = replace(opening, dep="mark", head=first.participle)
    _lead(sentence, tokens, verb, inside)
    for one, end in zip(told, ends, strict=True):
        own = range(one.first, end)
        for i in own:
            outside = tokens[i].head not in own and tokens[i].head in {*inside, verb.i}
            if i < one.noun and (outside or tokens[i].head == one.participle):
                tokens[i] = replace(tokens[i], head=one.noun)
            elif i > one.participle and outside:
                tokens[i] = replace(tokens[i], head=one.participle)
        places = _left(one, first, verb) if left else _befell(tokens, one, first, verb)
        for i, (dep, head) in places.items():
            tokens[i] = replace(tokens[i], dep=dep, head=head)
        participle = tokens[one.participle]
        if not left or participle.pos != "ADJ":
            tokens[one.participle] = replace(participle, lemma=_lemma(participle), pos="VERB", tag="VBN")
        if tokens[one.noun].pos == "ADJ":  # *two [Swiss] killed*
            tokens[one.noun] = replace(tokens[one.noun], pos="NOUN", tag="NNPS")
        if one is not first and tokens[one.first - 1].pos == "CCONJ":
            tokens[one.first - 1] = replace(tokens[one.first - 1], dep="cc", head=first.noun if left else verb.i)
    return replace(sentence, tokens=tuple(tokens))


def _left(one: Told, first: Told, verb: Token) -> dict[int, tuple[str, int]]:
    """How those hang whom something left so: *left [two Danes] shot and [a cook] wounded*."""
    if one is first:
        return {one.noun: ("dobj", verb.i), one.participle: ("oprd", verb.i)}
    return {one.noun: ("conj", first.noun), one.participle: ("acl", one.noun)}


def _befell(tokens: list[Token], one: Told, first: Told, verb: Token) -> dict[int, tuple[str, int]]:
    """How one hangs to whom it was done: beside the first, where both may have come of what stands with the last.

    They have not where the first tells by what he came to harm, or either how (*one strangled and two wounded*).
    """
    how = {_lemma(tokens[t.participle]) for t in (first, one)} - load_force().plain_harm
    by_what = any(t.head == first.participle and t.dep in {"agent", "prep"} for t in tokens)
    apart = by_what or bool(how)
    if verb.i == one.participle:
        above = "ROOT", verb.i
    else:
        beside = one is not first and (not apart or verb.i == first.participle)
        above = ("conj", first.participle) if beside else ("advcl", verb.i)
    return {one.noun: ("nsubjpass", one.participle), one.participle: above}


def _end(sentence: Sentence, last: Told) -> int:
    """The word behind all that belongs to the last of a list: where another clause begins, or the sentence ends."""
    below = set(sentence.subtree(last.participle)) | set(sentence.subtree(last.noun))
    for token in sentence.tokens[last.participle + 1 :]:
        if token.i not in below or token.text in {".", '"', "”"}:
            return token.i
    return len(sentence.tokens)


def _lead(sentence: Sentence, tokens: list[Token], verb: Token, inside: range) -> None:
    """Give the verb in front the place above it that a participle of the list has taken."""
    up = verb
    while up.head != up.i and up.head not in inside:
        up = sentence.tokens[up.head]
    if up.head in inside and up.head != up.i:
        top = sentence.tokens[up.head]
        while top.head in inside and top.head != top.i:
            top = sentence.tokens[top.head]
        head = up.i if top.head == top.i else top.head
        tokens[up.i] = replace(up, dep=top.dep, head=head)
