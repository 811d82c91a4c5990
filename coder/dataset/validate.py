"""Checking rows against the schema with Great Expectations before they are written, and whole datasets afterwards.

A batch is first checked for yes or no only, which is quick; details are asked for where something failed. Importing
Great Expectations takes seconds, so it happens on first use. Nothing is sent anywhere: its usage statistics are off.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.dataset.read import read_manifest, table_parts
from coder.records import Reject
from coder.schema import TABLES, Schema, load_schema

if TYPE_CHECKING:
    import pandas as pd


class Validator:
    """The expectations of one table, ready to check batches of rows."""

    def __init__(self, schema: Schema) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        logging.getLogger("great_expectations").setLevel(logging.ERROR)
        self.schema = schema
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        asset = context.data_sources.add_pandas(schema.table).add_dataframe_asset(schema.table)
        self._batches = asset.add_batch_definition_whole_dataframe("rows")
        self._suite = gx.ExpectationSuite(name=schema.table, expectations=expectations(schema))

    def check(self, rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Reject]]:
        """The rows that hold, and a Reject with the expectation's name for each that does not."""
        if not rows:
            return [], []
        frame = _frame(rows, self.schema)
        batch = self._batches.get_batch(batch_parameters={"dataframe": frame})
        if batch.validate(self._suite, result_format="BOOLEAN_ONLY").success:
            return list(rows), []
        details = batch.validate(self._suite, result_format={"result_format": "COMPLETE", "include_unexpected_rows": False})
        faults: dict[int, list[str]] = {}
        for result in details.results:
            config = result.expectation_config
            if result.success or config is None:
                continue
            name = f"{config.type} on '{config.kwargs['column']}'"
            wrong = result.result.get("unexpected_index_list")
            if wrong is None:  # the check itself could not run: no row of the batch is known to be right
                raise ValueError(f"{name} could not be checked: {result.exception_info}")
            for index in wrong:
                faults.setdefault(int(index), []).append(name)
        kept = [row for n, row in enumerate(rows) if n not in faults]
        return kept, [reject(rows[n], "; ".join(names)) for n, names in sorted(faults.items())]


def reject(row: dict[str, Any], reason: str) -> Reject:
    """What becomes of a row that fails."""
    record = json.dumps(row, ensure_ascii=False, default=str)
    return Reject("validate", reason, record, str(row.get("event_id") or row.get("doc_id") or ""), row.get("doc_id"))


def expectations(schema: Schema) -> list[Any]:
    """The Great Expectations suite that a schema states: nulls, allowed values, patterns, ranges, uniqueness."""
    import great_expectations.expectations as gxe

    found: list[Any] = []
    for c in schema.columns:
        if not c.nullable:
            found.append(gxe.ExpectColumnValuesToNotBeNull(column=c.name))
        if c.values:
            found.append(gxe.ExpectColumnValuesToBeInSet(column=c.name, value_set=list(c.values)))
        if c.pattern:
            found.append(gxe.ExpectColumnValuesToMatchRegex(column=c.name, regex=c.pattern))
        if c.min is not None or c.max is not None:
            found.append(gxe.ExpectColumnValuesToBeBetween(column=c.name, min_value=c.min, max_value=c.max))
        if c.unique:
            found.append(gxe.ExpectColumnValuesToBeUnique(column=c.name))
    return found


def _frame(rows: Sequence[dict[str, Any]], schema: Schema) -> pd.DataFrame:
    """Rows as a DataFrame of the columns that have expectations; text as objects, numbers with their nulls."""
    import pandas as pd

    frame = {}
    for c in schema.columns:
        if c.type != "list_string":
            values = [row[c.name] for row in rows]
            numeric = c.type.startswith(("int", "float"))
            frame[c.name] = pd.Series(values, dtype="float64" if numeric else "object")
    return pd.DataFrame(frame)


# --- whole datasets ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a dataset: which file or table, and what."""

    where: str
    what: str


def validate_dataset(folder: Path) -> list[Finding]:
    """What is wrong with a dataset: its manifest, checksums, schemas, and rows that break an expectation."""
    import pyarrow.parquet as pq

    manifest = read_manifest(folder)
    found: list[Finding] = []
    for name, digest in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            found.append(Finding(name, "the file is missing"))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(Finding(name, "the file has changed since the dataset was written"))
    for table in TABLES:
        schema, validator = load_schema(table), None
        for path in table_parts(folder, table):
            name = path.relative_to(folder).as_posix()
            if name not in manifest["files"]:
                found.append(Finding(name, "the file is not in the manifest"))
            part = pq.ParquetFile(path)
            if not part.schema_arrow.equals(schema.arrow()):
                found.append(Finding(name, f"its columns are not those of the schema of {table}, version {schema.version}"))
                continue
            validator = validator or Validator(schema)
            for batch in part.iter_batches(batch_size=50_000):
                _, wrong = validator.check(batch.to_pylist())
                found += [Finding(name, f"{r.place}: {r.reason}") for r in wrong]
    return found
