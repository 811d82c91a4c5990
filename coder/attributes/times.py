"""The time expressions of English news and the days that they mean, seen from the day of publication.

What has no day gets the first of its period, with the precision next above it: a week is known to the month. *Early*,
*mid* and *late* are the thirds of a month (from the 1st, 11th, 21st) or of a year (January, May, September).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {d: n for n, d in enumerate("mon tue wed thu fri sat sun".split())}
# A season is dated by its first month; winter by the December before, when it is named with its later year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
THIRDS = {"early": 0, "mid": 1, "late": 2}
# A bare date may lie this many days after publication: time zones, and papers printed the day before.
SLACK = timedelta(days=1)

_MONTH = r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s*(?:-|–|—|to|and|or|through)\s*(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?\b)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = r"(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?|(?P<edge>the\s+)?(?P<edgeword>beginning|start|middle|end|first half|second half)\s+of\s+)?"
_NUMBER = r"(?P<number>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|several|a few|a couple of|a couple)"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade|night|morning)"
_WEEKDAY = r"(?P<weekday>mon(?:day|\.)|tues?(?:day|\.)|wed(?:nesday|\.)|thu(?:rs)?(?:day|\.)|fri(?:day|\.)|sat(?:urday|\.)|sun(?:day|\.))"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
        ("calendar", rf"\b{_DAY}{_TO}\s+(?:of\s+)?{_MONTH}(?![a-z])(?:,?\s+{_YEAR}\b)?"),
        ("calendar", rf"\b{_MONTH}\s+{_DAY}(?![\d:%]|,\d{{3}}\b|\s+(?:people|million|percent|per)){_TO}(?:,?\s+{_YEAR}\b)?"),
        ("season", rf"\b(?P<which>last|this|next)\s+(?P<season>spring|summer|autumn|fall|winter)\b|\b(?P<season2>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}\b"),
        ("month", rf"\b{_PART}(?:(?P<which>last|this|next)\s+)?{_MONTH}(?![a-z])(?:(?:\s+of)?,?\s+{_YEAR}\b)?"),
        ("ago", rf"\b(?:(?:about|around|nearly|almost|just|more than|over|only)\s+)?{_NUMBER}\s+{_UNIT}s?\s+(?P<way>ago|earlier|before|previously|prior|later|after)\b"),
        ("past", rf"\b(?:the\s+)?(?:past|last|previous)\s+{_NUMBER}\s+{_UNIT}s\b|\bthe\s+(?:past|preceding)\s+(?P<unit2>day|week|month|year|decade)\b"),
        ("weekday", rf"\b(?:(?P<which>last|next|this|past|coming|previous|following)\s+)?{_WEEKDAY}(?![a-z])(?:'s)?"
                    r"(?:\s+(?:morning|afternoon|evening|night))?(?:\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b|\s+(?P<week2>a week ago)\b)?"),
        ("relative", r"\b(?:the\s+)?(?P<word>day\s+before\s+yesterday|yesterday|today|tonight|tomorrow|overnight|(?:previous|next|following|same)\s+day|"
                     r"this\s+(?:morning|afternoon|evening)|last\s+night)\b"),
        ("period", r"\b(?P<which>last|this|next|previous)\s+(?P<unit>weekend|week|month|year|decade|century)\b"),
        ("feast", rf"\b(?P<feast>new year's day|new year's eve|christmas day|christmas eve|boxing day)(?:,?\s+(?:in\s+)?{_YEAR}\b)?"),
        ("decade", r"\b(?P<part>early|mid|late)?[\s-]*(?P<decade>(?:19|20)\d0)s\b"),
        ("year", rf"(?<![\d,.$€£-]){_PART}\b{_YEAR}\b(?![\d,]*\d|%|-\d{{3}}|-[a-z]|\s+(?:people|men|women|soldiers|troops|protesters|civilians))(?:\s*[-–/]\s*(?:19|20)?\d\d\b)?"),
        ("monthday", r"\bon\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:anniversary|day|floor|birthday|street|century|time))"),
    )
)  # fmt: skip
# No sentence without one of these (lower-case, first letters of a word) or a figure of four digits states a time.
SIGNAL = re.compile(
    r"(?:19|20)\d\d|day\b|days\b|mon\.|tues?\.|wed\.|thurs?\.|fri\.|sat\.|sun\.|\b(?:jan|feb|mar[.c]|apr|may\b|ju[nl]|aug|sep|oct|nov|dec)|week|month|year|tonight|overnight|"
    r"morning|evening|afternoon|tomorrow|\bago\b|earlier|last |decade|\bon the \d|hour",
    re.IGNORECASE,
)
_NAMED_DAYS = re.compile(r"\b(?:black|bloody|good|ash|palm|easter|super|holy|red|cyber|maundy|fat)\s+$", re.IGNORECASE)
_AFTER_NAMED = re.compile(r"\s+(?:times|telegraph|mirror|express|agreement|prayers)\b", re.IGNORECASE)
NUMBERS = {w: n for n, w in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1, "an": 1, "fifteen": 15, "twenty": 20, "several": 3, "a few": 3, "a couple of": 2, "a couple": 2,
}  # fmt: skip
FEASTS = {"new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26)}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its characters in the sentence, which pattern it is, and the parts of it that matched."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """A part in lower case, by the name of its group."""
        return next((v for k, v in self.parts if k == name), None)


@lru_cache(maxsize=64)
def expressions(text: str) -> tuple[Expression, ...]:
    """The time expressions of a text in order, the longest where two overlap.

    >>> [text[e.start:e.end] for text in ["On 24 June, police said late on Tuesday."] for e in expressions(text)]
    ['24 June', 'Tuesday']
    """
    if not SIGNAL.search(text):
        return ()
    found: list[Expression] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < e.end and match.end() > e.start for e in found) or not _is_time(kind, match, text):
                continue
            parts = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            found.append(Expression(match.start(), match.end(), kind, parts))
    found.sort(key=lambda e: e.start)
    return tuple(e for e, after in zip(found, [*found[1:], None], strict=False) if not (after and _is_day_of(e, after, text)))


def _is_day_of(e: Expression, after: Expression, text: str) -> bool:
    """Whether a weekday only goes with the date behind it: *Monday, June 16*."""
    return e.kind == "weekday" and after.kind == "calendar" and text[e.end : after.start].strip() in {"", ",", "the", ", the"}


def _is_time(kind: str, match: re.Match[str], text: str) -> bool:
    groups = match.groupdict()
    if kind in {"month", "calendar"}:
        word = groups["month"]
        if word.islower() and (len(word) <= 3 or word in {"march", "mar."}) or len(word) <= 3 and word.lower() not in {"may"} and not (groups.get("day") or groups.get("year")):
            return False
        # *May* and *March* are months only beside a day, a year or a preposition.
        if kind == "month" and word.lower() in {"may", "march", "august", "april", "june"} and not (groups["year"] or groups["part"] or groups["edgeword"] or groups["which"]):
            before = text[: match.start()].rstrip().lower().rsplit(" ", 1)[-1]
            return before in {"in", "since", "of", "from", "by", "until", "during", "for", "between", "and", "before", "after"} or text[match.end() : match.end() + 2] == "'s"
    if kind == "weekday":
        return not _NAMED_DAYS.search(text[: match.start()]) and not _AFTER_NAMED.match(text, match.end())
    return True


# --- what an expression means ---------------------------------------------------------------------------------------


def resolve(e: Expression, publication: date, future: bool = False, anchor: date | None = None) -> tuple[date, str] | None:
    """The day (the first of a period) and precision that an expression means; None when it means none.

    `future` says that its clause looks ahead; `anchor` is the day that *two days later* counts from.
    """
    try:
        return RESOLVERS[e.kind](e, publication, future, anchor)
    except (ValueError, OverflowError):  # the 31st of June, or an age before the calendar
        return None


def _calendar(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    month, day = MONTHS[(e.get("month") or "")[:3]], int(e.get("day") or 1)
    if year := e.get("year"):
        return date(int(year), month, day), "day"
    return _nearest(month, day, publication, future), "day"


def _nearest(month: int, day: int, publication: date, future: bool) -> date:
    """The nearest such day not after publication, or not before it in a clause that looks ahead."""
    years = range(publication.year, publication.year + 9) if future else range(publication.year + 1, publication.year - 9, -1)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if (found >= publication) if future else (found <= publication + SLACK):
            return found
    raise ValueError(f"no year has day {day} of month {month}")


def _iso(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    return date(int(e.get("year") or 0), int(e.get("month") or 0), int(e.get("day") or 0)), "day"


def _month(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    month, year, which = MONTHS[(e.get("month") or "")[:3]], e.get("year"), e.get("which")
    if year:
        first = date(int(year), month, 1)
    elif which == "next" or (future and which is None):
        first = _nearest(month, 1, publication.replace(day=1) if which is None else publication, True)
    elif which == "last":
        first = _nearest(month, 1, publication.replace(day=1) - timedelta(days=2), False)
    else:
        first = _nearest(month, 1, publication, False)
    return first.replace(day=(1, 11, 21)[_third(e)]), "month"


def _third(e: Expression) -> int:
    edge = {"middle": 1, "end": 2, "second half": 1}.get(e.get("edgeword") or "", 0)
    return THIRDS.get(e.get("part") or "", edge)


def _season(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    month = SEASONS[e.get("season") or e.get("season2") or ""]
    if year := e.get("year"):
        return date(int(year) - (month == 12), month, 1) if month == 12 else date(int(year), month, 1), "year"
    return _nearest(month, 1, publication if e.get("which") != "last" else publication - timedelta(days=92), e.get("which") == "next"), "year"


def _year(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str] | None:
    year = int(e.get("year") or 0)
    if year > publication.year + 30:
        return None
    return date(year, 7 if e.get("edgeword") == "second half" else (1, 5, 9)[_third(e)], 1), "year"


def _decade(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    return date(int(e.get("decade") or 0) + (0, 4, 7)[THIRDS.get(e.get("part") or "", 0)], 1, 1), "year"


def _weekday(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    number = WEEKDAYS[(e.get("weekday") or "")[:3]]
    which, week = e.get("which"), e.get("week") or e.get("week2")
    if week:
        monday = _monday(publication) + timedelta(days={"last": -7, "next": 7, "a week ago": -7}.get(week, 0))
        return monday + timedelta(days=number), "day"
    if which == "this":
        return _monday(publication) + timedelta(days=number), "day"
    if which in {"next", "coming"} or (future and which != "last"):
        ahead = (number - publication.weekday()) % 7
        return publication + timedelta(days=ahead or 7 * (which == "next")), "day"
    back = (publication.weekday() - number) % 7
    return publication - timedelta(days=back or 7 * (which in {"last", "past", "previous"})), "day"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _relative(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str] | None:
    word = " ".join((e.get("word") or "").split())
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "previous day": -1, "next day": 1, "following day": 1}.get(word, 0)
    if word.endswith(" day"):
        return (anchor + timedelta(days=days), "day") if anchor else (publication - timedelta(days=1), "day") if word == "previous day" else None
    return publication + timedelta(days=days), "day"


def _period(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str] | None:
    step = {"last": -1, "previous": -1, "next": 1}.get(e.get("which") or "", 0)
    unit = e.get("unit")
    if unit == "week":
        return _monday(publication) + timedelta(days=7 * step), "month"
    if unit == "weekend":
        # *this weekend* is the one behind a writer on Monday and the one ahead on Friday.
        back = 1 if step < 0 or (step == 0 and not future and publication.weekday() < 5) else 0
        return _monday(publication) + timedelta(days=5 - 7 * back + 7 * (step > 0)), "month"
    if unit == "month":
        return _back(publication, -step).replace(day=1), "month"
    if unit == "year":
        return date(publication.year + step, 1, 1), "year"
    size = 10 if unit == "decade" else 100
    return date(publication.year // size * size + step * size, 1, 1), "year"


def _back(day: date, months: int) -> date:
    """The first of the month that many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _ago(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str] | None:
    way = e.get("way")
    forward = way in {"later", "after"}
    if way in {"before", "after", "later", "prior"} and anchor is None:
        return None
    start = anchor if anchor and way != "ago" else publication
    word = e.get("number") or "1"
    return _moved(start, (1 if forward else -1) * (int(word) if word.isdigit() else NUMBERS[word]), e.get("unit") or "")


