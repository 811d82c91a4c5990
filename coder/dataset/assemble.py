"""Putting a dataset together from the rows of finished checkpoints, or of other datasets."""

from __future__ import annotations

import collections
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coder.dataset import fold
from coder.dataset.metadata import write_metadata
from coder.dataset.parts import PartWriter
from coder.dataset.write import Input, write_manifest
from coder.schema import TABLES, codebook, load_schema, to_table

BATCH_ROWS = 5_000
STEPS: dict[str, Callable[[Iterable[Mapping[str, Any]], Path], Iterator[fold.Fold]]] = {
    "duplicate": fold.fold,
    "one_a_day": fold.one_a_day,
}
# What a dataset without text holds of no text: columns that become null, and those that become empty.
TEXTS = {"events": ("sentence", "title"), "documents": ("title", "extra"), "rejects": ("record",)}


class Portion(Protocol):
    """Where rows are: for each table some Parquet files, in order."""

    def files(self, name: str) -> Sequence[Path]: ...


@dataclass(frozen=True, slots=True)
class Made:
    """A finished dataset that has yet to take its place."""

    folder: Path
    counts: dict[str, int]
    codes: collections.Counter[tuple[str, str]]


def assemble(
    portions: Sequence[Portion], working: Path, inputs: Sequence[Input], versions: Mapping[str, str],
    options: Mapping[str, Any],
    shard: tuple[int, int] | None = None,
) -> Made:  # fmt: skip
    """Writes the dataset of the rows in `portions` below `working`: tables, codebook and manifest.

    Of `options`, 'folding' names the steps that fold events into one, and 'text' tells whether sentences are written.
    Needs memory for some row groups and the identifiers of folded events, however many rows there are.
    """
    made = working / "dataset"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    counts: collections.Counter[str] = collections.Counter()
    codes: collections.Counter[tuple[str, str]] = collections.Counter()
    folds = _folds(portions, working, options["folding"])
    sources: dict[str, Iterable[pa.Table]] = {
        "events": _kept(portions, list(chain(*folds.values()))) if folds else _batches(portions, "events"),
        "documents": _batches(portions, "documents"),
        "rejects": _batches(portions, "rejects"),
        "mentions": [
            to_table([{**asdict(f), "reason": name} for f in new], load_schema("mentions"))
            for name, new in folds.items()
        ],
    }
    for name, tables in sources.items():
        with PartWriter(made / name, load_schema(name)) as writer:
            for table in tables:
                if name == "events":
                    codes.update(zip(table["event_code"].to_pylist(), table["event_name"].to_pylist(), strict=True))
                if name == "documents":
                    counts["sentences"] += pc.sum(table["sentences"]).as_py() or 0
                    counts["screened_sentences"] += pc.sum(table["screened_sentences"]).as_py() or 0
                writer.add(table if options["text"] else without_text(table, name))
        counts[name] = writer.rows
    (made / "codebook.md").write_text(codebook(), encoding="utf8")
    write_metadata(made, {name: name for name in TABLES})
    told = {name: counts[name] for name in ("documents", "sentences", "screened_sentences", "events", "rejects")}
    write_manifest(made, inputs, versions, told, options, shard)
    return Made(made, told, codes)


def _batches(portions: Sequence[Portion], name: str) -> Iterator[pa.Table]:
    schema = load_schema(name).arrow()
    for portion in portions:
        for path in portion.files(name):
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=BATCH_ROWS):
                    yield pa.Table.from_batches([batch]).cast(schema)


def without_text(table: pa.Table, name: str) -> pa.Table:
    """The rows of a table without the words of the text, save those of actors and triggers."""
    for column in TEXTS.get(name, ()):
        k, field = table.schema.get_field_index(column), table.schema.field(column)
        empty = pa.nulls(table.num_rows, field.type) if field.nullable else pa.array([""] * table.num_rows, field.type)
        table = table.set_column(k, field, empty)
    return table


def _rows(portions: Sequence[Portion]) -> Iterator[dict[str, Any]]:
    for table in _batches(portions, "events"):
        yield from table.to_pylist()


def _folds(portions: Sequence[Portion], working: Path, folding: Sequence[str]) -> dict[str, list[fold.Fold]]:
    """Which events are folded into which, by the step that folds them."""
    folds: dict[str, list[fold.Fold]] = {}
    for name in folding:
        left = fold.apply(_rows(portions), list(chain(*folds.values())))
        folds[name] = sorted(STEPS[name](left, working), key=lambda f: (f.event_id, f.folded_event_id))
    return folds


def _kept(portions: Sequence[Portion], folds: Sequence[fold.Fold]) -> Iterator[pa.Table]:
    """The events that remain when others are folded into them."""
    schema, kept = load_schema("events"), fold.apply(_rows(portions), folds)
    while rows := list(islice(kept, BATCH_ROWS)):
        yield to_table(rows, schema)
