"""Reading news texts: JSONL, CSV, TSV, Parquet and folders of text files, one record at a time.

A record that can't be used becomes a Reject and the reading goes on; so does a file in a folder that can't be read. A
file that was named and can't be read at all is an InputError before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coder.errors import InputError
from coder.records import Document, Reject
from coder.text.columns import column_names, read_parquet
from coder.text.fields import (
    KNOWN,
    LONGEST_ID,
    REQUIRED,
    Reading,
    is_date_format,
    read_date,
    record_to_document,
    turned_away,
)
from coder.text.rows import distinct, find_delimiter, header_cells, read_rows
from coder.text.streams import (
    DAMAGED,
    LONGEST_LINE,
    Told,
    decode,
    encoding_of,
    is_encoding,
    open_bytes,
    read_lines,
    shown,
)

__all__ = ["Reading", "encoding_told", "find_files", "input_bytes", "read_date", "read_documents", "record_to_document"]

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
ENDINGS = (*JSON_LINES, *TABLES, ".parquet", ".txt")
PLAIN = Reading()
_FILE_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")
# Lists and objects within one line: more are no record, and would fill the memory.
MOST_NESTED = 1_000_000


def find_files(inputs: Sequence[Path], reading: Reading = PLAIN) -> list[Path]:
    """The files to read, folders opened, in a fixed order.

    Raises InputError where there is nothing that can be read, where a file that is named can't be, where no file of a
    folder can be, and where what `reading` says is no encoding or no form of dates.
    """
    _check_reading(reading)
    found: list[Path] = []
    for path in inputs:
        if path.is_dir():
            inside = [p for p in _walk(path) if p.is_file() and _ending(p)]
            if not inside:
                raise InputError(f"{shown(path)}: the folder holds no file to read; files end in {', '.join(ENDINGS)}")
            faults = [fault for path in inside if (fault := _fault(path, reading))]
            if len(faults) == len(inside):
                raise InputError(faults[0])
            found += inside
        elif not path.exists():
            raise InputError(f"{shown(path)}: there is no such file or folder; check the spelling")
        elif not _ending(path):
            raise InputError(
                f"{shown(path)}: what kind of file this is can't be told from its name; names end in "
                f"{', '.join(ENDINGS)}"
            )
        elif fault := _fault(path, reading):
            raise InputError(fault)
        else:
            found.append(path)
    return found


def _check_reading(reading: Reading) -> None:
    if reading.encoding is not None and not is_encoding(reading.encoding):
        raise InputError(f"'{reading.encoding}' is no encoding; name one as windows-1252, latin-1 or utf-16")
    if reading.date_format is not None and not is_date_format(reading.date_format):
        raise InputError(
            f"'{reading.date_format}' does not say where year, month and day stand; write 3/4/2024 as %d/%m/%Y where "
            f"the day comes first, as %m/%d/%Y where the month does"
        )


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
        elif path.is_symlink() and not path.exists():
            yield Reject("corpus", "the link leads nowhere; mend it or take it away", "", shown(path))
        elif not _ending(path) or not path.is_file():
            reason = f"the file was left out: it does not end in {', '.join(ENDINGS)}; convert it or leave it"
            yield Reject("corpus", reason, "", shown(path))


def _ending(path: Path) -> str | None:
    name = path.name.lower()
    return next((e for e in sorted(ENDINGS, key=len, reverse=True) if name.endswith(e)), None)


def _fault(path: Path, reading: Reading) -> str | None:
    """Why nothing of a file can be read: it can't be opened, or lacks a column that every record needs."""
    ending = _ending(path)
    try:
        if ending == ".parquet":
            columns = column_names(path)
        elif ending in TABLES:
            number, line, fault = next(read_lines(path, reading.encoding), (1, "", ""))
            if fault:
                return f"{shown(path)}:{number}: {fault}"
            if "\r" in line.strip("\r\n"):
                return f"{shown(path)}: its lines end with a carriage return alone; save it with line feeds"
            columns = header_cells(line, find_delimiter(line, REQUIRED) or ("\t" if ".tsv" in str(ending) else ","))
        else:
            with open_bytes(path) as handle:
                handle.read(1)
            return None
    except (*DAMAGED, ValueError) as error:
        return f"{shown(path)}: can't be read: {str(error)[:500]}"
    has = ", ".join(c[:50] for c in columns[:20]) or "none"
    if missing := [c for c in REQUIRED if c not in columns]:
        if any(read_date(c, reading.date_format) for c in columns):
            return f"{shown(path)}: the first line is a record; write a line before it that names its columns, as " + (
                "doc_id,date,text"
            )
        return f"{shown(path)}: the columns {', '.join(missing)} are missing; it has {has}. Rename yours to these names"
    if twice := sorted({c for c in columns if c in KNOWN and columns.count(c) > 1}):
        return f"{shown(path)}: the columns {', '.join(twice)} stand twice; rename or remove one of each"
    return None


