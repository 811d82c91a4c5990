"""Compare the leaders in coder/knowledge/dictionaries/people.csv with those of a CountryInfo.txt file.

    python tools/check_people.py CountryInfo.txt [--since 1990] [--countries ARM,AZE]

Prints a line for each difference: a leader whom people.csv does not have, or one whose time in office starts or ends
more than a year apart. Names are compared without diacritics and titles and with room for transliteration. The two
sources differ in many spellings and some facts; which of them is right is for the reader to say, so the exit status is
0 however long the list is, and 2 when a file cannot be read.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

PEOPLE = Path(__file__).resolve().parent.parent / "coder" / "knowledge" / "dictionaries" / "people.csv"
YEAR = timedelta(days=366)
EARLIEST, LATEST = date(1800, 1, 1), date(9999, 12, 31)
TITLES = {"sir", "dame", "sheikh", "prince", "princess", "baron", "mullah", "ayatollah", "hojatolislam", "samdech"}
# Posts in <Leaders> that are neither head of state nor head of government.
OTHER_POSTS = re.compile(r"cabinet chief|personal rep|vice|syndic|international|foreign|speaker|administrator", re.I)
# Codes of that file that have been renamed since.
RENAMED = {"TMP": "TLS"}


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in office; an open start or end is EARLIEST or LATEST."""

    country: str
    names: tuple[str, ...]
    start: date
    end: date
    post: str = ""

    def __str__(self) -> str:
        start = "" if self.start == EARLIEST else self.start.isoformat()
        end = "" if self.end == LATEST else self.end.isoformat()
        return f"{self.country} {self.names[0]} {start}/{end}"


def main(arguments: list[str] | None = None) -> int:
    """0 when both files could be read, 2 when not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("countryinfo", type=Path, help="a CountryInfo.txt file")
    parser.add_argument("--since", type=int, default=1990, help="leave out who left office before this year")
    parser.add_argument("--countries", default="", help="only these country codes, separated by commas")
    options = parser.parse_args(arguments)
    wanted = set(filter(None, options.countries.split(",")))
    try:
        ours, theirs = list(read_people(PEOPLE)), list(read_leaders(options.countryinfo))
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    theirs = [t for t in theirs if t.end.year >= options.since and (not wanted or t.country in wanted)]
    found = list(differences(ours, theirs))
    for line in found:
        print(line)
    print(f"{len(theirs)} leaders compared, {len(found)} differences")
    return 0


def differences(ours: Iterable[Term], theirs: Iterable[Term]) -> Iterator[str]:
    """A line for each term of `theirs` that `ours` lacks or dates otherwise.

    An open end in `theirs` says only that the person was in office at that file's last update, and is not compared.
    """
    by_country: dict[str, list[Term]] = defaultdict(list)
    for term in ours:
        by_country[term.country].append(term)
    for term in theirs:
        same = [t for t in by_country[term.country] if any(alike(a, b) for a in t.names for b in term.names)]
        if not same:
            yield f"missing: {term} ({term.post})"
        elif not any(covers(t, term) for t in same):
            yield f"dates:   {term} ({term.post}); here {', '.join(str(t) for t in same)}"


def covers(ours: Term, theirs: Term) -> bool:
    """Whether our time in office holds theirs, give or take a year (ours may join several posts)."""
    return ours.start <= theirs.start + YEAR and (theirs.end == LATEST or ours.end >= theirs.end - YEAR)


def alike(first: str, second: str) -> bool:
    """Whether two spellings can be one person's: two words (or all of a shorter name) nearly the same.

    Example: alike('Serzh Sargsyan', 'SERZH_SARKISYAN_') is True.
    """
    one, other = words(first), words(second)
    near = sum(any(SequenceMatcher(None, a, b).ratio() >= 0.75 for b in other) for a in one)
    return bool(one and other) and near >= min(2, len(one), len(other))


def words(name: str) -> list[str]:
    """The words of a name in lower case, without diacritics, punctuation and titles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found = re.sub(r"[^a-z ]", "", plain.lower().replace("_", " ").replace("-", " ")).split()
    return [word for word in found if word not in TITLES] or found


def read_people(path: Path) -> Iterator[Term]:
    """The rows of people.csv whose code is a government's."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"][3:6] == "GOV":
                names = (row["name"], *filter(None, row["aliases"].split("|")))
                yield Term(row["code"][:3], names, first_day(row["start"]), last_day(row["end"]))


def first_day(text: str) -> date:
    """The first day of a day, month or year."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text) if text else EARLIEST


def last_day(text: str) -> date:
    """The last day of a day, month or year."""
    if not text:
        return LATEST
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def read_leaders(path: Path) -> Iterator[Term]:
    """The entries of the <Leaders> sections: name, post, time in office."""
    country = post = ""
    inside = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.strip()
        if found := re.match(r"<CountryCode>\s*(\w+)", text):
            country, inside = RENAMED.get(found[1], found[1]), False
        elif text.startswith("<"):
            inside = text.startswith("<Leaders>") or (inside and not re.match(r"</(Leaders|Country)>|<Gov", text))
            post = text.strip("</>")
        elif inside and text and len(country) == 3 and not OTHER_POSTS.search(post):
            yield from entry(text, country, post)


def entry(text: str, country: str, post: str) -> Iterator[Term]:
    """The terms of one line, such as `SERZH_SARKISYAN_ [>20080409] [B:19540101]`."""
    head = re.split(r"[\[\t#]", text)[0]
    names = tuple(n.strip("_ ") for n in re.findall(r"\{([^}]+)\}", head)) or (head.strip("_ {}"),)
    for open_, start, end in re.findall(r"\[(>?)\s*(\d{8})(?:\s*-\s*(\d{8}))?\s*\]", text):
        if open_ or end:
            yield Term(country, names, day(start), day(end) if end else LATEST, post)


def day(digits: str) -> date:
    """The date of eight digits; a day that its month lacks (the file has many a 31 June) is the month's last."""
    year, month, number = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return min(date(year, month, min(number, 28)) + timedelta(days=max(number - 28, 0)), last_day(f"{year}-{month:02}"))


if __name__ == "__main__":
    sys.exit(main())
