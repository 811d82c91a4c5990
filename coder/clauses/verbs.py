"""The clauses of verbs, and of adjectives that a copula carries: subject, objects, complements and phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coder.clauses.messages import writers
from coder.clauses.phrases import load_phrase_words
from coder.clauses.status import Statuses
from coder.clauses.tree import SUBJECTS, unique
from coder.mending.words import load_force
from coder.records import Argument, Clause, Token

ATTRIBUTES = frozenset({"oprd", "acomp", "attr"})
CARRIED_BY_BE = frozenset({"acomp", "attr"})
# An adjective whatever the parser takes it for.
READY = "ready"
# How what somebody is accused of, and where, hangs on the verb and on itself.
BELOW_CHARGE = frozenset({"prep", "pcomp", "pobj", "dobj"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "advcl"})


class Verbs:
    """Makes the clause of any verb of a sentence."""

    def __init__(self, statuses: Statuses) -> None:
        self.statuses, self.subjects, self.tree = statuses, statuses.subjects, statuses.tree
        self.grammar, self.tokens, self.children = statuses.grammar, statuses.tokens, statuses.children

    def clause(self, verb: Token) -> Clause:
        """The clause of a verb; a copula's is that of its adjective (*is opposed to*) where it has one."""
        passive = self.subjects.is_passive(verb.i)
        arguments = list(self.arguments(verb, passive))
        predicate, lemma, kind = verb.i, self.lemma(verb), "verb"
        if verb.lemma == "be":
            for child in self.tree.below(verb.i, CARRIED_BY_BE):
                if self.subjects.is_told_by_whom(child):
                    break  # *were gang-[raped] by soldiers*: a clause of its own
                if self.tokens[child].pos in {"ADJ", "VERB"} or self.tokens[child].lemma == READY:
                    predicate, lemma, kind = child, self.tokens[child].lemma, "adjective"
                    arguments += self.tree.prepositional(child)
                    arguments += [Argument("complement", c) for c in self.tree.below(child, {"xcomp", "ccomp"})]
                    break
                arguments += [Argument("attribute", c) for c in self.tree.with_conjuncts(child)]
        if verb.lemma in self.grammar.ending:
            lemma, arguments = self.ended(verb.lemma, lemma, arguments)
        status, negated = self.statuses.status(verb.i)
        support = verb.i if kind == "adjective" else None
        return Clause(predicate, lemma, kind, unique(arguments), negated, status, passive, support)

    def lemma(self, verb: Token) -> str:
        """The lemma of a verb with its particle, or with what is its subject's own: *lost her life*."""
        owned = self.grammar.owned.get(verb.lemma)
        for child in self.tree.below(verb.i, {"dobj"}) if owned is not None else ():
            if self.tokens[child].lemma == owned and self.tree.below(child, {"poss"}):
                return f"{verb.lemma} {owned}"
        return self.tree.lemma_with_particle(verb)

    def ended(self, verb: str, lemma: str, arguments: list[Argument]) -> tuple[str, list[Argument]]:
        """What a noun says that ends, as its object: *put an [end] to [the war]*, *brought [the war] to an [end]*."""
        roles = {a.role for a in arguments}
        for role, other, ends in (("object", "to", self.grammar.ending), ("to", "object", self.grammar.ended)):
            nouns = ends.get(verb, frozenset())
            said = [a.head for a in arguments if a.role == role and self.tokens[a.head].lemma in nouns]
            if said and other in roles:
                rest = (a for a in arguments if a.head not in said)
                return self.tokens[said[0]].lemma, [replace(a, role="object") if a.role == other else a for a in rest]
        return lemma, arguments

    def arguments(self, verb: Token, passive: bool) -> Iterator[Argument]:
        """Everybody and everything that takes part, agents and patients first."""
        own = {self.tree.deps[c] for c in self.children[verb.i]}
        surface, objects = self.subjects.surface(verb.i), self.subjects.objects(verb.i)
        shared = own.isdisjoint(SUBJECTS)
        for head in surface:
            role = "subject" if not passive else "dative" if objects else "object"
            yield Argument(role, head, shared)
        yield from self.agents(verb.i) if passive else self.stray_agents(verb.i)
        for head in self.subjects.allies(verb.i):
            yield Argument("subject", head, True)
        for head in objects:
            own_object = self.tokens[head].head == verb.i or head in self.tree.subtree_children(verb.i)
            yield Argument("object", head, not own_object)
        yield from self.set_phrase(verb.i)
        if "ccomp" in own and not objects:
            yield from self.small_clause(verb.i)
        if "dative" in own:
            for head in self.tree.datives(verb.i):
                yield Argument("dative", head)
        if "dobj" in own or not own.isdisjoint(ATTRIBUTES):
            yield from self.attributes(verb)
        if not own.isdisjoint(COMPLEMENTS):
            yield from self.complements(verb)
        for head in surface:
            if self.tokens[head].lemma == "time":  # *the [time] has come [to act]*
                told = self.tree.below(head, {"acl", "relcl"})
                yield from (Argument("complement", c) for c in told if self.tree.is_infinitive(c))
        yield from self.tree.prepositional(verb.i)
        yield from self.of_state(verb)
        if passive and "conj" in own and verb.lemma in self.grammar.harming:
            yield from self.hurt_beside(verb.i)
        yield from self.misplaced(verb, passive, own)
        for head in objects or (surface if passive else ()):
            yield from self.tree.prepositional(head)
        if verb.lemma in self.grammar.asks:
            yield from self.asked_for(verb.i)
            yield from self.asked_of(objects)

    def asked_of(self, objects: Iterable[int]) -> Iterator[Argument]:
        """What is asked, where parsers hang it on whom it is done to: *ordered the man [to be held]*."""
        below = (c for head in objects for c in self.tree.below(head, {"relcl"}))
        yield from (Argument("complement", c) for c in below if self.is_passive_to(c))

    def is_passive_to(self, verb: int) -> bool:
        """Whether a verb is a passive infinitive: *to be held*."""
        return self.tree.is_infinitive(verb) and bool(self.tree.below(verb, {"auxpass"}))

    def of_state(self, verb: Token) -> Iterator[Argument]:
        """With or to whom one is in what a copula and a noun tell: *is at war [with Chad]*, *on the line [to him]*."""
        for c in self.tree.below(verb.i, {"prep"}) if verb.lemma == "be" else ():
            for h in self.tree.below(c, {"pobj"}):
                if self.tokens[h].pos == "NOUN" and self.tokens[c].lemma in {"in", "on", "at"}:
                    yield from (a for a in self.tree.prepositional(h) if a.role in {"with", "to"})

    def hurt_beside(self, verb: int) -> Iterator[Argument]:
        """In what some were killed and others hurt, told once: *were killed and nine wounded [in clashes]*."""
        for c in self.tree.below(verb, {"conj"}):
            below = self.tree.below(c, {"acl"}) if self.tokens[c].pos == "NOUN" else [c]
            hurt = [h for h in below if self.tokens[h].lemma in self.grammar.harming]
            own = {a.role for a in self.tree.prepositional(verb)}
            for h in hurt if hurt and not self.tree.below(hurt[0], {"aux", "auxpass"}) else ():
                told = (a for a in self.tree.prepositional(h) if a.role == "in" and a.role not in own)
                yield from (Argument(a.role, a.head, True) for a in told)

    def set_phrase(self, verb: int) -> Iterator[Argument]:
        """The bare noun that parsers take for the object, and that behind it: *put on [hold] [a loan]*."""
        for particle in self.tree.below(verb, {"prt", "prep"}):
            noun = particle + 1
            bare = not self.children[particle] and noun in self.tree.below(verb, {"dobj"})
            if bare and self.tokens[noun].tag in {"VB", "NN"}:
                objects = self.tree.below(noun, {"dobj"})
                yield from (Argument(self.tokens[particle].lemma, noun) for _ in objects[:1])
                yield from (Argument("object", h) for o in objects for h in self.tree.with_conjuncts(o))

    def attributes(self, verb: Token) -> Iterator[Argument]:
        """What somebody is said to be, and what stands behind an adjective: *said sorry [to the Congolese]*."""
        labels = ATTRIBUTES if verb.lemma != "be" else {"oprd"}
        for child in self.tree.below(verb.i, labels) + self.subjects.captives(verb.i):
            yield Argument("attribute", child)
            if self.tree.deps[child] == "acomp" and verb.lemma != "be":
                yield from self.tree.prepositional(child)

    def misplaced(self, verb: Token, passive: bool, own: set[str]) -> Iterator[Argument]:
        """The phrases that parsers hang on another word: on an adverb, on who accuses, on a *no*."""
        if "advmod" in own:
            yield from self.behind_adverbs(verb.i)
        if passive and verb.lemma in load_phrase_words().of_verbs:
            yield from self.charged_with(verb.i)
        for word in self.tree.below(verb.i, {"intj"}) if "intj" in own else ():
            yield from self.tree.prepositional(word)  # *said no [to Peru]*

    def charged_with(self, verb: int) -> Iterator[Argument]:
        """Of what somebody is accused, where parsers hang it on who accuses: *accused by Mali [of lying]*."""
        accusers = (h for c in self.tree.below(verb, {"agent"}) for h in self.tree.pobjects(c))
        charges = (c for h in accusers for c in self.tree.below(h, {"prep"}) if self.tokens[c].lemma == "of")
        for charge in charges:
            nouns = (h for h in self.tree.below(charge, {"pobj"}) if self.tokens[h].tag == "NN")
            bare = (not self.tree.below(h, {"det", "poss"}) for h in nouns)
            if self.tree.below(charge, {"pcomp"}) or any(bare):
                yield from self.tree.phrase(charge, "of")

    def behind_adverbs(self, verb: int) -> Iterator[Argument]:
        """The phrases that parsers hang on an adverb: *drew closer [to Peru]*, *gave it back [to him]*."""
        for adverb in self.tree.below(verb, {"advmod"}):
            if self.tokens[adverb].lemma in self.grammar.carrying_adverbs:
                yield from self.tree.prepositional(adverb)

    def small_clause(self, verb: int) -> Iterator[Argument]:
        """Whom a verb says to be what, where parsers make a clause of both: *held [the group] [responsible]*.

        And who is helped to do something: *helped [Mali] rebuild a bridge*.
        """
        for child in self.tree.below(verb, {"ccomp"}):
            if self.tokens[verb].lemma in self.grammar.helps and self.tokens[child].tag == "VB":
                if not self.tree.below(child, {"aux", "mark"}):
                    yield from (Argument("to", h) for h in self.tree.below(child, {"nsubj"}))
            if self.tokens[child].pos in {"ADJ", "NOUN"} and not self.tree.below(child, {"aux", "cop", "mark"}):
                subjects = self.tree.below(child, {"nsubj"})
                yield from (Argument("object", h) for s in subjects for h in self.tree.with_conjuncts(s))
                yield from (Argument("attribute", child) for _ in subjects[:1])

    def agents(self, verb: int) -> Iterator[Argument]:
        """Who does what a passive says; with coordinated passives the agent stands with the last.

        *was acquitted and discharged [by a court]*; or with the first, where the same hands do what comes next:
        *was stopped [by soldiers], stripped and beaten*
        """
        said = self.tree.below(verb, {"agent"}) or self.taken_for_adjunct(verb) or self.behind_place(verb)
        later = [] if said else [c for c in self.tree.below(verb, {"conj"}) if self.tokens[c].tag == "VBN"]
        after = [a for c in later if not self.tree.below(c, SUBJECTS) for a in self.tree.below(c, {"agent"})]
        for child in said or after or (after := self.before(verb)):
            for head in self.tree.pobjects(child):
                yield Argument("subject", head, not said)
        if not said and not after:
            yield from (Argument("subject", h) for h in self.in_message(verb))

    def before(self, verb: int) -> list[int]:
        """The agent of the passive before, of what those who take somebody do to him next."""
        done = load_force().done_to_captives
        while self.tokens[verb].lemma in done and self.tokens[verb].dep == "conj":
            if self.tree.below(verb, {"auxpass", "aux", *SUBJECTS}):
                return []
            verb = self.tokens[verb].head
            if found := self.tree.below(verb, {"agent"}):
                free = self.tokens[verb].lemma in load_force().lets_go
                return found if self.tokens[verb].tag == "VBN" and not free else []
            if self.tokens[verb].lemma not in done:
                return []
        return []

    def in_message(self, verb: int) -> Iterator[int]:
        """Whose message it is in which somebody is judged: *is accused of theft in a [Dutch] audit*.

        Parsers may hang a finding on the last thing of which somebody is accused.
        """
        told = self.tokens[verb].lemma
        nouns = (h for c in self.tree.below(verb, {"prep"}) for h in self.tree.below(c, {"pobj"}))
        phrases = {f"{told} {self.tokens[h].lemma}" for h in nouns}  # *taken to [task]*
        if self.grammar.judging.isdisjoint({told, *phrases}):
            return
        below = self.tree.below(verb, BELOW_CHARGE)
        for word in below:
            below += self.tree.below(word, BELOW_CHARGE)  # which the loop goes on to
            for noun in self.tree.below(word, {"pobj"}) if self.tokens[word].lemma == "in" else ():
                known = self.tokens[word].head == verb or self.tokens[noun].lemma in self.grammar.findings
                found = writers(self.tree, self.grammar, noun) or self.subjects.authors(noun)
                yield from (a for a in found if known and a != noun)

    def stray_agents(self, verb: int) -> Iterator[Argument]:
        """Who did what a phrase of an active names: *perished in an ambush of their bus [by rebels]*."""
        yield from (a for c in self.tree.below(verb, {"agent"}) for a in self.tree.phrase(c, "by"))

    def taken_for_adjunct(self, verb: int) -> list[int]:
        """The *by* of a passive with an object, which parsers take for a mere phrase: *was given boats [by Oman]*.

        They may hang it on what was given, or on the last of it: *was promised tents and food [by Oman]*.
        """
        given = [h for c in self.tree.below(verb, {"dobj"}) for h in self.tree.with_conjuncts(c)]
        if not given:
            return []
        last = given[-1:] if self.tree.below(verb, {"auxpass"}) else []
        below = [c for c in self.tree.below(verb, {"prep"}) if last and self.tokens[c].lemma in {"for", "at"}]
        for_what = [h for c in below for h in self.tree.pobjects(c)]
        above = (verb, *last, *for_what)
        phrases = (c for h in above for c in self.tree.below(h, {"prep"}) if self.tokens[c].lemma == "by")
        any_noun = bool(self.subjects.captives(verb))
        return [c for c in phrases if any(any_noun or self.is_of_name(h) for h in self.tree.pobjects(c))]

    def is_of_name(self, noun: int) -> bool:
        """Whether a noun is a name, or has one before it: *[Oman]*, *the [Omani] navy*."""
        own = (self.tokens[c] for c in self.tree.below(noun, {"amod", "poss", "compound"}))
        return self.tokens[noun].pos == "PROPN" or any(t.text[:1].isupper() for t in own)

    def behind_place(self, verb: int) -> list[int]:
        """The *by* of a passive that parsers hang on the place before it: *killed in and around Goma [by Guards]*."""
        if not self.tree.below(verb, {"auxpass"}):
            return []
        phrases = [c for p in self.tree.below(verb, {"prep"}) for c in (p, *self.tree.below(p, {"conj"}))]
        places = (h for p in phrases for h in self.tree.pobjects(p) if self.tokens[h].pos == "PROPN")
        found = (c for h in places for c in self.tree.below(h, {"prep"}) if self.tokens[c].lemma == "by")
        times = load_phrase_words().times
        named = (c for c in found if all(self.tokens[h].lemma.lower() not in times for h in self.tree.pobjects(c)))
        return [c for c in named if any(self.tokens[h].pos == "PROPN" for h in self.tree.pobjects(c))]

    def complements(self, verb: Token) -> Iterator[Argument]:
        """The clauses that say what is wanted, said or meant."""
        for child in self.tree.below(verb.i, COMPLEMENTS):
            yield from (Argument("for", head) for head in self.subjects.goals(child))
            if (
                self.tokens[child].dep != "advcl"
                or self.subjects.is_wanted(verb, child)
                or self.subjects.is_command(child)
            ):
                yield Argument("complement", child)
                if any(self.tokens[c].dep == "mark" and self.tokens[c].lemma == "for" for c in self.children[child]):
                    yield from (Argument("for", head) for head in self.subjects.surface(child))

    def asked_for(self, verb: int) -> Iterator[Argument]:
        """What is asked for, which parsers hang on those who are asked: *appealed to [rich nations for help]*."""
        for child in self.tree.below(verb, {"prep", "dative"}):
            if self.tokens[child].lemma in {"to", "on", "with", "upon"}:
                for head in self.tree.pobjects(child):
                    yield from (a for a in self.tree.prepositional(head) if a.role == "for")
