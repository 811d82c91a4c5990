"""Reading a dataset back: its manifest, and its tables for pandas or Arrow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from coder.errors import DatasetError
from coder.schema import load_schema, to_pandas

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a dataset. Raises DatasetError where there is none."""
    path = Path(folder) / MANIFEST
    if not path.is_file():
        raise DatasetError(f"{folder}: this is no dataset of coder: it has no {MANIFEST}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return found


def table_parts(folder: Path, table: str) -> list[Path]:
    """The Parquet files of a table, in order."""
    return sorted((Path(folder) / table).rglob("*.parquet"))


def read_table(folder: str | Path, table: str) -> pa.Table:
    """One table of a dataset ('events', 'documents', 'rejects') as an Arrow table."""
    read_manifest(Path(folder))
    schema = load_schema(table).arrow()
    return pa.concat_tables([schema.empty_table(), *(pq.ParquetFile(p).read() for p in table_parts(Path(folder), table))])


def read_events(folder: str | Path, engine: str = "pandas") -> pd.DataFrame | pa.Table:
    """The events of a dataset, as a pandas DataFrame or, with engine='arrow', an Arrow table.

    Raises DatasetError where `folder` is no dataset, ValueError at another engine.
    """
    if engine not in {"pandas", "arrow"}:
        raise ValueError(f"engine is 'pandas' or 'arrow', not {engine!r}")
    table = read_table(folder, "events")
    return table if engine == "arrow" else to_pandas(table)
