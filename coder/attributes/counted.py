"""A number is told once: where several events of a sentence could have it, one has.

*Police raided a flat and killed two men* is a raid and a killing, and two dead. They are the killing's: a raid need
harm nobody. Of an attack and the killing that it did they are the attack's, which is told first. What only the second
reader takes for an event (*a raid, during which two were killed*) takes none from what rules code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace

from coder.attributes.casualties import NONE, Numbers, tellers, tells_harm
from coder.records import Clause, Sentence

# What is counted of people whom something was done to: a crowd may be that of all it did.
HARM = ("killed", "injured")
SUMMED = (*HARM, "arrested")


def told_elsewhere(
    sentence: Sentence, clauses: Sequence[Clause], counted: Mapping[int, Numbers], forces: Mapping[int, bool]
) -> dict[int, frozenset[str]]:
    """For each event clause the columns whose number another one has.

    `counted` has what could be told of each clause, and `forces` those that are acts of force, with whether it is
    doubted that they are events.
    """
    gone: dict[int, set[str]] = {k: set() for k in counted}
    with_numbers = [k for k in counted if counted[k] != NONE]
    if len(with_numbers) > 1:
        told = {k: tellers(sentence, clauses, k, counted) for k in with_numbers}
        for what in SUMMED:
            claims: dict[int, list[int]] = {}
            for k in with_numbers:
                if getattr(counted[k], what) is not None and what in told[k]:
                    claims.setdefault(told[k][what], []).append(k)
            for stating, claiming in claims.items():
                has_it = _whose(clauses, stating, claiming, forces if what in HARM else {})
                for k in claiming:
                    if k != has_it:
                        gone[k].add(what)
    return {k: frozenset(columns) for k, columns in gone.items()}


def _whose(clauses: Sequence[Clause], stating: int, claiming: Sequence[int], forces: Mapping[int, bool]) -> int:
    """Which of the events has the number that clause `stating` states: the force that harmed, else its own."""
    harming = [k for k in claiming if k in forces]
    did_it = [k for k in harming if not forces[k] and not tells_harm(clauses[k])]
    if did_it:
        return min(did_it, key=lambda k: (_steps(clauses, stating, k), clauses[k].predicate))
    sure = [k for k in claiming if not forces.get(k, False)]
    if harming and sure and all(forces[k] for k in harming):
        return min(sure, key=lambda k: clauses[k].predicate)
    if harming or stating not in claiming:
        return min(harming or claiming, key=lambda k: clauses[k].predicate)
    return stating


def _steps(clauses: Sequence[Clause], below: int, above: int) -> int:
    """How many clauses one hangs below another; as many as there are where it does not."""
    up: int | None = below
    for steps in range(len(clauses)):
        if up == above:
            return steps
        if up is None:
            break
        up = clauses[up].governor
    return len(clauses)


def without(numbers: Numbers, columns: Collection[str]) -> Numbers:
    """The numbers without some of their columns; NONE where no number is left."""
    if numbers == NONE:
        return NONE
    left = replace(numbers, **dict.fromkeys(columns))
    is_empty = all(getattr(left, f.name) is None for f in fields(left) if f.name != "toll")
    return NONE if is_empty else left
