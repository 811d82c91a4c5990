"""The second of two that a verb is done to, where the parser hangs it on the verb or on what it is done for.

*praised Chad for its vote and [Mali] for its help*, *thanked Chad and, above all, [Mali]*, *the pleas of Chad and
[of Mali]*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.records import Sentence, Token

NAMES = frozenset({"NNP", "NNPS"})
HUNG = frozenset({"conj", "dep", "appos", "npadvmod", "oprd"})
LINKS = frozenset({"prep", "dative", "conj"})
AGAIN = frozenset({"to", "of", "from", "with", "against"})
VERBS = frozenset({"VERB", "AUX"})


def with_gaps(sentence: Sentence) -> Sentence:
    """The sentence in which each such name or preposition is joined to the first; as it was where it has none."""
    sentence = _with_goods(sentence)
    joints = (t for t in sentence.tokens if t.pos == "CCONJ" or t.dep == "cc")
    moved = {i: head for joint in joints for i, head in _joined(sentence, joint)}
    if not moved:
        return _with_joints(sentence)
    tokens = (replace(t, dep="conj", head=moved[t.i]) if t.i in moved else t for t in sentence.tokens)
    return _with_joints(replace(sentence, tokens=tuple(tokens)))


def _with_goods(sentence: Sentence) -> Sentence:
    """The sentence in which other goods for another are neither those of the first nor a deed: *sent rice to [Chad] and
    drinking water to Mali*.
    """
    tokens, children = sentence.tokens, sentence.children
    for joint in tokens[2:-3]:
        name, made = tokens[joint.i - 1], tokens[joint.i + 1]
        link = tokens[joint.i - 2]
        goods = tokens[made.i + 1] if made.tag == "VBG" and made.dep == "conj" else tokens[name.head]
        if joint.pos != "CCONJ" or name.tag not in NAMES or goods.i <= made.i or goods.dep not in {"dobj", "pobj"}:
            continue
        behind = tokens[goods.i + 1] if goods.i + 1 < len(tokens) else goods
        if link.lemma not in AGAIN or link.dep not in LINKS or behind.lemma != link.lemma or behind.dep not in LINKS:
            continue
        verb = tokens[link.head]
        first = next((tokens[c] for c in children[verb.i] if tokens[c].dep == "dobj" and c < link.i), None)
        other = next((tokens[c] for c in children[behind.i] if tokens[c].dep == "pobj"), None)
        if first is None or other is None or other.tag not in NAMES or verb.tag == "VBG":
            continue
        moved = {i: replace(tokens[i], head=goods.i, dep="amod") for i in range(joint.i + 1, goods.i)}
        moved |= {i: replace(t, pos="ADJ", tag="JJ") for i, t in moved.items() if t.pos == "VERB"}
        moved[name.i] = replace(name, dep="pobj", head=link.i)
        moved[goods.i] = replace(goods, dep="conj", head=first.i)
        moved[joint.i] = replace(joint, dep="cc", head=first.i)
        moved[behind.i] = replace(behind, dep="prep", head=goods.i)
        moved[other.i] = replace(other, dep="conj", head=name.i)
        return replace(sentence, tokens=tuple(moved.get(t.i, t) for t in tokens))
    return sentence


def _with_joints(sentence: Sentence) -> Sentence:
    """The sentence in which *and* belongs to the preposition that it repeats: *the leaders of Chad [and] of Mali*."""
    tokens = sentence.tokens
    again = {t.i - 1: t.head for t in tokens[1:] if t.dep == "conj" and t.pos == "ADP" and tokens[t.i - 1].dep == "cc"}
    if not any(tokens[i].head != head for i, head in again.items()):
        return sentence
    return replace(sentence, tokens=tuple(replace(t, head=again.get(t.i, t.head)) for t in tokens))


def _joined(sentence: Sentence, joint: Token) -> Iterator[tuple[int, int]]:
    """What stands behind *and*, with the word that it goes on after."""
    tokens, children = sentence.tokens, sentence.children
    after = tokens[joint.i + 1] if joint.i + 1 < len(tokens) else joint
    if again := _again(sentence, joint):
        yield again
        return
    if after.dep == "prep" and tokens[after.head].pos in VERBS and after.head < joint.i:
        earlier = [t for t in tokens[after.head : joint.i] if t.dep == "prep" and t.lemma == after.lemma]
        if earlier and tokens[earlier[-1].head].i != after.head and _ends(sentence, earlier[-1].i) == joint.i - 1:
            yield after.i, earlier[-1].i
            return
    verb = _verb(sentence, joint)
    first = next((tokens[c] for c in children[verb] if tokens[c].dep == "dobj" and c < joint.i), None)
    if verb < 0 or first is None or first.tag not in NAMES:
        return
    second = _second(sentence, joint, verb)
    if second is None or any(t.pos == "VERB" for t in tokens[joint.i : second.i]):
        return
    between = {t.lemma for t in tokens[first.i : joint.i] if t.dep in {"prep", "agent"} and t.head == verb}
    behind = tokens[second.i + 1].lemma if second.i + 1 < len(tokens) else ""
    if not between or behind in between:
        yield second.i, first.i


def _again(sentence: Sentence, joint: Token) -> tuple[int, int] | None:
    """The place or name behind a preposition that stands again: *sent nurses [to Mali] and engineers [to Chad]*."""
    tokens, children = sentence.tokens, sentence.children
    for token in tokens[joint.i + 1 : joint.i + 8]:
        between = [t.text.lower() for t in tokens[joint.i + 1 : token.i] if t.pos == "ADP"]
        if token.pos in VERBS or token.text == "," or any(link != "of" for link in between):
            return None
        if token.dep in LINKS and token.lemma in AGAIN:
            name = next((tokens[c] for c in children[token.i] if tokens[c].dep == "pobj"), None)
            earlier = [t for t in tokens[max(0, joint.i - 8) : joint.i] if t.dep in LINKS and t.lemma == token.lemma]
            first = [tokens[c] for t in earlier[-1:] for c in children[t.i] if tokens[c].dep == "pobj"]
            if not first and token.lemma == "of" and token.i > joint.i + 1:  # *and a load [of] rice to Mali*
                continue
            if name is None or not first:
                return None
            # Goods go to people too, but *parts of the island and the release of prisoners* is no pair.
            tags = NAMES | {"NNS"} if token.lemma == "to" else NAMES
            if name.tag not in tags or first[0].tag not in tags:
                return None
            before = tokens[: joint.i - 1] if tokens[joint.i - 1].text == "," else tokens[: joint.i]
            before = before[:-2] if joint.text == "as" else before  # *[as well] as two to Mali*
            while before and before[-1].text == ",":
                before = before[:-1]
            inside = {i for i in sentence.subtree(first[0].i) if i < joint.i - 1}
            ends = max(i for i in inside | {first[0].i} if tokens[i].text not in {",", "as", "well"})
            return (name.i, first[0].i) if before and ends == before[-1].i else None
    return None


def _ends(sentence: Sentence, i: int) -> int:
    return sentence.subtree(i)[-1]


def _verb(sentence: Sentence, joint: Token) -> int:
    """The verb that *and* stands below, or below whose prepositions; -1 where there is none."""
    tokens, up = sentence.tokens, joint.head
    for _ in range(3):
        if tokens[up].pos in VERBS or tokens[up].head == up:
            break
        up = tokens[up].head
    return up if tokens[up].pos in VERBS else -1


def _second(sentence: Sentence, joint: Token, verb: int) -> Token | None:
    """The name behind *and* that hangs on the verb or beside what stands below its preposition."""
    tokens = sentence.tokens
    for token in tokens[joint.i + 1 : joint.i + 9]:
        if token.tag in NAMES and token.dep in HUNG:
            above = tokens[token.head]
            beside = above.dep == "pobj" and tokens[above.head].head == verb and token.dep == "conj"
            return token if token.head == verb or beside else None
    return None
