"""Those named beside others by *as well as* and *along with*, places near others, and for whom goods are.

*urged Mali, [as well as Niger], to reopen the road* urges both, as *Mali and Niger* does; *in [neighbouring] Mali* is a
place, though parsers take the participle for a verb; and *shipments of rifles [to Mali]* are for Mali, not the rifles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.words import load_beside
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
NAMED = frozenset({"dobj", "pobj", "dative", "nsubj", "nsubjpass", "conj"})
BESIDE = frozenset({"pobj", "conj"})
COUNTED = frozenset({"det", "nummod", "poss"})
WELL = ("as", "well", "as")
# What still tells what the verb does to those named: *accused Mali, along with Niger, [of arming them]*.
GOES_ON = frozenset({"of", "for", "over"})


def with_company(sentence: Sentence) -> Sentence:
    """The sentence with each of them beside whom it is named with; as it was where it has none."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[1:-1]:
        if token.tag == "VBG" and token.dep == "pcomp" and token.text.lower() in load_beside().bordering:
            _place(sentence, token, tokens)
    _goods(sentence, tokens)
    for first, last in _links(sentence):
        before = first - 2 if sentence.tokens[first - 1].text == "," else first - 1
        one = sentence.tokens[before] if before >= 0 else None
        other = next((t for t in sentence.tokens[last + 1 :] if t.pos in NOUNS and t.dep != "compound"), None)
        if one is None or other is None or one.pos not in NOUNS or one.dep not in NAMED or other.dep not in BESIDE:
            continue
        if other.dep == "conj" and other.head == one.i:
            continue
        if any(t.pos in {"VERB", "AUX", "ADP"} or t.dep == "punct" for t in sentence.tokens[last + 1 : other.i]):
            continue
        if before == first - 2 and other.pos == "NOUN" and not _is_counted(sentence, other):
            continue  # *efforts to shut down newspapers, as well as arrests*
        if sentence.tokens[last].lemma == "with" and not _is_done_to_both(sentence, one, other):
            continue
        for i in range(first, last + 1):
            tokens[i] = replace(tokens[i], pos="CCONJ", dep="cc", head=one.i)
            for c in sentence.children[i]:  # *along with Mali, [of arming them]*
                if c > other.i:
                    tokens[c] = replace(tokens[c], head=one.head)
        tokens[other.i] = replace(other, dep="conj", head=one.i)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _links(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The first and last word of what names one more: *as well as*, *along with*."""
    words, companion = [t.text.lower() for t in sentence.tokens], load_beside().companion
    for i in range(1, len(words) - 1):
        if tuple(words[i : i + 3]) == WELL:
            yield i, i + 2
        elif words[i] in companion and words[i + 1] == "with":
            yield i, i + 1


def _is_done_to_both(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether what is done to one is done to the other too: *freed a Finn, along with his guide*.

    Of two names only where that is told behind both, else the other may do it: *bombed Mali along with Niger*.
    """
    if one.dep != "dobj":
        return False
    if one.pos == other.pos == "PROPN":
        above = (one.head, other.head, sentence.tokens[other.head].head)
        behind = [sentence.tokens[c] for i in above for c in sentence.children[i] if c > other.i]
        return any(t.dep in {"xcomp", "ccomp"} or (t.dep == "prep" and t.lemma in GOES_ON) for t in behind)
    return all(_is_counted(sentence, t) for t in (one, other))


def _is_counted(sentence: Sentence, noun: Token) -> bool:
    return any(sentence.tokens[c].dep in COUNTED for c in sentence.children[noun.i])


def _goods(sentence: Sentence, tokens: list[Token]) -> None:
    """For whom goods are, or with whom a deal is, below these: *shipments of rifles [to Mali]*."""
    for link in sentence.tokens:
        inner = sentence.tokens[link.head]
        between = sentence.tokens[inner.head]
        if link.dep != "prep" or inner.dep != "pobj" or between.dep != "prep" or inner.pos not in NOUNS:
            continue
        outer = sentence.tokens[between.head]
        if link.text in load_beside().belongs.get(outer.lemma, ()) and link.text != between.text:
            tokens[link.i] = replace(link, head=outer.i)


def _place(sentence: Sentence, participle: Token, tokens: list[Token]) -> None:
    """A participle before a name, as the adjective that it is: *in [neighbouring] Mali*."""
    name = sentence.tokens[participle.i + 1]
    if name.head != participle.i or name.pos != "PROPN" or name.dep != "dobj":
        return
    tokens[name.i] = replace(name, dep="pobj", head=participle.head)
    tokens[participle.i] = replace(participle, pos="ADJ", tag="JJ", dep="amod", head=name.i)
    for c in sentence.children[participle.i]:
        if c != name.i:
            tokens[c] = replace(tokens[c], head=sentence.tokens[participle.head].head)
