"""States of the United States and provinces of Canada, as they are written after a town: *Ga.*, *TX*, *N.H.*, *Ont.*"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coder.errors import DataFileError
from coder.files.package import KNOWLEDGE
from coder.files.tables import read_table

STATES = KNOWLEDGE / "gazetteer" / "states.csv"
COUNTRIES = KNOWLEDGE / "dictionaries" / "countries.csv"


@dataclass(frozen=True, slots=True)
class State:
    """A state or province with the alpha-3 code of its country."""

    name: str
    country: str


def find_state(text: str) -> State | None:
    """The state of this name or abbreviation, postal (*TX*) or old style (*Tex.*); None for any other word.

    Only after a town does an abbreviation mean a state: *Ill.*, *OR* and *Miss.* are words too.
    """
    states = load_states()
    return states.get(text.strip()) or states.get(f"{text.strip()}.")


@cache
def state_names() -> frozenset[str]:
    """The full names of all states."""
    return frozenset(state.name for state in load_states().values())


@cache
def country_names() -> frozenset[str]:
    """The names of countries and peoples as the dictionary prints them; its loader tells what is wrong with it."""
    rows = read_table(COUNTRIES, ("name", "aliases", "kind", "code", "start", "end"), [])
    told = (row for row in rows if row["kind"] == "country")
    return frozenset(name for row in told for name in (row["name"], *row["aliases"].split("|")) if name)


@cache
def load_states() -> dict[str, State]:
    """All states by their names and abbreviations. Raises DataFileError with every fault of the table."""
    problems: list[str] = []
    found: dict[str, State] = {}
    for row in read_table(STATES, ("name", "country", "abbreviations"), problems, key=("name",)):
        state = State(row["name"], row["country"])
        for spelling in (row["name"], *row["abbreviations"].split("|")):
            if found.setdefault(spelling, state) is not state:
                problems.append(f"{row.place}: {spelling!r} is {found[spelling].name} already. Remove one")
    if problems:
        raise DataFileError(problems)
    return found
