"""Who is asked to have a third do something: *asked Chad to [persuade] Mali to leave*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from coder.actions.matching import Matcher
from coder.clauses.grammar import Grammar
from coder.records import Clause


class Asked(Protocol):
    """What the clauses of a sentence are asked for."""

    clauses: Sequence[Clause]
    grammar: Grammar
    matcher: Matcher

    def complements(self, clause: Clause) -> tuple[int, ...]:
        """The clauses that are complements of a clause."""


def is_passed_on(bases: Asked, clause: Clause) -> bool:
    """Whether what a clause asks for is to be done by a third, whom the one who is asked is to bring to it."""
    for e in bases.complements(clause):
        asked = bases.clauses[e]
        below = bases.complements(asked)
        if asked.lemma.partition(" ")[0] not in bases.grammar.prevails or not below:
            continue
        thirds = [*asked.heads("object"), *(h for c in below for h in bases.clauses[c].heads("subject"))]
        own = asked.heads("subject")
        if any(h not in own and "#actor" in bases.matcher.facts(h) for h in thirds):
            return True
    return False
