"""The actors of one sentence, each asked for once: what `events` and the rulebook want to know of a noun phrase."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from coder.actors import readings, reference
from coder.actors.assembly import FIGHTERS
from coder.actors.belongings import is_compared
from coder.actors.countries import NOWHERE, Naming, Setting, code_of_country
from coder.actors.lexicon import Lexicon, Mention
from coder.actors.partitives import counts_people
from coder.actors.phrase import PhraseActors
from coder.actors.reference import Context
from coder.actors.several import joined_owners, several, twins
from coder.actors.within_names import is_taken_town
from coder.actors.words import actor_words
from coder.clauses.phrases import load_phrase_words, phrase, text_span
from coder.clauses.tree import Tree
from coder.memo import OwnAnswers, lazy
from coder.records import KNOWN, Actor, Deed, Entity, Sentence, Token
from coder.text.function_words import BY
from coder.text.vocabulary import Names

NOBODY: frozenset[str] = frozenset()
PLACE, _NO_NOUNS = frozenset({"#place"}), frozenset({"VERB", "ADV", "NUM", "PUNCT"})
# Words that stand for people whatever else they are: they can act and suffer without being in a dictionary.
STATE_TYPES = ("IGO", "IMG")
AGENCY_TYPES = ("NGO", "NGM")
BODY_TYPES = ("IGO", *AGENCY_TYPES)
PEACEKEEPERS = "PKO"
MANY = frozenset({"#many"})
OF = "of "
REBELS = frozenset({"REB", "SEP", "INS", "UAF"})
THOUSAND = 1000
# The parts of a code that make a sentence one about politics, whoever else acts in it.
POLITICAL = ("GOV", "IGO", "IMG", "INS", "LEG", "MIL", "OPP", "PTY", "REB", "SEP", "UAF")
# Roles that make nobody political without a name beside them.
PRIVATE = frozenset({"AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ENV", "HLH", "MED", "REL"})


class SentenceActors:
    """Resolves the noun phrases of `sentence` on the day `when`, given what the document said before."""

    def __init__(
        self, sentence: Sentence, lexicon: Lexicon, when: date, context: Context, setting: Setting = NOWHERE,
        entities: Callable[[], Sequence[Entity]] = tuple,
    ) -> None:  # fmt: skip
        """`setting`: where the report and its events are; `entities` recognises the named entities of the sentence."""
        self.sentence, self.lexicon, self.when, self.context = sentence, lexicon, when, context
        self.setting, self.entities = setting, entities
        self._resolved = OwnAnswers(self, SentenceActors._resolve)
        self._all_resolved = OwnAnswers(self, SentenceActors._resolve_all)
        self._within = OwnAnswers(self, SentenceActors._find_within)
        self._facts = OwnAnswers(self, SentenceActors._find_facts)

    @lazy
    def listed(self) -> tuple[Mention, ...]:
        """The words of the sentence that the dictionaries have, whatever they name here."""
        return self.lexicon.mentions(self.sentence)

    @lazy
    def names(self) -> readings.Names:
        """What the sentence names, looked for when it is first asked for: most sentences tell no event."""
        known = self.context.known
        return readings.read_names(
            self.sentence, self.listed, known.people, known.countries, self.entities, known.states, self.setting.of_town
        )

    @lazy
    def named(self) -> tuple[Entity, ...]:
        """The named entities of the sentence and, of the type KNOWN, the actors that the dictionaries have in it."""
        tokens = self.sentence.tokens
        listed = [m for m in self.listed if m.kind != "place"]
        return (*self.entities(), *(Entity(tokens[m.start].start, tokens[m.end - 1].end, KNOWN) for m in listed))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The dictionary names in the sentence."""
        return self.names.mentions

    @lazy
    def phrases(self) -> PhraseActors:
        """Its noun phrases."""
        return PhraseActors(self.sentence, self.mentions, self.lexicon, self.when, self.context, self.setting)

    def resolve(self, head: int) -> Actor | None:
        """The actor that the phrase of `head` names, the first of two; None where it can't be one."""
        return self._resolved[head]

    def resolve_all(self, head: int) -> tuple[Actor, ...]:
        """The actors that the phrase of `head` names: two for *the two countries*, else one or none."""
        return self._all_resolved[head]

    def _resolve_all(self, head: int) -> tuple[Actor, ...]:
        found = self.resolve(head)
        antecedents = self.phrases.antecedents
        both = antecedents.pair(head) or antecedents.they(head) or self._of_both(head) or self._several(head)
        both = both or twins(self.phrases, head) or self._side_by_side(head)
        if len(beside := self.phrases.antecedents.beside(head)) > 1:
            both = tuple(a for k in beside if (a := self.resolve(k)) is not None)
        return both or (() if found is None else (found,))

    def _of_both(self, head: int) -> tuple[Actor, ...]:
        """The people of two who were named before: *the leaders of [the two countries]*, *envoys from [both sides]*."""
        if self.sentence.tokens[head].tag != "NNS":
            return ()
        tree = Tree(self.sentence, frozenset())
        below = [*tree.below(head, {"poss"}), *(k for link in tree.below(head, {"prep"}) for k in tree.pobjects(link))]
        k, both = next(((k, two) for k in below if (two := self.phrases.antecedents.pair(k))), (head, ()))
        whole = self.resolve(head) if both else None
        states = self.sentence.tokens[k].lemma in actor_words().pair_countries  # *[experts] of both countries*
        if whole is None or whole.country or not (whole.roles or (states and whole.code is None)):
            return ()
        return tuple(of_side(whole, side) for side in both)

    def _several(self, head: int) -> tuple[Actor, ...]:
        return several(self.phrases, head) if any(-8 <= i - head < 12 for i in self._conjuncts) else ()

    def _side_by_side(self, head: int) -> tuple[Actor, ...]:
        """The countries of adjectives that stand side by side before a noun: *[Danish] and [Polish] objections*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        if tokens[head].dep not in {"amod", "nmod"} or head not in {tokens[i].head for i in self._conjuncts}:
            return ()
        named = [head, *(c for c in children[head] if tokens[c].dep == "conj" and tokens[c].i < tokens[head].head)]
        countries = len(named) > 1 and all(self._is_named(k, {"country"}) for k in named)
        return tuple(a for k in named if (a := self.resolve(k)) is not None) if countries else ()

    @lazy
    def _conjuncts(self) -> list[int]:
        return [t.i for t in self.sentence.tokens if t.dep in {"cc", "conj"}]

    def _resolve(self, head: int) -> Actor | None:
        token = self.sentence.tokens[head]
        if self._is_time(head) or token.pos in _NO_NOUNS and not counts_people(self.sentence, head):
            return None
        if token.tag in {"NNS", "NNPS"} and (both := self.phrases.antecedents.pair(head)):
            return both[0]
        found = self.phrases.resolve(head)
        return None if found is not None and is_compared(self.sentence, head, found) else found

    def within(self, head: int) -> Actor | None:
        """The actor to whom the thing named by the phrase belongs, or who is behind it."""
        return self._within[head]

    def within_all(self, head: int) -> tuple[Actor, ...]:
        """All actors to whom a thing belongs, be they joined: *an apology from [Chad] and [Mali]*."""
        first = self.within(head)
        if first is None or not first.country or self.resolve(head) is not None:
            return () if first is None else (first,)
        if both := joined_owners(self.phrases, head, first):
            return both
        tree = Tree(self.sentence, frozenset())
        for joined in map(tree.pobjects, tree.below(head, {"prep"})):
            owners = [a for h in joined if (a := self.within(h)) is not None and a.code]
            if len(owners) > 1 and owners[0].code == first.code:
                return (first, *(a for a in owners[1:] if a.country is None or a.country != first.country))
        return (first,)

    def _find_within(self, head: int) -> Actor | None:
        return None if self._is_time(head) else self.phrases.within(head)

    def instrument(self, head: int) -> Actor | None:
        """The actor whose weapon or attack a phrase names: *Israeli tank fire*, *shelling from Israeli lines*."""
        if (owner := self.phrases.instrument(head)) is not None:
            return owner
        tokens, children = self.sentence.tokens, self.sentence.children
        agents = (a for by in children[head] if tokens[by].lemma in BY for a in children[by])
        return next((a for i in agents if tokens[i].dep == "pobj" and (a := self.resolve(i)) is not None), None)

    def thing(self, head: int) -> Actor | None:
        """The phrase itself, without a code: a village, a church."""
        token = self.sentence.tokens[head]
        if token.pos not in {"NOUN", "PROPN"} or self._is_time(head):
            return None
        text, start, end = text_span(self.sentence, *phrase(self.sentence, head))
        return Actor(None, None, (), text, start, end)

    def taken_up(self, head: int) -> tuple[Token, Token] | None:
        """The word for the thing that a pronoun takes up, here or in a sentence before, and the word above that."""
        return self.phrases.antecedents.thing(head)

    def _is_time(self, head: int) -> bool:
        """Whether a word is a time: *May*, but not in *Theresa May*."""
        if self.sentence.tokens[head].lemma.rstrip(".") not in load_phrase_words().times:  # *Dec. 10*
            return False
        m = self.phrases.mention(head)
        return m is None or m.kind != "person" or m.end - m.start == 1

    def spoken_before(self, predicate: int) -> Iterator[Actor]:
        """Who spoke or acted before a predicate, the nearest first: in the sentence, then in those before.

        Of a sentence that was an answer itself it is whom that answered: both called *it* a threat. An actor without a
        code stands for a thing.
        """
        found = map(self.resolve, reference.speakers(self.sentence, predicate))
        yield from (a for a in found if a is not None and a.code)
        for link in self.context.links(reference.SENTENCES_BACK):
            if link.answered is not None:
                yield link.answered
                return
            phrases = self.phrases.earlier(link)
            told = [a for k in reference.speakers(phrases.sentence) if (a := phrases.resolve(k)) is not None and a.code]
            yield from told
            if told:
                return

    def country_at(self, clause: int) -> str:
        """The code of the country where the event of a clause is, as far as its sentence says; '' for none."""
        return code_of_country(self.setting.place_at(clause), self.lexicon.ontology)

    @property
    def naming_here(self) -> Naming:
        """How often the sentence names each country, and how."""
        return self.phrases.naming_here

    @property
    def tellers(self) -> frozenset[int]:
        """The words that name who only tells the news, or to whom it was told."""
        return self.phrases.tellers

    @property
    def naming(self) -> Naming:
        """How often the document has named each country so far, and how."""
        return self.phrases.naming

    @lazy
    def line_country(self) -> str:
        """The code of the dateline's country; '' for none."""
        return code_of_country(self.setting.line, self.lexicon.ontology)

    @lazy
    def titled_country(self) -> str:
        """The code of the only country that the title of the document names; '' for none or several."""
        return self.phrases.title.country

    @lazy
    def only_country(self) -> str:
        """The code of the only country that the document has named so far, the dateline's among them; '' otherwise."""
        places = self.lexicon.ontology.places
        named = {code for code in self.phrases.naming.named if code in places and places[code].kind != "region"}
        line = {self.line_country} - {""}
        return named.pop() if len(named) == 1 and line <= named else ""

    def is_told_of(self, country: str, mere: bool = False) -> bool:
        """Whether a country acts, or something happens in it, in the document so far; with `mere`, whether anything is
        said to be of it.
        """
        naming = self.phrases.naming
        return bool(naming.lending.get(country) or (mere and naming.owning.get(country)))

    def of_country(self, actor: Actor | None, code: str) -> Actor:
        """The actor with the country of a code, marked as inferred; without an actor the country itself, unnamed."""
        found = actor or Actor(None, None, (), "", 0, 0)
        code = actor_words().of_occupiers.get(f"{code} {''.join(found.roles[:1])}", code)
        country = self.lexicon.ontology.places[code].country
        return replace(found, code=code + (found.code or ""), country=country, inferred=True, entity_type=None)

    def facts(self, head: int) -> frozenset[str]:
        """What rules may ask of a phrase.

        '#actor', '#state' (a country, its government, or an international organisation), '#agency' (a charity or other
        private body), '#organisation' (of many countries or private), '#peacekeeper', '#rebel', '#person', '#place'
        (one that only says where), '#time', '#many' (counted in thousands); of a state also whose it is.
        """
        return self._facts[head]

    def _find_facts(self, head: int) -> frozenset[str]:
        return self._find_kinds(head) | (MANY if self._is_many(head) else frozenset())

    def _is_many(self, head: int) -> bool:
        """Whether a number in figures says that there are thousands: *20,000 villagers*."""
        counts = (self.sentence.tokens[c] for c in self.sentence.children[head])
        figures = (t.text.replace(",", "") for t in counts if t.dep in {"nummod", "quantmod"})
        return any(text.isdecimal() and int(text) >= THOUSAND for text in figures)

    def _find_kinds(self, head: int) -> frozenset[str]:
        token = self.sentence.tokens[head]
        if self._is_time(head):
            return frozenset({"#time"})
        if (actor := self.resolve(head)) is None:
            return PLACE if self._is_named(head, {"place", "country"}) else NOBODY
        if not actor.code and is_taken_town(self, head):
            return PLACE  # *rebels captured Bunagana*
        found, code = {"#actor"}, actor.code or ""
        international = code.startswith(STATE_TYPES)
        # *Thousands of Hungarians* are people of a state and not the state.
        if (token.tag == "NNS" or self._is_people(head)) and not actor.roles and not international:
            found.add("#person")
        elif international or (actor.country and (not actor.roles or actor.roles[0] in {"GOV", "LEG", "MIL"})):
            found.add("#state")
            if actor.country and not international:
                found.add(f"{OF}{actor.country}")
        if code.startswith(BODY_TYPES):
            found |= {"#organisation", "#agency"} if code.startswith(AGENCY_TYPES) else {"#organisation"}
        if code.endswith(PEACEKEEPERS):
            found.add("#peacekeeper")
        if not REBELS.isdisjoint(actor.roles[:1]):
            found.add("#rebel")
        if token.tag in {"PRP", "NNS"} or self._is_named(head, {"person", "role"}):
            found.add("#person")
        return frozenset(found)

    def _is_named(self, head: int, kinds: Collection[str]) -> bool:
        """Whether a word is part of a dictionary name of one of these kinds."""
        return (m := self.phrases.mention(head)) is not None and m.kind in kinds

    @lazy
    def names_world(self) -> bool:
        """Whether the sentence, or the document so far, names a country, a place or anybody of one."""
        return bool(self.context.known.countries) or any(
            entry.code[:3].isalpha() and m.kind not in {"role", "religion"}
            for m in self.mentions
            for entry in m.entries[:1]
        )

    def _is_people(self, head: int) -> bool:
        """Whether a name in the plural is that of people (*angry Hondurans*) and not of a state (*the Philippines*)."""
        token, m = self.sentence.tokens[head], self.phrases.mention(head)
        return token.tag == "NNPS" and m is not None and m.kind == "country" and token.text not in m.entries[0].name

    @lazy
    def names_politics(self) -> bool:
        """Whether the sentence names a country, a government, a party or anybody else in politics."""
        return any(
            m.kind == "country" or any(part in entry.code for part in POLITICAL)
            for m in self.mentions
            if m.kind != "ethnic"
            for entry in m.entries[:1]
        )

    @lazy
    def may_act(self) -> bool:
        """Whether a political actor may act here, as far as names tell. The sentences before may lend one."""
        return self.context.sentence is not None or not all(map(_is_private, self.listed))

    @property
    def deeds_before(self) -> tuple[Deed, ...]:
        """What the sentence right before this one told, in its order."""
        link = self.context
        is_next = link.sentence is not None and self.sentence.index - link.sentence.index == 1
        return link.deeds if is_next else ()

    def context_after(self, answered: Actor | None = None, deeds: tuple[Deed, ...] = ()) -> Context:
        """What the next sentence of the document is to know: whom this one `answered`, and what it told."""
        return self.context.after(
            self.sentence, lambda: self.names, lambda: self.phrases, self.setting, answered, deeds
        )


