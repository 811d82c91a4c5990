"""Strict reading of the CSV tables that hold the coder's knowledge: every fault is collected, none guessed away."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.files.package import PACKAGE


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: where it stands, as 'file:line', and its cells by column."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def shown(path: Path) -> str:
    """The path as messages show it: from the package's folder on for its own files, in full for a user's."""
    resolved = path.resolve()
    return resolved.relative_to(PACKAGE.parent).as_posix() if resolved.is_relative_to(PACKAGE) else str(path)


def read_table(path: Path, columns: Sequence[str], problems: list[str], key: Sequence[str] = ()) -> list[Row]:
    """The rows of a UTF-8 CSV file whose header is exactly `columns`; blank lines are skipped, cells are stripped.

    Each fault is added to `problems` as 'file:line: what and remedy', and the line that has it is left out. `key`
    names the columns that together may hold a value only once; the first of them may not be empty.
    """
    name = shown(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader, [])
            lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if any(cells)]
    except FileNotFoundError:
        problems.append(f"{name}:1: the file is missing. Install the package again, or name the right folder")
        return []
    except (csv.Error, UnicodeDecodeError) as error:
        problems.append(f"{name}:1: not a UTF-8 CSV file ({error})")
        return []
    if header != list(columns):
        problems.append(f"{name}:1: the header is {','.join(header)!r}. It must be {','.join(columns)!r}")
        return []
    return _rows(name, columns, lines, problems, key)


def _rows(
    name: str,
    columns: Sequence[str],
    lines: Sequence[tuple[int, list[str]]],
    problems: list[str],
    key: Sequence[str],
) -> list[Row]:
    rows: list[Row] = []
    first: dict[tuple[str, ...], str] = {}
    for number, cells in lines:
        place = f"{name}:{number}"
        if len(cells) != len(columns):
            problems.append(f"{place}: {len(cells)} cells instead of {len(columns)}. Quote a cell that holds a comma")
            continue
        row = Row(place, dict(zip(columns, cells, strict=True)))
        identity = tuple(row[column] for column in key)
        if key and not identity[0]:
            problems.append(f"{place}: the column {key[0]!r} is empty. Fill it in or remove the line")
        elif key and identity in first:
            problems.append(
                f"{place}: {', '.join(filter(None, identity))!r} is already in {first[identity]}. Remove one of them"
            )
        else:
            first[identity] = place
            rows.append(row)
    return rows
