"""Checking a whole dataset: its files, its rows by column, and what must hold between columns, rows and tables.

Memory is bounded by a row group, and by a few numbers for each document and event.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from coder.dataset.claim import is_result, sha256
from coder.dataset.expectations import Validator, read_suite, reject, summed
from coder.dataset.read import MANIFEST, VALIDATION, read_manifest, schema_of, table_parts
from coder.dataset.relations import Relations
from coder.dataset.totals import MergedTotals, Totals
from coder.errors import DatasetError
from coder.schema import TABLES, Schema

__all__ = ["Finding", "Validator", "reject", "validate_dataset"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a dataset: in which file, in which of its rows (from 0; None: in all of it), and what."""

    where: str
    what: str
    row: int | None = None

    @property
    def table(self) -> str:
        """The table of the file."""
        return self.where.split("/")[0]

    def __str__(self) -> str:
        return f"{self.where}{'' if self.row is None else f' row {self.row}'}: {self.what}"


def validate_dataset(folder: Path, suites: Sequence[Path] = (), save: bool = True) -> list[Finding]:
    """What is wrong with a dataset, whole or merged: files, schema, expectations, relations, sums.

    `suites` are files of Great Expectations with expectations of a user's own, for the table of their name or, where
    there is none of it, the events. With `save`, results by table are written into the folder's `validation/`. Raises
    DatasetError where `folder` is no dataset, DataFileError where a suite is none.
    """
    folder = Path(folder)
    manifest = _manifest(folder)
    own = [read_suite(path) for path in suites]
    found = list(_file_findings(folder, manifest))
    totals = MergedTotals() if "tables" in manifest else Totals()
    results: dict[str, dict[str, Any]] = {}
    for table in manifest.get("tables", TABLES):
        check = _Table(folder, table, manifest, totals)
        findings = list(check.findings())
        found += findings
        results[table] = summed(check.results, table)
        results[table] |= {"success": results[table]["success"] and not findings}
    found += [Finding(*f) for f in totals.findings(manifest["counts"])]
    for suite in own:
        more, result = _own_findings(folder, manifest, suite)
        found += more
        results[suite.name if suite.name not in results else f"{suite.name}_own"] = result
    for table in results.keys() & {f.table for f in found}:
        results[table]["success"] = False
    if save:
        _save(folder, results)
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = read_manifest(folder)
        if not {"files", "counts", "options", "schema"} <= manifest.keys():
            raise ValueError("parts of it are missing")
    except (ValueError, AttributeError) as error:
        raise DatasetError(f"{folder}: {MANIFEST} is none of coder's: {error}") from error
    return manifest


def _file_findings(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Finding]:
    """Files that are missing, changed or added."""
    for name, digest in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            yield Finding(name, "the file is missing")
        elif sha256(path) != digest:
            yield Finding(name, "the file has changed since the dataset was written")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if (
            name not in manifest["files"]
            and name != MANIFEST
            and not (path.parent == folder / VALIDATION and is_result(path))
        ):
            yield Finding(name, "the file is not in the manifest")


@cache
def _validator(schema: Schema) -> Validator:
    return Validator(schema)


