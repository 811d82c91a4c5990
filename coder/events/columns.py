"""The columns of an event that tell of one side, and of when, where and how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coder.attributes.paragraph import Circumstances
from coder.attributes.recalled import FORCE, PROTEST
from coder.attributes.told import Told
from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import Ontology
from coder.cameo.plover import PloverWords, plover_of
from coder.events.dyads import Dyad
from coder.records import Actor, Event, Sentence

_PARTS = ("code", "country", "roles", "text", "start", "end", "inferred", "entity_type")


def as_told(dyad: Dyad) -> Told:
    """An event as far as when, where and how many depend on it."""
    kinds, code = code_kinds(), dyad.action.code
    return Told(
        dyad.action.clause, dyad.source, dyad.target, code.startswith(kinds.deadly), code.startswith(kinds.on_the_spot),
        code[:2] in kinds.words_alone, dyad.doubted, code.startswith(kinds.felt_around), code.startswith(kinds.blasts),
        code.startswith((*kinds.felt_around, *kinds.done_at_home)),
        code.startswith(kinds.done_at_home), code.startswith((*kinds.own_affairs, *kinds.laid_down)),
        _is_of_state(dyad, code), _host(dyad, code),
        FORCE if code.startswith(kinds.acts_of_force) else PROTEST if code.startswith(kinds.protests) else "",
    )  # fmt: skip


def _is_of_state(dyad: Dyad, code: str) -> bool:
    """Whether a state does something to its own people, or to people of whom nothing is known."""
    source, target = dyad.source, dyad.target
    if source is None or not source.country or source.roles or not code.startswith(code_kinds().of_a_state):
        return False
    if target is not None and target.country:
        return target.country == source.country
    return code[:2] not in code_kinds().words_alone


def _host(dyad: Dyad, code: str) -> Actor | None:
    """Who receives a guest from another country in his own."""
    source, target, kinds = dyad.source, dyad.target, code_kinds()
    if source is None or target is None or source.country == target.country:
        return None
    return target if code.startswith(kinds.visits) else source if code.startswith(kinds.hostings) else None


def columns(found: Circumstances) -> dict[str, Any]:
    """The columns of when, where and how many."""
    place, numbers = found.place, found.numbers
    values: dict[str, Any] = {
        "event_date": found.date.date, "event_date_precision": found.date.precision,
        "killed": numbers.killed, "injured": numbers.injured, "arrested": numbers.arrested,
        "crowd_size": numbers.crowd_size, "toll": numbers.toll,
    }  # fmt: skip
    if place is not None:
        values |= {
            "place_name": place.printed, "place_country": place.country, "place_admin1": place.admin1,
            "latitude": place.latitude, "longitude": place.longitude, "geonames_id": place.geonames_id,
            "place_precision": place.precision,
        }  # fmt: skip
    return values


def plover(code: str, sentence: Sentence, ontology: Ontology, words: PloverWords | None) -> dict[str, Any]:
    """The columns of PLOVER, null without its `words`."""
    if words is None:
        return {"plover_event": None, "plover_mode": None, "plover_contexts": ()}
    found = plover_of(code, tuple(token.lemma for token in sentence.tokens), ontology, words)
    return {"plover_event": found.event, "plover_mode": found.mode, "plover_contexts": found.contexts}


def past(attributes: dict[str, Any], stance: str, published: date) -> dict[str, Any]:
    """The attributes with the day of publication where an event that is told as done would lie after it."""
    if stance == "actual" and attributes["event_date"] > published:
        return attributes | {"event_date": published, "event_date_precision": "publication"}
    return attributes


def amended(events: Iterable[Event], late: Mapping[str, Circumstances]) -> tuple[Event, ...]:
    """The events, those in `late` (by their ids) with what a later sentence tells of when, where and how many."""
    return tuple(
        replace(e, **past(columns(late[e.event_id]), e.stance, e.publication_date)) if e.event_id in late else e
        for e in events
    )


def side(name: str, actor: Actor | None) -> dict[str, Any]:
    """The columns of a source or target."""
    if actor is None:
        return {f"{name}_{part}": () if part == "roles" else None for part in _PARTS}
    said = bool(actor.text)
    return {
        f"{name}_code": actor.code, f"{name}_country": actor.country, f"{name}_roles": actor.roles,
        f"{name}_text": actor.text if said else None, f"{name}_start": actor.start if said else None,
        f"{name}_end": actor.end if said else None,
        f"{name}_inferred": actor.inferred, f"{name}_entity_type": actor.entity_type,
    }  # fmt: skip
