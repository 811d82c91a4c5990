"""What stands over a report or at the beginning of one of its entries: the day that it tells of, and where.

*12 Mar 2014 - Mali, Gao region: …*, *22/08/98, Burundi, Bubanza: …*, *Port-au-Prince, Haiti, 12 February 2023. …* and
*8 March: …* begin an entry, which is of that day and place; so do *Bulawayo: …* and *Harare: …* of that place where
several lines begin with one. Entries may also stand in one paragraph: *June 2: …. June 5: …*, *Monday: …. Friday: …*.
*DAILY REPORT No. 46, 16 February 2005*, on a line of its own at the head of a text, and the day of a dateline give the
day from which *today* and *on Monday* are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_abbr
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from coder.files.words import either
from coder.text.dateline import DatelineWords, dateline_words, first_dateline, read_dateline

# The longest line that may be a title, in characters, how many lines may stand over a text, and how old its day may be.
LONGEST_TITLE, TITLES, OLDEST_TITLE = 160, 4, 31
# What no title ends with.
STOPS = frozenset(".!?:;,")
# What a sentence may begin with, beside capitals and digits.
OPENING = frozenset("“\"'‘(")
# So far into a line its head is looked for.
LONGEST = 140
_MONTH, _DAY = r"(?P<month{}>(?i:MONTHS)[^\W\d_]{{0,6}})(?:\.(?=,? ?\d))?", r"(?P<day{}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = (
    r"(?:(?i:{weekdays})[.,]? )?"
    rf"(?:{_DAY.format(1)}(?:[-–](?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?[ -]{_MONTH.format(1)}"
    r"(?:,?[ -](?P<year1>\d{4}|\d{2}(?=\b(?!:))))?"
    rf"|{_MONTH.format(2)} {_DAY.format(2)}(?:,? (?P<year2>\d{{4}}))?"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year4>\d{4}|\d{2}))(?![\w/])"
)
_TIME = r"(?i:(?:(?:{about}) )?\d{1,2}[:.h]?\d{2}(?: ?(?:{hours}))*)(?![\w/])"
# The points of the compass are printed short: *S. Kamber Hills*.
_NAME = re.compile(r"(?:[NSEW]\. ?)?[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,4}")
# *Summit of the heads of state, Accra, 13 May 2015*
_TITLE_PLACE = re.compile(rf"(?:^|,) *(?P<place>{_NAME.pattern}),? \(?$")
# What parts the names and days of a head; one that is closing may end it.
_SIGN = re.compile(r"(?P<closing>\s*(?::|\||\)\s*[:.–—-]?|\.(?=\s|$)|(?<=\s)[-–—]+(?=\s)|\s[–—]\s?)\s*)|\s*[,;/(]\s*")
# *Bulawayo: police refused …*
_LABEL = re.compile(r"(?P<place>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2}): (?=\S)")
_GAP = re.compile(r"\s+(?=[^\W\d_a-z])")
# A year that stands alone before the entries of that year: *1991. 20th June: …*.
_YEAR = re.compile(r"(?:^|(?<=[.!?:] )|(?<=\n))(?P<year>1[89]\d\d|20\d\d)[.:]?(?=\s)")
# Where within a line an entry may begin.
_WITHIN = re.compile(r"(?<=[.;!?”\")] )(?=[^\W\d_a-z]|\d)")


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
        if any(map(str.isdigit, text[:2_000])) or "\n" in text or ": " in text:
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
        return _inner_end(text[start : min(end, start + LONGEST)])
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
    titles: list[tuple[int, Heading]] = _dateline_day(text, published)
    labels: list[tuple[int, int, str, date | None]] = []
    last: date | None = None
    ends = _ends_of_years(text, published)
    for number, (at, line) in enumerate(_entries(text)):
        read, end = _read(line), next((end for start, end in reversed(ends) if start < at), published)
        end = published if read is not None and _has_year(read.day) else end
        day = _day_of(read.day, end, read.end >= len(line)) if read is not None else None
        if read is not None and day is not None:
            found.append((at, len(line), read, day))
        elif number < TITLES and (title := _title_day(line, published)) is not None:
            titles.append((at, title))
        elif label := _LABEL.match(line):
            last = last or _last_day(text[:at], published)
            labels.append((at, len(line), label["place"], _weekday(label["place"], last)))
    several = len(found) > 1
    # Where each begins, and how far it holds: 0 for all lines behind its own.
    marks = [(start, 0, heading) for start, heading in titles]
    for start, length, read, day in found:
        is_entry = several or _has_year(read.day)
        marks.append((start, 0 if read.end >= length else length, Heading(day, read.places, is_entry)))
    if len(labels) > 1:
        marks += [(start, length, _labelled(place, day)) for start, length, place, day in labels]
    for start, length, heading in sorted(marks, key=lambda mark: mark[0]):
        if heading.day is None and standing is not None:
            heading = replace(heading, day=standing.day, is_entry=standing.is_entry)
        yield start, heading
        if length:
            yield start + length, standing
        else:
            standing = heading


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each line of a text begins, and the line: a long text is not held twice."""
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, text[at:end]
        at = end + 1


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, and of a line with several entries what each of them has to its end."""
    for at, line in _lines(text):
        starts = [m.start() for m in _WITHIN.finditer(line) if _inner_end(line[m.start() : m.start() + LONGEST])]
        if len(starts) + bool(_inner_end(line[:LONGEST])) < 2:
            starts = []
        for start, end in pairwise([0, *starts, len(line)]):
            yield at + start, line[start:end]


def _ends_of_years(text: str, published: date) -> list[tuple[int, date]]:
    """Where a year stands alone, and its last day. *30 Sept. 1991:* is no year alone."""
    alone = (m for m in _YEAR.finditer(text) if not _is_of_day(text[: m.start()]))
    found = ((m.start(), date(int(m["year"]), 12, 31)) for m in alone)
    return [(start, end) for start, end in found if end < published]


def _is_of_day(before: str) -> bool:
    """Whether the last word of a text is a month."""
    words = before[-12:].rstrip(" .").split()
    return bool(words) and words[-1][:3].lower() in dateline_words().months


def _inner_end(line: str) -> int:
    """Where the head of an entry ends that is a day or weekday and a colon: *June 5: …*, *Friday: …*; 0 for none."""
    if ":" not in line:
        return 0
    day = _date().match(line)
    is_day = day is not None and _month(day) is not None
    end = day.end() if day is not None and is_day else len(line.split(":")[0])
    if not is_day and line[:end].lower() not in dateline_words().weekdays:
        return 0
    behind = line[end:]
    return end + len(behind) - len(behind[1:].lstrip()) if behind.startswith(": ") else 0


def _dateline_day(text: str, published: date) -> list[tuple[int, Heading]]:
    """The day of the dateline at the head of a text, from which its days are counted."""
    begins, line = first_dateline(text) or (0, read_dateline(text))
    found = _date().search(text, begins, begins + line.end) if line is not None else None
    day = _day_of(found, published) if found is not None else None
    if day is None or not 0 <= (published - day).days <= OLDEST_TITLE:
        return []
    return [(0, Heading(day))]


def _labelled(label: str, day: date | None) -> Heading:
    """The heading that a word and a colon are: a weekday, or a place."""
    return Heading(None, (label,)) if day is None else Heading(day, (), is_entry=True)


def _last_day(before: str, published: date) -> date:
    """The last day of which a report tells by its weekdays: one at its head, as *week ending 28 July*, or its own."""
    days = [
        d for m in _date().finditer(before[-LONGEST_TITLE:]) if (d := _day_of(m, published, at_end=True)) is not None
    ]
    is_new = bool(days) and 0 <= (published - days[-1]).days <= OLDEST_TITLE
    return days[-1] if is_new else published


def _weekday(name: str, last: date) -> date | None:
    """The last such weekday up to a day; None where a word is none."""
    if name.lower() not in dateline_words().weekdays:
        return None
    number = [day.lower() for day in day_abbr].index(name[:3].lower())
    return last - timedelta(days=(last.weekday() - number) % 7)


def _title_day(line: str, published: date) -> Heading | None:
    """The day in a line that is a title, and the place right before it; None where it is none."""
    if not line.strip() or len(line) > LONGEST_TITLE or line.rstrip()[-1] in STOPS:
        return None
    days = [(m.start(), d) for m in _date().finditer(line) if (d := _day_of(m, published, at_end=True)) is not None]
    if not days or (published - days[-1][1]).days > OLDEST_TITLE:  # *Weekly update, 28 July - 3 August 2023*
        return None
    place = _TITLE_PLACE.search(line[: days[-1][0]])
    names = (place["place"],) if place is not None and _is_name(place["place"], dateline_words()) else ()
    return Heading(days[-1][1], names)


def _read(line: str) -> _Read | None:
    """The head at the beginning of a line: a day, and names and times beside it, up to a colon, dash, bar or stop."""
    words, found = dateline_words(), None
    day: re.Match[str] | None = None
    places: list[str] = []
    for part in _parts(line):
        if part.kind == "day":
            if day is not None:
                break
            day = part.match
        elif part.kind == "name":
            places.append(part.match.group())
        if day is not None and part.is_last:
            found = _Read(part.end, day, tuple(places))
    if found is None or not set(found.places).isdisjoint(words.agencies):
        return None
    follows = line[found.end : found.end + 1]
    is_open = line[: found.end].rstrip().endswith(":") and found.places
    if follows and not (follows.isupper() or follows.isdigit() or follows in OPENING or is_open):
        return None
    # *GOMA, 3 June (AFP) - …* is a dateline.
    is_dateline = not _has_year(found.day) and found.places and read_dateline(line) is not None
    return None if is_dateline else found


class _Part(NamedTuple):
    """A day, time or name, where it ends with what parts it from the next, and whether a head may end with it."""

    kind: str
    match: re.Match[str]
    end: int
    is_last: bool


def _parts(line: str) -> Iterator[_Part]:
    """What a line begins with, as long as it is days, times and names that signs part from each other."""
    at, words = int(line.startswith("(")), dateline_words()
    last = min(len(line), LONGEST)
    if not any(map(str.isdigit, line[:last])):
        return
    while at < last:
        if (match := _date().match(line, at, last)) is not None and _month(match) is not None:
            kind = "day"
        elif (match := _time().match(line, at, last)) is not None:
            kind = "time"
        elif (match := _NAME.match(line, at, last)) is not None and _is_name(match.group(), words):
            kind = "name"
        else:
            return
        at = match.end()
        if kind == "day" and match["iso"] and (gap := _GAP.match(line, at)) is not None:
            at = gap.end()  # *2012-11-29 UN General Assembly …*
            yield _Part(kind, match, at, True)
        elif (sign := _SIGN.match(line, at)) is not None:
            at = sign.end()
            yield _Part(kind, match, at, sign["closing"] is not None)
        else:
            if at == len(line):
                yield _Part(kind, match, at, True)
            return


def _is_name(text: str, words: DatelineWords) -> bool:
    """Whether words can be the name of a place: each with a capital, but for particles and *region, district*."""
    small = words.name_particles | words.divisions
    return text[0].isupper() and all(w[0].isupper() or w in small or w.split("-")[0] in small for w in text.split())


@cache
def _date() -> re.Pattern[str]:
    """The pattern of a day, with the names of weekdays and months."""
    return re.compile(
        _DATE.replace("{weekdays}", either(dateline_words().weekdays)).replace(
            "MONTHS", "|".join(dateline_words().months)
        )
    )


@cache
def _time() -> re.Pattern[str]:
    """The pattern of a time of day, with the words about it."""
    return re.compile(
        _TIME.replace("{about}", either(dateline_words().about)).replace("{hours}", either(dateline_words().hours))
    )


def _month(match: re.Match[str]) -> int | None:
    """The number of a date's month, 0 where it is printed in digits; None where a word is no month."""
    name = match["month1"] or match["month2"]
    if name is None:
        return 0
    months = dateline_words().months
    return months.index(name[:3].lower()) + 1 if name[:3].lower() in months else None


def _has_year(match: re.Match[str]) -> bool:
    return any(match[group] for group in ("year1", "year2", "iso", "year4"))


def _day_of(match: re.Match[str], published: date, at_end: bool = False) -> date | None:
    """The day that a date is: the last one, where it has no year; None where there is none before the report.

    Of *25-26 April* it is the first, `at_end` the last.
    """
    month = _month(match)
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
    found = [d for d in map(_as_day, days) if d is not None and (d - published).days <= 1]
    return max(found, default=None)


def _years(year: str, published: date) -> list[int]:
    century = published.year // 100 * 100
    return [int(year)] if len(year) == 4 else [century + int(year), century - 100 + int(year)]


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
