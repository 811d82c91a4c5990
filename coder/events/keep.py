"""Which dyads are events that a careful human coder would write: the decisions of coder/knowledge/keep.yaml, applied.

The decisions stand in order, and the first whose conditions hold decides: it keeps the dyad, leaves it, or keeps it
only where the sentence tells nothing else ('alone'). Each says why, and `coder explain` gives that reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coder.events.dyads import Dyad
from coder.events.facts import ACTION_FACTS, PAGE_FACTS, SENTENCE_FACTS, SIDE_FACTS, Facts, facts_of
from coder.events.sides import Resolver
from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, Node, read_yaml
from coder.records import Clause

KEEP_FILE = KNOWLEDGE / "keep.yaml"
FIELDS = frozenset({"id", "when", "unless", "verdict", "reason", "example", "counterexample"})
VERDICTS = frozenset({"keep", "leave", "alone"})
CODES = ("code", "base")
# The keys of conditions that ask for facts, and the facts of each.
VOCABULARY: Mapping[str, Mapping[str, str]] = {
    "source": SIDE_FACTS, "target": SIDE_FACTS, "either": SIDE_FACTS, "neither": SIDE_FACTS,
    "action": ACTION_FACTS, "sentence": SENTENCE_FACTS, "page": PAGE_FACTS,
}  # fmt: skip
STANCES = frozenset({"actual", "appealed", "demanded", "intended", "refused", "threatened", "accused"})


@dataclass(frozen=True, slots=True)
class Test:
    """One entry of a condition: any of `names` must hold, or, if `wanted` is false, the one that is named must not."""

    names: frozenset[str]
    wanted: bool = True

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether it holds of a side, an action, a sentence or a page."""
        return self.names.isdisjoint(facts) != self.wanted


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a dyad, all of it. `codes` are prefixes by key ('code', 'base'), of which one must fit."""

    codes: Mapping[str, tuple[str, ...]]
    stances: frozenset[str]
    tests: Mapping[str, tuple[Test, ...]]

    def holds(self, facts: Facts) -> bool:
        """Whether all of it holds."""
        return self.fits(facts) and all(_holds(key, tests, facts) for key, tests in self.tests.items())

    def fits(self, facts: Facts) -> bool:
        """Whether it is about the codes and the stance."""
        if self.stances and facts.stance not in self.stances:
            return False
        return all(getattr(facts, key).startswith(prefixes) for key, prefixes in self.codes.items())


def _holds(key: str, tests: Sequence[Test], facts: Facts) -> bool:
    if key in {"either", "neither"}:
        sides = (all(t.holds(side) for t in tests) for side in (facts.source, facts.target))
        return any(sides) == (key == "either")
    held = getattr(facts, key)
    return all(test.holds(held) for test in tests)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of keep.yaml: where it applies, its verdict and why; `place` is file:line.

    The verdict is 'keep', 'leave' or 'alone' (keep where the sentence tells nothing else). One of the conditions of
    `when` must hold, and none of `unless`.
    """

    id: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    verdict: str
    reason: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    place: str

    def applies(self, facts: Facts) -> bool:
        """Whether the decision is taken of a dyad with these facts."""
        for condition in self.when:
            if condition.holds(facts):
                return not any(condition.holds(facts) for condition in self.unless)
        return False


