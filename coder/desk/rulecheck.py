"""Proofs about the rulebook: every example fires its rule, every code can be reached, no rule hides another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.actions.rulebook import Rule, Rulebook
from coder.actions.stances import Composition
from coder.cameo.ontology import Ontology

if TYPE_CHECKING:
    from coder.pipeline import Coder

EXAMPLE_DATE = "2024-06-15"


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that does not do what its rule says; `place` is file:line."""

    place: str
    rule: str
    what: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: rule '{self.rule}': {self.what}: {self.sentence}"


def check_examples(coder: Coder, rules: Iterable[Rule] | None = None) -> list[Fault]:
    """Runs every example and counterexample of the rules through the coder; returns those that fail."""
    cases = [(r, text, True) for r in rules or coder.rulebook.rules for text in r.examples]
    cases += [(r, text, False) for r in rules or coder.rulebook.rules for text in r.counterexamples]
    faults = []
    for (rule, text, wanted), fired in zip(cases, _fired(coder, [c[1] for c in cases]), strict=True):
        if (rule.id in fired) != wanted:
            what = "its example does not fire it" if wanted else "its counterexample fires it"
            others = f" ({', '.join(sorted(fired))} did)" if wanted and fired else ""
            faults.append(Fault(rule.place, rule.id, what + others, text))
    return faults


def _fired(coder: Coder, texts: Sequence[str]) -> Iterator[frozenset[str]]:
    """The ids of the rules behind the actions of each text."""
    for codings in coder.traces(texts, EXAMPLE_DATE):
        yield frozenset(rule for coding in codings for action in coding.actions for rule in action.path)


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
    reached |= {c[0] for name in composition.operators for base in list(reached) if (c := composition.outer(name, base))}
    return [code for code in ontology.codes() if len(code) > 2 and code not in reached]


def shadowed(rulebook: Rulebook) -> list[str]:
    """Rules that can never be chosen, because one before them fires wherever they do."""
    found = []
    for rule in rulebook.rules:
        entries = [(key, e) for key, es in rulebook.index.items() for e in es if e[0].id == rule.id]
        if entries and all(_is_hidden(rulebook, key, entry) for key, entry in entries):
            found.append(f"{rule.place}: rule '{rule.id}' is never chosen: another fires first wherever it does; give it more constraints or a priority")
    return found


def _is_hidden(rulebook: Rulebook, key: tuple[str, str], entry: tuple[Rule, str]) -> bool:
    for other, particle in rulebook.index[key]:
        if other.id == entry[0].id:
            return False
        if particle in {"", entry[1]} and not other.requires_base and set(other.where) <= set(entry[0].where) and set(other.unless) <= set(entry[0].unless):
            return True
    return False
