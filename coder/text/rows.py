"""CSV and TSV as records, not as lines: a quote that is never closed costs its own record and none after it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 80_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A record: the number of its first line, what stands there, and its cells or what is wrong with them."""

    line: int
    raw: str
    cells: tuple[str, ...]
    fault: str = ""


def find_delimiter(header: str, needed: Iterable[str]) -> str | None:
    """The delimiter of a header line that holds the columns `needed`; None where no delimiter gives them."""
    wanted = set(needed)
    return next((d for d in DELIMITERS if wanted <= set(header_cells(header, d))), None)


def header_cells(header: str, delimiter: str) -> list[str]:
    """The names in a header line, stripped."""
    try:
        return [c.strip() for c in next(csv.reader([header.strip("\r\n")], delimiter=delimiter), [])]
    except csv.Error:
        return []


def distinct(names: Sequence[str]) -> list[str]:
    """The names of columns, none of them empty or twice: *notes, notes* and a nameless third are *notes, notes_2* and
    *column_3*.
    """
    made: list[str] = []
    for number, name in enumerate(names, start=1):
        name = name or f"column_{number}"
        made.append(next(n for n in (name, *(f"{name}_{k}" for k in range(2, number + 2))) if n not in made))
    return made


def read_rows(
    lines: Iterable[tuple[int, str, str]], delimiter: str, columns: int, begins_row: Callable[[Sequence[str]], bool]
) -> Iterator[Row]:
    """The records of physical lines (number, text with its line end, what is wrong with its bytes).

    `begins_row` says whether cells look like the beginning of a row: where a quote is open over such a line, the
    record before it is turned away and this one read; where that is a line of a TSV with all its cells, its mark is one
    of the text. Blank lines between records are left out, within cells kept.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    held: list[str] = []
    first = size = 0
    is_open = False
    for number, line, fault in lines:
        if fault:
            if held:
                reason = (
                    f"the record can't be read on from line {number}, of which the next reject tells; mend that line"
                )
                yield Row(first, "".join(held), (), reason)
                held, is_open, size = [], False, 0
            yield Row(number, line, (), fault)
            continue
        if held and begins_row(_cells(line, delimiter) or ()):
            yield _unquoted(first, held, delimiter, columns) or Row(first, "".join(held), (), _unclosed(first, number))
            held, is_open, size = [], False, 0
        if not held:
            if not line.strip():
                continue
            first = number
        held.append(line)
        size += len(line)
        is_open = _open_after(line, is_open, delimiter)
        if not is_open:
            yield _row(first, "".join(held), delimiter, columns)
            held, size = [], 0
        elif size > LONGEST_RECORD:
            yield Row(
                first,
                "".join(held),
                (),
                f"the record is longer than {LONGEST_RECORD:,} characters; cut it into documents",
            )
            held, is_open, size = [], False, 0
    if held:
        yield _unquoted(first, held, delimiter, columns) or Row(first, "".join(held), (), _unclosed(first, None))


def _unquoted(first: int, lines: Sequence[str], delimiter: str, columns: int) -> Row | None:
    """The record of one line of a TSV whose marks are no quoting, since it has as many cells as the header has."""
    if delimiter != "\t" or len(lines) != 1 or lines[0].count("\t") != columns - 1:
        return None
    return Row(first, lines[0], tuple(lines[0].rstrip("\r\n").split("\t")))


def _unclosed(first: int, next_row: int | None) -> str:
    until = f"before the row in line {next_row}" if next_row else "to the end of the file"
    return (
        f"a quotation mark opened in the record of line {first} is not closed {until}; double the marks within a cell"
    )


def _open_after(line: str, is_open: bool, delimiter: str) -> bool:
    """Whether a quoted cell is open at a line's end."""
    at, length = 0, len(line)
    while at < length:
        if is_open:
            close = line.find('"', at)
            if close < 0:
                return True
            if line[close + 1 : close + 2] == '"':
                at = close + 2
                continue
            is_open, at = False, close + 1
        if line[at : at + 1] == '"' and (at == 0 or line[at - 1] == delimiter):
            is_open, at = True, at + 1
            continue
        following = line.find(delimiter, at)
        if following < 0:
            return False
        at = following + 1
    return is_open


def _cells(text: str, delimiter: str, strict: bool = False) -> tuple[str, ...] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None


def _row(first: int, raw: str, delimiter: str, columns: int) -> Row:
    bare = raw[:-2] if raw.endswith("\r\n") else raw.removesuffix("\n")
    cells = _cells(bare, delimiter, strict=True)
    if cells is None:
        if (unquoted := _unquoted(first, [raw], delimiter, columns)) is not None:
            return unquoted
        return Row(first, raw, (), "the quotation marks of the row don't fit; double the marks within a quoted cell")
    if any(cells[columns:]) or len(cells) < columns:
        remedy = "quote cells that hold the delimiter" if len(cells) > columns else "give every row all its cells"
        return Row(first, raw, (), f"the row has {len(cells)} cells where the header has {columns}; {remedy}")
    return Row(first, raw, cells[:columns])
