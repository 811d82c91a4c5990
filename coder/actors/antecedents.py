"""Whom the words of a sentence take up: pronouns, *the bloc*, *the two countries*, and last names introduced before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from weakref import ref

from coder.actors import reference
from coder.actors.assembly import OF_THEIR_OWN, OFFICES, WORLD_STAFF
from coder.actors.descriptions import introduced_as, nearest, office_of
from coder.actors.evidence import BODIES, Evidence
from coder.actors.fellows import told_of
from coder.actors.issued import author
from coder.actors.lexicon import Mention
from coder.actors.pairs import pair
from coder.actors.reference import Context, Features
from coder.actors.taken_up import fitting, is_one
from coder.actors.teller import teller, told_of_itself
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts, parts_of
from coder.cameo.ontology import Ontology
from coder.clauses.grammar import load_grammar
from coder.clauses.phrases import text_span
from coder.clauses.tree import Tree
from coder.records import Actor, Sentence, Token


@dataclass(frozen=True, slots=True)
class Thing:
    """What a pronoun takes up that is nobody: the head of its phrase."""

    head: int


UNITED_NATIONS = "IGOUNO"
REBELS = frozenset({"INS", "REB", "SEP", "UAF"})


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    context: Context
    ontology: Ontology

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs."""

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of."""

    def span(self, head: int) -> tuple[int, int]:
        """The first token of the phrase of a head and the one behind its last."""

    def evidence(self, head: int) -> Sequence[Evidence]:
        """The dictionary names in the phrase of a head."""

    def actor(self, parts: Parts, used: Sequence[Evidence], head: int, inferred: bool = False, note: str = "") -> Actor:
        """The actor of these parts, in the words of the phrase of `head`."""

    def earlier(self, link: Context) -> Phrases:
        """The phrases of a sentence before."""


class Antecedents:
    """Finds whom words of one sentence take up, in that sentence and in those before it."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = ref(phrases)  # which hold this
        self.sentence, self.tokens, self.context = phrases.sentence, phrases.sentence.tokens, phrases.context

    @property
    def phrases(self) -> Phrases:
        """The noun phrases of the sentence."""
        found = self._phrases()
        assert found is not None
        return found

    def pronoun(self, i: int) -> Actor | None:
        """What a pronoun takes up: a subject before it in the sentence, else one of the sentences before.

        None where what stands in the same position before is a thing: *Kenya condemned the attack. Ghana condemned it.*
        """
        sentence, found = self._meant_by(i)
        if isinstance(found, Thing) and self.tokens[i].dep == "nsubj":  # *[it] faults Chad*: a report
            named = (p for p, _ in self._scopes(i) if p.sentence is sentence)
            found = next((a for p in named if (a := author(p, found.head)) is not None), found)
        return taken(found, self.tokens[i].text.lower()) if isinstance(found, Actor) else None

    def thing(self, i: int) -> tuple[Token, Token] | None:
        """The word for the thing that a pronoun takes up, in the sentence or before it, and the one above that."""
        if self.tokens[i].text.lower() not in reference.PRONOUNS:
            return None
        sentence, found = self._meant_by(i)
        if not isinstance(found, Thing):
            return None
        word = sentence.tokens[found.head]
        return word, sentence.tokens[word.head]

    def _meant_by(self, i: int) -> tuple[Sentence, Actor | Thing | None]:
        """What a pronoun takes up, with the sentence that names it."""
        word, dep = self.tokens[i].text.lower(), self.tokens[i].dep
        above = self.tokens[self.tokens[i].head]
        if dep == "nsubj" and above.dep == "ccomp" and above.pos in {"ADJ", "NOUN"}:
            dep = "dobj"  # *called [it] unacceptable*
        if dep == "dobj" and (same := [t.i for t in self.tokens[:i] if t.dep == dep and t.text.lower() == word]):
            return self._meant_by(same[-1])  # *condemned it, and Spain called [it] cruel*
        if (own := told_of_itself(self.phrases, i)) is not None:
            return self.sentence, own
        scopes: list[tuple[Phrases, int | None]] = [(self.phrases, i)]
        scopes += [(self.phrases.earlier(link), None) for link in self.context.links(reference.SENTENCES_BACK)]
        doer = self._doer(i) if dep != "nsubj" else None
        for phrases, before in scopes:
            found = _antecedent(phrases, word, before, dep)
            if is_one(found, doer):  # *Lima condemned Fico. Fico called [him] a liar*
                found = _antecedent(phrases, word, before, "nsubj")
            if found is not None and not is_one(found, doer):
                return phrases.sentence, found
        return self.sentence, teller(self.phrases, i)

    def _doer(self, i: int) -> Actor | None:
        """Who does what a word is the object of, by his name."""
        verb = self.tokens[self.tokens[i].head]
        if self.tokens[i].dep in reference.SUBJECTS:  # *called [him] a liar*
            verb = self.tokens[verb.head] if verb.dep == "ccomp" and verb.pos in {"ADJ", "NOUN"} else self.tokens[i]
        subject = next((c for c in self.sentence.children[verb.i] if self.tokens[c].dep == "nsubj"), i)
        named = subject < i and self.phrases.mention(subject) is not None
        return self.phrases.resolve(subject) if named else None

    def they(self, i: int) -> tuple[Actor, ...]:
        """Those that *they* or *them* takes up where they stand side by side: *[Chad] and [Mali] said they would*."""
        word = self.tokens[i].text.lower()
        if word not in {"they", "them"} or not any(t.dep == "conj" for t in self.tokens[:i]):
            return ()
        found = _antecedent(self.phrases, word, i, self.tokens[i].dep)
        if not isinstance(found, Actor):
            return ()
        heads = (t.i for t in self.tokens[:i] if t.end == found.end or found.start <= t.start < found.end)
        tree = Tree(self.sentence, frozenset())
        for head in heads:
            if self.tokens[head].dep in reference.SUBJECTS and len(all_of := tree.with_conjuncts(head)) > 1:
                named = [a for h in all_of if (a := self.phrases.resolve(h)) is not None and a.code]
                return tuple(taken(a, word) for a in named) if len(named) == len(all_of) else ()
        return ()

    def beside(self, head: int) -> tuple[int, ...]:
        """Who is named behind what he is to others: *Kenya's neighbours, [Tanzania] and [Uganda]*; nobody elsewhere."""
        tokens, children = self.tokens, self.sentence.children
        if tokens[head].lemma not in actor_words().others:
            return ()
        behind = [c for c in children[head] if tokens[c].dep == "appos"]
        alike = (c for c in children[tokens[head].head] if tokens[c].dep == tokens[head].dep)
        behind += [c for c in alike if head < c <= head + 3 and all(t.pos != "PUNCT" for t in tokens[head:c])]
        for name in behind:
            mention = self.phrases.mention(name)
            if mention is not None and mention.kind in {"country", "organisation"} and tokens[name].pos == "PROPN":
                return Tree(self.sentence, frozenset()).with_conjuncts(name)
        return ()

    def called(self, head: int, within: bool, refer: bool) -> Actor | None:
        """Who is meant by what he is to others, in the words of both: *its neighbour [Tanzania]*."""
        if not (named := self.beside(head)):
            return None
        found = self.phrases.resolve(named[0], within, refer)
        if found is None or len(named) > 1:
            return found
        text, start, stop = text_span(self.sentence, self.phrases.span(head)[0], self.phrases.span(named[0])[1])
        return replace(found, text=text, start=start, end=stop)

    def named_in_aside(self, head: int) -> str:
        """The country of somebody known who is named behind his office: *the prime minister, [Tony Blair]*."""
        asides = (c for c in self.sentence.children[head] if self.tokens[c].dep == "appos")
        names = (e for c in asides for e in self.phrases.evidence(c) if e.side == "head" and e.kind == "person")
        return next((e.parts.place for e in names if e.mention.end - e.mention.start > 1), "")

    def owned(self, head: int, own: Evidence, parts: Parts) -> Actor | None:
        """*Its army*, *his government*: of the country that the pronoun takes up; None for any other phrase."""
        if own.kind not in {"role", "ethnic", "religion"} or self.tokens[head].lemma in actor_words().others:
            return None
        for child in self.sentence.children[head]:
            if self.tokens[child].dep != "poss":
                continue
            owner = self._owner(child)
            if owner is not None and owner.code and (owner.country or owner.roles):
                whole = parts_of(owner.code, self.phrases.ontology)
                # A commander's men are what he is, and so is the leader of a group.
                weak = own.weak or parts.roles in {(), ("CVL",)}
                weak = weak or (parts.roles == ("MIL",) and not REBELS.isdisjoint(whole.roles))  # *[our] forces*
                backs = self._only_backs(head) and not OFFICES.isdisjoint(whole.roles)
                roles = ("CVL",) if backs else whole.roles or parts.roles if weak else parts.roles
                placed = Parts(whole.place, parts.types, roles, parts.groups)
                if not OF_THEIR_OWN.isdisjoint(whole.types):  # *the African Union dismissed [its] security chief*
                    staff = own.parts if self.tokens[child].pos == "NOUN" else parts  # *the cartel's boss*
                    roles = tuple(r for r in staff.roles if r not in WORLD_STAFF and r not in whole.roles)
                    placed = replace(whole, roles=(*whole.roles, *roles))
                found = self.phrases.actor(placed, [own], head, inferred=True, note=f"{owner.entry}: ")
                return found if placed != whole else replace(found, code=owner.code, country=owner.country)
        return None

    def _only_backs(self, head: int) -> bool:
        """Whether somebody is told as another's kin or supporter alone, and by no name of his: *his supporters*."""
        named = any(self.tokens[c].dep == "appos" for c in self.sentence.children[head])
        return self.tokens[head].lemma in actor_words().backers and not named

    def _owner(self, i: int) -> Actor | None:
        """Whom a possessor takes up: *[its] army*, *[the country's] leaders*, *[the bloc's] chief*."""
        if self.tokens[i].text.lower() in reference.POSSESSIVES:
            return self.pronoun(i)
        if self.tokens[i].text.lower() in {"our", "my"}:
            return self._speaker(i)
        if self.tokens[i].tag == "WP$":
            return told_of(self.phrases, i)
        owner = self.phrases.resolve(i) if self.tokens[i].pos == "NOUN" else None
        return owner if owner is not None and (owner.country or self._is_body(owner)) else None

    def _is_body(self, owner: Actor) -> bool:
        """Whether an actor is a body of many countries, or private, whose chief is its own: *[the bloc's] chief*."""
        types = parts_of(owner.code, self.phrases.ontology).types if owner.code else ()
        return not OF_THEIR_OWN.isdisjoint(types)

    def _speaker(self, i: int) -> Actor | None:
        """Who says a word, if a verb above or beside it tells: *"[Our] forces took it," [a rebel] said*."""
        tokens, children = self.tokens, self.sentence.children
        up = i
        while tokens[up].head != up:
            below, up = up, tokens[up].head
            told = [up] if tokens[below].dep == "ccomp" else []
            told += [c for c in children[up] if tokens[c].dep == "parataxis"]
            for verb in told:
                if tokens[verb].lemma in load_grammar().speech:
                    named = (self.phrases.resolve(c) for c in children[verb] if tokens[c].dep == "nsubj")
                    return next((a for a in named if a is not None and a.code), None)
        return None

    def described(self, head: int, parts: Parts) -> Actor | None:
        """The nearest earlier actor of the sort that *the bloc*, *the country*, *the president* asks for.

        None where the noun takes nothing up, or what it could take up is not the only one in reach.
        """
        fits = fitting(self.tokens[head].lemma.lower(), parts)
        if fits is None:
            return None
        office = office_of(e for e in self.phrases.evidence(head) if e.side == "head")
        found = nearest(self._scopes(head), fits, office, self._meant(head))
        return None if is_one(found, self._doer(head)) else found  # *the president accused [the governor]*

    def head_of_body(self, head: int, own: Evidence) -> str:
        """The code of whose *the Secretary-General* is: the nearest body of many countries, else that of the words."""
        codes = actor_words().heads_of_bodies.get(own.entry.name, frozenset())
        below = (self.tokens[c] for c in self.sentence.children[head])
        if not self.tokens[head].text[:1].isupper() or any(t.dep in {"prep", "poss"} for t in below):
            return ""  # *the secretary-general of the party*
        for phrases, before in self._scopes(head) if codes else ():
            heads = reference.candidates(phrases.sentence, before)
            named = {m.entries[0].code for k in heads if (m := phrases.mention(k)) is not None and m.kind in BODIES}
            if bodies := {code for code in named if code.startswith("IGO")}:
                return bodies.pop() if len(bodies) == 1 else ""
        return next(iter(codes), "")

    def sender(self, head: int) -> str:
        """Whose peacekeepers are that no country sends: the United Nations', if they were named before; '' if not."""
        last = self.tokens[head].head if self.tokens[head].dep == "compound" else head
        below = {self.tokens[c].text.lower() for c in self.sentence.children[last]}
        if self.tokens[last].lemma in actor_words().bodies and not below.isdisjoint({"a", "an", "foreign"}):
            return ""  # *called for a peacekeeping force*
        for phrases, before in self._scopes(head):
            nouns = (t.i for t in phrases.sentence.tokens[:before] if t.pos in {"NOUN", "PROPN"})
            named = (phrases.mention(k) for k in nouns)  # *a [UN] convoy* too
            if any(m is not None and m.entries[0].code.startswith(UNITED_NATIONS) for m in named):
                return UNITED_NATIONS
        return ""

    def _meant(self, head: int) -> frozenset[str] | None:
        """The countries that what is said of a country may mean: *the [west African] state*; None where nothing is."""
        epithets, tokens = actor_words().country_epithets, self.tokens
        if tokens[head].lemma.lower() not in reference.COUNTRY_NOUNS:
            return None
        first = min((c for c in self.sentence.children[head] if c < head), default=head)
        said = [t.text.lower() for t in tokens[first : head + 1]]
        named = [f"{a} {b}" for a, b in zip(said, said[1:], strict=False)] + said
        return next((epithets[word] for word in named if word in epithets), None)

    def same_noun(self, head: int, parts: Parts) -> str:
        """The country of the last phrase with the same noun and role, if it names just one: *Turkish soldiers*."""
        lemma = self.tokens[head].lemma
        for phrases, before in self._scopes(head):
            found = set()
            for k in reference.candidates(phrases.sentence, before):
                same = phrases.sentence.tokens[k]
                if same.lemma == lemma and same.tag == self.tokens[head].tag and k != before:
                    actor = phrases.resolve(k, refer=False)
                    if actor is not None and actor.country and actor.code and parts.roles[0] in actor.roles:
                        found.add(parts_of(actor.code, self.phrases.ontology).place)
            if found:
                return found.pop() if len(found) == 1 else ""
        return ""

    def pair(self, head: int) -> tuple[Actor, ...]:
        """The two actors that *the two countries*, *both sides* take up; none for any other phrase."""
        found = pair(self._scopes(head), self.sentence, head)
        return tuple(taken(a, f"the two {self.tokens[head].lemma.lower()}s") for a in found)

    def introduced(self, head: int) -> Actor | None:
        """Who an unknown name was when introduced: *Rodrigo Goñi* for *Goñi*, *People's Front (PF)* for *PF*."""
        word = self.tokens[head].text
        k = reference.introduction(self.sentence, word, head)
        found = introduced_as(self.phrases, k) if k is not None else None
        if found is not None and found.code:
            return found
        for link, k in self.context.introducing(word):
            if k not in link.recalled:
                link.recalled[k] = introduced_as(self.phrases.earlier(link), k)
            if (found := link.recalled[k]) is not None and found.code:
                return found
        return None

    def is_namesake(self, own: Evidence) -> bool:
        """Whether a last name of the dictionaries is that of another whom the text named in full: *Ana Merkel*."""
        if own.mention.end - own.mention.start > 1:
            return False
        word = self.tokens[own.mention.start].text
        return any(_is_unknown(self.phrases.earlier(link), k) for link, k in self.context.introducing(word))

    def _scopes(self, head: int) -> Iterator[tuple[Phrases, int | None]]:
        """Where the words of this sentence can take something up: before `head`, then the sentences before."""
        yield self.phrases, head
        for link in self.context.links(reference.SENTENCES_BACK):
            yield self.phrases.earlier(link), None


