"""One record of an input, whatever its file: its fields checked, its date read, or why it can't be used."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from coder.errors import CoderError
from coder.records import Document, Reject
from coder.text.streams import LONGEST_SHOWN

KNOWN = ("doc_id", "date", "text", "title", "source", "url", "language")
REQUIRED = ("doc_id", "date", "text")
FIRST_YEAR, LAST_YEAR = 1800, 2100
FIRST_DAY, LAST_DAY = 18000101, 21001231
# Values nested deeper, and texts longer (in characters), are no fields of a news corpus.
DEEPEST = 20
LONGEST_TEXT = 64 * 1024 * 1024
LONGEST_ID = 1000
# The flag of a document with a number in a field of the user's own that is null in `extra`, as JSON has no such number.
NULLED = "nulled_values"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMED_MONTH = re.compile(
    r"(?:[^\W\d_]{3,9},? )?(?:\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?,? \d{4}|[^\W\d_]{3,9}\.? "
    r"\d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}-[^\W\d_]{3,9}-\d{4})"
    r"(?:[ T]\d{1,2}:\d{2}.{0,20})?"
)
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a user says of all inputs: their encoding, and how their dates are written (as for `strptime`)."""

    encoding: str | None = None
    date_format: str | None = None


class Unusable(ValueError):
    """Why a record can't be used, and what to do."""


def record_to_document(
    record: dict[str, Any], place: str, raw: str, date_format: str | None = None
) -> Document | Reject:
    """The Document of a record, or a Reject that says what is wrong with it and what to do. Never raises."""
    try:
        return _document(record, date_format)
    except Unusable as fault:
        reason = str(fault)
    except Exception as error:  # a value that nobody thought of ends no run
        reason = f"the record can't be read: {type(error).__name__}: {str(error)[:200]}; write its values as plain text"
    doc_id = record.get("doc_id")
    return turned_away(reason, raw, place, doc_id[:LONGEST_ID] if isinstance(doc_id, str) else None)


def turned_away(reason: str, raw: str, place: str, doc_id: str | None = None) -> Reject:
    """A record that is turned away, of which no more is kept than is told."""
    return Reject("corpus", reason, raw[:LONGEST_SHOWN], place, doc_id)


def _document(record: dict[str, Any], date_format: str | None) -> Document:
    doc_id = _doc_id(record.get("doc_id"))
    fields = {field: _words(field, record.get(field)) for field in ("text", "title", "source", "url", "language")}
    text = fields["text"]
    if not text or not text.strip():
        raise Unusable("no text: the field 'text' is empty or missing")
    if len(text) > LONGEST_TEXT:
        raise Unusable(f"the text has {len(text):,} characters, over {LONGEST_TEXT:,}; cut it into documents")
    day = _day(record.get("date"), date_format)
    own = {k: v for k, v in record.items() if k not in KNOWN}
    extra = {_whole(str(k)[:100], str(k)): _plain(v, str(k)) for k, v in own.items()}
    flags = (NULLED,) if any(map(_is_nulled, own.values())) else ()
    title, source, url, language = (fields[name] for name in ("title", "source", "url", "language"))
    return Document(doc_id, day, text, title, source, url, language, extra, flags)


def _doc_id(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value in (None, ""):
        raise Unusable("no doc_id: every document needs an identifier of its own")
    if not isinstance(value, str):
        raise Unusable(f"doc_id is {type(value).__name__}, not text")
    if not value.strip():
        raise Unusable("no doc_id: every document needs an identifier of its own")
    if len(value) > LONGEST_ID:
        raise Unusable(f"the doc_id has {len(value):,} characters, over {LONGEST_ID:,}; give a shorter one")
    return _whole("doc_id", value)


def _words(field: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unusable(f"{field} is {type(value).__name__}, not text")
    return _whole(field, value)


def _whole(field: str, value: str) -> str:
    if _SURROGATE.search(value):
        named = "text" if field == "text" else f"field '{field}'"
        raise Unusable(f"the {named} holds half a character (a lone surrogate); extract it again")
    return value


def _plain(value: object, field: str, depth: int = 0) -> object:
    """A value of a field that coder does not know, as JSON can hold it: NaN and the infinities are null."""
    if depth > DEEPEST:
        raise Unusable(f"the field '{field[:100]}' is nested more than {DEEPEST} deep; flatten it or leave it out")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, dict):
        return {_whole(field, str(k)): _plain(v, field, depth + 1) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v, field, depth + 1) for v in value]
    return _whole(field, value.decode("utf8", "backslashreplace") if isinstance(value, bytes) else str(value))


