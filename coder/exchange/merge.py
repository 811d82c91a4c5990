"""Merging a dataset with files of GDELT and ICEWS into one dataset whose rows say what they match.

All rows stay. Memory is bounded: theirs pass through in portions, of ours only what decides a match is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coder.dataset.claim import claim, decide_place, put_in_place
from coder.dataset.metadata import write_metadata
from coder.dataset.parts import PartWriter
from coder.dataset.read import read_manifest, read_table, table_parts
from coder.errors import DatasetError, InputError
from coder.exchange.corpora import read_corpus
from coder.exchange.duck import connect
from coder.exchange.manifest import TABLES, made_in, write_manifest
from coder.exchange.match import LEVELS, Found, Matcher
from coder.exchange.numbers import Column, StateNumbers
from coder.exchange.theirs import Theirs, translate, wanted
from coder.records import Reject
from coder.schema import Schema, codebook, load_schema, reject_row, to_table

_NEEDED = (
    "event_id",
    "event_code",
    "event_base_code",
    "event_root_code",
    "source_country",
    "target_country",
    "event_date",
    "latitude",
    "longitude",
)
# Columns of text whose values repeat.
_ENCODED = frozenset(
    ("origin", "origin_place", "match_level", "event_code", "event_base_code", "event_root_code", "event_name",
     "plover_event", "plover_mode", "source_name", "place_name", "place_admin1", "place_country", "place_precision",
     *(f"{side}_{part}" for side in ("source", "target") for part in ("code", "country", "text")))
)  # fmt: skip
# So many rows are matched at a time.
PORTION = 100_000
# Scores are kept in steps of a millionth, and may be below zero.
_STEPS, _LEAST = 1_000_000, 10


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge made: `matched_theirs` rows of others match `matched_ours` events, `by_chance` would anyway."""

    folder: Path
    ours: int
    theirs: int
    rejects: int
    matched_ours: int
    matched_theirs: int
    by_chance: float


class _Best:
    """The best match of each of our events so far."""

    def __init__(self, events: int) -> None:
        # Score and level as one number, of which the greatest is the best; 0 where there is none.
        self._rank = np.zeros(events, np.int64)
        self.rows = 0

    def add(self, found: Found) -> None:
        """Takes in the matches of some rows."""
        matched = found.events >= 0
        self.rows += int(matched.sum())
        rank = np.round((found.scores[matched] + _LEAST) * _STEPS).astype(np.int64) * 4 + (3 - found.levels[matched])
        np.maximum.at(self._rank, found.events[matched], rank)

    @property
    def events(self) -> int:
        """How many of our events have a match."""
        return int((self._rank > 0).sum())

    def of(self, events: np.ndarray) -> dict[str, Column]:
        """The columns of some of our events, given by their numbers."""
        rank = self._rank[events]
        scores = rank // 4 / _STEPS - _LEAST
        return _match_columns(rank > 0, scores, 3 - rank % 4)


def _match_columns(matched: np.ndarray, scores: np.ndarray, levels: np.ndarray) -> dict[str, Column]:
    level = pa.array(levels.astype(np.int32), mask=~matched)
    return {
        "match_score": pa.array(scores.astype(np.float32), mask=~matched),
        "match_level": pa.DictionaryArray.from_arrays(level, pa.array(LEVELS)),
    }


def merge_datasets(folder: Path, files: Sequence[Path], output: Path, window: int = 1) -> Merged:
    """Merges the dataset in `folder` with files of GDELT and ICEWS into a dataset in `output`, whole or not at all.

    `window` is in days between dates of events. Raises DatasetError where `folder` is no dataset of ours or `output`
    holds something else, InputError where a file can't be read or is of no known format.
    """
    place = _check(folder, files, output)
    with claim(place) as working, made_in(working / "merge") as made:
        merged = _merge(folder, files, made, window)
        (made / "codebook.md").write_text(codebook(("merged", "rejects")), encoding="utf8")
        write_metadata(made, TABLES)
        counts = {key: value for key, value in asdict(merged).items() if key != "folder"}
        write_manifest(made, folder, files, {"window": window}, counts | {"events": merged.ours + merged.theirs})
        put_in_place(made, place)
    return replace(merged, folder=output)


def dates_of(folder: Path) -> dict[str, tuple[date, date]]:
    """The first and the last day of the events of each origin of a merged dataset."""
    found = read_table(folder, "events", ["origin", "event_date"]).group_by("origin")
    rows = found.aggregate([("event_date", "min"), ("event_date", "max")]).sort_by("origin").to_pylist()
    return {r["origin"]: (r["event_date_min"], r["event_date_max"]) for r in rows}


