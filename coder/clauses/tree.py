"""A parsed sentence as a tree to be asked: what is below a word or beside it, what a relative pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from coder.records import Argument, Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# What parsers take a preposition for.
PREPOSITIONS = frozenset({"ADP", "SCONJ", "VERB", "ADV", "PART", "ADJ"})
PARTICIPLES = frozenset({"VBG", "VBN"})
SIDES = frozenset({"nsubj", "nsubjpass", "dobj"})
PLACING = frozenset({"in", "at", "near"})
COORDINATED = frozenset({"ADP", "SCONJ"})
NO_IDIOMS: Mapping[str, str] = {}


class Tree:
    """The words of one sentence and their dependents, by the labels of spaCy's English models."""

    def __init__(self, sentence: Sentence, particles: frozenset[str], idioms: Mapping[str, str] = NO_IDIOMS) -> None:
        self.particles, self.idioms = particles, idioms
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.headline = sentence.headline
        self.words = bag_of_words(sentence)
        # Asked more than anything else, so they lie ready.
        self.deps = [token.dep for token in sentence.tokens]

    def below(self, head: int, deps: Iterable[str]) -> list[int]:
        """The dependents of a word that have any of these labels."""
        children, labels = self.children[head], self.deps
        return [c for c in children if labels[c] in deps] if children else []

    def subtree_children(self, head: int) -> set[int]:
        return {h for c in self.children[head] for h in self.with_conjuncts(c)}

    def with_conjuncts(self, head: int) -> tuple[int, ...]:
        """A noun and those coordinated with it: *[France], [Germany] and [Italy]*."""
        below = [self.deps[c] for c in self.children[head]]
        if "conj" not in below and "appos" not in below:
            beside = self.behind_place(head) if "prep" in below else 0
            return (head, *self.with_conjuncts(beside)) if beside else (head,)
        found, last = [head], head
        while following := self.conjuncts(last):
            found += following
            last = following[-1]
        if len(found) == 1 and (beside := self.behind_name(head)):
            return (head, *self.with_conjuncts(beside))
        return tuple(found)

    def conjuncts(self, head: int) -> list[int]:
        """What is coordinated with a noun right below it."""
        return [c for c in self.children[head] if self.deps[c] == "conj" and self.tokens[c].pos not in {"VERB", "AUX"}]

    def behind_place(self, head: int) -> int:
        """Who is coordinated with a noun, though parsers hang him on the place beside it; 0 for nobody.

        *rebels in Gao and [smugglers] near Kidal*
        """
        placing = (c for c in self.below(head, {"prep"}) if self.tokens[c].lemma in PLACING)
        for place in (p for c in placing for p in self.below(c, {"pobj"})):
            if self.tokens[head].pos == "NOUN" and self.deps[head] in SIDES and self.tokens[place].pos == "PROPN":
                for c in self.conjuncts(place):
                    if self.tokens[c].pos == "NOUN" and (self.tokens[c].tag == "NNS" or self.below(c, {"det", "poss"})):
                        return c
        return 0

    def behind_name(self, head: int) -> int:
        """Who is coordinated with a noun, though parsers hang him on its name; 0 for nobody.

        *the Thai minister, Lek Somchai, and [the Lao minister] met*
        """
        for name in self.children[head]:
            if self.deps[name] == "appos" and self.tokens[name].pos == "PROPN" and self.tokens[head].pos == "NOUN":
                for c in self.conjuncts(name):
                    own = [b for b in self.children[c] if self.deps[b] in {"det", "poss"}]
                    if c > name > head and own:
                        return c
        return 0

    def span(self, head: int) -> list[int]:
        """A word and all that depend on it."""
        found = [head]
        for i in found:  # grows while it is read
            found += self.children[i]
        return found

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

    def pobjects(self, preposition: int) -> tuple[int, ...]:
        return tuple(h for c in self.below(preposition, {"pobj"}) for h in self.with_conjuncts(self.antecedent(c)))

    def datives(self, verb: int) -> Iterator[int]:
        for child in self.below(verb, {"dative"}):
            if self.tokens[child].pos in {"ADP", "PART"} or self.below(child, {"pobj"}):
                yield from self.pobjects(child)
            else:
                yield from self.with_conjuncts(child)

    def prepositional(self, head: int) -> Iterator[Argument]:
        """The prepositional phrases of a word, each as an argument whose role is the preposition."""
        children, deps = self.children[head], self.deps
        for child in children:
            token = self.tokens[child]
            if (token.dep == "prep" or token.dep == "dative") and token.pos in PREPOSITIONS:
                yield from self.phrase(child, token.lemma)
        for child in children:
            if deps[child] == "prt" or deps[child] == "advmod":
                if self.tokens[child].text.lower() in self.particles:  # *walked [away] from the talks*
                    for preposition in self.below(child, {"prep"}):
                        yield from self.phrase(preposition, self.tokens[preposition].lemma)

    def phrase(self, preposition: int, role: str) -> Iterator[Argument]:
        for head in self.pobjects(preposition):
            # *with children running by* tells what was beside, not with whom.
            if role != "with" or not any(
                self.tokens[c].dep == "acl" and self.tokens[c].tag == "VBG" for c in self.children[head]
            ):
                yield Argument(role, head)
            if role == "by" and self.tokens[head].tag == "NN" and not self.below(head, {"det", "amod", "poss"}):
                for c in self.below(head, {"prep"}):  # *spoke by phone [with the king]*
                    if self.tokens[c].lemma == "with":
                        yield from self.phrase(c, "with")
        for child in self.children[preposition]:
            dep = self.tokens[child].dep
            if dep == "pcomp" and self.tokens[child].pos == "ADP" and self.below(child, {"pobj"}):
                yield from (Argument(role, head) for head in self.pobjects(child))  # *died due to [shots]*
            elif dep == "pcomp":
                yield Argument(role, child)
                yield Argument("complement", child)
            elif dep in {"amod", "acomp"} and role == "as":
                yield Argument(role, child)  # *described it as [barbaric]*
            elif dep == "conj" and self.tokens[child].pos in COORDINATED:
                yield from self.phrase(child, self.tokens[child].lemma)  # *with Mali and [with Niger]*
            elif dep == "prep" and self.tokens[preposition].tag not in PARTICIPLES:  # *[according] to him*
                yield from self.phrase(child, self.tokens[child].lemma)
                if role in {"out", "away", "off"}:  # *pulled its troops out of [Mali]* is to pull out
                    yield from (Argument(role, head) for head in self.pobjects(child))

    def beside(self, verb: int, words: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Who takes part like a noun right before: that noun's last word and him (*freed a nurse along with [a monk]*).

        `words` are those that say so before *with*.
        """
        for child in self.below(verb, {"prep", "advmod"}):
            if self.tokens[child].text.lower() in words and child > verb + 1:
                before = child - 2 if self.tokens[child - 1].text == "," else child - 1
                links = [c for c in (*self.children[child], *self.children[verb]) if c == child + 1]
                for link in links:
                    if self.tokens[link].lemma == "with" and self.deps[link] == "prep":
                        yield from ((before, head) for head in self.pobjects(link))

    def lemma_with_particle(self, verb: Token) -> str:
        below = self.below(verb.i, {"prt", "advmod", "dobj", "npadvmod"})
        if not below:
            return verb.lemma
        particles = [c for c in below if self.deps[c] == "prt"]
        particles = particles or [
            c
            for c in below
            if c == verb.i + 1 and self.deps[c] == "advmod" and self.tokens[c].text.lower() in self.particles
        ]
        if not particles and verb.lemma in self.idioms:
            particles = [c for c in below if self.tokens[c].text == self.idioms[verb.lemma] and not self.children[c]]
        return f"{verb.lemma} {self.tokens[particles[0]].text.lower()}" if particles else verb.lemma

    def is_infinitive(self, verb: int) -> bool:
        return self.tokens[verb].tag == "VB" or any(
            self.tokens[c].tag == "TO" and self.tokens[c].dep == "aux" for c in self.children[verb]
        )


def hyphenated(tokens: Sequence[Token], i: int) -> str:
    """The lemma of a word that the tokeniser split at its hyphen, given its last part; '' where there is no hyphen."""
    if (
        i < 2
        or tokens[i - 1].text != "-"
        or tokens[i - 1].start != tokens[i - 2].end
        or tokens[i].start != tokens[i - 1].end
    ):
        return ""
    return f"{tokens[i - 2].lemma}-{tokens[i].lemma}"


@lru_cache(maxsize=4)
def bag_of_words(sentence: Sentence) -> frozenset[str]:
    """Everything that a word of a sentence may be called in a rule, of names of several words the last."""
    tokens = sentence.tokens
    found = {token.lemma for token in tokens}
    found.update([token.text.lower() for token in tokens])
    if "-" in sentence.text:
        found.update([hyphenated(tokens, token.i) for token in tokens])
    return frozenset(found)


def unique(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    """Arguments without repetition of role and head, the first of each kept."""
    seen: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        seen.setdefault((argument.role, argument.head), argument)
    return tuple(seen.values())
