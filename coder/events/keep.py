"""Which dyads are events that a careful human coder would write: the decisions of coder/knowledge/keep.yaml, applied.

The decisions stand in order, and the first whose conditions hold decides: it keeps the dyad, leaves it, keeps it only
where the sentence tells nothing else ('alone'), or leaves it to the second reader ('doubt'). Each says why, and
`coder explain` gives that reason. Those that tell which actions of a sentence are parts of others stand in the same
file; `coder.actions` asks them first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coder.actions.decisions import Case, Condition, Decision, Kind, read_decisions
from coder.actions.parts import ASIDE, PARTS, Part, Parts
from coder.events.dyads import Dyad, find_dyads
from coder.events.facts import ACTION_FACTS, PAGE_FACTS, SENTENCE_FACTS, SIDE_FACTS, Facts, facts_of
from coder.events.sides import Resolver
from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, read_yaml
from coder.records import Clause

KEEP_FILE = KNOWLEDGE / "keep.yaml"
# Decisions about dyads: their verdicts, and the facts that they may ask for.
VERDICTS: Mapping[str, str] = {
    "keep": "it is an event",
    "leave": "it is none",
    "alone": "it is one only where the sentence tells nothing else",
    "doubt": "it is one only if the second reader takes it for one",
}
SIDES = ("source", "target", "either", "neither")
DYADS = Kind(
    frozenset(VERDICTS),
    ("code", "base"),
    {**dict.fromkeys(SIDES, SIDE_FACTS), "action": ACTION_FACTS, "sentence": SENTENCE_FACTS, "page": PAGE_FACTS},
)


@dataclass(frozen=True)
class Keep:
    """All decisions in order. `checksum` covers every file read."""

    decisions: tuple[Decision, ...]
    checksum: str = ""

    @cached_property
    def about_dyads(self) -> tuple[Case, ...]:
        """The cases in which a dyad is kept or left, in order."""
        return self._cases(DYADS)

    @cached_property
    def parts(self) -> Parts:
        """Those in which an action of a sentence is part of another."""
        return Parts(self._cases(PARTS))

    def _cases(self, kind: Kind) -> tuple[Case, ...]:
        return tuple(case for d in self.decisions if d.verdict in kind.verdicts for case in d.cases)

    def decide(self, facts: Facts) -> Case:
        """The first case about a dyad that applies; the last one applies to all that is left."""
        about = (facts.code, facts.base, facts.stance)
        fitting = self._fitting.get(about)
        if fitting is None:
            fitting = self._fitting[about] = tuple(_fitting(self.about_dyads, facts))
        return next(case for case, unless in fitting if case.when.is_met(facts) and not _any_met(unless, facts))

    @cached_property
    def _fitting(self) -> dict[tuple[str, str, str], tuple[Fitting, ...]]:
        """What fits a code, base and stance, as far as they were asked for: most decisions are about others."""
        return {}


# A case that is about a code, base and stance, with those of its exceptions that are.
Fitting = tuple[Case, tuple[Condition, ...]]


def _fitting(cases: Sequence[Case], facts: Facts) -> Iterator[Fitting]:
    for case in cases:
        if case.when.fits(facts):
            yield case, tuple(c for c in case.unless if c.fits(facts))


def _any_met(conditions: tuple[Condition, ...], facts: Facts) -> bool:
    for condition in conditions:  # noqa: SIM110  # asked dozens of times of each dyad, and quicker so
        if condition.is_met(facts):
            return True
    return False


@dataclass(slots=True, unsafe_hash=True)
class Verdict:
    """What became of a dyad, and by which decision."""

    dyad: Dyad
    decision: Case
    kept: bool
    facts: Facts

    @property
    def doubted(self) -> bool:
        """Whether it is left, but the second reader may take it for an event."""
        return not self.kept and self.decision.verdict in {"alone", "doubt", ASIDE}


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


def judge_aside(
    parts: Sequence[Part], verdicts: Sequence[Verdict], clauses: Sequence[Clause], resolver: Resolver, keep: Keep
) -> list[Verdict]:
    """The verdicts on what is told aside: actions that were left as parts of others, but may be events of their own.

    Those are none whose root the sentence tells already, or that another decision leaves.
    """
    told = {v.dyad.action.code[:2] for v in verdicts if v.kept}
    aside = {p.clause: p for p in parts if p.decision.verdict == ASIDE and p.action is not None}
    actions = [p.action for p in aside.values() if p.action is not None and p.action.code[:2] not in told]
    judged = judge(find_dyads(actions, clauses, resolver), clauses, resolver, keep) if actions else []
    return [
        Verdict(v.dyad, aside[v.dyad.action.clause].decision, False, v.facts) for v in judged if v.kept or v.doubted
    ]


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
        added = read_decisions(root, (DYADS, PARTS), faults)
        new = {name: decision for name, decision in added.items() if name not in found}
        found = {**new, **{name: added.get(name, decision) for name, decision in found.items()}}
        _check_names(list(found.values()), faults)
        _check_last(path, list(found.values()), faults)
    faults.raise_any()
    return Keep(tuple(found.values()), digest.hexdigest()[:16])


def _check_names(decisions: Sequence[Decision], faults: Faults) -> None:
    """No two decisions may be one to the second reader: a case has a name that no other decision has."""
    taken = {decision.id: decision for decision in decisions}
    for case in (case for decision in decisions for case in decision.cases):
        other = taken.setdefault(case.name, taken[case.id])
        if other.id != case.id:
            text = f"decision '{other.id}': so an alternative of '{case.id}' is called ({case.place}); "
            faults.problems.append(f"{other.place}: {text}choose another name, or replace '{case.id}'")


def _check_last(path: Path, decisions: Sequence[Decision], faults: Faults) -> None:
    """The last decision about dyads, and no other, must apply to all that is left."""
    last = next((d for d in reversed(decisions) if d.verdict not in PARTS.verdicts), None)
    if last is None or not any(case.when.asks_nothing and not case.unless for case in last.cases):
        text = "the last decision must apply to all that is left: give it an empty 'when' ({}) and no 'unless'"
        faults.add(path, text)
