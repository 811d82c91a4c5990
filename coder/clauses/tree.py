"""A parsed sentence as a tree to be asked: what is below a word or beside it, what a relative pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coder.clauses.grammar import load_grammar
from coder.clauses.occasion import load_occasion_words
from coder.clauses.phrases import load_phrase_words, parallel
from coder.mending.signs import bag_of_words
from coder.records import Argument, Sentence, Token
from coder.text.function_words import INDEFINITE

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# What parsers take a preposition for.
PREPOSITIONS = frozenset({"ADP", "SCONJ", "VERB", "ADV", "PART", "ADJ"})
PARTICIPLES = frozenset({"VBG", "VBN"})
# By these stands how two talk: *by phone*, *via video link*.
MEANS = frozenset({"by", "via"})
# Between somebody and where he is or was sent.
PLACING = frozenset({"at", "in", "to"})
NO_IDIOMS: Mapping[str, str] = {}


class Tree:
    """The words of one sentence and their dependents, by the labels of spaCy's English models."""

    def __init__(self, sentence: Sentence, particles: frozenset[str], idioms: Mapping[str, str] = NO_IDIOMS) -> None:
        self.particles, self.idioms = particles, idioms
        self.sentence, self.tokens = sentence, sentence.tokens
        self.children = sentence.children
        self.headline = sentence.headline
        self.words = bag_of_words(sentence)
        # Asked more than anything else, so they lie ready.
        self.deps = [token.dep for token in sentence.tokens]
        self.repeats = any(t.dep == "conj" and t.pos == "ADP" for t in sentence.tokens)

    def below(self, head: int, deps: Iterable[str]) -> list[int]:
        """The dependents of a word that have any of these labels."""
        children, labels = self.children[head], self.deps
        return [c for c in children if labels[c] in deps] if children else []

    def of_names(self, noun: int) -> list[int]:
        """The names behind the *of* of a noun; none where anything else stands there."""
        of = [h for c in self.children[noun] if self.tokens[c].lemma == "of" for h in self.pobjects(c)]
        return of if all(self.tokens[h].pos == "PROPN" for h in of) else []

    def takes(self, verb: int, objects: Mapping[str, frozenset[str]]) -> bool:
        """Whether a verb has one of the objects that a list gives it: *claimed [responsibility]*."""
        nouns = objects.get(self.tokens[verb].lemma)
        return nouns is not None and any(self.tokens[c].lemma in nouns for c in self.below(verb, {"dobj"}))

    def subtree_children(self, head: int) -> set[int]:
        return {h for c in self.children[head] for h in self.with_conjuncts(c)}

    def with_conjuncts(self, head: int) -> tuple[int, ...]:
        """A noun and those coordinated with it: *[France], [Germany] and [Italy]*."""
        below = [self.deps[c] for c in self.children[head]]
        if "conj" not in below and "appos" not in below and "prep" not in below:
            return (head,)
        found, last = [head], head
        while following := self.conjuncts(last):
            found += following
            last = following[-1]
        if len(found) == 1 and (beside := self.behind_name(head) or self.next_of_list(head)):
            return (head, *self.with_conjuncts(beside))
        return tuple(found)

    def conjuncts(self, head: int) -> list[int]:
        """What is coordinated with a noun, right below it or, where parsers take it for that, below its place.

        *[the rebels] in Chad and [the junta] in Mali*
        """
        found = [
            c
            for c in self.children[head]
            if self.deps[c] == "conj" and self.tokens[c].pos not in {"VERB", "AUX", "ADP"}
        ]
        if any(self.deps[c] == "conj" for c in self.children[head]):
            return [c for c in found if not parallel(self.sentence, c)]
        if self.tokens[head].pos != "NOUN":
            return found
        places = (h for p in self.below(head, {"prep"}) for h in self.below(p, {"pobj"}))
        return [c for h in places for c in self.below(h, {"conj"}) if parallel(self.sentence, c)]

    def next_of_list(self, first: int) -> int:
        """The second of a list that parsers take for another word of the first; 0 for none.

        *aid to Fiji, [Tonga] and Tuvalu*, *a mayor, [a priest] and two nurses*, *two guards, [a nurse] and the mayor*
        """
        for c in self.below(first, {"appos"}):
            if any(p < c for p in self.below(c, {"prep"})):
                return 0  # *six people, [among them] a nurse and two guards*
            listed = [first, c, *self.conjuncts(c)]
            between = self.tokens[self.last_of(first, c) : self.deepest_left(c)]
            if len(listed) > 2 and [t.text for t in between] == [","]:
                names = all(self.tokens[i].pos == "PROPN" for i in listed)
                new = listed[:-1] if self.is_last_known(listed[-1]) else listed
                return c if names or all(map(self.is_one_more, new)) else 0
        return 0

    def is_last_known(self, noun: int) -> bool:
        """Whether the last of a list is somebody known, and no comma closes the list as one that tells who they were.

        Not so *two guards, a nurse and the mayor, were killed*.
        """
        behind = self.sentence.subtree(noun)[-1] + 1
        is_known = any(self.tokens[c].dep == "det" and self.tokens[c].lemma == "the" for c in self.children[noun])
        return (
            is_known
            and self.tokens[noun].tag == "NN"
            and self.tokens[behind : behind + 1] != ()
            and (self.tokens[behind].text != ",")
        )

    def last_of(self, head: int, before: int) -> int:
        """The word after the last that belongs to a noun before its apposition."""
        inner = (c for c in self.children[head] if head < c < before and self.tokens[c].pos != "PUNCT")
        return max((i + 1 for c in inner for i in self.sentence.subtree(c)), default=head + 1)

    def deepest_left(self, head: int) -> int:
        """The first word of a noun's phrase."""
        return min((c for c in self.children[head] if c < head and self.deps[c] != "punct"), default=head)

    def is_one_more(self, noun: int) -> bool:
        """Whether a noun is told as new, or as so many: *a priest*, *two nurses*."""
        own = [self.tokens[c] for c in self.children[noun]]
        return any(t.dep == "nummod" or (t.dep == "det" and t.text.lower() in INDEFINITE) for t in own)

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

    def antecedent(self, head: int) -> int:
        """What a relative pronoun stands for; any other word stands for itself."""
        if self.tokens[head].tag not in RELATIVE and self.tokens[head].lemma != "that":
            return head
        up = head
        for _ in range(6):
            token = self.tokens[up]
            if token.dep == "relcl":
                return self.above_place(head, up, self.above_time(token.head))
            if token.head == up:
                break
            up = token.head
        return head

    def above_place(self, pronoun: int, verb: int, noun: int) -> int:
        """The noun above where somebody is or goes: *the [envoy] to Chad, who …*, *the [mission] in Chad, which said*.

        What is *who*, or says something, is no place; behind *of* it may be somebody (*the wife of [X], who …*).
        """
        tokens, link = self.tokens, self.tokens[self.tokens[noun].head]
        speaks = (
            tokens[pronoun].text.lower() == "who"
            or tokens[verb].lemma in load_grammar().speech | load_occasion_words().judging
        )
        above = tokens[link.head]
        is_name = tokens[noun].dep == "pobj" and tokens[noun].pos == "PROPN" and link.lemma in PLACING
        apart = tokens[pronoun - 1].text == "," and tokens[pronoun].dep == "nsubj"
        if speaks and apart and is_name and above.pos in {"NOUN", "PROPN"} and above.dep != "pobj":
            return above.i
        return noun

    def above_time(self, noun: int) -> int:
        """The noun above a time on which parsers hang a relative clause: *the [law] of May, which bans it*."""
        times, token = load_phrase_words().times, self.tokens[noun]
        while token.lemma in times and token.dep == "pobj" and self.tokens[token.head].dep == "prep":
            token = self.tokens[self.tokens[token.head].head]
        return token.i if token.pos in {"NOUN", "PROPN"} else noun

    def pobjects(self, preposition: int) -> tuple[int, ...]:
        """The nouns of a preposition, of all where it stands again: *talks with [Mali] and with [Niger]*."""
        own = [preposition, *self.repeated(preposition)]
        return tuple(h for p in own for c in self.below(p, {"pobj"}) for h in self.with_conjuncts(self.antecedent(c)))

    def repeated(self, preposition: int) -> list[int]:
        """Where a preposition stands again behind *and*: parsers hang that on it, or on what stands above it."""
        if not self.repeats:
            return []
        token, found, up = self.tokens[preposition], [], preposition
        for _ in range(3):
            again = (c for c in self.children[up] if c > preposition and self.tokens[c].text == token.text)
            found += [c for c in again if self.deps[c] == "conj" or self.is_joined(c, preposition)]
            if self.tokens[up].head == up:
                break
            up = self.tokens[up].head
        return [c for c in found if self.tokens[c].pos == "ADP"]

    def is_joined(self, again: int, preposition: int) -> bool:
        """Whether a preposition stands right behind the *and* of a phrase with the same: *in Mali and [in] Niger*."""
        before = self.tokens[again - 1]
        beside = self.tokens[again].dep == self.tokens[preposition].dep == "prep"
        return beside and before.dep == "cc" and before.text == "and" and before.head == self.tokens[preposition].head

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
            if role in MEANS and self.tokens[head].tag == "NN" and self.children[head]:
                # *spoke by telephone [with the premier]*
                links = self.below(head, {"prep"}) if self.children[head][0] > head else ()
                yield from (
                    Argument("with", h) for c in links for h in self.pobjects(c) if self.tokens[c].text == "with"
                )
        for child in self.children[preposition]:
            dep = self.tokens[child].dep
            if dep == "pcomp" and self.tokens[child].pos == "ADP" and self.below(child, {"pobj"}):
                yield from (Argument(role, head) for head in self.pobjects(child))  # *died due to [shots]*
            elif dep == "pcomp":
                yield Argument(role, child)
                yield Argument("complement", child)
            elif dep in {"amod", "acomp"} and role == "as":
                yield Argument(role, child)  # *described it as [barbaric]*
            elif dep == "prep" and self.tokens[preposition].tag not in PARTICIPLES:  # *[according] to him*
                yield from self.phrase(child, self.tokens[child].lemma)
                if role in {"out", "away", "off"}:  # *pulled its troops out of [Mali]* is to pull out
                    yield from (Argument(role, head) for head in self.pobjects(child))

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


