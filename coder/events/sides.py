"""The two sides of an action as the sentence names them: which phrases are one actor, and which say only where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from coder.actors.countries import Naming, Setting
from coder.actors.words import actor_words
from coder.events.relevance import politics_words
from coder.records import Actor, Clause, Deed, Sentence, Token

# What may stand between a title and the name behind it: *the ambassador [to Bahrain,] X*.
BETWEEN = frozenset({"ADP", "DET", "PROPN", "PUNCT"})
MOST_BETWEEN = 5
EACH_OTHER = frozenset({("each", "other"), ("one", "another")})
EACH, THE_OTHER, SIDE = frozenset({"each", "both"}), ("the", "other"), "side"


class Resolver(Protocol):
    """What the actors of one sentence are asked for."""

    sentence: Sentence
    when: date
    setting: Setting

    def resolve(self, head: int) -> Actor | None:
        """The actor that a noun phrase names, the first of two."""

    def resolve_all(self, head: int) -> tuple[Actor, ...]:
        """The actors that a noun phrase names: two for *the two countries*."""

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs: *Seoul* for *Seoul's efforts*."""

    def within_all(self, head: int) -> Sequence[Actor]:
        """All actors to whom a thing belongs: *an apology from [Chad] and [Mali]*."""

    def instrument(self, head: int) -> Actor | None:
        """The actor whose weapon or attack a phrase names: *Israeli* for *Israeli tank fire*, or after *by*."""

    def thing(self, head: int) -> Actor | None:
        """The phrase itself, without a code."""

    def taken_up(self, head: int) -> tuple[Token, Token] | None:
        """The word for the thing that a pronoun takes up, here or in a sentence before, and the word above that."""

    @property
    def names_politics(self) -> bool:
        """Whether the sentence names anybody in politics."""

    @property
    def names_world(self) -> bool:
        """Whether the document names any country, place or anybody of one so far."""

    def spoken_before(self, predicate: int) -> Iterator[Actor]:
        """Who spoke or acted before a predicate, the nearest first: in the sentence, then in those before."""

    @property
    def deeds_before(self) -> tuple[Deed, ...]:
        """What the sentence right before this one told, in its order."""

    def facts(self, head: int) -> frozenset[str]:
        """What rules may ask of a phrase: '#actor', '#state', '#person', '#time'."""

    def country_at(self, clause: int) -> str:
        """The code of the country where the event of a clause is, as far as its sentence says; '' for none."""

    @property
    def naming_here(self) -> Naming:
        """How often the sentence names each country, and how."""

    @property
    def tellers(self) -> frozenset[int]:
        """The words that name who only tells the news, or to whom it was told."""

    @property
    def naming(self) -> Naming:
        """How often the document has named each country so far, and how."""

    @property
    def line_country(self) -> str:
        """The code of the dateline's country; '' for none."""

    @property
    def titled_country(self) -> str:
        """The code of the only country that the title of the document names; '' for none or several."""

    @property
    def only_country(self) -> str:
        """The code of the only country that the document has named so far; '' for none or several."""

    def is_told_of(self, country: str, mere: bool = False) -> bool:
        """Whether a country acts or something happens in it; with `mere`, whether anything is said to be of it."""

    def of_country(self, actor: Actor | None, code: str) -> Actor:
        """The actor with the country of a code, as inferred; without an actor the country itself, unnamed."""


def merged(actors: Sequence[Actor], merge: Callable[[Actor, Actor], Actor | None]) -> list[Actor]:
    """Actors in which neighbours that are one stand once: `merge` gives that one, or None where they are two."""
    found: list[Actor] = []
    for actor in actors:
        one = merge(found[-1], actor) if found else None
        if one is None:
            found.append(actor)
        else:
            found[-1] = one
    return found


def joined(sources: Sequence[Actor], sentence: Sentence) -> list[Actor]:
    """Sources in which a country and the role right behind it are one actor: *[Syrian] [regime] air strikes*."""

    def of_country(country: Actor, role: Actor) -> Actor | None:
        if not is_of(role, country, sentence):
            return None
        text = sentence.text[country.start - sentence.start : role.end - sentence.start]
        code = (country.code or "") + (role.code or "")[3 if role.country else 0 :]
        return replace(role, code=code, country=country.country, text=text, start=country.start, inferred=False)

    return merged(sources, of_country)


def is_of(actor: Actor, country: Actor, sentence: Sentence) -> bool:
    """Whether a role follows the bare country that it belongs to."""
    gap = sentence.text[country.end - sentence.start : actor.start - sentence.start]
    bare = country.country is not None and not country.roles and bool(actor.roles)
    return bare and gap == " " and (actor.country is None or actor.inferred)


def apposed(actors: Sequence[Actor], sentence: Sentence) -> list[Actor]:
    """Actors in which who is named twice in a row is one: *his counterpart [President X]*, *the envoy, [Y]*."""

    def same(before: Actor, actor: Actor) -> Actor | None:
        if not is_apposition(before, actor, sentence):
            return None
        known = actor if actor.code and not (before.country and not actor.country) else before
        text = sentence.text[before.start - sentence.start : actor.end - sentence.start]
        return replace(known, text=text, start=before.start, end=actor.end)

    return merged(actors, same)


