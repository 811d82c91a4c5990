"""Merging a dataset with files of GDELT and ICEWS into one dataset whose rows say what they match.

All rows stay. Memory is bounded: theirs pass through in portions, of ours only what decides a match is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coder.dataset.claim import claim, decide_place, put_in_place
from coder.dataset.parts import PartWriter
from coder.dataset.read import read_manifest, read_table, table_parts
from coder.errors import DatasetError, InputError
from coder.exchange.corpora import read_corpus
from coder.exchange.duck import connect
from coder.exchange.manifest import made_in, write_manifest
from coder.exchange.match import PER_LEVEL, Matcher
from coder.exchange.numbers import StateNumbers
from coder.exchange.theirs import translate, wanted
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
LEVELS = tuple(PER_LEVEL)


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


@dataclass
class _Best:
    """The best match of each of our events so far, as score and level, and how many rows matched."""

    of: dict[str, tuple[float, int]] = field(default_factory=dict)
    rows: int = 0

    def add(self, ids: pa.Array, scores: pa.Array, levels: pa.Array) -> None:
        matched = pa.table({"id": ids, "score": scores, "level": pc.index_in(levels, pa.array(LEVELS))}).filter(
            pc.is_valid(ids)
        )
        self.rows += matched.num_rows
        for row in matched.group_by(["id", "level"]).aggregate([("score", "max")]).to_pylist():
            found = (row["score_max"], -row["level"])
            self.of[row["id"]] = max(self.of.get(row["id"], found), found)


def merge_datasets(folder: Path, files: Sequence[Path], output: Path, window: int = 1) -> Merged:
    """Merges the dataset in `folder` with files of GDELT and ICEWS into a dataset in `output`, whole or not at all.

    `window` is in days between dates of events. Raises DatasetError where `folder` is no dataset of ours or `output`
    holds something else, InputError where a file can't be read or is of no known format.
    """
    place = _check(folder, files, output)
    with claim(place) as working, made_in(working / "merge") as made:
        merged = _merge(folder, files, made, window)
        (made / "codebook.md").write_text(codebook(("merged", "rejects")), encoding="utf8")
        counts = {key: value for key, value in asdict(merged).items() if key != "folder"}
        write_manifest(made, folder, files, {"window": window}, counts | {"events": merged.ours + merged.theirs})
        put_in_place(made, place)
    return replace(merged, folder=output)


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
    best, numbers = _Best(), StateNumbers()
    with (
        connect(made.with_name("spill")) as connection,
        PartWriter(made / "events", schema) as events,
        PartWriter(made / "rejects", rejected) as rejects,
    ):
        matcher = Matcher(connection, ours, window)
        for batch in (b for path in files for b in read_corpus(path, wanted)):
            found = translate(batch)
            _add_rejects(rejects, found.rejects, rejected)
            if not found.columns or not len(found.columns["origin"]):
                continue
            match = matcher.find(found.columns)
            best.add(*match)
            theirs += len(match[0])
            events.add(
                _table(
                    found.columns | dict(zip(("match_id", "match_score", "match_level"), match, strict=True)),
                    schema,
                    numbers,
                )
            )
        for columns in _our_rows(folder, best):
            events.add(_table(columns, schema, numbers))
        chance = matcher.by_chance()
    return Merged(folder, ours.num_rows, theirs, rejects.rows, len(best.of), best.rows, round(chance, 1))


def _add_rejects(writer: PartWriter, rejects: Sequence[Reject], schema: Schema) -> None:
    if rejects:
        writer.add(to_table([reject_row(r) for r in rejects], schema))


def _our_rows(folder: Path, best: _Best) -> Iterator[dict[str, pa.Array]]:
    """Our events in portions, with the best of their matches."""
    for path in table_parts(folder, "events"):
        with pq.ParquetFile(path) as part:
            for number in range(part.num_row_groups):
                table = part.read_row_group(number).combine_chunks()
                columns = {name: table[name].combine_chunks() for name in table.column_names}
                ids = columns["event_id"].to_pylist()
                found = [best.of.get(i) for i in ids]
                yield columns | {
                    "origin": pa.array(["coder"] * len(ids)), "origin_id": columns["event_id"],
                    "match_id": pa.array([i if f else None for i, f in zip(ids, found, strict=True)], pa.string()),
                    "match_score": pa.array([f[0] if f else None for f in found], pa.float32()),
                    "match_level": pa.array([LEVELS[-f[1]] if f else None for f in found], pa.string()),
                }  # fmt: skip


def _table(columns: dict[str, Any], schema: Schema, numbers: StateNumbers) -> pa.Table:
    """The columns that there are as a table of the merged schema, with the numbers of states; the others are null."""
    for side in ("source", "target"):
        found = numbers.of(columns[f"{side}_country"], columns["event_date"])
        columns |= {f"{side}_gwcode": found[0], f"{side}_cowcode": found[1]}
    count = len(columns["origin"])
    arrow = schema.arrow()
    return pa.Table.from_arrays(
        [columns[f.name].cast(f.type) if f.name in columns else pa.nulls(count, f.type) for f in arrow], schema=arrow
    )
