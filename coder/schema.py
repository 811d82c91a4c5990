"""The columns of a dataset, each defined once in schemas/, and what is derived from them: Arrow schemas and the
codebook.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.files.package import PACKAGE
from coder.files.yamlfile import Faults, Node, read_yaml
from coder.records import CodedDocument, Event, Reject

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TABLES = ("events", "documents", "rejects", "mentions")
# As pandas' own metadata names them: the type of the values and the type of the column.
PANDAS = {
    "string": ("unicode", "object"), "bool": ("bool", "boolean"), "int8": ("int8", "Int8"), "int16": ("int16", "Int16"),
    "int32": ("int32", "Int32"), "int64": ("int64", "Int64"), "float32": ("float32", "float32"),
    "float64": ("float64", "float64"), "date32": ("date", "date32[day][pyarrow]"), "list_string": ("list[unicode]",
    "object"),
}  # fmt: skip
TYPES = frozenset(PANDAS)
FIELDS = frozenset({"name", "type", "nullable", "unique", "values", "pattern", "min", "max", "description"})
LONGEST_RECORD = 10_000


@cache
def arrow_type(name: str) -> pa.DataType:
    """The Arrow type of one of TYPES. Arrow is loaded when a table is made: one text is coded without it."""
    import pyarrow as pa

    named = {"bool": pa.bool_(), "list_string": pa.list_(pa.string())}
    return named[name] if name in named else pa.type_for_alias(name)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Arrow type, whether it may be null, and what its values must be."""

    name: str
    type: str
    nullable: bool
    description: str
    unique: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True)
class Schema:
    """The columns of one table of a dataset."""

    table: str
    version: str
    description: str
    columns: tuple[Column, ...]

    def arrow(self) -> pa.Schema:
        """The Arrow schema; the descriptions travel in the metadata of the fields."""
        import pyarrow as pa

        fields = [
            pa.field(c.name, arrow_type(c.type), c.nullable, {"description": c.description}) for c in self.columns
        ]
        return pa.schema(fields, {"table": self.table, "schema_version": self.version, "pandas": self._pandas()})

    def _pandas(self) -> str:
        """What tells `pandas.read_parquet` the types to use: dates, whole numbers and truth values, all with nulls."""
        columns = [
            {
                "name": c.name,
                "field_name": c.name,
                "pandas_type": PANDAS[c.type][0],
                "numpy_type": PANDAS[c.type][1],
                "metadata": None,
            }
            for c in self.columns
        ]
        about: dict[str, Any] = {"index_columns": [], "column_indexes": [], "columns": columns}
        return json.dumps(about | {"creator": {"library": "coder", "version": self.version}, "pandas_version": "2.2.0"})


def schemas_folder() -> Path:
    """Where the schemas are: in an installed package beside the code, in the repository at its top."""
    inside = PACKAGE / "schemas"
    return inside if inside.is_dir() else PACKAGE.parent / "schemas"


@cache
def load_schema(table: str) -> Schema:
    """The schema of a table ('events', 'documents', 'rejects'). Raises DataFileError with every fault of its file."""
    return read_schema(schemas_folder() / f"{table}.yaml")


def read_schema(path: Path) -> Schema:
    """The schema in a file. Raises DataFileError with every fault, as 'file:line: what'."""
    faults = Faults()
    root = read_yaml(path, faults)
    columns: list[Column] = []
    parts: dict[str, Node] = dict(root.pairs()) if root is not None and root.is_map(faults, "a schema") else {}
    for key in {"version", "table", "description", "columns"} - parts.keys():
        faults.add(path, f"'{key}' is missing")
    for node in parts["columns"].items() if "columns" in parts else ():
        if (column := _column(node, faults)) is not None:
            if column.name in {c.name for c in columns}:
                faults.add(node, f"column '{column.name}' stands twice")
            columns.append(column)
    if "extends" in parts:
        columns = _extended(path, parts, columns, faults)
    faults.raise_any()
    return Schema(
        str(parts["table"].value), str(parts["version"].value), str(parts["description"].value), tuple(columns)
    )


def _extended(path: Path, parts: dict[str, Node], columns: list[Column], faults: Faults) -> list[Column]:
    """The columns of another schema, which may be null unless they are `required`, and after them those given."""
    inherited = read_schema(path.with_name(f"{parts['extends'].value}.yaml")).columns
    required = {n.value for n in parts["required"].items()} if "required" in parts else set()
    for name in sorted(map(str, required - {c.name for c in inherited})):
        faults.add(parts["required"], f"column '{name}' is required, but there is none in '{parts['extends'].value}'")
    for name in sorted({c.name for c in inherited} & {c.name for c in columns}):
        faults.add(parts["columns"], f"column '{name}' is one of '{parts['extends'].value}' already")
    return [replace(c, nullable=c.name not in required) for c in inherited] + columns


