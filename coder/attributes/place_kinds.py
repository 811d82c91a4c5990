"""What the words around the name of a place say that it is: *Homs city*, *the city of Homs*."""

from __future__ import annotations

from coder.attributes.name_words import load_name_words
from coder.attributes.times import load_time_words
from coder.records import Sentence, Token


def kind_above(sentence: Sentence, i: int) -> int | None:
    """The noun that says what a place is: *city* in *the city of Homs* and *Homs city*, *camp* in *Homs aid camp*."""
    tokens = sentence.tokens
    above = tokens[tokens[i].head]
    if tokens[i].dep == above.dep == "compound" and above.pos == "NOUN" and above.i == i + 1:
        above = tokens[above.head]
    if (
        tokens[i].dep in {"compound", "nmod", "poss", "amod", "appos"}
        and above.lemma.lower() in load_name_words().kinds
        or tokens[i].dep == "compound"
        and is_weekday(above)  # *arrived in Goma Sunday*, which the parser takes for one name
    ):
        return above.i
    if tokens[i].dep == "pobj" and above.lemma == "of" and tokens[above.head].lemma.lower() in load_name_words().kinds:
        return above.head
    return None


def is_weekday(token: Token) -> bool:
    return token.text.lower() in load_time_words().weekdays


def is_direction(word: str) -> bool:
    """Whether a word only says which part of a place is meant: *northern*, *central*."""
    return word in load_name_words().compass or word in load_name_words().parts
