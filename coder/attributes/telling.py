"""The day on which was told what is to come: *will receive him next week, the court said [on Monday]*."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coder.attributes.dated import Found
from coder.attributes.time_meaning import Meaning, resolve
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause

POINTS = frozenset({"weekday", "relative", "slash", "calendar", "iso"})


def told_on(
    clauses: Sequence[Clause], above: Sequence[int], found: Sequence[Found], publication: date
) -> Meaning | None:
    """The day of the telling, an intention being of the day on which it is told; None where it is not dated.

    `above` are the clauses above what is told, the nearest first, `found` the times of the sentence.
    """
    for j in above:
        if clauses[j].lemma not in load_occasion_words().reporting or clauses[j].status != "actual":
            continue
        days = (f for f in found if f.owner == j and f.rank < 9 and f.expression.kind in POINTS)
        said = (resolve(f.expression, publication) for f in days)
        if (day := next((m for m in said if m is not None and m[0] <= publication), None)) is not None:
            return day
    return None
