"""When an event happened: time expressions of its own clause, resolved against the day of publication.

A weekday in news is the last one, or the next where the clause looks ahead; the year of a bare date is the nearest that
is not after publication. Where a clause has no expression the day of publication stands, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coder.attachment import circles, owner, predicates
from coder.records import Clause, Sentence, Token

MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"), 1
) for name in names.split()}  # fmt: skip
WEEKDAYS = {name: n for n, names in enumerate(
    ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun")
) for name in names.split()}  # fmt: skip
NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}
UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}
TURNS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
AHEAD = frozenset({"future", "necessary"})
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class EventDate:
    """A day and how exactly it is known: 'day', 'month', 'year' (its first day), or 'publication' (not stated)."""

    date: date
    precision: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a day, month or year: the token they hang on, and what they come to."""

    token: int
    value: EventDate


def event_date(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> EventDate:
    """The date of clause `k`: from its own time expression, else from that of the clause whose circumstances it shares.

    *On 24 June, police launched a raid* in July 2025 → 2025-06-24, 'day'.
    """
    found = list(time_expressions(sentence, publication, clauses[k].status in AHEAD))
    if found:
        at = predicates(clauses)
        owners = {e.token: owner(sentence, e.token, at) for e in found}
        for circle in circles(clauses, k):
            own = [e for e in found if owners[e.token] in circle]
            if own:
                return max(own, key=lambda e: ("year", "month", "day").index(e.value.precision)).value
    return EventDate(publication, "publication")


def time_expressions(sentence: Sentence, publication: date, ahead: bool = False) -> Iterator[TimeExpression]:
    """The time expressions of a sentence, from left to right. `ahead` says that the clause looks to the future."""
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        found = _month(tokens, i, publication, ahead) or _weekday(tokens, i, publication, ahead) or _distance(tokens, i, publication) or _turn(tokens, i, publication) or _year(tokens, i)
        if found is None and (word := tokens[i].text.lower()) in NEAR:
            found = EventDate(publication + timedelta(NEAR[word]), "day"), i + 1
        if found is None:
            i += 1
            continue
        value, after = found
        yield TimeExpression(i, value)
        i = after


Found = tuple[EventDate, int] | None


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text.lower().rstrip(".") if 0 <= i < len(tokens) else ""


def _number(text: str) -> int | None:
    for ending in ("st", "nd", "rd", "th"):
        if text.endswith(ending) and text[:-2].isdigit():
            text = text[:-2]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _month(tokens: Sequence[Token], i: int, publication: date, ahead: bool) -> Found:
    """*24 June 2025*, *June 24, 2025*, *June 24*, *June 2025*, *in June*."""
    day, j = None, i
    first = _number(_word(tokens, i))
    if first is not None and 1 <= first <= 31 and _word(tokens, i + 1) in MONTHS:
        day, j = first, i + 1
    month = MONTHS.get(_word(tokens, j))
    if month is None or not tokens[j].text[:1].isupper() or (day is None and _word(tokens, j) in {"may", "march", "mar", "sun"} and not _dated(tokens, j)):
        return None
    after = j + 1
    second = _number(_word(tokens, after))
    if day is None and second is not None and 1 <= second <= 31:
        day, after = second, after + 1
        if _word(tokens, after) in {"-", "–"} and _number(_word(tokens, after + 1)):
            after += 2
    year, k = None, after + 1 if _word(tokens, after) == "," else after
    if (n := _number(_word(tokens, k))) is not None and n in YEARS:
        year, after = n, k + 1
    if year is None:
        before = _word(tokens, i - 1)
        year = _nearest_year(month, day or 1, publication, ahead) + (TURNS.get(before, 0) if before in {"next"} and month <= publication.month else 0)
    try:
        return EventDate(date(year, month, day or 1), "day" if day else "month"), after
    except ValueError:
        return None


def _dated(tokens: Sequence[Token], j: int) -> bool:
    """Whether *May* or *March* is a month here: beside a number or after a preposition of time."""
    return _number(_word(tokens, j + 1)) is not None or _word(tokens, j - 1) in {"in", "since", "last", "next", "this", "early", "late", "mid", "until", "by", "of", "from", "on"}


def _nearest_year(month: int, day: int, publication: date, ahead: bool) -> int:
    """The last year in which the day is not after publication, with a week's grace; the next one for what lies ahead."""
    if ahead:
        return publication.year + ((month, day) < (publication.month, publication.day))
    later = (month, day) > (lambda d: (d.month, d.day))(publication + timedelta(7)) and (publication + timedelta(7)).year == publication.year
    return publication.year - later


def _weekday(tokens: Sequence[Token], i: int, publication: date, ahead: bool) -> Found:
    word = _word(tokens, i)
    if word not in WEEKDAYS or not tokens[i].text[:1].isupper() or (len(word) < 6 and not tokens[i].text.endswith(".") and word in {"sun", "sat", "mon", "wed"}):
        return None
    back = (publication.weekday() - WEEKDAYS[word]) % 7
    before = _word(tokens, i - 1)
    if before == "next" or (ahead and before != "last"):
        return EventDate(publication + timedelta((7 - back) if back or before == "next" else 0), "day"), i + 1
    return EventDate(publication - timedelta(back or (7 if before == "last" else 0)), "day"), i + 1


def _distance(tokens: Sequence[Token], i: int, publication: date) -> Found:
    """*two days ago*, *a week earlier*, *three months ago*."""
    word = _word(tokens, i)
    number = _number(word) if _number(word) is not None else NUMBERS.get(word)
    unit = UNITS.get(tokens[i + 1].lemma) if i + 2 < len(tokens) else None
    if number is None or unit is None or _word(tokens, i + 2) not in {"ago", "earlier", "before"}:
        return None
    return _shifted(publication, tokens[i + 1].lemma, -number), i + 3


def _turn(tokens: Sequence[Token], i: int, publication: date) -> Found:
    """*last week*, *this month*, *next year*."""
    turn = TURNS.get(_word(tokens, i))
    if turn is None or i + 1 >= len(tokens) or tokens[i + 1].text.lower() not in {"week", "month", "year", "night", "summer", "weekend"}:
        return None
    unit = tokens[i + 1].text.lower()
    if unit == "night":
        return EventDate(publication + timedelta(turn), "day"), i + 2
    if unit == "weekend":
        return EventDate(publication - timedelta((publication.weekday() + 2) % 7 or 7) if turn <= 0 else publication + timedelta((5 - publication.weekday()) % 7 or 7), "day"), i + 2
    if unit == "summer":
        return EventDate(date(publication.year + turn, 6, 1), "month"), i + 2
    return _shifted(publication, unit, turn), i + 2


def _shifted(publication: date, unit: str, number: int) -> EventDate:
    if unit == "year":
        return EventDate(date(publication.year + number, 1, 1), "year")
    if unit == "month":
        months = publication.year * 12 + publication.month - 1 + number
        return EventDate(date(months // 12, months % 12 + 1, 1), "month")
    day = publication + timedelta(number * UNITS[unit])
    return EventDate(day - timedelta(day.weekday()) if unit == "week" else day, "day")


def _year(tokens: Sequence[Token], i: int) -> Found:
    """*in 2023*, *late 2024*, *since 2019*, *the 2020 war*."""
    word = tokens[i].text
    if len(word) != 4 or not word.isdigit() or int(word) not in YEARS:
        return None
    before = _word(tokens, i - 1)
    noun_after = tokens[i].dep in {"nummod", "nmod", "compound", "amod"} and tokens[i].head > i
    if before in {"in", "since", "late", "early", "mid", "during", "of", "from", "by", "mid-", "-", "until", ","} or noun_after:
        return EventDate(date(int(word), 1, 1), "year"), i + 1
    return None
