"""The files of a table: one part up to a million rows; above that folders of years, where the table has event dates.

Rows may come in portions of any size: files and row groups depend on the rows and their order alone, so that a run that
was resumed, or shards that were joined, give the same bytes as one run.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coder.schema import Schema

ROW_GROUP = 50_000
PART_ROWS = 1_000_000
# While rows are sorted into years, so many wait at most.
MOST_WAITING = 4 * ROW_GROUP
PARTITIONED_BY = "event_date"


class PartWriter:
    """Writes the rows of one table into `folder`, in order, and never holds more than a few row groups in memory.

    >>> from coder.schema import load_schema, to_table
    >>> schema = load_schema("rejects")
    >>> with PartWriter(Path("dataset/rejects"), schema) as parts:
    ...     row = {"stage": "read", "reason": "no date", "record": "{}", "place": "a.csv:2", "doc_id": None}
    ...     parts.add(to_table([row], schema))
    >>> pq.read_table("dataset/rejects").num_rows
    1
    """

    def __init__(self, folder: Path, schema: Schema, part_rows: int = PART_ROWS, encoded: Collection[str] = ()) -> None:
        """`encoded` are columns of text that come as dictionaries, and are written as they come, which is quicker."""
        self.folder, self.part_rows = folder, part_rows
        self.layout = Layout(schema.arrow(), frozenset(encoded))
        self.schema = self.layout.given
        self.rows = 0
        self._may_split = any(c.name == PARTITIONED_BY for c in schema.columns)
        self._waiting = _Waiting()
        self._flat = _Files(folder, self.layout, part_rows)
        self._held = _Held(folder / ".held.arrows")
        self._years: dict[int, _Files] = {}

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()

    def add(self, table: pa.Table) -> None:
        """Adds rows, which have the columns of the schema."""
        self.rows += table.num_rows
        self._waiting.add(table.cast(self.schema))
        while self._waiting.rows >= ROW_GROUP:
            self._put(self._waiting.take(ROW_GROUP))

    def close(self) -> None:
        """Writes what waits. A table without rows gets a part with its columns."""
        if self._waiting.rows:
            self._put(self._waiting.take(self._waiting.rows))
        for files in self._years.values():
            files.close()
        if not self._years:
            for group in self._held.take():
                self._flat.add(group)
            self._flat.close()

    def _put(self, group: pa.Table) -> None:
        """Takes a row group. Those of a table that may yet be sorted into years are held until it is known."""
        if not self._may_split:
            self._flat.add(group)
        elif not self._years and self._held.rows + group.num_rows <= self.part_rows:
            self._held.add(group)
        else:
            for earlier in self._held.take():
                self._sort(earlier)
            self._sort(group)

    def _sort(self, group: pa.Table) -> None:
        of_year = pc.year(group[PARTITIONED_BY])
        years = sorted(pc.unique(of_year).to_pylist())
        for year in years:
            files = self._years.setdefault(year, _Files(self.folder / f"year={year}", self.layout, self.part_rows))
            files.add(group if len(years) == 1 else group.filter(pc.equal(of_year, year)))
        while sum(files.waiting.rows for files in self._years.values()) > MOST_WAITING:
            max(self._years.values(), key=lambda files: files.waiting.rows).flush()


class Layout:
    """The columns of a file: the Arrow schema that it has, and that of the tables that are given for it."""

    def __init__(self, schema: pa.Schema, encoded: frozenset[str] = frozenset()) -> None:
        self.schema, self.encoded = schema, encoded
        fields = [f.with_type(pa.dictionary(pa.int32(), f.type)) if f.name in encoded else f for f in schema]
        self.given = pa.schema(fields, schema.metadata)

    def writer(self, path: Path) -> pq.ParquetWriter:
        """A writer of tables that have the schema `given`. The file says `schema`, whichever way its text came."""
        if not self.encoded:
            return pq.ParquetWriter(path, self.schema, compression="zstd", write_statistics=True)
        # Least and greatest of texts that stand in no order help no reader, and take a third of the time. Nor does a
        # dictionary help with texts that are not given as one.
        measured = [f.name for f in self.schema if not pa.types.is_string(f.type)]
        lists = {f.name for f in self.schema if pa.types.is_list(f.type)}
        repeated = [f"{name}.list.element" if name in lists else name for name in (*measured, *self.encoded)]
        writer = pq.ParquetWriter(
            path, self.given, compression="zstd", write_statistics=measured, use_dictionary=repeated, store_schema=False
        )
        stored = base64.b64encode(self.schema.serialize().to_pybytes())
        writer.add_key_value_metadata({**(self.schema.metadata or {}), "ARROW:schema": stored})
        return writer


class _Held:
    """Row groups that wait on disk as Arrow has them, which costs a tenth of writing them as Parquet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._writer: pa.RecordBatchStreamWriter | None = None

    def add(self, group: pa.Table) -> None:
        group = group.unify_dictionaries().combine_chunks()
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pa.ipc.new_stream(
                str(self.path), group.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")
            )
        self._writer.write_table(group)
        self.rows += group.num_rows

    def take(self) -> Iterator[pa.Table]:
        """The groups in order; then there are none."""
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        with pa.OSFile(str(self.path)) as file, pa.ipc.open_stream(file) as stream:
            for batch in stream:
                yield pa.Table.from_batches([batch])
        self.path.unlink()
        self.rows = 0


class _Waiting:
    """Rows that wait until there are enough of them."""

    def __init__(self) -> None:
        self.rows = 0
        self._tables: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        self._tables.append(table)
        self.rows += table.num_rows

    def take(self, count: int) -> pa.Table:
        """The first `count` rows."""
        table = pa.concat_tables(self._tables)
        self._tables = [table.slice(count)]
        self.rows -= count
        return table.slice(0, count)


class _Files:
    """The numbered files of one folder: row groups of a fixed size, a new file after so many rows."""

    def __init__(self, folder: Path, layout: Layout, part_rows: int) -> None:
        self.folder, self.layout, self.part_rows = folder, layout, part_rows
        self.paths: list[Path] = []
        self.rows = 0
        self.waiting = _Waiting()
        self._writer: pq.ParquetWriter | None = None
        self._written = 0

    def add(self, table: pa.Table) -> None:
        self.rows += table.num_rows
        self.waiting.add(table)
        while self.waiting.rows >= ROW_GROUP:
            self._emit(ROW_GROUP)

    def flush(self) -> None:
        """Writes what waits as a row group, however small."""
        if self.waiting.rows:
            self._emit(self.waiting.rows)

    def close(self) -> None:
        self.flush()
        if not self.paths:
            self._next()
        assert self._writer is not None
        self._writer.close()

    def _emit(self, count: int) -> None:
        if self._writer is None or self._written + count > self.part_rows:
            self._next()
        assert self._writer is not None
        # A column whose dictionary changes within a row group would be written without one.
        self._writer.write_table(self.waiting.take(count).unify_dictionaries(), row_group_size=count)
        self._written += count

    def _next(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.paths.append(self.folder / f"part-{len(self.paths):05d}.parquet")
        self._writer = self.layout.writer(self.paths[-1])
        self._written = 0