def together(actors: Sequence[Actor], sentence: Sentence) -> list[Actor]:
    """Actors in which people of one code, joined by *and* or a comma, are one: *[nine nurses and four doctors]*.

    Names stay apart: *killed [Ana Lima] and [Rui Costa]*.
    """

    def alike(before: Actor, actor: Actor) -> Actor | None:
        gap = sentence.text[before.end - sentence.start : actor.start - sentence.start].strip(" ,")
        if before.code is None or before.code != actor.code or gap not in {"", "and"} or before.end > actor.start:
            return None
        inside = [t for t in sentence.tokens if before.start <= t.start < actor.end]
        if any(t.pos == "PROPN" and t.dep not in {"compound", "amod", "poss", "pobj"} for t in inside):
            return None
        text = sentence.text[before.start - sentence.start : actor.end - sentence.start]
        return replace(before, text=text, end=actor.end)

    return merged(actors, alike)


def is_apposition(first: Actor, second: Actor, sentence: Sentence) -> bool:
    """Whether a name right behind another phrase names the same, though the parser makes two of them."""
    gap = sentence.text[first.end - sentence.start : second.start - sentence.start]
    between = [t.pos for t in sentence.tokens if first.end <= t.start < second.start]
    if first.end >= second.start or gap[-1:] != " " or gap.strip()[-1:] not in {"", ","} or len(between) > MOST_BETWEEN:
        return False
    if not BETWEEN.issuperset(between):
        return False
    inside = [t for t in sentence.tokens if second.start <= t.start < second.end]
    named = any(t.pos == "PROPN" and t.dep not in {"conj", "appos"} for t in inside[-1:])
    return named and (first.code is None or second.code is None or first.country == second.country)


def is_other(actor: Actor, others: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether an actor is none of others, nothing that one of them offers, and no currency."""
    if is_currency(actor, resolver.sentence) or same_place(actor, others):
        return False
    return not any(o.code == actor.code for o in others) or not is_own_service(actor, resolver.sentence)


def is_own_service(actor: Actor, sentence: Sentence) -> bool:
    """Whether an actor's words are what he does for others: *offered [his good offices] to Mali*."""
    inside = [t for t in sentence.tokens if actor.start <= t.start < actor.end]
    owned = bool(inside) and inside[0].dep == "poss" and inside[0].pos == "PRON"
    return owned and sentence.tokens[inside[0].head].lemma in actor_words().services


def is_currency(actor: Actor, sentence: Sentence) -> bool:
    """*US* in *US $3 million* is no country; whom that is given is one: *pledged [Mali] $3 million*."""
    if sentence.text[actor.end - sentence.start :].lstrip()[:1] not in {"$", "€", "£"}:
        return False
    last = next((t for t in reversed(sentence.tokens) if actor.start <= t.start < actor.end), None)
    return last is None or last.dep not in {"dobj", "dative"} or last.pos != "PROPN" or last.text.isupper()


def stand_between(actors: Sequence[Actor], clause: Clause, sentence: Sentence) -> bool:
    """Whether one of several is between whom something is: *talks between the Syrian and Thai envoys*."""
    named = [sentence.tokens[h].start for slot in ("between", "among") for h in clause.heads(slot)]
    return any(a.start <= start < a.end for a in actors for start in named)


def name_each_other(clause: Clause, sentence: Sentence) -> bool:
    """Whether those who act are those to whom it is done: *accused [each other]*, *each blamed [the other]*.

    *Each said [the other] had shot first* has it as the subject, and who says so acts.
    """
    words = [(t.text.lower(), sentence.tokens[t.i + 1].text) for t in sentence.tokens[:-1]]
    if EACH_OTHER.isdisjoint(words):
        return THE_OTHER in words and _each_the_other(clause, sentence)
    below = [sentence.subtree(a.head) for a in clause.arguments if a.role != "subject"]
    return any(words[i] in EACH_OTHER for inside in below for i in inside if i < len(words))


def _each_the_other(clause: Clause, sentence: Sentence) -> bool:
    """Whether what each does is done to *the other* or *the other side*, and nothing other than those."""
    tokens = sentence.tokens
    for argument in clause.arguments:
        whom = tokens[argument.head]
        other = tokens[whom.i - 1] if whom.lemma == SIDE and whom.i else whom
        if other.text == THE_OTHER[1] and other.i and tokens[other.i - 1].text.lower() == THE_OTHER[0]:
            return any(t.text.lower() in EACH and t.i < other.i for t in tokens)
    return False


def is_located(actor: Actor, sentence: Sentence) -> bool:
    """Whether an actor's words only say where or when: *in Vienna*."""
    return word_before(actor, sentence) in politics_words().circumstance


def word_before(actor: Actor, sentence: Sentence) -> str:
    """The word before an actor's, in small letters; '' at the start, or where it stands in another sentence."""
    if actor.start < sentence.start:
        return ""
    return sentence.text[: actor.start - sentence.start].rstrip().rpartition(" ")[2].lower()


def same_place(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether an actor's words are among those of others."""
    return bool(others) and any(actor.start < o.end and o.start < actor.end for o in others)
