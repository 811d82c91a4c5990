"""What stands over a report or at the beginning of one of its entries: the day that it tells of, and where.

*12 Mar 2014 - Mali, Gao region: …*, *22/08/98, Burundi, Bubanza: …*, *Port-au-Prince, Haiti, 12 February 2023. …* and
*8 March: …* begin an entry, which is of that day and place; so do *Bulawayo: …* and *Harare: …* of that place where
several lines begin with one. *DAILY REPORT No. 46, 16 February 2005*, on a line of its
own at the head of a text, gives the day from which *today* and *on Monday* are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from coder.files.words import load_words
from coder.text.dateline import DatelineWords, read_dateline

# The longest line that may be a title, in characters, how many lines may stand over a text, and how old its day may be.
LONGEST_TITLE, TITLES, OLDEST_TITLE = 160, 4, 31
# What no title ends with.
STOPS = frozenset(".!?:;,")
# So far into a line its head is looked for.
LONGEST = 140
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]? )?"
_MONTH, _DAY = r"(?P<month{}>[^\W\d_]{{3,9}})(?:\.(?=,? ?\d))?", r"(?P<day{}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    _WEEKDAY
    + rf"(?:{_DAY.format(1)}(?:[-–](?P<last>\d{{1,2}}))?[ -]{_MONTH.format(1)}"
    + r"(?:,?[ -](?P<year1>\d{4}|\d{2}(?=\b(?!:))))?"
    + rf"|{_MONTH.format(2)} {_DAY.format(2)}(?:,? (?P<year2>\d{{4}}))?"
    + r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    + r"|(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year4>\d{4}|\d{2}))(?![\w/])"
)
_TIME = re.compile(
    r"(?:at |around |approx(?:imately|\.)? |from )?\d{1,2}[:.h]?\d{2} ?(?:hrs?|hours|h|am|pm|LT|GMT|UTC)?"
    r"(?: local(?: time)?)?(?![\w/])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,4}")
_PART = re.compile(r"(?P<strong>\s*(?::|\||\)\s*[:.–—-]?|\.(?=\s|$)|(?<=\s)[-–—]+(?=\s)|\s[–—]\s?)\s*)|\s*[,;/(]\s*")


# *Bulawayo: police refused …*
_LABEL = re.compile(r"(?P<place>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2}): (?=\S)")
_GAP = re.compile(r"\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Heading:
    """The day of a report or entry, None where it tells none, and the names of its place as printed, in their order.

    `is_entry`: whether what it stands over happened on that day, and is not only reported on it.
    """

    day: date | None
    places: tuple[str, ...] = ()
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A head as read: how many characters it has, its day as printed, its places."""

    end: int
    day: re.Match[str]
    places: tuple[str, ...]


class Headings:
    """The headings of a text, by what they stand over: the rest of their line, or all lines behind their own."""

    def __init__(self, text: str, published: date) -> None:
        self._starts: list[int] = []
        self._headings: list[Heading | None] = []
        if any(c.isdigit() for c in text[:2_000]) or "\n" in text:
            for start, heading in _headings(text, published):
                self._starts.append(start)
                self._headings.append(heading)

    def over(self, start: int) -> Heading | None:
        """The heading over the character `start`; None for none.

        >>> Headings("8 March: Rebels attacked Goma.", date(2014, 3, 31)).over(9)
        Heading(day=datetime.date(2014, 3, 8), places=(), is_entry=False)
        """
        k = bisect_right(self._starts, start) - 1
        return self._headings[k] if k >= 0 else None


def head_end(text: str, start: int, end: int) -> int:
    """How many characters of a sentence are the head of its entry; 0 for none, and where it is nothing else."""
    if start and text[start - 1] != "\n":
        return 0
    read = _read(text[start:end])
    return read.end if read is not None and read.end < end - start else 0


def title_of(text: str) -> str:
    """The lines over a text that are no sentences, joined; '' for none.

    >>> title_of("NEPAL EARTHQUAKE\\nDaily note, 1 May\\n\\nThe airport is congested.")
    'NEPAL EARTHQUAKE / Daily note, 1 May'
    """
    lines = [line.strip() for line in text[: TITLES * LONGEST_TITLE].split("\n") if line.strip()]
    found = list(takewhile(lambda line: len(line) <= LONGEST_TITLE and line[-1] not in STOPS, lines[:-1]))
    return " / ".join(found[:TITLES])


