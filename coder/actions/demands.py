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
from coder.actions.stances import ASKS, Composition
from coder.actions.words import load_action_words
from coder.clauses.grammar import load_grammar

Words = frozenset[str]
# The kind of a trigger that any word may be.
ANY = "any"


@dataclass(frozen=True, slots=True)
class WordDemand:
    """Any of `triggers` (kind and lemma) must stand in the sentence, and a word of each of `conditions`.

    `codes` are those that the rule can give by itself, `composed` those that stances make of them, and `asked` those
    that it takes somebody who asks for. `pages` are those of a newspaper where the triggers are at home too.
    """

    triggers: frozenset[tuple[str, str]]
    conditions: tuple[Words, ...]
    codes: Words
    composed: Words = frozenset()
    asked: Words = frozenset()
    pages: Words = frozenset()


def word_demands(rulebook: Rulebook, composition: Composition) -> Iterator[WordDemand]:
    """The demands of every rule that can give a code without another."""
    reach = _Reach(composition)
    triggers: dict[tuple[str, tuple[Words, ...], bool, Words], set[tuple[str, str]]] = {}
    for (kind, lemma), entries in rulebook.index.items():
        for rule, particle in entries:
            # *Sit-in*, *at odds* behind *be*: all of its parts stand in the sentence.
            *others, last = re.split(r"[- ]", lemma)
            more = tuple(frozenset([word]) for word in (*others, *particle.split()) if word)
            words = [(ANY, modal) for modal in _any_verb(rule)] if lemma == "*" else [(ANY if others else kind, last)]
            pages = rule.pages(f"{lemma} {particle}".strip())
            is_noun = kind == "noun" and last not in load_action_words().handed
            triggers.setdefault((rule.id, more, is_noun, pages), set()).update(words)
    rules = {rule.id: rule for rule in rulebook.rules}
    for (name, more, is_noun, pages), several in triggers.items():
        rule = rules[name]
        if codes := reach.codes(rule, is_noun):
            conditions = (c for constraint in rule.where for c in _needed(constraint))
            composed = frozenset().union(*(reach.over(code, False) for code in codes)) - codes
            asked = frozenset().union(*(reach.over(code, True) for code in codes)) - codes - composed
            yield WordDemand(frozenset(several), (*more, *conditions), codes, composed, asked, pages)


def asking_words(rulebook: Rulebook) -> Words:
    """The words of which one must stand in a sentence where somebody asks for something: triggers, and modals."""
    found = {lemma for (_, lemma), entries in rulebook.index.items() for rule, _ in entries if rule.operator in ASKS}
    return frozenset(found - {"*"}).union(load_grammar().modals)


class _Reach:
    """Which codes stances make of a code, and of these again, by the table of composition."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self.known: dict[tuple[str, bool], Words] = {}
        self.steps: dict[tuple[str, bool], Words] = {}

    def codes(self, rule: Rule, is_noun: bool) -> Words:
        """The codes that a rule can give without another that gives a base; none where it can't.

        A stance that a noun names has no code of its own, unless it is handed to another (*made an offer to Chad*).
        """
        matter = rule.operator is None  # what a rule without an action below it requires, its words tell
        own = {rule.code} if rule.code is not None and (matter or not rule.requires_base) else set()
        alone = self.composition.operators[rule.operator].alone if rule.operator is not None and not is_noun else None
        return frozenset({*own, *([alone] if alone else ()), *([rule.negated] if rule.negated and own else ())})

    def over(self, code: str, asks: bool) -> Words:
        """A code and all that stances over it give, with those that ask for something or without."""
        if (code, asks) not in self.known:
            found, new = {code}, [code]
            for below in new:  # grows while it is read
                more = self.next(below, asks) - found
                found |= more
                new += sorted(more)
            self.known[code, asks] = frozenset(found)
        return self.known[code, asks]

    def next(self, code: str, asks: bool) -> Words:
        """What one stance makes of a code."""
        if (code, asks) not in self.steps:
            names = (name for name in self.composition.operators if asks or name not in ASKS)
            outer = (self.composition.outer(name, code) for name in names)
            self.steps[code, asks] = frozenset(o[0] for o in outer if o is not None)
        return self.steps[code, asks]


def _needed(constraint: Constraint) -> Iterator[Words]:
    """The words of which one must stand in the sentence so that a constraint can hold."""
    if constraint.kind in {"heads", "words"} and constraint.words and not constraint.facts:
        yield constraint.words
    # The slots of prepositional phrases have the name of their preposition.
    if constraint.kind != "absent" and load_action_words().prepositions.issuperset(constraint.slots):
        yield frozenset(constraint.slots)
    if constraint.kind != "absent" and constraint.slots == ("speaker",):
        yield load_grammar().speech


def _any_verb(rule: Rule) -> list[str]:
    """What makes a rule for any verb fire: a modal of its statuses."""
    return [modal for modal, status in load_grammar().modals.items() if status in rule.statuses]
