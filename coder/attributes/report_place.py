"""The place at the head of a report, where it was written: *GENEVA, Nov 24 — …*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coder.attributes.gazetteer import Gazetteer, Place, Row, place_of
from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import LARGE_TOWN, Near, lies_in, likeliest
from coder.text.dateline import first_dateline, read_dateline
from coder.text.states import find_state

# So many words the name of a town has that the gazetteer lacks.
LONGEST_TOWN = 2
# *Kabul: A bomber …*
_COLON = re.compile(r"(?P<place>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?): (?=[A-Z\d])")


def dateline(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place at the head of a report: *GENEVA, Nov 24 — …*, *TRIPOLI, Lebanon — …*; None without one.

    A town that the gazetteer lacks has its name and the country that stands beside it.
    """
    if (first := first_dateline(text)) is None:
        return _before_colon(text, gazetteer) if read_dateline(text) is None else None
    _, line = first
    state = find_state(line.within)
    named = gazetteer.find(state.name if state else line.within.strip())
    rows = [r for r, _ in named if state is None or r[1] == state.country and r[7] == "admin1"]
    if state is not None and state.name == line.within.strip():  # *GORI, Georgia* is in no state of America
        called = [r for r, _ in gazetteer.find(line.place)]
        rows = [r for r, _ in named if any(lies_in(town, r) for town in called)] or rows
    within = max(rows, key=lambda r: r[6], default=None)
    towns = gazetteer.find(line.place)
    if state is not None and state.name != line.within.strip() and within is not None:
        towns = tuple((r, main) for r, main in towns if lies_in(r, within))  # *BERLIN, Conn.*
    row = likeliest(towns, within, Near()) or within
    if row is not None and row is within and (name := _unlisted_town(line.place)):
        return Place(name, within[1], within[2], None, None, None, "named")
    if row is None and line.place.lower() in load_name_words().seats:
        return Place(line.place.title(), None, None, None, None, None, "named")
    return place_of(row, _called(line.place, row, towns)) if row else None


def _called(name: str, row: Row, towns: Sequence[tuple[Row, bool]]) -> str:
    """The name at the head of a report, where it is another than the first of its town: *RANGOON*; '' else."""
    is_other = row[7] == "city" and any(r is row for r, _ in towns) and not any(r is row and main for r, main in towns)
    return _unlisted_town(name) if is_other else ""


def is_seat(place: Place | None) -> bool:
    """Whether a report was written at the seat of an organisation, where things are said and nobody is shot."""
    return place is not None and place.name.lower() in load_name_words().seats


def _unlisted_town(name: str) -> str:
    """The name of a town at the head of a report that the gazetteer lacks, as text prints it; '' for other words."""
    words = name.split()
    if len(words) > LONGEST_TOWN or "." in name or words[0].lower() in load_name_words().name_particles:
        return ""
    return " ".join(w.title() if w.isupper() else w for w in words)


def _before_colon(text: str, gazetteer: Gazetteer) -> Place | None:
    """The town at the head of a report that no more than a colon sets apart; a country there begins a headline."""
    match = _COLON.match(text)
    row = likeliest(gazetteer.find(match["place"]), None, Near()) if match else None
    return place_of(row) if row is not None and row[7] == "city" and row[6] >= LARGE_TOWN else None
