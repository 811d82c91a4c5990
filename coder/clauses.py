"""A parsed sentence to its clauses: every predicate with who acts, who is acted upon, and whether it happened.

The syntax is undone here, once for all rules: passives, coordination, control and raising, relative and participial
clauses, light verbs (*launched a raid*) and the possessives and *by*/*of* phrases of nouns (*the killing of X by Y*).
Labels are those of spaCy's English models. Nothing here knows of CAMEO; the nouns that can name an action are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coder.grammar import Grammar
from coder.phrases import TIMES
from coder.records import Argument, Clause, Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
STATUS_OF_MODAL = {
    "will": "future", "shall": "future", "'ll": "future", "wo": "future", "would": "conditional", "'d": "conditional",
    "can": "possible", "could": "possible", "may": "possible", "might": "possible", "ca": "possible",
    "must": "necessary", "should": "necessary", "ought": "necessary", "need": "necessary",
}  # fmt: skip
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


class _Finder:
    """What is known of one sentence while its clauses are found; each question is answered once."""

    def __init__(self, sentence: Sentence, nouns: frozenset[str], grammar: Grammar) -> None:
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.headline = sentence.headline
        self.nouns = nouns
        self.grammar = grammar
        self._surface: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}
        self._status: dict[int, tuple[str, bool]] = {}

    def clauses(self) -> tuple[Clause, ...]:
        found = []
        for token in self.tokens:
            if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"}):
                if token.dep not in {"aux", "auxpass", "amod", "compound", "prep", "case"}:
                    found.append(self.verbal(token))
                elif self.noun_lemma(token) in self.nouns and token.dep != "amod":
                    found.append(self.nominal(token))
            elif token.pos in {"NOUN", "PROPN"} and self.noun_lemma(token) in self.nouns and token.dep not in {"compound", "nmod"}:
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
        own = {self.tokens[c].dep for c in self.children[verb.i]}
        surface, shared = self.surface(verb.i), not own & SUBJECTS
        objects = self.objects(verb.i)
        for head in surface:
            role = "subject" if not passive else "dative" if objects else "object"
            yield Argument(role, head, shared)
        if passive:
            for child in self.below(verb.i, {"agent"}):
                for head in self.pobjects(child):
                    yield Argument("subject", head)
        for head in objects:
            yield Argument("object", head, head not in self.subtree_children(verb.i))
        for head in self.datives(verb.i):
            yield Argument("dative", head)
        for child in self.below(verb.i, {"oprd", "acomp", "attr"} if verb.lemma != "be" else {"oprd"}):
            yield Argument("attribute", child)
        for child in self.below(verb.i, {"xcomp", "ccomp", "csubj", "advcl"}):
            if self.tokens[child].dep != "advcl" or self.is_wanted(verb, child):
                yield Argument("complement", child)
                if any(self.tokens[c].dep == "mark" and self.tokens[c].lemma == "for" for c in self.children[child]):
                    yield from (Argument("for", head) for head in self.surface(child))
        yield from self.prepositional(verb.i)
        for head in objects:
            yield from self.prepositional(head)

    def is_wanted(self, verb: Token, child: int) -> bool:
        """Whether an infinitive that the parser took for a purpose is what a verb asks or promises: *called for X to act*, *swore to fight*."""
        asked = any(self.tokens[c].dep == "mark" and self.tokens[c].lemma == "for" for c in self.children[child])
        infinitive = self.tokens[child].tag == "VB" and any(self.tokens[c].tag == "TO" for c in self.children[child])
        if not infinitive or self.below(verb.i, {"xcomp", "ccomp"}):
            return False
        if asked or verb.lemma in self.grammar.asks:
            return True
        own = [c for c in self.below(verb.i, {"dobj", "prep"}) if self.tokens[c].dep == "dobj" or self.tokens[c].lemma == "to"]
        return verb.lemma in self.grammar.takes_infinitive and not own

    def lemma_with_particle(self, verb: Token) -> str:
        particles = self.below(verb.i, {"prt"})
        return f"{verb.lemma} {self.tokens[particles[0]].text.lower()}" if particles else verb.lemma

    def objects(self, verb: int) -> tuple[int, ...]:
        own = [h for c in self.below(verb, {"dobj"}) for h in self.with_conjuncts(self.antecedent(c))]
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

    def datives(self, verb: int) -> Iterator[int]:
        for child in self.below(verb, {"dative"}):
            if self.tokens[child].pos in {"ADP", "PART"} or self.below(child, {"pobj"}):
                yield from self.pobjects(child)
            else:
                yield from self.with_conjuncts(child)

    def is_passive(self, verb: int) -> bool:
        if verb not in self._passive:
            self._passive[verb] = False
            self._passive[verb] = self._find_passive(verb)
        return self._passive[verb]

    def _find_passive(self, verb: int) -> bool:
        token = self.tokens[verb]
        deps = {self.tokens[c].dep for c in self.children[verb]}
        if deps & {"auxpass", "nsubjpass", "csubjpass"}:
            return True
        if token.tag not in {"VBN", "VBD"} or "dobj" in deps:
            return False
        if "agent" in deps:
            return True
        if token.tag == "VBN" and "aux" not in deps:
            if token.dep == "conj" and not deps & SUBJECTS:
                return self.is_passive(token.head)
            return token.dep in {"acl", "advcl", "oprd", "ROOT", "ccomp", "amod"} and "nsubj" not in deps or self.headline
        return self.headline and "aux" not in deps and not deps & {"ccomp", "xcomp"}

    # --- subjects ----------------------------------------------------------------------------------------------

    def surface(self, verb: int) -> tuple[int, ...]:
        """Heads of the grammatical subject of a verb, found through coordination, control and participles."""
        if verb not in self._surface:
            self._surface[verb] = ()  # a circle, in a broken parse, ends here
            self._surface[verb] = tuple(self._find_surface(verb))
        return self._surface[verb]

    def _find_surface(self, verb: int) -> Iterable[int]:
        token = self.tokens[verb]
        own = self.below(verb, SUBJECTS)
        if own:
            return [h for c in own for h in self.with_conjuncts(self.antecedent(c))]
        if token.head == verb:
            return ()
        governor = self.tokens[token.head]
        if token.dep == "conj":
            return self.surface(governor.i) if governor.pos in {"VERB", "AUX"} else ()
        if token.dep in {"xcomp", "ccomp"} or (token.dep == "advcl" and governor.pos == "VERB" and self.is_wanted(governor, verb)):
            return self.controller(governor, token)
        if token.dep == "advcl":
            return self.surface(governor.i) if governor.pos in {"VERB", "AUX"} else self.controller(governor, token)
        if token.dep == "pcomp":
            return self.participle_subject(governor)
        if token.dep in {"acl", "relcl"}:
            if self.is_infinitive(verb):
                wanted = [h for c in self.below(governor.i, {"prep"}) if self.tokens[c].lemma == "for" and c < verb for h in self.pobjects(c)]
                return wanted or self.agent_of_noun(governor.i)
            if governor.lemma in self.grammar.messages and not self.is_passive(verb) and (writers := tuple(self.agent_of_noun(governor.i))):
                return writers
            return self.with_conjuncts(governor.i) if governor.pos not in {"VERB", "AUX"} else ()
        return ()

    def is_infinitive(self, verb: int) -> bool:
        return self.tokens[verb].tag == "VB" or any(self.tokens[c].tag == "TO" and self.tokens[c].dep == "aux" for c in self.children[verb])

    def controller(self, governor: Token, verb: Token) -> Iterable[int]:
        """Who does what an infinitive below `governor` says: *urged [X] to leave*, *[X] agreed to leave*, *called on [X] to leave*."""
        if governor.pos in {"ADJ", "ADV"} or (governor.pos == "NOUN" and governor.dep in {"acomp", "attr"}):
            return self.surface(governor.head)
        if governor.pos in {"NOUN", "PROPN"}:
            return self.agent_of_noun(governor.i)
        if self.is_passive(governor.i):
            return self.surface(governor.i)
        prepositions = self.grammar.prepositional_control.get(governor.lemma, ())
        for child in self.children[governor.i]:
            if self.tokens[child].dep in {"prep", "dative"} and self.tokens[child].lemma in prepositions and child < verb.i:
                return self.pobjects(child)
        if governor.lemma not in self.grammar.subject_control:
            objects = [*self.datives(governor.i), *self.below(governor.i, {"dobj"})]
            if objects:
                return [h for o in objects for h in self.with_conjuncts(o)]
        return self.surface(governor.i)

    def participle_subject(self, preposition: Token) -> Iterable[int]:
        """Who does what a participle below a preposition says: *accused [X] of killing*, *[X] left after signing*."""
        governor = self.tokens[preposition.head]
        if governor.pos == "ADJ":
            return self.surface(governor.head)
        if governor.pos not in {"VERB", "AUX"}:
            return self.agent_of_noun(governor.i) if governor.pos in {"NOUN", "PROPN"} else ()
        objects = self.below(governor.i, {"dobj"})
        if objects and preposition.lemma in {"of", "for", "from", "into", "against", "over"}:
            return self.with_conjuncts(objects[0])
        return self.surface(governor.i)

    def agent_of_noun(self, noun: int) -> Iterable[int]:
        """Whose plan, decision or threat a noun names: its possessor, a *by* phrase, or the subject of its verb."""
        if own := [h for c in self.below(noun, {"poss"}) for h in self.with_conjuncts(c)]:
            return own
        for child in self.children[noun]:
            if self.tokens[child].lemma in {"by", "from"} and self.tokens[child].pos == "ADP":
                return self.pobjects(child)
        head = self.tokens[self.tokens[noun].head]
        if head.pos in {"VERB", "AUX"} and self.tokens[noun].dep in {"dobj", "attr", "oprd"}:
            return self.surface(head.i)
        if self.tokens[noun].dep in SUBJECTS:
            return [c for c in self.children[noun] if self.tokens[c].dep in {"amod", "compound", "nmod"} and self.tokens[c].text[:1].isupper()]
        return ()

    def deep_subjects(self, verb: int) -> tuple[int, ...]:
        if not self.is_passive(verb):
            return self.surface(verb)
        return tuple(h for c in self.below(verb, {"agent"}) for h in self.pobjects(c))

    # --- nouns ---------------------------------------------------------------------------------------------------

    def nominal(self, noun: Token) -> Clause:
        """The clause of a noun that names an action, with the verb that carries it, if any: *[launched] a raid*."""
        arguments = [Argument("possessor", h) for c in self.below(noun.i, {"poss"}) for h in self.with_conjuncts(c)]
        arguments += [Argument("modifier", c) for c in self.below(noun.i, {"compound", "amod", "nmod"})]
        for argument in self.prepositional(noun.i):
            arguments.append(replace(argument, role="subject") if argument.role == "by" else argument)
        if not any(a.role == "subject" for a in arguments):
            # *the killing of a priest by soldiers*: parsers often hang the agent on the priest.
            nested = (a for of in self.below(noun.i, {"prep"}) for h in self.pobjects(of) for a in self.prepositional(h))
            arguments += [Argument("subject", a.head) for a in nested if a.role == "by"]
        arguments += [Argument("complement", c) for c in self.below(noun.i, {"acl", "relcl", "ccomp"}) if self.is_infinitive(c) or self.tokens[c].dep == "ccomp"]
        for child in self.below(noun.i, {"acl", "relcl"}):
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

    def noun_lemma(self, noun: Token) -> str:
        """The lemma of a noun with what a hyphen joins to it, where that names an action: *cease-fire*, *sit-in*."""
        joined = hyphenated(self.tokens, noun.i)
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
            if self.tokens[verb].lemma in self.grammar.harm and not any(a.role in {"on", "against", "of"} and self.tokens[a.head].lemma not in TIMES for a in self.prepositional(noun)):
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
        for child in self.children[noun]:
            lemma = self.tokens[child].lemma
            if not self.grammar.not_actual_modifiers.isdisjoint((lemma, self.tokens[child].text.lower())):
                status = "possible"
            if lemma in {"no", "any", "neither"} and self.tokens[child].dep in {"det", "neg"}:
                negated = True
        return status, negated

    # --- prepositional phrases --------------------------------------------------------------------------------------

    def prepositional(self, head: int) -> Iterator[Argument]:
        """The prepositional phrases of a word, each as an argument whose role is the preposition."""
        for child in self.children[head]:
            token = self.tokens[child]
            if token.dep in {"prep", "dative"} and token.pos in {"ADP", "SCONJ", "VERB", "ADV", "PART", "ADJ"}:
                yield from self.phrase(child, token.lemma)

    def phrase(self, preposition: int, role: str) -> Iterator[Argument]:
        for head in self.pobjects(preposition):
            yield Argument(role, head)
        for child in self.children[preposition]:
            dep = self.tokens[child].dep
            if dep == "pcomp":
                yield Argument(role, child)
                yield Argument("complement", child)
            elif dep == "prep":
                yield from self.phrase(child, self.tokens[child].lemma)
                if role in {"out", "away", "off"}:  # *pulled its troops out of [Mali]* is to pull out
                    yield from (Argument(role, head) for head in self.pobjects(child))

    def pobjects(self, preposition: int) -> tuple[int, ...]:
        return tuple(h for c in self.below(preposition, {"pobj"}) for h in self.with_conjuncts(self.antecedent(c)))

    # --- status --------------------------------------------------------------------------------------------------------

    def status(self, verb: int) -> tuple[str, bool]:
        """Whether what a verb says happened ('actual', 'future', 'possible' …), and whether it is negated."""
        if verb not in self._status:
            self._status[verb] = ("actual", False)
            self._status[verb] = self._find_status(verb)
        return self._status[verb]

    def _find_status(self, verb: int) -> tuple[str, bool]:
        token = self.tokens[verb]
        below = [self.tokens[c] for c in self.children[verb]]
        negated = self.is_negated(verb)
        marks = {t.lemma for t in below if t.dep in {"mark", "advmod"}}
        if marks & self.grammar.conditionals and token.dep == "advcl":
            return "hypothetical", negated
        modal = next((STATUS_OF_MODAL[t.text.lower()] for t in below if t.dep == "aux" and t.text.lower() in STATUS_OF_MODAL), None)
        if modal:
            return self.conditional_or_future(verb) if modal == "conditional" else modal, negated
        governor = self.tokens[token.head]
        infinitive = any(t.dep == "aux" and t.tag == "TO" for t in below)
        if token.dep == "conj" and governor.pos in {"VERB", "AUX"} and token.tag in {"VB", "VBG", "VBN"} and token.tag == governor.tag and not any(t.dep in {"aux", "nsubj"} for t in below):
            status, above = self.status(governor.i)
            return status, negated or above
        if token.dep in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "relcl"} and (infinitive or token.tag in {"VB", "VBG"} or token.dep == "ccomp"):
            return self.embedded_status(token, infinitive, negated)
        if token.dep == "ROOT" and token.tag == "VB" and not self.below(verb, SUBJECTS) and not self.headline:
            return "ordered", negated
        return "actual", negated

    def conditional_or_future(self, verb: int) -> str:
        """*would* is the future seen from the past (*said it would*), unless a condition stands beside it."""
        conditions = any(self.tokens[m].lemma in {"if", "unless"} for c in self.below(verb, {"advcl"}) for m in self.below(c, {"mark"}))
        perfect = any(self.tokens[c].lemma == "have" and self.tokens[c].dep == "aux" for c in self.children[verb])
        return "hypothetical" if conditions or perfect else "future"

    def embedded_status(self, token: Token, infinitive: bool, negated: bool) -> tuple[str, bool]:
        governor = self.tokens[token.head]
        if token.dep == "pcomp":
            negated = negated or governor.lemma in {"without"}
            if self.tokens[governor.head].lemma == "guilty":
                return "actual", negated
            if governor.lemma in {"without", "for", "from", "against", "of", "about", "on"}:
                return ("possible" if governor.lemma != "without" else "actual"), negated
            manner = governor.lemma in {"by", "through", "after", "in", "upon", "since", "while"}
            aim = governor.lemma == "to"
            governor = self.tokens[governor.head]
            if aim:
                return self.status_below(governor, negated)
            if manner and governor.pos in {"VERB", "AUX"}:
                status, above = self.status(governor.i)
                return status, negated or above
        if token.dep == "advcl":
            if infinitive:
                return self.status_below(governor, negated) if self.is_wanted(governor, token.i) else ("possible", negated)
            if token.tag == "VBG" and governor.pos in {"VERB", "AUX"}:
                status, above = self.status(governor.i)
                return status, negated or above
            return "actual", negated
        if token.dep == "ccomp" and not infinitive and token.tag not in {"VB"}:
            return ("possible" if governor.lemma in self.grammar.complement_possible else "actual"), negated
        if token.dep in {"acl", "relcl"} and not infinitive:
            return "actual", negated
        return self.status_below(governor, negated)

    def status_below(self, governor: Token, negated: bool) -> tuple[str, bool]:
        lemma, grammar = governor.lemma, self.grammar
        if lemma in grammar.complement_failed:
            return "failed", negated
        if lemma in grammar.complement_future:
            return "future", negated
        if lemma in grammar.steps and governor.pos == "NOUN" and self.tokens[governor.head].lemma in {"take", "make"}:
            governor = self.tokens[governor.head]
            status, above = self.status(governor.i)
            return status, negated or above
        if lemma in grammar.complement_actual and governor.pos in {"VERB", "AUX"}:
            status, above = self.status(governor.i)
            return status, negated or above
        return "possible", negated

    def is_negated(self, verb: int) -> bool:
        for child in self.children[verb]:
            token = self.tokens[child]
            if token.dep == "advmod" and token.text.lower() == "longer" and any(self.tokens[c].lemma == "no" for c in self.children[child]):
                return True
            if token.dep == "neg" or (token.dep in {"advmod", "preconj", "cc"} and token.lemma in self.grammar.negators):
                return True
            if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
                if token.lemma in {"nobody", "none", "nothing"} or any(
                    self.tokens[c].lemma in {"no", "neither"} and self.tokens[c].dep in {"det", "neg", "cc", "preconj"} for c in self.children[child]
                ):
                    return True
        return False

    # --- trees ----------------------------------------------------------------------------------------------------------

    def below(self, head: int, deps: Iterable[str]) -> list[int]:
        return [c for c in self.children[head] if self.tokens[c].dep in deps]

    def subtree_children(self, head: int) -> set[int]:
        return {h for c in self.children[head] for h in self.with_conjuncts(c)}

    def with_conjuncts(self, head: int) -> tuple[int, ...]:
        """A noun and those coordinated with it: *[France], [Germany] and [Italy]*."""
        found, last = [head], head
        while True:
            following = [c for c in self.children[last] if self.tokens[c].dep == "conj" and self.tokens[c].pos not in {"VERB", "AUX"}]
            if not following:
                return tuple(found)
            found += following
            last = following[-1]

    def antecedent(self, head: int) -> int:
        """What a relative pronoun stands for; any other word stands for itself."""
        if self.tokens[head].tag not in RELATIVE and self.tokens[head].lemma != "that":
            return head
        up = head
        for _ in range(6):
            token = self.tokens[up]
            if token.dep == "relcl":
                return token.head
            if token.head == up:
                break
            up = token.head
        return head

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
                return replace(clause, governor=at[up], relation=relation, arguments=clause.arguments + speaker)
        return replace(clause, relation=relation)

    def speakers(self, governor: Clause, relation: str) -> tuple[Argument, ...]:
        if relation not in {"complement", "nominal"} or governor.lemma not in self.grammar.speech:
            return ()
        return tuple(Argument("speaker", a.head, True) for a in governor.arguments if a.role == "subject")


def hyphenated(tokens: Sequence[Token], i: int) -> str:
    """The lemma of a word that the tokeniser split at its hyphen, given its last part; '' where there is no hyphen."""
    if i < 2 or tokens[i - 1].text != "-" or tokens[i - 1].start != tokens[i - 2].end or tokens[i].start != tokens[i - 1].end:
        return ""
    return f"{tokens[i - 2].lemma}-{tokens[i].lemma}"


def _unique(arguments: list[Argument]) -> tuple[Argument, ...]:
    """Arguments without repetition of role and head, the first of each kept."""
    seen: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        seen.setdefault((argument.role, argument.head), argument)
    return tuple(seen.values())
