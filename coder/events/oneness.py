"""One event told twice in a sentence is one: an act of force and the dead that it leaves, the dead and the wounded.

*Five people were killed when a car bomb exploded* is one bombing of five people: the code is that of the act, the target
who was harmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.events.dyads import Dyad
from coder.records import Actor, Clause

# Acts of which people are dead or wounded: bombs, shots, shells, attacks; not who is abducted, or what is occupied.
ACTS = ("180", "182", "183", "185", "186", "190", "193", "194", "195", "196", "20")
# Harm by means that are not stated; an act that states them says more.
HARM = ("180", "182")
WOUNDS = "182"
MOST_STEPS = 4


def tell_once(dyads: Sequence[Dyad], clauses: Sequence[Clause]) -> list[Dyad]:
    """The dyads of a sentence, those that only repeat another marked as `repeated`.

    Harm that stands above the act which does it takes that act's code; an act that stands above or beside the harm
    takes its target, where it has none of its own.
    """
    found = list(dyads)
    for i, harm in enumerate(dyads):
        if not harm.action.code.startswith(HARM):
            continue
        for j, act in enumerate(dyads):
            if act.action.clause == harm.action.clause or not act.action.code.startswith(ACTS):
                continue
            if not may_be_one(harm.source, act.source):
                continue
            if act.action.code.startswith(HARM):
                if harm.action.code == WOUNDS and act.action.code != WOUNDS and are_linked(clauses, harm, act):
                    found[i] = replace(found[i], repeated=True)  # *killed three and wounded five*
            elif is_below(clauses, act.action.clause, harm.action.clause):
                found[i] = with_means(found[i], act)
                found[j] = replace(found[j], repeated=True)
            elif are_linked(clauses, harm, act):
                found[i] = replace(found[i], repeated=True)
                if has_no_target(found[j]) and harm.target is not None and harm.target.code is not None:
                    found[j] = replace(found[j], target=harm.target)
    return found


def with_means(harm: Dyad, act: Dyad) -> Dyad:
    """Harm with the code of the act that does it: *killed when a car bomb exploded* is a car bombing."""
    action = replace(
        harm.action,
        code=act.action.code,
        base=act.action.base,
        rule=act.action.rule,
        path=act.action.path,
        elsewhere=harm.action.elsewhere | act.action.elsewhere,
    )
    return replace(harm, action=action, source=harm.source or act.source)


def may_be_one(first: Actor | None, second: Actor | None) -> bool:
    """Whether two sources may be the same: one is missing, or both are of one code."""
    return first is None or second is None or first.code == second.code


def has_no_target(dyad: Dyad) -> bool:
    """Whether nobody is known to whom it is done; a place is nobody."""
    return dyad.target is None or dyad.target.code is None or (bool(dyad.target.country) and not dyad.target.roles)


def are_linked(clauses: Sequence[Clause], harm: Dyad, act: Dyad) -> bool:
    """Whether one clause hangs on the other, or both on one."""
    first, second = harm.action.clause, act.action.clause
    if is_below(clauses, first, second) or is_below(clauses, second, first):
        return True
    above = clauses[first].governor
    return above is not None and above == clauses[second].governor


def is_below(clauses: Sequence[Clause], k: int, top: int) -> bool:
    """Whether clause `k` hangs on clause `top`, by at most a few steps; what a relative clause tells is another matter."""
    for _ in range(MOST_STEPS):
        above = clauses[k].governor
        if above is None or clauses[k].relation == "relative":
            return False
        if above == top:
            return True
        k = above
    return False
