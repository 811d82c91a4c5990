"""Names that the words around them say are places: *Gouma, a farming hamlet near Homs*, *Gouma, 20 km from Homs*.

So does what is done to them: *troops retook Gouma*.
"""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.name_words import load_name_words
from coder.attributes.place_words import load_place_words
from coder.records import Sentence, Token
from coder.text.function_words import ANOTHER, ARTICLES

# So many words at most stand between a name and the word that says what it is.
LONGEST = 6
# What they may be: *the last sizeable [town]*, *a 2,000-metre [peak]*, *Fiji's second [city]*.
BEFORE_KIND = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "NUM", "PUNCT", "PART", "VERB"})
NAMING = frozenset({"NOUN", "PROPN", "PART"})
OF = "of"


def is_told_place(sentence: Sentence, last: int) -> bool:
    """Whether the words behind the name that ends at a token say that it is a place.

    They are an apposition (*, a hamlet near Homs*), the edge of something that it stands on (*, on the outskirts of
    Homs*), a distance (*, 20 km from Homs*) or others of its kind (*and two other villages*).
    """
    after = sentence.tokens[last + 1 : last + 5 * LONGEST]
    if not after or after[0].text not in {",", "(", "and", "–", "—", "-"}:
        return False
    if after[0].text == "and":
        return _is_one_of(after[1:])
    behind = list(after)
    if behind[0].text == "(":  # *Gouma (Guma), a market town*
        ends = [n for n, t in enumerate(behind[:LONGEST]) if t.text == ")"]
        behind = behind[ends[0] + 1 :] if ends else []
        if not behind or behind[0].text != ",":
            return False
    return len(behind) > 2 and (_is_kind(behind[1:]) or _is_edge(behind[1:]) or _is_distance(behind[1:]))


def _kind_in(words: Sequence[Token], kinds: frozenset[str]) -> int | None:
    """Where among some words the first stands that says what a place is, and is no word before another noun."""
    for n, token in enumerate(words[: LONGEST + 1]):
        after = words[n + 1] if n + 1 < len(words) else None
        if token.lemma.lower() in kinds and (after is None or after.pos not in NAMING):
            return n
        if token.pos not in BEFORE_KIND or token.text == ",":
            return None
    return None


def _is_kind(words: Sequence[Token]) -> bool:
    """Whether they are an apposition that says what a place is: *a farming hamlet*, *Fiji's second city*."""
    kinds = load_name_words().settled | load_name_words().towns | load_name_words().heights
    if words[0].text.lower() in ARTICLES | ANOTHER:
        return _kind_in(words[1:], kinds) is not None or _is_seat(words[1:])
    return False


def _is_seat(words: Sequence[Token]) -> bool:
    """Whether they say of what a place is the seat: *headquarters of the remote district of Gouma*."""
    if words[0].lemma.lower() not in load_name_words().chief or len(words) < 3 or words[1].lemma != OF:
        return False
    return _kind_in(words[2:] if words[2].pos != "DET" else words[3:], load_name_words().larger) is not None


def _is_edge(words: Sequence[Token]) -> bool:
    """Whether they are of the edge of a town: *on the southern outskirts of Homs*."""
    if words[0].text not in load_name_words().sites | {"on"}:
        return False
    n = _kind_in([t for t in words[1:] if t.pos != "DET"], load_name_words().rims)
    return n is not None


def _is_distance(words: Sequence[Token]) -> bool:
    """Whether they say how far from another a place lies: *some 20 kilometres south of Homs*."""
    rest = words[1:] if words[0].text.lower() in load_name_words().measured else words
    is_length = rest[0].pos == "NUM" and len(rest) > 2 and rest[1].lemma.lower() in load_place_words().lengths
    return is_length and any(t.lemma in {OF, "from"} for t in rest[2 : LONGEST + 3])


def _is_one_of(words: Sequence[Token]) -> bool:
    """Whether others of a kind are told beside a name: *two other hamlets*, *nearby villages*."""
    kinds = load_name_words().settled | load_name_words().towns
    n = _kind_in([t for t in words if t.pos != "DET"], kinds)
    return n is not None and any(t.lemma in load_name_words().others for t in words[: n + 1])


def is_bare_object(sentence: Sentence, first: int, head: int, verbs: frozenset[str]) -> bool:
    """Whether a name without an article is what one of some verbs is done to: *troops [retook] Gouma*."""
    tokens = sentence.tokens
    token, before = tokens[head], tokens[first - 1] if first else None
    verb = tokens[token.head]
    is_done = token.dep in {"dobj", "nsubjpass"} and verb.pos == "VERB" and verb.lemma in verbs
    is_bare = before is None or before.pos not in {"DET", "PRON"} and before.tag != "POS"
    is_somebody = any(tokens[c].dep == "appos" for c in sentence.children[head])  # *captured Banda, a preacher*
    return is_done and is_bare and not is_somebody and token.tag == "NNP" and not token.text.isupper()


def is_before_landmark(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name stands before what is named after the place where it is: *at the [Gouma] pass*, *[Gouma] airport*.

    A police station needs the word: *the Gouma police station*.
    """
    tokens, words = sentence.tokens, load_name_words()
    behind = tokens[last + 1 : last + 3]
    if not behind or behind[0].text[:1].isupper() or behind[0].pos not in {"NOUN", "ADJ"}:
        return False
    is_one = behind[0].lemma in words.landmarks
    is_two = len(behind) > 1 and behind[0].lemma in words.services and behind[1].lemma in words.landmarks | words.kept
    before = tokens[first - 1] if first else None
    return (is_one or is_two) and before is not None and (before.lemma == "the" or before.pos in {"ADP", "VERB"})
