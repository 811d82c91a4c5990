"""Parquet files as records, a few rows at a time: as many as are sure to fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coder.records import Document, Reject
from coder.text.fields import record_to_document, turned_away
from coder.text.streams import DAMAGED, LONGEST_LINE, LONGEST_SHOWN, Told, Unchanged, shown

# Rows that are read at once, and bytes that they may hold together, were each as long as a value may be.
MOST_ROWS, MOST_BYTES = 256, 512_000_000


def column_names(path: Path) -> list[str]:
    """The names of the columns of a Parquet file. Raises OSError or ValueError where it is none."""
    import pyarrow.parquet as pq

    return list(pq.read_schema(path).names)


def read_parquet(path: Path, date_format: str | None = None, told: Told | None = None) -> Iterator[Document | Reject]:
    """The records of a file; of a row group that is damaged those before the damage, and a Reject for the rest.

    `told` gets the checksum of the bytes that were read. Raises InputError where they change meanwhile.
    """
    if told is None:
        yield from _records_of_file(path, path, date_format)
        return
    try:
        file = Unchanged(path)
    except OSError:  # what the reader says of it is told among the rejects
        yield from _records_of_file(path, path, date_format)
        return
    with file:
        yield from _records_of_file(path, file, date_format)
    told(path, file.checksum)


def _records_of_file(path: Path, source: Path | Unchanged, date_format: str | None) -> Iterator[Document | Reject]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(source)
        sizes = [_size(file.metadata.row_group(k)) for k in range(file.metadata.num_row_groups)]
    except (*DAMAGED, ValueError, pa.ArrowException) as error:
        yield turned_away(f"the file can't be read: {str(error)[:300]}; get it again", "", shown(path))
        return
    number = 0
    for group, (rows, longest) in enumerate(sizes):
        after = number + rows
        try:
            if longest > LONGEST_LINE * rows:
                raise ValueError(f"its values have more than {LONGEST_LINE:,} bytes each")
            at_once = max(1, min(MOST_ROWS, MOST_BYTES // max(1, min(longest, LONGEST_LINE))))
            for batch in file.iter_batches(batch_size=at_once, row_groups=[group]):
                for record in _records_of(batch):
                    number += 1
                    known = {k: v for k, v in record.items() if v is not None}
                    yield record_to_document(known, f"{shown(path)}: row {number}", _told(record), date_format)
        except (*DAMAGED, ValueError, pa.ArrowException) as error:
            reason = f"the rest of the file up to row {after:,} can't be read: {str(error)[:300]}; get it again"
            yield turned_away(reason, "", f"{shown(path)}: row {number + 1}")
        number = after


def _size(group: Any) -> tuple[int, int]:
    """How many rows a row group has, and how many bytes its longest column."""
    sizes = [group.column(k).total_uncompressed_size for k in range(group.num_columns)]
    return group.num_rows, max(sizes, default=0)


def _told(record: dict[str, Any]) -> str:
    """A record as text, of which no long value is written out whole."""
    short = {k: v[:LONGEST_SHOWN] if isinstance(v, (str, bytes)) else v for k, v in record.items()}
    return str(short)[:LONGEST_SHOWN]


def _records_of(batch: Any) -> Iterator[dict[str, Any]]:
    """The records of a batch; a value that Python can't hold (a date after 9999) is told as text."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for k in range(batch.num_rows):
            record = {}
            for name in batch.schema.names:
                cell = batch.column(name)[k]
                try:
                    record[name] = cell.as_py()
                except (ValueError, OverflowError):
                    record[name] = f"{cell.type} beyond what can be read"
            yield record
