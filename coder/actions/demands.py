"""Which words a sentence must have so that a rule can fire: what the screen goes by before the parse.

Only what no event can do without is demanded: the trigger of a rule that gives a code by itself with its particle and
prepositions, and a word of each of its conditions that words alone can meet. An operator needs a base below it, and
that base is such a rule, unless the operator has a code over no known action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder.actions.rule import Constraint, Rule, Rulebook
from coder.actions.stances import Composition
from coder.actions.words import load_action_words
from coder.clauses.grammar import load_grammar

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class WordDemand:
    """Any of `triggers` must stand in the sentence, and a word of each of `conditions`.

    `codes` are those that the rule, and every stance over it, can give.
    """

    triggers: Words
    conditions: tuple[Words, ...]
    codes: Words


def word_demands(rulebook: Rulebook, composition: Composition) -> Iterator[WordDemand]:
    """The demands of every rule that can give a code without another."""
    reach = _Reach(composition)
    triggers: dict[tuple[str, tuple[Words, ...]], set[str]] = {}
    for (_, lemma), entries in rulebook.index.items():
        for rule, particle in entries:
            # *Sit-in*, *at odds* behind *be*: all of its parts stand in the sentence.
            *others, last = re.split(r"[- ]", lemma)
            more = tuple(frozenset([word]) for word in (*others, *particle.split()) if word)
            words = _any_verb(rule) if lemma == "*" else [last if others else lemma]
            triggers.setdefault((rule.id, more), set()).update(words)
    rules = {rule.id: rule for rule in rulebook.rules}
    for (name, more), several in triggers.items():
        rule = rules[name]
        if codes := reach.codes(rule):
            conditions = (c for constraint in rule.where for c in _needed(constraint))
            yield WordDemand(frozenset(several), (*more, *conditions), codes)


class _Reach:
    """Which codes stances make of a code, and of these again, by the table of composition."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self.known: dict[str, Words] = {}

    def codes(self, rule: Rule) -> Words:
        """All codes that a rule can come to without another that gives a base; none where it can't."""
        own = set() if rule.code is None or rule.requires_base else {rule.code}
        alone = self.composition.operators[rule.operator].alone if rule.operator is not None else None
        found = {*own, *([alone] if alone else ()), *([rule.negated] if rule.negated and own else ())}
        return frozenset().union(*(self.over(code) for code in found))

    def over(self, code: str) -> Words:
        """A code and all that stances over it give."""
        if code not in self.known:
            found, new = {code}, [code]
            for below in new:  # grows while it is read
                outer = (self.composition.outer(name, below) for name in self.composition.operators)
                more = {o[0] for o in outer if o is not None} - found
                found |= more
                new += sorted(more)
            self.known[code] = frozenset(found)
        return self.known[code]


def _needed(constraint: Constraint) -> Iterator[Words]:
    """The words of which one must stand in the sentence so that a constraint can hold."""
    if constraint.kind in {"heads", "words"} and constraint.words and not constraint.facts:
        yield constraint.words
    # The slots of prepositional phrases have the name of their preposition.
    if constraint.kind != "absent" and load_action_words().prepositions.issuperset(constraint.slots):
        yield frozenset(constraint.slots)


def _any_verb(rule: Rule) -> list[str]:
    """What makes a rule for any verb fire: a modal of its statuses."""
    return [modal for modal, status in load_grammar().modals.items() if status in rule.statuses]
