"""Reading news texts: JSONL, CSV, TSV, Parquet and folders of text files, one record at a time.

A record that can't be used becomes a Reject and the reading goes on; a file that can't be read at all is an InputError
before anything is written.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.errors import InputError
from coder.records import Document, Reject
from coder.text.fields import REQUIRED, read_date, record_to_document
from coder.text.rows import find_delimiter, header_cells, read_rows

__all__ = ["find_files", "input_bytes", "read_date", "read_documents", "record_to_document"]

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
ENDINGS = (*JSON_LINES, *TABLES, ".parquet", ".txt")
_FILE_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")
PARQUET_BATCH = 256
# A line longer, in bytes, is turned away without being held in memory; the longest text fits into one.
LONGEST_LINE = 80_000_000
LONGEST_SHOWN = 10_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a file that is damaged, or no file of its kind, raises while it is read.
DAMAGED = (OSError, EOFError, zlib.error)


def find_files(inputs: Sequence[Path]) -> list[Path]:
    """The files to read, folders opened, in a fixed order. Raises InputError where there is nothing that can
    be read.
    """
    found: list[Path] = []
    for path in inputs:
        if path.is_dir():
            inside = [p for p in _walk(path) if p.is_file() and _ending(p)]
            if not inside:
                raise InputError(f"{shown(path)}: the folder holds no file to read; files end in {', '.join(ENDINGS)}")
            found += inside
        elif not path.exists():
            raise InputError(f"{shown(path)}: there is no such file or folder; check the spelling")
        elif not _ending(path):
            raise InputError(
                f"{shown(path)}: what kind of file this is can't be told from its name; names end in "
                f"{', '.join(ENDINGS)}"
            )
        else:
            found.append(path)
    for path in found:
        _check(path)
    return found


def _walk(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if not p.name.startswith("."))


def left_out(inputs: Sequence[Path]) -> Iterator[Reject]:
    """What lies in the folders of the input and is not read: files of other kinds, folders that can't be opened."""
    for path in (p for folder in inputs if folder.is_dir() for p in _walk(folder)):
        if path.is_dir():
            if path.is_symlink():
                yield Reject(
                    "corpus",
                    "the folder is a link and was not followed; name it as an input of its own",
                    "",
                    shown(path),
                )
            elif not os.access(path, os.R_OK | os.X_OK):
                yield Reject("corpus", "the folder can't be opened; change its permissions", "", shown(path))
        elif not _ending(path) or not path.is_file():
            reason = f"the file was left out: it does not end in {', '.join(ENDINGS)}; convert it or leave it"
            yield Reject("corpus", reason, "", shown(path))


def shown(path: Path) -> str:
    """A path as text, whatever bytes are in it."""
    return os.fsencode(path).decode("utf8", "backslashreplace")


def _ending(path: Path) -> str | None:
    name = path.name.lower()
    return next((e for e in sorted(ENDINGS, key=len, reverse=True) if name.endswith(e)), None)


def _check(path: Path) -> None:
    """Raises InputError where a file can't be opened or lacks a column that every record needs."""
    ending = _ending(path)
    try:
        if ending == ".parquet":
            import pyarrow.parquet as pq

            columns = list(pq.read_schema(path).names)
        elif ending in TABLES:
            number, line, fault = next(_lines(path), (1, "", ""))
            if fault:
                raise InputError(f"{shown(path)}:{number}: {fault}")
            columns = header_cells(line, find_delimiter(line, REQUIRED) or ("\t" if ".tsv" in ending else ","))
        else:
            with _open(path) as handle:
                handle.read(1)
            return
    except (*DAMAGED, ValueError) as error:
        raise InputError(f"{shown(path)}: can't be read: {str(error)[:500]}") from error
    has = ", ".join(c[:50] for c in columns[:20])
    if missing := [c for c in REQUIRED if c not in columns]:
        raise InputError(
            f"{shown(path)}: the columns {', '.join(missing)} are missing; it has {has}. Rename yours to these names"
        )
    if twice := sorted({c for c in columns if columns.count(c) > 1}):
        raise InputError(
            f"{shown(path)}: the columns {', '.join(twice)[:200]} stand twice; rename or remove one of each"
        )


def _open(path: Path) -> Any:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def read_documents(inputs: Sequence[Path]) -> Iterator[Document | Reject]:
    """Every record of the inputs in their order, as a Document or a Reject. Raises InputError as `find_files` does.

    Ids must be unique over all inputs; the first document of an id is kept.
    """
    seen: set[bytes] = set()
    files = find_files(inputs)
    yield from left_out(inputs)
    for path in files:
        for record in _records(path):
            if isinstance(record, Document):
                key = hashlib.blake2b(record.doc_id.encode(), digest_size=8).digest()
                if key in seen:
                    reason = f"the doc_id '{record.doc_id}' stands twice; the first is kept"
                    record = Reject("corpus", reason, record.text, shown(path), record.doc_id)
                seen.add(key)
            yield record


