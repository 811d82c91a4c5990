"""The clauses of nouns that name an action: possessives, *by* and *of* phrases, and the light verbs that carry them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coder.clauses.phrases import load_phrase_words
from coder.clauses.status import Statuses
from coder.clauses.tree import RELATIVE, SUBJECTS, unique
from coder.clauses.unreal import status_above
from coder.clauses.victims import Victims
from coder.mending.signs import hyphenated
from coder.records import Argument, Clause, Sentence, Token
from coder.text.function_words import BY, INDEFINITE

CONJECTURE = frozenset({"would", "could", "might", "may", "can"})
# The ways of carrying a noun in which who acts stands after *from* or *by*.
UNDERGOES = frozenset({"undergo", "converse", "passive"})
NOMINAL = frozenset({"NOUN", "PROPN"})
# Where those whom a deed is done to go or come from, and between whom is what is done.
GONE_TO = frozenset({"to", "from", "between"})


def acts(clauses: Sequence[Clause], k: int, sentence: Sentence) -> bool:
    """Whether the noun of clause `k` is the subject of a verb, no copula, that tells what was done."""
    noun = sentence.tokens[clauses[k].predicate]
    if noun.head == noun.i:
        return True  # a headline, or a verb that the parser took for a participle
    if noun.dep not in {"nsubj", "nsubjpass"} or sentence.tokens[noun.head].lemma == "be":
        return False
    return any(c.predicate == noun.head and c.status == "actual" and not c.negated for c in clauses)


def is_manner(noun: Token, sentence: Sentence, gestures: frozenset[str]) -> bool:
    """Whether a noun says how the subject of a verb shows what it thinks: *walked out in [protest]*."""
    preposition = sentence.tokens[noun.head]
    beside = sentence.tokens[preposition.head].pos in {"VERB", "AUX"}
    return noun.lemma in gestures and noun.dep == "pobj" and preposition.lemma == "in" and beside


class Nouns:
    """Makes the clause of any noun of a sentence that is among `nouns`."""

    def __init__(self, sentence: Sentence, statuses: Statuses, nouns: frozenset[str]) -> None:
        self.sentence, self.statuses, self.subjects, self.tree = sentence, statuses, statuses.subjects, statuses.tree
        self.grammar, self.tokens, self.children = statuses.grammar, statuses.tokens, statuses.children
        self.nouns, self.victims = nouns, Victims(statuses.subjects)
        self.times = load_phrase_words().times
        self.hyphens = "-" in sentence.text
        self.looks_ahead = "tomorrow" in sentence.text or "next" in sentence.text

    def names(self, token: Token) -> bool:
        """Whether a word may name an action."""
        return token.lemma in self.nouns or (self.hyphens and self.lemma(token) in self.nouns)

    def lemma(self, noun: Token) -> str:
        """The lemma of a noun with what a hyphen joins to it, where that names an action: *cease-fire*, *sit-in*."""
        joined = hyphenated(self.tokens, noun.i) if self.hyphens else ""
        return joined if joined in self.nouns else noun.lemma

    def clause(self, noun: Token) -> Clause:
        """The clause of a noun that names an action, with the verb that carries it, if any: *[launched] a raid*."""
        owners = self.tree.below(noun.i, {"poss"}) or self.owners_of_count(noun.i)
        arguments = [Argument("possessor", h) for c in owners for h in self.tree.with_conjuncts(c)]
        modifiers = self.tree.below(noun.i, {"compound", "amod", "nmod"})
        arguments += [Argument("modifier", c) for c in modifiers]
        # *Syrian and [Russian] air strikes*
        others = (h for c in modifiers for h in self.tree.with_conjuncts(c)[1:])
        arguments += [Argument("modifier", h) for h in others if self.tokens[h].pos in {"ADJ", "PROPN"}]
        arguments += self.phrases(noun.i)
        arguments += self.complements(noun)
        support, kind = self.supporting_verb(noun.i)
        status, negated = self.status(noun.i, support)
        allies = [
            Argument("subject", h, True) for i in (noun.i, support) if i is not None for h in self.subjects.allies(i)
        ]
        arguments += allies
        if support is not None:
            if kind in UNDERGOES:
                receives = self.receivers(support, kind)  # never who acts: *[X] received a warning not to join*
                arguments = [a for a in arguments if a.role != "subject" or a.head not in receives]
                arguments += [a for of in arguments if of.role == "of" for a in self.tree.prepositional(of.head)]
                arguments = [replace(a, role="subject") if a.role == "from" else a for a in arguments]
            arguments += self.supported_arguments(support, kind, noun.i)
        else:
            arguments += self.partners(noun, arguments)
        return Clause(noun.i, self.lemma(noun), "noun", unique(arguments), negated, status, False, support)

    def owners_of_count(self, noun: int) -> list[int]:
        """Whose are several that a noun counts: *[Russia]'s wave of attacks*, *a [Russian] series of attacks*."""
        count = self.place_of(noun)
        if count == noun or self.tokens[count].pos not in NOMINAL:
            return []
        owners = self.tree.below(count, {"poss"}) or self.tree.below(count, {"amod", "compound"})
        return [c for c in owners if self.tokens[c].text[:1].isupper() and self.tokens[c].tag != "PRP$"]

    def phrases(self, noun: int) -> list[Argument]:
        """The prepositional phrases of a noun; *by* is who acts, also where the parser hangs it on the victim.

        *the killing of [a priest by soldiers]*
        """
        own = list(self.tree.prepositional(noun))
        if self.tokens[noun].lemma in self.grammar.asking and self.is_owned(noun):
            return self.wished(noun, own)
        found = [replace(a, role="subject") if a.role == "by" else a for a in own]
        if self.tokens[noun].lemma in self.grammar.wishes:  # *a plea [from Mali]*
            who = {"from", "of"} if self.is_to_do(noun) or self.is_granted(noun) else {"from"}
            found = [replace(a, role="subject") if a.role in who else a for a in found]
        if own and not any(a.role == "by" for a in own):
            victims = (h for of in self.tree.below(noun, {"prep"}) for h in self.tree.pobjects(of))
            nested = tuple(a for h in victims for a in self.tree.prepositional(h))
            found += [Argument("subject", a.head) for a in nested if a.role == "by"]
            # *the recall of [its envoy to Chile]*, *the signing of [a pact between Chad and Mali]*
            found += [a for a in nested if a.role in GONE_TO and all(a.role != o.role for o in own)]
        if self.tokens[noun].lemma in self.grammar.utterances:  # *objections to the court [from Mali]*
            found += [replace(a, role="subject") for a in found if a.role == "from"]
        return found

    def is_owned(self, noun: int) -> bool:
        """Whether it is said in front of a noun whose it is: *[a Swedish] call*."""
        in_front = self.tree.below(noun, {"poss", "amod", "compound", "nmod"})
        return any(self.tokens[c].dep == "poss" or self.tokens[c].text[:1].isupper() for c in in_front)

    def wished(self, noun: int, own: list[Argument]) -> list[Argument]:
        """The phrases of a wish that has an owner; *by* is who is to do it: *a Swedish call for calm [by Mali]*."""
        wanted = [a.head for a in own if a.role == "for"]
        nested = [a for h in wanted for a in self.tree.prepositional(h)]
        found = [replace(a, role="on") if a.role == "by" and wanted else a for a in own]
        found += [replace(a, role="on") for a in nested if a.role == "by"]
        return [replace(a, role="subject") if a.role == "by" else a for a in found]

    def is_granted(self, noun: int) -> bool:
        """Whether something is done because somebody asked for it, whom *of* names: *sent troops at [its] request*."""
        above = self.tokens[self.tokens[noun].head]
        verb = self.tokens[above.head]
        return above.lemma == "at" and above.dep == "prep" and verb.pos == "VERB"

    def is_to_do(self, noun: int) -> bool:
        """Whether an infinitive says what is wanted, so that *of* names by whom: *the refusal of [Mali] to sign*."""
        return any(self.tree.is_infinitive(c) for c in self.tree.below(noun, {"acl"}))

    def complements(self, noun: Token) -> list[Argument]:
        """What is meant or wanted by a noun, and who did it by a participle below it: *the attack launched by X*."""
        told, deps = self.tree.below(noun.i, {"acl", "relcl", "ccomp"}), self.tree.deps
        meant = [c for c in told if self.tree.is_infinitive(c) or deps[c] == "ccomp" or self.is_content(noun, c)]
        if noun.lemma in self.grammar.wishes:  # *calls [for him to quit]*, which parsers take for an aim
            meant += [c for c in self.tree.below(noun.i, {"advcl"}) if self.is_for(c) and self.tree.is_infinitive(c)]
        found = [Argument("complement", c) for c in (*meant, *self.stray_infinitives(noun))]
        role = "outcome" if self.has_victim(noun.i) else "object"
        found += [Argument(role, h, True) for h in self.victims.told_of({noun.i, self.place_of(noun.i)})]
        for child in told:
            if deps[child] == "ccomp":
                continue
            child = self.supposed(child)
            verb = self.tokens[child]
            author = self.grammar.authored.get(verb.lemma, frozenset()) if verb.tag == "VBN" else frozenset()
            for c in self.children[child]:
                if self.tokens[c].lemma in author and self.tree.deps[c] in {"prep", "agent"}:
                    found += [Argument("subject", h, True) for h in self.tree.pobjects(c)]
            if verb.lemma in self.grammar.light or self.tree.lemma_with_particle(verb) in self.grammar.light:
                found += [Argument("subject", h, True) for h in self.subjects.deep_subjects(child) if h != noun.i]
                found += [replace(a, shared=True) for a in self.tree.prepositional(child)]
            elif not self.grammar.occur.isdisjoint((verb.lemma, self.tree.lemma_with_particle(verb))):
                # *clashes that [broke out] between X and Y*
                told_with = (a for a in self.tree.prepositional(child) if a.role in {"between", "with"})
                found += [replace(a, shared=True) for a in told_with]
        return found

    def supposed(self, verb: int) -> int:
        """What somebody says or believes of a noun, below that verb: *a raid police suspect [was staged]*."""
        told = self.tokens[verb].lemma in self.grammar.speech | self.grammar.complement_possible
        below = self.tree.below(verb, {"ccomp", "xcomp"}) if told else []
        return next((c for c in below if self.tokens[c].tag == "VBN"), verb)

    def is_content(self, noun: Token, clause: int) -> bool:
        """Whether a *that* clause, though parsers may call it relative, says what is wanted.

        *demands that it change its policy*
        """
        if noun.lemma not in self.grammar.wishes:
            return False
        below = [self.tokens[c] for c in self.children[clause]]
        subject = any(t.dep in SUBJECTS and t.tag not in RELATIVE for t in below)
        return subject and any(t.text.lower() == "that" and t.dep == "mark" for t in below)

    def is_for(self, verb: int) -> bool:
        """Whether *for* stands before who is to do something: *[for] the premier to resign*."""
        return any(self.tokens[m].lemma == "for" for m in self.tree.below(verb, {"mark"}))

    def stray_infinitives(self, noun: Token) -> Iterator[int]:
        """Infinitives that parsers hang on the verb, though they say what the noun is for.

        *rejected [appeals] to lift the embargo*
        """
        if noun.lemma not in self.grammar.wishes:
            return
        head = self.tokens[noun.head]
        grows = noun.dep == "nsubj" and head.lemma in self.grammar.occur
        if noun.dep != "dobj" and not grows:
            return
        if grows:  # *calls grew for the premier to resign*
            for child in self.tree.below(noun.head, {"advcl", "xcomp", "ccomp"}):
                if self.is_for(child):
                    yield child
            return
        for child in self.tree.below(noun.head, {"advcl", "xcomp"}):
            first = min((child, *self.children[child]))
            between = self.tokens[noun.i + 1 : first]
            if child > noun.i and self.tree.is_infinitive(child) and self.tokens[first].tag == "TO":
                if not any(t.pos in {"VERB", "PUNCT"} for t in between):
                    yield child

    # --- the verb that carries a noun -----------------------------------------------------------------------------

    def supporting_verb(self, noun: int) -> tuple[int | None, str]:
        """The light verb that carries a noun, and how it does so.

        It is 'light', 'undergo' (its subject is the patient), 'converse' (it gets something from another) or 'occur'.
        """
        place = self.place_of(noun)
        token, head = self.tokens[place], self.tokens[self.tokens[place].head]
        preposition = ""
        if token.dep == "pobj" and head.pos in {"ADP", "SCONJ"}:
            preposition, head = " " + head.lemma, self.tokens[head.head]
        if preposition == " of" and head.lemma in self.grammar.undergoers and head.dep == "attr":
            return head.head, "converse"  # *is a recipient of [aid]*
        if head.pos not in {"VERB", "AUX"} or head.i == place:
            return None, ""
        lemma = self.tree.lemma_with_particle(head)
        if token.dep in {"dobj", "nsubjpass", "attr"} or preposition:
            if preposition and lemma + preposition in self.grammar.light_passive and self.subjects.is_passive(head.i):
                return head.i, "passive"
            if lemma + preposition in self.grammar.light_converse and self.is_from(head, place, noun):
                return head.i, "converse"
            if lemma + preposition in self.grammar.light:
                return head.i, "light"
            if lemma + preposition in self.grammar.light_undergo:
                return head.i, "undergo"
        if token.dep == "attr" and head.lemma == "be" and self.tree.below(head.i, {"expl"}):
            return head.i, "occur"  # *there were [clashes]*
        if token.dep == "nsubj" and (self.takes_place(head) or not self.grammar.occur.isdisjoint((lemma, head.lemma))):
            return head.i, "occur"
        if token.dep == "nsubjpass" and head.lemma in self.grammar.noticed:
            return head.i, "occur"
        return None, ""

    def takes_place(self, verb: Token) -> bool:
        """Whether a verb with its object or phrase says that something happened: *took place*, *got under way*."""
        told = [self.tokens[c].lemma for c in self.tree.below(verb.i, {"dobj"})]
        for c in self.tree.below(verb.i, {"prep"}):
            told += [f"{self.tokens[c].lemma} {self.tokens[h].lemma}" for h in self.tree.pobjects(c)]
        return any(f"{verb.lemma} {words}" in self.grammar.occur for words in told)

    def is_from(self, verb: Token, place: int, noun: int) -> bool:
        """Whether a verb or its noun says from whom something comes: *won praise [from Mali]*, *won [Thai] praise*."""
        givers = BY if self.tokens[place].dep == "pobj" else {"from"}
        phrases = [a for i in (verb.i, place, noun) for a in self.tree.prepositional(i)]
        phrases += [a for of in phrases if of.role == "of" for a in self.tree.prepositional(of.head)]
        if any(a.role in givers and a.head != place for a in phrases):
            return True
        owners = (self.tokens[c] for c in self.tree.below(noun, {"poss", "amod", "compound", "nmod"}))
        return verb.lemma in self.grammar.gets_of and any(t.text[:1].isupper() for t in owners)

    def receivers(self, verb: int, kind: str) -> tuple[int, ...]:
        """Who undergoes what the noun names that a verb carries, or gets it from another."""
        return self.subjects.surface(verb) if kind == "passive" else self.subjects.deep_subjects(verb)

    def place_of(self, noun: int) -> int:
        """Where a noun stands in the clause: itself, or what it is coordinated with or counted by.

        *a [series] of raids*
        """
        for _ in range(4):
            token = self.tokens[noun]
            head = self.tokens[token.head]
            if token.dep == "conj" and head.pos in NOMINAL:
                noun = head.i
            elif (
                token.dep == "pobj" and head.lemma == "of" and self.tokens[head.head].lemma in self.grammar.transparent
            ):
                noun = head.head
            else:
                break
        return noun

    def supported_arguments(self, verb: int, kind: str, noun: int) -> Iterator[Argument]:
        """What the verb that carries a noun adds: who acts or undergoes it, and the verb's own phrases."""
        if kind == "occur":
            # *took place [between X and Y]*, which parsers hang on either
            for head in (verb, *self.tree.below(verb, {"dobj"})):
                if head == verb or self.takes_place(self.tokens[verb]):
                    yield from (replace(a, shared=True) for a in self.tree.prepositional(head))
            if self.tokens[verb].lemma in self.grammar.harm and not self.has_victim(noun):
                yield from (Argument("object", head, True) for head in self.victims.of(verb))
            return
        role = "object" if kind in UNDERGOES else "subject"
        for head in self.receivers(verb, kind):
            yield Argument(role, head, True)
            if kind == "converse":
                yield Argument("to", head, True)
        if kind == "passive":
            yield from (Argument("subject", head, True) for head in self.subjects.deep_subjects(verb))
        given = kind == "light" and self.tokens[self.place_of(noun)].dep == "dobj" and self.subjects.is_passive(verb)
        taken = self.subjects.surface(verb) if given else ()  # *[Kenya] was handed an apology*
        for head in (*self.tree.datives(verb), *taken):
            yield Argument("dative", head, True)
        for argument in self.tree.prepositional(verb):
            if argument.head != self.place_of(noun):
                by = kind in UNDERGOES and argument.role in BY
                yield replace(argument, role="subject" if by else argument.role, shared=True)

    def partners(self, noun: Token, own: list[Argument]) -> Iterator[Argument]:
        """Who does something with others at the time of the sentence: *after a meeting with X, [Y] said*."""
        preposition = self.tokens[noun.head]
        if noun.dep != "pobj" or preposition.dep != "prep":
            return
        roles = {a.role for a in own}
        verb = self.main_verb(preposition.head)
        if is_manner(noun, self.sentence, self.grammar.gestures):
            yield from (Argument("subject", head, True) for head in self.subjects.surface(verb.i))
        if preposition.lemma == "with" and noun.lemma in self.grammar.wishes and "subject" not in roles:
            # *stepped up its pressure [with a call to …]*
            yield from (Argument("subject", head, True) for head in self.subjects.surface(verb.i))
        if noun.lemma in self.grammar.wishes and self.is_granted(noun.i) and verb.i == preposition.head:
            # *sent troops [at the request of Mali]*
            yield from (Argument("to", head, True) for head in self.subjects.deep_subjects(verb.i))
        if preposition.lemma not in self.grammar.occasions:
            return
        if noun.lemma in self.grammar.journeys and roles.isdisjoint({"subject", "possessor"}):
            # *the minister, [on a visit to Ankara], urged* and *[during a visit to Ankara], the minister urged*
            above = self.tokens[preposition.head]
            person = above.pos in NOMINAL
            yield from (Argument("subject", h, True) for h in ((above.i,) if person else self.subjects.surface(verb.i)))
        if "with" in roles and roles.isdisjoint({"subject", "possessor"}) and verb.pos == "VERB":
            yield from (Argument("subject", head, True) for head in self.subjects.surface(verb.i))

    def main_verb(self, i: int) -> Token:
        """The verb that a phrase belongs to: above a passive participle, and above what a verb is about.

        *asked for the release of a man [held in Russia] in a call*
        """
        for _ in range(6):
            token = self.tokens[i]
            if token.head == i or (token.pos == "VERB" and not (token.dep == "acl" and token.tag == "VBN")):
                break
            i = token.head
        return self.tokens[i]

    def has_victim(self, noun: int) -> bool:
        """Whether a noun's own phrases say who suffers: *an attack on [a base] killed two*."""
        phrases = self.tree.prepositional(noun)
        return any(a.role in {"on", "against", "of"} and self.tokens[a.head].lemma not in self.times for a in phrases)

    # --- whether it happened --------------------------------------------------------------------------------------

    def status(self, noun: int, support: int | None) -> tuple[str, bool]:
        """The status of a noun's action, that of the verb that carries it unless words beside the noun tell another."""
        status, negated = self.statuses.status(support) if support is not None else ("actual", False)
        if self.looks_ahead and status == "actual" and self.is_to_come(noun, support):
            status = "future"  # *talks between them tomorrow*
        status = status_above(self.tokens[noun], self.place_of(noun), self.statuses, support is not None) or status
        for child in self.children[noun]:
            lemma = self.tokens[child].lemma
            if not self.grammar.not_actual_modifiers.isdisjoint((lemma, self.tokens[child].text.lower())):
                status = "possible"
            if lemma in INDEFINITE and self.tokens[noun].dep == "nsubj" and self.is_conjectural(self.tokens[noun].head):
                status = "hypothetical"
            if self.tokens[child].text.lower() == "more" and self.statuses.is_no(child):
                negated = True  # *there will be no more [talks]*
            if lemma in {"no", "any", "neither"} and self.tokens[child].dep in {"det", "neg"}:
                negated = True
        return status, negated

    def is_to_come(self, noun: int, support: int | None) -> bool:
        """Whether a word beside a noun, in a phrase of its own or beside its verb says that it is still to come."""
        beside = [*self.children[noun], *(self.children[support] if support is not None else ())]
        heads = [h for p in self.tree.below(noun, {"prep"}) for h in self.tree.pobjects(p)]
        within = [b for h in heads for b in self.children[h]]
        return any(self.is_ahead(i) for i in (*beside, *within))

    def is_ahead(self, i: int) -> bool:
        """Whether a word says that something is still to come: *tomorrow*, *next week*, but not *the next week*."""
        token = self.tokens[i]
        below = {self.tokens[c].lemma for c in self.children[i]}
        return token.lemma == "tomorrow" or (token.lemma in self.times and "next" in below and "the" not in below)

    def is_conjectural(self, verb: int) -> bool:
        """Whether a verb tells what might be, so that *an* attack as its subject is none yet.

        *a strike would lead to war*
        """
        return any(self.tokens[c].dep == "aux" and self.tokens[c].lemma in CONJECTURE for c in self.children[verb])