def unique(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    """Arguments without repetition of role and head, the first of each kept."""
    seen: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        seen.setdefault((argument.role, argument.head), argument)
    return tuple(seen.values())


def speaks_for(sentence: Sentence, speaker: int) -> bool:
    """Whether a speaker behind a clause is of whoever acts there: *Chad would strike, [a general], [its king] said*."""
    tokens, children, below = sentence.tokens, sentence.children, [speaker]
    for i in below:
        below += children[i]
    owned = any(tokens[c].tag == "PRP$" or tokens[c].text.lower() in INDEFINITE for c in children[speaker])
    return owned and not any(tokens[i].pos == "PROPN" or tokens[i].text[:1].isupper() for i in below)


def says_of_another(tree: Tree, verb: Token, reasons: frozenset[str]) -> bool:
    """Whether a speaker who has a name says of another who has one what he had to do, and gives no reason for it.

    *[Chad] said [Libya] had to go*; *said Libya had to go when the rains came* tells what happened
    """
    speech, tokens = verb.head, tree.tokens
    speaker, other = (next(iter(tree.below(v, SUBJECTS)), None) for v in (speech, verb.i))
    if speaker is None or other is None or tokens[other].pos != "PROPN":
        return False
    named = [tokens[i] for i in tree.sentence.subtree(speaker)]
    named = [t for t in named if t.pos == "PROPN" or (t.dep == "amod" and t.text[0].isupper())]
    if not named or tokens[other].lemma in {t.lemma for t in named}:
        return False
    rest = [tokens[i] for i in tree.sentence.subtree(verb.i) if i > verb.i]
    reason = any(t.dep == "mark" or t.lemma in reasons for t in rest)
    return not reason and not tree.below(speech, {"dobj", "dative", "nsubjpass"})


def is_told_whom(tree: Tree, speech: Token, verb: Token) -> bool:
    """Whether who is told something is who the clause below is about: *told [Chad] that [it] had to go*."""
    about = next((tree.tokens[c] for c in tree.below(verb.i, SUBJECTS)), None)
    if about is None or about.pos != "PRON":
        return False
    told = tree.below(speech.i, {"dobj", "dative", "nsubjpass"})
    return any((tree.tokens[t].tag in {"NNS", "NNPS"}) == (about.lemma == "they") for t in told)


def is_announced(tree: Tree, token: Token, speech: frozenset[str]) -> bool:
    """Whether a headline's infinitive tells what somebody is to do: *Spain [to fly] food to Mali, minister says*."""
    below = [tree.tokens[c] for c in tree.children[token.i]]
    if not any(t.dep in SUBJECTS and t.i < token.i for t in below) or any(
        t.tag in {"VBD", "VBP", "VBZ"} for t in below
    ):
        return False
    governor = tree.tokens[token.head]
    told = token.dep == "ccomp" and governor.i > token.i and governor.lemma in speech
    return token.dep == "ROOT" or told
