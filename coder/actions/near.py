"""Which rules came close to each clause of a sentence, for those who ask why nothing was coded."""

from __future__ import annotations

from itertools import islice

from coder.actions.bases import Bases, Note

MOST_NEAR = 4


def silent(clause: int, text: str) -> None:
    """Takes no notes; `explain` passes a function that does."""


def tell_near(bases: Bases, near: Note) -> None:
    """Notes of each clause the rules that came closest, the most specific first."""
    for k in range(len(bases.clauses)):
        base = bases.base(k)
        winner = base.match.rule.id if base is not None and base.match.clause == k else ""
        for text in islice(bases.matcher.near(k, winner), MOST_NEAR):
            near(k, text)
