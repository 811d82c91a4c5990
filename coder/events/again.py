"""What is told twice in a document: the second telling often says better when and where it happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coder.attributes.asking import Asked
from coder.attributes.circumstances import UNDATED
from coder.attributes.gazetteer import Place
from coder.cameo.kinds import code_kinds
from coder.clauses.occasion import load_occasion_words
from coder.records import Event

# So many sentences on, an act is told again; further on it may be another one.
WITHIN = 3
FINE = frozenset({"city", "named", "admin1"})
# The roles of armed men who are no state's.
ARMED = frozenset({"REB", "INS", "SEP", "UAF"})
# Between a spot and its town.
SPOT = ", "
_WORD = re.compile(r"[^\W\d_]+")
_WHERE = (
    "place_name", "place_country", "place_admin1", "latitude", "longitude", "geonames_id", "place_precision",
)  # fmt: skip
_WHEN = ("event_date", "event_date_precision")


def told_again(events: Sequence[Event], asked: Callable[[int], Callable[[], Asked]]) -> dict[str, Event]:
    """Those of the events of a document, by their ids, of which a later sentence tells better when or where they were.

    `asked` gives what stands over the sentence that begins at a character. Two rows are of one act where both are told
    as done, neither names a side, a number, a country or a day that the other denies, one side at least is the same,
    and no word says that the later one is another. Only who has no place of his own, or a country or the dateline's for
    one, gets one, and only who has no day of his own a day: *Rebels attacked a patrol, the ministry said in Kampala.
    The patrol was attacked on Monday near Homs* tells twice of one attack, in Homs.
    """
    known: dict[str, Event] = {}
    for n, event in enumerate(events):
        later = next((e for e in _soon_after(events, n) if _is_same(event, e)), None)
        if later is None:
            continue
        over, over_later = asked(event.sentence_start)(), asked(later.sentence_start)()
        if over.is_entry or over_later.is_entry or over.is_dated_entry or over_later.is_dated_entry:
            continue
        names = _WHERE if _lacks_place(event, over.line) and _places(event, later, over.line) else ()
        if event.event_date_precision in UNDATED and later.event_date_precision == "day":
            names = (*names, *_WHEN)
        if names:
            better = {name: getattr(later, name) for name in names}
            same = (e for e in events if _is_of_trigger(e, event) and e.event_id not in known)
            known |= {e.event_id: replace(e, **better) for e in (event, *same)}
    return known


def _is_of_trigger(event: Event, other: Event) -> bool:
    """Whether a row tells of the act of another, which it puts down to others: what both sides did to each other."""
    return all(
        getattr(event, name) == getattr(other, name) for name in ("trigger_start", "event_code", *_WHERE, *_WHEN)
    )


def _soon_after(events: Sequence[Event], n: int) -> Iterator[Event]:
    """The events of the next sentences, so that a long document takes time in proportion to its length."""
    for k in range(n + 1, len(events)):
        if events[k].sentence_index > events[n].sentence_index + WITHIN:
            return
        if events[k].sentence_index > events[n].sentence_index:
            yield events[k]


def _lacks_place(event: Event, line: Place | None) -> bool:
    """Whether a later sentence may say better where an event took place."""
    if event.place_name is None or event.place_precision in {"country", "admin1"}:
        return True
    name = event.place_name.lower()
    is_printed = SPOT in name or _lowered(event).count(name) > (not event.sentence_index)
    return _is_line(event, line) and not is_printed


def _lowered(event: Event) -> str:
    return (event.sentence or "").lower()


def _is_line(event: Event, line: Place | None) -> bool:
    """Whether the place of an event is that of the dateline."""
    return line is not None and event.geonames_id is not None and event.geonames_id == line.geonames_id


def _places(event: Event, later: Event, line: Place | None) -> bool:
    """Whether the place of the later telling is a finer one, in the country of the first."""
    if later.place_precision not in FINE:
        return False
    own = {event.place_country, later.place_country} - {None}
    if event.place_precision == "admin1" and later.place_precision == "admin1":
        return False
    return not _is_line(later, line) and (len(own) < 2 or event.place_precision not in {"country", "admin1"})


def _is_same(event: Event, later: Event) -> bool:
    """Whether a later row may tell of the same act."""
    kinds = code_kinds()
    if event.stance != "actual" or later.stance != "actual":
        return False
    is_force = event.event_code.startswith(kinds.felt_around) and event.event_root_code in kinds.force
    is_force = is_force and bool(event.source_code or later.source_code is None)
    alike = event.event_base_code == later.event_base_code or is_force and later.event_root_code in kinds.force
    if not alike or not all(e.event_code.startswith(kinds.on_the_spot) for e in (event, later)):
        return False
    return _are_those(event, later) and not _is_denied(event, later)


def _are_those(event: Event, later: Event) -> bool:
    """Whether the sides of two rows are the same people: one of both the same, the other too or told less exactly."""
    pairs = tuple(map(_codes, ((event.source_code, later.source_code), (event.target_code, later.target_code))))
    return any(a == b and a for a, b in pairs) and all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _codes(pair: tuple[str | None, str | None]) -> tuple[str, str]:
    """The codes of a side in two rows; those of armed men of one country are the same, whatever each row calls them."""
    one, two = (code or "" for code in pair)
    armed = all(code[3:6] in ARMED for code in (one, two)) and one[:3] == two[:3]
    return (one, one) if armed else (one, two)


def _is_denied(event: Event, later: Event) -> bool:
    """Whether a number, a day or a word tells of two acts."""
    numbers = ((getattr(event, name), getattr(later, name)) for name in ("killed", "injured", "arrested"))
    if any(a is not None and b is not None and a != b for a, b in numbers):
        return True
    days = {e.event_date for e in (event, later) if e.event_date_precision not in UNDATED}
    if len(days) > 1 or later.toll == "cumulative" or event.toll == "cumulative":
        return True
    words = load_occasion_words()
    is_many = not words.many.isdisjoint(_WORD.findall(_lowered(event)))
    return is_many or not words.another.isdisjoint(_WORD.findall(_lowered(later)))
