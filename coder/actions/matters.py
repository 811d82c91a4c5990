"""What a stance is about where no rule knows the action, told by its words: *asked Mali to open schools to girls*.

CAMEO tells apart what is asked for, promised, demanded and refused by its kind: trade, arms, relief, reform, rights,
release … (the third and fourth digits of 02, 03, 10 and 12). Verbs for it are without number, the things are fewer:
whatever should be done with *rifles* is military aid. Only the digits behind a stance are told in this way; no event
comes of it, and none goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coder.actions.matching import Matcher
from coder.actions.stances import Composition
from coder.files.words import load_words
from coder.records import Clause, Sentence

# Where the words of what is asked for end: at what is a sentence of its own.
APART = frozenset({"relcl", "parataxis", "advcl", "ccomp", "appos"})
# How far below its head a word may stand; what is refused was another's wish, of which a part may be refused only.
DEEPEST = 4
DEEPEST_REFUSED = 2
REFUSED = "refused"
THREATENED = "threatened"
# What stands before a word in the lists, by its part of speech.
BEFORE = {"NOUN": "", "ADJ": "", "SYM": "", "NUM": "", "VERB": "to "}


@dataclass(frozen=True, slots=True)
class MatterWords:
    """The lists of matters.yaml, each explained there."""

    slots: tuple[str, ...]
    asked: frozenset[str]
    links: frozenset[str]
    unasked: frozenset[str]
    ending: frozenset[str]
    endable: frozenset[str]
    keeping: frozenset[str]
    ended: Mapping[str, frozenset[str]]
    matters: Mapping[str, frozenset[str]]


@cache
def matter_words() -> MatterWords:
    """What stances are about, by the words that say so."""
    return load_words("matters", MatterWords)


@cache
def _codes(ends: bool) -> Mapping[str, str]:
    """The base code of each word, of what is to be ended or of what is to be done."""
    lists = matter_words()
    wanted = {code: words for code, words in lists.matters.items() if not ends or code in lists.endable}
    several = (wanted, lists.ended) if ends else (wanted,)
    return {word: code for by_code in several for code, words in by_code.items() for word in words}


def with_matter(code: str, stance: str, clause: Clause, composition: Composition, matcher: Matcher) -> str:
    """The code of a stance over no known action with the digits of what it is about; as it is where none are told.

    A code that tells the kind already (*promised aid*, 033) gets but the last digit.
    """
    operator, sentence = composition.operators.get(stance), matcher.sentence
    if operator is None or stance == THREATENED:
        return code
    known = code[:2] if code == operator.default else code
    depth = DEEPEST_REFUSED if stance == REFUSED else DEEPEST
    denied = {c.predicate for c in matcher.clauses if c.negated}  # *asked it [not] to lift the embargo*
    for head in _heads(clause, matcher):
        if head in denied:
            continue
        if stance == REFUSED and sentence.tokens[head].lemma in matter_words().unasked:
            return code
        for base in _bases(sentence, head, depth):
            outer = composition.outer(stance, base)
            if outer is not None and outer[1] == stance and outer[0].startswith(known):
                return outer[0]
    return code


def _heads(clause: Clause, matcher: Matcher) -> Iterator[int]:
    """The heads of what somebody asks for, promises or refuses, and not of whom he asks (*asked [the doctors]*)."""
    words, slots = matter_words(), matcher.arguments(clause)
    for slot in words.slots:
        yield from (h for h in slots.get(slot, ()) if slot not in words.asked or "#actor" not in matcher.facts(h))


def _bases(sentence: Sentence, head: int, depth: int) -> Iterator[str]:
    """The base codes that the words of a phrase tell of, the nearest to its head first."""
    words, tokens = matter_words(), sentence.tokens
    level = [(head, False)]
    for _ in range(depth):
        below = []
        for i, ends in level:
            if tokens[i].lemma in words.keeping:
                continue
            if (code := _word(sentence, i, _codes(ends))) is not None:
                yield code
            ends = ends or tokens[i].lemma in words.ending
            below += [(c, ends) for c in sentence.children[i] if _goes_on(sentence, c)]
        level = below


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether what stands below a word is still what it says: no clause of its own, no time, no reason."""
    token = sentence.tokens[i]
    if token.dep in APART or token.pos == "ADV":
        return False
    if token.dep == "acl":  # *a plan [to] withdraw*
        return any(sentence.tokens[c].tag == "TO" for c in sentence.children[i])
    return token.dep != "prep" or token.lemma in matter_words().links


def _word(sentence: Sentence, i: int, codes: Mapping[str, str]) -> str | None:
    """The base code that a token tells of, with a word beside it or by itself; names tell of nothing."""
    tokens = sentence.tokens
    token = tokens[i]
    before = BEFORE.get(token.pos)
    if before is None:
        return None
    for child in sentence.children[i]:
        beside = tokens[child]
        pair = f"to {token.lemma} {beside.lemma}" if beside.dep == "prt" else f"{beside.lemma} {token.lemma}"
        if (found := codes.get(pair)) is not None:
            return found
    return codes.get(before + token.lemma)
