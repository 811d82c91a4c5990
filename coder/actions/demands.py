"""Which words a sentence must have so that a rule can fire: what the screen goes by before the parse.

Only what no event can do without is demanded: the trigger of a rule that gives a code by itself, and a word of each of
its conditions that words alone can meet. An operator needs a base below it, and that base is such a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.actions.rule import Constraint, Rule, Rulebook
from coder.clauses.grammar import load_grammar

# The triggers of a rule, and for each of its conditions the words of which one must stand in the sentence.
Demand = tuple[frozenset[str], tuple[frozenset[str], ...]]


def word_demands(rulebook: Rulebook) -> Iterator[Demand]:
    """The demands of every rule that can give a code without another."""
    triggers: dict[tuple[str, str], set[str]] = {}
    for (_, lemma), entries in rulebook.index.items():
        for rule, particle in entries:
            # *At odds* behind *be*: its last word stands in the sentence. Prepositions alone may be left out or vary.
            last = particle.split()[-1] if " " in particle else ""
            triggers.setdefault((rule.id, last), set()).update(_any_verb(rule) if lemma == "*" else [lemma])
    rules = {rule.id: rule for rule in rulebook.rules}
    for (name, last), words in triggers.items():
        rule = rules[name]
        if rule.code is not None and not rule.requires_base:
            more = (frozenset([last]),) if last else ()
            yield frozenset(words), (*more, *(c.words for c in rule.where if _needs_word(c)))


def _needs_word(constraint: Constraint) -> bool:
    return constraint.kind in {"heads", "words"} and bool(constraint.words) and not constraint.facts


def _any_verb(rule: Rule) -> list[str]:
    """What makes a rule for any verb fire: a modal of its statuses."""
    return [modal for modal, status in load_grammar().modals.items() if status in rule.statuses]
