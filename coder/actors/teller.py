"""Whom a pronoun means that stands before its name: him who tells it, *soldiers beat [him], the student said*."""

from __future__ import annotations

from typing import Protocol

from coder.actors import reference
from coder.actors.countries import ARMED, STATE_ROLES
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.clauses.grammar import load_grammar
from coder.records import Actor, Sentence

# Who tells what was done to others.
OFFICIAL = (STATE_ROLES | ARMED) - {"OPP", "LEG"}

PEOPLE = reference.MALE_PRONOUNS | reference.FEMALE_PRONOUNS | reference.PLURAL_PRONOUNS


class Phrases(Protocol):
    """The noun phrases of a sentence."""

    sentence: Sentence

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of."""


def teller(phrases: Phrases, pronoun: int) -> Actor | None:
    """Who tells behind them the words that a pronoun is in, of himself; None for officials, and for who only saw it."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    word = tokens[pronoun].text.lower()
    if word not in reference.MALE_PRONOUNS | reference.FEMALE_PRONOUNS or tokens[pronoun].dep not in reference.OBJECTS:
        return None
    below = pronoun
    while tokens[below].head != below and tokens[below].dep != "ccomp":
        below = tokens[below].head
    said = tokens[tokens[below].head]
    if tokens[below].dep != "ccomp" or said.lemma not in load_grammar().speech or said.i < below:
        return None
    for who in (c for c in children[said.i] if tokens[c].dep == "nsubj" and c > below):
        owned = any(tokens[c].dep == "poss" and tokens[c].pos == "PRON" for c in children[who])  # *[his] lawyer said*
        features = reference.features(phrases.sentence, who, phrases.mention(who))
        if owned or tokens[who].lemma in actor_words().onlookers or not reference.agrees(word, features):
            continue
        found = phrases.resolve(who)
        if found is not None and found.code and OFFICIAL.isdisjoint(found.roles):
            return found
    return None


def told_of_itself(phrases: Phrases, pronoun: int) -> Actor | None:
    """Who tells others what was done to himself: *the refugees told a charity that police had beaten [them]*."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    word, verb = tokens[pronoun].text.lower(), tokens[tokens[pronoun].head]
    if word not in PEOPLE or tokens[pronoun].dep != "dobj":
        return None
    while verb.dep == "conj":
        verb = tokens[verb.head]
    above = tokens[verb.head]
    if verb.dep == "relcl" and above.dep == "dobj" and tokens[above.i + 1].text == "that":
        above = tokens[above.head]
    told = {tokens[c].dep: c for c in children[above.i] if c < verb.i}
    if (
        above.lemma not in load_grammar().speech
        or verb.dep not in {"ccomp", "relcl"}
        or not {"nsubj", "dobj"} <= {*told}
    ):
        return None
    who, inner = told["nsubj"], [tokens[c] for c in children[verb.i] if tokens[c].dep == "nsubj"]
    features = reference.features(phrases.sentence, who, phrases.mention(who))
    if not inner or inner[0].pos == "PRON" or not reference.agrees(word, features):
        return None
    found = phrases.resolve(who)
    return found if found is not None and found.code and OFFICIAL.isdisjoint(found.roles) else None
