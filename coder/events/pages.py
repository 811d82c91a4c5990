"""On which pages of a newspaper a sentence stands: sport, trade, accidents, or where nothing tells of violence.

Verbs of politics and war are at home on other pages too (*Australia beat New Zealand*, *Intel attacked the market*).
The page counts only for the triggers that a rule's `elsewhere` names: nobody stages a protest on a sports page.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from coder.files.words import load_words
from coder.memo import for_last
from coder.records import Sentence

SCORE = re.compile(r"\b\d{1,3}-\d{1,3}\b(?!-)")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# The endings of regular nouns and verbs.
ENDINGS = ("s", "es", "d", "ed", "ing")
# So many words make a page; a single one that only games have makes a report of a game.
NEEDED = 3
NEEDED_OF_MARKET = 2


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of coder/knowledge/words/pages.yaml."""

    sport: frozenset[str]
    sporting: frozenset[str]
    politics_beside_sport: frozenset[str]
    market: frozenset[str]
    disaster: frozenset[str]
    accidental: frozenset[str]
    violent: frozenset[str]
    fatal: frozenset[str]
    common: frozenset[str]
    war: frozenset[str]


@cache
def page_words() -> PageWords:
    """The words that tell pages apart, read once."""
    words: PageWords = load_words("pages", PageWords)
    return words


def pages_of(sentence: Sentence, before: str = "") -> frozenset[str]:
    """The pages that the words of a sentence fit: sport, market, disaster, and everyday where none is of violence.

    *Bayern won the cup final 2-0* gives sport and everyday. `before` is the text before it: *A ferry sank. Ten were
    killed* tells of a disaster throughout.
    """
    words, known = words_of(sentence), page_words()
    found = set()
    if is_of_games(words, sentence.text):
        found.add("sport")
    # *Storm* is the weather only as a noun.
    deeds = {t.lemma for t in sentence.tokens if t.pos == "VERB"} & known.violent
    is_told = not (words - deeds).isdisjoint(known.disaster) or tells_of_accident(before)
    if is_told and words.isdisjoint(harming()):
        found.add("disaster")
    if is_of_trade(words):
        found.add("market")
    if words.isdisjoint(telling()):
        found.add("everyday")
    return frozenset(found)


def tells_of_accident(text: str) -> bool:
    """Whether a text has a word that only accidents and disasters have, and none of violence in any form."""
    words = set(_WORD.findall(text.lower()))
    return not words.isdisjoint(page_words().accidental) and not any(_is_form(w, harming()) for w in words)


def _is_form(word: str, lemmas: frozenset[str]) -> bool:
    stems = {word, *(word.removesuffix(ending) for ending in ENDINGS)}
    return not lemmas.isdisjoint(stems | {f"{stem}e" for stem in stems})


def surely_on(text: str, sure: Set[str], possible: Set[str]) -> frozenset[str]:
    """The pages that the words of a sentence fit whatever its parse: `sure` are words that it has as they stand,
    `possible` all that a word of it may be.
    """
    known, found = page_words(), set()
    politics = _politics_beside(sure, text)
    if politics is not None and not _may_have(possible, politics):
        found.add("sport")
    if not sure.isdisjoint(known.disaster) and not _may_have(possible, harming()):
        found.add("disaster")
    if is_of_trade(sure):
        found.add("market")
    if not _may_have(possible, telling()):
        found.add("everyday")
    return frozenset(found)


def _may_have(possible: Set[str], terms: frozenset[str]) -> bool:
    """Whether one of some terms may stand in a sentence, of those of several words all words."""
    return not possible.isdisjoint(terms) or any(words <= possible for words in _longer(terms))


@cache
def _longer(terms: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for term in terms if len(words := re.split(r"[ -]", term)) > 1)


@cache
def harming() -> frozenset[str]:
    """Words of violence that do not tell of the harm of disasters too."""
    return page_words().violent - page_words().fatal


@cache
def telling() -> frozenset[str]:
    """Words of violence that are not used of all sorts of things."""
    return page_words().violent - page_words().common


@cache
def politics_beside(clear: bool) -> frozenset[str]:
    """Words with which a report of a game is none; the police come to games too: there they make no politics of a clear
    report.
    """
    words = page_words().politics_beside_sport
    return words - {"police"} if clear else words


@cache
def asked_words() -> frozenset[str]:
    """Every word that decides of a page."""
    known = page_words()
    terms = known.sport | known.sporting | known.politics_beside_sport | known.market | known.disaster | known.violent
    return terms.union(*_longer(terms))


def is_of_games(words: Set[str], text: str) -> bool:
    """Whether these words, and a score in the text, are those of a report of a game."""
    politics = _politics_beside(words, text)
    return politics is not None and words.isdisjoint(politics)


def _politics_beside(words: Set[str], text: str) -> frozenset[str] | None:
    """The words with which a text that has these words of sport is none of a game all the same; None without such."""
    known = page_words()
    sport = 2 * len(words & known.sport) + len(words & known.sporting)
    sport += 2 * bool(sport and SCORE.search(text))
    if sport < NEEDED and words.isdisjoint(known.sport):
        return None
    return politics_beside(sport > NEEDED)


def tells_of_games(sentence: Sentence) -> bool:
    """Whether a sentence is one of a report of a game."""
    return is_of_games(words_of(sentence), sentence.text)


def tells_of_trade(sentence: Sentence) -> bool:
    """Whether a sentence has so many words of trade that it stands on the page of markets."""
    return is_of_trade(words_of(sentence))


def is_of_trade(words: Set[str]) -> bool:
    """Whether these words are those of the page of markets."""
    return len(words & page_words().market) >= NEEDED_OF_MARKET


def tells_of_war(sentence: Sentence) -> bool:
    """Whether a sentence has words that neither crime nor games have."""
    return not words_of(sentence).isdisjoint(page_words().war)


@for_last
def words_of(sentence: Sentence) -> set[str]:
    """The lemmas of a sentence and of each two neighbours, and its words as they stand."""
    lemmas = [token.lemma for token in sentence.tokens]
    pairs = {f"{first} {second}" for first, second in pairwise(lemmas)}
    return set(lemmas) | {token.text.lower() for token in sentence.tokens} | pairs
