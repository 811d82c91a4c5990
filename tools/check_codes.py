"""Compare the codes of organisations, groups, roles and faiths with those of dictionaries of the PETRARCH kind.

    python tools/check_codes.py FILE.txt... [--all]

A line for each name that both have with different codes: the name, our code, theirs, and the file it is in. Differences
that are kept, each with its reason, are in `code_departures.csv` beside this file (columns ours, theirs, reason; `*`
stands for any letters, `?` for one); they are counted and, with --all, printed too. A departure that no difference
needs any more is printed as unused. Exit status: 0 when every difference has a reason, 1 when one has none, 2 when a
file can't be read.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from coder.actors.dictionaries import read_entries
from coder.actors.lexicon import DICTIONARIES
from coder.actors.names import fold, spell
from coder.cameo.ontology import load_ontology

DEPARTURES = Path(__file__).resolve().parent / "code_departures.csv"
KINDS = {"organisation", "group", "role", "religion"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A name with the code that it has here and the one that it has in `file`."""

    name: str
    ours: str
    theirs: str
    file: str

    def __str__(self) -> str:
        return f"{self.ours:<18} {self.theirs:<18} {self.name} ({self.file})"


@dataclass(frozen=True, slots=True)
class Departure:
    """A difference of codes that is kept. `ours` and `theirs` are shell patterns."""

    ours: str
    theirs: str
    reason: str

    def holds(self, found: Difference) -> bool:
        """Whether this is the kind of difference that it is the reason for."""
        return fnmatchcase(found.ours, self.ours) and fnmatchcase(found.theirs, self.theirs)


def main(arguments: list[str] | None = None) -> int:
    """0 when every difference has a reason, 1 when one has none, 2 when a file can't be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", help="actor and agent dictionaries in PETRARCH's format")
    parser.add_argument("--all", action="store_true", help="print the differences that have a reason too")
    options = parser.parse_args(arguments)
    try:
        departures = list(read_departures(DEPARTURES))
        found = sorted(set(differences(options.files)), key=lambda d: (d.ours, d.theirs, d.name))
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    reasons = {d: next((r for r in departures if r.holds(d)), None) for d in found}
    for difference, departure in reasons.items():
        if departure is None or options.all:
            print(difference if departure is None else f"{difference}: {departure.reason}")
    for departure in departures:
        if departure not in reasons.values():
            print(f"unused: {departure.ours} for {departure.theirs} ({departure.reason})")
    open_ = sum(r is None for r in reasons.values())
    print(f"{len(found)} names with different codes, {open_} without a reason")
    return 1 if open_ else 0


def differences(files: Iterable[Path]) -> Iterator[Difference]:
    """The names of `files` to which the package's dictionaries give no code that is the same."""
    ours = _codes_by_name(sorted(DICTIONARIES.glob("*.csv")))
    for path in files:
        path.open("rb").close()  # raises OSError where it can't be read
        for key, theirs in _codes_by_name([path]).items():
            here = ours.get(key)
            if here is None or here[1] & theirs[1]:
                continue
            yield Difference(here[0], min(here[1]), min(theirs[1]), path.name)


def _codes_by_name(paths: Iterable[Path]) -> dict[str, tuple[str, set[str]]]:
    """By folded name: its spelling and the codes that it has today."""
    found: dict[str, tuple[str, set[str]]] = {}
    names: dict[str, set[str]] = defaultdict(set)
    today = date.today().isoformat()
    for path in paths:
        for spellings, entry in read_entries(path, [], [], load_ontology()):
            foreign = path.suffix == ".txt"
            compared = entry.kind != "person" if foreign else entry.kind in KINDS
            if not compared or (entry.end and entry.end < today):
                continue
            for name in spellings:
                key = fold(spell(name))
                names[key].add(entry.code.removeprefix("~"))
                found[key] = (found.get(key, (name,))[0], names[key])
    return found


def read_departures(path: Path) -> Iterator[Departure]:
    """The kept differences of a CSV file with the columns ours, theirs, reason."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Departure(row["ours"], row["theirs"], row["reason"])


if __name__ == "__main__":
    sys.exit(main())
