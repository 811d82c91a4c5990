"""Places that no gazetteer has: the names of villages, districts and quarters as the text prints them.

A name is one by the word that says what it is (*Gouma village*, *the town of Sarafa*, *Kamber district*), or where
named-entity recognition takes it for a place (*in Sarafa*). Such a place has no coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from coder.attributes.gazetteer import Gazetteer, fold
from coder.attributes.place_names import Mention, kind_above, load_name_words, mentions
from coder.attributes.times import expressions
from coder.records import Entity, Sentence

# The dependencies that join the words of one name.
JOINED = frozenset({"compound", "nmod", "amod", "det", "punct", "nummod", "poss"})
NAME = frozenset({"PROPN", "NOUN", "ADJ", "X"})


def unlisted(
    sentence: Sentence,
    gazetteer: Gazetteer,
    entities: Callable[[], Sequence[Entity]],
    undecided: Sequence[Mention] = (),
) -> Iterator[Mention]:
    """The places of a sentence that the gazetteer lacks, from left to right; each mention has no rows.

    `undecided` are those that have several namesakes in the gazetteer and nothing that tells which is meant. `entities`, the named entities of the sentence, are asked for only behind a preposition or for what is raided.
    """
    known = {i for m in mentions(sentence, gazetteer) for i in range(m.first, m.last + 1)}
    dated = {t.i for t in sentence.tokens for e in expressions(sentence.text) if _inside(sentence, t.i, e.start, e.end)}
    for m in undecided:
        if _has_kind(sentence, m.first, m.last, m.head) or _is_recognised(sentence, m.first, m.last, m.head, entities):
            yield replace(m, rows=())
    last = -1
    for token in sentence.tokens:
        if token.pos != "PROPN" or not token.text[:1].isupper() or token.i <= last or token.i in known | dated:
            continue
        first, last = _name(sentence, token.i)
        if known & set(range(first, last + 1)) or not _can_be_place(sentence, first, last, gazetteer):
            continue
        head = _head(sentence, first, last)
        if _has_kind(sentence, first, last, head) or _is_recognised(sentence, first, last, head, entities):
            yield Mention(first, last, head, ())


def is_larger(sentence: Sentence, m: Mention) -> bool:
    """Whether a word says that a place is one that villages lie in: *Kamber district*, *Gouma township*."""
    words, tokens = load_name_words(), sentence.tokens
    kind = kind_above(sentence, m.head)
    return tokens[m.last].lemma.lower() in words.larger or kind is not None and tokens[kind].lemma.lower() in words.larger


def printed(sentence: Sentence, m: Mention) -> str:
    """The name of a place as the text has it."""
    return sentence.text[sentence.tokens[m.first].start - sentence.start : sentence.tokens[m.last].end - sentence.start]


def _inside(sentence: Sentence, i: int, start: int, end: int) -> bool:
    return start <= sentence.tokens[i].start - sentence.start < end


def _name(sentence: Sentence, first: int) -> tuple[int, int]:
    """The tokens of the name that begins at a word: capitals, with the particles and hyphens between them."""
    tokens, last, particles = sentence.tokens, first, load_name_words().name_particles
    while last + 1 < len(tokens):
        after = tokens[last + 1]
        joins = after.text in particles - {"'s", "and", "of"} and last + 2 < len(tokens)
        if joins and tokens[last + 2].pos == "PROPN" and tokens[last + 2].text[:1].isupper():
            last += 2
        elif after.pos == "PROPN" and after.text[:1].isupper():
            last += 1
        else:
            break
    return first, last


def _head(sentence: Sentence, first: int, last: int) -> int:
    tokens = sentence.tokens
    return next((i for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last), last)


@cache
def _never() -> frozenset[str]:
    """Words that make no name of a place: another list has them, or they say what kind of thing a place is."""
    words = load_name_words()
    return words.doubtful | words.common


def _can_be_place(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a name could be a place: no people, no word of another list, and longer than an abbreviation."""
    name = fold(sentence.text[sentence.tokens[first].start - sentence.start : sentence.tokens[last].end - sentence.start])
    if name in gazetteer.peoples or name in _never() or len(name) < 4 or name in load_name_words().kinds:
        return False
    word = sentence.tokens[last].text
    return word.lower() not in load_name_words().unnamed and (not word.isupper() or len(word) > 5)


def _has_kind(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """Whether a word says that a name is a place: *Gouma village*, *the village of Gouma*, *Kamber District*."""
    words, tokens = load_name_words(), sentence.tokens
    if first < last and tokens[last].lemma.lower() in words.settled:
        return True
    kind = kind_above(sentence, head)
    return kind is not None and tokens[kind].lemma.lower() in words.settled


def _is_recognised(
    sentence: Sentence, first: int, last: int, head: int, entities: Callable[[], Sequence[Entity]]
) -> bool:
    """Whether named-entity recognition takes a name that stands where a place does for one."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    if sentence.tokens[head].dep not in {"pobj", "dobj", "nsubjpass", "appos", "conj"}:
        return False
    return any(e.type == "place" and e.start <= start and end <= e.end for e in entities())
