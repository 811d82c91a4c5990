"""Where the sentences behind an event say that all of it is: *The army declared a curfew. Shops in Bangui were shut.*

They are read as they are printed, for most of them are not parsed: no event stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coder.attributes.gazetteer import Gazetteer, fold
from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import Near, likeliest
from coder.attributes.place_words import load_place_words

# The longest names that are looked up, in words.
LONGEST = 3
_NAME = r"[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_NAMES = re.compile(rf"\b{_NAME}(?: {_NAME}){{0,4}}(?:, (?P<within>{_NAME}(?: {_NAME})?)\b)?")
# So many characters before a name are looked at.
BEFORE = 40
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
OF = "of"


def countries_in(text: str, gazetteer: Gazetteer) -> set[str]:
    """The countries (alpha-3) that a text names by a noun or an adjective, with any town that it can only mean."""
    words = _WORD.findall(text)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    several = [f"{a} {b}" for a, b in zip(pairs, words[2:], strict=False)]
    found: set[str] = set()
    for name in (*several, *pairs, *words):
        if name[0].isupper():
            found |= {row[1] for row, main in gazetteer.find(name) if main and row[7] == "country"}
            found |= {gazetteer.peoples.get(fold(name), "")} - {""}
    return found | set(placed_in(text, gazetteer))


def country_ahead(text: str, gazetteer: Gazetteer) -> str:
    """The country (alpha-3) in which the sentences of a text say that something is; '' for none or several.

    Where somebody travelled or was received says nothing.
    """
    words, lemmas = load_place_words(), {word.lower() for word in _WORD.findall(text)}
    if not {word.removesuffix("s") for word in lemmas}.isdisjoint(words.meetings | words.visits):
        return ""
    found = set(placed_in(text, gazetteer))
    return found.pop() if len(found) == 1 else ""


def placed_in(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The country of each place behind a word for *in* or *near*, or that streets and the like are of."""
    locative, names = load_place_words().locative, load_name_words()
    grounds = names.settled | names.unnamed | names.edges | names.ground
    for match in _NAMES.finditer(text):
        noun, link = _before(text, match.start())
        if link not in locative and not (link == OF and not grounds.isdisjoint((noun, noun.removesuffix("s")))):
            continue
        name = match.group().partition(", ")[0]
        inside = next((r for r, main in gazetteer.find(match["within"] or "") if main and r[7] == "country"), None)
        row = inside or (likeliest(gazetteer.find(name), None, Near()) if name.count(" ") < LONGEST else None)
        if row is not None and row[1]:
            yield row[1]


def _before(text: str, start: int) -> tuple[str, str]:
    """The two words before a name, without an article or *northern*: *streets of*, *fled in*."""
    words = [word.strip(',;:"“(').lower() for word in text[max(0, start - BEFORE) : start].split()]
    passed = load_name_words().compass | load_name_words().articles
    while words and (words[-1] in passed or words[-1].removesuffix("ern") in passed):
        words.pop()
    return (words[-2] if len(words) > 1 else ""), (words[-1] if words else "")
