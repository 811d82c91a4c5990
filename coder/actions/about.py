"""The tokens whose actions a stance may be about: *asked it to [come] and [build] a port*, *dropped a [scheme]*."""

from __future__ import annotations

from collections.abc import Container, Iterator

from coder.actions.matching import Match, Matcher
from coder.actions.reports import is_circumstance, rule_seeks
from coder.actions.stances import ASKS
from coder.records import Clause, Sentence


class About:
    """Finds what the stances of one sentence may be about. `circumstances` are prepositions of when and why."""

    def __init__(
        self, sentence: Sentence, matcher: Matcher, verbs: Container[int], circumstances: Container[str]
    ) -> None:
        self.sentence, self.matcher, self.verbs, self.circumstances = sentence, matcher, verbs, circumstances
        self.grammar = matcher.grammar

    def of(self, match: Match, clause: Clause) -> Iterator[int]:
        """What a stance rule that fired on a clause may be about, in the order of the rule's slots."""
        ends = match.rule.operator == "reversed" and bool(clause.heads("object"))
        for slot in match.rule.over or ("complement", "object"):
            if rule_seeks(match.rule, clause, slot):
                continue
            for head in self.matcher.slot(clause, slot):
                # *cut his trip short [to meet X]* is what for, and not what ends
                aside = is_circumstance(self.sentence, head, self.circumstances) or (
                    ends and self.matcher.is_infinitive(head)
                )
                if slot != "complement" or not aside:
                    yield from self.options(match.rule.operator or "", slot, head)

    def options(self, operator: str, slot: str, head: int) -> Iterator[int]:
        """What stands in a slot, and what is asked beside it; of what ends also what it is for.

        *asked it to [come] and [build] a port*, *dropped a scheme to [train] judges*
        """
        if slot == "complement" and operator in ASKS:
            yield from self.with_infinitives(head)
            return
        yield head
        if operator == "reversed" and slot == "object":
            below = (c for c in self.sentence.children[head] if self.sentence.tokens[c].dep in {"acl", "relcl"})
            yield from (c for c in below if c in self.verbs and self.matcher.is_infinitive(c))

    def with_infinitives(self, head: int) -> Iterator[int]:
        """A complement and the bare verbs beside it, or below *had to*: *asked it to [come] and [build] a port*."""
        tokens = self.sentence.tokens
        yield head
        obliged = tokens[head].lemma in self.grammar.done_when_past
        for c in self.sentence.children[head] if tokens[head].tag == "VB" or obliged else ():
            beside = tokens[c].dep == "conj" and tokens[head].tag == "VB"
            if (beside or (obliged and tokens[c].dep == "xcomp")) and tokens[c].tag == "VB" and c in self.verbs:
                yield from self.with_infinitives(c)
