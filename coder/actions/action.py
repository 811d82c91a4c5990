"""What one clause says was done."""

from __future__ import annotations

from dataclasses import dataclass

from coder.actions.rule import Rule


@dataclass(slots=True, unsafe_hash=True)
class Action:
    """What one clause says was done: code, stance, the rules that made it, candidates for source and target by slot.

    `used` are the heads that name the action itself (*signed [an agreement]*): they are never its target. `travel`
    is true where one of the rules is about travel.
    """

    clause: int
    code: str
    stance: str
    rule: Rule
    path: tuple[str, ...]
    sources: tuple[tuple[int, ...], ...]
    targets: tuple[tuple[int, ...], ...]
    reciprocal: bool
    specificity: int
    nominal: bool = False
    used: frozenset[int] = frozenset()
    travel: bool = False
