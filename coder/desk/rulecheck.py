"""Proofs about the rulebook and keep.yaml: every example fires its rule, every exclusion is needed, every code can be
reached, no rule hides another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coder.actions.decisions import Case, Decision
from coder.actions.rule import Rule, Rulebook
from coder.actions.rulebook import with_rule
from coder.actions.stances import Composition
from coder.cameo.ontology import Ontology
from coder.events.reader import READER

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding

EXAMPLE_DATE = "2024-06-15"


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that does not do what its rule or decision says; `place` is file:line."""

    place: str
    rule: str
    what: str
    sentence: str
    kind: str = "rule"

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} '{self.rule}': {self.what}: {self.sentence}"


def check_examples(coder: Coder, rules: Iterable[Rule] | None = None) -> list[Fault]:
    """Runs every example and counterexample of the rules through the coder; returns those that fail.

    An example has to fire its rule; a counterexample must not become an event of it.
    """
    cases = [(r, text, True) for r in rules or coder.rulebook.rules for text in r.examples]
    cases += [(r, text, False) for r in rules or coder.rulebook.rules for text in r.counterexamples]
    faults = []
    traces = coder.traces([text for _, text, _ in cases], EXAMPLE_DATE, near=False)
    for (rule, text, wanted), codings in zip(cases, traces, strict=True):
        fired = _rules(codings)
        if wanted and rule.id not in fired:
            others = f" ({', '.join(sorted(fired))} did)" if fired else ""
            faults.append(Fault(rule.place, rule.id, f"its example does not fire it{others}", text))
        elif not wanted and any(rule.id in row[0].split("+") for row in _rows(codings)):
            faults.append(Fault(rule.place, rule.id, "its counterexample is coded by it", text))
    return faults


def check_exclusions(coder: Coder, rules: Iterable[Rule] | None = None) -> list[Fault]:
    """Proves every entry of `unless`: the rule does not code its sentence, without the entry it would, and other rows
    come of it.

    Returns the entries that don't hold; one that nothing needs any more can go.
    """
    cases = [(rule, entry) for rule in rules or coder.rulebook.rules for entry in rule.unless]
    faults = []
    traces = coder.traces([entry.sentence for _, entry in cases], EXAMPLE_DATE, near=False)
    for (rule, entry), codings in zip(cases, traces, strict=True):
        if rule.id in _rules(codings):
            faults.append(
                Fault(
                    rule.place,
                    rule.id,
                    f"the sentence of its exclusion '{entry}' fires it all the same",
                    entry.sentence,
                )
            )
            continue
        freer = copy(coder)
        freer.rulebook = with_rule(
            coder.rulebook, replace(rule, unless=tuple(e for e in rule.unless if e is not entry))
        )
        others = freer.trace(entry.sentence, EXAMPLE_DATE, near=False)
        if rule.id not in _rules(others) or _rows(codings) == _rows(others):
            by = ", ".join(sorted(row[0] for row in _rows(codings)))
            what = f"its exclusion '{entry}' is not needed for its sentence: without it the same is coded"
            what += f" (by {by}, which may need the exclusion)" if by else ""
            faults.append(Fault(rule.place, rule.id, what, entry.sentence))
    return faults


def check_decisions(coder: Coder, decisions: Iterable[Decision] | None = None) -> list[Fault]:
    """Runs every example and counterexample of keep.yaml; returns those of which the decision is not taken, or is, and
    the alternatives that decide of none of the examples.

    The counterexample to leaving something must give an event.
    """
    checked = coder.keep.decisions if decisions is None else tuple(decisions)
    cases = [(d, text, True) for d in checked for text in d.examples]
    cases += [(d, text, False) for d in checked for text in d.counterexamples]
    traces = coder.traces([text for _, text, _ in cases], EXAMPLE_DATE, near=False)
    faults, shown = [], list[Case]()
    for (decision, text, wanted), codings in zip(cases, traces, strict=True):
        taken = _taken(codings)
        if wanted:
            shown += [case for case in taken if case.id == decision.id]
        if what := _wrong(decision, wanted, codings):
            others = ", ".join(dict.fromkeys(case.id for case in taken)) or "none was asked for"
            faults.append(Fault(decision.place, decision.id, f"{what} (decisions: {others})", text, "decision"))
    what = "this alternative decides of none of its examples"
    for decision in (d for d in checked if len(d.cases) > 1):
        unseen = (case for case in decision.cases if case not in shown)
        faults += [Fault(c.place, c.id, what, " ".join(decision.examples), "decision") for c in unseen]
    return faults