def _is_nulled(value: object) -> bool:
    """Whether a value holds a number that `_plain` made null."""
    if isinstance(value, dict):
        return any(map(_is_nulled, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_is_nulled, value))
    return isinstance(value, float) and not math.isfinite(value)


def _day(value: object, date_format: str | None) -> date:
    if value in (None, ""):
        raise Unusable("no date: the field 'date' is empty or missing")
    day = read_date(value, date_format)
    if day is None:
        shown = str(value)[:40]
        if date_format is not None:
            raise Unusable(f"the date '{shown}' is not as --date-format {date_format} says; write it as 2024-03-27")
        if len(_readings(shown.strip())) > 1:
            raise Unusable(
                f"the date '{shown}' can be read in two ways; write it as 2024-03-27, or say how yours are written, "
                f"as in --date-format %d/%m/%Y"
            )
        raise Unusable(f"the date {value!r:.40} is no ISO date; write it as 2024-03-27")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unusable(f"the date {day} is not of the years {FIRST_YEAR} to {LAST_YEAR}; correct it")
    return day


def is_date_format(text: str) -> bool:
    """Whether dates written so tell year, month and day: what is written in it is read again."""
    example = datetime(2024, 11, 27, tzinfo=UTC)
    try:
        return datetime.strptime(example.strftime(text), text).date() == example.date()
    except ValueError:
        return False


def read_date(value: object, date_format: str | None = None) -> date | None:
    """The day of a date: as `date_format` says, an ISO date or time, `20240327`, `2024/3/27`, `2024-3-27`,
    `27 March 2024`, `27-Mar-2024`, `Mar 27, 2024`, `27/3/2024` (there is no 27th month), or a date object.

    None where it is none, or where it may be read in two ways (`03/04/2024`).

    >>> read_date("03/04/2024", "%d/%m/%Y")
    datetime.date(2024, 4, 3)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and FIRST_DAY <= value <= LAST_DAY:  # 20240327
        value = str(value)
    if not isinstance(value, str) or len(value) > 64 or not value.isascii():
        return None
    value = value.strip()
    if date_format is not None:
        try:
            return datetime.strptime(value, date_format).date()
        except ValueError:
            return _common_date(value)
    days = _readings(value)
    return days.pop() if len(days) == 1 else _common_date(value)


def _readings(value: str) -> set[date]:
    """The days that `3/4/2024` may be, its month first or its day."""
    found, days = _SLASHES.fullmatch(value), set[date]()
    if found is None:
        return days
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    for month, day in ((one, other), (other, one)):
        with suppress(ValueError):
            days.add(date(year, month, day))
    return days


def _common_date(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    try:
        if found := _YEAR_FIRST.fullmatch(value):
            year, month, day = map(int, found.group(1, 3, 4))
            return date(year, month, day)
        if _NAMED_MONTH.fullmatch(value):
            from dateutil import parser

            parsed: datetime = parser.parse(value)
            return parsed.date()
    except (ValueError, OverflowError):
        pass
    return None


def given_date(value: date | str | None) -> date:
    """The date of a text that a caller hands over, today's for none. Raises CoderError when it is no ISO date."""
    if value is None:
        return date.today()
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        raise CoderError(f"'{value}' is no date; write it as 2024-03-27") from None
