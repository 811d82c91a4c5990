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
    moved = {i: head for joint in sentence.tokens if joint.pos == "CCONJ" for i, head in _joined(sentence, joint)}
    if not moved:
        return sentence
    tokens = (replace(t, dep="conj", head=moved[t.i]) if t.i in moved else t for t in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


def _joined(sentence: Sentence, joint: Token) -> Iterator[tuple[int, int]]:
    """What stands behind *and*, with the word that it goes on after."""
    tokens, children = sentence.tokens, sentence.children
    after = tokens[joint.i + 1] if joint.i + 1 < len(tokens) else joint
    if after.dep == "prep" and tokens[after.head].pos in VERBS and after.head < joint.i:
        earlier = [t for t in tokens[after.head : joint.i] if t.dep == "prep" and t.lemma == after.lemma]
        if earlier and tokens[earlier[-1].head].i != after.head and _ends(sentence, earlier[-1].i) == joint.i - 1:
            yield after.i, earlier[-1].i
            return
    if again := _again(sentence, joint):
        yield again
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
    for token in tokens[joint.i + 1 : joint.i + 5]:
        if token.pos in VERBS or token.text == ",":
            return None
        if token.dep in LINKS and token.lemma in AGAIN:
            name = next((tokens[c] for c in children[token.i] if tokens[c].dep == "pobj"), None)
            earlier = [t for t in tokens[max(0, joint.i - 8) : joint.i] if t.dep in LINKS and t.lemma == token.lemma]
            first = [tokens[c] for t in earlier[-1:] for c in children[t.i] if tokens[c].dep == "pobj"]
            if name is None or not first:
                return None
            # Goods go to people too, but *parts of the island and the release of prisoners* is no pair.
            tags = NAMES | {"NNS"} if token.lemma == "to" else NAMES
            if name.tag not in tags or first[0].tag not in tags:
                return None
            return (name.i, first[0].i) if _ends(sentence, first[0].i) == joint.i - 1 else None
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