def _check(folder: Path, files: Sequence[Path], output: Path) -> Path:
    if "tables" in read_manifest(folder):
        raise DatasetError(f"{folder}: it is a merged dataset already; merge all files with the original one at once")
    for number, path in enumerate(files):
        if not path.is_file():
            raise InputError(f"{path}: no such file")
        if path.resolve() in {p.resolve() for p in files[:number]}:
            raise InputError(f"{path}: the file is given twice; its rows would be there twice")
    return decide_place(output, [folder, *files])


def _merge(folder: Path, files: Sequence[Path], made: Path, window: int) -> Merged:
    schema, rejected = load_schema("merged"), load_schema("rejects")
    ours, theirs = read_table(folder, "events", _NEEDED), 0
    best, numbers = _Best(ours.num_rows), StateNumbers()
    with (
        connect(made.with_name("spill")) as connection,
        PartWriter(made / "events", schema, encoded=_ENCODED) as events,
        PartWriter(made / "rejects", rejected) as rejects,
    ):
        matcher = Matcher(connection, ours, window)
        for found in _portions(theirs_of(files)):
            _add_rejects(rejects, found.rejects, rejected)
            if not found.columns:
                continue
            match = matcher.find(found.columns)
            best.add(match)
            theirs += len(match.events)
            matched = match.events >= 0
            columns = found.columns | _match_columns(matched, match.scores, match.levels)
            columns["match_id"] = matcher.ids.take(pa.array(match.events, mask=~matched))
            events.add(_table(columns, events.schema, numbers))
        for columns in _our_rows(folder, best, matcher.ids):
            events.add(_table(columns, events.schema, numbers))
        chance = matcher.by_chance()
    return Merged(folder, ours.num_rows, theirs, rejects.rows, best.events, best.rows, round(chance, 1))


def theirs_of(files: Sequence[Path]) -> Iterator[Theirs]:
    """The rows of the files in our columns, in order."""
    for path in files:
        for batch in read_corpus(path, wanted):
            yield translate(batch)


def _portions(parts: Iterable[Theirs]) -> Iterator[Theirs]:
    """The same rows in portions large enough for a join; rows with other columns are in another portion."""
    waiting: list[Theirs] = []
    for part in parts:
        if waiting and waiting[0].columns.keys() != part.columns.keys() and part.columns:
            yield _joined(waiting)
            waiting = []
        waiting.append(part)
        if sum(len(p.columns.get("origin", ())) for p in waiting) >= PORTION:
            yield _joined(waiting)
            waiting = []
    yield _joined(waiting)


def _joined(parts: Sequence[Theirs]) -> Theirs:
    filled = [p for p in parts if len(p.columns.get("origin", ()))]
    names = filled[0].columns if filled else {}
    columns = {name: pa.chunked_array([p.columns[name] for p in filled]) for name in names}
    return Theirs(columns, tuple(r for p in parts for r in p.rejects))


def _add_rejects(writer: PartWriter, rejects: Sequence[Reject], schema: Schema) -> None:
    if rejects:
        writer.add(to_table([reject_row(r) for r in rejects], schema))


def _our_rows(folder: Path, best: _Best, ids: pa.Array) -> Iterator[dict[str, Column]]:
    """Our events in portions, with the best of their matches."""
    for path in table_parts(folder, "events"):
        with pq.ParquetFile(path) as part:
            for number in range(part.num_row_groups):
                table = part.read_row_group(number).combine_chunks()
                columns = {name: table[name].combine_chunks() for name in table.column_names}
                event_id = columns["event_id"]
                match = best.of(pc.index_in(event_id, ids).to_numpy())
                matched = pc.is_valid(match["match_level"])
                columns["origin"] = pa.DictionaryArray.from_arrays(np.zeros(table.num_rows, np.int32), ["coder"])
                columns["origin_id"] = event_id
                columns["match_id"] = pc.if_else(matched, event_id, pa.scalar(None, pa.string()))
                yield columns | match


def _table(columns: dict[str, Column], schema: pa.Schema, numbers: StateNumbers) -> pa.Table:
    """The columns that there are as a table of `schema`, with the numbers of states; the others are null."""
    for side in ("source", "target"):
        found = numbers.of(columns[f"{side}_country"], columns["event_date"])
        columns |= {f"{side}_gwcode": found[0], f"{side}_cowcode": found[1]}
    count = len(columns["origin"])
    arrays = [columns[f.name].cast(f.type) if f.name in columns else pa.nulls(count, f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
