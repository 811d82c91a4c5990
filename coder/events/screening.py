"""What a sentence must name, and which words it must have, so that an event of it can be kept: derived from the rules
and from the decisions of keep.yaml.

The decisions are asked what they can come to when it is only known what no side can be: for each code, whether an event
may be kept where the sentence names nobody whom a dictionary knows, or nobody in politics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from coder.actions.decisions import Case, Condition, Test
from coder.actions.demands import WordDemand, Words, asking_words, word_demands
from coder.actions.rule import PAGES, Rulebook
from coder.actions.stances import Composition
from coder.actors.lexicon import Lexicon
from coder.actors.named import Named
from coder.actors.phrase import CROWDS
from coder.actors.words import actor_words
from coder.events.facts import ARMS, LAW, SIDE_FACTS
from coder.events.facts import PUBLIC as PROFESSIONS
from coder.events.keep import Keep
from coder.events.pages import page_words
from coder.events.relevance import CIVIL, politics_words
from coder.files.cache import compiled
from coder.text.screen import FORCE, NOBODY, POLITICS, PUBLIC, SOMEBODY, Demand

# What is known of a side: facts that hold of it, and facts that may. No other does.
Known = tuple[frozenset[str], frozenset[str]]
_POLITICAL = frozenset({"bare", "political", "party", "agency", "own"})
_FORCE = frozenset({"armed", "court", "law"})
_CODED = frozenset(SIDE_FACTS) - _FORCE - {"nobody", "uncoded", "name", "coded"}
SIDES: Mapping[int, tuple[Known, ...]] = {
    NOBODY: ((frozenset({"nobody"}), frozenset()), (frozenset({"uncoded"}), frozenset({"name", "people"}))),
    SOMEBODY: ((frozenset({"coded"}), _CODED - _POLITICAL - {"public"}),),
    PUBLIC: ((frozenset({"coded"}), _CODED - _POLITICAL),),
    POLITICS: ((frozenset({"coded"}), _CODED),),
}


def level_of(roles: Iterable[str]) -> int:
    """What the roles of an actor make of him: somebody, one of the public, somebody who may be in politics, or somebody
    with arms or of the law.
    """
    found = frozenset(roles)
    if not found.isdisjoint(ARMS | LAW):
        return FORCE
    if not found or not found <= CIVIL | {"MNC"}:
        return POLITICS
    return SOMEBODY if found.isdisjoint(PROFESSIONS) else PUBLIC


def named_in(lexicon: Lexicon) -> Named:
    """What tells whom a text names, for the screen."""
    states = [(word, POLITICS) for word in politics_words().states]
    # Several opponents of nobody named are the opposition: *critics say*.
    several = [(f"{word}s", level_of({"OPP"})) for word in actor_words().opponents]
    return Named(lexicon, level_of, [*states, *several, *((word, SOMEBODY) for word in CROWDS)])


def demands(words: Iterable[WordDemand], asking: Words, keep: Keep) -> Iterator[Demand]:
    """What the screen asks of a sentence so that each of the rules can give an event that is kept.

    `asking` are the words of which one stands where somebody asks for something.
    """
    known = _Asked(keep)
    war = page_words().war
    for demand in words:
        for codes, pages, more in (
            (demand.codes, demand.pages, ()),
            (demand.composed, frozenset(), ()),
            (demand.asked, frozenset(), (asking,)),
        ):
            if not codes:
                continue
            least, at_war = known.least(codes, pages)
            yield Demand(demand.triggers, (*demand.conditions, *more), least)
            if any(at_war[some] < needs for some, needs in least.items()):
                yield Demand(demand.triggers, (*demand.conditions, *more, war), at_war)


def kept_demands(rulebook: Rulebook, composition: Composition, keep: Keep) -> Iterator[Demand]:
    """The demands of a rulebook and these decisions, kept between runs."""
    rows = compiled(
        "screen",
        [rulebook.checksum, keep.checksum],
        lambda: [
            (triggers, conditions, dict(needs))
            for triggers, conditions, needs in demands(
                word_demands(rulebook, composition), asking_words(rulebook), keep
            )
        ],
    )
    return (Demand(*row) for row in rows)


def _subsets(pages: Words) -> Iterator[Words]:
    for size in range(len(pages) + 1):
        yield from map(frozenset, combinations(sorted(pages), size))


class _Asked:
    """Asks the decisions what must be named for an event of a code to be kept."""

    def __init__(self, keep: Keep) -> None:
        self.conditions = [c for case in keep.about_dyads for c in (case.when, *case.unless)]
        self.cases = keep.about_dyads
        self.known: dict[tuple[tuple[bool, ...], Words], frozenset[tuple[int, bool]]] = {}
        self.found: dict[tuple[Words, Words], tuple[dict[Words, int], dict[Words, int]]] = {}

    def least(self, codes: Words, pages: Words) -> tuple[dict[Words, int], dict[Words, int]]:
        """Who must be named at least for one of the codes to be kept, by the pages of these that the sentence is on:
        anywhere, and where words of war stand.
        """
        if (codes, pages) not in self.found:
            options = {some: frozenset(o for code in codes for o in self.of(code, some)) for some in _subsets(pages)}
            anywhere, at_war = (
                {some: min((n for n, is_war in o if is_war is wanted), default=FORCE) for some, o in options.items()}
                for wanted in (False, True)
            )
            self.found[codes, pages] = anywhere, at_war
        return self.found[codes, pages]

    def of(self, code: str, pages: Words) -> frozenset[tuple[int, bool]]:
        """Whom a sentence must name, and whether words of war must stand there too: the ways in which it may be
        kept where it stands on these pages, and the trigger too.
        """
        # Codes that the same decisions are about are one to them.
        about = tuple(code.startswith(c.codes.get("code", ("",))) for c in self.conditions)
        if (about, pages) not in self.known:
            self.known[about, pages] = frozenset(self._ways(code, pages))
        return self.known[about, pages]

    def _ways(self, code: str, pages: Words) -> Iterator[tuple[int, bool]]:
        yield FORCE, False
        about = [case for case in self.cases if code.startswith(case.when.codes.get("code", ("",)))]
        for needs in (POLITICS, PUBLIC, SOMEBODY, NOBODY):
            if not _may_be_kept(code, about, needs, pages, None):
                return
            yield needs, not _may_be_kept(code, about, needs, pages, False)


def _may_be_kept(code: str, decisions: Sequence[Case], named: int, pages: Words, war: bool | None) -> bool:
    """Whether an event of a code may be kept where the sentence names no more than `named`."""
    known = [side for level, sides in SIDES.items() if level <= named for side in sides]
    events = (_Event(code, source, target, pages, war) for source, target in product(known, known))
    return any(event.is_kept(decisions) for event in events)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of which only part is known: True, False, or None where it can't be told."""

    code: str
    source: Known
    target: Known
    pages: Words
    war: bool | None

    def is_kept(self, decisions: Sequence[Case]) -> bool:
        """Whether the decisions may come to keep it, in their order."""
        for decision in decisions:
            applies = self.applies(decision)
            if applies is not False and decision.verdict not in {"leave", "doubt"}:
                return True
            if applies:
                return False
        return True

    def applies(self, case: Case) -> bool | None:
        """Whether a decision is taken of it so."""
        return _all([self.holds(case.when), _not(_any([self.holds(c) for c in case.unless]))])

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
        if key == "page":
            return _all([_test(t, (self.pages, frozenset(PAGES))) for t in tests])
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
