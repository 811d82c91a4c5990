"""Whether an actor is a party to politics: a state, a part of one, or somebody who contends for power."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from coder.files.words import load_words
from coder.records import Actor, Sentence
from coder.text.function_words import ARTICLES

# Roles that make nobody a party to politics; an actor that has no other counts only with the one on the other side.
CIVIL = frozenset({"AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ENV", "HLH", "MED", "REL", "WGO", "MNC"})
# Roles that do so only together with a country: a former minister, but not any celebrity.
OF_COUNTRY = frozenset({"ELI", "JUD", "LAB"})
# What agencies of a state for trade, research and the like have beside GOV.
REGULATED = frozenset({"AGR", "BUS", "EDU", "ENV", "HLH"})
INTERNATIONAL = ("IGO", "IMG", "NGO", "NGM", "UIS")
_MINISTRY = re.compile(r"\bminist|secretar|treasur")
_SMALL = ARTICLES | {"'s"}
_WORD = re.compile(r"[a-z][a-z'&.-]*")


@dataclass(frozen=True, slots=True)
class PoliticsWords:
    """The words of coder/knowledge/words/politics.yaml."""

    private: frozenset[str]
    firms: frozenset[str]
    any_head: frozenset[str]
    presiding: frozenset[str]
    states: frozenset[str]
    titles: frozenset[str]
    circumstance: frozenset[str]
    matters: frozenset[str]
    together: frozenset[str]
    exchanging: frozenset[str]
    answered: frozenset[str]
    judging: frozenset[str]
    done: frozenset[str]
    domestic: frozenset[str]
    abroad: frozenset[str]
    guests: frozenset[str]
    retorts: frozenset[str]
    addressed: frozenset[str]
    moves: frozenset[str]
    aired: frozenset[str]
    bygone: frozenset[str]


@cache
def politics_words() -> PoliticsWords:
    """The words that tell who is in politics, read once."""
    words: PoliticsWords = load_words("politics", PoliticsWords)
    return words


def is_international(actor: Actor) -> bool:
    """Whether an actor belongs to no country by its nature: *the United Nations*, *al-Qaeda*."""
    return (actor.code or "").startswith(INTERNATIONAL)


def is_business(actor: Actor) -> bool:
    """Whether an actor is a firm, or people of firms."""
    return "BUS" in actor.roles or (actor.code or "").startswith("MNC")


def is_agency(actor: Actor) -> bool:
    """Whether an actor is an agency of a state for trade, health, research or the like, and no ministry."""
    return (
        "GOV" in actor.roles and not REGULATED.isdisjoint(actor.roles) and _MINISTRY.search(actor.entry.lower()) is None
    )


@lru_cache(maxsize=64)
def is_political(actor: Actor | None) -> bool:
    """Whether an actor is a state, a part of one, or somebody who contends for power."""
    if actor is None or actor.code is None or actor.code.startswith("MNC"):
        return False
    known = politics_words()
    if actor.country is None and actor.entry.lower() in known.any_head:
        return False
    if actor.entry.lower() in known.presiding and not (known.private | known.firms).isdisjoint(_said(actor)):
        return False
    roles = [role for role in actor.roles if role not in CIVIL]
    if roles == ["ELI"] and not known.firms.isdisjoint(_said(actor)):
        return False  # *Ghanaian football players*
    if is_international(actor) or any(role not in OF_COUNTRY for role in roles):
        return True
    words = _WORD.findall(actor.text.lower())
    if actor.country is None and not roles and len(actor.code) == 3 and not known.states.isdisjoint(words):
        return True  # *African states*
    if actor.country is None or (actor.roles and not roles) or is_namesake(actor):
        return False
    return (known.private | known.firms).isdisjoint(_said(actor))


def is_party(actor: Actor) -> bool:
    """Whether an actor is a named party to politics: *the Kenyan government*, not *Californian lawyers*."""
    if not is_political(actor) or not (actor.country or len(actor.code or "") > 3):
        return False
    return not actor.roles or any(role not in OF_COUNTRY for role in actor.roles)


def is_namesake(actor: Actor) -> bool:
    """Whether a country is only part of another name: *the Chicago Bears*, *Manchester United*, *America Online*."""
    words = [word for word in actor.text.split() if word.lower() not in _SMALL]
    if actor.roles or len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    if not politics_words().titles.isdisjoint(word.lower() for word in words):
        return False
    last = words[-1]
    return not (last[:4] in actor.entry or last.isupper() or any(w.endswith(("'s", "’s", ",")) for w in words))


def is_for_gain(actor: Actor) -> bool:
    """Whether an actor has no more than a country, and its words say that it is a firm or a team: *US Airways*."""
    if not actor.country or actor.roles:
        return False
    return not politics_words().firms.isdisjoint(_said(actor))


def _said(actor: Actor) -> set[str]:
    return {word.rstrip(".") for word in _WORD.findall(actor.text.lower())}


def is_name(actor: Actor, sentence: Sentence) -> bool:
    """Whether an actor without a code is printed as a name, and not of a firm or the like: *Lashkar-e-Omar*.

    The first word of a sentence is printed like a name, whatever it is: *Bombs exploded*.
    """
    known = politics_words()
    if actor.code is not None or not (known.private | known.firms).isdisjoint(actor.text.lower().split()):
        return False
    first = sentence.tokens[0].start if sentence.tokens else sentence.start
    return sum(word[:1].isupper() for word in actor.text.split()) > (actor.start == first)
