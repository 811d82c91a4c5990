"""Who does what a verb or a noun says, and to whom: passives, coordination, control, raising, participles undone."""

from __future__ import annotations

from collections.abc import Container, Iterable

from coder.clauses.grammar import Grammar
from coder.clauses.messages import is_message, writers
from coder.clauses.phrases import load_phrase_words
from coder.clauses.tree import RELATIVE, SUBJECTS, Tree
from coder.records import Token
from coder.text.function_words import BY, DURING

PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
COMMANDS = frozenset({"ccomp", "advcl"})


class Subjects:
    """Finds the subject and the objects of any verb of a sentence; each question is answered once."""

    def __init__(self, tree: Tree, grammar: Grammar) -> None:
        self.tree, self.grammar = tree, grammar
        self.tokens, self.children, self.deps = tree.tokens, tree.children, tree.deps
        self._surface: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}
        self._have_allies = not (grammar.jointly | grammar.companion).isdisjoint(tree.words)

    def is_passive(self, verb: int) -> bool:
        if verb not in self._passive:
            self._passive[verb] = False
            self._passive[verb] = self._find_passive(verb)
        return self._passive[verb]

    def _find_passive(self, verb: int) -> bool:
        token = self.tokens[verb]
        deps = {self.deps[c] for c in self.children[verb]}
        if not deps.isdisjoint(PASSIVE) or self.is_told_by_whom(verb):
            return True
        captives = self.captives(verb)
        if token.lemma in self.grammar.handed and token.tag == "VBN" and deps.isdisjoint({"aux", "dative", *SUBJECTS}):
            if "dobj" in deps and token.dep in {"acl", "conj"}:
                return token.dep == "acl" or self.is_passive(token.head)
        if token.tag not in {"VBN", "VBD"} or ("dobj" in deps and not captives):
            return False
        if token.lemma in self.grammar.perish or "agent" in deps:
            return token.lemma not in self.grammar.perish  # *perished in an ambush of their bus [by jihadists]*
        if captives and deps.isdisjoint({"aux", "dative"}) and not any(self.captured(c) for c in captives):
            return len(self.tree.below(verb, {"dobj"})) == len(captives)  # *two men [held] hostage escaped*
        if token.dep in {"advcl", "pcomp"} and deps.isdisjoint({"aux", "dobj"}) and self.is_told_with(verb):
            return True
        if token.tag == "VBN" and "aux" not in deps:
            if token.dep == "conj" and deps.isdisjoint(SUBJECTS):
                return self.is_passive(token.head)
            said_so = token.dep == "xcomp" and self.is_passive(token.head)  # *six were reported [killed]*
            return (
                (said_so or token.dep in {"acl", "advcl", "oprd", "ROOT", "ccomp", "amod"})
                and "nsubj" not in deps
                or self.tree.headline
            )
        return self.tree.headline and "aux" not in deps and not deps & {"ccomp", "xcomp"}

    def is_told_with(self, verb: int) -> bool:
        """Whether *with* tells what was done to somebody beside it: *fighting went on, with [ten people wounded]*."""
        if self.tokens[verb].lemma not in self.grammar.undergone or not self.tree.below(verb, {"nsubj"}):
            return False
        above = [self.tokens[verb].head] if self.tokens[verb].dep == "pcomp" else []
        return any(self.tokens[c].lemma == "with" for c in [*above, *self.tree.below(verb, {"mark"})])

    def is_told_by_whom(self, participle: int) -> bool:
        """Whether what a parser takes for an adjective is a passive: *were [gang-raped] by soldiers*, *has been [cut]*.

        *Has been [opposed] to it* tells what somebody thinks.
        """
        token = self.tokens[participle]
        if token.dep != "acomp" or token.pos != "VERB":
            return False
        perfect = token.tag == "VBN" and self.tokens[token.head].text.lower() == "been"
        return bool(self.tree.below(participle, {"agent"})) or (perfect and not self.tree.below(participle, {"prep"}))

    def allies(self, head: int) -> list[int]:
        """Who does it too, by a phrase of a verb or an event noun: *in coordination with [the Iraqi army]*.

        *Spain, along with [Italy], condemned it*
        """
        if not self._have_allies:
            return []
        if not self.grammar.companion.isdisjoint(self.tree.words):
            subjects = self.own_subjects(head) if self.tokens[head].pos == "VERB" else []
            links = (w for w in self.with_company([head, *subjects]) if w < head)
            if beside := [h for w in links for h in self.tree.pobjects(w)]:
                return beside
        phrases = (p for p in self.tree.below(head, {"prep"}) if self.tokens[p].lemma == "in")
        nouns = (n for p in phrases for n in self.tree.pobjects(p) if self.tokens[n].lemma in self.grammar.jointly)
        withs = (w for n in nouns for w in self.tree.below(n, {"prep"}) if self.tokens[w].lemma == "with")
        return [h for w in withs for h in self.tree.pobjects(w)]

    def captives(self, verb: int) -> list[int]:
        """The word *hostage* of *held two reporters hostage*, which parsers take for the object; what it is held as."""
        if self.tokens[verb].lemma not in self.grammar.holding:
            return []
        return [
            c
            for c in self.tree.below(verb, {"dobj"})
            if self.tokens[c].text.lower() in self.grammar.captives and not self.tree.below(c, {"det", "poss", "amod"})
        ]

    def captured(self, captive: int) -> list[int]:
        """Who is held, where parsers hang him on the word *hostage*."""
        held = self.tree.below(captive, {"compound", "nmod", "nsubj"})
        return [c for c in held if self.tokens[c].pos in {"NOUN", "PROPN"}]

    def surface(self, verb: int) -> tuple[int, ...]:
        """Heads of the grammatical subject of a verb, found through coordination, control and participles."""
        if verb not in self._surface:
            self._surface[verb] = ()  # a circle, in a broken parse, ends here
            told = self.addressed(self.tokens[verb].head) if self.is_command(verb) else self._find_surface(verb)
            self._surface[verb] = tuple(told)
        return self._surface[verb]

    def _find_surface(self, verb: int) -> Iterable[int]:
        token = self.tokens[verb]
        own = self.own_subjects(verb)
        if own:
            found = [h for c in own for h in self.tree.with_conjuncts(self.tree.antecedent(c))]
            return found if self.is_passive(verb) else [a for h in found for a in self.authors(h)]
        if token.head == verb:
            return ()
        governor = self.tokens[token.head]
        if token.dep == "conj":
            governor = self.coordinated(token, governor)
            return self.surface(governor.i) if governor.pos in {"VERB", "AUX"} else ()
        if token.dep in {"xcomp", "ccomp"} or (
            token.dep == "advcl" and governor.pos == "VERB" and self.is_wanted(governor, verb)
        ):
            return () if self.is_reported(token, governor) else self.controller(governor, token)
        if token.dep == "advcl" or self.is_told_by_whom(verb):
            return self.surface(governor.i) if governor.pos in {"VERB", "AUX"} else self.controller(governor, token)
        if token.dep == "pcomp":
            return self.participle_subject(governor)
        if token.dep in {"acl", "relcl"}:
            if self.tree.is_infinitive(verb):
                wanted = [
                    h
                    for c in self.tree.below(governor.i, {"prep"})
                    if self.tokens[c].lemma == "for" and c < verb
                    for h in self.tree.pobjects(c)
                ]
                return wanted or self.agent_of_noun(governor.i)
            if (
                governor.lemma in self.grammar.messages
                and not self.is_passive(verb)
                and (writers := tuple(self.agent_of_noun(governor.i)))
            ):
                return writers
            return self.tree.with_conjuncts(governor.i) if governor.pos not in {"VERB", "AUX"} else ()
        return ()

    def is_command(self, verb: int) -> bool:
        """Whether a verb is a command in front of who gives it: *[lay] down your arms, the envoy told the rebels*."""
        token = self.tokens[verb]
        governor = self.tokens[token.head]
        if token.tag != "VB" or token.dep not in COMMANDS or token.i > governor.i or governor.pos != "VERB":
            return False
        if governor.lemma not in self.grammar.speech and governor.lemma not in self.grammar.asks:
            return False
        below = [self.tokens[c] for c in self.children[verb]]
        if any(t.dep in SUBJECTS or t.dep == "mark" or (t.dep == "aux" and t.lemma != "do") for t in below):
            return False
        return bool(self.tree.below(governor.i, SUBJECTS))

    def addressed(self, verb: int) -> tuple[int, ...]:
        """Whom a verb of speech or asking is directed at."""
        said = [*self.tree.below(verb, {"dobj"}), *self.tree.datives(verb)]
        said += [
            h for c in self.tree.below(verb, {"prep"}) if self.tokens[c].lemma == "to" for h in self.tree.pobjects(c)
        ]
        return tuple(h for o in said[:1] for h in self.tree.with_conjuncts(o))

    def own_subjects(self, verb: int) -> list[int]:
        """The subjects that stand with a verb; of two, not whom a participle tells something else of.

        *with four men [killed in it] and [two] kidnapped*
        """
        own = self.tree.below(verb, SUBJECTS)
        if self.goals(verb):
            return []
        if len(own) < 2:
            return own
        return [c for c in own if not self.tree.below(c, {"acl"})] or own

    def goals(self, verb: int) -> list[int]:
        """Where somebody set out for, which parsers take for who acts there: *left for [Gaza] to deliver aid*."""
        token = self.tokens[verb]
        if token.dep != "advcl" or not any(self.tokens[c].lemma == "for" for c in self.tree.below(verb, {"mark"})):
            return []
        governor = self.tokens[token.head]
        if self.grammar.sets_out.isdisjoint((governor.lemma, self.tree.lemma_with_particle(governor))):
            return []
        return [c for c in self.tree.below(verb, {"nsubj"}) if self.tokens[c].pos == "PROPN"]

    def is_reported(self, verb: Token, governor: Token) -> bool:
        """Whether a finite verb without a subject is what somebody says, and not what he does.

        *[medics] said fired rockets*, where the parser lost who fired them
        """
        said = verb.dep == "ccomp" and verb.tag in FINITE and governor.lemma in self.grammar.speech
        return said and not self.is_passive(verb.i)

    def authors(self, head: int) -> Iterable[int]:
        """Whose words a message is, where it says so: *a [UN] report called for sanctions*; else the noun itself."""
        found = tuple(self.agent_of_noun(head)) or writers(self.tree, self.grammar, head)
        return found if found and is_message(self.tree, self.grammar, head) else (head,)

    def coordinated(self, verb: Token, governor: Token) -> Token:
        """What a finite verb is coordinated with: never an infinitive, on which parsers hang it.

        *urged X to act and [pressed] Y*
        """
        if verb.tag not in FINITE or self.tree.below(verb.i, {"aux", "auxpass"}):
            return governor
        if self.own_subjects(governor.i) and any(self.tokens[c].tag == "MD" for c in self.children[governor.i]):
            return governor  # *[Chad] will not go but backs the talks, an aide said*
        above = governor
        while above.tag in {"VB", "VBG"} and above.head != above.i:
            above = self.tokens[above.head]
            if above.tag in FINITE:
                return above
        return governor

    def controller(self, governor: Token, verb: Token) -> Iterable[int]:
        """Who does what an infinitive below `governor` says.

        *urged [X] to leave*, *[X] agreed to leave*, *called on [X] to leave*.
        """
        if governor.pos in {"ADJ", "ADV"} or (governor.pos == "NOUN" and governor.dep in {"acomp", "attr"}):
            return self.surface(governor.head)
        if governor.pos in {"NOUN", "PROPN"}:
            return self.agent_of_noun(governor.i)
        if self.is_passive(governor.i):
            return self.surface(governor.i)
        prepositions = self.called_with(governor)
        for child in self.tree.below(governor.i, {"prep", "dative", "prt"}):
            if self.tokens[child].lemma in prepositions and child < verb.i and (named := self.tree.pobjects(child)):
                return named
        if governor.lemma not in self.grammar.subject_control:
            objects = [*self.tree.datives(governor.i), *self.tree.below(governor.i, {"dobj"})]
            if objects:
                return [h for o in objects for h in self.tree.with_conjuncts(o)]
        return self.surface(governor.i)

    def called_with(self, verb: Token) -> Container[str]:
        """The prepositions by which a verb names who is to do something; none where it has an object.

        *called [on] X to act*, but *called a rally on Monday to denounce it*
        """
        objects = self.tree.below(verb.i, {"dobj"})
        return () if objects else self.grammar.prepositional_control.get(verb.lemma, ())

    def is_wanted(self, verb: Token, child: int) -> bool:
        """Whether an infinitive that the parser took for a purpose is what a verb asks or promises.

        *called for X to act*, *swore to fight*.
        """
        if (
            self.tree.lemma_with_particle(self.tokens[verb.i]) in self.grammar.takes_gerund
            and self.tokens[child].tag == "VBG"
        ):
            return not self.tree.below(verb.i, {"xcomp", "ccomp", "dobj"}) and not any(
                self.tokens[c].dep == "mark" for c in self.children[child]
            )
        below = [self.tokens[c] for c in self.children[child]]
        asked = any(t.dep == "mark" and t.lemma == "for" for t in below) and not self.goals(child)
        bare = self.tokens[child].tag == "VB" or any(t.dep == "auxpass" and t.tag == "VB" for t in below)
        infinitive = bare and any(t.tag == "TO" for t in below)
        if not infinitive or self.tree.below(verb.i, {"xcomp", "ccomp"}):
            return False
        called = self.called_with(verb)
        if asked or verb.lemma in self.grammar.asks:
            return True
        if verb.lemma in self.grammar.causes and self.tree.below(verb.i, {"dobj"}):
            return True
        if any(self.tokens[c].lemma in called and c < child for c in self.tree.below(verb.i, {"prep"})):
            return True  # *called on X to act*
        own = [
            c
            for c in self.tree.below(verb.i, {"dobj", "prep"})
            if self.tokens[c].dep == "dobj" or self.tokens[c].lemma == "to"
        ]
        return verb.lemma in self.grammar.takes_infinitive and not own

    def participle_subject(self, preposition: Token) -> Iterable[int]:
        """Who does what a participle below a preposition says: *accused [X] of killing*, *[X] left after signing*."""
        governor = self.tokens[preposition.head]
        if governor.pos == "ADJ":
            return self.surface(governor.head)
        if governor.pos not in {"VERB", "AUX"}:
            return self.agent_of_noun(governor.i) if governor.pos in {"NOUN", "PROPN"} else ()
        objects = self.tree.below(governor.i, {"dobj"})
        beside = governor.tag == "VBN" and governor.dep == "conj" and governor.lemma in self.grammar.harming
        if preposition.lemma in DURING and (beside or self.is_passive(governor.i)):
            return ()  # *was killed in [shelling]*, *one was killed and two hurt in [shelling]* by others
        if objects and preposition.lemma in {"of", "for", "from", "into", "against", "over"}:
            if not self.tree.takes(governor.i, self.grammar.owns_up):
                return self.tree.with_conjuncts(objects[0])
        return self.surface(governor.i)

    def agent_of_noun(self, noun: int) -> Iterable[int]:
        """Whose plan, decision or threat a noun names: its possessor, a *by* phrase, or the subject of its verb."""
        if own := [h for c in self.tree.below(noun, {"poss"}) for h in self.tree.with_conjuncts(c)]:
            return own
        for child in self.children[noun]:
            if self.tokens[child].lemma in BY and self.tokens[child].pos == "ADP":
                return self.tree.pobjects(child)
        if self.tokens[noun].lemma in self.grammar.decided and (of := self.tree.of_names(noun)):
            return of  # *a resolution of the [European Parliament]*
        head = self.tokens[self.tokens[noun].head]
        if self.tokens[noun].dep == "nsubjpass" and head.lemma in self.grammar.light:
            return self.deep_subjects(head.i)  # *a pledge to help Mali was made by [the bank]*
        if self.tokens[noun].dep == "attr" and any(self.tokens[c].lemma == "first" for c in self.children[noun]):
            return self.surface(head.i)  # *became the first Arab leader to promise it*
        named = [
            c
            for c in self.children[noun]
            if self.tokens[c].dep in {"amod", "compound", "nmod"} and self.tokens[c].text[:1].isupper()
        ]
        if head.pos in {"VERB", "AUX"} and self.tokens[noun].dep in {"dobj", "attr", "oprd"}:
            # *criticised a UN decision to …* is about the UN's; *took a decision to …* about one's own.
            return named if named and head.lemma not in self.grammar.light else self.surface(head.i)
        return named if self.tokens[noun].dep in SUBJECTS or (named and self.tokens[noun].dep == "pobj") else ()

    def deep_subjects(self, verb: int) -> tuple[int, ...]:
        if not self.is_passive(verb):
            return self.surface(verb)
        return tuple(h for c in self.tree.below(verb, {"agent"}) for h in self.tree.pobjects(c))

    def more_objects(self, verb: int, own: list[int]) -> list[int]:
        """Nouns that parsers coordinate with a verb: *met the Thai envoy and, later, [the Lao premier]*."""
        nouns = [c for c in self.tree.below(verb, {"conj"}) if self.tokens[c].pos in {"NOUN", "PROPN"} and c > own[-1]]
        behind = (c for c in nouns if not self.tree.below(c, {*SUBJECTS, "aux", "cop", "prep"}))
        return [h for c in behind for h in self.tree.with_conjuncts(c)]

    def companions(self, verb: int, own: list[int]) -> list[int]:
        """Whom it is done to besides: *freed two Finns, [along with their guide]*.

        Where a state does it to states, the other acts too: *bombed Chad along with France*.
        """
        if self.grammar.companion.isdisjoint(self.tree.words):
            return []
        if not self.is_counted(own[-1]):
            return []
        with_whom = (h for c in self.with_company([verb, own[-1]]) for h in self.tree.pobjects(c) if h > own[-1])
        return [h for h in with_whom if self.is_counted(h)]

    def is_counted(self, noun: int) -> bool:
        """Whether a noun is one or several of its kind: *two Finns*, *their guide*, but not *support*, *the Hague*."""
        own = {"det", "nummod", "poss"} if self.tokens[noun].pos == "NOUN" else {"nummod"}
        return bool(self.tree.below(noun, own))

    def with_company(self, heads: list[int]) -> list[int]:
        """The *with* of *along with* and *together with* below words."""
        links = [c for head in heads for c in self.tree.below(head, {"prep", "advmod"})]
        nested = [
            w for c in links if self.tokens[c].lemma in self.grammar.companion for w in self.tree.below(c, {"prep"})
        ]
        beside = [c for c in links if any(self.tokens[b].lemma in self.grammar.companion for b in self.children[c])]
        return [w for w in (*nested, *beside) if self.tokens[w].lemma == "with"]

    def objects(self, verb: int) -> tuple[int, ...]:
        """Who or what is acted upon; of coordinated verbs and relative clauses it may stand elsewhere."""
        captives = self.captives(verb)
        things = [c for c in self.tree.below(verb, {"dobj"}) if c not in captives]
        own = [h for c in things for h in self.tree.with_conjuncts(self.tree.antecedent(c))]
        own += [c for h in captives for c in self.captured(h)]
        if captives and not own:  # *took [him] hostage*
            own = list(self.tree.below(verb, {"dative"}))
        if not own:  # *handed in [its weapons]*: a particle has no object, the verb has
            own = [h for c in self.tree.below(verb, {"prt"}) for h in self.tree.pobjects(c)]
        if own:
            return (*own, *self.more_objects(verb, own), *self.companions(verb, own))
        token = self.tokens[verb]
        # A name right behind a verb, which parsers may take for a time: *angered [Turkey]*, *sounded out [Peru]*.
        after = max([verb, *self.tree.below(verb, {"prt"})]) + 1
        behind = [c for c in self.tree.below(verb, {"npadvmod"}) if c == after and self.tokens[c].pos == "PROPN"]
        if behind and self.tokens[behind[0]].lemma not in load_phrase_words().times:
            return self.tree.with_conjuncts(behind[0])
        if token.dep == "relcl" and not self.is_passive(verb):
            subjects = self.tree.below(verb, SUBJECTS)
            gap = not self.tree.below(verb, {"ccomp", "xcomp", "acomp", "attr"})
            owned = any(self.tokens[c].tag == "WP$" for s in subjects for c in self.tree.below(s, {"poss"}))
            if subjects and self.tokens[subjects[0]].tag not in RELATIVE and gap and not owned:
                return (token.head,)  # of *rebels whose leaders live abroad* nothing is left out
        # *condemned and rejected the plan*: the object stands with the last verb.
        for child in self.tree.below(verb, {"conj"}):
            near = child - verb <= 3 and self.tokens[child].pos == "VERB"
            if near and not self.tree.below(verb, {"ccomp", "xcomp", "prep", "prt"}):
                if not self.tree.below(child, SUBJECTS) and not self.is_passive(verb):
                    return self.objects(child)
        return ()
