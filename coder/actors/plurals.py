"""Plurals of English nouns and noun phrases by morphology: *attorneys general*, *members of parliament*, *gunmen*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coder.files.words import load_words


@dataclass(frozen=True)
class PluralWords:
    """The lists of coder/knowledge/words/plurals.yaml, where each says what it is for."""

    irregular: Mapping[str, frozenset[str]]
    invariable: frozenset[str]
    links: tuple[str, ...]
    nations_without: tuple[str, ...]
    not_men: frozenset[str]


# The first noun takes the ending: *consuls general*, *courts martial*, *chargés d'affaires*, *presidents-elect*.
HEAD_FIRST = ("general", "martial", "elect", "d'affaires", "designate", "in-chief")


def plurals(name: str, kind: str) -> list[str]:
    """The plural forms of a name: none where it is one already or, for peoples, where English has none (*Chinese*).

    Example: plurals('attorney general', 'role') → ['attorneys general', 'attorney generals'].
    """
    if kind == "place" and name[:1].isupper():
        return []  # there is one Hama, and Hamas is another
    words = load_words("plurals", PluralWords)
    for link in words.links:
        if link in name:
            head, _, rest = name.partition(link)
            return [f"{p}{link}{rest}" for p in plurals(head, kind)]
    first, space, last = name.rpartition(" ")
    if first and last.lower() in HEAD_FIRST:
        return [f"{p} {last}" for p in plurals(first, kind)] + ([f"{name}s"] if last == "general" else [])
    if kind in {"country", "ethnic", "religion"} and last.lower().endswith(words.nations_without):
        return []
    return [f"{first}{space}{p}" for p in _noun(last, words)]


def _noun(word: str, words: PluralWords) -> tuple[str, ...]:
    lower = word.lower()
    if lower in words.invariable:
        return ()
    if lower in words.irregular:
        return tuple(sorted(words.irregular[lower]))
    if lower.endswith("man") and lower not in words.not_men:
        return (word[:-3] + "men",)
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) or not lower[-1:].isalpha():
        return ()
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s",)