class _Table:
    """One table being checked, a row group at a time."""

    def __init__(self, folder: Path, table: str, manifest: Mapping[str, Any], totals: Totals) -> None:
        self.folder, self.table, self.totals = folder, table, totals
        self.schema = schema_of(folder, table)
        self.is_merged = "tables" in manifest
        self.validator = _validator(self.schema)
        self.relations = Relations(manifest) if table == "events" else None
        self.results: list[list[dict[str, Any]]] = []

    def findings(self) -> Iterator[Finding]:
        parts = table_parts(self.folder, self.table)
        if not parts:
            self.totals.is_complete = False
            yield Finding(self.table, "the table has no part; even one without rows has its columns")
        for path in parts:
            yield from self._part(path)

    def _part(self, path: Path) -> Iterator[Finding]:
        name = path.relative_to(self.folder).as_posix()
        try:
            with pq.ParquetFile(path) as part:
                if difference := _difference(part.schema_arrow, self.schema.arrow()):
                    self.totals.is_complete = False
                    version = self.schema.version
                    yield Finding(
                        name, f"not the columns of schema {self.schema.table}, version {version}: {difference}"
                    )
                    return
                start = 0
                for number in range(part.num_row_groups):
                    group = part.read_row_group(number)
                    yield from self._group(name, start, group)
                    start += group.num_rows
        except (pa.ArrowException, OSError) as error:
            self.totals.is_complete = False
            yield Finding(name, f"can't be read as Parquet: {' '.join(str(error).split())}")

    def _group(self, name: str, start: int, group: pa.Table) -> Iterator[Finding]:
        faults, results = self.validator.check_table(group)
        self.results.append(results)
        for row, names in sorted(faults.items()):
            yield Finding(name, "; ".join(names), start + row)
        self.totals.add(self.table, name, start, group)
        if self.relations is None:
            return
        year = next((p.partition("=")[2] for p in name.split("/") if p.startswith("year=")), None)
        related = self.relations.code_faults(group) if self.is_merged else self.relations.faults(group)
        for row, what in related:
            if row not in faults or "null" not in what:
                yield Finding(name, what, start + row)
        if year is not None:
            for row, day in enumerate(group["event_date"].to_pylist()):
                if str(day.year) != year:
                    yield Finding(name, f"event_date is {day}, but the part is that of {year}", start + row)


def _difference(found: pa.Schema, wanted: pa.Schema) -> str:
    """How the columns of a file differ from the schema; empty where they do not."""
    if found.equals(wanted):
        return ""
    missing, more = [n for n in wanted.names if n not in found.names], [n for n in found.names if n not in wanted.names]
    told = [f"{n} is missing" for n in missing] + [f"{n} is unknown" for n in more]
    told += [
        f"{f.name} is {found.field(f.name).type}, not {f.type}"
        for f in wanted
        if f.name in found.names and not found.field(f.name).equals(f)
    ]
    return "; ".join(told) or "they stand in another order"


def _own_findings(folder: Path, manifest: Mapping[str, Any], suite: Any) -> tuple[list[Finding], dict[str, Any]]:
    """A user's suite on its table, a part at a time."""
    table = suite.name if suite.name in manifest.get("tables", TABLES) else "events"
    validator = Validator(schema_of(folder, table), suite)
    found: list[Finding] = []
    results = []
    for path in table_parts(folder, table):
        name = path.relative_to(folder).as_posix()
        faults, result = validator.check_table(pq.ParquetFile(path).read())
        results.append(result)
        found += [Finding(name, f"{suite.name}: {'; '.join(names)}", row) for row, names in sorted(faults.items())]
        whole = [r for r in result if not r["success"] and "unexpected_count" not in r["result"]]
        for failed in whole:
            config = failed["expectation_config"]
            found.append(
                Finding(name, f"{suite.name}: {config['type']}, but it is {failed['result']['observed_value']}")
            )
    return found, summed(results, suite.name)


def _save(folder: Path, results: Mapping[str, Any]) -> None:
    """Writes the results, a file a table. A folder that can't be written to is no fault of the dataset.

    Raises DatasetError, and writes none, where a file of such a name is the user's.
    """
    paths = {folder / VALIDATION / f"{name}.json": result for name, result in results.items()}
    for path in paths:
        if (path.exists() or path.is_symlink()) and not is_result(path):
            raise DatasetError(f"{path}: is no result of `coder validate`, and would be overwritten; move it away")
    try:
        (folder / VALIDATION).mkdir(exist_ok=True)
        for path, result in paths.items():
            text = json.dumps(result, indent=2, ensure_ascii=False, default=str) + "\n"
            path.write_text(text, encoding="utf8")
    except OSError:
        return