@dataclass(frozen=True)
class Keep:
    """All decisions in order. `checksum` covers every file read."""

    decisions: tuple[Decision, ...]
    checksum: str = ""

    def decide(self, facts: Facts) -> Decision:
        """The first decision that applies; the last one applies to all that is left."""
        about = (facts.code, facts.base, facts.stance)
        fitting = self._fitting.get(about)
        if fitting is None:
            fitting = tuple(d for d in self.decisions if any(condition.fits(facts) for condition in d.when))
            self._fitting[about] = fitting
        return next(decision for decision in fitting if decision.applies(facts))

    @cached_property
    def _fitting(self) -> dict[tuple[str, str, str], tuple[Decision, ...]]:
        """The decisions about a code, base and stance, as far as they were asked for: most are about others."""
        return {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a dyad, and by which decision."""

    dyad: Dyad
    decision: Decision
    kept: bool
    facts: Facts


def judge(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver, keep: Keep) -> list[Verdict]:
    """The verdict on each dyad of a sentence, in their order.

    What counts only alone is kept where no other dyad is: then that of the first action is.
    """
    known = facts_of(dyads, clauses, resolver)
    decided = [(d, keep.decide(facts), facts) for d, facts in zip(dyads, known, strict=True)]
    others = any(decision.verdict == "keep" for _, decision, _ in decided)
    first = next((d.action.clause for d, decision, _ in decided if decision.verdict == "alone"), None)
    found = []
    for dyad, decision, facts in decided:
        alone = decision.verdict == "alone" and not others and dyad.action.clause == first
        found.append(Verdict(dyad, decision, decision.verdict == "keep" or alone, facts))
    return found


# --- reading ----------------------------------------------------------------------------------------------------------


def load_keep(extra: Sequence[Path] = ()) -> Keep:
    """The decisions of the package with those of `extra` files: one with a known id replaces it, others come first.

    Raises DataFileError with every fault found, each as file:line, decision, what is wrong and what to do.
    """
    faults, digest = Faults(), hashlib.sha256()
    found: dict[str, Decision] = {}
    for path in [KEEP_FILE, *extra]:
        root = read_yaml(path, faults)
        if root is None:
            continue
        digest.update(path.read_bytes())
        added = _decisions(root, faults)
        new = {name: decision for name, decision in added.items() if name not in found}
        found = {**new, **{name: added.get(name, decision) for name, decision in found.items()}}
        _check_last(path, list(found.values()), faults)
    faults.raise_any()
    return Keep(tuple(found.values()), digest.hexdigest()[:16])


def _check_last(path: Path, decisions: Sequence[Decision], faults: Faults) -> None:
    """The last decision, and no other, must apply to all that is left."""
    last = decisions[-1] if decisions else None
    if last is None or last.unless or any(c.codes or c.stances or c.tests for c in last.when):
        text = "the last decision must apply to all that is left: give it an empty 'when' ({}) and no 'unless'"
        faults.add(path, text)


def _decisions(root: Node, faults: Faults) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for node in root.items() if root.is_list(faults, "a list of decisions") else ():
        decision = _decision(node, faults)
        if decision is None:
            continue
        if decision.id in found:
            faults.add(node, f"decision '{decision.id}': the id is taken by {found[decision.id].place}; choose another")
        found[decision.id] = decision
    return found


def _decision(node: Node, faults: Faults) -> Decision | None:
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
    if "verdict" in parts and verdict not in VERDICTS:
        say(parts["verdict"], f"'{verdict}' is no verdict. Verdicts are {', '.join(sorted(VERDICTS))}")

    def conditions(key: str) -> tuple[Condition, ...]:
        value = parts.get(key)
        nodes = [] if value is None else value.items() if isinstance(value.value, list) else [value]
        return tuple(_condition(n, say) for n in nodes)

    return Decision(
        name, conditions("when"), conditions("unless"), verdict, " ".join(texts("reason")),
        texts("example"), texts("counterexample"), node.place,
    )  # fmt: skip


def _condition(node: Node, say: Callable[[Node, str], None]) -> Condition:
    """A condition with its parts by key; a fault is said at each that is unknown."""
    codes: dict[str, tuple[str, ...]] = {}
    tests: dict[str, tuple[Test, ...]] = {}
    stances: frozenset[str] = frozenset()
    known = ", ".join(sorted([*CODES, "stance", *VOCABULARY]))
    if not isinstance(node.value, dict):
        say(node, f"a condition must map keys to what they ask for. Keys are {known}")
    for key, value in node.pairs():
        texts = [str(n.value) for n in (value.items() if isinstance(value.value, list) else [value])]
        if key in CODES:
            if bad := [t for t in texts if not t.isdigit()]:
                say(value, f"{key} '{bad[0]}' is no code; write codes, or how they begin, in quotes")
            codes[key] = tuple(texts)
        elif key == "stance":
            if bad := sorted(set(texts) - STANCES):
                say(value, f"'{bad[0]}' is no stance. Stances are {', '.join(sorted(STANCES))}")
            stances = frozenset(texts)
        elif key in VOCABULARY:
            tests[key] = tuple(_test(t, key, value, say) for t in texts)
        else:
            say(value, f"unknown key '{key}'. Keys are {known}")
    return Condition(codes, stances, tests)


def _test(text: str, key: str, node: Node, say: Callable[[Node, str], None]) -> Test:
    """'armed', 'private|business' (either) or 'not armed'."""
    wanted = not text.startswith("not ")
    names = frozenset(name.strip() for name in text.removeprefix("not ").split("|"))
    for name in sorted(names - VOCABULARY[key].keys()):
        say(node, f"'{name}' is no fact of '{key}'. Facts are {', '.join(sorted(VOCABULARY[key]))}")
    return Test(names, wanted)
