"""How names are spelt: whether words are a name of the dictionaries, by case, accents and part of speech."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from coder.actors.words import actor_words
from coder.records import Sentence, Token

_DROPPED = str.maketrans("", "", ".'’‘`ʼʿʾ\"“”")
_LETTERS = str.maketrans(dict(zip("øØłŁđĐıəƏ", "oOlLdDiaA", strict=True), æ="ae", ð="d", þ="th"))
_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "ADD", "FW", "VBG", "VBN", "CD", "POS"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos", "poss"})


def spell(name: str) -> str:
    """A name as its words are matched: hyphens open, *'s* apart, no article: 'the Al-Aqsa Martyrs' gives
    'Al Aqsa Martyrs'.
    """
    name = re.sub(r"['’]s\b", " s", re.sub(r"^[Tt]he\s+", "", name))
    spelt = (spelt for word in re.findall(r"[^\s,()]+|[,()]", name) for _, spelt in pieces(word))
    return " ".join(spelt)


def fold(text: str) -> str:
    """For comparison: lower case."""
    return text.casefold()


@lru_cache(maxsize=100_000)
def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of a token at hyphens, each folded and as spelt (plain letters). Kept: the same words come again."""
    plain = text.translate(_DROPPED).translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple((fold(p), p) for p in re.split(r"[-–—‑/\s]+", plain) if p)


def fits(name: str, spelt: Sequence[str], tokens: Sequence[Token], kind: str) -> bool:
    """Whether the words in the sentence are this name: by case for names, by part of speech for common nouns."""
    if name.islower() and name != "_":
        if kind not in {"role", "place"} or len(tokens) > 1 or tokens[0].pos in {"NOUN", "PROPN", "X"}:
            return True
        return tokens[0].tag in {"JJ", "VBN"} and (tokens[0].dep in _NOMINAL or name in actor_words().adjectival_roles)
    if len(tokens) == 1 and tokens[0].tag not in _NAME_TAGS:
        return False
    if name == "_":
        return spelt[0][:1].isupper() and (len(tokens) > 1 or tokens[0].tag in {"NNP", "NNPS", "JJ"})
    words = name.split(" ")
    return all(same_case(w, s) for w, s in zip(words, spelt, strict=True))


def same_case(word: str, spelt: str) -> bool:
    """Whether a word of a text, as `spelt`, may be this `word` of a name by its case."""
    if word == spelt:
        return True
    if spelt.isupper():
        return len(spelt) > 1 or word.isupper()
    if spelt.islower():
        return spelt in actor_words().name_particles or word.islower()
    if word.isupper() and len(word) > 1:
        return len(word) > 3 and spelt == word.capitalize()
    return spelt[:1].isupper()


def ends_name(sentence: Sentence, head: int) -> bool:
    """Whether a word in small letters is the last part of a name: *Roh Tae-[woo]*."""
    before = sentence.tokens[max(0, head - 2) : head]
    return (
        len(before) == 2
        and before[1].text == "-"
        and before[0].text[:1].isupper()
        and before[0].end == before[1].start == sentence.tokens[head].start - 1
    )
