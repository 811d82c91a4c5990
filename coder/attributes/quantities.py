"""Numbers as a text writes them, and how many people a noun phrase counts.

A number is a lower bound: of a range the lower end, of *at least 12* 12. Vague words count as the least that they can
mean: a dozen 12, dozens 24, scores 40, hundreds 200, thousands 2,000, several and a few 3, a couple 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Sentence

TENS = range(20, 100, 10)
SINGLE = frozenset({"a", "an", "another", "one"})
_DIGITS = re.compile(r"^(\d{1,3}(?:[,. ]\d{3})+|\d+(?:\.\d+)?)(k|m)?\+?$")
_RANGE = re.compile(r"^(\d[\d,]*)[-–—/](\d[\d,]*)$")


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The lists of words/quantities.yaml, each explained there."""

    units: Mapping[str, int]
    multiples: Mapping[str, int]
    vague: Mapping[str, int]
    not_people: frozenset[str]
    collectives: frozenset[str]


def load_quantity_words() -> QuantityWords:
    """The number words."""
    return load_words("quantities", QuantityWords)


def total(sentence: Sentence, heads: Iterable[int]) -> int | None:
    """The sum over coordinated noun phrases: *two soldiers and a policeman* are 3; None when none has a number."""
    numbers = [n for h in dict.fromkeys(heads) if (n := quantity(sentence, h))]
    return sum(numbers) if numbers else None


def quantity(sentence: Sentence, head: int, alone: bool = True) -> int | None:
    """How many people a noun phrase counts. `alone`: whether *a soldier* counts as one.

    *at least 12 people* 12, *dozens of people* 24, *between 10 and 15 rebels* 10, *a soldier* 1, *12 cattle* None.
    """
    tokens, children = sentence.tokens, sentence.children
    token = tokens[head]
    if token.lemma in load_quantity_words().not_people or token.text in {"%"}:
        return None
    before = [c for c in children[head] if c < head]
    parts = sorted(
        i
        for c in before
        if tokens[c].dep in {"nummod", "quantmod", "amod", "det", "predet", "compound"}
        for i in _flat(sentence, c)
    )
    words = [tokens[i].text.lower() for i in parts if i < head]
    own = token.text.lower()
    if value_of(own) is not None or own in load_quantity_words().multiples or own in load_quantity_words().vague:
        if any(
            tokens[h].lemma in load_quantity_words().not_people
            for c in children[head]
            if tokens[c].lemma == "of"
            for h in children[c]
        ):
            return None
        of = [tokens[h].text.lower() for c in children[head] if tokens[c].lemma == "of" for h in children[c]]
        return read_number([*words, own, "of", *of[:1]])
    if token.lemma in {"total", "number", "estimate"}:
        heads = [h for c in children[head] if tokens[c].lemma == "of" for h in children[c] if tokens[h].dep == "pobj"]
        return total(sentence, heads) if token.lemma == "total" else None
    number = read_number([w for w in words if w not in SINGLE or w == "one"]) if words else None
    if number is None and "dozen" in words:
        number = 12
    if number is None and {"few", "several"} & set(words):
        number = 3
    if (
        number is None
        and alone
        and token.tag == "NN"
        and SINGLE & set(words)
        and token.lemma not in load_quantity_words().collectives
    ):
        return 1
    return number


def _flat(sentence: Sentence, head: int) -> list[int]:
    """A modifier and its own modifiers: *at least two hundred*."""
    token = sentence.tokens[head]
    if token.dep == "relcl" or token.lemma in load_quantity_words().not_people:  # *a 19-year-old student*
        return []
    return [head, *(i for c in sentence.children[head] for i in _flat(sentence, c))]


def read_number(words: Sequence[str]) -> int | None:
    """The value of the first number in a row of words, the lower end of a range; None where there is none.

    >>> read_number("at least two hundred and fifty".split())
    250
    """
    value, current, seen = 0.0, 0.0, False
    for n, word in enumerate(words):
        figure = value_of(word)
        if figure is not None:
            if seen and current and not (current % 100 == 0 and figure < 100 or current in TENS and figure < 10):
                break
            current, seen = current + figure, True
        elif word in load_quantity_words().multiples:
            step = load_quantity_words().multiples[word]
            current, seen = (current or 1) * step, True
            if step >= 1000:
                value, current = value + current, 0.0
        elif word in load_quantity_words().vague and not seen:
            of = words[n + 2] if list(words[n + 1 : n + 2]) == ["of"] and n + 2 < len(words) else ""
            return load_quantity_words().vague[word] * {"thousands": 1000, "millions": 1_000_000}.get(of, 1)
        elif seen and word not in {"and", "-", "a"}:
            break
    return int(value + current) if seen else None


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
