"""Numbers as a text writes them: words, figures, ranges and vague words, each the least that it can mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words

TENS = range(20, 100, 10)
_DIGITS = re.compile(r"^(\d{1,3}(?:[,. ]\d{3})+|\d+(?:\.\d+)?)(k|m)?\+?$")
_RANGE = re.compile(r"^(\d[\d,]*)[-–—/](\d[\d,]*)$")
# More people than this no event has; the columns hold no more either.
MOST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The lists of words/quantities.yaml, each explained there."""

    units: Mapping[str, int]
    multiples: Mapping[str, int]
    multiples_of: Mapping[str, int]
    vague: Mapping[str, int]
    fractions: Mapping[str, int]
    totals: frozenset[str]
    single: frozenset[str]
    single_beside: frozenset[str]
    persons: frozenset[str]
    deaths_of_one: frozenset[str]
    dying: frozenset[str]
    not_people: frozenset[str]
    collectives: frozenset[str]


@cache
def load_quantity_words() -> QuantityWords:
    """The number words."""
    return load_words("quantities", QuantityWords)


def read_number(words: Sequence[str]) -> int | None:
    """The value of the first number in a row of words, the lower end of a range; None where there is none.

    >>> read_number("at least two hundred and fifty".split())
    250
    """
    lists = load_quantity_words()
    value, current, last = 0.0, None, ""
    for word in words:
        figure = value_of(word)
        if figure is not None:
            joined = _joined(current, figure, last, word)
            if joined is None:
                break
            current = joined
        elif word in lists.multiples or (current is not None and word in lists.multiples_of):
            current = (1 if current is None else current) * (lists.multiples.get(word) or lists.multiples_of[word])
            if current >= 1000:
                value, current = value + current, None
        elif word in lists.fractions and (current is None or last == "a"):
            current = (current or 0) + 1 / lists.fractions[word]
        elif word in lists.vague and current is None and not value:
            current = lists.vague[word]
        elif (current is not None or value) and word not in {"and", "-", "a", "of"}:
            break
        last = word
    found = int(value + (current or 0))
    return found if 0 < found <= MOST else None


def _joined(current: float | None, figure: float, last: str, word: str) -> float | None:
    """A number with the figure behind it: *two hundred* and *fifty*, *2* and *500*; None where that is another."""
    if current is None:
        return figure
    if len(word) == 3 and word.isdigit() and last.isdigit():
        return current * 1000 + figure
    return current + figure if current % 100 == 0 and figure < 100 or current in TENS and figure < 10 else None


@cache
def value_of(word: str) -> float | None:
    """The value of one number word or figure: *twenty-five*, *3,000*, *12-15* (its lower end); None for other words."""
    if word in load_quantity_words().units:
        return load_quantity_words().units[word]
    if not word[:1].isdigit():
        tens, _, ones = word.partition("-")
        return (
            load_quantity_words().units[tens] + load_quantity_words().units[ones]
            if ones and tens in load_quantity_words().units and ones in load_quantity_words().units
            else None
        )
    if match := _RANGE.match(word):
        word = match.group(1)
    if match := _DIGITS.match(word):
        figure = re.sub(r"[, ]|\.(?=\d{3}\b)", "", match.group(1))
        return (
            float(figure) * {"k": 1000, "m": 1_000_000}.get(match.group(2) or "", 1)
            if "." in figure or match.group(2)
            else int(figure)
        )
    return None
