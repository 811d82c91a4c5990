"""Which tokens make a name: capitals, with the particles and hyphens between them."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.name_words import glued_end, load_name_words
from coder.records import Sentence, Token


def name_span(sentence: Sentence, first: int) -> tuple[int, int]:
    """The tokens of the name that begins at a word: capitals, with the particles and hyphens between them."""
    tokens, last, words = sentence.tokens, first, load_name_words()
    particles, linking = words.name_particles, words.linking
    while last + 1 < len(tokens):
        after = tokens[last + 1]
        if (end := glued_end(tokens, last)) > last:
            last = end
            continue
        is_water = last == first and after.text == "of" and tokens[first].text.lower() in load_name_words().waters
        joins = (is_water or after.text in particles - {"'s", "and", "of"}) and last + 2 < len(tokens)
        end = last + 2
        if joins and after.text in linking and tokens[end].text in particles and end + 1 < len(tokens):
            end += 1  # *Place de la Nation*
        is_owned = after.tag == "POS" and end < len(tokens) and tokens[end].text.lower() in words.spots | words.roads
        if (joins or is_owned) and tokens[end].pos == "PROPN" and tokens[end].text[:1].isupper():
            last = end  # *Martyrs' Square*
        elif after.pos == "PROPN" and after.text[:1].isupper():
            last += 1
        else:
            break
    return first, last


def is_glued(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(glued_end(tokens, i) > i for i in range(first, last))


def head_of(sentence: Sentence, first: int, last: int) -> int:
    tokens = sentence.tokens
    return next((i for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last), last)


def is_end_of_name(sentence: Sentence, first: int) -> bool:
    """Whether a name goes on from what it is of: *the Line of [Control]*, but not *the village of Gouma*."""
    before = sentence.tokens[max(0, first - 2) : first]
    is_of = len(before) == 2 and before[1].text == "of" and before[0].text[:1].isupper() and before[0].i > 0
    words = load_name_words()
    return is_of and before[0].lemma.lower() not in words.kinds | words.public | words.waters
