"""What one clause says was done."""

from __future__ import annotations

from dataclasses import dataclass

from coder.actions.rule import Rule


@dataclass(slots=True, unsafe_hash=True)
class Action:
    """What one clause says was done: code, stance, the rules that made it, candidates for source and target by slot.

    `used` are the heads that name the action itself (*signed [an agreement]*): they are never its target. `base` is the
    code of the action below the stance, `elsewhere` the pages of a newspaper where its triggers are at home too; `asks`
    is the stance of a rule that fired though there is no action for it to be about, `near` are the roots of rules that
    came close where none fired.
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
    base: str = ""
    elsewhere: frozenset[str] = frozenset()
    asks: str = ""
    near: frozenset[str] = frozenset()
