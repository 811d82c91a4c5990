"""A number is told once: where several events of a sentence could have it, one has.

*Police raided a flat and killed two men* is a raid and a killing, and two dead. They are the killing's: a raid need
harm nobody. Of an attack and the killing that it did they are the attack's, which is told first. What only the second
reader takes for an event (*a raid, during which two were killed*) takes none from what rules code.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import fields, replace

from coder.attributes.casualties import NONE, Numbers, counted_of, tellers, tells_harm
from coder.attributes.told import Told
from coder.attributes.uncoded import is_way_of
from coder.records import Actor, Clause, Sentence

# What is counted of people whom something was done to: a crowd may be that of all it did.
HARM = ("killed", "injured")
SUMMED = (*HARM, "arrested")
NAMES = frozenset({"NOUN", "PROPN"})


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
                has_it = _whose(sentence, clauses, stating, claiming, forces if what in HARM else {})
                for k in claiming:
                    if k != has_it:
                        gone[k].add(what)
    return {k: frozenset(columns) for k, columns in gone.items()}


def _whose(
    sentence: Sentence, clauses: Sequence[Clause], stating: int, claiming: Sequence[int], forces: Mapping[int, bool]
) -> int:
    """Which of the events has the number that clause `stating` states: the force that harmed, else its own.

    Who is named as another than who used force did it himself: *planes bombed a camp as [troops killed] ten*.
    """
    harming = [k for k in claiming if k in forces]
    did_it = [k for k in harming if not forces[k] and not tells_harm(clauses[k])]
    others = did_it or [k for k in harming if k != stating]
    if stating in harming and others and all(_is_by_others(sentence, clauses, stating, k) for k in others):
        return stating
    if did_it := [k for k in did_it if not is_way_of(sentence, clauses, k, did_it)]:
        return min(did_it, key=lambda k: (_steps(clauses, stating, k), clauses[k].predicate))
    sure = [k for k in claiming if not forces.get(k, False)]
    if harming and sure and all(forces[k] for k in harming):
        return min(sure, key=lambda k: clauses[k].predicate)
    if harming or stating not in claiming:
        return min(harming or claiming, key=lambda k: clauses[k].predicate)
    return stating


def _is_by_others(sentence: Sentence, clauses: Sequence[Clause], k: int, other: int) -> bool:
    """Whether a clause names who did it, and as another than who did what the other clause tells."""
    doers = {h for h in clauses[k].heads("subject") if sentence.tokens[h].pos in NAMES}
    acts = {c.predicate for c in clauses if c.kind == "noun"}
    return not clauses[k].passive and bool(doers) and doers.isdisjoint({*clauses[other].heads("subject"), *acts})


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


def share_of(
    sentence: Sentence, clauses: Sequence[Clause], earlier: Sequence[Told], t: Told, told: Sequence[Told], all_: Numbers
) -> Numbers:
    """The numbers of one row: its target's own, where the clause has several targets; else the total, told once of a
    clause, whoever did it: those who fell on both sides of a fight, too.
    """
    if any(o.clause == t.clause and o.source != t.source for o in earlier):
        # Whoever did it with others, or each to the other: those who died of it died once.
        all_ = replace(all_, killed=None, injured=None, arrested=None, toll=None if not all_.crowd_size else all_.toll)
    others = [o for o in told if o.clause == t.clause and o.source == t.source and o.target != t.target]
    if all_ == NONE or not others or t.target is None:
        return all_
    coded = {o.clause for o in told}
    if own := counted_of(sentence, clauses, t.clause, _heads(sentence, t.target), coded):
        return own
    theirs = [counted_of(sentence, clauses, o.clause, _heads(sentence, o.target), coded) for o in others if o.target]
    if known := [n for n in theirs if n is not None]:
        return _rest(all_, known, len(known) == len(theirs))
    return NONE if any(o in earlier for o in others) else all_


def _rest(all_: Numbers, theirs: Sequence[Numbers], is_last: bool) -> Numbers:
    """What is left of the total for a target that is not counted by itself, if it `is_last`: *killed [him] and two*."""
    left = {what: (getattr(all_, what) or 0) - sum(getattr(n, what) or 0 for n in theirs) for what in SUMMED}
    rest = {what: number if is_last and number > 0 else None for what, number in left.items()}
    return replace(all_, **rest, toll=all_.toll if all_.crowd_size or any(rest.values()) else None)


def _heads(sentence: Sentence, actor: Actor) -> Container[int]:
    return frozenset(t.i for t in sentence.tokens if actor.start <= t.start < actor.end)
