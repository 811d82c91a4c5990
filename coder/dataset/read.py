"""Reading a dataset back: its manifest, and its tables for pandas or Arrow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from coder.errors import DatasetError
from coder.schema import TABLES, Schema, load_schema, to_pandas

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
# Where `coder validate` keeps its results; no part of what was written.
VALIDATION = "validation"
# As Parquet readers have them: (column, operator, value), all of which hold, or an Arrow expression.
Filters: TypeAlias = Sequence[tuple[str, str, Any]] | Any


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


def schema_of(folder: Path, table: str) -> Schema:
    """The schema of a dataset's table: a merged dataset names its own in the manifest. Raises DatasetError at another
    table.
    """
    names = read_manifest(folder).get("tables") or {name: name for name in TABLES}
    if table not in names:
        raise DatasetError(f"{folder}: it has no table '{table}'; tables are {', '.join(names)}")
    return load_schema(names[table])


def read_table(
    folder: str | Path, table: str, columns: Sequence[str] | None = None, filters: Filters | None = None
) -> pa.Table:
    """One table of a dataset ('events', 'documents', 'mentions', 'rejects') as an Arrow table; see `read`."""
    schema = schema_of(Path(folder), table).arrow()
    names = schema.names if columns is None else list(columns)
    if unknown := [name for name in names if name not in schema.names]:
        raise DatasetError(f"{folder}: {table} has no column '{unknown[0]}'; its columns are {', '.join(schema.names)}")
    wanted = pa.schema([schema.field(name) for name in names])
    # Parts of an earlier version may lack the latest columns: those are null.
    parts = ds.dataset([str(p) for p in table_parts(Path(folder), table)], schema=schema, format="parquet")
    expression = filters if filters is None or isinstance(filters, pc.Expression) else pq.filters_to_expression(filters)
    found = parts.to_table(columns=names, filter=expression)
    return found.cast(wanted.with_metadata(schema.metadata) if columns is None else wanted)


def read(
    folder: str | Path, table: str = "events", columns: Sequence[str] | None = None, filters: Filters | None = None,
    engine: str = "pandas", dates: str = "date32",
) -> pd.DataFrame | pa.Table:  # fmt: skip
    """A table of a dataset, as a pandas DataFrame or, with engine='arrow', an Arrow table.

    `table` is 'events', 'documents', 'mentions' or 'rejects'. `columns` names those to read; `filters` keeps rows, as
    in `pandas.read_parquet`: a list of (column, operator, value), or an Arrow expression. `dates` is 'date32' (days as
    Arrow has them) or 'datetime64' (pandas' own, for resampling). Raises DatasetError where `folder` is no dataset or
    has no such table or column, ValueError at another engine or kind of dates.

    >>> read("dataset", columns=["event_date", "killed"], filters=[("event_root_code", "==", "19")])  # doctest: +SKIP
    """
    if engine not in {"pandas", "arrow"}:
        raise ValueError(f"engine is 'pandas' or 'arrow', not {engine!r}")
    if dates not in {"date32", "datetime64"}:
        raise ValueError(f"dates is 'date32' or 'datetime64', not {dates!r}")
    found = read_table(folder, table, columns, filters)
    if dates == "datetime64":
        found = found.cast(
            pa.schema([f.with_type(pa.timestamp("s")) if f.type == pa.date32() else f for f in found.schema])
        )
    if engine == "arrow":
        return found
    frame = to_pandas(found)
    if dates == "datetime64":
        days = [f.name for f in found.schema if f.type == pa.timestamp("s")]
        frame = frame.astype(dict.fromkeys(days, "datetime64[s]"))
    return frame


def read_events(folder: str | Path, engine: str = "pandas") -> pd.DataFrame | pa.Table:
    """The events of a dataset, as a pandas DataFrame or, with engine='arrow', an Arrow table; see `read`."""
    return read(folder, "events", engine=engine)
