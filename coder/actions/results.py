"""Force and what came of it as one action: *three were killed in a rocket attack*, *opened fire and killed two*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coder.actions.action import Action
from coder.actions.bases import Bases, Heads
from coder.actions.overlap import HARM, VIOLENCE

# Force that says less of a killing than that somebody was killed: attacks, raids.
UNSPECIFIED = frozenset({"171", "190"})
# Who dies of what is done to a crowd was killed.
CROWD = "175"
KILLED = "180"
# Force of weapons, whose code says more of a killing than that somebody was killed; and what police do to crowds.
WEAPONS = ("175", "183", "193", "194", "195")
TIMES = frozenset({"when", "as", "after"})
ADJUNCTS = frozenset({"in", "during", "by", "from"})


class Results:
    """Joins the force that a sentence tells with the harm that came of it."""

    def __init__(self, bases: Bases, found: Mapping[int, Action]) -> None:
        self.bases, self.found = bases, dict(found)
        self.sentence, self.clauses, self.grammar = bases.sentence, bases.clauses, bases.grammar

    def joined(self) -> dict[int, Action]:
        """The actions, in which harm has the code and the author of its force, and the force is told no more."""
        if len(self.clauses) < 2 or not any(a.code[:2] in VIOLENCE for a in self.found.values()):
            return self.found
        told: set[int] = set()
        for k, harm in sorted(self.found.items()):
            if not self.is_harm(k):
                continue
            if self.sentence.tokens[self.clauses[k].predicate].tag != "VBG":
                told.update(self.join(k, harm))
            elif (f := self.outcome_of(k)) is not None:
                nouns = self.bases.carried.get(self.clauses[f].predicate, ())  # *air strikes hit it, killing ten*
                for carrier in (f, *(noun for noun in nouns if noun in self.found)):
                    self.give_victims(carrier, harm)
                told.add(k)
        for f, force in sorted(self.found.items()):
            if force.code[:2] in VIOLENCE and f not in told:
                self.take_victims(f, force)
        return {k: action for k, action in self.found.items() if k not in told}

    def join(self, k: int, harm: Action) -> Iterator[int]:
        """Gives the harm of clause `k` the code of the force that it came of; that force's clause is told with it."""
        for f, force in self.found.items():
            if f == k or not self.is_force(f, k) or force.stance != "actual":
                continue
            beside = any(self.is_in_adjunct(j, f) or self.is_at_the_time(j, f) for j in self.coordinated(k))
            beside = beside or self.clauses[f].support == self.clauses[k].predicate  # *an ambush [left] two dead*
            if beside or self.is_told_with(k, f):
                sources = harm.sources + (self.authors(force, harm.targets) if beside else ())
                plain = force.code in UNSPECIFIED and not force.reciprocal
                plain = plain or (force.code == CROWD and harm.code == KILLED)
                open_to = harm.code.startswith(HARM) or harm.code == "190"  # of no stated means
                code = harm.code if plain or not open_to else force.code
                targets = harm.targets + (() if force.reciprocal else force.targets)
                path = (*harm.path, *(rule for rule in force.path if rule not in harm.path))
                pages = harm.elsewhere & force.elsewhere
                self.found[k] = replace(harm, code=code, sources=sources, targets=targets, path=path, elsewhere=pages)
                yield f
                return

    def is_force(self, f: int, k: int) -> bool:
        """Whether people may die of an action; an ambush or a shooting too where it is the subject of their death."""
        carried = self.clauses[f].kind == "noun" and self.clauses[f].support == self.clauses[k].predicate
        return is_weapon(self.found[f]) or (carried and self.found[f].code.startswith(HARM))

    def is_harm(self, k: int) -> bool:
        """Whether an action is that somebody was killed, hurt or died, whatever by."""
        if k not in self.found:
            return False
        code, lemma = self.found[k].code, self.clauses[k].lemma
        harming = lemma in self.grammar.harming or lemma in self.grammar.perish
        return code.startswith(HARM) or (harming and code[:2] in VIOLENCE)

    def outcome_of(self, k: int) -> int | None:
        """The force that killing or wounding came of: *bombed the town, [killing] ten*."""
        clause = self.clauses[k]
        while clause.relation in {"adverbial", "coordinate"} and clause.governor is not None:
            if clause.relation == "adverbial":
                if self.sentence.tokens[clause.predicate].tag != "VBG":
                    return None
                above = self.found.get(clause.governor)
                if above is not None and above.code[:2] in VIOLENCE and not above.code.startswith(HARM):
                    return clause.governor
            clause = self.clauses[clause.governor]
        return None

    def give_victims(self, f: int, harm: Action) -> None:
        """Gives force those whom it killed as targets, before a mere place, after anybody at whom it was directed."""
        force, facts = self.found[f], self.bases.matcher.facts
        if not is_weapon(force):
            return
        named = [facts(h) for heads in force.targets for h in heads]
        directed = any("#actor" in found and "#place" not in found for found in named)
        targets = force.targets + harm.targets if directed else harm.targets + force.targets
        self.found[f] = replace(force, targets=targets)

    def coordinated(self, k: int) -> list[int]:
        """A clause and the harm that is told beside it: *one was [killed] and six [injured] when …*."""
        beside = (j for j in range(len(self.clauses)) if self.is_beside(j, k) or self.is_beside(k, j))
        return [k, *(j for j in beside if self.clauses[j].lemma in self.grammar.harming or self.is_harm(j))]

    def is_beside(self, j: int, k: int) -> bool:
        """Whether clause `j` is coordinated with `k`, also where the parser hangs it on what it is about."""
        clause = self.clauses[j]
        if clause.governor != k or clause.relation not in {"coordinate", "relative"}:
            return False
        above = self.sentence.tokens[self.sentence.tokens[clause.predicate].head]
        hung = above.dep == "conj" and above.head == self.clauses[k].predicate
        return clause.relation == "coordinate" or hung

    def take_victims(self, f: int, force: Action) -> None:
        """Gives force the victims that died in it: *six soldiers [died] in a clash with rebels*."""
        above = self.clauses[f].governor
        if above is None or self.clauses[above].lemma not in self.grammar.perish or not self.is_in_adjunct(above, f):
            return
        victims = self.bases.slots(self.clauses[above], ("subject",))
        if victims and self.clauses[above].relation != "relative":
            sources = self.authors(force, victims)
            self.found[f] = replace(force, sources=sources, targets=victims, reciprocal=False, nominal=False)

    def authors(self, force: Action, victims: Heads) -> Heads:
        """Who used force; of two sides that fought each other, the one that is not the victim's."""
        lemmas = {self.sentence.tokens[h].lemma for heads in victims for h in heads}
        both = force.sources + (force.targets if force.reciprocal else ())
        others = (tuple(h for h in heads if self.sentence.tokens[h].lemma not in lemmas) for heads in both)
        return tuple(heads for heads in others if heads)

    def is_in_adjunct(self, k: int, f: int) -> bool:
        """Whether force is a noun or participle in a phrase of the harm: *killed [in a raid]*, *[in police firing]*."""
        tokens, clause = self.sentence.tokens, self.clauses[f]
        if clause.governor != k:
            return False
        head = tokens[self.counted(clause.predicate)]
        if clause.kind == "verb":  # *police firing*, where the parser takes the participle for a clause of *police*
            head = tokens[head.head] if head.tag == "VBG" and head.head == head.i - 1 else head
        return head.dep == "pobj" and tokens[head.head].lemma in ADJUNCTS

    def counted(self, noun: int) -> int:
        """What counts or times an event noun, or the noun itself: *in a [series] of raids*, *in [days] of shelling*."""
        tokens = self.sentence.tokens
        for _ in range(3):
            of = tokens[tokens[noun].head]
            if tokens[noun].dep != "pobj" or of.lemma != "of" or of.head == of.i:
                break
            above = tokens[of.head]
            if above.lemma not in self.grammar.transparent:
                break
            noun = above.i
        return noun

    def is_at_the_time(self, k: int, f: int) -> bool:
        """Whether a clause tells by what force the harm came: *killed [when a bomb exploded]*."""
        clause = self.clauses[f]
        if clause.governor != k or clause.relation != "adverbial" or clause.kind != "verb":
            return False
        tokens, children = self.sentence.tokens, self.sentence.children
        marked = any(
            tokens[c].lemma in TIMES for c in children[clause.predicate] if tokens[c].dep in {"mark", "advmod"}
        )
        active = self.clauses[k].heads("subject") and tokens[self.clauses[k].predicate].tag != "VBN"
        return marked and not active

    def is_told_with(self, k: int, f: int) -> bool:
        """Whether the same agent used force without a target and harmed somebody: *opened fire and killed two*."""
        harm, force = self.clauses[k], self.clauses[f]
        if harm.governor != f or harm.relation != "coordinate" or harm.heads("subject") != force.heads("subject"):
            return False
        facts = self.bases.matcher.facts
        return not any("#actor" in facts(h) for heads in self.found[f].targets for h in heads)


def is_weapon(force: Action) -> bool:
    """Whether an action is force of which people may die: an attack, shots, shells, bombs."""
    return force.code in UNSPECIFIED or force.code.startswith(WEAPONS)
