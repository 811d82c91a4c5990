"""The words around places where something happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of words/places.yaml, each explained there."""

    locative: frozenset[str]
    arriving: frozenset[str]
    leaving: frozenset[str]
    setting_out: frozenset[str]
    firing: frozenset[str]
    speaking: frozenset[str]
    lines_of_speech: frozenset[str]
    speaking_up: frozenset[str]
    bodies: frozenset[str]
    let_go: frozenset[str]
    talking: frozenset[str]
    topics: frozenset[str]
    striking: frozenset[str]
    seeing: frozenset[str]
    falling_under: frozenset[str]
    struck_to: frozenset[str]
    taken: frozenset[str]
    contested: frozenset[str]
    nursing: frozenset[str]
    sickbeds: frozenset[str]
    hurt_state: frozenset[str]
    reached: frozenset[str]
    overrun: frozenset[str]
    gripped: frozenset[str]
    wrecking: frozenset[str]
    visited: frozenset[str]
    abstract: frozenset[str]
    on_the_spot: frozenset[str]
    plans: frozenset[str]
    inhabitants: frozenset[str]
    at_home: frozenset[str]
    authorities: frozenset[str]
    long: frozenset[str]
    telling: frozenset[str]
    hearers: frozenset[str]
    taking: frozenset[str]
    getting_in: frozenset[str]
    local: frozenset[str]
    posts: frozenset[str]
    courts: frozenset[str]
    meetings: frozenset[str]
    visits: frozenset[str]
    held: frozenset[str]
    attempting: frozenset[str]
    quelling: frozenset[str]
    stationed: frozenset[str]
    apart: frozenset[str]
    crowds: frozenset[str]
    versed: frozenset[str]
    posted: frozenset[str]
    meeting: frozenset[str]
    sentencing: frozenset[str]
    papers: frozenset[str]
    incidents: frozenset[str]
    former: frozenset[str]
    keeping: frozenset[str]
    reasons: frozenset[str]
    cares: frozenset[str]
    answering: frozenset[str]
    ways: frozenset[str]
    leading: frozenset[str]
    lines: frozenset[str]
    dwellers: frozenset[str]
    naming: frozenset[str]
    lengths: Mapping[str, int]


@cache
def load_place_words() -> PlaceWords:
    """The words around places where something happens."""
    return load_words("places", PlaceWords)
