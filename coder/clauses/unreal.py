"""Whether an event noun names what is feared, weighed or averted, so that nothing happened: *the risk of an attack*."""

from __future__ import annotations

from coder.clauses.status import Statuses
from coder.records import Token

EVE = "eve"
COPULAS = frozenset({"be", "become", "look", "remain", "seem", "stay"})
SAID_OF = frozenset({"attr", "acomp", "oprd"})
DONE = frozenset({"actual", "failed"})


class Unreal:
    """What stands above an event noun and says that it has not happened."""

    def __init__(self, statuses: Statuses) -> None:
        self.statuses, self.grammar, self.tree = statuses, statuses.grammar, statuses.tree
        self.tokens = statuses.tokens

    def status(self, noun: int) -> str | None:
        """'future' of what is at hand, 'hypothetical' of what may not come; None where nothing above says so.

        `noun` is the place of the noun: what it is counted by or coordinated with.
        """
        token, head = self.tokens[noun], self.tokens[self.tokens[noun].head]
        if token.dep == "pobj":
            return self.behind(head)
        if token.dep == "dobj" and head.pos == "VERB":
            return self.below(head, self.tree.lemma_with_particle(head))
        if token.dep == "nsubj" and head.lemma in COPULAS and self.is_tentative(head):
            return "hypothetical"
        return None

    def behind(self, preposition: Token) -> str | None:
        """The status of what stands behind a preposition: *the eve of*, *braced for*, *would lead to*."""
        above = self.tokens[preposition.head]
        if above.pos == "VERB":
            return self.below(above, f"{above.lemma} {preposition.lemma}")
        if above.lemma not in self.grammar.looming.get(preposition.lemma, ()):
            return None
        return "future" if above.lemma == EVE else "hypothetical"

    def below(self, verb: Token, lemma: str) -> str | None:
        """The status of the object of a verb, which `lemma` names with its particle or preposition."""
        open_still = lemma in self.grammar.brings and self.statuses.status(verb.i)[0] not in DONE
        return "hypothetical" if open_still or lemma in self.grammar.foreseen else None

    def is_tentative(self, copula: Token) -> bool:
        """Whether a copula says of its subject that it may be: *is an option*, *is in the works*."""
        told = [self.tokens[c] for c in self.statuses.children[copula.i]]
        said = [t.lemma for t in told if t.dep in SAID_OF]
        said += [self.tokens[h].lemma for t in told if t.dep == "prep" for h in self.tree.pobjects(t.i)]
        return not self.grammar.tentative.isdisjoint(said)
