"""Joining datasets into one: the shards of a run on many machines, or the days of a growing corpus."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from coder.dataset.assemble import Made, assemble
from coder.dataset.claim import claim, decide_place, put_in_place, restore, sha256
from coder.dataset.read import read_manifest, table_parts
from coder.errors import DatasetError

# What of a manifest is about one run; all else must be the same in all datasets that are joined.
OF_ONE_RUN = frozenset({"command", "shard", "inputs", "counts", "credits", "files"})
# What the manifest of the joined dataset gets anew; the rest tells what made the rows.
WRITTEN = OF_ONE_RUN | {"coder", "schema", "python", "libraries", "options"}


@dataclass(frozen=True, slots=True)
class Joined:
    """A dataset that is joined with others, in its place among them."""

    folder: Path
    manifest: Mapping[str, Any]

    def files(self, name: str) -> list[Path]:
        """The files of a table, in order."""
        return table_parts(self.folder, name)

    @property
    def shard(self) -> tuple[int, int] | None:
        """Which shard of how many it is; None for a whole dataset."""
        found = self.manifest.get("shard")
        return None if found is None else (found["number"], found["of"])


@dataclass(frozen=True, slots=True)
class NamedInput:
    """An input as a manifest names it."""

    path: Path
    sha256: str
    encoding: str | None = None


def gather(folders: Sequence[Path], output: Path, folding: Sequence[str] = ()) -> Made:
    """Joins datasets into one in `output`: whole ones in the order given, shards in theirs.

    The shards of a run give the bytes of the run without shards. `folding` is as for `write_dataset`. Raises
    DatasetError where a dataset is damaged, a shard is missing, a `doc_id` stands in two, or they were made by other
    versions or options.
    """
    place = decide_place(output, folders)
    datasets = in_order([_checked(folder) for folder in folders])
    check_same(datasets)
    options = datasets[0].manifest["options"]
    if options["folding"]:
        raise DatasetError(
            f"{datasets[0].folder}: its reports of one event are folded already; code without --deduplicate and "
            f"--one-a-day, and give these to gather"
        )
    if folding and not options["text"]:
        raise DatasetError(
            f"{datasets[0].folder}: it was made with --no-text, and reports of one event are told by their "
            f"sentences; code with text, then export without it"
        )
    check_documents(datasets)
    first = datasets[0].manifest
    with claim(place) as working:
        restore(working, place)
        shutil.rmtree(working / "dataset", ignore_errors=True)
        try:
            made = assemble(
                datasets,
                working,
                list(_inputs(datasets)),
                {k: first[k] for k in first if k not in WRITTEN},
                options | {"folding": list(folding)},
            )
            put_in_place(made.folder, place)
        except OSError as error:
            raise DatasetError(f"{place}: can't be written: {error.strerror or error}") from error
        shutil.rmtree(working, ignore_errors=True)
    return made


def _checked(folder: Path) -> Joined:
    """A dataset whose files are as its manifest says. Raises DatasetError otherwise."""
    manifest = read_manifest(folder)
    for name, digest in manifest["files"].items():
        if not (folder / name).is_file() or sha256(folder / name) != digest:
            raise DatasetError(
                f"{folder / name}: the file is missing or has changed since the dataset was written; code that part "
                f"again"
            )
    return Joined(folder, manifest)


def in_order(datasets: Sequence[Joined]) -> list[Joined]:
    """Whole datasets where they stand, the shards of each run in their order where its first one stands.

    Raises DatasetError where a shard is missing or stands twice.
    """
    found: list[Joined] = []
    runs: dict[str, list[Joined]] = {}
    for dataset in datasets:
        if dataset.shard is None:
            found.append(dataset)
            continue
        key = repr((dataset.shard[1], dataset.manifest["inputs"]))
        if key not in runs:
            found.append(dataset)
        runs.setdefault(key, []).append(dataset)
    for shards in runs.values():
        numbers, of = sorted(s.shard[0] for s in shards if s.shard), shards[0].shard[1] if shards[0].shard else 0
        if numbers != list(range(1, of + 1)):
            wrong = sorted(set(range(1, of + 1)) - set(numbers)) or sorted({n for n in numbers if numbers.count(n) > 1})
            raise DatasetError(
                f"{shards[0].folder}: of its {of} shards these are missing or given twice: {', '.join(map(str, wrong))}"
            )
        k = found.index(shards[0])
        found[k : k + 1] = sorted(shards, key=lambda s: s.shard or (0, 0))
    return found


def check_same(datasets: Sequence[Joined]) -> None:
    """Raises DatasetError where datasets were made by other versions or options than the first."""
    first = datasets[0]
    for dataset in datasets[1:]:
        keys = sorted((dataset.manifest.keys() | first.manifest.keys()) - OF_ONE_RUN)
        if other := [name for name in keys if dataset.manifest.get(name) != first.manifest.get(name)]:
            told = "; ".join(f"{name} {dataset.manifest.get(name)} and {first.manifest.get(name)}" for name in other)
            raise DatasetError(
                f"{dataset.folder} and {first.folder} don't go together: they were made with different {told}. Code "
                f"one of them again"
            )


def check_documents(datasets: Sequence[Joined]) -> None:
    """Raises DatasetError where a document stands in two datasets. Needs eight bytes of memory for each document."""
    known = np.empty(0, dtype=np.uint64)
    for dataset in datasets:
        new = np.fromiter(map(_key, _names(dataset)), dtype=np.uint64)
        if np.isin(new, known).any():
            twice = next(name for name in _names(dataset) if np.isin(_key(name), known))
            raise DatasetError(
                f"{dataset.folder}: the document '{twice}' stands in an earlier dataset too; give each document once"
            )
        known = np.concatenate([known, new])


def _names(dataset: Joined) -> Iterator[str]:
    for path in dataset.files("documents"):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=["doc_id"]):
                yield from batch.column(0).to_pylist()


def _key(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big"))


def _inputs(datasets: Sequence[Joined]) -> Iterator[NamedInput]:
    for dataset in datasets:
        if dataset.shard is None or dataset.shard[0] == 1:
            yield from (NamedInput(Path(i["name"]), i["sha256"], i.get("encoding")) for i in dataset.manifest["inputs"])