def _taken(codings: Sequence[Coding]) -> list[Case]:
    """The cases in which decisions were taken of a text, those on parts of others first."""
    parts = [p.decision for coding in codings for p in coding.parts]
    return parts + [v.decision for coding in codings for v in coding.verdicts]


def _wrong(decision: Decision, wanted: bool, codings: Sequence[Coding]) -> str:
    taken = any(case.id == decision.id for case in _taken(codings))
    if wanted:
        return "" if taken else "it is not taken of its example"
    if taken:
        return "it is taken of its counterexample"
    kept = any(v.kept for coding in codings for v in coding.verdicts)
    return "" if decision.verdict == "keep" or kept else "its counterexample gives no event"


def _rules(codings: Sequence[Coding]) -> frozenset[str]:
    """The ids of the rules behind the actions of a text."""
    return frozenset(rule for coding in codings for action in coding.actions for rule in action.path)


def _rows(codings: Sequence[Coding]) -> list[tuple[str, str, str | None, str | None]]:
    """Rule, code and sides of the events by rule: what the second reader takes for one is no matter of the rules."""
    events = (e for coding in codings for e in coding.events if e.coded_by != READER)
    return [(e.rule_id, e.event_code, e.source_code, e.target_code) for e in events]


def ways_to(code: str, rulebook: Rulebook, composition: Composition) -> list[str]:
    """How a code can come about: 'rule aid.food', or 'appealed over 073 (rule aid.food)', the direct ones first."""
    direct = {c: [r.id for r in rulebook.rules if c in {r.code, r.negated}] for c in _base_codes(rulebook)}
    ways = [f"rule {r}" for r in direct.get(code, ())]
    bases = dict(direct)
    for base in list(direct):
        composed = composition.outer("reversed", base)
        if composed:
            bases.setdefault(composed[0], []).append(f"reversed {base}")
    for name in composition.operators:
        for base, rules in sorted(bases.items()):
            composed = composition.outer(name, base)
            if composed and composed[0] == code and base != code:
                ways.append(f"{name} over {base} ({', '.join(rules[:3])}{' …' if len(rules) > 3 else ''})")
    return ways


def _base_codes(rulebook: Rulebook) -> set[str]:
    return {c for r in rulebook.rules for c in (r.code, r.negated) if c}


def unreachable(ontology: Ontology, rulebook: Rulebook, composition: Composition) -> list[str]:
    """The codes of CAMEO to which no rule or composition leads; the two-digit roots are no codes of events."""
    reached = _base_codes(rulebook)
    reached |= {c[0] for base in list(reached) if (c := composition.outer("reversed", base))}
    reached |= {
        c[0] for name in composition.operators for base in list(reached) if (c := composition.outer(name, base))
    }
    return [code for code in ontology.codes() if len(code) > 2 and code not in reached]


def shadowed(rulebook: Rulebook) -> list[str]:
    """Rules that can never be chosen, because one before them fires wherever they do.

    Those of verb dictionaries, which have no examples and stand behind all others on purpose, are left out.
    """
    found = []
    by_rule: dict[str, list[tuple[tuple[str, str], tuple[Rule, str]]]] = {}
    for key, held in rulebook.index.items():
        for entry in held:
            by_rule.setdefault(entry[0].id, []).append((key, entry))
    for rule in (r for r in rulebook.rules if r.examples):
        entries = by_rule.get(rule.id)
        if entries and all(_is_hidden(rulebook, key, entry) for key, entry in entries):
            found.append(
                f"{rule.place}: rule '{rule.id}' is never chosen: another fires first wherever it does; give it more "
                f"constraints or a higher rank"
            )
    return found


def _is_hidden(rulebook: Rulebook, key: tuple[str, str], entry: tuple[Rule, str]) -> bool:
    for other, particle in rulebook.index[key]:
        if other.id == entry[0].id:
            return False
        if (
            particle in {"", entry[1]}
            and not other.requires_base
            and set(other.where) <= set(entry[0].where)
            and set(other.unless) <= set(entry[0].unless)
        ):
            return True
    return False