def of_side(people: Actor, side: Actor) -> Actor:
    """Some people as those of a side, which they are themselves where it fights or is no state."""
    if not side.country or not side.code or not FIGHTERS.isdisjoint(side.roles[:1]):
        return side
    return replace(side, code=side.code[:3] + "".join(people.roles), roles=people.roles)


def _is_private(m: Mention) -> bool:
    """Whether a mention can make nobody political: words of trades and professions."""
    return m.kind == "role" and all(map(_is_private_code, {e.code for e in m.entries}))


@cache
def _is_private_code(code: str) -> bool:
    bare = code.lstrip("~")
    return PRIVATE.issuperset(bare[k : k + 3] for k in range(0, len(bare), 3))


@cache
def name_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that keep their capital in a headline: countries, peoples, people, places, organisations of one word."""
    words: set[str] = set()
    for spellings in lexicon.names.values():
        for spelt, number in spellings:
            kind = lexicon.entries[number].kind
            if kind in {"country", "person", "place"} or (kind in {"organisation", "group"} and " " not in spelt):
                words.update(w for w in spelt.split() if w[:1].isupper())
    return frozenset(words)


@cache
def printed_names(lexicon: Lexicon) -> Names:
    """The names of the dictionaries as they are printed, for texts that are all in capitals or all in lower case."""
    printed: dict[str, str] = {}
    sure: set[str] = set()
    given: set[str] = set()
    for folded, spellings in lexicon.names.items():
        for spelt, number in spellings:
            kind = lexicon.entries[number].kind
            if kind == "role" or not any(map(str.isupper, spelt)):
                continue
            printed.setdefault(folded, spelt)
            if kind in {"country", "ethnic", "religion"}:
                sure.add(folded)
            elif kind == "person" and " " in folded:
                given.add(folded.split()[0])
    return Names(printed, frozenset(sure), frozenset(given))
