"""Whom a text names at most, told from its words alone: what the screen goes by before the parse.

It errs on the side of naming: whatever the dictionaries may find once the text is parsed is found here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from coder.actors.lexicon import Lexicon
from coder.actors.names import pieces, same_case
from coder.actors.reference import COUNTRY_NOUNS, FIRST_PERSON, PRONOUNS
from coder.actors.words import actor_words
from coder.cameo.actor_codes import WEAK, parts_of
from coder.files.cache import compiled
from coder.memo import Answers
from coder.text.sentences import text_words

_RUNS = re.compile(r"[\w.&]+|\w+")
_WORDS = re.compile(r"\w+")
# Entries of these kinds lend their country, group or office to whatever stands beside them.
LENDING = frozenset({"person", "country", "place", "ethnic", "religion", "group"})


# What is kept of runs of letters; when it is full it begins anew, so that long runs stay small.
MOST_RUNS = 50_000


class Words(NamedTuple):
    """What the words of a text name, in every way in which a parser may cut it at hyphens, stops and quotation marks.

    `level` is that of the names of one word; `refers` tells whether a word may mean somebody who was named before;
    `capital` are the words that are not printed in small letters and `longer` those of names of several words, folded.
    """

    level: int = 0
    refers: bool = False
    capital: frozenset[str] = frozenset()
    longer: frozenset[str] = frozenset()


NOTHING = Words()


def pieces_of(run: str) -> set[tuple[str, str]]:
    """The words of a text between white space, folded and as spelt, in every way in which a parser may cut it."""
    words = {run.strip(".,;:!?()[]\"“”‘’'"), *_RUNS.findall(run), *_WORDS.findall(run)}
    return {piece for word in words for piece in pieces(word)}


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
        nouns |= words.issuing | words.issuing_missions | words.patrols  # the issuer of a report
        self.references = PRONOUNS | FIRST_PERSON | nouns | {form for noun in nouns for form in _plurals(noun)}
        openers = text_words().sentence_openers | text_words().small_words
        self.openers = frozenset(openers)
        self._in_longer = frozenset(self.longer).union(*(rest for names in self.longer.values() for rest, *_ in names))
        self._runs = Answers(self._words_of_run, MOST_RUNS)

    def words_of(self, text: str) -> Words:
        """What the words of a text name. The same words come again and again, so what is found of each is kept."""
        runs = self._runs
        # Most words name nobody.
        found = [words for run in set(text.split()) if (words := runs[run]) is not NOTHING]
        if not found:
            return NOTHING
        levels, refer, capital, longer = zip(*found, strict=True)
        return Words(max(levels), any(refer), frozenset().union(*capital), frozenset().union(*longer))

    def _words_of_run(self, run: str) -> Words:
        found = pieces_of(run)
        folded = frozenset(word for word, _ in found)
        capital = frozenset(word for word, spelt in found if not spelt.islower())
        levels = [self.small.get(word, 0) for word in folded]
        levels += [self._level_of_name(word, spelt) for word, spelt in found]
        words = Words(max(levels, default=0), not folded.isdisjoint(self.references), capital, folded & self._in_longer)
        return NOTHING if words == NOTHING else words

    def _level_of_name(self, word: str, spelt: str) -> int:
        """The level of a name of one word, as it is spelt in a text."""
        if spelt.islower():
            return 0
        names = self.capital.get(word, {}).items()
        return max((level for name, level in names if name == "_" or same_case(name, spelt)), default=0)

    def level(self, words: Words, before: Before) -> int:
        """The level of whom a sentence may name, given what stands before it in the document."""
        level = words.level
        if level < before.level:
            again = (words.capital & before.capital) - self.openers
            if words.refers or any(not word.isdigit() for word in again):
                level = before.level
        if level < self.most:
            for word in words.longer & self.longer.keys():
                for rest, is_small, higher in self.longer[word]:
                    if higher > level and rest <= words.longer:
                        if is_small or word in words.capital or not rest.isdisjoint(words.capital):
                            level = higher
        return level


@dataclass(frozen=True, slots=True)
class Before:
    """What a document has named so far: the highest level, and the words with capitals."""

    level: int = 0
    capital: frozenset[str] = frozenset()

    def after(self, level: int, words: Words) -> Before:
        """What it has named with one more sentence."""
        if level <= self.level and words.capital <= self.capital:
            return self
        return Before(max(level, self.level), self.capital | words.capital)


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
