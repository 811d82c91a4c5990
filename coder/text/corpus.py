"""Reading news texts: JSONL, CSV, TSV, Parquet and folders of text files, one record at a time.

A record that can't be used becomes a Reject and the reading goes on; a file that can't be read at all is an InputError
before anything is written.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coder.errors import InputError
from coder.records import Document, Reject

KNOWN = ("doc_id", "date", "text", "title", "source", "url", "language")
REQUIRED = ("doc_id", "date", "text")
JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = {".csv": ",", ".tsv": "\t", ".csv.gz": ",", ".tsv.gz": "\t"}
ENDINGS = (*JSON_LINES, *TABLES, ".parquet", ".txt")
_FILE_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")
PARQUET_BATCH = 256


def find_files(inputs: Sequence[Path]) -> list[Path]:
    """The files to read, folders opened, in a fixed order. Raises InputError where there is nothing that can be read."""
    found: list[Path] = []
    for path in inputs:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _ending(p))
            if not inside:
                raise InputError(f"{path}: the folder holds no file to read; files end in {', '.join(ENDINGS)}")
            found += inside
        elif not path.exists():
            raise InputError(f"{path}: there is no such file or folder; check the spelling")
        elif not _ending(path):
            raise InputError(f"{path}: what kind of file this is can't be told from its name; names end in {', '.join(ENDINGS)}")
        else:
            found.append(path)
    for path in found:
        _check(path)
    return found


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
            with _open(path) as handle:
                columns = [c.decode("utf-8-sig", "replace").strip().strip('"') for c in handle.readline().split(TABLES[ending].encode())]
        else:
            with _open(path) as handle:
                handle.read(1)
            return
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{path}: can't be read: {error}") from error
    if missing := [c for c in REQUIRED if c not in columns]:
        raise InputError(f"{path}: the columns {', '.join(missing)} are missing; it has {', '.join(columns)}. Rename yours to these names")


def _open(path: Path) -> Any:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def read_documents(inputs: Sequence[Path]) -> Iterator[Document | Reject]:
    """Every record of the inputs in their order, as a Document or a Reject. Raises InputError as `find_files` does.

    Ids must be unique over all inputs; the first document of an id is kept.
    """
    seen: set[bytes] = set()
    for path in find_files(inputs):
        for record in _records(path):
            if isinstance(record, Document):
                key = hashlib.blake2b(record.doc_id.encode("utf8", "surrogatepass"), digest_size=8).digest()
                if key in seen:
                    record = Reject("corpus", f"the doc_id '{record.doc_id}' stands twice; the first is kept", record.text, str(path), record.doc_id)
                seen.add(key)
            yield record


def _records(path: Path) -> Iterator[Document | Reject]:
    ending = _ending(path)
    if ending in JSON_LINES:
        return _json_lines(path)
    if ending in TABLES:
        return _table(path, TABLES[ending])
    return _parquet(path) if ending == ".parquet" else _text_file(path)


def _json_lines(path: Path) -> Iterator[Document | Reject]:
    for number, line, fault in _lines(path):
        place = f"{path}:{number}"
        if fault:
            yield Reject("corpus", fault, line, place)
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Reject("corpus", f"the line is no JSON: {error}", line, place)
            continue
        if isinstance(record, dict):
            yield record_to_document(record, place, line)
        else:
            yield Reject("corpus", "the line holds no JSON object; write one with doc_id, date and text", line, place)


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Number and text of each line that is not blank, and what is wrong with its bytes."""
    number = 0
    try:
        with _open(path) as handle:
            for number, raw in enumerate(handle, 1):
                if not raw.strip():
                    continue
                try:
                    yield number, raw.decode("utf-8-sig" if number == 1 else "utf8").rstrip("\r\n"), ""
                except UnicodeDecodeError as error:
                    yield number, raw.decode("utf8", "backslashreplace"), f"the line is not UTF-8: {error.reason} at byte {error.start}; save the file as UTF-8"
    except (OSError, EOFError) as error:
        yield number + 1, "", f"the rest of the file can't be read: {error}"


