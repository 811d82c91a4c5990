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

# Where the words of what is asked for end: at what is a sentence of its own, and at whose it is.
APART = frozenset({"poss", "relcl", "parataxis", "advcl", "ccomp", "appos", "csubj"})
# How far below its head a word may stand, and below the head of what is given or stopped.
DEEPEST = 4
DEEPEST_GIVEN = 2
# Who ignores efforts to end a war does not refuse to end his.
DEEPEST_REFUSED = 2
INFINITIVES = frozenset({"acl", "relcl"})
# What somebody says should or will not happen, which stands in the clause that says so and not below it.
UNASKED = frozenset({"necessary", "future"})
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
    drafts: frozenset[str]
    ending: frozenset[str]
    endable: frozenset[str]
    keeping: frozenset[str]
    staying: frozenset[str]
    ended: Mapping[str, frozenset[str]]
    threats: Mapping[str, frozenset[str]]
    closer: Mapping[str, str]
    given: tuple[str, ...]
    matters: Mapping[str, frozenset[str]]


@cache
def matter_words() -> MatterWords:
    """What stances are about, by the words that say so."""
    return load_words("matters", MatterWords)


@cache
def _codes(ends: bool, threatened: bool = False) -> Mapping[str, str]:
    """The base code of each word: of what is threatened, is to be ended or is to be done."""
    lists = matter_words()
    if threatened:
        by_code = lists.matters if ends else lists.threats
        return {word: code for code, words in by_code.items() for word in words}
    wanted = {code: words for code, words in lists.matters.items() if not ends or code in lists.endable}
    several = (wanted, lists.ended) if ends else (wanted,)
    return {word: code for by_code in several for code, words in by_code.items() for word in words}


def with_matter(code: str, stance: str, clause: Clause, composition: Composition, matcher: Matcher) -> str:
    """The code of a stance over no known action with the digits of what it is about; as it is where none are told.

    A code that tells the kind already (*promised aid*, 033) gets but the last digit.
    """
    operator, sentence = composition.operators.get(stance), matcher.sentence
    if operator is None:
        return code
    known = code[:2] if code == operator.default else code
    near = DEEPEST_REFUSED if stance == REFUSED else DEEPEST
    # *asked it [not] to lift the embargo*
    denied = {c.predicate for c in matcher.clauses if c.negated and c.predicate != clause.predicate}
    for head in _heads(clause, matcher):
        if head in denied:
            continue
        if stance == REFUSED and sentence.tokens[head].lemma in matter_words().unasked:
            if (head := _drafted(sentence, head)) < 0:
                return code
        told = _threats(sentence, head, composition) if stance == THREATENED else _bases(sentence, head, DEEPEST, near)
        for base in told:
            outer = composition.outer(stance, base)
            if outer is not None and outer[1] == stance and outer[0].startswith(known):
                return outer[0]
    return code


def _drafted(sentence: Sentence, head: int) -> int:
    """What a draft would do: *rejected a bill [to free] trade*; -1 for what is no draft or does not say it."""
    below = sentence.children[head] if sentence.tokens[head].lemma in matter_words().drafts else ()
    return next((c for c in below if sentence.tokens[c].dep in INFINITIVES and _is_infinitive(sentence, c)), -1)


def with_kind(code: str, clause: Clause, composition: Composition, matcher: Matcher) -> str:
    """The code of what is given, done together or stopped with the digit of its kind, where words tell it.

    *halted [flour] deliveries* is 1623 and not 162.
    """
    words = matter_words()
    if (stance := words.closer.get(code)) is None:
        return code
    slots, known = matcher.arguments(clause), code.rstrip("0")
    for head in (h for slot in words.given for h in slots.get(slot, ())):
        if "#actor" in matcher.facts(head):
            continue
        for base in _bases(matcher.sentence, head, DEEPEST_GIVEN, DEEPEST_GIVEN):
            outer = composition.outer(stance, base) if stance in composition.operators else (base, "")
            if outer is not None and outer[0].startswith(known) and len(outer[0].rstrip("0")) > len(known):
                return outer[0]
    return code


