"""What a stance over an action comes to: what ends stays as real as it was, what is decided on is laid down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.actions.matching import Match
from coder.actions.words import load_action_words
from coder.cameo.kinds import code_kinds
from coder.records import Clause

if TYPE_CHECKING:
    from coder.actions.bases import Base


def settled(match: Match, clause: Clause, base: Base, told: Clause, outer: tuple[str, str]) -> tuple[str, str]:
    """The code and stance of a stance over the base action of the clause `told`, given what the table makes of them.

    Who decides on coercion or on reduced relations threatens nobody with them: *the decision to expel two envoys*.
    """
    code, stance = outer
    if match.rule.operator == "reversed" and stance == "actual":
        return code, base.stance
    decides = match.rule.operator == "intended" and clause.lemma in load_action_words().decisions
    done = decides and stance == "threatened" and base.stance == "actual" and not told.negated
    return (base.code, base.stance) if done and base.code[:2] in code_kinds().ruled else outer