def _past(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str] | None:
    word = e.get("number") or "1"
    return _moved(publication, -(int(word) if word.isdigit() else NUMBERS[word]), e.get("unit") or e.get("unit2") or "")


def _moved(start: date, number: int, unit: str) -> tuple[date, str]:
    if unit in {"day", "night", "morning"}:
        return start + timedelta(days=number), "day"
    if unit in {"hour", "minute"}:
        return start + timedelta(days=-(-number // 24) if number > 0 else -(-number // 24)), "day"
    if unit == "week":
        return start + timedelta(days=7 * number), "month"
    if unit == "month":
        return _back(start, -number), "month"
    return date(start.year + number * (10 if unit == "decade" else 1), 1, 1), "year"


def _feast(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    month, day = FEASTS[e.get("feast") or ""]
    year = e.get("year")
    return (date(int(year), month, day) if year else _nearest(month, day, publication, future)), "day"


def _monthday(e: Expression, publication: date, future: bool, anchor: date | None) -> tuple[date, str]:
    day = int(e.get("day") or 1)
    here = publication.replace(day=day)
    if future or here <= publication:
        return here, "day"
    return _back(publication, 1).replace(day=day), "day"


RESOLVERS: dict[str, Callable[[Expression, date, bool, date | None], tuple[date, str] | None]] = {
    "iso": _iso, "calendar": _calendar, "month": _month, "season": _season, "year": _year, "decade": _decade, "weekday": _weekday,
    "relative": _relative, "period": _period, "ago": _ago, "past": _past, "feast": _feast, "monthday": _monthday,
}  # fmt: skip
