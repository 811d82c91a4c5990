"""Whether the words of a parsed sentence leave a rule possible that gives an event: asked before its clauses are found.

Like the screen before the parse, but with the lemmas and parts of speech that the parser has told, so it is stricter.
"""

from __future__ import annotations

from coder.actions.rule import Rule, Rulebook
from coder.actions.stances import Composition
from coder.clauses.find import predicates
from coder.clauses.grammar import Grammar
from coder.mending.signs import bag_of_words
from coder.records import Sentence

ANY_VERB = ("verb", "*")

# Sets of words, of each of which one must stand in the sentence.
Wanted = tuple[frozenset[str], ...]


class Possible:
    """What words each trigger wants beside it so that a rule can give an event by itself."""

    def __init__(self, rulebook: Rulebook, composition: Composition, grammar: Grammar) -> None:
        self.rulebook, self.composition, self.modals = rulebook, composition, grammar.modals
        self.ending = frozenset[str]().union(*grammar.ending.values(), *grammar.ended.values())
        self._wanted: dict[tuple[str, str], tuple[Wanted, ...]] = {}

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether some rule can give an event of the sentence."""
        bag = bag_of_words(sentence)
        # One trigger is enough, and most sentences that come here have one among their first words.
        return any(self._may_fire(trigger, bag) for trigger in predicates(sentence, self.ending)) or (
            not bag.isdisjoint(self.modals) and self._may_fire(ANY_VERB, bag)
        )

    def _may_fire(self, trigger: tuple[str, str], bag: frozenset[str]) -> bool:
        """Whether the words that some rule of a trigger wants beside it are there."""
        for wanted in self._wanted.get(trigger) or self.wanted(trigger):
            for words in wanted:
                if bag.isdisjoint(words):
                    break
            else:
                return True
        return False

    def wanted(self, trigger: tuple[str, str]) -> tuple[Wanted, ...]:
        """The words that the rules of a trigger want beside it, rule by rule."""
        found = self._wanted.get(trigger)
        if found is None:
            kind, lemma = trigger
            entries = self.rulebook.entries(kind, lemma)
            if kind == "adjective":  # *is opposed to*: the participle of a verb
                entries += self.rulebook.entries("verb", lemma)
            several = {wanted for rule, _, wanted in entries if self.gives_event(rule)}
            # A rule that asks for nothing more makes all others of its trigger idle.
            found = self._wanted[trigger] = ((),) if () in several else tuple(several)
        return found

    def gives_event(self, rule: Rule) -> bool:
        """Whether a rule gives a code by itself, or at least where somebody is concerned."""
        if rule.code is not None and (rule.operator is None or not rule.requires_base):
            return True
        return rule.operator is not None and self.composition.operators[rule.operator].alone is not None
