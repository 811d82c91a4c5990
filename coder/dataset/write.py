"""What is written of a dataset: the parts of its tables, rows checked first; its manifest; the folder put in place whole.

Nothing in it depends on the time or on the number of workers.
"""

from __future__ import annotations

import collections
import hashlib
import json
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from coder.dataset.parts import PartWriter
from coder.dataset.read import MANIFEST
from coder.dataset.validate import Validator
from coder.errors import DatasetError
from coder.schema import TABLES, load_schema, reject_row, to_table

# So many rows are checked and turned into Arrow at a time.
BATCH_ROWS = 20_000
LIBRARIES = ("spacy", "pyarrow", "pandas", "great_expectations")


class Tables:
    """The tables of one dataset being written; rows are checked some thousands at a time."""

    def __init__(self, folder: Path, text: bool) -> None:
        self.folder, self.text = folder, text
        self.schemas = {name: load_schema(name) for name in TABLES}
        self.validators = {name: Validator(self.schemas[name]) for name in ("events", "documents", "mentions")}
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self.schemas}
        self.parts = {name: PartWriter(folder / name, schema) for name, schema in self.schemas.items()}
        self.codes: collections.Counter[tuple[str, str]] = collections.Counter()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table are written."""
        return {name: parts.rows for name, parts in self.parts.items()}

    def add(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        self.rows[name] += rows
        if len(self.rows[name]) >= BATCH_ROWS:
            self.flush(name)

    def flush(self, name: str) -> None:
        rows, self.rows[name] = self.rows[name], []
        if name in self.validators:
            rows, wrong = self.validators[name].check(rows)
            self.add("rejects", map(reject_row, wrong))
        if name == "events":
            self.codes.update((r["event_code"], r["event_name"]) for r in rows)
        self.parts[name].add(to_table(rows, self.schemas[name]))

    def close(self) -> None:
        for name in ("events", "documents", "mentions", "rejects"):
            self.flush(name)
        for parts in self.parts.values():
            parts.close()


class RawEvents:
    """Events kept on disk, in order, until it is known which of them are reports of one event."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.schema = folder, load_schema("events")
        self.rows: list[dict[str, Any]] = []
        self.parts: list[Path] = []
        folder.mkdir()

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        self.rows += rows
        if len(self.rows) >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        rows, self.rows = self.rows, []
        if rows:
            self.parts.append(self.folder / f"{len(self.parts):05d}.parquet")
            pq.write_table(to_table(rows, self.schema), self.parts[-1])

    def read(self) -> Iterator[dict[str, Any]]:
        """The rows, some thousands in memory at a time."""
        for path in self.parts:
            for batch in pq.ParquetFile(path).iter_batches(batch_size=5000):
                yield from batch.to_pylist()


def check_output(output: Path, force: bool) -> None:
    """Raises DatasetError where `output` holds files that no dataset of ours put there."""
    if output.exists() and not output.is_dir():
        raise DatasetError(f"{output}: there is a file of this name; choose another --output")
    if output.is_dir() and any(p.name not in {"README.md", ".gitkeep"} for p in output.iterdir()) and not (output / MANIFEST).is_file() and not force:
        raise DatasetError(f"{output}: the folder holds other files; choose an empty one, or use --force to replace it")


def put_in_place(made: Path, output: Path) -> None:
    """Renames the finished dataset to its place; an earlier one goes only once the new one stands."""
    if not output.exists():
        made.rename(output)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{output.name}-old-", dir=output.parent)) / output.name
    output.rename(old)
    made.rename(output)
    shutil.rmtree(old.parent)


def write_manifest(folder: Path, inputs: Sequence[Path], versions: Mapping[str, str], counts: Mapping[str, int], options: Mapping[str, Any]) -> None:
    """Writes what made a dataset: versions, checksums of inputs and parts, counts, options. No times, so that it repeats."""
    files = {p.relative_to(folder).as_posix(): _sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    manifest = {
        "coder": version("coder"),
        "schema": {name: load_schema(name).version for name in TABLES},
        **versions,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "options": {k: [str(x) for x in v] if isinstance(v, (list, tuple)) else v for k, v in sorted(options.items())},
        "command": " ".join(["coder dataset", *(p.name for p in inputs), *_flags(options)]),
        "inputs": [{"name": p.name, "sha256": _sha256(p)} for p in inputs],
        "counts": counts,
        "credits": "Places: GeoNames, https://www.geonames.org, CC BY 4.0",
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def _flags(options: Mapping[str, Any]) -> list[str]:
    """The options that decide the rows, as on the command line; where the dataset is and how many workers made it do not."""
    named = [f"--{name} {value}" for name, value in sorted(options.items()) if isinstance(value, str)]
    many = [f"--{name} {Path(str(v)).name}" for name in ("rules", "actors", "without") for v in options.get(name) or ()]
    folding = [{"duplicate": "--deduplicate", "one_a_day": "--one-a-day"}[name] for name in options["folding"]]
    return named + many + folding + ([] if options["text"] else ["--no-text"])


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
