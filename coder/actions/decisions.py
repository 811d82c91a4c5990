"""Decisions as records, and how coder/knowledge/keep.yaml says them: where one applies, its verdict and why.

A decision may be taken in several cases, one for each alternative of its `when`.
Decisions of one kind ask for the facts of dyads (`coder.events.keep`), those of another for the facts of two actions of
one sentence (`coder.actions.parts`). The verdict tells of which kind a decision is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.files.yamlfile import Faults, Node

FIELDS = frozenset({"id", "when", "unless", "verdict", "reason", "example", "counterexample"})
# What an alternative of `when` may say beside what it asks for.
OF_CASE = frozenset({"as", "reason", "unless"})
# Keys that ask for facts of one side, whichever.
EITHER = frozenset({"either", "neither"})
STANCES = frozenset({"actual", "appealed", "demanded", "intended", "refused", "threatened", "accused"})


@dataclass(frozen=True, slots=True)
class Kind:
    """What decisions of a kind may say: verdicts, keys that hold codes, and keys that ask for facts, with the facts."""

    verdicts: frozenset[str]
    codes: tuple[str, ...]
    facts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Test:
    """One entry of a condition: any of `names` must hold, or, if `wanted` is false, the one that is named must not."""

    names: frozenset[str]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, all of it. `codes` are prefixes by key ('code', 'base', 'other'), of which one must fit.

    It is asked of records that have an attribute for each key: the codes and the stance as they are, of the others the
    facts that hold.
    """

    codes: Mapping[str, tuple[str, ...]]
    stances: frozenset[str]
    tests: Mapping[str, tuple[Test, ...]]
    single: tuple[tuple[str, Test], ...] = field(init=False, repr=False, compare=False)
    of_sides: tuple[tuple[bool, tuple[Test, ...]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """`single`: each test with its key, but for those of *either* and *neither* side: those are `of_sides`."""
        single = [(key, test) for key, tests in self.tests.items() if key not in EITHER for test in tests]
        object.__setattr__(self, "single", tuple(single))
        of_sides = [(key == "either", tests) for key, tests in self.tests.items() if key in EITHER]
        object.__setattr__(self, "of_sides", tuple(of_sides))

    @property
    def asks_nothing(self) -> bool:
        """Whether it holds of everything."""
        return not (self.codes or self.stances or self.tests)

    def holds(self, facts: Any) -> bool:
        """Whether all of it holds."""
        return self.fits(facts) and self.is_met(facts)

    def fits(self, facts: Any) -> bool:
        """Whether it is about the codes and the stance."""
        if self.stances and facts.stance not in self.stances:
            return False
        return all(getattr(facts, key).startswith(prefixes) for key, prefixes in self.codes.items())

    def is_met(self, facts: Any) -> bool:
        """Whether the facts are as it asks, whatever the codes and the stance."""
        for key, test in self.single:  # asked dozens of times of each dyad, so written out
            if test.names.isdisjoint(getattr(facts, key)) == test.wanted:
                return False
        for either, tests in self.of_sides:
            if (_all_hold(tests, facts.source) or _all_hold(tests, facts.target)) != either:
                return False
        return True


def _all_hold(tests: Sequence[Test], held: frozenset[str]) -> bool:
    return all(test.names.isdisjoint(held) != test.wanted for test in tests)


@dataclass(frozen=True, slots=True)
class Case:
    """One alternative of a decision, as it is taken: all of `when` must hold, and nothing of `unless`.

    `id` is that of the decision; `name` that by which the second reader knows what is doubted so.
    """

    id: str
    name: str
    verdict: str
    reason: str
    when: Condition
    unless: tuple[Condition, ...]
    place: str

    @property
    def because(self) -> str:
        """The reason and where to look it up, as `explain` gives them."""
        return f"{self.reason} ({self.id if self.name == self.id else f'{self.id}: {self.name}'})"

    def applies(self, facts: Any) -> bool:
        """Whether the decision is taken so of what has these facts."""
        return self.when.holds(facts) and not any(condition.holds(facts) for condition in self.unless)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of keep.yaml, taken where one of its cases applies; `place` is file:line."""

    id: str
    cases: tuple[Case, ...]
    verdict: str
    reason: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    place: str

    def applies(self, facts: Any) -> bool:
        """Whether the decision is taken of what has these facts."""
        return any(case.applies(facts) for case in self.cases)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_decisions(root: Node, kinds: Iterable[Kind], faults: Faults) -> dict[str, Decision]:
    """The decisions of a file by id, with a fault for everything that is wrong."""
    found: dict[str, Decision] = {}
    for node in root.items() if root.is_list(faults, "a list of decisions") else ():
        decision = _decision(node, tuple(kinds), faults)
        if decision is None:
            continue
        if decision.id in found:
            faults.add(node, f"decision '{decision.id}': the id is taken by {found[decision.id].place}; choose another")
        found[decision.id] = decision
    return found


def _decision(node: Node, kinds: Sequence[Kind], faults: Faults) -> Decision | None:
    if not node.is_map(faults, "a decision"):
        return None
    parts = dict(node.pairs())
    name = str(parts["id"].value) if "id" in parts else "?"

    def say(at: Node, text: str) -> None:
        faults.add(at, f"decision '{name}': {text}")

    for key in parts.keys() - FIELDS:
        say(parts[key], f"unknown field '{key}'. Fields are {', '.join(sorted(FIELDS))}")
    for key in sorted(FIELDS - {"unless"} - parts.keys()):
        say(node, f"'{key}' is missing")

    def texts(key: str) -> tuple[str, ...]:
        return tuple(parts[key].strings(faults, f"decision '{name}': {key}")) if key in parts else ()

    verdict = "".join(texts("verdict"))
    kind = next((kind for kind in kinds if verdict in kind.verdicts), None)
    if "verdict" in parts and kind is None:
        known = ", ".join(sorted(v for k in kinds for v in k.verdicts))
        say(parts["verdict"], f"'{verdict}' is no verdict. Verdicts are {known}")

    kind, reason = kind or kinds[0], " ".join(texts("reason"))
    unless = _conditions(parts.get("unless"), kind, say)

    def case(node: Node) -> Case:
        own = dict(node.pairs())

        def text(key: str, otherwise: str) -> str:
            return " ".join(own[key].strings(faults, f"decision '{name}': {key}")) if key in own else otherwise

        when, exceptions = _condition(node, kind, say, OF_CASE), (*_conditions(own.get("unless"), kind, say), *unless)
        return Case(name, text("as", name), verdict, text("reason", reason), when, exceptions, node.place)

    cases = tuple(case(n) for n in _alternatives(parts.get("when")))
    return Decision(name, cases, verdict, reason, texts("example"), texts("counterexample"), node.place)


def _alternatives(node: Node | None) -> list[Node]:
    return [] if node is None else node.items() if isinstance(node.value, list) else [node]


def _conditions(node: Node | None, kind: Kind, say: Callable[[Node, str], None]) -> tuple[Condition, ...]:
    return tuple(_condition(n, kind, say) for n in _alternatives(node))


def _condition(
    node: Node, kind: Kind, say: Callable[[Node, str], None], beside: frozenset[str] = frozenset()
) -> Condition:
    """A condition with its parts by key; a fault is said at each that is unknown, and is not among those `beside`."""
    codes: dict[str, tuple[str, ...]] = {}
    tests: dict[str, tuple[Test, ...]] = {}
    stances: frozenset[str] = frozenset()
    known = ", ".join(sorted([*kind.codes, "stance", *kind.facts, *beside]))
    if not isinstance(node.value, dict):
        say(node, f"a condition must map keys to what they ask for. Keys are {known}")
    for key, value in ((key, value) for key, value in node.pairs() if key not in beside):
        texts = [str(n.value) for n in (value.items() if isinstance(value.value, list) else [value])]
        if key in kind.codes:
            if bad := [t for t in texts if not t.isdigit()]:
                say(value, f"{key} '{bad[0]}' is no code; write codes, or how they begin, in quotes")
            codes[key] = tuple(texts)
        elif key == "stance":
            if bad := sorted(set(texts) - STANCES):
                say(value, f"'{bad[0]}' is no stance. Stances are {', '.join(sorted(STANCES))}")
            stances = frozenset(texts)
        elif key in kind.facts:
            tests[key] = tuple(_test(t, key, kind.facts[key], value, say) for t in texts)
        else:
            say(value, f"unknown key '{key}'. Keys are {known}")
    return Condition(codes, stances, tests)


def _test(text: str, key: str, facts: Mapping[str, str], node: Node, say: Callable[[Node, str], None]) -> Test:
    """'armed', 'private|business' (either) or 'not armed'."""
    wanted = not text.startswith("not ")
    names = frozenset(name.strip() for name in text.removeprefix("not ").split("|"))
    for name in sorted(names - facts.keys()):
        say(node, f"'{name}' is no fact of '{key}'. Facts are {', '.join(sorted(facts))}")
    return Test(names, wanted)
