"""Names that only say where or whose it is: *the [Kabul] bombing*, *[Leeds United] chiefs*, *took [Bunagana]*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coder.actors.evidence import Evidence
from coder.actors.words import actor_words
from coder.clauses.occasion import load_occasion_words
from coder.records import Sentence, Token

if TYPE_CHECKING:
    from coder.actors.sentence import SentenceActors


def is_scene(sentence: Sentence, capital: Token) -> bool:
    """Whether a capital before what is or happened there only says where: *the [Kabul] hotel bombing*."""
    words, noun = actor_words(), capital
    while noun.dep in {"compound", "nmod", "amod"} and noun.head > noun.i:
        noun = sentence.tokens[noun.head]
    between = {t.lemma for t in sentence.tokens[capital.i + 1 : noun.i]}
    is_scene_noun = noun.lemma in words.scenes | words.grounds | load_occasion_words().country_scenes
    return noun is not capital and is_scene_noun and between.isdisjoint(words.sent_weapons)


def is_part_of_name(sentence: Sentence, head: int, evidence: Sequence[Evidence]) -> bool:
    """Whether an unknown name says whose they are: *Leeds United chiefs* are whoever Leeds United is."""
    known = {i for e in evidence for i in range(e.mention.start, e.mention.end)}
    names = (sentence.tokens[c] for c in sentence.children[head] if c not in known)
    return any(t.pos == "PROPN" and t.dep == "compound" for t in names)


def is_taken_town(actors: SentenceActors, head: int) -> bool:
    """Whether an unknown name is that of a town that troops take: *rebels captured [Bunagana]*.

    It must be one in a country of theirs or of the document, and nobody's name; police take people.
    """
    tokens = actors.sentence.tokens
    name, verb = tokens[head], tokens[tokens[head].head]
    if name.tag != "NNP" or name.dep not in {"dobj", "nsubjpass"} or verb.lemma not in actor_words().town_taking:
        return False
    doing = [c for c in actors.sentence.children[verb.i] if tokens[c].dep in {"nsubj", "agent"}]
    found = [a for a in map(actors.resolve, doing) if a is not None]
    towns = actors.setting.towns_at(head)
    if not towns or any("COP" in a.roles for a in found):
        return False
    countries = {*actors.naming.named, *(a.country for a in found if a.country)}
    # *… Joaquin Guzman. Marines captured Guzman*: recognition takes most towns that it does not know for persons.
    full_name = re.search(rf"[A-Z][a-z]+ {re.escape(name.text)}\b", actors.setting.before)
    return bool(countries & set(towns)) and full_name is None
