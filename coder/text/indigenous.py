"""The first peoples of the Americas, who are called by the name of another country's: *Peruvian [Indians]*."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Token

INDIA = "IND"
# What of a name stands in front of it: *[Aymara] Indians*.
MODIFYING = frozenset({"amod", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class IndigenousWords:
    """The words of coder/knowledge/words/indigenous.yaml."""

    names: frozenset[str]
    with_indians: frozenset[str]
    indian_nouns: frozenset[str]


@cache
def indigenous_words() -> IndigenousWords:
    """The words that tell first peoples from those of India, read once."""
    words: IndigenousWords = load_words("indigenous", IndigenousWords)
    return words


def names_indigenous(tokens: Sequence[Token], k: int, countries: Set[str]) -> bool:
    """Whether *Indians* at a token are of a first people, where a text names these countries besides: one that has such
    and not India. *Indian* does so only with a noun of peoples: *an [Indian] hamlet in Peru*, not *an Indian bank*.
    """
    words = indigenous_words()
    if tokens[k].text not in words.names or INDIA in countries or words.with_indians.isdisjoint(countries):
        return False
    return not is_of_india(tokens, k)


def is_of_india(tokens: Sequence[Token], k: int) -> bool:
    """Whether a noun behind *Indian* is one that first peoples do not have: *an [Indian] bank*."""
    token = tokens[k]
    noun = tokens[token.head].lemma.lower()
    return token.dep in MODIFYING and noun not in indigenous_words().indian_nouns
