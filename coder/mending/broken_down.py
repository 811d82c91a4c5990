"""Those of a number, told one kind after another behind it: *killed six people: [two Danes] and [four Fijians]*.

They are those six: parsers take them for another name of the people, or for that of a place between. They stand in the
place of whom they break down, each with its own number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.words import load_beside
from coder.records import Sentence, Token
from coder.text.figures import read_number
from coder.text.function_words import ANOTHER

NOUNS = frozenset({"NOUN", "PROPN"})
IN_FRONT_OF_KINDS = frozenset({":", ",", "--", "—", "–", "-"})
JOINTS = frozenset({",", "and", "&"})
ENDS = frozenset({".", ",", ";", ")", "—", "–", "--"})
PLACES = frozenset({"dobj", "nsubjpass", "nsubj", "pobj"})
IN_FRONT = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "HYPH", "VBN", "VBG"})
NUMBERS = frozenset({"CD", "DT", "HYPH"})
PLURAL = frozenset({"NNS", "NNPS"})
PRONOUNS = frozenset({"PRP", "WP"})
# So many words a kind takes, and so many may stand between those who are counted and the first kind.
LONGEST, BETWEEN = 7, 16
# One kind: its first word, its noun and its number.
Kind = tuple[int, int, int]


def with_kinds(sentence: Sentence) -> Sentence:
    """The sentence with the kinds of a number in the place of whom that counts; as it was where none add up."""
    for noun in sentence.tokens[1:]:
        if noun.dep not in PLACES or noun.pos not in NOUNS:
            continue
        counted = _number(sentence, noun)
        kinds = _kinds(sentence, noun, counted) if counted > 1 else []
        if kinds:
            return _mended(sentence, noun, kinds)
    return sentence


def _number(sentence: Sentence, noun: Token) -> int:
    """How many a noun counts, where that is told by a number; 0 else."""
    own = [sentence.tokens[c] for c in sentence.children[noun.i] if c < noun.i]
    words = [sentence.tokens[i].text.lower() for t in own if t.dep == "nummod" for i in sentence.subtree(t.i)]
    return read_number(words) or 0


def _kinds(sentence: Sentence, noun: Token, counted: int) -> list[Kind]:
    """The kinds behind a colon, comma or dash after a noun whose numbers add up to its own."""
    for opening in sentence.tokens[noun.i + 1 : noun.i + BETWEEN]:
        if opening.text not in IN_FRONT_OF_KINDS or opening.i + 1 == len(sentence.tokens):
            continue
        found = list(_list(sentence, opening.i + 1))
        if len(found) > 1 and sum(number for _, _, number in found) == counted:
            return found
    return []


def _list(sentence: Sentence, first: int) -> Iterator[Kind]:
    """The kinds from a word on, as far as one follows another."""
    tokens, of_them = sentence.tokens, False
    while (kind := _kind(sentence, first, of_them)) is not None:
        yield kind
        of_them = of_them or any(_is_of_them(sentence, i, i + 1) for i in range(first, kind[1]))
        first = kind[1] + 1
        begin = first
        while first < len(tokens) and tokens[first].text.lower() in JOINTS:
            first += 1
        if first == begin:
            return


def _kind(sentence: Sentence, first: int, of_them: bool) -> Kind | None:
    """The kind that begins with a word: a number and a noun behind which its phrase ends.

    *Of them* may stand between, and behind that an adjective is enough: *three of them nurses and four Malian*.
    """
    tokens = sentence.tokens
    words: list[Token] = []
    for token in tokens[first : first + LONGEST]:
        if token.tag in NUMBERS and (not words or words[-1].tag in NUMBERS):
            words.append(token)
            continue
        if words and _is_of_them(sentence, words[-1].i, token.i):
            continue
        behind = tokens[token.i + 1].text if token.i + 1 < len(tokens) else "."
        if token.tag not in IN_FRONT or not words:
            return None
        if (behind in ENDS or behind in JOINTS) and (token.pos in NOUNS or token.text[:1].isupper()):
            said = [w.text.lower() for w in words]
            number = 1 if len(said) == 1 and said[0] in ANOTHER else read_number(said) or 0
            # *five [African] and five Asian* are none of their own.
            several = token.tag in PLURAL or _is_people(token) or (token.tag == "NNP" and token.text.endswith("s"))
            several = several or of_them and token.text[:1].isupper()
            return (first, token.i, number) if number == 1 or (number and several) else None
    return None


def _is_of_them(sentence: Sentence, number: int, i: int) -> bool:
    """Whether a word is one of the two that take up whom a number is of: *three [of them]*."""
    behind = sentence.tokens[number + 1 : number + 3]
    is_of = len(behind) == 2 and behind[0].text.lower() == "of" and behind[1].tag in PRONOUNS
    return is_of and i <= number + 2


def _is_people(token: Token) -> bool:
    """Whether an adjective is a people's name, which is its own plural: *three [Swiss]*."""
    return token.text[:1].isupper() and token.text.lower().endswith(tuple(load_beside().own_plurals))


def _mended(sentence: Sentence, noun: Token, kinds: list[Kind]) -> Sentence:
    tokens = list(sentence.tokens)
    first = kinds[0][1]
    inside = range(kinds[0][0], kinds[-1][1] + 1)
    for begin, head, number in kinds:
        for i in range(begin, head):
            if tokens[i].text.lower() == "of" or tokens[i - 1].text.lower() == "of":
                continue
            dep = "nummod" if tokens[i].tag == "CD" else "det" if tokens[i].tag == "DT" else "amod"
            if tokens[i].head not in range(begin, head + 1) or tokens[i].dep in {"conj", "appos", *PLACES}:
                tokens[i] = replace(tokens[i], dep=dep, head=head)
        place = (noun.dep, noun.head) if head == first else ("conj", first)
        adjective = "NOUN", "NN" if number == 1 else "NNS"
        pos, tag = adjective if tokens[head].pos == "ADJ" else (tokens[head].pos, tokens[head].tag)
        tokens[head] = replace(tokens[head], pos=pos, tag=tag, dep=place[0], head=place[1])
    for i in inside:
        if tokens[i].pos == "CCONJ":
            tokens[i] = replace(tokens[i], dep="cc", head=first)
    tokens[noun.i] = replace(noun, dep="nmod", head=first)
    return replace(sentence, tokens=tuple(tokens))
