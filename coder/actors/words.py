"""The words by which this room tells who a phrase names, as coder/knowledge/words/actors.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words


@dataclass(frozen=True)
class ActorWords:
    """The lists of coder/knowledge/words/actors.yaml, where each says what it is for."""

    diplomats: frozenset[str]
    harmful: frozenset[str]
    former: frozenset[str]
    backers: frozenset[str]
    kin: frozenset[str]
    onlookers: frozenset[str]
    done_to_people: frozenset[str]
    opponents: frozenset[str]
    colonies: frozenset[str]
    led: frozenset[str]
    modifying_prepositions: tuple[str, ...]
    participles: frozenset[str]
    surnames: frozenset[str]
    clubs: frozenset[str]
    name_particles: frozenset[str]
    adjectival_roles: frozenset[str]
    titles: frozenset[str]
    locative: frozenset[str]
    dealing: frozenset[str]
    scenes: frozenset[str]
    town_taking: frozenset[str]
    sent_weapons: frozenset[str]
    owners: tuple[str, ...]
    made_by: frozenset[str]
    stately: frozenset[str]
    services: frozenset[str]
    bodies: frozenset[str]
    others: frozenset[str]
    pair_countries: frozenset[str]
    pair_people: frozenset[str]
    pair_sides: frozenset[str]
    pair_rivals: frozenset[str]
    blocs: frozenset[str]
    only_bodies: Mapping[str, frozenset[str]]
    groups: frozenset[str]
    issuing: frozenset[str]
    questioners: frozenset[str]
    kinds_of_heading: frozenset[str]
    issuing_missions: frozenset[str]
    patrols: frozenset[str]
    offices: Mapping[str, frozenset[str]]
    heads_of_bodies: Mapping[str, frozenset[str]]
    female: frozenset[str]
    male: frozenset[str]
    personal_titles: frozenset[str]
    compass: frozenset[str]
    clubs_before: frozenset[str]
    hamlets: frozenset[str]
    named_after_towns: frozenset[str]
    held_in_towns: frozenset[str]
    agreed_in_towns: frozenset[str]
    some: frozenset[str]
    rulers: frozenset[str]
    settling: frozenset[str]
    waters_and_capes: frozenset[str]
    american_divisions: frozenset[str]
    vehicles: frozenset[str]
    held_up: frozenset[str]
    ridden: frozenset[str]
    american_scenes: frozenset[str]
    american_parts: frozenset[str]
    suing: frozenset[str]
    english_towns: frozenset[str]
    state_members: frozenset[str]
    no_members: frozenset[str]
    state_people: frozenset[str]
    state_offices: frozenset[str]
    american_offices: frozenset[str]
    seats: frozenset[str]
    party_words: frozenset[str]
    shared_names: frozenset[str]
    party_nouns: frozenset[str]
    american_titles: frozenset[str]
    senates: frozenset[str]
    american_bodies: frozenset[str]
    congresses: frozenset[str]
    country_epithets: Mapping[str, frozenset[str]]
    of_occupiers: Mapping[str, str]
    halved: Mapping[str, frozenset[str]]
    korean_halves: Mapping[str, frozenset[str]]
    sudanese_halves: Mapping[str, frozenset[str]]
    meetings: frozenset[str]
    speech: frozenset[str]
    from_afar: frozenset[str]


@cache
def actor_words() -> ActorWords:
    """The words, read once."""
    words: ActorWords = load_words("actors", ActorWords)
    return words
