"""To whom a thing belongs or whose work it is: *Seoul's efforts*, *attacks by the rebels*, *a UN draft resolution*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from coder.actors.evidence import BODIES, Evidence, authors
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.clauses.phrases import text_span
from coder.records import Actor, Sentence


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""

    def modified(self, head: int) -> Actor | None:
        """A thing by the actor that its modifiers name."""

    def is_only_where(self, head: int) -> bool:
        """Whether a phrase is a place that only says where."""

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of."""

    def span(self, head: int) -> tuple[int, int]:
        """The first token of the phrase of a head and the one behind its last."""

    def evidence(self, head: int) -> Sequence[Evidence]:
        """The dictionary names in the phrase of a head."""


def owner_of(phrases: Phrases, head: int) -> Actor | None:
    """The actor to whom a thing belongs or who is behind it.

    Coded as Seoul, *Seoul's efforts*; *the rebels* for *attacks by the rebels*; for *a UN draft resolution*, whose
    owner can't be parted from it, the whole phrase. A phrase that is an actor itself is resolved as such.
    """
    sentence, tokens, words = phrases.sentence, phrases.sentence.tokens, actor_words()
    found = phrases.resolve(head)
    if found is not None and is_compared(sentence, head, found):
        return None
    if found is not None and (found.code or tokens[head].pos != "NOUN"):
        return found
    left = [e for e in phrases.evidence(head) if e.side == "left"]
    modified = any(e.kind == "country" for e in left)
    named = modified or any(e.kind in {"role", *BODIES} and not e.weak for e in left)
    made_by = [] if named else authors(sentence, head)
    held = tokens[head].lemma.lower() in words.held_in_towns | words.agreed_in_towns
    for owner in [*owners(sentence, head), *made_by]:
        preposition = tokens[tokens[owner].head].text.lower()
        if held and preposition in words.locative and phrases.is_only_where(owner):
            continue  # *negotiations in Addis Ababa* are not Ethiopia's
        if modified and preposition in words.locative or named and preposition in {"on", "against"}:
            break  # *an Australian convoy in Baghdad* is Australia's, *a police crackdown on miners* the police's
        actor = phrases.resolve(owner, within=True)
        if preposition in words.locative and actor is not None and is_compared(sentence, head, actor):
            continue  # *the largest refinery in Africa*
        if actor is not None and (actor.code or tokens[owner].dep == "poss"):
            if owner in made_by and tokens[head].end < actor.start:
                return _as_made_by(phrases, head, actor)
            if tokens[owner].dep != "poss":
                return _scene(phrases, owner, actor)
            # *Seoul's efforts* are named as a whole, and coded as Seoul's.
            text, start, stop = text_span(sentence, phrases.span(head)[0], head + 1)
            return replace(actor, text=text, start=start, end=stop)
    if (whole := found or phrases.modified(head)) is not None or not phrases.mention(head):
        return whole
    place = phrases.resolve(head, within=True)
    if place is None or not place.code or is_compared(sentence, head, place):
        return None
    return _scene(phrases, head, place)


def owners(sentence: Sentence, head: int) -> list[int]:
    """Who stands where the owner of a thing does: before its *'s*, or behind *by*, *of* and the like."""
    tokens, children = sentence.tokens, sentence.children
    found = [c for c in children[head] if tokens[c].dep == "poss"]
    links = [(tokens[c].text.lower(), c) for c in children[head] if tokens[c].dep in {"prep", "agent"}]
    return found + [
        below for word in actor_words().owners for link, c in links if link == word for below in children[c]
    ]


def is_compared(sentence: Sentence, head: int, place: Actor) -> bool:
    """Whether a part of the world only says among which others a thing is the first: *the largest refinery in Africa*.

    `head` is that of the thing, or of the part of the world.
    """
    tokens = sentence.tokens
    if place.country is not None or place.roles or len(place.code or "") != 3:
        return False
    thing, above = head, tokens[tokens[head].head]
    if place.start <= tokens[head].start < place.end:
        if tokens[head].dep != "pobj" or above.text.lower() not in actor_words().locative:
            return False
        thing = above.head
    return any(tokens[c].tag in {"JJS", "RBS"} for c in sentence.children[thing])


def _as_made_by(phrases: Phrases, head: int, author: Actor) -> Actor:
    """A thing in its own words, as its author's: *the draft proposed by [the Arab League]*."""
    begins = phrases.sentence.tokens[phrases.span(head)[0]].start
    text = phrases.sentence.text[begins - phrases.sentence.start : author.end - phrases.sentence.start]
    return replace(author, text=text, start=begins)


def _scene(phrases: Phrases, head: int, place: Actor) -> Actor:
    """A capital that only says where is its country: *rocked downtown Baghdad*, *a market in Kabul*."""
    return replace(place, code=place.country, roles=()) if place.country and phrases.is_only_where(head) else place
