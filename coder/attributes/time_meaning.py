"""What a time expression means: the first day of its time and how exactly that is known, seen from publication.

What has no day gets the first of its period, with the precision next above it: a week is known to the month. *Early*,
*mid* and *late* are the thirds of a month (from the 1st, 11th, 21st) or of a year (January, May, September).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from coder.attributes.times import PARTS_OF_A_DAY, Expression, load_time_words

# A bare date may lie this many days after publication: time zones, and papers printed the day before.
SLACK = timedelta(days=1)
THIRDS = {"early": 0, "mid": 1, "late": 2}
# What *last* and its like add to the period of publication.
STEPS = {"last": -1, "previous": -1, "next": 1}
# What such words before *day* or *evening* add to the day that was told.
FROM_ANCHOR = {"previous": -1, "next": 1, "following": 1, "same": 0, "that": 0}
Meaning = tuple[date, str]


def resolve(e: Expression, publication: date, future: bool = False, anchor: date | None = None) -> Meaning | None:
    """The day (the first of a period) and precision that an expression means; None when it means none.

    `future` says that its clause looks ahead; `anchor` is the day that *two days later* counts from.
    """
    try:
        return RESOLVERS[e.kind](e, publication, future, anchor)
    except (ValueError, OverflowError):  # the 31st of June, or an age before the calendar
        return None


def _calendar(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    month, day = load_time_words().months[e.get("month") or ""], int(e.get("day") or 1)
    if year := e.get("year"):
        return date(int(year), month, day), "day"
    return _nearest(month, day, publication, future), "day"


def _nearest(month: int, day: int, publication: date, future: bool) -> date:
    """The nearest such day not after publication, or not before it in a clause that looks ahead."""
    years = (
        range(publication.year, publication.year + 9)
        if future
        else range(publication.year + 1, publication.year - 9, -1)
    )
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if (found >= publication) if future else (found <= publication + SLACK):
            return found
    raise ValueError(f"no year has day {day} of month {month}")


def _slash(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    """A day and month in figures, in either order: where both make a day, the later one not after publication."""
    numbers, found = (int(e.get("day") or 0), int(e.get("month") or 0)), []
    for day, month in {numbers, numbers[::-1]}:
        try:
            found.append(
                date(int(year), month, day) if (year := e.get("year")) else _nearest(month, day, publication, future)
            )
        except ValueError:
            continue
    return max(d for d in found), "day"


def _iso(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    return date(int(e.get("year") or 0), int(e.get("month") or 0), int(e.get("day") or 0)), "day"


def _month(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    month, year, which = load_time_words().months[e.get("month") or ""], e.get("year"), e.get("which")
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


def _season(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    month = load_time_words().seasons[e.get("season") or e.get("season2") or ""]
    if year := e.get("year"):
        return date(int(year) - (month == 12), month, 1) if month == 12 else date(int(year), month, 1), "year"
    return _nearest(
        month,
        1,
        publication if e.get("which") != "last" else publication - timedelta(days=92),
        e.get("which") == "next",
    ), "year"


def _year(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    year = int(e.get("year") or 0)
    if year > publication.year + 30:
        return None
    return date(year, 7 if e.get("edgeword") == "second half" else (1, 5, 9)[_third(e)], 1), "year"


def _century(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    if e.get("bc"):
        return None
    number = int(e.get("number") or load_time_words().ordinals[e.get("ordinal") or ""])
    return date(100 * (number - 1) + 1, 1, 1), "century"


def _era(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    return date.fromisoformat(load_time_words().eras[e.get("era") or ""]), "period"


def _nothing(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    return None


def _decade(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    return date(int(e.get("decade") or 0) + (0, 4, 7)[THIRDS.get(e.get("part") or "", 0)], 1, 1), "year"


def _weekday(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    number = load_time_words().weekdays[e.get("weekday") or ""]
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


def _relative(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    word = " ".join((e.get("word") or "").split())
    days = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
    }.get(word, 0)
    if (step := FROM_ANCHOR.get(word.split()[0])) is not None:
        if anchor is None and word != "previous day":
            return None
        return (anchor + timedelta(days=step) if anchor else publication - timedelta(days=1)), "day"
    return publication + timedelta(days=days), "day"


def _period(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    step = STEPS.get(e.get("which") or "", 0)
    unit = e.get("unit") or e.get("unit2")
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
    if unit == "century":
        return date((publication.year - 1) // 100 * 100 + 100 * step + 1, 1, 1), "century"
    return date(publication.year // 10 * 10 + step * 10, 1, 1), "year"


def _back(day: date, months: int) -> date:
    """The first of the month that many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _ago(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    way = e.get("way") or e.get("way2") or e.get("way3")
    forward = way in {"later", "after"}
    if e.get("half"):  # *half a century ago*
        years = load_time_words().long_units[e.get("unit3") or ""] // 2
        start = publication if way == "ago" or anchor is None else anchor
        return (date(start.year - years, 1, 1), "year") if years and not forward else None
    if (many := e.get("unit2")) is not None:  # *decades ago*: two of them at least
        unit = load_time_words().many[many]
        if forward or (anchor is None and way in {"before", "prior"}):
            return None
        return _moved(anchor if anchor and way != "ago" else publication, -2, unit)
    if way in {"before", "after", "later", "prior"} and anchor is None:
        return None
    start = anchor if anchor and way != "ago" else publication
    word = e.get("number") or "1"
    return _moved(start, (1 if forward else -1) * _amount(word), e.get("unit") or "")


def _past(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning | None:
    word = e.get("number") or "1"
    return _moved(publication, -_amount(word), e.get("unit") or e.get("unit2") or "")


def _amount(word: str) -> int:
    return int(word) if word.isdigit() else load_time_words().amounts[word]


def _moved(start: date, number: int, unit: str) -> Meaning:
    if unit == "day" or unit in PARTS_OF_A_DAY:
        return start + timedelta(days=number), "day"
    if unit in {"hour", "minute"}:
        hours = number if unit == "hour" else int(number / 60)
        return start + timedelta(days=int((hours + (4 if hours > 0 else -4)) / 24)), "day"  # *47 hours after*: two days
    if unit == "week":
        return start + timedelta(days=7 * number), "month"
    if unit == "month":
        return _back(start, -number), "month"
    return date(start.year + number * load_time_words().long_units[unit], 1, 1), "year"


def _feast(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    month, day = map(int, load_time_words().feasts[e.get("feast") or ""].split("-"))
    year = e.get("year")
    return (date(int(year), month, day) if year else _nearest(month, day, publication, future)), "day"


def _monthday(e: Expression, publication: date, future: bool, anchor: date | None) -> Meaning:
    day = int(e.get("day") or 1)
    here = publication.replace(day=day)
    if future or here <= publication:
        return here, "day"
    return _back(publication, 1).replace(day=day), "day"


RESOLVERS: dict[str, Callable[[Expression, date, bool, date | None], Meaning | None]] = {
    "iso": _iso, "slash": _slash, "calendar": _calendar, "month": _month, "season": _season, "year": _year,
    "decade": _decade,
    "weekday": _weekday, "relative": _relative, "period": _period, "ago": _ago, "past": _past, "feast": _feast,
    "monthday": _monthday, "century": _century, "era": _era, "history": _nothing,
}  # fmt: skip
