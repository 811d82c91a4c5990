"""What a sentence must name, and which words it must have, so that an event of it can be kept: derived from the rules
and from the decisions of keep.yaml.

The decisions are asked what they can come to when it is only known what no side can be: for each code, whether an event
may be kept where the sentence names nobody whom a dictionary knows, or nobody in politics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from coder.actions.decisions import Condition, Decision, Test
from coder.actions.demands import WordDemand
from coder.actors.lexicon import Lexicon
from coder.actors.named import Named
from coder.actors.phrase import CROWDS
from coder.events.facts import ARMS, SIDE_FACTS
from coder.events.facts import PUBLIC as PROFESSIONS
from coder.events.keep import Keep
from coder.events.pages import page_words
from coder.events.relevance import CIVIL, politics_words
from coder.text.screen import NOBODY, POLITICS, PUBLIC, SOMEBODY, Demand

# What is known of a side: facts that hold of it, and facts that may. No other does.
Known = tuple[frozenset[str], frozenset[str]]
_POLITICAL = frozenset({"bare", "political", "party", "agency", "court", "law", "own"})
_ARMED = frozenset() if CIVIL.isdisjoint(ARMS) else frozenset({"armed"})
_CODED = frozenset(SIDE_FACTS) - _POLITICAL - {"nobody", "uncoded", "name", "coded", "armed"} | _ARMED
SIDES: Mapping[int, tuple[Known, ...]] = {
    NOBODY: ((frozenset({"nobody"}), frozenset()), (frozenset({"uncoded"}), frozenset({"name", "people"}))),
    SOMEBODY: ((frozenset({"coded"}), _CODED - {"public"}),),
    PUBLIC: ((frozenset({"coded"}), _CODED),),
}


def level_of(roles: Iterable[str]) -> int:
    """What the roles of an actor make of him: somebody, one of the public, or somebody who may be in politics."""
    found = frozenset(roles)
    if not found or not found <= CIVIL | {"MNC"}:
        return POLITICS
    return SOMEBODY if found.isdisjoint(PROFESSIONS) else PUBLIC


def named_in(lexicon: Lexicon) -> Named:
    """What tells whom a text names, for the screen."""
    states = [(word, POLITICS) for word in politics_words().states]
    return Named(lexicon, level_of, [*states, *((word, SOMEBODY) for word in CROWDS)])


def demands(words: Iterable[WordDemand], keep: Keep) -> Iterator[Demand]:
    """What the screen asks of a sentence so that each of the rules can give an event that is kept."""
    asked = cache(_Asked(keep).of)
    war = page_words().war
    for demand in words:
        options = frozenset().union(*map(asked, demand.codes))
        least = min((needs for needs, is_war in options if not is_war), default=POLITICS)
        yield Demand(demand.triggers, demand.conditions, least)
        at_war = min((needs for needs, is_war in options if is_war), default=POLITICS)
        if at_war < least:
            yield Demand(demand.triggers, (*demand.conditions, war), at_war)


class _Asked:
    """Asks the decisions what must be named for an event of a code to be kept."""

    def __init__(self, keep: Keep) -> None:
        self.conditions = [c for d in keep.about_dyads for c in (*d.when, *d.unless)]
        self.decisions = keep.about_dyads
        self.known: dict[tuple[bool, ...], frozenset[tuple[int, bool]]] = {}

    def of(self, code: str) -> frozenset[tuple[int, bool]]:
        """Whom a sentence must name, and whether words of war must stand there too: the ways in which it may be
        kept.
        """
        # Codes that the same decisions are about are one to them.
        about = tuple(code.startswith(c.codes.get("code", ("",))) for c in self.conditions)
        if about not in self.known:
            self.known[about] = frozenset(self._ways(code))
        return self.known[about]

    def _ways(self, code: str) -> Iterator[tuple[int, bool]]:
        yield POLITICS, False
        decisions = [d for d in self.decisions if any(code.startswith(c.codes.get("code", ("",))) for c in d.when)]
        for needs in (PUBLIC, SOMEBODY, NOBODY):
            if not _may_be_kept(code, decisions, needs, None):
                return
            yield needs, not _may_be_kept(code, decisions, needs, False)


def _may_be_kept(code: str, decisions: Sequence[Decision], named: int, war: bool | None) -> bool:
    """Whether an event of a code may be kept where the sentence names no more than `named`."""
    known = [side for level, sides in SIDES.items() if level <= named for side in sides]
    cases = (_Case(code, source, target, war) for source, target in product(known, known))
    return any(case.is_kept(decisions) for case in cases)


@dataclass(frozen=True, slots=True)
class _Case:
    """An event of which only part is known: True, False, or None where it can't be told."""

    code: str
    source: Known
    target: Known
    war: bool | None

    def is_kept(self, decisions: Sequence[Decision]) -> bool:
        """Whether the decisions may come to keep it, in their order."""
        for decision in decisions:
            applies = self.applies(decision)
            if applies is not False and decision.verdict != "leave":
                return True
            if applies:
                return False
        return True

    def applies(self, decision: Decision) -> bool | None:
        """Whether a decision is taken of it."""
        return _all(
            [_any([self.holds(c) for c in decision.when]), _not(_any([self.holds(c) for c in decision.unless]))]
        )

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds of it."""
        if "code" in condition.codes and not self.code.startswith(condition.codes["code"]):
            return False
        unknown = [None] if condition.stances or condition.codes.keys() - {"code"} else []
        return _all([*unknown, *(self.tested(key, tests) for key, tests in condition.tests.items())])

    def tested(self, key: str, tests: tuple[Test, ...]) -> bool | None:
        """Whether what a condition asks of a side, the sentence or the action holds."""
        if key in {"either", "neither"}:
            found = _any([_all([_test(t, side) for t in tests]) for side in (self.source, self.target)])
            return found if key == "either" else _not(found)
        if key == "sentence":
            may = {"world", "place"} | ({"war"} if self.war is None else set())
            return _all([_test(t, (frozenset(), frozenset(may))) for t in tests])
        sides = {"source": self.source, "target": self.target}
        return _all([_test(t, sides[key]) for t in tests]) if key in sides else None


def _test(test: Test, known: Known) -> bool | None:
    held, may = known
    if not test.names.isdisjoint(held):
        return test.wanted
    return not test.wanted if test.names.isdisjoint(may) else None


def _any(found: list[bool | None]) -> bool | None:
    return True if True in found else None if None in found else False


def _all(found: list[bool | None]) -> bool | None:
    return False if False in found else None if None in found else True


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found
