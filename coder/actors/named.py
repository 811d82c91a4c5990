"""Whom a text names at most, told from its words alone: what the screen goes by before the parse.

It errs on the side of naming: whatever the dictionaries may find once the text is parsed is found here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from coder.actors.lexicon import Lexicon
from coder.actors.names import pieces, same_case
from coder.actors.reference import COUNTRY_NOUNS, PRONOUNS
from coder.actors.words import actor_words
from coder.cameo.actor_codes import WEAK, parts_of
from coder.files.cache import compiled
from coder.text.sentences import text_words

_RUNS = re.compile(r"[\w.&]+|\w+")
_WORDS = re.compile(r"\w+")
# Entries of these kinds lend their country, group or office to whatever stands beside them.
LENDING = frozenset({"person", "country", "place", "ethnic", "religion", "group"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded, and how those that are not printed in small letters are spelt."""

    all: frozenset[str]
    capital: Mapping[str, frozenset[str]]


def words_of(text: str) -> Words:
    """The words of a text in every way in which a parser may cut it at hyphens, stops and quotation marks."""
    runs = set(text.split())
    # Most stand in small letters, with nothing that a parser could cut.
    found = {run for run in runs if run.isalpha() and run.islower() and run.isascii()}
    capital: dict[str, frozenset[str]] = {}
    for run in runs - found:
        for word in {run.strip(".,;:!?()[]\"“”‘’'"), *_RUNS.findall(run), *_WORDS.findall(run)}:
            for folded, spelt in pieces(word):
                found.add(folded)
                if not spelt.islower():
                    capital[folded] = capital.get(folded, frozenset()) | {spelt}
    return Words(frozenset(found), capital)


class Named:
    """Whom texts name, by the level of each entry of the dictionaries; see `level_of`."""

    def __init__(self, lexicon: Lexicon, level_of: Callable[[Iterable[str]], int], more: Iterable[tuple[str, int]]):
        """`level_of` gives the level of an entry by the roles of its code; `more` are words beside the dictionaries."""
        make: Callable[[], Tables] = lambda: _compile(lexicon, level_of, more)  # noqa: E731
        tables: Tables = compiled("named", [lexicon.checksum], make) if lexicon.checksum else make()
        self.capital, self.small, self.longer, self.most, self.lent = tables
        words = actor_words()
        both = words.pair_countries | words.pair_people | words.pair_rivals
        nouns = words.groups | words.blocs | both | COUNTRY_NOUNS | {"side", "two"}
        self.references = PRONOUNS | nouns | {form for noun in nouns for form in _plurals(noun)}
        openers = text_words().sentence_openers | text_words().small_words
        self.openers = frozenset(openers)

    def level(self, words: Words, before: Before) -> int:
        """The level of whom a sentence may name, given what stands before it in the document."""
        level = max((self.small[w] for w in words.all & self.small.keys()), default=0)
        for word in words.capital.keys() & self.capital.keys():
            for name, higher in self.capital[word].items():
                if higher > level and (name == "_" or any(same_case(name, spelt) for spelt in words.capital[word])):
                    level = higher
        if level < before.level:
            again = (words.capital.keys() & before.capital) - self.openers
            if not words.all.isdisjoint(self.references) or any(not word.isdigit() for word in again):
                level = before.level
        if level < self.most:
            for word in words.all & self.longer.keys():
                for rest, is_small, higher in self.longer[word]:
                    if higher > level and rest <= words.all:
                        if is_small or word in words.capital or not rest.isdisjoint(words.capital.keys()):
                            level = higher
        return level


@dataclass(frozen=True, slots=True)
class Before:
    """What a document has named so far: the highest level, and the words with capitals."""

    level: int = 0
    capital: frozenset[str] = frozenset()

    def after(self, level: int, words: Words) -> Before:
        """What it has named with one more sentence."""
        return Before(max(level, self.level), self.capital | words.capital.keys())


# Levels by the word and its spelling, by the word in small letters, and by the first word of longer names with the
# others; the highest of all, and the level of whoever lends his own.
Tables = tuple[dict[str, dict[str, int]], dict[str, int], dict[str, list[tuple[frozenset[str], bool, int]]], int, int]


def _compile(lexicon: Lexicon, level_of: Callable[[Iterable[str]], int], more: Iterable[tuple[str, int]]) -> Tables:
    lent = level_of(())
    tables: Tables = ({}, {}, {}, 0, lent)
    known = {(kind, code): _level(kind, code, lexicon, level_of) for _, kind, code, *_ in lexicon.entries}
    levels = [known[entry.kind, entry.code] for entry in lexicon.entries]
    for name, spellings in lexicon.names.items():
        for spelt, number in spellings:
            if levels[number]:
                _add(tables, name, spelt, levels[number])
    for word, level in more:
        for form in (word, *_plurals(word)):
            _add(tables, form, form, level)
    return (*tables[:3], max(levels, default=lent), lent)


def _level(kind: str, code: str, lexicon: Lexicon, level_of: Callable[[Iterable[str]], int]) -> int:
    bare = code.removeprefix(WEAK)
    if not bare:
        return 0
    parts = parts_of(code, lexicon.ontology, role_only=kind == "role")
    level = level_of((*parts.types, *parts.roles, *parts.groups))
    return max(level, level_of(())) if kind in LENDING else level


def _add(tables: Tables, name: str, spelt: str, level: int) -> None:
    capital, small, longer, *_ = tables
    words, is_small = name.split(), spelt.islower() and spelt != "_"
    if len(words) > 1:
        first, *rest = [word for word in words if word.isalnum()] or words
        longer.setdefault(first, []).append((frozenset(rest), is_small, level))
    elif is_small:
        small[name] = max(level, small.get(name, 0))
    else:
        spellings = capital.setdefault(name, {})
        spellings[spelt] = max(level, spellings.get(spelt, 0))


def _plurals(noun: str) -> tuple[str, ...]:
    return f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"
