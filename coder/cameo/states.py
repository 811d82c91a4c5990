"""Independent states by day, with the numbers of Gleditsch and Ward and of the Correlates of War.

Source: the state lists in Andreas Beger's R package *states* (MIT), by ISO 3166 alpha-3 code; states of the past that
have such a code are there under it too, as parts of the spell of the state that they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from coder.cameo.ontology import CODES_FOLDER
from coder.errors import DataFileError
from coder.files.tables import Row, read_table

COLUMNS = ("iso3", "gwcode", "cowcode", "start", "end", "name")


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a state was independent and had these numbers; `start` and `end` are days in it.

    A number is None where that list does not count the state in. Today's states end on date.max.
    """

    iso3: str
    gwcode: int | None
    cowcode: int | None
    start: date
    end: date
    name: str

    def overlaps(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` is in the spell."""
        return self.start <= last and self.end >= first


@dataclass(frozen=True, eq=False)
class States:
    """All spells by alpha-3 code, the earliest first."""

    spells: dict[str, tuple[Spell, ...]]

    def numbers(self, iso3: str | None, first: date, last: date | None = None) -> tuple[int | None, int | None]:
        """The Gleditsch–Ward and the Correlates-of-War number of a state on a day, or in a period that it was there for
        part of.

        Where numbers change within the period, the later ones.

        >>> load_states().numbers("DEU", date(1999, 5, 1))
        (260, 255)
        """
        gwcode = cowcode = None
        for spell in self.spells.get(iso3 or "", ()):
            if spell.overlaps(first, last or first):
                gwcode = spell.gwcode if spell.gwcode is not None else gwcode
                cowcode = spell.cowcode if spell.cowcode is not None else cowcode
        return gwcode, cowcode

    def existing(self, first: date, last: date) -> Iterator[str]:
        """The alpha-3 codes of the states that exist on some day from `first` to `last`, in alphabetical order."""
        for iso3, spells in self.spells.items():
            if any(s.overlaps(first, last) for s in spells):
                yield iso3


@lru_cache(maxsize=4)
def load_states(folder: Path = CODES_FOLDER) -> States:
    """The states, read once per folder. Raises DataFileError that lists every fault of the table."""
    problems: list[str] = []
    spells: dict[str, list[Spell]] = {}
    for row in read_table(folder / "states.csv", COLUMNS, problems, key=("iso3", "start")):
        spell = _spell(row, problems)
        if spell is None:
            continue
        earlier = spells.setdefault(spell.iso3, [])
        if earlier and earlier[-1].end >= spell.start:
            problems.append(
                f"{row.place}: the spell of {spell.iso3!r} begins before the one above it ends. Put them in order"
            )
        earlier.append(spell)
    if problems:
        raise DataFileError(problems)
    return States({iso3: tuple(spells[iso3]) for iso3 in sorted(spells)})


def _spell(row: Row, problems: list[str]) -> Spell | None:
    try:
        numbers = [int(row[column]) if row[column] else None for column in ("gwcode", "cowcode")]
        days = date.fromisoformat(row["start"]), date.fromisoformat(row["end"]) if row["end"] else date.max
    except ValueError as error:
        problems.append(f"{row.place}: {error}. Numbers are whole, dates as in 1990-10-03")
        return None
    if numbers == [None, None] or days[0] > days[1]:
        problems.append(f"{row.place}: a spell needs a number and ends after it starts")
        return None
    return Spell(row["iso3"], numbers[0], numbers[1], *days, row["name"])
