"""Which rules fire on the clauses of a sentence: triggers, and what their arguments must be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coder.actions.rule import Constraint, Rule, Rulebook
from coder.actions.words import load_action_words
from coder.clauses.grammar import Grammar
from coder.memo import OwnAnswers
from coder.mending.signs import bag_of_words, hyphenated
from coder.records import Clause, Sentence
from coder.text.function_words import BY

# Below a phrase, what tells something else.
TELLS_ELSE = frozenset({"relcl", "parataxis"})
OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
RELATIVE = frozenset({"WDT", "WP"})


@dataclass(slots=True, unsafe_hash=True)
class Match:
    """A rule that fires on a clause, and the heads that its constraints looked at."""

    rule: Rule
    clause: int
    used: tuple[int, ...]
    particle: str = ""


class Matcher:
    """Finds the rules that fire on the clauses of one sentence.

    `facts` tells what an argument's head is ('#actor', '#state' …).
    """

    def __init__(
        self,
        sentence: Sentence,
        clauses: Sequence[Clause],
        rulebook: Rulebook,
        grammar: Grammar,
        facts: Callable[[int], frozenset[str]],
    ) -> None:
        self.sentence, self.clauses, self.rulebook, self.grammar, self.facts = (
            sentence,
            clauses,
            rulebook,
            grammar,
            facts,
        )
        self.keys, self.words = OwnAnswers(self, Matcher._find_keys), OwnAnswers(self, Matcher._find_words)
        self._slots: dict[int, dict[str, tuple[int, ...]]] = {}
        self._all: frozenset[str] | None = None
        self._lemmas = [token.lemma for token in sentence.tokens]
        self._hyphens = "-" in sentence.text
        self.bag = bag_of_words(sentence)
        self.ordered = {clause.predicate for clause in clauses if clause.status == "ordered"}
        self.used_at = [k for k, clause in enumerate(clauses) if clause.lemma in grammar.uses]
        self._particled = {clause.predicate: clause.lemma for clause in clauses if " " in clause.lemma}
        self.spoken_of = {
            h: s
            for clause in clauses
            for s in clause.heads("speaker")
            for h in clause.heads("subject")
            if self.agree(s, h)
        }

        self.spoken_of |= {
            h: noun for clause in clauses for h in clause.heads("object") for noun in self.before(clause, h)
        }
        if "they" in self._lemmas:
            self.spoken_of |= {h: noun for clause in clauses for h in clause.heads("object") for noun in self.among(h)}

    def before(self, clause: Clause, pronoun: int) -> tuple[int, ...]:
        """The object of the verb before, which a pronoun as an object is: *collected [rice] and gave [it] to Mali*."""
        tokens = self.sentence.tokens
        if tokens[pronoun].pos != "PRON" or clause.governor is None or clause.relation != "coordinate":
            return ()
        nouns = (h for h in self.clauses[clause.governor].heads("object") if tokens[h].pos == "NOUN")
        amounts = self.grammar.transparent  # *40 tonnes of rice* is *it* too
        return tuple(h for h in nouns if self.agree(h, pronoun) or tokens[h].lemma in amounts)[:1]

    def among(self, count: int) -> tuple[int, ...]:
        """Those told of before of whom a count is: *[nurses] sat down, and police dragged off [nine] of them*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        if tokens[count].pos != "NUM" and tokens[count].lemma not in self.grammar.transparent:
            return ()
        links = (c for c in children[count] if tokens[c].lemma == "of")
        if not any(tokens[p].lemma == "they" for c in links for p in children[c]):
            return ()
        people = (i for i in range(count - 1, -1, -1) if tokens[i].tag in {"NNS", "NNPS"} and "#actor" in self.facts(i))
        doers = {h for clause in self.clauses if count in clause.heads("object") for h in clause.heads("subject")}
        return tuple(i for i in people if i not in doers)[:1]

    def agree(self, speaker: int, pronoun: int) -> bool:
        """Whether a pronoun below a verb of speech is the speaker: *[nurses] warned that [they] would strike*."""
        tokens = self.sentence.tokens
        return tokens[pronoun].pos == "PRON" and (tokens[pronoun].lemma == "they") == (
            tokens[speaker].tag in {"NNS", "NNPS"}
        )

    def matches(self, k: int) -> Iterator[Match]:
        """The rules that fire on clause `k`, the most specific first."""
        clause = self.clauses[k]
        entries = self.entries(clause, self.possible)
        if not entries:
            return
        arguments = self.arguments(clause)
        there, holds = arguments.keys(), self.holds
        for rule, wanted in entries:
            # Most rules fail here already: an argument that they need is not there.
            if there >= rule.needs:
                for constraint, must in rule.tests:
                    if holds(constraint, clause, arguments) is not must:
                        break
                else:
                    yield Match(rule, k, self.used(rule, arguments), wanted)

    def possible(self, kind: str, lemma: str) -> list[tuple[Rule, str]]:
        """The rules with a trigger that the words of the sentence leave possible: few of many."""
        return self.rulebook.possible(kind, lemma, self.bag)

    def known(self, kind: str, lemma: str) -> list[tuple[Rule, str]]:
        """All rules with a trigger."""
        return [(rule, particle) for rule, particle, _ in self.rulebook.entries(kind, lemma)]

    def entries(
        self, clause: Clause, look_up: Callable[[str, str], list[tuple[Rule, str]]]
    ) -> Sequence[tuple[Rule, str]]:
        """The rules whose trigger a clause has, the most specific first, each with the particle of that trigger.

        `look_up` gives the rules of a trigger.
        """
        lemma, _, particle = clause.lemma.partition(" ")
        entries = look_up(clause.kind, lemma)
        if clause.kind == "adjective" and self.sentence.tokens[clause.predicate].pos == "VERB":
            entries = entries + look_up("verb", lemma)
        if entries and (particle or lemma in self.rulebook.with_particles):
            entries = [
                e for e in entries if not (e[1] or particle) or self.particle_fits(clause, lemma, particle, e[1])
            ]
        if clause.kind == "verb" and clause.status in self.rulebook.any_verb_statuses:
            entries = entries + [e for e in look_up("verb", "*") if clause.status in e[0].statuses]
        return entries

    def near(self, k: int, winner: str) -> Iterator[str]:
        """Why the other rules with the trigger of clause `k` lost to the rule `winner`, or failed by one condition."""
        for rule, missed in self.close(k):
            if missed is not None:
                wants = "it wants" if missed in rule.where else "it is not for"
                yield f"rule {rule.id} came close: {wants} {missed}"
            elif winner and rule.id != winner:
                yield f"rule {rule.id} fits too, but gives way to {winner}"

    def close(self, k: int) -> Iterator[tuple[Rule, Constraint | None]]:
        """The rules with the trigger of clause `k` that fire there or fail by one condition, with that one."""
        clause, arguments = self.clauses[k], self.arguments(self.clauses[k])
        for rule, _ in self.entries(clause, self.known):
            missed = None
            for constraint, must in rule.tests:
                if self.holds(constraint, clause, arguments) is not must:
                    if missed is not None:
                        break
                    missed = constraint
            else:
                yield rule, missed

    def particle_fits(self, clause: Clause, lemma: str, particle: str, wanted: str) -> bool:
        """Whether a clause has the particle and prepositions of a trigger (*lash out at*), or needs none.

        A rule for the bare verb does not fire where the verb has a particle for which another rule stands: *put down a
        revolt* is not *put*. Nor does it where the particle makes another verb of it: *fired off a letter*.
        """
        if not wanted:
            if clause.lemma in load_action_words().other_verbs:
                return False
            entries = self.rulebook.index.get(("verb", lemma), ()) if particle else ()
            return all(p.partition(" ")[0] != particle for _, p in entries)
        words = wanted.split()
        return (not particle or particle in words or particle == "away") and all(
            word == particle
            or (self.slot(clause, word) and not self.stands_in_front(clause, word))
            or self.is_idiom(clause, words[k - 1], word)
            or (not particle and self.behind_object(clause, word))
            for k, word in enumerate(words)
        )

    def stands_in_front(self, clause: Clause, word: str) -> bool:
        """Whether a preposition stands before its verb, of which it is no part then: *[In] a raid, they pulled out*.

        It may be part of it before *which* and *whom*.
        """
        tokens, children, verb = self.sentence.tokens, self.sentence.children, clause.predicate
        if any(head > verb for head in self.slot(clause, word)):
            return False
        return any(
            c < verb and tokens[c].dep == "prep" and tokens[c].lemma == word and tokens[p].tag not in {"WDT", "WP"}
            for c in children[verb]
            for p in children[c]
        )

    def behind_object(self, clause: Clause, word: str) -> bool:
        """Whether an adverb behind the object is the particle of a trigger: *brushed the call [aside]*."""
        tokens, verb = self.sentence.tokens, clause.predicate
        objects = self.slot(clause, "object")
        return any(
            tokens[c].dep == "advmod" and tokens[c].lemma == word and any(verb < h < c for h in objects)
            for c in self.sentence.children[verb]
        )

    def is_idiom(self, clause: Clause, preposition: str, noun: str) -> bool:
        """Whether a bare noun behind a preposition is part of a trigger: *put on [hold]*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        behind = self.slot(clause, preposition) if preposition != noun else ()
        return any(tokens[h].lemma == noun and not any(tokens[c].i < h for c in children[h]) for h in behind)

    def holds(self, constraint: Constraint, clause: Clause, arguments: dict[str, tuple[int, ...]]) -> bool:
        """Whether a constraint holds of a clause."""
        slots, kind = constraint.slots, constraint.kind
        if slots[0] == "words":
            return not constraint.words.isdisjoint(self.all_words())
        if slots[0] == "passive":
            return clause.passive == (kind == "present")
        if slots[0] == "negated":
            return clause.negated == (kind == "present")
        if kind == "present" or kind == "absent":
            return (kind == "present") == any(slot in arguments for slot in slots)
        names, words, facts = self.words if kind == "words" else self.keys, constraint.words, constraint.facts
        for slot in slots:
            if slot in arguments:
                for head in arguments[slot]:
                    if not words.isdisjoint(names[head]) or (facts and not facts.isdisjoint(self.facts(head))):
                        return True
        return False

    def used(self, rule: Rule, arguments: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
        """The heads that make the constraints of a rule hold."""
        found: list[int] = []
        for constraint in rule.where:
            names, words, facts = (
                self.words if constraint.kind == "words" else self.keys,
                constraint.words,
                constraint.facts,
            )
            heads = (head for slot in constraint.slots for head in arguments.get(slot, ()))
            found += [
                head
                for head in heads
                if not words.isdisjoint(names[head]) or (facts and not facts.isdisjoint(self.facts(head)))
            ]
        return tuple(found)

    def slot(self, clause: Clause, slot: str) -> tuple[int, ...]:
        """Heads of the arguments in a slot."""
        return self.arguments(clause).get(slot, ())

    def arguments(self, clause: Clause) -> dict[str, tuple[int, ...]]:
        """The heads by slot. Asked thousands of times a sentence, so the arguments of a clause are sorted once."""
        slots = self._slots.get(clause.predicate)
        if slots is None:
            slots = {"trigger": (clause.predicate,), "any": tuple(a.head for a in clause.arguments)}
            if owners := tuple(self.owners(clause)):
                slots["owner"] = owners
            if wielders := tuple(self.wielders(clause)):
                slots["wielder"] = wielders
            if senders := tuple(self.senders(clause)):
                slots["sender"] = senders
            for argument in clause.arguments:
                role = argument.role
                slots[role] = (*slots[role], argument.head) if role in slots else (argument.head,)
            if wished := tuple(h for h in slots.get("complement", ()) if self.is_infinitive(h)):
                slots["infinitive"] = wished
            if self.used_at and (means := tuple(self.means(clause))):
                slots["with"] = (*slots.get("with", ()), *means)
            if self.ordered and (said := tuple(h for h in slots.get("complement", ()) if h in self.ordered)):
                slots["command"] = said
            self._slots[clause.predicate] = slots
        return slots

    def means(self, clause: Clause) -> Iterator[int]:
        """What an action is done with, where a verb beside it says so.

        *used [drones] to attack it*, *attacked it, using [drones]*
        """
        for k in self.used_at:
            used = self.clauses[k]
            below = clause.governor == k and clause.relation in {"complement", "adverbial"}
            governor = self.clauses[used.governor] if used.governor is not None else None
            beside = used.relation == "adverbial" and self.sentence.tokens[used.predicate].tag == "VBG"
            beside = beside and governor is not None and governor.predicate == clause.predicate
            if clause.kind == "verb" and (below or beside):
                yield from used.heads("object")

    def is_infinitive(self, verb: int) -> bool:
        """Whether what stands below a verb is an infinitive, and no *that* clause: *told X [to leave]*."""
        tokens = self.sentence.tokens
        return any(tokens[c].tag == "TO" and tokens[c].dep == "aux" for c in self.sentence.children[verb])

    def owners(self, clause: Clause) -> Iterator[int]:
        """What stands before the objects of a verb or noun, or before what they are of, and may say whose they are.

        *won [French] backing*, *cut deliveries of [French] wheat*, *the suspension of [French] loans*
        """
        tokens, children = self.sentence.tokens, self.sentence.children
        of = clause.heads("of") or clause.heads("in") or clause.heads("to")
        for head in clause.heads("object") if clause.kind == "verb" else of:
            inner = (b for c in children[head] if tokens[c].lemma == "of" for b in children[c])
            yield from (c for h in (head, *inner) for c in children[h] if tokens[c].dep in OWNERS)

    def wielders(self, clause: Clause) -> Iterator[int]:
        """What stands before the subject or agent of a verb, and may say whose it is: *[Danish] fire killed him*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        for head in (*clause.heads("subject"), *clause.heads("by")) if clause.kind == "verb" else ():
            yield from (c for c in children[head] if c < head and tokens[c].dep in OWNERS)

    def senders(self, clause: Clause) -> Iterator[int]:
        """From whom the subject of a verb comes.

        *a tip from [Jordan]*, *data supplied by [Norway]*, *tanks that [Spain] gave*, *crates of [Thai] rice*
        """
        tokens, children = self.sentence.tokens, self.sentence.children
        for head in clause.heads("subject") if clause.kind == "verb" else ():
            for c in (c for c in children[head] if c > head):
                lemma, dep, below = tokens[c].lemma, tokens[c].dep, children[c]
                if dep == "prep" and lemma in BY:
                    yield from below
                elif dep == "prep" and lemma == "of":
                    yield from (o for b in below for o in (b, *children[b]) if o == b or tokens[o].dep in OWNERS)
                elif dep == "relcl":
                    yield from (b for b in below if tokens[b].dep == "nsubj" and tokens[b].tag not in RELATIVE)
                elif dep == "acl" and tokens[c].tag == "VBN":
                    yield from (o for b in below if tokens[b].dep == "agent" for o in children[b])

    def _find_keys(self, head: int) -> frozenset[str]:
        """What an argument may be called in a rule: its head, modifier and head, and for *a series of X* also X."""
        found = self._names(head, 3)
        return frozenset([*found, *self._names(self.spoken_of[head], 3)] if head in self.spoken_of else found)

    def _names(self, head: int, depth: int) -> Iterator[str]:
        tokens, children = self.sentence.tokens, self.sentence.children
        token = tokens[head]
        yield token.lemma
        yield token.text.lower()
        if self._hyphens and (joined := hyphenated(tokens, head)):
            yield joined
        if head in self._particled:
            yield self._particled[head]
        for child in children[head]:
            if tokens[child].dep in {"compound", "amod", "nmod"}:
                yield f"{tokens[child].lemma} {token.lemma}"
                if token.pos == "PROPN" and tokens[child].dep == "compound":
                    yield tokens[child].lemma  # a title: *President Moi*
        if depth and (token.pos == "NUM" or token.lemma in self.grammar.transparent):
            for child in children[head]:
                if tokens[child].lemma in {"of", "in"} and tokens[child].dep == "prep":
                    for below in children[child]:
                        if tokens[below].dep == "pobj":
                            yield from self._names(below, depth - 1)

    def _own_words(self, head: int) -> list[int]:
        """The words of a phrase, in order, without its relative clauses, which tell something else."""
        tokens, children = self.sentence.tokens, self.sentence.children
        found = [head]
        for i in found:  # grows while it is read
            if children[i]:
                found += [c for c in children[i] if tokens[c].dep not in TELLS_ELSE and not self._is_clause(c)]
        return sorted(found)

    def _is_clause(self, i: int) -> bool:
        """Whether a word begins a clause of its own: *attacked them, and a raid [killed] two*."""
        tokens = self.sentence.tokens
        beside = tokens[i].dep in {"conj", "advcl"} and tokens[i].pos == "VERB"
        return beside and any(tokens[c].dep in {"nsubj", "nsubjpass"} for c in self.sentence.children[i])

    def _find_words(self, head: int) -> frozenset[str]:
        """The lemmas of the whole phrase of a head, and its pairs of neighbouring lemmas ("phone call")."""
        words, own = self._lemmas, self._own_words(head)
        return frozenset(
            [words[i] for i in own]
            + [f"{words[i]} {words[j]}" for i, j in pairwise(own) if j == i + 1]
            + self._joined(own)
        )

    def all_words(self) -> frozenset[str]:
        """The lemmas of the whole sentence, and its pairs of neighbouring lemmas."""
        if self._all is None:
            words = self._lemmas
            self._all = frozenset(words + [f"{a} {b}" for a, b in pairwise(words)] + self._joined(range(len(words))))
        return self._all

    def _joined(self, indices: Iterable[int]) -> list[str]:
        return [word for i in indices if (word := hyphenated(self.sentence.tokens, i))] if self._hyphens else []
