"""Where the events of a sentence took place: what its words say, what was said before, and else where it is likely."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.asking import Asked
from coder.attributes.dates import carries_on
from coder.attributes.gazetteer import ALPHA3, Place
from coder.attributes.namesakes import states_read
from coder.attributes.paragraph import Carried
from coder.attributes.places import event_place, goes_on_there
from coder.attributes.report_place import is_seat
from coder.attributes.spots import with_spot
from coder.attributes.supposed import (
    TOWNS,
    at_home,
    country_of,
    home_of,
    is_rebel,
    names_country,
    names_other,
    only_place,
    rules_all,
    rules_at_home,
    still_there,
)
from coder.attributes.times import expressions
from coder.attributes.told import Told
from coder.records import Clause, Sentence


def place_said(
    sentence: Sentence, clauses: Sequence[Clause], told: Told, asked: Asked, before: Carried
) -> Place | None:
    """The place that the words of a sentence, or those before it, give to one of its events."""
    if asked.gazetteer is None:
        return None
    countries = asked.countries.union(a.country for a in (told.target, told.source) if a is not None and a.country)
    found = event_place(
        sentence, clauses, told.clause, asked.line, asked.gazetteer, sorted(countries), asked.entities,
        before.place or asked.line, told.on_the_spot, states_read(asked.gazetteer, asked.states, told.target),
    )  # fmt: skip
    if _is_nearer(asked.line, found) and not names_country(sentence, clauses, told.clause, asked.gazetteer):
        return asked.line  # *OTTAWA - Ministers met chiefs over a blockade that shut down trains across Canada*
    if found is not asked.line or before.place is None:
        return found
    if not carries_on(sentence, clauses, told.clause, dated=not _leads_away(sentence)):
        return found
    goes_on = goes_on_there(sentence, clauses, told.clause, strictly=asked.line is not None)
    return before.place if goes_on and not names_other(sentence, clauses, asked.gazetteer) else found


def _is_nearer(line: Place | None, found: Place | None) -> bool:
    """Whether the dateline's town lies in the country that was found."""
    if line is None or found is None or line.precision not in TOWNS:
        return False
    return found.precision == "country" and found.country == line.country


def place_supposed(
    sentence: Sentence, clauses: Sequence[Clause], told: Told, place: Place | None, asked: Asked, before: Carried
) -> Place | None:
    """The place of an event, with its spot, or the likeliest where no words place it."""
    found = _of_all_the_country(told, _likely(sentence, clauses, told, place, asked, before), asked)
    return _at_spot(sentence, clauses, told, _where_the_guest_is(told, found, asked), asked, before.place)


def _where_the_guest_is(told: Told, place: Place | None, asked: Asked) -> Place | None:
    """The capital of the dateline in place of all the country that a guest visits: *MOSCOW — Xi is visiting Russia*."""
    line, gazetteer = asked.line, asked.gazetteer
    if told.host is None or line is None or place is None or gazetteer is None or asked.is_entry:
        return place
    number = gazetteer.capitals.get(place.country or "") if place.precision == "country" else None
    return line if number is not None and gazetteer.rows[number][5] == line.geonames_id else place


def _of_all_the_country(told: Told, place: Place | None, asked: Asked) -> Place | None:
    """The country in place of the dateline's town, where what its rulers lay down holds for all of it.

    So does what a state itself does: *LAGOS — Chad has jailed five reporters*, *HANOI — Vietnam ordered airlines …*.
    """
    line, source = asked.line, told.source
    if asked.gazetteer is None or place is not line or source is None or asked.is_entry:
        return place
    is_law = told.is_rule and told.is_coercion and rules_all(source)
    return country_of(asked.gazetteer, source, place) if is_law or told.is_of_state else place


def _likely(
    sentence: Sentence, clauses: Sequence[Clause], told: Told, place: Place | None, asked: Asked, before: Carried
) -> Place | None:
    """The place of an event, or the likeliest where no words place it: of what was done somewhere, and of visits."""
    if asked.gazetteer is None or place is not asked.line:
        return place
    if (
        is_seat(place)
        and not told.is_words
        or told.is_at_home
        and not asked.is_entry
        and _is_of_others(told, asked.line)
    ):
        place = None  # *LISBON (AFP) - Police in Angola broke up a rally*
    if told.host is not None and not clauses[told.clause].negated and not asked.is_entry:
        return home_of(asked.gazetteer, told.host, place)
    is_near = told.on_the_spot and not told.is_words
    around = (
        only_place(sentence, clauses, told.clause, asked.gazetteer, asked.line) if told.is_around and is_near else None
    )
    if around is None and is_near:
        around = still_there(sentence, clauses, told, asked.gazetteer, before.place, asked.line)
    if around is not None or clauses[told.clause].status != "actual":
        return around or place
    if place is None and is_near:
        may_be_abroad = told.is_force and not is_rebel(told.source)
        place = at_home(sentence, asked.gazetteer, told.source, told.target, asked.countries, may_be_abroad)
    if not asked.is_entry and rules_at_home(told) and (place is None or told.is_coercion and place is asked.line):
        return home_of(asked.gazetteer, told.source, place)
    return place


def _at_spot(
    sentence: Sentence, clauses: Sequence[Clause], told: Told, place: Place | None, asked: Asked, before: Place | None
) -> Place | None:
    if asked.gazetteer is None or asked.is_entry and place is None:
        return place
    countries = {ALPHA3.get(a.country, a.country) for a in (told.source, told.target) if a is not None and a.country}
    return with_spot(
        sentence,
        clauses,
        told.clause,
        place,
        asked.gazetteer,
        asked.line,
        countries,
        told.on_the_spot,
        asked.entities,
        before,
    )


def _is_of_others(told: Told, line: Place | None) -> bool:
    """Whether an event is between people of one country that is not that of the dateline; troops act abroad too."""
    source, target = told.source, told.target
    if line is None or source is None or target is None or not source.country or source.country != target.country:
        return False
    return line.country != ALPHA3.get(source.country, source.country) and "MIL" not in source.roles


def _leads_away(sentence: Sentence) -> bool:
    """Whether a sentence begins with a time: then it may tell of another occasion than the one before it."""
    return any(e.start < 25 for e in expressions(sentence.text))