def encoding_told(path: Path, reading: Reading = PLAIN) -> str | None:
    """The encoding in which a file is read, for the manifest; None for Parquet, which has its own, and where the file
    can't be read.
    """
    try:
        return None if _ending(path) == ".parquet" else encoding_of(path, reading.encoding)
    except DAMAGED:
        return None


def read_documents(
    inputs: Sequence[Path], reading: Reading = PLAIN, told: Told | None = None
) -> Iterator[Document | Reject]:
    """Every record of the inputs in their order, as a Document or a Reject. Raises InputError as `find_files` does.

    Ids must be unique over all inputs; the first document of an id is kept. `told` gets each file that was read to its
    end, with the SHA-256 of what was read.
    """
    seen: set[bytes] = set()
    files = find_files(inputs, reading)
    yield from left_out(inputs)
    for path in files:
        for record in _records(path, reading, told):
            if isinstance(record, Document):
                key = hashlib.blake2b(record.doc_id.encode(), digest_size=8).digest()
                if key in seen:
                    reason = f"the doc_id '{record.doc_id}' stands twice; the first is kept"
                    record = turned_away(reason, record.text, shown(path), record.doc_id)
                seen.add(key)
            yield record


def _records(path: Path, reading: Reading, told: Told | None) -> Iterator[Document | Reject]:
    ending = _ending(path)
    if ending in JSON_LINES:
        return _json_lines(path, reading, told)
    if ending in TABLES:
        return _table(path, reading, told)
    if ending == ".parquet":
        return read_parquet(path, reading.date_format, told)
    return _text_file(path, reading, told)


def _json_lines(path: Path, reading: Reading, told: Told | None) -> Iterator[Document | Reject]:
    for number, line, fault in read_lines(path, reading.encoding, told):
        place = f"{shown(path)}:{number}"
        if fault:
            yield turned_away(fault, line, place)
            continue
        if not line.strip():
            continue
        if line.count("[") + line.count("{") > MOST_NESTED:
            reason = (
                f"the line holds over {MOST_NESTED:,} lists or objects, which no record does; write its fields as text"
            )
            yield turned_away(reason, line, place)
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield turned_away(f"the line is no JSON: {str(error)[:300]}; write one object a line", line, place)
            continue
        except ValueError:  # a whole number of more digits than Python reads
            yield turned_away("the line holds a number of thousands of digits; write it as text", line, place)
            continue
        if isinstance(record, dict):
            yield record_to_document(record, place, line, reading.date_format)
        else:
            yield turned_away("the line holds no JSON object; write one with doc_id, date and text", line, place)


def _table(path: Path, reading: Reading, told: Told | None) -> Iterator[Document | Reject]:
    if fault := _fault(path, reading):
        # A file in a folder, beside others that can be read.
        yield turned_away(fault, "", shown(path))
        return
    lines = read_lines(path, reading.encoding, told)
    line = next(lines)[1]
    delimiter = find_delimiter(line, REQUIRED) or ","
    header = distinct(header_cells(line, delimiter))
    identifier, day = header.index("doc_id"), header.index("date")

    def begins_row(cells: Sequence[str]) -> bool:
        return (
            len(cells) > max(identifier, day)
            and 0 < len(cells[identifier].strip()) <= LONGEST_ID
            and read_date(cells[day], reading.date_format) is not None
        )

    for row in read_rows(lines, delimiter, len(header), begins_row):
        place = f"{shown(path)}:{row.line}"
        if row.fault:
            yield turned_away(row.fault, row.raw, place)
        else:
            record = {k: v for k, v in zip(header, row.cells, strict=True) if v != ""}
            yield record_to_document(record, place, row.raw, reading.date_format)


def _text_file(path: Path, reading: Reading, told: Told | None) -> Iterator[Document | Reject]:
    place, name = shown(path), shown(Path(path.stem))
    try:
        with open_bytes(path, told) as handle:
            raw = handle.read(LONGEST_LINE + 1)
    except OSError as error:
        yield turned_away(f"the file can't be read: {error.strerror}; look at its permissions", "", place, name)
        return
    if len(raw) > LONGEST_LINE:
        yield turned_away(f"the file is longer than {LONGEST_LINE:,} bytes; cut it into documents", "", place, name)
        return
    text, fault = decode(raw, reading.encoding)
    found = _FILE_DATE.search(name)
    if fault:
        yield turned_away(fault, text, place, name)
    elif found is None:
        reason = "no date: the name of a text file must hold its date, as in 2024-03-27_name.txt"
        yield turned_away(reason, text, place, name)
    else:
        yield record_to_document({"doc_id": name, "text": text, "date": found.group(1)}, place, text)


def input_bytes(paths: Iterable[Path]) -> int:
    """How many bytes the files hold, for the progress bar."""
    return sum(p.stat().st_size for p in paths)
