"""The word lists by which a mistake of the parser is seen: one file a subject, each list explained there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words


@dataclass(frozen=True, slots=True)
class MistakenWords:
    """Verbs that parsers take for other words, and other words for verbs: the lists of mistaken.yaml."""

    doers: frozenset[str]
    doers_alone: frozenset[str]
    always_several: frozenset[str]
    deeds: frozenset[str]
    adjectives_too: frozenset[str]
    prepositions_too: frozenset[str]
    to_do: frozenset[str]
    pasts: Mapping[str, str]
    with_object: Mapping[str, str]
    presents: frozenset[str]
    delays: Mapping[str, str]
    has_done: frozenset[str]
    gets_done: frozenset[str]
    nominal_prepositions: frozenset[str]
    told_of: frozenset[str]
    joined: Mapping[str, str]
    again: Mapping[str, str]
    goes: frozenset[str]
    goes_on: frozenset[str]
    plurals_in_front: Mapping[str, str]
    sent_off: Mapping[str, str]
    is_so: frozenset[str]
    tells_when: frozenset[str]
    marching: Mapping[str, str]
    over_what: frozenset[str]
    particles: Mapping[str, frozenset[str]]
    homeward: frozenset[str]
    naming: frozenset[str]
    abreast: frozenset[str]


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Who says, wants and asks: the lists of telling.yaml."""

    made_known: Mapping[str, frozenset[str]]
    on_a_visit: frozenset[str]
    asks: frozenset[str]
    tellers: frozenset[str]
    quotes: frozenset[str]
    wordings: frozenset[str]
    voiced: frozenset[str]
    last_said: Mapping[str, str]
    papers: frozenset[str]
    wishes: Mapping[str, str]
    readiness: Mapping[str, str]
    voices: frozenset[str]
    attempts: Mapping[str, frozenset[str]]
    keen: frozenset[str]
    willing: frozenset[str]
    awaited: frozenset[str]
    minded: frozenset[str]
    moods: Mapping[str, frozenset[str]]
    made_so: frozenset[str]
    requested: frozenset[str]
    requests: frozenset[str]
    asked_of: frozenset[str]
    due: frozenset[str]
    speaking: frozenset[str]


@dataclass(frozen=True, slots=True)
class ForceWords:
    """Force and whom it harms: the lists of force.yaml."""

    has_inflicted: frozenset[str]
    falls: frozenset[str]
    leaves_dead: Mapping[str, str]
    done_to_captives: frozenset[str]
    lets_go: frozenset[str]
    undergone: frozenset[str]
    plain_harm: frozenset[str]
    always_to_others: frozenset[str]
    witnessing: frozenset[str]
    ending: frozenset[str]
    leaving: frozenset[str]
    left_so: frozenset[str]
    shots: Mapping[str, str]
    affrays: frozenset[str]
    fired: frozenset[str]
    contests: frozenset[str]
    dying: frozenset[str]
    as_one: Mapping[str, str]
    wounds: frozenset[str]
    suffering: frozenset[str]
    bids: frozenset[str]
    forceful: frozenset[str]
    series: frozenset[str]
    using: frozenset[str]
    so_many: frozenset[str]
    held_as: frozenset[str]
    spells: frozenset[str]
    between_two: frozenset[str]
    heading_dead: Mapping[str, str]
    fatal: Mapping[str, str]
    lives: frozenset[str]
    does_harm: frozenset[str]


@dataclass(frozen=True, slots=True)
class BesideWords:
    """What stands beside the names of peoples, places and bodies: the lists of beside.yaml."""

    companion: frozenset[str]
    bordering: frozenset[str]
    belongs: Mapping[str, frozenset[str]]
    sides: frozenset[str]
    counts: Mapping[str, int]
    places: frozenset[str]
    locative: frozenset[str]
    own_plurals: frozenset[str]
    called_by_letters: frozenset[str]
    as_against: Mapping[str, str]
    turned_against: frozenset[str]


@cache
def load_mistaken() -> MistakenWords:
    """Those that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("mistaken", MistakenWords)


@cache
def load_telling() -> TellingWords:
    """Those that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("telling", TellingWords)


@cache
def load_force() -> ForceWords:
    """Those that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("force", ForceWords)


@cache
def load_beside() -> BesideWords:
    """Those that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("beside", BesideWords)
