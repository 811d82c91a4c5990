"""Whether a number of people is one event's or the total of a period or of a whole war: *has killed 400 since May*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.times import Expression, expressions
from coder.clauses.occasion import owners
from coder.files.words import load_words
from coder.records import Clause, Sentence, Token

# No single event that news tells of kills, injures or has more people arrested than this.
SINGLE_EVENT = 5_000
# Times that are longer than an event with so many dead, which may be an attack's.
LONG = frozenset({"year", "decade", "century", "era"})
PERFECT = frozenset({"has", "have", "had", "'ve", "'s"})


@dataclass(frozen=True, slots=True)
class TollWords:
    """The lists of words/tolls.yaml, each explained there."""

    wars: frozenset[str]
    spans: frozenset[str]
    in_a_span: frozenset[str]
    courses: frozenset[str]
    hours: frozenset[str]


@cache
def load_toll_words() -> TollWords:
    """The words of wars and of long times."""
    return load_words("tolls", TollWords)


def is_cumulative(sentence: Sentence, clauses: Sequence[Clause], k: int, number: int) -> bool:
    """Whether the number that clause `k` states is a running total.

    It is one where the clause counts since a day, over years or in a war, and where it is more than one event takes.
    *The war has killed 900 people since March* is one, *a bomb killed 12 on Monday* is not.
    """
    if number > SINGLE_EVENT:
        return True
    own = owners(sentence, clauses)
    tokens = [t for t in sentence.tokens if own[t.i] == k or _is_under(sentence, t.i, clauses[k])]
    if any(t.lemma == "since" and not (_is_record(sentence, t.i) or _is_today(sentence, t.i)) for t in tokens):
        return True
    times = [e for e in expressions(sentence.text) if any(_within(e, t.start - sentence.start) for t in tokens)]
    if any(_is_span(e) for e in times) or any(_in_span(sentence, t.i) for t in tokens):
        return True
    if any(e.kind not in LONG and e.kind not in {"period", "past", "month", "season"} for e in times):
        return False
    perfect = is_perfect(sentence, clauses[k])
    if any(e.kind in LONG and (perfect or e.kind != "year") for e in times):
        return True
    return any(_is_war(sentence, t.i, clauses[k]) for t in tokens)


def is_perfect(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause stands in a perfect: *has killed*, *had killed*."""
    below = (sentence.tokens[c] for c in sentence.children[clause.predicate])
    return any(t.dep == "aux" and t.text.lower() in PERFECT for t in below)


def _is_record(sentence: Sentence, i: int) -> bool:
    """Whether *since* belongs to the first or worst of its kind, which is one event: *the worst attack since May*."""
    above = sentence.tokens[max(0, i - 1)]
    if above.pos not in {"NOUN", "PROPN"}:
        return False
    for _ in range(4):
        below = [sentence.tokens[c] for c in sentence.children[above.i]]
        if any(_is_superlative(t) or t.lemma == "first" for t in below if t.dep in {"amod", "nummod"}):
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
        above = sentence.tokens[above.head]
    return False


def _is_today(sentence: Sentence, i: int) -> bool:
    """Whether *since* counts only the hours of an event: *have died in clashes since [dawn] on Friday*."""
    return any(sentence.tokens[c].lemma in load_toll_words().hours for c in sentence.children[i])


def _is_superlative(token: Token) -> bool:
    """Whether an adjective is a superlative, whatever the tagger takes it for: *the bloodiest raid since May*."""
    return token.tag == "JJS" or token.pos == "ADJ" and token.text.endswith("iest")


def _is_under(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether a word hangs on the predicate, though it is an event of its own (*killed in the war*)."""
    for _ in range(6):
        if i == clause.predicate:
            return True
        if sentence.tokens[i].pos in {"VERB", "AUX"}:
            return False
        i = sentence.tokens[i].head
    return False


def _within(e: Expression, start: int) -> bool:
    return e.start <= start < e.end


def _is_span(e: Expression) -> bool:
    """Whether an expression is a time that leads up to now: *over the past two years*, *this year*."""
    unit = e.get("unit") or e.get("unit2")
    return e.kind == "past" and unit in load_toll_words().spans or e.kind == "period" and unit in {"year", "decade"}


def _in_span(sentence: Sentence, i: int) -> bool:
    """Whether a word is a length of time within which people were counted: *in four years of fighting*."""
    tokens, words = sentence.tokens, load_toll_words()
    token, above = tokens[i], tokens[tokens[i].head]
    course = tokens[above.head]
    if above.lemma == "of" and course.lemma in words.courses and course.dep == "pobj":  # *in the course of two years*
        above = tokens[course.head]
    if token.dep != "pobj" or above.lemma not in words.in_a_span or token.lemma not in words.spans:
        return False
    if any(_is_superlative(t) or t.lemma == "first" for t in (tokens[c] for c in sentence.children[above.head])):
        return False  # *ten were killed on Monday, the first deaths in nine years*
    return token.tag == "NNS" or any(tokens[c].dep == "nummod" for c in sentence.children[i])


def _is_war(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether a word is the war that counts: it has killed them, or they were killed in it."""
    tokens = sentence.tokens
    if tokens[i].lemma.lower() not in load_toll_words().wars:
        return False
    if i in clause.heads("subject"):
        return True
    return tokens[i].dep == "pobj" and tokens[tokens[i].head].lemma in load_toll_words().in_a_span
