"""Which of our events a row of others tells of: candidates by date, class and countries, the best by a score.

The rule is documented in docs/merge.md; its weights are these:
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# What is taken from 1, the score of the same code on the same day at the same place.
PER_DAY = 0.15
PER_LEVEL = {"code": 0.0, "base": 0.1, "root": 0.2}
DISTANCE, FAR_KM = 0.3, 1000
NO_PLACE = 0.1
# Meetings, talks and accords have no direction: both orders of the two countries are one.
UNORDERED = ("040", "046", "057")
# A visit of one side is a hosting of the other.
VISITS = {"042": "043", "043": "042"}
# Our dates are moved by so many days to see how many rows match by chance.
SHIFTS = (-90, -60, -30, 30, 60, 90)

_THEIRS = {
    "root": "event_root_code", "base": "event_base_code", "code": "event_code", "source": "source_country",
    "latitude": "latitude", "longitude": "longitude",
}  # fmt: skip
_SUMMED = """
create or replace table their_keys as
select root, source, target, day, code, sum(rows) as rows from keys group by all
"""
_GIVEN = """
create table ours as
select event_id, event_root_code as root, event_base_code as base, event_code as code, source_country as source,
       target_country as target, event_date - date '1970-01-01' as day, latitude, longitude
from ours_given
"""
_OURS = """
create or replace table {name} as
select k.root, k.source, coalesce(k.target, '') as target, k.day + w.days + {shift} as day, w.days,
       k.code, k.base, k.meets, k.latitude, k.longitude, min(k.event_id) as event_id