def _is_unknown(phrases: Phrases, k: int) -> bool:
    """Whether a name has a first name before it that no dictionary knows."""
    before = phrases.sentence.tokens[k - 1] if k else None
    if before is None or before.pos != "PROPN" or before.head != k or not before.text[:1].isupper():
        return False
    known = phrases.mention(k) or phrases.mention(k - 1)
    return known is None and before.text.rstrip(".") not in actor_words().titles


def taken(found: Actor, words: str) -> Actor:
    """The antecedent as it stands, with a note of the words that took it up."""
    return replace(found, entry=f"{words} → {found.entry or found.text}")


def _antecedent(phrases: Phrases, word: str, pronoun: int | None, dep: str) -> Actor | Thing | None:
    """What `word` takes up in one sentence: in its own, only what stands before it and grammar allows.

    `dep` is how the pronoun hangs on its clause: a thing is taken up by one in the same position.
    """
    sentence = phrases.sentence
    for head in reference.concerned(sentence, pronoun) if pronoun is not None else ():
        number = _features(phrases, head).number
        if reference.agrees(word, _features(phrases, head)) and (number == "p") is (word in reference.PLURAL_PRONOUNS):
            if (whom := phrases.resolve(head)) is not None and whom.code:
                return whom
    is_object = dep in reference.OBJECTS and dep != "nsubjpass"
    positions = reference.OBJECTS if is_object else reference.SUBJECTS
    heads = reference.candidates(sentence, pronoun, is_object)
    verb = sentence.tokens[sentence.tokens[pronoun].head] if pronoun is not None and is_object else None
    of_people = verb is not None and verb.lemma in actor_words().done_to_people
    if word == "their":  # *the ministry mourned the observers and [their] driver*
        heads = sorted(heads, key=lambda k: _features(phrases, k).number != "p")
    for head in heads:
        if pronoun is not None and reference.barred(sentence, pronoun, head):
            continue
        found_features = _features(phrases, head)
        if word in reference.PLURAL_PRONOUNS and found_features.number == "s" and _joined(sentence, head):
            found_features = Features("p", "any", "")
        if sentence.tokens[head].dep in positions and _is_thing(phrases, head, word, found_features):
            if not of_people:
                return Thing(head)
            continue
        if not reference.agrees(word, found_features):
            continue
        found = phrases.resolve(head)
        if found is not None and (found.code or sentence.tokens[head].pos == "PROPN"):
            return found
    return None


def _joined(sentence: Sentence, head: int) -> bool:
    """Whether a subject is one of several that stand side by side: *[Chad] and Mali said they would*."""
    return sentence.tokens[head].dep in reference.SUBJECTS and len(Tree(sentence, frozenset()).with_conjuncts(head)) > 1


def _is_thing(phrases: Phrases, head: int, word: str, found: Features) -> bool:
    """Whether a pronoun may take up a phrase that is a thing, in number: *it* the attack, *them* the rockets."""
    number = "s" if word in reference.THING_PRONOUNS else "p" if word in reference.PLURAL_PRONOUNS else ""
    return found.number == number and reference.is_thing(phrases.sentence, head, phrases.mention(head))


def _features(phrases: Phrases, head: int) -> Features:
    return reference.features(phrases.sentence, head, phrases.mention(head))