def _heads(clause: Clause, matcher: Matcher) -> Iterator[int]:
    """The heads of what somebody asks for, promises or refuses, and not of whom he asks (*asked [the doctors]*)."""
    words, slots = matter_words(), matcher.arguments(clause)
    for slot in words.slots:
        yield from (h for h in slots.get(slot, ()) if slot not in words.asked or "#actor" not in matcher.facts(h))
    staying = clause.lemma.partition(" ")[0] in words.staying
    if clause.kind == "verb" and (
        clause.status in UNASKED or staying
    ):  # *the [code] must be [rewritten]*, *fares will not [fall]*
        yield clause.predicate


def _bases(sentence: Sentence, head: int, depth: int, near: int) -> Iterator[str]:
    """The base codes that the words of a phrase tell of, the nearest to its head first; what ends only `near` it."""
    words, tokens = matter_words(), sentence.tokens
    level = [(head, tokens[head].lemma in words.staying and tokens[head].pos == "VERB")]  # *the curfew [stays]*
    for step in range(depth):
        below = []
        for i, ends in level:
            if tokens[i].lemma in words.keeping or (ends and step >= near):
                continue
            if (code := _word(sentence, i, _codes(ends))) is not None:
                yield code
            ends = ends or _ends(sentence, i)
            below += [(c, ends) for c in sentence.children[i] if _goes_on(sentence, c)]
        level = below


def _threats(sentence: Sentence, head: int, composition: Composition) -> Iterator[str]:
    """The base codes of the harm that the words of a threat tell of, the nearest to its head first.

    What is given or done together is threatened with its end: *[cut] its [loans]*, *leave the [talks]*.
    """
    level = [(head, False)]
    for _ in range(DEEPEST - 1):
        for i, _ in level:
            if (code := _word(sentence, i, _codes(False, threatened=True))) is not None:
                yield code
        for i, ends in level:
            if ends and (code := _word(sentence, i, _codes(True, threatened=True))) is not None:
                if (ended := composition.outer("reversed", code)) is not None:
                    yield ended[0]
        below = []
        for i, ends in level:
            ends = ends or _ends(sentence, i)
            below += [(c, ends) for c in sentence.children[i] if _goes_on(sentence, c)]
        level = below


def _ends(sentence: Sentence, i: int) -> bool:
    """Whether a word, with its particle, brings something to an end: *[turn off] the gas*."""
    tokens, ending = sentence.tokens, matter_words().ending
    particles = (f"{tokens[i].lemma} {tokens[c].lemma}" for c in sentence.children[i] if tokens[c].dep == "prt")
    return tokens[i].lemma in ending or any(p in ending for p in particles)


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether what stands below a word is still what it says: no clause of its own, no time, no reason."""
    token = sentence.tokens[i]
    if token.dep in APART or token.pos == "ADV":
        return False
    if token.dep == "acl":  # *a plan [to] withdraw*
        return _is_infinitive(sentence, i)
    return token.dep != "prep" or token.lemma in matter_words().links


def _is_infinitive(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[i])


def _word(sentence: Sentence, i: int, codes: Mapping[str, str]) -> str | None:
    """The base code that a token tells of, with a word beside it or by itself; names tell of nothing."""
    tokens = sentence.tokens
    token = tokens[i]
    before = BEFORE.get(token.pos)
    if before is None:
        return None
    for child in sentence.children[i]:
        beside = tokens[child]
        particle = beside.dep == "prt" or (beside.dep == "advmod" and token.pos == "VERB")
        pair = f"to {token.lemma} {beside.lemma}" if particle else f"{beside.lemma} {token.lemma}"
        if (found := codes.get(pair)) is not None:
            return found
    return codes.get(before + token.lemma)