from (
    select *, null as meets from ours
    union all by name
    select * replace (target as source, source as target), 'unordered' as meets from ours
    where code in {unordered} and target is not null and source is distinct from target
    union all by name
    select * replace (target as source, source as target, if(code = '042', '043', '042') as code,
                      if(code = '042', '043', '042') as base), 'visit' as meets from ours
    where code in ('042', '043') and target is not null and source is distinct from target
) k, (select unnest(range(-{window}, {window} + 1)) as days) w
where k.source is not null
group by all
"""
_MEETS = """(
    o.meets is null or (o.meets = 'unordered' and t.code in {unordered}) or (o.meets = 'visit' and t.code = o.code)
)"""
_BEST = """
with pairs as (
    select t.row, o.event_id,
        case when o.code = t.code then 0 when o.base = t.base then 1 else 2 end as level,
        1 - {per_day} * abs(o.days) - {level_weight} * level
          - case when t.latitude + t.longitude + o.latitude + o.longitude is null then {no_place}
            else {distance} * least(1, 12742 * asin(sqrt(least(1,
                pow(sin(radians(o.latitude - t.latitude) / 2), 2) + cos(radians(o.latitude)) * cos(radians(t.latitude))
                * pow(sin(radians(o.longitude - t.longitude) / 2), 2)))) / {far}) end as exact,
        round(exact, 6) as score
    from theirs t join candidates o using (root, source, target, day)
    where {meets}
)
select row, arg_min(event_id, rank) as event_id, max(score) as score, arg_min(level, rank)::tinyint as level
from (select *, {{'score': -score, 'level': level, 'event_id': event_id}} as rank from pairs)
group by row order by row
"""
_CHANCE = """
select coalesce(sum(t.rows), 0) from their_keys t
where exists (
    select 1 from shifted o
    where o.root = t.root and o.source = t.source and o.target = t.target and o.day = t.day and {meets}
)
"""


class Matcher:
    """Finds the match of each row among our events, and counts how many would match by chance.

    `connection` is one of DuckDB; `ours` holds event_id, event codes, countries, event_date and coordinates of ours.
    """

    def __init__(self, connection: Any, ours: pa.Table, window: int) -> None:
        self.connection, self.window = connection, window
        self._unordered = str(UNORDERED)
        connection.register("ours_given", ours)
        connection.execute(_GIVEN)
        connection.unregister("ours_given")
        self._candidates("candidates", 0)
        connection.execute(
            "create table keys (root varchar, source varchar, target varchar, day bigint, code varchar, rows bigint)"
        )
        ids = ours["event_id"].to_pylist()
        self._by_number = {exported_id(i): i for i in ids}
        self._numbers = np.array(sorted(self._by_number), np.int64)
        self._codes = dict(zip(ids, ours["event_code"].to_pylist(), strict=True))

    def find(self, columns: Mapping[str, pa.Array]) -> tuple[pa.Array, pa.Array, pa.Array]:
        """For each of some rows of others: the event_id of its match, score and level, null where there is none."""
        count = len(columns["event_code"])
        given = {name: columns[column] for name, column in _THEIRS.items()} | {
            "row": pa.array(np.arange(count, dtype=np.int64)),
            "target": columns["target_country"].fill_null(""),
            "day": columns["event_date"].cast(pa.int32()).cast(pa.int64()),
        }
        theirs = pa.table(given).filter(pc.is_valid(columns["source_country"]))
        self.connection.register("theirs", theirs)
        best = self.connection.sql(
            _BEST.format(
                per_day=PER_DAY,
                level_weight=PER_LEVEL["base"],
                no_place=NO_PLACE,
                distance=DISTANCE,
                far=FAR_KM,
                meets=self._meets(),
            )
        ).to_arrow_table()
        kept = f"if(code in {self._unordered} or code in ('042', '043'), code, '')"
        self.connection.execute(
            f"insert into keys select root, source, target, day, {kept}, count(*) from theirs group by all"
        )
        self.connection.unregister("theirs")
        return self._spread(count, best, columns)

    def _spread(
        self, count: int, best: pa.Table, columns: Mapping[str, pa.Array]
    ) -> tuple[pa.Array, pa.Array, pa.Array]:
        """The matches found, at their rows; before them come rows that were exported from our events."""
        place = np.full(count, -1, np.int64)
        place[best["row"].to_numpy()] = np.arange(best.num_rows)
        at = pa.array(place, mask=place < 0)
        levels = pa.array(list(PER_LEVEL))
        found = [best["event_id"].combine_chunks().take(at), best["score"].combine_chunks().take(at).cast(pa.float32())]
        level = levels.take(best["level"].combine_chunks().take(at))
        own = self._own(columns["origin_id"])
        if own:
            mask = np.zeros(count, bool)
            mask[list(own)] = True
            codes = columns["event_code"]
            of_level = [_level(self._codes[event_id], codes[row].as_py()) for row, event_id in own.items()]
            found[0] = pc.replace_with_mask(found[0], pa.array(mask), pa.array(list(own.values())))
            found[1] = pc.replace_with_mask(found[1], pa.array(mask), pa.array([1.0] * len(own), pa.float32()))
            level = pc.replace_with_mask(level, pa.array(mask), pa.array(of_level))
        return found[0], found[1], level

    def _own(self, ids: pa.Array) -> dict[int, str]:
        """The rows whose number is that of one of our events, as an export writes it, with the event's id."""
        try:
            numbers = ids.cast(pa.int64()).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:
            numbers = np.array([int(i) if i.isascii() and i.isdigit() and len(i) < 19 else -1 for i in ids.to_pylist()])
        if not len(self._numbers):
            return {}
        near = self._numbers[np.minimum(np.searchsorted(self._numbers, numbers), len(self._numbers) - 1)]
        return {int(row): self._by_number[int(numbers[row])] for row in np.flatnonzero(near == numbers)}

    def by_chance(self) -> float:
        """How many of the rows given so far would match if our dates were others: the mean over the shifts."""
        self.connection.execute(_SUMMED)
        found = []
        for shift in SHIFTS:
            self._candidates("shifted", shift)
            found.append(self.connection.execute(_CHANCE.format(meets=self._meets())).fetchall()[0][0])
        return float(sum(found)) / len(found)

    def _candidates(self, name: str, shift: int) -> None:
        self.connection.execute(_OURS.format(name=name, shift=shift, window=self.window, unordered=self._unordered))

    def _meets(self) -> str:
        return _MEETS.format(unordered=self._unordered)


def exported_id(event_id: str) -> int:
    """The number of an event in an export: the first 15 hexadecimal digits of its id."""
    return int(event_id[:15], 16)


def _level(ours: str, theirs: str) -> str:
    return "code" if ours == theirs else "base" if ours[:3] == theirs[:3] else "root"