def _headings(text: str, published: date) -> Iterator[tuple[int, Heading | None]]:
    """Where each heading begins to hold, in order; None where none does any more."""
    standing: Heading | None = None
    found: list[tuple[int, int, _Read, date]] = []
    titles: list[tuple[int, date]] = []
    labels: list[tuple[int, int, str]] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        read = _read(line)
        day = _day_of(read.day, published, read.end >= len(line)) if read is not None else None
        if read is not None and day is not None:
            found.append((at, len(line), read, day))
        elif number < TITLES and (day := _title_day(line, published)) is not None:
            titles.append((at, day))
        elif label := _LABEL.match(line):
            labels.append((at, len(line), label["place"]))
        at += len(line) + 1
    several = len(found) > 1
    marks = [(start, length, Heading(day)) for start, day in titles for length in [0]] + [
        (start, 0 if read.end >= length else length, Heading(day, read.places, several or _has_year(read.day)))
        for start, length, read, day in found
    ]
    if len(labels) > 1:
        marks += [(start, length, Heading(None, (place,))) for start, length, place in labels]
    for start, length, heading in sorted(marks, key=lambda mark: mark[0]):
        if heading.day is None and standing is not None:
            heading = replace(heading, day=standing.day, is_entry=standing.is_entry)
        yield start, heading
        if length:
            yield start + length, standing
        else:
            standing = heading


def _title_day(line: str, published: date) -> date | None:
    """The day in a line that is a title; None where it is none."""
    if not line.strip() or len(line) > LONGEST_TITLE or line.rstrip()[-1] in STOPS:
        return None
    days = [d for match in _DATE.finditer(line) if (d := _day_of(match, published, at_end=True)) is not None]
    day = days[-1] if days else None  # *Weekly update, 28 July - 3 August 2023*
    return day if day is not None and (published - day).days <= OLDEST_TITLE else None


def _read(whole: str) -> _Read | None:
    """The head at the beginning of a line: a day, and names and times beside it, up to a colon, dash, bar or stop."""
    line = whole[:LONGEST]
    if not any(c.isdigit() for c in line):
        return None
    words = _words()
    at, day, places, found = int(line.startswith("(")), None, list[str](), None
    while at < len(line):
        match = _DATE.match(line, at)
        if match is not None and _month(match) is not None:
            if day is not None:
                break
            day = match
        elif (match := _TIME.match(line, at)) is None:
            match = _NAME.match(line, at)
            if match is None or not _is_name(match.group(), words):
                break
            places.append(match.group())
        at = match.end()
        # *2012-11-29 UN General Assembly …*
        iso = _GAP.match(line, at) if match is day and match["iso"] else None
        part = iso or _PART.match(line, at)
        if at < len(line) and not part:
            break
        at = part.end() if part else at
        ends = at == len(whole) if not part else iso or part["strong"]
        if day is not None and ends:
            found = _Read(at, day, tuple(places))
    if found is None or not set(found.places).isdisjoint(words.agencies):
        return None
    follows = line[found.end : found.end + 1]
    if follows and not (follows.isupper() or follows.isdigit() or follows in "“\"'‘("):
        return None
    return None if read_dateline(line) is not None and not _has_year(found.day) and found.places else found


def _is_name(text: str, words: DatelineWords) -> bool:
    """Whether words can be the name of a place: each with a capital, but for particles and *region, district*."""
    small = words.name_particles | words.divisions
    return text[0].isupper() and all(w[0].isupper() or w in small for w in text.split())


@cache
def _words() -> DatelineWords:
    words: DatelineWords = load_words("dateline", DatelineWords)
    return words


def _month(match: re.Match[str]) -> int | None:
    """The number of a date's month, 0 where it is printed in digits; None where a word is no month."""
    name = match["month1"] or match["month2"]
    if name is None:
        return 0
    months = _words().months
    return months.index(name[:3].lower()) + 1 if name[:3].lower() in months else None


def _has_year(match: re.Match[str]) -> bool:
    return any(match[group] for group in ("year1", "year2", "iso", "year4"))


def _day_of(match: re.Match[str], published: date, at_end: bool = False) -> date | None:
    """The day that a date is: the last one, where it has no year; None where there is none before the report.

    Of *25-26 April* it is the first, `at_end` the last.
    """
    month, latest = _month(match), published + timedelta(days=1)
    if month is None:
        return None
    if match["iso"]:
        days = [match["iso"]]
    elif month:
        first = (match["last"] if at_end else None) or match["day1"]
        day, year = first or match["day2"], match["year1"] or match["year2"]
        years = _years(year, published) if year else [published.year, published.year - 1]
        days = [f"{y:04}-{month:02}-{int(day):02}" for y in years]
    else:
        one, other = int(match["one"]), int(match["other"])
        both = [(one, other), (other, one)]
        days = [f"{y:04}-{m:02}-{d:02}" for y in _years(match["year4"], published) for d, m in both]
    found = [d for d in map(_as_day, days) if d is not None and d <= latest]
    return max(found, default=None)


def _years(year: str, published: date) -> list[int]:
    century = published.year // 100 * 100
    return [int(year)] if len(year) == 4 else [century + int(year), century - 100 + int(year)]


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
