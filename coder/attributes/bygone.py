"""What is no news by its time: told of years ago, as history, or of all that happened over weeks and longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coder.attributes.dated import dating, load_date_words
from coder.attributes.dates import event_date, opens
from coder.attributes.tenses import PRESENT, is_told_as_past
from coder.attributes.time_meaning import resolve
from coder.attributes.times import Expression, expressions, may_name
from coder.clauses.occasion import occasion, owners
from coder.records import Clause, Sentence

# What happened so many years before a text is no news in it; what fills more days than a month adds up.
A_DECADE, A_MONTH = 10, 31
# Expressions that may go back so far without a year: amounts of time, and times with a name or of such a length.
AMOUNTS, TIMES = frozenset({"ago", "past"}), frozenset({"period", "decade", "century", "history", "era"})
LONG_PAST = ("history", "century")
_DIGIT = re.compile(r"\d")


def is_decades_old(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> bool:
    """Whether the date of an event lies ten years and more before the text: *in 1995*, *twenty years ago*."""
    dated = _DIGIT.search(sentence.text) is not None or may_name(sentence.text, ("ago",))
    if not dated or " since " in sentence.text:  # *the greatest attack since 1945*
        return False
    if not any(e.kind in AMOUNTS or e.kind in TIMES or e.get("year") for e in expressions(sentence.text)):
        return False  # no other goes back so far
    meant = event_date(sentence, clauses, k, publication)
    return meant.precision != "publication" and publication.year - meant.date.year >= A_DECADE


def is_summed_up(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> bool:
    """Whether a clause tells of all that happened over weeks or longer: *since October*, *in the past year*."""
    spans = expressions(sentence.text)
    for f in dating(sentence, clauses, spans, owners(sentence, clauses)) if spans else ():
        if f.rank < 9 and f.owner == k and (f.since or f.expression.kind == "past"):
            if (meant := resolve(f.expression, publication)) and (publication - meant[0]).days > A_MONTH:
                return True
    return False


def is_history(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether an event is plainly of another time that has no first day: *centuries ago*, *in biblical times*."""
    if _is_of_a_work(sentence, clauses, k):
        return True
    if not may_name(sentence.text, LONG_PAST):
        return False
    spans = tuple(e for e in expressions(sentence.text) if e.kind in LONG_PAST and not _has_first_day(e))
    if not spans:
        return False
    around = {k, *occasion(sentence, clauses, k)}
    found = dating(sentence, clauses, spans, owners(sentence, clauses))
    return any(f.rank < 9 and (f.owner in around or opens(sentence, clauses, k, f)) for f in found)


def _is_of_a_work(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a book or film tells what was done, on no day that is told: *the film shows how troops killed them*."""
    if expressions(sentence.text) or not is_told_as_past(sentence, clauses[k]):
        return False
    above, seen = clauses[k].governor, {k}
    while above is not None and above not in seen:
        seen.add(above)
        verb, subjects = sentence.tokens[clauses[above].predicate], clauses[above].heads("subject")
        if verb.tag in PRESENT and any(sentence.tokens[h].lemma in load_date_words().works for h in subjects):
            return True
        above = clauses[above].governor
    return False


def _has_first_day(e: Expression) -> bool:
    return resolve(e, date.max.replace(year=2000)) is not None
