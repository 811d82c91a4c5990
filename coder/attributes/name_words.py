"""The words in and around names of places, and how far a name goes that hyphens join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Token

# So many words and hyphens join the parts of a name at most.
LONGEST_JOINT = 4


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of words/place_names.yaml, each explained there."""

    kinds: frozenset[str]
    settled: frozenset[str]
    grounds: frozenset[str]
    larger: frozenset[str]
    unnamed: frozenset[str]
    spots: frozenset[str]
    first_of_spots: frozenset[str]
    chambers: frozenset[str]
    roads: frozenset[str]
    seats: frozenset[str]
    lying: frozenset[str]
    described_by: frozenset[str]
    lying_nouns: frozenset[str]
    divisions: frozenset[str]
    towns: frozenset[str]
    compass: frozenset[str]
    parts: frozenset[str]
    public: frozenset[str]
    called: frozenset[str]
    doubtful: frozenset[str]
    common: frozenset[str]
    name_particles: frozenset[str]
    name_ends: frozenset[str]
    names_with_of: frozenset[str]
    inside: frozenset[str]
    taking_up: frozenset[str]
    scenes: frozenset[str]
    vague: frozenset[str]
    bare: frozenset[str]
    lands: frozenset[str]
    ground: frozenset[str]
    sites: frozenset[str]
    beside: frozenset[str]
    close: frozenset[str]
    around: frozenset[str]
    heights: frozenset[str]
    rims: frozenset[str]
    landmarks: frozenset[str]
    wayside: frozenset[str]
    kept: frozenset[str]
    services: frozenset[str]
    chief: frozenset[str]
    others: frozenset[str]
    measured: frozenset[str]
    held: frozenset[str]
    linking: frozenset[str]
    articles: frozenset[str]
    arabic: frozenset[str]
    waters: frozenset[str]
    edges: frozenset[str]
    realms: frozenset[str]
    of_a_part: frozenset[str]
    of_trade: frozenset[str]
    divisions_of: Mapping[str, frozenset[str]]
    seats_of: Mapping[str, str]


@cache
def load_name_words() -> NameWords:
    """The words in and around names of places."""
    return load_words("place_names", NameWords)


def _is_small(word: str) -> bool:
    return word == "-" or word.islower() and word.isalpha()


def glued_end(tokens: Sequence[Token], last: int) -> int:
    """The last word of a name that goes on behind hyphens around a small word: *Ras al-[Kamr]*, *Mora-dia-[Sal]*.

    Two names joined by a hyphen are two places, or people of both.
    """
    end, small = last + 1, False
    while end + 1 < len(tokens) and end - last <= LONGEST_JOINT and _is_small(tokens[end].text):
        small = small or tokens[end].text != "-"
        end += 1
    is_glued = small and end < len(tokens) and tokens[end - 1].text == "-" and end - last <= LONGEST_JOINT
    return end if is_glued and tokens[end].start == tokens[end - 1].end and tokens[end].text[:1].isupper() else last
