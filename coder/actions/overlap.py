"""Which actions of a sentence are part of another, so that one event is told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coder.actions.action import Action
from coder.actions.bases import DEEPEST, STANCES, Bases

HARM = ("180", "182")
# Force that may be only the means: shots, shells, bombs; who takes a town has done it.
SHOTS = ("18", "190", "193", "194", "195")
VIOLENCE = frozenset({"18", "19", "20"})


class Overlap:
    """What is left of the actions of one sentence when those that are part of another are taken away."""

    def __init__(self, bases: Bases, found: Mapping[int, Action]) -> None:
        self.bases, self.found = bases, found
        self.sentence, self.clauses, self.grammar = bases.sentence, bases.clauses, bases.grammar

    def parts(self) -> set[int]:
        """Clauses whose action is composed into another, looked at by its rule, or carried by the same verb."""
        gone = self.matters_of_uncoded()
        for k in self.found:
            base = self.bases.base(k)
            if base is None or k in gone:
                continue
            gone.update(base.embedded)
            if base.match.rule.rank == 0 and self.says_less(k):
                gone.add(k)
                continue
            if base.match.rule.operator is not None or base.code[:2] in STANCES:
                gone.update(self.dependents(k))
            for head in base.match.used:
                gone.update(e for e in self.bases.clauses_at(head) if e != k and self.is_about(k, e))
            for rival in self.rivals(k):
                if rival in self.found and rival not in gone:
                    other = self.bases.base(rival)
                    if other is not None and k not in gone:
                        gone.add(rival if self.bases.is_better(base, other) else k)
        gone.update(k for k in self.found if k not in gone and self.is_told_already(k))
        for k, action in self.found.items():
            if action.nominal and k not in gone and self.is_background(k, gone):
                gone.add(k)
        return gone

    def says_less(self, k: int) -> bool:
        """Whether the complement of a clause tells the same kind of action closer: *will help [rebuild Mali]*."""
        root = self.found[k].code[:2]
        below = (j for j, c in enumerate(self.clauses) if c.governor == k and c.relation == "complement")
        return any(j in self.found and self.found[j].code[:2] == root for j in below)

    def matters_of_uncoded(self) -> set[int]:
        """What another verb is about is no event by itself, be that verb coded or not: *may lift its [embargo]*."""
        gone: set[int] = set()
        for k, clause in enumerate(self.clauses):
            if k not in self.found and clause.kind != "noun" and (base := self.bases.base(k)) is not None:
                heads = (e for head in base.match.used for e in self.bases.clauses_at(head))
                gone.update(e for e in heads if e != k and self.is_about(k, e))
        return gone

    def is_background(self, k: int, gone: set[int]) -> bool:
        """Whether an event noun that no verb carries is only mentioned."""
        if self.is_weapon(k):
            return True
        if self.is_past(k):
            self.bases.note(k, "left: it is long past")
            return True
        others = any(j != k and j not in gone for j in self.found)
        if (others and not self.stands_alone(k)) or self.clauses[k].lemma in self.grammar.lasting:
            self.bases.note(k, "left: the noun does not say who acts")
            return True
        return False

    def is_weapon(self, k: int) -> bool:
        """Whether an event noun is the source of another action of its root: *[artillery] shelled the town*."""
        root, noun = self.found[k].code[:2], self.clauses[k].predicate
        alike = (a for j, a in self.found.items() if j != k and a.code[:2] == root)
        return any(noun in heads for action in alike for heads in action.sources)

    def is_told_already(self, k: int) -> bool:
        """Whether an action is the purpose or the means of another, or only tells since when something is so."""
        return self.is_purpose(k) or self.is_means(k) or self.is_bygone(k)

    def is_means(self, k: int) -> bool:
        """Whether force without a target is how the police or army coerce: *[fired] to disperse the crowd*."""
        if not self.found[k].code.startswith(SHOTS):
            return False
        facts = self.bases.matcher.facts
        if any("#actor" in facts(h) for heads in self.found[k].targets for h in heads):
            return False
        purposes = (j for j, clause in enumerate(self.clauses) if clause.governor == k and clause.status == "possible")
        return any(j in self.found and self.found[j].code.startswith("17") for j in purposes)

    def is_bygone(self, k: int) -> bool:
        """Whether a clause only tells since when something is so: *since [rebels took the town] in 2012*."""
        while (clause := self.clauses[k]).governor is not None and clause.relation != "nominal":
            verb = clause.predicate if clause.support is None else clause.support
            tokens, children = self.sentence.tokens, self.sentence.children
            if clause.relation == "adverbial" and any(
                tokens[c].lemma == "since" and tokens[c].dep == "mark" for c in children[verb]
            ):
                return True
            k = clause.governor
        return False

    def is_purpose(self, k: int) -> bool:
        """Whether an action is the purpose of one of its root that is coded: *rallied [to protest] against the law*."""
        clause = self.clauses[k]
        above = self.found.get(clause.governor) if clause.governor is not None else None
        if above is None or above.code[:2] != self.found[k].code[:2] or clause.kind != "verb":
            return False
        protest = clause.relation == "adverbial" and clause.lemma in self.grammar.done_for and above.code[:2] == "14"
        means = clause.status == "possible" and clause.relation in {"adverbial", "complement"}
        return protest or (means and self.found[k].stance == above.stance == "actual")

    def is_past(self, k: int) -> bool:
        """Whether an event noun says of itself that it is background: *last year's bombing*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        owners = (c for c in children[self.clauses[k].predicate] if tokens[c].dep == "poss")
        return any(tokens[c].lemma in {"year", "decade", "century"} for c in owners)

    def is_about(self, k: int, noun: int) -> bool:
        """Whether an event noun is only what the verb of `k` is about, or carried by it."""
        return self.clauses[noun].kind == "noun" and self.clauses[noun].support in {None, self.clauses[k].predicate}

    def rivals(self, k: int) -> Iterator[int]:
        """Clauses that tell the same action as `k`: a light verb and its noun."""
        support = self.clauses[k].support
        if support is not None and self.clauses[k].kind == "noun" and support in self.bases.by_token:
            yield self.bases.by_token[support]

    def stands_alone(self, k: int) -> bool:
        """Whether an event noun without a carrying verb names its actor: *Israel's raid*, *the raid by police*."""
        clause, facts = self.clauses[k], self.bases.matcher.facts
        actors = (a.head for a in clause.arguments if a.role in {"subject", "possessor", "modifier"})
        return any("#actor" in facts(head) for head in actors) or len(clause.heads("between")) > 1

    def dependents(self, k: int) -> Iterator[int]:
        """Clauses below an operator's clause as its complement or noun: what is appealed for has not happened."""
        for j in range(len(self.clauses)):
            up, steps = j, 0
            while (above := self.clauses[up].governor) is not None and steps < DEEPEST:
                if self.clauses[up].relation not in {"complement", "nominal"}:
                    break
                if above == k and j != k:
                    yield j
                    break
                up, steps = above, steps + 1
