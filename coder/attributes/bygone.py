"""What is no news by its time: told of years ago, or of all that happened over weeks and longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coder.attributes.dated import dating
from coder.attributes.dates import event_date
from coder.attributes.time_meaning import resolve
from coder.attributes.times import expressions, may_name
from coder.clauses.occasion import owners
from coder.records import Clause, Sentence

# What happened so many years before a text is no news in it; what fills more days than a month adds up.
A_DECADE, A_MONTH = 10, 31
# Expressions that may go back so far without a year: amounts of time, and times with a name or of such a length.
AMOUNTS, TIMES = frozenset({"ago", "past"}), frozenset({"period", "decade", "century", "history", "era"})
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