def _column(node: Node, faults: Faults) -> Column | None:
    if not node.is_map(faults, "a column"):
        return None
    fields: dict[str, Any] = {
        k: [v.value for v in n.items()] if isinstance(n.value, list) else n.value for k, n in node.pairs()
    }
    name = fields.get("name", "?")
    for key in sorted(fields.keys() - FIELDS):
        faults.add(node, f"column '{name}': unknown field '{key}'. Fields are {', '.join(sorted(FIELDS))}")
    for key in ("name", "type", "nullable", "description"):
        if key not in fields:
            faults.add(node, f"column '{name}': '{key}' is missing")
    if fields.get("type", "string") not in TYPES:
        faults.add(node, f"column '{name}': type '{fields['type']}' is unknown. Types are {', '.join(sorted(TYPES))}")
    if not {"name", "type", "nullable", "description"} <= fields.keys() or fields.keys() - FIELDS:
        return None
    fields["values"] = tuple(fields.get("values", ()))
    for key in ("min", "max"):
        if key in fields:
            fields[key] = float(fields[key])
    return Column(**fields)


# --- rows -------------------------------------------------------------------------------------------------------------


def event_row(event: Event, text: bool = True) -> dict[str, Any]:
    """The row of an event; with `text` false its sentence is left out."""
    row = {name: getattr(event, name) for name in Event.__slots__}
    return row if text else row | {"sentence": None}


def document_row(coded: CodedDocument) -> dict[str, Any]:
    """The row of a document in `documents`."""
    d = coded.document
    return {
        "doc_id": d.doc_id, "publication_date": d.date, "title": d.title, "source_name": d.source, "url": d.url,
        "language": d.language, "characters": len(d.text), "sentences": coded.sentences,
        "screened_sentences": coded.screened,
        "events": len(coded.events), "quality": coded.quality, "extra": json.dumps(d.extra, ensure_ascii=False,
        sort_keys=True, default=str) if d.extra else None,
        "text_sha256": hashlib.sha256(d.text.encode("utf8", "surrogatepass")).hexdigest(),
    }  # fmt: skip


def reject_row(reject: Reject) -> dict[str, Any]:
    """The row of something turned away; half characters are told by their numbers, as Arrow holds none."""
    row = asdict(reject) | {"record": reject.record[:LONGEST_RECORD]}
    return {k: v.encode("utf8", "backslashreplace").decode() if isinstance(v, str) else v for k, v in row.items()}


def to_table(rows: Sequence[dict[str, Any]], schema: Schema) -> pa.Table:
    """Rows as an Arrow table. Raises ValueError at a column that is missing or unknown, or a null where none may be.

    Arrow itself drops unknown keys and lets nulls into columns that forbid them.
    """
    import pyarrow as pa

    names = [c.name for c in schema.columns]
    for row in rows:
        if row.keys() != set(names):
            raise ValueError(
                f"a row of {schema.table} has other columns than its schema: {sorted(row.keys() ^ set(names))}"
            )
    for column in schema.columns:
        if not column.nullable and any(row[column.name] is None for row in rows):
            raise ValueError(f"column '{column.name}' of {schema.table} must not be null")
    arrays = [pa.array([_value(row[c.name]) for row in rows], arrow_type(c.type)) for c in schema.columns]
    return pa.Table.from_arrays(arrays, schema=schema.arrow())


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def events_to_pandas(events: Iterable[Event]) -> pd.DataFrame:
    """Events as a DataFrame with Arrow types, one row an event."""
    return to_pandas(to_table([event_row(e) for e in events], load_schema("events")))


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame that keeps Arrow's types: codes stay text, counts stay whole numbers with nulls."""
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


# --- codebook ---------------------------------------------------------------------------------------------------------


def codebook(tables: Sequence[str] = TABLES) -> str:
    """The description of every table and column, as Markdown."""
    parts = [
        "# Codebook\n",
        "Every column of this dataset. A value that is not stated in the text is null, never zero.\n",
    ]
    for table in tables:
        schema = load_schema(table)
        parts.append(
            f"## {table}\n\n{schema.description}\n\n| column | type | null | description |\n| --- | --- | --- | --- |"
        )
        parts += [
            f"| `{c.name}` | {c.type} | {'yes' if c.nullable else 'no'} | {c.description}{_allowed(c)} |"
            for c in schema.columns
        ]
        parts.append("")
    parts.append("Places are taken from GeoNames (https://www.geonames.org), licensed under CC BY 4.0.\n")
    return "\n".join(parts)


def _allowed(column: Column) -> str:
    return f" One of: {', '.join(column.values)}." if column.values else ""
