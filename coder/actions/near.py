"""Which rules came close to each clause of a sentence: for those who ask why nothing was coded, and for the reader."""

from __future__ import annotations

from itertools import islice

from coder.actions.bases import Bases, Note
from coder.actions.rule import Rule

MOST_NEAR = 4
# A rule that fires and makes no event by itself, and one that fires but for what it is not for.
ALONE, EXCLUDED = "alone", "excluded"


def silent(clause: int, text: str) -> None:
    """Takes no notes; `explain` passes a function that does."""


def tell_near(bases: Bases, near: Note) -> None:
    """Notes of each clause the rules that came closest, the most specific first."""
    for k in range(len(bases.clauses)):
        base = bases.base(k)
        winner = base.match.rule.id if base is not None and base.match.clause == k else ""
        for text in islice(bases.matcher.near(k, winner), MOST_NEAR):
            near(k, text)


def near_roots(bases: Bases, k: int) -> frozenset[str]:
    """The roots that rules with the trigger of clause `k` give, with what they lack there, where it is one thing.

    *07 object* stands for a rule of aid that wants another object, *02 alone* for one that fires, but is no event by
    itself. Rules for what is left undone come close to nothing that is done.
    """
    found, status = set(), bases.clauses[k].status
    for rule, missed in bases.matcher.close(k):
        if root := _root(bases, rule) if "actual" in rule.statuses or status in rule.statuses else "":
            found.add(f"{root} {ALONE if missed is None else missed.slots[0] if missed in rule.where else EXCLUDED}")
    return frozenset(found)


def _root(bases: Bases, rule: Rule) -> str:
    """The root of a rule, or of its stance over no known action; '' where it has none."""
    code = rule.code
    if code is None and rule.operator is not None:
        operator = bases.composition.operators[rule.operator]
        code = operator.default or operator.alone
    return code[:2] if code is not None else ""
