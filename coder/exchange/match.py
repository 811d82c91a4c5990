"""Which of our events a row of others tells of: candidates by date, class and countries, the best by a score.

The rule is documented in docs/merge.md; its weights are these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import load_ontology
from coder.exchange.numbers import Column, encoded

LEVELS = ("code", "base", "root")
# What is taken from 1, the score of the same code on the same day at the same place.
PER_DAY, PER_LEVEL = 0.15, 0.1
DISTANCE, FAR_KM = 0.3, 1000
NO_PLACE = 0.1
# Our dates are moved by so many days to see how many rows match by chance.
SHIFTS = (-90, -60, -30, 30, 60, 90)

# Class, source, target and day as one number, so that a join compares one: 5, 11, 11 and 21 bits.
_COUNTRIES, _DAYS = 2**11, 2**21
# Score, level and event as one number of which the least is the best: the score in millionths, 2 and 40 bits.
_MILLION, _EVENTS = 1_000_000, 2**40
# What an event asks for that is not turned round, and what one offers that may not meet any that is.
ANY, NONE = -1, -2

# One event stands for all that are equal in what decides: the one with the lowest id.
_CANDIDATES = """
create table candidates as
select c.key + w.days as key, w.days, c.code, c.base, c.meets, c.x, c.y, c.z, min(c.event) as event
from given c, (select unnest(range(-{window}, {window} + 1)) as days) w
group by all
"""
# `meets` of an event that is turned round is the only code that it may meet, or 0 for any that has no direction.
_MEETS = f"(o.meets = {ANY} or o.meets = t.turned)"
_BEST = f"""
with pairs as (
    select t.row, o.event,
        case when o.code = t.code then 0 when o.base = t.base then 1 else 2 end as level,
        {PER_DAY} * abs(o.days) + {PER_LEVEL} * level
          + case when t.x + o.x is null then {NO_PLACE} else {DISTANCE} * least(1, 12742 * asin(least(1,
                sqrt((o.x - t.x) * (o.x - t.x) + (o.y - t.y) * (o.y - t.y) + (o.z - t.z) * (o.z - t.z)) / 2
            )) / {FAR_KM}) end as lost
    from theirs t join candidates o using (key)
    where {_MEETS}
)
select row, min((round(lost * {_MILLION})::bigint * 4 + level) * {_EVENTS} + event) as best
from pairs group by row
"""
_KEYS = "insert into keys select key, turned, count(*) from theirs group by all"
_CHANCE = f"""
with summed as (select key, turned, sum(rows) as rows from keys group by all),
moved as (select key - shift as key, turned, rows from summed, (select unnest({list(SHIFTS)}) as shift))
select coalesce(sum(rows), 0) from moved t semi join candidates o on o.key = t.key and {_MEETS}
"""


@dataclass(frozen=True)
class Found:
    """The match of each of some rows: the number of our event (-1: none), the score, and the number of the level."""

    events: np.ndarray
    scores: np.ndarray
    levels: np.ndarray


class Matcher:
    """Finds the match of each row among our events, and counts how many would match by chance.

    `connection` is one of DuckDB; `ours` holds event_id, event_code, countries, event_date and coordinates of ours.
    Events are numbered in the order of their ids, which `ids` holds.
    """

    def __init__(self, connection: Any, ours: pa.Table, window: int) -> None:
        self.connection = connection
        ours = ours.sort_by("event_id").combine_chunks()
        self.ids: pa.Array = ours["event_id"].combine_chunks()
        self._countries: dict[str | None, int] = {None: 0}
        events, kinds = load_ontology().events.values(), code_kinds()
        self._codes = {event.code: number for number, event in enumerate(events, 1)}
        self._bases = np.array([0, *(self._codes[e.base] for e in events)])
        self._roots = np.array([0, *(int(e.root) for e in events)])
        self._no_direction = np.isin(np.arange(len(events) + 1), [self._codes[c] for c in kinds.no_direction])
        self._visit = np.zeros(len(events) + 1, np.int64)
        for visit, hosting in zip(kinds.visits, kinds.hostings, strict=True):
            self._visit[self._codes[visit]] = self._codes[hosting]
            self._visit[self._codes[hosting]] = self._codes[visit]
        exported = {exported_id(i): n for n, i in enumerate(self.ids.to_pylist())}
        self._exported = np.array(sorted(exported), np.int64)
        self._exported_event = np.array([exported[n] for n in self._exported.tolist()], np.int64)
        columns = {name: ours[name].combine_chunks() for name in ours.column_names}
        self._event_codes = self._code_numbers(columns)
        connection.register("given", self._given(columns))
        connection.execute(_CANDIDATES.format(window=window))
        connection.unregister("given")
        connection.execute("create table keys (key bigint, turned bigint, rows bigint)")

    def find(self, columns: Mapping[str, Column]) -> Found:
        """The matches of some rows of others, given by the columns of our schema and `origin_id`."""
        codes = self._code_numbers(columns)
        source, target, day = self._sides(columns)
        known = source > 0
        theirs = {
            "row": np.arange(len(codes)), "key": self._key(codes, source, target, day), "code": codes,
            "base": self._bases[codes], "turned": self._turned(codes),
        }  # fmt: skip
        theirs |= _on_sphere(columns)
        self.connection.register("theirs", _rows(theirs, known))
        best = self.connection.sql(_BEST).to_arrow_table()
        self.connection.execute(_KEYS)
        self.connection.unregister("theirs")
        found = _decoded(len(codes), best)
        self._own(columns["origin_id"], codes, found)
        return found

    def by_chance(self) -> float:
        """How many of the rows given so far would match if our dates were others: the mean over the shifts."""
        return float(self.connection.execute(_CHANCE).fetchall()[0][0]) / len(SHIFTS)

    def _given(self, columns: Mapping[str, Column]) -> pa.Table:
        """Our events with a source country, and once more with the sides turned where either order is meant."""
        codes = self._event_codes
        source, target, day = self._sides(columns)
        places = _on_sphere(columns)
        straight = source > 0
        turned = (target > 0) & (source != target) & (self._no_direction[codes] | (self._visit[codes] > 0))
        tables = []
        for kept, other, a, b in ((straight, None, source, target), (turned, self._visit[codes], target, source)):
            code = codes if other is None else np.where(other > 0, other, codes)
            meets = np.full(len(code), ANY) if other is None else other
            given = {
                "key": self._key(code, a, b, day),
                "code": code,
                "base": self._bases[code],
                "event": np.arange(len(code)),
                "meets": meets,
            }
            tables.append(_rows(given | places, kept))
        return pa.concat_tables(tables)

    def _turned(self, codes: np.ndarray) -> np.ndarray:
        """What an event of ours that is turned round must ask for to meet these codes."""
        return np.where(self._no_direction[codes], 0, np.where(self._visit[codes] > 0, codes, NONE))

    def _key(self, codes: np.ndarray, source: np.ndarray, target: np.ndarray, day: np.ndarray) -> np.ndarray:
        sides = (self._roots[codes] * _COUNTRIES + source) * _COUNTRIES + target
        return np.asarray(sides * _DAYS + day + _DAYS // 2)

    def _code_numbers(self, columns: Mapping[str, Column]) -> np.ndarray:
        return _numbered(columns["event_code"], self._codes)

    def _sides(self, columns: Mapping[str, Column]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        for name in ("source_country", "target_country"):
            for country in encoded(columns[name]).dictionary.to_pylist():
                self._countries.setdefault(country, len(self._countries))
        source, target = (_numbered(columns[f"{side}_country"], self._countries) for side in ("source", "target"))
        return source, target, columns["event_date"].cast(pa.int32()).to_numpy(zero_copy_only=False).astype(np.int64)

    def _own(self, ids: pa.Array, codes: np.ndarray, found: Found) -> None:
        """Puts in the rows whose number is that of one of our events, as an export writes it."""
        if not len(self._exported):
            return
        try:
            numbers = ids.cast(pa.int64()).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:
            numbers = np.array([int(i) if i.isascii() and i.isdigit() and len(i) < 19 else -1 for i in ids.to_pylist()])
        place = np.minimum(np.searchsorted(self._exported, numbers), len(self._exported) - 1)
        rows = np.flatnonzero(self._exported[place] == numbers)
        event = self._exported_event[place[rows]]
        found.events[rows], found.scores[rows] = event, 1.0
        ours, theirs = self._event_codes[event], codes[rows]
        found.levels[rows] = np.where(ours == theirs, 0, np.where(self._bases[ours] == self._bases[theirs], 1, 2))


def _on_sphere(columns: Mapping[str, Column]) -> dict[str, np.ndarray]:
    """Where the places are on a globe of radius 1: the chord between two is quicker to tell than the arc."""
    latitude, longitude = (np.radians(columns[n].to_numpy(zero_copy_only=False)) for n in ("latitude", "longitude"))
    across = np.cos(latitude)
    return {"x": across * np.cos(longitude), "y": across * np.sin(longitude), "z": np.sin(latitude)}


def _rows(columns: Mapping[str, np.ndarray], kept: np.ndarray) -> pa.Table:
    """Those rows of the columns that are kept; no number is null."""
    return pa.table({name: pa.array(values[kept], from_pandas=True) for name, values in columns.items()})


def _numbered(values: Column, numbers: Mapping[Any, int]) -> np.ndarray:
    """The number of each value; 0 for null."""
    found = encoded(values)
    table = np.array([*(numbers[v] for v in found.dictionary.to_pylist()), 0], np.int64)
    return np.asarray(table[found.indices.fill_null(len(table) - 1).to_numpy(zero_copy_only=False)])


def _decoded(count: int, best: pa.Table) -> Found:
    """The numbers that `_BEST` gives, taken apart."""
    events, scores, levels = np.full(count, -1, np.int64), np.zeros(count), np.zeros(count, np.int64)
    row, number = best["row"].to_numpy(), best["best"].to_numpy()
    events[row] = number % _EVENTS
    levels[row] = number // _EVENTS % 4
    scores[row] = 1 - number // _EVENTS // 4 / _MILLION
    return Found(events, scores, levels)


def exported_id(event_id: str) -> int:
    """The number of an event in an export: the first 15 hexadecimal digits of its id."""
    return int(event_id[:15], 16)
