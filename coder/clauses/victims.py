"""Whom the verb of an event killed or hurt: *an ambush that killed [two]*, *the blast left two [dead]*."""

from __future__ import annotations

from collections.abc import Iterable

from coder.clauses.subjects import Subjects

# Behind what stands what an event hits.
HIT = frozenset({"on", "against", "of", "at"})


class Victims:
    """Finds those whom the verbs of events name as killed or hurt."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects, self.tree, self.grammar = subjects, subjects.tree, subjects.grammar

    def of(self, verb: int) -> list[int]:
        """Whom a verb says that its event killed or hurt: *killed [two]*, *left two [dead]*."""
        return [*self.subjects.objects(verb), *self.left_dead(verb)]

    def left_dead(self, verb: int) -> list[int]:
        """The word that says what people are left as: *left two [dead]*."""
        told, tokens = self.tree.below(verb, {"oprd", "acomp", "dobj"}), self.tree.tokens
        return [c for c in told if tokens[c].lemma in self.grammar.casualties]

    def told_of(self, nouns: Iterable[int]) -> list[int]:
        """Whom event nouns say that they killed or hurt, also where parsers hang that on what was hit.

        *an ambush that killed [two]*, *the bombing of a mill that killed [ten]*
        """
        heads = [h for noun in nouns for h in (noun, *(a.head for a in self.tree.prepositional(noun) if a.role in HIT))]
        return [
            h for head in heads for verb in self.tree.below(head, {"relcl"}) if self.harms(verb) for h in self.of(verb)
        ]

    def harms(self, verb: int) -> bool:
        """Whether a relative verb says that something, not somebody, killed or hurt people: *that [wounded] two*."""
        tokens = self.tree.tokens
        subjects = self.tree.below(verb, {"nsubj"})
        things = bool(subjects) and all(tokens[c].tag == "WDT" for c in subjects)
        return things and (tokens[verb].lemma in self.grammar.harming or bool(self.left_dead(verb)))