def _table(path: Path, delimiter: str) -> Iterator[Document | Reject]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    faults: dict[int, str] = {}

    def texts() -> Iterator[str]:
        for number, line, fault in _lines(path):
            if fault:
                faults[number] = fault
            yield line + "\n"

    reader = csv.reader(texts(), delimiter=delimiter)
    header = [c.strip() for c in next(reader, [])]
    before = reader.line_num
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject("corpus", f"the row can't be read: {error}", "", f"{path}:{reader.line_num}")
            continue
        place, raw = f"{path}:{before + 1}", delimiter.join(cells)
        fault = next((faults.pop(n) for n in sorted(faults) if n <= reader.line_num), "")
        before = reader.line_num
        if fault or len(cells) != len(header):
            yield Reject("corpus", fault or f"the row has {len(cells)} cells where the header has {len(header)}; quote cells that hold the delimiter", raw, place)
        else:
            yield record_to_document({k: v for k, v in zip(header, cells, strict=True) if v != ""}, place, raw)


def _parquet(path: Path) -> Iterator[Document | Reject]:
    import pyarrow.parquet as pq

    number = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=PARQUET_BATCH):
        for record in batch.to_pylist():
            number += 1
            yield record_to_document({k: v for k, v in record.items() if v is not None}, f"{path}: row {number}", json.dumps(record, default=str, ensure_ascii=False))


def _text_file(path: Path) -> Iterator[Document | Reject]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Reject("corpus", f"the file is not UTF-8: {error.reason} at byte {error.start}", raw.decode("utf8", "backslashreplace"), str(path), path.stem)
        return
    found = _FILE_DATE.search(path.stem)
    record = {"doc_id": path.stem, "text": text} | ({"date": found.group(1)} if found else {})
    if found is None:
        yield Reject("corpus", "no date: the name of a text file must hold its date, as in 2024-03-27_name.txt", text, str(path), path.stem)
    else:
        yield record_to_document(record, str(path), text)


def record_to_document(record: dict[str, Any], place: str, raw: str) -> Document | Reject:
    """The Document of a record, or why there is none."""
    doc_id = record.get("doc_id")
    if isinstance(doc_id, int) and not isinstance(doc_id, bool):
        doc_id = str(doc_id)
    name = doc_id if isinstance(doc_id, str) else None

    def reject(reason: str) -> Reject:
        return Reject("corpus", reason, raw, place, name)

    if not isinstance(doc_id, str) or not doc_id.strip():
        return reject("no doc_id: every document needs an identifier of its own" if doc_id in (None, "") else f"doc_id is {type(doc_id).__name__}, not text")
    for field in ("text", "title", "source", "url", "language"):
        if record.get(field) is not None and not isinstance(record[field], str):
            return reject(f"{field} is {type(record[field]).__name__}, not text")
    text = record.get("text")
    if not text or not text.strip():
        return reject("no text: the field 'text' is empty or missing")
    if any("\ud800" <= c <= "\udfff" for c in text):
        return reject("the text holds half a character (a lone surrogate); extract it again")
    day = read_date(record.get("date"))
    if day is None:
        value = record.get("date")
        return reject("no date: the field 'date' is empty or missing" if value in (None, "") else f"the date {value!r} is no ISO date; write it as 2024-03-27")
    extra = {k: v for k, v in record.items() if k not in KNOWN}
    return Document(doc_id, day, text, record.get("title"), record.get("source"), record.get("url"), record.get("language"), extra)


def read_date(value: object) -> date | None:
    """The day of an ISO date or time, or of a date object; None where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return None


def input_bytes(paths: Iterable[Path]) -> int:
    """How many bytes the files hold, for the progress bar."""
    return sum(p.stat().st_size for p in paths)
