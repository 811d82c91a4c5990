"""A parsed sentence to its clauses: every predicate with who acts, who is acted upon, and whether it happened.

The syntax is undone here and in the three modules below, once for all rules: `coder.tree` (words and their
dependents), `coder.subjects` (passives, coordination, control, participles), `coder.status` (tense, modals, negation),
and here light verbs (*launched a raid*) and the possessives and *by*/*of* phrases of nouns (*the killing of X by Y*).
Labels are those of spaCy's English models. Nothing here knows of CAMEO; the nouns that can name an action are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.clauses.grammar import Grammar
from coder.clauses.phrases import TIMES
from coder.clauses.status import Statuses
from coder.clauses.tree import RELATIVE, SUBJECTS, hyphenated
from coder.records import Argument, Clause, Sentence, Token

CONJECTURE = frozenset({"would", "could", "might", "may", "can"})
ATTRIBUTES = frozenset({"oprd", "acomp", "attr"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "advcl"})
FORESEEN = frozenset({"expect", "plan", "schedule", "fear", "avert", "prevent", "foil", "threaten"})
RELATIONS = {
    "xcomp": "complement", "ccomp": "complement", "pcomp": "complement", "csubj": "complement", "advcl": "adverbial",
    "conj": "coordinate", "relcl": "relative", "acl": "relative", "parataxis": "coordinate",
}  # fmt: skip


def find_clauses(sentence: Sentence, nouns: frozenset[str], grammar: Grammar) -> tuple[Clause, ...]:
    """The clauses of a sentence, in the order of their predicates.

    `nouns` are the lemmas of nouns that may name an action. *Police raided an office, killing two men* has two
    clauses, 'raid' and 'kill', both with 'police' as the subject.
    """
    return _Finder(sentence, nouns, grammar).clauses()


class _Finder(Statuses):
    """What is known of one sentence while its clauses are found."""

    def __init__(self, sentence: Sentence, nouns: frozenset[str], grammar: Grammar) -> None:
        super().__init__(sentence, grammar)
        self.nouns = nouns
        self.hyphens = "-" in sentence.text
        self.looks_ahead = "tomorrow" in sentence.text or "next" in sentence.text

    def clauses(self) -> tuple[Clause, ...]:
        found = []
        for token in self.tokens:
            pos = token.pos
            if pos == "VERB" or (pos == "AUX" and token.dep not in {"aux", "auxpass"}):
                if token.dep not in {"aux", "auxpass", "amod", "compound", "prep", "case"}:
                    found.append(self.verbal(token))
                elif self.noun_lemma(token) in self.nouns and token.dep != "amod":
                    found.append(self.nominal(token))
            elif (pos == "NOUN" or pos == "PROPN") and self.noun_lemma(token) in self.nouns and token.dep not in {"compound", "nmod"}:
                found.append(self.nominal(token))
        return self.linked(found)

    # --- verbs -----------------------------------------------------------------------------------------------
    def verbal(self, verb: Token) -> Clause:
        """The clause of a verb; a copula's is that of its adjective (*is opposed to*) where it has one."""
        passive = self.is_passive(verb.i)
        arguments = list(self.subjects_and_objects(verb, passive))
        predicate, lemma, kind = verb.i, self.lemma_with_particle(verb), "verb"
        if verb.lemma == "be":
            for child in self.below(verb.i, {"acomp", "attr"}):
                if self.tokens[child].pos in {"ADJ", "VERB"} or self.tokens[child].lemma == "ready":
                    predicate, lemma, kind = child, self.tokens[child].lemma, "adjective"
                    arguments += self.prepositional(child)
                    arguments += [Argument("complement", c) for c in self.below(child, {"xcomp", "ccomp"})]
                    break
                arguments += [Argument("attribute", c) for c in self.with_conjuncts(child)]
        status, negated = self.status(verb.i)
        support = verb.i if kind == "adjective" else None
        return Clause(predicate, lemma, kind, _unique(arguments), negated, status, passive, support)

    def subjects_and_objects(self, verb: Token, passive: bool) -> Iterator[Argument]:
        own = {self.deps[c] for c in self.children[verb.i]}
        surface, shared = self.surface(verb.i), own.isdisjoint(SUBJECTS)
        objects = self.objects(verb.i)
        for head in surface:
            role = "subject" if not passive else "dative" if objects else "object"
            yield Argument(role, head, shared)
        if passive:
            # *was acquitted and discharged [by a court]*: the agent stands with the last of coordinated passives
            said = self.below(verb.i, {"agent"})
            after = [a for c in self.below(verb.i, {"conj"}) if not said and self.tokens[c].tag == "VBN" and not self.below(c, SUBJECTS) for a in self.below(c, {"agent"})]
            for child in said or after:
                for head in self.pobjects(child):
                    yield Argument("subject", head, not said)
        for head in objects:
            yield Argument("object", head, head not in self.subtree_children(verb.i))
        if "dative" in own:
            for head in self.datives(verb.i):
                yield Argument("dative", head)
        if "dobj" in own or not own.isdisjoint(ATTRIBUTES):
            for child in self.below(verb.i, ATTRIBUTES if verb.lemma != "be" else {"oprd"}) + self.captives(verb.i):
                yield Argument("attribute", child)
        for child in () if own.isdisjoint(COMPLEMENTS) else self.below(verb.i, COMPLEMENTS):
            if self.tokens[child].dep != "advcl" or self.is_wanted(verb, child):
                yield Argument("complement", child)
                if any(self.tokens[c].dep == "mark" and self.tokens[c].lemma == "for" for c in self.children[child]):
                    yield from (Argument("for", head) for head in self.surface(child))
        for head in surface:
            if self.tokens[head].lemma == "time":  # *the [time] has come [to act]*
                yield from (Argument("complement", c) for c in self.below(head, {"acl", "relcl"}) if self.is_infinitive(c))
        yield from self.prepositional(verb.i)
        for head in objects or (surface if passive else ()):
            yield from self.prepositional(head)
        if verb.lemma in self.grammar.asks:
            # *appealed to [rich nations for help]*: parsers hang what is asked for on those who are asked.
            asked = (h for c in self.below(verb.i, {"prep", "dative"}) if self.tokens[c].lemma in {"to", "on", "with", "upon"} for h in self.pobjects(c))
            yield from (a for h in asked for a in self.prepositional(h) if a.role == "for")

    def objects(self, verb: int) -> tuple[int, ...]:
        captives = self.captives(verb)
        own = [h for c in self.below(verb, {"dobj"}) if c not in captives for h in self.with_conjuncts(self.antecedent(c))]
        own += [c for held in captives for c in self.below(held, {"compound", "nmod", "nsubj"}) if self.tokens[c].pos in {"NOUN", "PROPN"}]
        if own:
            return tuple(own)
        token = self.tokens[verb]
        if token.dep == "relcl" and not self.is_passive(verb):
            subjects = self.below(verb, SUBJECTS)
            if subjects and self.tokens[subjects[0]].tag not in RELATIVE and not self.below(verb, {"ccomp", "xcomp", "acomp", "attr"}):
                return (token.head,)
        # *condemned and rejected the plan*: the object stands with the last verb.
        for child in self.below(verb, {"conj"}):
            if child - verb <= 3 and self.tokens[child].pos == "VERB" and not self.below(verb, {"ccomp", "xcomp", "prep", "prt"}):
                if not self.below(child, SUBJECTS) and not self.is_passive(verb):
                    return self.objects(child)
        return ()

    # --- nouns ---------------------------------------------------------------------------------------------------

    def nominal(self, noun: Token) -> Clause:
        """The clause of a noun that names an action, with the verb that carries it, if any: *[launched] a raid*."""
        arguments = [Argument("possessor", h) for c in self.below(noun.i, {"poss"}) for h in self.with_conjuncts(c)]
        arguments += [Argument("modifier", c) for c in self.below(noun.i, {"compound", "amod", "nmod"})]
        prepositional = list(self.prepositional(noun.i))
        arguments += [replace(a, role="subject") if a.role == "by" else a for a in prepositional]
        if prepositional and not any(a.role == "by" for a in prepositional):
            # *the killing of a priest by soldiers*: parsers often hang the agent on the priest.
            nested = (a for of in self.below(noun.i, {"prep"}) for h in self.pobjects(of) for a in self.prepositional(h))
            arguments += [Argument("subject", a.head) for a in nested if a.role == "by"]
        told = self.below(noun.i, {"acl", "relcl", "ccomp"})
        arguments += [Argument("complement", c) for c in told if self.is_infinitive(c) or self.deps[c] == "ccomp" or self.is_content(noun, c)]
        arguments += [Argument("complement", c) for c in self.stray_infinitives(noun)]
        for child in told:
            if self.deps[child] == "ccomp":
                continue
            if self.tokens[child].lemma in self.grammar.light or self.lemma_with_particle(self.tokens[child]) in self.grammar.light:
                arguments += [Argument("subject", h, True) for h in self.deep_subjects(child) if h != noun.i]
                arguments += [replace(a, shared=True) for a in self.prepositional(child)]
        support, kind = self.supporting_verb(noun.i)
        status, negated = self.noun_status(noun.i, support)
        if support is not None:
            if kind == "undergo":
                arguments = [replace(a, role="subject") if a.role == "from" else a for a in arguments]
            arguments += self.supported_arguments(support, kind, noun.i)
        return Clause(noun.i, self.noun_lemma(noun), "noun", _unique(arguments), negated, status, False, support)

    def is_content(self, noun: Token, clause: int) -> bool:
        """Whether a *that* clause, though parsers may call it relative, says what is wanted: *demands that it change its policy*."""
        below = self.children[clause]
        subject = any(self.tokens[c].dep in SUBJECTS and self.tokens[c].tag not in RELATIVE for c in below)
        return noun.lemma in self.grammar.wishes and subject and any(self.tokens[c].text.lower() == "that" and self.tokens[c].dep == "mark" for c in below)

    def stray_infinitives(self, noun: Token) -> Iterator[int]:
        """Infinitives that parsers hang on the verb, though they say what the noun is for: *rejected [appeals] to lift the embargo*."""
        grows = noun.dep == "nsubj" and self.tokens[noun.head].lemma in self.grammar.occur
        if noun.lemma not in self.grammar.wishes or (noun.dep != "dobj" and not grows) or self.tokens[noun.head].lemma in self.grammar.light:
            return
        if grows:  # *calls grew for the premier to resign*
            yield from (c for c in self.below(noun.head, {"advcl", "xcomp", "ccomp"}) if any(self.tokens[m].lemma == "for" and self.tokens[m].dep == "mark" for m in self.children[c]))
            return
        for child in self.below(noun.head, {"advcl", "xcomp"}):
            first = min(self.sentence_words(child))
            if child > noun.i and self.is_infinitive(child) and self.tokens[first].tag == "TO" and not any(t.pos in {"VERB", "PUNCT"} for t in self.tokens[noun.i + 1 : first]):
                yield child

    def sentence_words(self, head: int) -> list[int]:
        """A word and those directly below it."""
        return [head, *self.children[head]]

    def noun_lemma(self, noun: Token) -> str:
        """The lemma of a noun with what a hyphen joins to it, where that names an action: *cease-fire*, *sit-in*."""
        joined = hyphenated(self.tokens, noun.i) if self.hyphens else ""
        return joined if joined in self.nouns else noun.lemma

    def supporting_verb(self, noun: int) -> tuple[int | None, str]:
        """The light verb that carries a noun, and how: 'light', 'undergo' (its subject is the patient), 'occur'."""
        place = self.place_of(noun)
        token, head = self.tokens[place], self.tokens[self.tokens[place].head]
        preposition = ""
        if token.dep == "pobj" and head.pos in {"ADP", "SCONJ"}:
            preposition, head = " " + head.lemma, self.tokens[head.head]
        if head.pos not in {"VERB", "AUX"} or head.i == place:
            return None, ""
        lemma = self.lemma_with_particle(head)
        if token.dep in {"dobj", "nsubjpass", "attr"} or preposition:
            if lemma + preposition in self.grammar.light:
                return head.i, "light"
            if lemma + preposition in self.grammar.light_undergo:
                return head.i, "undergo"
        if token.dep == "nsubj" and (lemma in self.grammar.occur or head.lemma in self.grammar.occur):
            return head.i, "occur"
        return None, ""

    def place_of(self, noun: int) -> int:
        """Where a noun stands in the clause: itself, or what it is coordinated with or counted by (*a series of raids*)."""
        for _ in range(4):
            token = self.tokens[noun]
            head = self.tokens[token.head]
            if token.dep == "conj" and head.pos in {"NOUN", "PROPN"}:
                noun = head.i
            elif token.dep == "pobj" and head.lemma == "of" and self.tokens[head.head].lemma in self.grammar.transparent:
                noun = head.head
            else:
                break
        return noun

    def supported_arguments(self, verb: int, kind: str, noun: int) -> Iterator[Argument]:
        if kind == "occur":
            yield from (replace(a, shared=True) for a in self.prepositional(verb))
            if self.tokens[verb].lemma in self.grammar.harm and not any(
                a.role in {"on", "against", "of"} and self.tokens[a.head].lemma not in TIMES for a in self.prepositional(noun)
            ):
                yield from (Argument("object", head, True) for head in self.objects(verb))
            return
        role = "object" if kind == "undergo" else "subject"
        for head in self.deep_subjects(verb):
            yield Argument(role, head, True)
        for head in self.datives(verb):
            yield Argument("dative", head, True)
        for argument in self.prepositional(verb):
            if argument.head != self.place_of(noun):
                yield replace(argument, role="subject" if kind == "undergo" and argument.role in {"from", "by"} else argument.role, shared=True)

    def noun_status(self, noun: int, support: int | None) -> tuple[str, bool]:
        status, negated = self.status(support) if support is not None else ("actual", False)
        if self.looks_ahead and status == "actual" and self.is_to_come(noun, support):
            status = "future"  # *talks between them tomorrow*
        if self.tokens[noun].dep == "nsubjpass" and self.tokens[self.tokens[noun].head].lemma in FORESEEN:
            status = "hypothetical"  # *an assault is expected*
        for child in self.children[noun]:
            lemma = self.tokens[child].lemma
            if not self.grammar.not_actual_modifiers.isdisjoint((lemma, self.tokens[child].text.lower())):
                status = "possible"
            if lemma in {"a", "an"} and self.tokens[noun].dep == "nsubj" and self.is_conjectural(self.tokens[noun].head):
                status = "hypothetical"
            if lemma in {"no", "any", "neither"} and self.tokens[child].dep in {"det", "neg"}:
                negated = True
        return status, negated

    def is_to_come(self, noun: int, support: int | None) -> bool:
        """Whether a word beside an event noun, in a phrase of its own or beside its verb says that it is still to come."""
        beside = [*self.children[noun], *(self.children[support] if support is not None else ())]
        within = [b for p in self.below(noun, {"prep"}) for h in self.pobjects(p) for b in self.children[h]]
        return any(self.is_ahead(i) for i in (*beside, *within))

    def is_ahead(self, i: int) -> bool:
        """Whether a word says that something is still to come: *tomorrow*, *next week*."""
        token = self.tokens[i]
        return token.lemma == "tomorrow" or (token.lemma in TIMES and any(self.tokens[c].lemma == "next" for c in self.children[i]))

    def is_conjectural(self, verb: int) -> bool:
        """Whether a verb tells what might be, so that *an* attack as its subject is none yet: *a strike would lead to war*."""
        return any(self.tokens[c].dep == "aux" and self.tokens[c].lemma in CONJECTURE for c in self.children[verb])

    # --- links ----------------------------------------------------------------------------------------------------------

    def linked(self, found: list[Clause]) -> tuple[Clause, ...]:
        """The clauses with their governors and, below verbs of speech, their speakers."""
        found.sort(key=lambda c: c.predicate)
        at = {c.predicate: k for k, c in enumerate(found)} | {c.support: k for k, c in enumerate(found) if c.kind == "adjective" and c.support is not None}
        return tuple(self.link(clause, found, at) for clause in found)

    def link(self, clause: Clause, found: list[Clause], at: dict[int, int]) -> Clause:
        start = clause.predicate if clause.kind == "noun" or clause.support is None else clause.support
        up, own = start, at[clause.predicate]
        relation = "nominal" if clause.kind == "noun" else RELATIONS.get(self.tokens[start].dep, "root")
        while self.tokens[up].head != up:
            up = self.tokens[up].head
            if up in at and at[up] != own:
                speaker = self.speakers(found[at[up]], relation)
                return linked(clause, at[up], relation, clause.arguments + speaker)
        return linked(clause, None, relation, clause.arguments)

    def speakers(self, governor: Clause, relation: str) -> tuple[Argument, ...]:
        if relation not in {"complement", "nominal"} or governor.lemma not in self.grammar.speech:
            return ()
        return tuple(Argument("speaker", a.head, True) for a in governor.arguments if a.role == "subject")


def linked(c: Clause, governor: int | None, relation: str, arguments: tuple[Argument, ...]) -> Clause:
    """A clause with its governor. Written out, for `replace` takes twenty times as long and every clause is linked."""
    return Clause(c.predicate, c.lemma, c.kind, arguments, c.negated, c.status, c.passive, c.support, governor, relation)


def _unique(arguments: list[Argument]) -> tuple[Argument, ...]:
    """Arguments without repetition of role and head, the first of each kept."""
    seen: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        seen.setdefault((argument.role, argument.head), argument)
    return tuple(seen.values())
