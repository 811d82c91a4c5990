"""Force and what came of it as one action: *three were killed in a rocket attack*, *opened fire and killed two*.

How the two stand to each other is found here; what becomes of them, the decisions of keep.yaml say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coder.actions.action import Action
from coder.actions.bases import Bases, Heads
from coder.actions.decisions import Case
from coder.actions.event_nouns import counted, hit_by, tells_its_harm
from coder.actions.outcomes import is_meanwhile, is_of_them, tells_by_what, ways_of, without_own
from coder.actions.parts import APART, GIVE, JOIN, NO_FACTS, RECODE, Pair, Part, Parts
from coder.clauses.victims import HIT
from coder.mending.words import load_force
from coder.text.function_words import WHEN

# What stands before an event noun, and may say who acts or only by what: *a [gun] attack*.
MODIFIERS = frozenset({"amod", "compound", "nmod"})
# Who is one, and the tags of those who are more.
ONE = frozenset({"he", "she"})
SEVERAL = frozenset({"NNS", "NNPS"})
SCENE = ("on", "at", "in", "near", "outside")
# ... and where no one stands who is hit.
WITHIN = frozenset({"in", "near", "outside"})


class Results:
    """Joins the force that a sentence tells with the harm that came of it."""

    def __init__(self, bases: Bases, found: Mapping[int, Action], parts: Parts) -> None:
        self.bases, self.found, self.decisions = bases, dict(found), parts
        self.sentence, self.clauses, self.grammar = bases.sentence, bases.clauses, bases.grammar
        self.told: dict[int, Part] = {}
        self.deaths: list[Part] = []

    def joined(self) -> dict[int, Action]:
        """The actions, in which harm has the code and the author of its force, and the force is told no more.

        `told` then holds the clauses that are told with others, and by which decision; `deaths` those that are no
        actions, and whose dead force was given.
        """
        for k, harm in self.found.items():
            if self.is_harming(k):
                whom = tuple(without_own(self.sentence, heads) for heads in harm.targets)
                self.found[k] = replace(harm, targets=whom)
        if len(self.clauses) < 2 or not self.found:
            return self.found
        for k, harm in sorted(self.found.items()):
            is_outcome = self.sentence.tokens[self.clauses[k].predicate].tag == "VBG"
            if is_outcome or is_of_them(self.sentence, self.clauses[k]) or list(self.said_by(k)):
                self.follow(k, harm)
            else:
                self.join(k, harm)
        for f, force in sorted(self.found.items()):
            if f not in self.told:
                self.take_victims(f, force)
        for k, harm in sorted(self.found.items()):
            if k not in self.told and self.is_harming(k) and (sides := self.between(k, harm)):
                self.found[k] = replace(harm, sources=(sides[:1],), targets=(sides[1:] or sides,), reciprocal=True)
        return {k: action for k, action in self.found.items() if k not in self.told}

    def decide(self, k: int, f: int, pair: frozenset[str]) -> Case | None:
        """What becomes of clause `k`, given how it stands to the action of clause `f`."""
        force, harm = self.found[f], self.found.get(k)
        if force.reciprocal:
            pair |= {"mutual"}
        if force.stance == "actual":
            pair |= {"done"}
        clause = frozenset({"harming"}) if self.is_harming(k) else NO_FACTS
        code, stance = (harm.code, harm.stance) if harm is not None else ("", "")
        decision = self.decisions.decide(Pair(code, stance, force.code, clause, pair))
        return decision if decision is not None and decision.verdict != APART else None

    def is_harming(self, k: int) -> bool:
        """Whether the verb of a clause says that somebody was killed or hurt, or died."""
        return self.clauses[k].lemma in self.grammar.harming or self.is_of_the_dead(k)

    def join(self, k: int, harm: Action) -> None:
        """Makes one of the harm of clause `k` and the force that it came of, whose clause is told with it."""
        for f, force in self.found.items():
            if f == k or not (pair := self.standing(k, f)):
                continue
            decision = self.decide(k, f, pair)
            if decision is None or decision.verdict not in {JOIN, RECODE}:
                continue
            sources = harm.sources + (self.authors(f, force, harm.targets) if pair != {"then"} else ())
            targets = harm.targets + (() if force.reciprocal else force.targets)
            sides = self.sides_of(force, harm) if self.are_just_people(harm.targets) else ()
            if len(sides) > 1:  # *two were killed in clashes between [A] and [B]*
                sources, targets = (sides[:1],), (sides[1:],)
            elif "left by" in pair and not self.is_harming(k):  # *air raids wiped out [a camp]*
                targets = self.bases.slots(self.clauses[k], ("object",)) or harm.targets or force.targets
            elif "left by" in pair:  # *an attack [in Kano] left two dead*
                targets += self.bases.slots(self.clauses[f], SCENE)
            path = (*harm.path, *(rule for rule in force.path if rule not in harm.path))
            code, pages = force.code if decision.verdict == RECODE else harm.code, harm.elsewhere & force.elsewhere
            self.found[k] = replace(
                harm, code=code, sources=sources, targets=targets, path=path, elsewhere=pages,
                reciprocal=harm.reciprocal or len(sides) > 1,
            )  # fmt: skip
            self.told[f] = Part(f, decision)
            if decision.verdict == RECODE or pair != {"then"}:
                return
            harm = self.found[k]  # *[chased], [boarded] and seized it*

    def between(self, k: int, harm: Action) -> tuple[int, ...]:
        """Between whom the fighting was in which people died, wherever the parser hangs it; none where one is named.

        *killed in two days of shelling between [Thai] and [Cambodian] soldiers*
        """
        tokens, children, facts = self.sentence.tokens, self.sentence.children, self.bases.matcher.facts
        if harm.reciprocal or any("#actor" in facts(h) for heads in harm.sources for h in heads):
            return ()
        below = (tokens[i] for i in self.sentence.subtree(self.clauses[k].predicate))
        links = [t.i for t in below if t.text == "between" and t.i > self.clauses[k].predicate]
        first = [c for i in links for c in children[i] if tokens[c].dep == "pobj"]
        sides = [h for c in first for h in (c, *(b for b in children[c] if tokens[b].dep == "conj"))]
        # *between Thai and Cambodian soldiers*: one noun names both.
        owners = [c for h in first for c in children[h] if tokens[c].dep in MODIFIERS and "#actor" in facts(c)]
        of_both = len(sides) == 1 and any(tokens[b].dep == "conj" for o in owners for b in children[o])
        named = tuple(h for h in sides if "#actor" in facts(h))
        return named if self.are_just_people(harm.targets) and (len(named) > 1 or of_both) else ()

    def are_just_people(self, victims: Heads) -> bool:
        """Whether nothing tells whose the victims are: *[16 people] were killed*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        heads = [tokens[h] for heads in victims for h in heads]
        own = (tokens[c].dep for t in heads for c in children[t.i])
        return all(t.pos == "NUM" or t.lemma in self.grammar.anybody for t in heads) and "amod" not in own

    def sides_of(self, force: Action, harm: Action) -> tuple[int, ...]:
        """Those who fought each other; none where one side did it to the other."""
        tokens, victims = self.sentence.tokens, {h for heads in harm.targets for h in heads}
        heads = (h for heads in (*force.sources, *force.targets) for h in heads if h not in victims)
        fought = (h for h in heads if tokens[tokens[h].head].lemma not in SCENE)
        return tuple(h for h in fought if "#actor" in self.bases.matcher.facts(h)) if force.reciprocal else ()

    def standing(self, k: int, f: int) -> frozenset[str]:
        """How the clause of some force stands to clause `k`, or to harm that is told beside it; empty if not at all."""
        pair = {"then"} if self.is_told_with(k, f) else set()
        for j in self.coordinated(k):
            within = self.is_in_adjunct(j, f) or self.is_doing(j, f)
            near = {"within"} if within else {"when"} if self.is_at_the_time(j, f) else set()
            if near and (j == k or self.is_harm(j, f, frozenset(near))):
                pair |= near
        force, harm = self.clauses[f], self.clauses[k]
        carried = force.kind == "noun" and force.support == harm.predicate
        if carried or force.predicate in harm.heads("subject"):
            pair.add("left by")
        return frozenset(pair)

    def is_harm(self, k: int, f: int, pair: frozenset[str]) -> bool:
        """Whether what stands beside harm is harm too, of the same force: *one was killed and six [injured] in …*."""
        if self.clauses[k].lemma in self.grammar.harming:
            return True
        decision = self.decide(k, f, pair)
        return decision is not None and decision.verdict in {JOIN, RECODE}

    def follow(self, k: int, harm: Action) -> None:
        """Lets go what only tells what came of force: *bombed the town, [killing] ten*."""
        own = set(self.said_by(k))
        for f in (*own, *self.done_by(k)):
            if (decision := self.decide(k, f, frozenset({"told of" if f in own else "outcome"}))) is None:
                continue
            self.give_victims(f, harm, decision, self.hits_actor(f) if f in own else self.is_directed(self.found[f]))
            for noun in self.carried_by(f):  # *air [strikes] hit it, killing ten*
                if (carried := self.decide(k, noun, frozenset({"outcome"}))) is not None:
                    self.give_victims(noun, harm, carried, self.is_directed(self.found[noun]))
            self.told[k] = Part(k, decision)
            return

    def done_by(self, k: int) -> Iterator[int]:
        """The actions, from the nearest, of which a participle or one beside it tells what came of them.

        Parsers hang it on what went on meanwhile, too (*a mine [went off] as a bus passed, killing two*).
        """
        clause, below = self.clauses[k], k
        if is_of_them(self.sentence, clause) and clause.governor in self.found:
            yield clause.governor
        while clause.relation in {"adverbial", "coordinate"} and clause.governor is not None:
            above = clause.governor
            if clause.relation == "adverbial":
                is_participle = self.sentence.tokens[clause.predicate].tag == "VBG"
                if not is_participle and (below in self.found or not is_meanwhile(self.sentence, self.clauses[below])):
                    return
                if above in self.found:
                    yield above
                else:  # *launched [attacks] on the town, killing ten*, *responded by [shelling] it, killing ten*
                    yield from self.carried_by(above)
                    yield from ways_of(self.sentence, self.clauses, self.found, above, clause)
            clause, below = self.clauses[above], above

    def said_by(self, k: int) -> Iterator[int]:
        """The event nouns whose relative clause tells what came of them: *a raid that [killed] ten*."""
        verb, tokens = self.clauses[k].predicate, self.sentence.tokens
        if self.clauses[k].relation != "relative":
            return
        for f in self.found:
            noun = self.clauses[f]
            if noun.kind == "noun" and any(tokens[h].head == verb for h in hit_by(noun)):
                if tells_its_harm(self.bases, self.found, f, k):
                    yield f

    def carried_by(self, k: int) -> Iterator[int]:
        """The actions named by nouns that the verb of a clause carries."""
        yield from (noun for noun in self.bases.carried.get(self.clauses[k].predicate, ()) if noun in self.found)

    def give_victims(self, f: int, harm: Action, decision: Case, directed: bool) -> None:
        """Gives force those whom it killed as targets, before a mere place, after anybody at whom it was directed."""
        force = self.found[f]
        if decision.verdict != GIVE:
            return
        victims = tuple(heads[:1] for heads in harm.targets)  # one deed, however many kinds of people it hit
        both = (force.targets, victims) if directed else (victims, force.targets)
        self.found[f] = replace(force, targets=both[0] + both[1])

    def hits_actor(self, f: int) -> bool:
        """Whether an event noun names who was hit: *the bombing of [a Danish embassy] that killed six*."""
        tokens, heads = self.sentence.tokens, (h for heads in self.found[f].targets for h in heads)
        hit = (h for h in heads if tokens[tokens[h].head].lemma in HIT)
        return any("#actor" in self.bases.matcher.facts(h) for h in hit)

    def is_directed(self, force: Action) -> bool:
        """Whether force is told as used on somebody, and not only on a place or a thing."""
        facts = self.bases.matcher.facts
        named = [facts(h) for heads in force.targets for h in heads]
        return any("#actor" in found and "#place" not in found for found in named)

    def coordinated(self, k: int) -> list[int]:
        """A clause and the harm that is told beside it: *one was [killed] and six [injured] when …*."""
        beside = (j for j in range(len(self.clauses)) if self.is_beside(j, k) or self.is_beside(k, j))
        return [k, *(j for j in beside if j in self.found or self.is_harming(j))]

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
        if above is None or not self.is_of_the_dead(above):
            return
        if not any(told(above, f) for told in (self.is_in_adjunct, self.is_doing, self.is_at_death)):
            return
        victims = self.bases.slots(self.clauses[above], ("subject",))
        if not victims or self.clauses[above].relation == "relative":
            return
        decision = self.decide(above, f, frozenset({"within"}))
        if decision is not None and decision.verdict == GIVE:
            if self.is_at_death(above, f) and self.is_directed(force):
                return  # *died when the army shelled [rebels]*
            sources = self.authors(f, force, victims)
            are_named = any(self.sentence.tokens[h].pos != "NUM" for heads in victims for h in heads)
            whom = victims if are_named else victims + force.targets  # *five died in an attack [on a church]*
            self.found[f] = replace(force, sources=sources, targets=whom, reciprocal=False, nominal=False)
            self.deaths.append(Part(above, decision))

    def is_of_the_dead(self, k: int) -> bool:
        """Whether the subject of a clause died or lost people: *[the patrol] lost four men in an ambush*."""
        clause, tokens = self.clauses[k], self.sentence.tokens
        if clause.lemma in self.grammar.perish:
            return True
        lost = (tokens[h].lemma for h in clause.heads("object"))
        if clause.lemma not in self.grammar.bereaved or clause.passive:
            return False
        return not self.grammar.lost.isdisjoint(lost)

    def authors(self, f: int, force: Action, victims: Heads) -> Heads:
        """Who used force; of two sides that fought each other, the one that is not the victim's.

        Whose shoot-out with others it was that hurt him fought those others: *hurt [in a shoot-out with police]*.
        """
        lemmas = {self.sentence.tokens[h].lemma for heads in victims for h in heads}
        own = {h for heads in victims for h in heads}
        # *in combat [against rebels]*
        fought_by = (h for heads in force.targets for h in heads)
        against = any(self.sentence.tokens[self.sentence.tokens[h].head].text == "against" for h in fought_by)
        contest = not force.sources and against and self.clauses[f].lemma in load_force().contests
        fought = force.reciprocal or contest or (bool(force.sources) and own.issuperset(force.sources[0]))
        both = force.sources + (force.targets if fought else ())
        tokens, facts = self.sentence.tokens, self.bases.matcher.facts
        named = (
            tuple(
                h
                for h in heads
                if tokens[h].lemma not in lemmas and (tokens[h].dep not in MODIFIERS or "#actor" in facts(h))
            )
            for heads in both
        )
        return tuple(heads for heads in named if heads)

    def is_in_adjunct(self, k: int, f: int) -> bool:
        """Whether force is a noun or participle in a phrase of the harm: *killed [in a raid]*, *[in police firing]*."""
        tokens, clause = self.sentence.tokens, self.clauses[f]
        if clause.governor != k:
            return False
        head = tokens[counted(self.sentence, clause.predicate, self.grammar)]
        if clause.kind == "verb":  # *police firing*, where the parser takes the participle for a clause of *police*
            noun = tokens[head.head]
            dead = self.clauses[k].lemma in self.grammar.perish and head.dep == "acl"
            if dead and head.tag == "VBN" and head.lemma in load_force().fired:
                head = noun  # *died from a mine [planted] by rebels*
            head = noun if head.tag == "VBG" and noun.i == head.i - 1 and noun.pos != "ADP" else head
        preposition = tokens[head.head]
        # *killed after shelling*, but not *killed [two days] after shelling*
        timed = any(c < preposition.i for c in self.sentence.children[preposition.i])
        timed = timed and self.clauses[k].lemma not in self.grammar.perish  # *died two days after shelling*
        closely = preposition.text.lower() in {"after", "following"} and not timed
        bare = head.dep == "pcomp" and not clause.heads("object")  # *died in fighting with rebels*
        return (head.dep == "pobj" or bare) and (preposition.lemma in self.grammar.adjuncts or closely)

    def is_doing(self, k: int, f: int) -> bool:
        """Whether a participle tells in which fight the victims were: *were killed [fighting] rebels*."""
        clause, harm = self.clauses[f], self.clauses[k]
        if clause.governor != k or clause.relation != "adverbial" or not clause.heads("object"):
            return False
        dead = harm.lemma in self.grammar.perish
        victims = harm.heads("subject" if dead else "object")
        participle = self.sentence.tokens[clause.predicate].tag == "VBG"
        return participle and (dead or harm.passive) and clause.heads("subject") == victims

    def is_at_the_time(self, k: int, f: int) -> bool:
        """Whether a clause tells by what force the harm came: *killed [when a bomb exploded]*."""
        active = self.clauses[k].heads("subject") and self.sentence.tokens[self.clauses[k].predicate].tag != "VBN"
        return not active and self.is_timed(k, f) and not self.is_by_the_victim(k, f)

    def is_by_the_victim(self, k: int, f: int) -> bool:
        """Whether who was harmed by others had used the force: *was killed by guards as [he] attacked their post*."""
        tokens, harm = self.sentence.tokens, self.clauses[k]
        doers, victims, who = harm.heads("subject"), harm.heads("object"), self.clauses[f].heads("subject")
        if not doers or not victims or any(tokens[h].tag != "PRP" for h in who):
            return False
        several = tokens[victims[0]].tag in SEVERAL and tokens[doers[0]].tag not in SEVERAL
        return any(tokens[h].text.lower() in ONE or several for h in who)

    def is_timed(self, k: int, f: int) -> bool:
        """Whether a clause tells at what time another happened: *died [when a bomb exploded]*."""
        clause = self.clauses[f]
        if clause.governor != k or clause.relation != "adverbial" or clause.kind != "verb":
            return False
        tokens, children = self.sentence.tokens, self.sentence.children
        return any(tokens[c].lemma in WHEN for c in children[clause.predicate] if tokens[c].dep in {"mark", "advmod"})

    def is_at_death(self, k: int, f: int) -> bool:
        """Whether people died when others used force: *six soldiers [died] when rebels attacked their base*."""
        clause, dead = self.clauses[f], self.clauses[k]
        if dead.lemma not in self.grammar.perish or not self.is_timed(k, f):
            return False
        return bool(clause.heads("subject")) and clause.heads("subject") != dead.heads("subject")

    def is_told_with(self, k: int, f: int) -> bool:
        """Whether the same agent used force without a target, or on a place, and harmed somebody.

        *opened fire and killed two*, *a bomb went off and killed two*; or used it on those whom he harmed: *was shot
        and killed*.
        """
        harm, verb = self.clauses[k], self.verb_of(f)
        if verb is None or not (verb in self.before(k) or tells_by_what(self.sentence, self.clauses, k, verb)):
            return False
        force = self.clauses[verb]
        if harm.heads("object") and harm.heads("object") == force.heads("object"):
            return True
        tokens, heads = self.sentence.tokens, (h for heads in self.found[f].targets for h in heads)
        told = [self.bases.matcher.facts(h) for h in heads if tokens[tokens[h].head].lemma not in WITHIN]
        return not any("#actor" in facts and not ("#state" in facts and "#person" not in facts) for facts in told)

    def before(self, k: int) -> Iterator[int]:
        """The clauses of the same subject with which one is coordinated, from the nearest: *[gave chase], [boarded] it
        and arrested two*.
        """
        who = self.clauses[k].heads("subject")
        while (above := self.clauses[k].governor) is not None and self.clauses[k].relation == "coordinate":
            if self.clauses[above].heads("subject") != who:
                return
            yield above
            k = above

    def verb_of(self, f: int) -> int | None:
        """The clause of the verb by which some force is told: its own, or what a weapon does (*a [bomb] went off*)."""
        force = self.clauses[f]
        if force.kind != "noun":
            return f
        above = (k for k, c in enumerate(self.clauses) if c.kind != "noun" and c.relation != "coordinate")
        return next(
            (k for k in above if force.support == self.clauses[k].predicate
             or force.predicate in self.clauses[k].heads("subject")), None,
        )  # fmt: skip
