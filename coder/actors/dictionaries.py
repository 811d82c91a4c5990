"""Reads actor dictionaries line by line: the package's and a researcher's own CSV files, and PETRARCH's text files.

A dictionary is a CSV file `name,aliases,kind,code,start,end` (see KINDS). Dates are inclusive, empty where open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coder.actors.petrarch import is_petrarch, read_petrarch
from coder.actors.plurals import plurals
from coder.cameo.ontology import Ontology
from coder.files.tables import Row, read_table

COLUMNS = ("name", "aliases", "kind", "code", "start", "end")
# A list of unknown actors has two columns more; its lines without a code are still to be filled in.
UNKNOWN_COLUMNS = (*COLUMNS, "count", "example")
KINDS = ("country", "person", "organisation", "group", "role", "place", "ethnic", "religion")
# These are common nouns or adjectives: they have plurals.
INFLECTED = frozenset({"country", "role", "place", "ethnic", "religion"})
_CODE = re.compile(r"~?(?:[A-Z][A-Z0-9]{2})*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Entry(NamedTuple):
    """What one line of a dictionary says. Dates are ISO texts, inclusive, '' where open; `rank` orders files."""

    name: str
    kind: str
    code: str
    start: str
    end: str
    rank: int


def read_entries(
    path: Path, problems: list[str], warnings: list[str], ontology: Ontology
) -> Iterator[tuple[list[str], Entry]]:
    """The names (with aliases and plurals) and entry of each line of a dictionary; faults go to `problems`.

    What can't be read in a PETRARCH dictionary only goes to `warnings`: those are used as they are.
    """
    if is_petrarch(path):
        for line in read_petrarch(path, warnings):
            yield [line.name, *line.plurals], Entry(line.name, line.kind, line.code, line.start, line.end, 0)
        return
    to_fill = _header(path) == ",".join(UNKNOWN_COLUMNS)
    for row in read_table(path, UNKNOWN_COLUMNS if to_fill else COLUMNS, problems, key=()):
        if to_fill and not row["code"]:
            continue
        faults = list(_faults(row, ontology))
        problems += faults
        if not faults:
            names = [n for n in (row["name"], *(a.strip() for a in row["aliases"].split("|"))) if n]
            if row["kind"] in INFLECTED:
                names += [p for n in names for p in plurals(n, row["kind"])]
            entry = Entry(row["name"], row["kind"], row["code"], _day(row["start"], False), _day(row["end"], True), 0)
            yield names, entry


def _header(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8-sig", errors="replace") as handle:
        return handle.readline().strip()


def _faults(row: Row, ontology: Ontology) -> Iterator[str]:
    name, kind, code = row["name"], row["kind"], row["code"]
    if not name:
        yield f"{row.place}: the name is empty. Write the actor's name or remove the line"
    if kind not in KINDS:
        yield f"{row.place}: kind {kind!r} of {name!r} is unknown. Use one of {', '.join(KINDS)}"
    if not _CODE.fullmatch(code) or (not code and kind != "place"):
        yield f"{row.place}: code {code!r} of {name!r} is no actor code. Write groups of three capitals, such as RUSCOP"
    elif len(code) > 2 and code[0] != "~" and kind != "role" and not ontology.knows_part(code[:3]):
        begins = f"{row.place}: code {code!r} of {name!r} begins with {code[:3]!r}"
        yield f"{begins}, which CAMEO does not have. Use a country or type"
    days = []
    for column in ("start", "end"):
        try:
            days.append(_day(row[column], column == "end"))
        except ValueError:
            said = f"{row.place}: {column} {row[column]!r} of {name!r} is no date"
            yield f"{said}. Write YYYY-MM-DD, YYYY-MM, YYYY or nothing"
    if len(days) == 2 and all(days) and days[0] > days[1]:
        yield f"{row.place}: {name!r} ends ({row['end']}) before it starts ({row['start']}). Swap the dates"


def _day(text: str, last: bool) -> str:
    """An ISO day: the first or last of the year or month where only that is given. Raises ValueError."""
    if not text:
        return ""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(g) if g else 0 for g in match.groups())
    if day:
        return date(year, month, day).isoformat()
    month = month or (12 if last else 1)
    if not last:
        return date(year, month, 1).isoformat()
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()
