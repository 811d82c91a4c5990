"""Files of GDELT and ICEWS, read in bounded memory: text with tabs, also in .zip and .gz, and Parquet.

Each line comes out: as a row, or as a reject with its file and line.
"""

from __future__ import annotations

import gzip
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from coder.errors import InputError
from coder.exchange.formats import EXPECTED, FORMATS, Format, format_of_names
from coder.records import Reject

BLOCK = 4 * 2**20
HEAD = 2**16
ROWS = 50_000
DICTIONARY = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Batch:
    """Some rows of a file: `columns` by the format's names, as text, with their `lines`; `rejects` were none."""

    format: Format
    place: str
    columns: dict[str, pa.Array]
    lines: Sequence[int]
    rejects: tuple[Reject, ...] = ()


def read_corpus(path: Path, wanted: Callable[[Format], tuple[str, ...]]) -> Iterator[Batch]:
    """The rows of a file, some ten thousand at a time, with the columns that are `wanted` of its format.

    Columns come as dictionaries of text, but for identifiers and addresses. Raises InputError where the file can't be
    read or is of no known format.
    """
    try:
        if path.suffix.lower() == ".parquet":
            yield from _read_parquet(path, wanted)
            return
        for place, stream in _streams(path):
            yield from _read_text(place, stream, wanted)
    except (OSError, zipfile.BadZipFile, EOFError, pa.ArrowException) as error:
        raise InputError(f"{path}: can't be read: {error}") from error


