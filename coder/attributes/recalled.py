"""What the next sentence says by the way of an act: *Police shot three marchers. [Saturday's march] was their first.*

The noun takes up the act (*the attack*, *Tuesday's ambush in Goma*), so that its day and its town are those of the act.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coder.attributes.casualty_phrases import load_casualty_words
from coder.attributes.dates import event_date
from coder.attributes.later import KNOWN
from coder.attributes.times import expressions
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence, Token

FORCE, PROTEST = "force", "protest"


def act_of(noun: str) -> str:
    """What kind of act a noun takes up, by its lemma; '' for other nouns."""
    words = load_casualty_words()
    return FORCE if noun in words.force_nouns else PROTEST if noun in words.protest_nouns else ""


def recalled(sentence: Sentence, clauses: Sequence[Clause]) -> int | None:
    """The clause of the noun by which a sentence takes up the act of the one before it; None where it has none.

    No word says that it is another one, and the noun is alone of its kind, or alone with a time.
    """
    tokens = sentence.tokens
    if not load_occasion_words().another.isdisjoint(t.lemma.lower() for t in tokens):
        return None
    nouns = [k for k, c in enumerate(clauses) if c.kind == "noun" and act_of(c.lemma)]
    known = [k for k in nouns if _is_known(sentence, tokens[clauses[k].predicate])]
    if len(nouns) > 1:
        nouns = known = [k for k in known if _times(sentence, clauses[k])]
    return known[0] if len(known) == len(nouns) == 1 else None


def _is_known(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is one that was told of before, by one word or by its day: *the attack*, *Sunday's attack*."""
    below = [sentence.tokens[c] for c in sentence.children[noun.i]]
    times = {t.i for t in below if t.dep == "poss" and _is_time(sentence, t)}
    others = any(t.dep == "poss" and t.i not in times for t in below)  # *Israel's attack*
    return noun.tag in {"NN", "NNP"} and not others and (bool(times) or any(t.lemma.lower() in KNOWN for t in below))


def _times(sentence: Sentence, clause: Clause) -> list[Token]:
    """The words of times below the noun of a clause."""
    return [t for t in map(sentence.tokens.__getitem__, sentence.subtree(clause.predicate)) if _is_time(sentence, t)]


def _is_time(sentence: Sentence, token: Token) -> bool:
    start = token.start - sentence.start
    return any(e.start <= start < e.end for e in expressions(sentence.text))


def day_recalled(sentence: Sentence, clauses: Sequence[Clause], k: int, published: date) -> date | None:
    """The day that stands with the noun of clause `k`; None where none does."""
    if not _times(sentence, clauses[k]):
        return None
    found = event_date(sentence, clauses, k, published)
    return found.date if found.precision == "day" else None
