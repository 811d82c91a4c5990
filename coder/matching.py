"""Which rules fire on the clauses of a sentence: triggers, and what their arguments must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coder.grammar import Grammar
from coder.records import Clause, Sentence
from coder.rulebook import Constraint, Rule, Rulebook
from coder.tree import hyphenated


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fires on a clause, and the heads that its constraints looked at."""

    rule: Rule
    clause: int
    used: tuple[int, ...]
    particle: str = ""


class Matcher:
    """Which rules fire on the clauses of one sentence. `facts` tells what an argument's head is ('#actor', '#state' …)."""

    def __init__(self, sentence: Sentence, clauses: Sequence[Clause], rulebook: Rulebook, grammar: Grammar, facts: Callable[[int], frozenset[str]]) -> None:
        self.sentence, self.clauses, self.rulebook, self.grammar, self.facts = sentence, clauses, rulebook, grammar, facts
        self._keys: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._slots: dict[int, dict[str, tuple[int, ...]]] = {}
        self._all: frozenset[str] | None = None
        self._hyphens = "-" in sentence.text
        self._particled = {clause.predicate: clause.lemma for clause in clauses if " " in clause.lemma}
        self.spoken_of = {h: s for clause in clauses for s in clause.heads("speaker") for h in clause.heads("subject") if self.agree(s, h)}

    def agree(self, speaker: int, pronoun: int) -> bool:
        """Whether a pronoun below a verb of speech is the speaker: *[nurses] warned that [they] would strike*."""
        tokens = self.sentence.tokens
        return tokens[pronoun].pos == "PRON" and (tokens[pronoun].lemma == "they") == (tokens[speaker].tag in {"NNS", "NNPS"})

    def matches(self, k: int) -> Iterator[Match]:
        """The rules that fire on clause `k`, the most specific first."""
        clause, arguments = self.clauses[k], self.arguments(self.clauses[k])
        for rule, wanted in self.entries(clause):
            used: list[int] = []
            for constraint in rule.where:
                if not self.holds(constraint, clause, arguments, used):
                    break
            else:
                for constraint in rule.unless:
                    if self.holds(constraint, clause, arguments, None):
                        break
                else:
                    yield Match(rule, k, tuple(used), wanted)

    def entries(self, clause: Clause) -> Iterator[tuple[Rule, str]]:
        """The rules whose trigger a clause has, the most specific first, each with the particle of that trigger."""
        lemma, _, particle = clause.lemma.partition(" ")
        entries = self.rulebook.index.get((clause.kind, lemma), ())
        if clause.kind == "adjective":
            entries += tuple(e for e in self.rulebook.index.get(("verb", lemma), ()) if self.sentence.tokens[clause.predicate].pos == "VERB")
        if clause.kind == "verb" and clause.status in self.rulebook.any_verb_statuses:
            entries += tuple(e for e in self.rulebook.index.get(("verb", "*"), ()) if clause.status in e[0].statuses)
        for rule, wanted in entries:
            if not (wanted or particle) or self.particle_fits(clause, lemma, particle, wanted):
                yield rule, wanted

    def near(self, k: int, winner: str) -> Iterator[str]:
        """Why the other rules with the trigger of clause `k` lost to the rule `winner`, or failed by one condition."""
        clause, arguments = self.clauses[k], self.arguments(self.clauses[k])
        for rule, _ in self.entries(clause):
            missed = [f"it wants {c}" for c in rule.where if not self.holds(c, clause, arguments, None)]
            missed += [f"it is not for {c}" for c in rule.unless if self.holds(c, clause, arguments, None)]
            if len(missed) == 1:
                yield f"rule {rule.id} came close: {missed[0]}"
            elif not missed and winner and rule.id != winner:
                yield f"rule {rule.id} fits too, but gives way to {winner}"

    def particle_fits(self, clause: Clause, lemma: str, particle: str, wanted: str) -> bool:
        """Whether a clause has the particle and prepositions of a trigger (*lash out at*), or needs none.

        A rule for the bare verb does not fire where the verb has a particle for which another rule stands: *put down a
        revolt* is not *put*.
        """
        if not wanted:
            entries = self.rulebook.index.get(("verb", lemma), ()) if particle else ()
            return all(p.partition(" ")[0] != particle for _, p in entries)
        words = wanted.split()
        return (not particle or particle in words or particle == "away") and all(word == particle or self.slot(clause, word) for word in words)

    def holds(self, constraint: Constraint, clause: Clause, arguments: dict[str, tuple[int, ...]], used: list[int] | None) -> bool:
        """Whether a constraint holds of a clause; the heads that make it hold are added to `used`, where it is given."""
        slots = constraint.slots
        if slots[0] == "words":
            return not constraint.words.isdisjoint(self.all_words())
        if slots[0] == "passive":
            return clause.passive == (constraint.kind == "present")
        kind, holds = constraint.kind, False
        there = [arguments[slot] for slot in slots if slot in arguments]
        if not there:
            return kind == "absent"
        if kind == "present" or kind == "absent":
            return kind == "present"
        keys, words, facts = (self.words if kind == "words" else self.keys), constraint.words, constraint.facts
        for heads in there:
            for head in heads:
                if not words.isdisjoint(keys(head)) or (facts and not facts.isdisjoint(self.facts(head))):
                    if used is None:
                        return True
                    holds = True
                    used.append(head)
        return holds

    def slot(self, clause: Clause, slot: str) -> tuple[int, ...]:
        """Heads of the arguments in a slot."""
        return self.arguments(clause).get(slot, ())

    def arguments(self, clause: Clause) -> dict[str, tuple[int, ...]]:
        """The heads by slot. Asked thousands of times a sentence, so the arguments of a clause are sorted once."""
        slots = self._slots.get(clause.predicate)
        if slots is None:
            slots = {"trigger": (clause.predicate,), "any": tuple(a.head for a in clause.arguments)}
            for argument in clause.arguments:
                role = argument.role
                slots[role] = (*slots[role], argument.head) if role in slots else (argument.head,)
            self._slots[clause.predicate] = slots
        return slots

    def keys(self, head: int) -> frozenset[str]:
        """What an argument may be called in a rule: its head, modifier and head, and for *a series of X* also X."""
        if head not in self._keys:
            self._keys[head] = frozenset(k for h in {head, self.spoken_of.get(head, head)} for k in self._find_keys(h, 3))
        return self._keys[head]

    def _find_keys(self, head: int, depth: int) -> Iterator[str]:
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
        if depth and token.lemma in self.grammar.transparent:
            for child in children[head]:
                if tokens[child].lemma in {"of", "in"} and tokens[child].dep == "prep":
                    for below in children[child]:
                        if tokens[below].dep == "pobj":
                            yield from self._find_keys(below, depth - 1)

    def _own_words(self, head: int) -> list[int]:
        """The words of a phrase, in order, without its relative clauses, which tell something else."""
        tokens, children = self.sentence.tokens, self.sentence.children
        found, open_ = [], [head]
        while open_:
            i = open_.pop()
            found.append(i)
            open_ += [c for c in children[i] if tokens[c].dep not in {"relcl", "parataxis"}]
        return sorted(found)

    def words(self, head: int) -> frozenset[str]:
        """The lemmas of the whole phrase of a head, and its pairs of neighbouring lemmas ("phone call")."""
        if head not in self._words:
            self._words[head] = self._lemmas(self._own_words(head))
        return self._words[head]

    def _lemmas(self, indices: Sequence[int]) -> frozenset[str]:
        tokens = self.sentence.tokens
        pairs = {f"{tokens[i].lemma} {tokens[j].lemma}" for i, j in zip(indices, indices[1:], strict=False) if j == i + 1}
        joined = {word for i in indices if (word := hyphenated(tokens, i))} if self._hyphens else ()
        return frozenset({tokens[i].lemma for i in indices}.union(pairs, joined))

    def all_words(self) -> frozenset[str]:
        if self._all is None:
            self._all = self._lemmas(range(len(self.sentence.tokens)))
        return self._all