def _records(path: Path) -> Iterator[Document | Reject]:
    ending = _ending(path)
    if ending in JSON_LINES:
        return _json_lines(path)
    if ending in TABLES:
        return _table(path)
    return _parquet(path) if ending == ".parquet" else _text_file(path)


def _json_lines(path: Path) -> Iterator[Document | Reject]:
    for number, line, fault in _lines(path):
        place = f"{shown(path)}:{number}"
        if fault:
            yield Reject("corpus", fault, line, place)
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:  # also a whole number of more digits than Python reads
            yield Reject("corpus", f"the line is no JSON: {str(error)[:300]}; write one object a line", line, place)
            continue
        if isinstance(record, dict):
            yield record_to_document(record, place, line)
        else:
            yield Reject("corpus", "the line holds no JSON object; write one with doc_id, date and text", line, place)


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Number and text of each line with its line end, and what is wrong with it. Lines end with a line feed."""
    number = 0
    try:
        with _open(path) as handle:
            start = handle.read(3)
            encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf8")
            handle.seek(0)
            if encoding == "utf-16":
                handle = io.BytesIO(handle.read(LONGEST_LINE).decode(encoding, "replace").encode())
            while raw := handle.readline(LONGEST_LINE):
                number += 1
                if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                    while (more := handle.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                        pass
                    start_of = raw[:LONGEST_SHOWN].decode("utf8", "backslashreplace")
                    yield number, start_of, f"the line is longer than {LONGEST_LINE:,} bytes; cut it into documents"
                    continue
                try:
                    yield number, raw.decode("utf-8-sig" if number == 1 else "utf8"), ""
                except UnicodeDecodeError as error:
                    fault = f"the line is not UTF-8: {error.reason} at byte {error.start}; save the file as UTF-8"
                    yield number, raw[:LONGEST_SHOWN].decode("utf8", "backslashreplace"), fault
    except DAMAGED as error:
        yield number + 1, "", f"the rest of the file can't be read: {error}; get it again"


def _table(path: Path) -> Iterator[Document | Reject]:
    lines = _lines(path)
    number, line, fault = next(lines, (1, "", ""))
    delimiter = None if fault else find_delimiter(line, REQUIRED)
    if delimiter is None:
        yield Reject(
            "corpus",
            fault or "the file has no header with doc_id, date and text; write one",
            line,
            f"{shown(path)}:{number}",
        )
        return
    header = header_cells(line, delimiter)
    identifier, day = header.index("doc_id"), header.index("date")

    def begins_row(cells: Sequence[str]) -> bool:
        return (
            len(cells) > max(identifier, day) and bool(cells[identifier].strip()) and read_date(cells[day]) is not None
        )

    for row in read_rows(lines, delimiter, len(header), begins_row):
        place = f"{shown(path)}:{row.line}"
        if row.fault:
            yield Reject("corpus", row.fault, row.raw, place)
        else:
            record = {k: v for k, v in zip(header, row.cells, strict=True) if v != ""}
            yield record_to_document(record, place, row.raw)


def _parquet(path: Path) -> Iterator[Document | Reject]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=PARQUET_BATCH):
            for record in _records_of(batch):
                number += 1
                raw = str(record)[:LONGEST_SHOWN]
                yield record_to_document(
                    {k: v for k, v in record.items() if v is not None}, f"{shown(path)}: row {number}", raw
                )
    except (*DAMAGED, pa.ArrowException) as error:
        reason = f"the rest of the file can't be read: {str(error)[:300]}; get it again"
        yield Reject("corpus", reason, "", f"{shown(path)}: row {number + 1}")


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


def _text_file(path: Path) -> Iterator[Document | Reject]:
    place, name = shown(path), shown(Path(path.stem))
    if path.stat().st_size > LONGEST_LINE:
        yield Reject(
            "corpus", f"the file is longer than {LONGEST_LINE:,} bytes; cut it into documents", "", place, name
        )
        return
    raw = path.read_bytes()
    encoding = next((kind for mark, kind in _MARKS if raw.startswith(mark)), "utf8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"the file is not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        yield Reject("corpus", reason, raw[:LONGEST_SHOWN].decode("utf8", "backslashreplace"), place, name)
        return
    found = _FILE_DATE.search(name)
    if found is None:
        reason = "no date: the name of a text file must hold its date, as in 2024-03-27_name.txt"
        yield Reject("corpus", reason, text, place, name)
    else:
        yield record_to_document({"doc_id": name, "text": text, "date": found.group(1)}, place, text)


def input_bytes(paths: Iterable[Path]) -> int:
    """How many bytes the files hold, for the progress bar."""
    return sum(p.stat().st_size for p in paths)