def _streams(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The texts in a file: one, or those of a .zip."""
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if not n.endswith("/")]
            for name in names:
                with archive.open(name) as stream:
                    yield (path.name if len(names) == 1 else f"{path.name}/{name}"), stream
    elif path.suffix.lower() == ".gz":
        with gzip.open(path) as stream:
            yield path.name, stream  # type: ignore[misc]
    else:
        with path.open("rb") as stream:
            yield path.name, stream


class _Clean:
    """A stream whose lines are UTF-8 and end in \\n; one that is not is kept in `bad` and made what no format has."""

    closed = False

    def __init__(self, stream: IO[bytes], head: bytes) -> None:
        self.stream, self.rest = stream, head
        self.line = 0
        self.bad: dict[int, str] = {}

    def read(self, size: int) -> bytes | memoryview:
        """Whole lines of some `size` bytes; nothing at the end."""
        block, cut = self.rest, 0
        while not cut:
            more = self.stream.read(max(size - len(block), HEAD))
            block += more
            cut = block.rfind(b"\n") + 1 if more else len(block)
            if not more:
                break
        self.rest = block[cut:]
        if block.isascii() and b"\r" not in block:
            self.line += block.count(b"\n")
            return memoryview(block)[:cut]
        return self._cleaned(block[:cut])

    def _cleaned(self, block: bytes) -> bytes:
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
        if not _is_utf8(block):
            first = self.line + 1
            block = b"\n".join(map(self._checked, block.split(b"\n"), range(first, first + 1 + block.count(b"\n"))))
        self.line += block.count(b"\n")
        return block

    def _checked(self, line: bytes, number: int) -> bytes:
        try:
            line.decode()
        except UnicodeDecodeError:
            self.bad[number] = line.decode("utf8", "replace")
            return b"\x1f"
        return line

    def close(self) -> None:
        """Leaves the stream to whoever opened it."""


def _is_utf8(block: bytes) -> bool:
    ends = pa.array([0, len(block)], pa.int32()).buffers()[1]
    try:
        pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(block)]).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _read_text(place: str, stream: IO[bytes], wanted: Callable[[Format], tuple[str, ...]]) -> Iterator[Batch]:
    head = stream.read(HEAD)
    if not head:
        return
    format = _format_of_text(place, head)
    clean = _Clean(stream, head)
    skip = int(head.decode("utf8", "replace").split("\t")[0].lower() == format.id.lower())
    invalid: list[tuple[int, str]] = []

    def note(row: Any) -> str:
        invalid.append((row.number, f"{row.actual_columns} columns instead of {row.expected_columns}\t{row.text}"))
        return "skip"

    reader = pyarrow.csv.open_csv(
        pa.PythonFile(clean, mode="r"),
        pyarrow.csv.ReadOptions(column_names=list(format.columns), use_threads=False, block_size=BLOCK, skip_rows=skip),
        pyarrow.csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False, invalid_row_handler=note),
        pyarrow.csv.ConvertOptions(
            include_columns=list(wanted(format)), strings_can_be_null=False, check_utf8=False,
            column_types={c: pa.string() if c in (format.id, "SOURCEURL") else DICTIONARY for c in format.columns},
        ),
    )  # fmt: skip
    yield from _batches(place, format, reader, clean, invalid, skip)


def _batches(
    place: str, format: Format, reader: Any, clean: _Clean, invalid: list[tuple[int, str]], skip: int
) -> Iterator[Batch]:
    """Arrow's batches with their lines. Arrow may have parsed further than it hands out: later invalid lines wait."""
    done = skip
    for batch in reader:
        lines: Sequence[int] = range(done + 1, done + 1 + batch.num_rows)
        told: list[tuple[int, str]] = []
        if invalid and invalid[0][0] <= done + batch.num_rows:
            told, lines = _between(invalid, done, batch.num_rows)
        done = lines[-1] if batch.num_rows else done
        columns = {name: batch.column(name) for name in batch.schema.names}
        yield Batch(format, place, columns, lines, tuple(_reject(place, n, text, clean.bad) for n, text in told))
    yield Batch(format, place, {}, [], tuple(_reject(place, n, text, clean.bad) for n, text in invalid))


def _between(invalid: list[tuple[int, str]], done: int, count: int) -> tuple[list[tuple[int, str]], list[int]]:
    """The invalid lines before the last of the next `count` valid ones, and the lines of these."""
    lines: list[int] = []
    told = []
    while len(lines) < count:
        done += 1
        if invalid and invalid[0][0] == done:
            told.append(invalid.pop(0))
        else:
            lines.append(done)
    return told, lines


def _reject(place: str, line: int, text: str, bad: dict[int, str]) -> Reject:
    reason, _, record = text.partition("\t")
    if line in bad:
        reason, record = "the line is not UTF-8; convert the file", bad[line]
    return Reject("merge", reason, record, f"{place}:{line}")


def _format_of_text(place: str, head: bytes) -> Format:
    """The format by the commonest number of columns among the first lines."""
    lines = head.split(b"\n")
    lines = lines[:-1] if len(lines) > 1 else lines
    counts = Counter(line.count(b"\t") + 1 for line in lines)
    known = [(number, -count, count) for count, number in counts.items() if count in FORMATS]
    if not known:
        columns = counts.most_common(1)[0][0]
        raise InputError(f"{place}: no known format: its lines have {columns} columns. {EXPECTED}")
    return FORMATS[max(known)[2]]


def _read_parquet(path: Path, wanted: Callable[[Format], tuple[str, ...]]) -> Iterator[Batch]:
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    with pq.ParquetFile(path) as file:
        names = {name.lower(): name for name in file.schema_arrow.names}
        format = format_of_names(list(names))
        if format is None:
            raise InputError(f"{path}: no known format: it lacks columns of GDELT's events and of ICEWS. {EXPECTED}")
        columns = {column: names[column.lower()] for column in wanted(format)}
        done = 0
        for batch in file.iter_batches(ROWS, columns=list(columns.values())):
            found = {
                column: _as_text(batch.column(name), column in (format.id, "SOURCEURL"))
                for column, name in columns.items()
            }
            yield Batch(format, path.name, found, range(done + 1, done + 1 + batch.num_rows))
            done += batch.num_rows


def _as_text(column: pa.Array, plain: bool) -> pa.Array:
    """A column of any type as the text files have it: no value is empty text."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type) and not plain:
        # Whole numbers that came as floats, because some are missing.
        whole = pc.all(pc.equal(column, pc.floor(column))).as_py()
        column = column.cast(pa.int64()) if whole else column
    text = column.cast(pa.string()).fill_null("")
    return text if plain else text.dictionary_encode()
