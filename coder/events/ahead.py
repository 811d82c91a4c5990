"""Whose those are who act where only a later sentence says where that is.

*The government declared a curfew. The streets of Bangui were empty.*: of the Central African Republic, as inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coder.actors.countries import AT_HOME, code_of_country
from coder.attributes.ahead import countries_in, country_ahead
from coder.attributes.asking import Asked
from coder.attributes.gazetteer import Gazetteer
from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import load_ontology
from coder.events.again import told_again
from coder.events.relevance import politics_words
from coder.records import Event

# So many sentences behind that of an event may say where it is, and so long are those that are looked at together.
WITHIN, LONGEST = 2, 1_000
SIDES = ("source", "target")


def told_later(
    events: Sequence[Event], text: str, ends: Sequence[int], asked: Callable[[int], Callable[[], Asked]],
    gazetteer: Gazetteer | None,
) -> dict[str, Event]:  # fmt: skip
    """Those of the events of a document, by their ids, of which later sentences tell more: when, where, or whose.

    See `told_again` and `placed_ahead`; without a `gazetteer` the second is left out.
    """
    found = told_again(events, asked)
    if gazetteer is None:
        return found
    known = [found.get(event.event_id, event) for event in events]
    return found | placed_ahead(known, text, ends, asked, gazetteer)


def placed_ahead(
    events: Sequence[Event], text: str, ends: Sequence[int], asked: Callable[[int], Callable[[], Asked]],
    gazetteer: Gazetteer,
) -> dict[str, Event]:  # fmt: skip
    """Those of the events of a document, by their ids, of which a later sentence says in which country they are.

    `ends` are where its sentences end, `asked` gives what stands over the sentence that begins at a character. Only
    where the text has named no country so far but that of the other side, and nothing stands over it.
    """
    known: dict[str, Event] = {}
    for event in events:
        open_sides = [side for side in SIDES if _lacks_country(event, side)]
        if _is_placed(event) or not (open_sides or event.place_name):
            continue
        over = asked(event.sentence_start)()
        if over.line is not None or over.titled is not None:
            continue
        country = _country(event, text, ends, gazetteer)
        if country and (code := code_of_country(country, load_ontology())):
            known[event.event_id] = _of_country(event, open_sides, country, code)
    return known


def _is_placed(event: Event) -> bool:
    """Whether its own sentence says where an event is, and not only whose people it is done to."""
    if event.place_country in {None, event.source_country, event.target_country}:
        return event.place_precision not in {None, "named", "country"}
    return (event.place_name or "") in (event.sentence or "")


def _country(event: Event, text: str, ends: Sequence[int], gazetteer: Gazetteer) -> str:
    """The country (alpha-3) that the next sentences tell; '' where the text so far names one, or they none."""
    begins = event.sentence_start + len(event.sentence or "")
    others = {event.source_country, event.target_country}
    if countries_in(text[max(0, begins - LONGEST) : begins], gazetteer) - others:
        return ""
    if event.place_country and event.place_country not in others:
        return event.place_country  # as a later sentence tells
    stops = [end for end in ends if begins < end <= begins + LONGEST][:WITHIN]
    country = country_ahead(text[begins : stops[-1]], gazetteer) if stops else ""
    return "" if country in others else country


def _lacks_country(event: Event, side: str) -> bool:
    """Whether a side is somebody at home, without a country: *the army*, and not *foreign troops*."""
    roles, words = getattr(event, f"{side}_roles"), (getattr(event, f"{side}_text") or "").lower().split()
    if not roles or roles[0] not in AT_HOME or not politics_words().abroad.isdisjoint(words):
        return False
    return getattr(event, f"{side}_code") == "".join(roles) or (side == "source" and _is_guessed(event))


def _is_guessed(event: Event) -> bool:
    """Whether who acts was only taken to be of the country of those whom he harms: *kidnapped an Italian nurse*."""
    victim = (event.target_code or "")[:3]
    if not event.source_country or event.source_code != victim + "".join(event.source_roles):
        return False
    said = not event.target_inferred and bool(event.target_roles)
    return bool(event.source_inferred) and said and event.event_root_code in code_kinds().harm


def _of_country(event: Event, sides: Sequence[str], country: str, code: str) -> Event:
    """The event with that country for its sides and its place that lack one."""
    new: dict[str, object] = {"place_country": country} if event.place_name and not event.place_country else {}
    for side in sides:
        new |= {
            f"{side}_code": code + "".join(getattr(event, f"{side}_roles")), f"{side}_country": country,
            f"{side}_inferred": True, f"{side}_entity_type": None,
        }  # fmt: skip
    return replace(event, **new)  # type: ignore[arg-type]
