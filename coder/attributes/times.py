"""The time expressions of English news: where a text names a day or a period, and which parts its name has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from coder.files.words import either, load_words
from coder.memo import Answers


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lists of words/times.yaml, each explained there."""

    months: Mapping[str, int]
    doubtful_months: frozenset[str]
    before_months: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: tuple[str, ...]
    long_units: Mapping[str, int]
    many: Mapping[str, str]
    amounts: Mapping[str, int]
    ways: tuple[str, ...]
    days_told: tuple[str, ...]
    feasts: Mapping[str, str]
    signals: tuple[str, ...]
    named_days: frozenset[str]
    after_named: frozenset[str]
    after_named_days: frozenset[str]
    not_monthdays: frozenset[str]
    counted: frozenset[str]
    ordinals: Mapping[str, int]
    eras: Mapping[str, str]
    history: tuple[str, ...]
    before_eras: frozenset[str]


@cache
def load_time_words() -> TimeWords:
    """The words of days and periods."""
    return load_words("times", TimeWords)


# Patterns by the name of their kind; a word in braces stands for a part, which is made from the word lists.
PATTERNS = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    ("calendar", r"\b{DAY}{TO}\s+(?:of\s+)?{MONTH}(?![a-z])(?:,?\s+{YEAR}\b)?"),
    ("calendar", r"\b{MONTH}\s+{DAY}(?![\d:%]|,\d\d\d\b|\s+(?:people|million|percent|per)){TO}(?:,?\s+{YEAR}\b)?"),
    ("season", r"\b(?P<which>last|this|next)\s+(?P<season>{SEASONS})\b|\b(?P<season2>{SEASONS})\s+(?:of\s+)?{YEAR}\b"),
    ("month", r"\b{PART}(?:(?P<which>last|this|next)\s+)?{MONTH}(?![a-z])(?:(?:\s+of)?,?\s+{YEAR}\b)?"),
    ("ago", r"\bthe\s+(?P<unit>{PERIODS})\s+(?P<way>after|before)\b(?!\s+(?:yesterday|tomorrow))"),
    (
        "ago",
        r"\b(?:(?:about|around|nearly|almost|just|more than|over|only)\s+)?{AMOUNT}\s+{UNIT}s?\s+"
        r"(?P<way>{WAYS})\b|"
        r"\b(?:(?:more|less)\s+than\s+)?(?P<half>half\s+a)\s+(?P<unit3>{LONG_UNITS})\s+(?P<way3>{WAYS})\b|"
        r"\b(?P<unit2>{MANY})\s+(?P<way2>{WAYS})\b",
    ),
    (
        "past",
        r"\b(?:the\s+)?(?:past|last|previous)\s+{AMOUNT}\s+{UNIT}s\b|"
        r"\bthe\s+(?:past|preceding)\s+(?P<unit2>day|week|month|year|decade)\b",
    ),
    ("weekday", r"\b(?:(?:after|following|during)\s+)?(?:the\s+)?{WEEKDAY}\s+prayers\b"),
    (
        "weekday",
        r"\b(?:(?P<which>last|next|this|past|coming|previous|following)\s+)?{WEEKDAY}(?![a-z])(?:'s)?"
        r"(?:\s+(?:morning|afternoon|evening|night))?"
        r"(?:\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b|\s+(?P<week2>a week ago)\b)?",
    ),
    (
        "relative",
        r"\b(?:the\s+)?(?P<word>day\s+before\s+yesterday|yesterday|today|tonight|tomorrow|"
        r"overnight(?!\s+(?:(?:on|into|to)\s+)?{WEEKDAY2})|"
        r"(?:previous|next|following|same|that)\s+(?:day|morning|afternoon|evening|night)|"
        r"this\s+(?:morning|afternoon|evening)|last\s+night)\b"
        r"(?:\s+(?:morning|afternoon|evening|night)\b)?",
    ),
    (
        "period",
        r"\b(?P<which>last|this|next|previous)\s+(?P<unit>weekend|week|month|year|decade|century)\b|"
        r"\bthe\s+(?P<unit2>weekend)\b",
    ),
    ("feast", r"\b(?P<feast>{FEASTS})(?:,?\s+(?:in\s+)?{YEAR}\b)?"),
    ("decade", r"\b(?P<part>early|mid|late)?[\s-]*(?P<decade>(?:19|20)\d0)s\b"),
    (
        "century",
        r"\b{PART}(?:the\s+)?(?:(?P<part2>early|mid|late)[\s-]+)?"
        r"(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<ordinal>{ORDINALS}))[\s-]century\b(?:,?\s+(?P<bc>b\.?c))?",
    ),
    ("era", r"\b(?P<era>{ERAS})\b"),
    ("history", r"\b(?P<history>{HISTORY})\b"),
    (
        "year",
        r"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bby )|(?<=\buntil )|(?<=\bfrom )|(?<=\baround )|(?<=\bbefore ))"
        r"(?P<year>1[0-8]\d\d)\b"
        r"(?=\s*(?:[.,;:)—–-]|$|\s(?:and|or|when|by|after|to|against|under|the|as|with)\b|\s(?-i:[A-Z])))",
    ),
    (
        "year",
        r"(?<![\d,.$€£-]){PART}\b(?P<year>(?:19|20)\d\d)\b(?![\d,]*\d|%|-\d\d\d|-[a-z]|\s+(?:{COUNTED}))"
        r"(?:\s*[-–/]\s*(?:19|20)?\d\d\b)?",
    ),
    (
        "slash",
        r"(?:(?<=\()|(?<=\bon )|(?<=\bof ))(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d)(?:/(?P<year>(?:19|20)\d\d))?"
        r"(?=[\s).,;:]|$)",
    ),
    ("monthday", r"\bon\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:{NOT_MONTHDAYS}))"),
)
PARTS_OF_A_DAY = ("morning", "afternoon", "evening", "night")
# What is kept of words; when it is full it begins anew, so that long runs stay small.
MOST_RUNS = 50_000
_YEAR_IN_FIGURES = re.compile(r"(?:1\d|20)\d\d")
_DAY_IN_FIGURES = re.compile(r"\d/\d")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s*(?:-|–|—|to|and|or|through)\s*(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?\b)?"
_YEAR = r"(?P<year>(?:1\d|20)\d\d)"
_PART = (
    r"(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?|"
    r"(?P<edge>the\s+)?(?P<edgeword>beginning|start|middle|end|first half|second half)\s+of\s+)?"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its characters in the sentence, which pattern it is, and the parts of it that matched."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """A part in lower case, by the name of its group."""
        for part, text in self.parts:
            if part == name:
                return text
        return None


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load_time_words()
    parts = {
        "DAY": _DAY, "TO": _TO, "YEAR": _YEAR, "PART": _PART, "SEASONS": either(words.seasons),
        "WEEKDAY2": f"(?:{either(words.weekdays)})",
        "MONTH": f"(?P<month>{either(words.months)})", "WEEKDAY": f"(?P<weekday>{either(words.weekdays)})",
        "PERIODS": either((*PARTS_OF_A_DAY, "day", "week", "month", "year")),
        "LONG_UNITS": either(words.long_units), "MANY": either(words.many),
        "AMOUNT": rf"(?P<number>\d+|{either(words.amounts)})", "UNIT": f"(?P<unit>{either(words.units)})",
        "WAYS": either(words.ways), "ORDINALS": either(words.ordinals), "ERAS": either(words.eras),
        "HISTORY": either(words.history), "FEASTS": either(words.feasts), "COUNTED": either(words.counted),
        "NOT_MONTHDAYS": either(words.not_monthdays),
    }  # fmt: skip
    return tuple((kind, re.compile(pattern.format(**parts), re.IGNORECASE)) for kind, pattern in PATTERNS)


@cache
def _signs() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By the kind of a pattern, in small letters: it matches no text that lacks all words of one of these lists."""
    words = load_time_words()
    periods = ("day", "week", "month", "year", "decade", "century")
    units, pasts = _lowered(words.units), ("past", "last", "previous", "preceding")
    return {
        "slash": (("/",),), "iso": (("19", "20"),), "decade": (("0s",),), "century": (("century",),),
        "period": (periods, ("last", "this", "next", "previous", "the weekend")),
        "relative": (("day", "night", "tomorrow", "morning", "afternoon", "evening"), words.days_told),
        "calendar": (_lowered(words.months),), "month": (_lowered(words.months),),
        "weekday": (_lowered(words.weekdays),), "season": (_lowered(words.seasons),),
        "ago": ((*units, *_lowered(words.long_units), *_lowered(words.many)), words.ways),
        "past": ((*units, *periods), pasts), "feast": (_lowered(words.feasts),),
        "era": (_lowered(words.eras),), "history": (_lowered(words.history),),
        "monthday": (tuple(f"{day}{end}" for day in range(10) for end in ("st", "nd", "rd", "th")),),
    }  # fmt: skip


@cache
def _named() -> tuple[str, ...]:
    """The words of which a sentence that states a time has one, if it has no year in figures."""
    words = load_time_words()
    return _lowered({
        *words.many, *words.long_units,
        *words.eras, *words.history, *words.months, *words.weekdays, *words.seasons, *words.units, *words.feasts,
        *words.signals,
    })  # fmt: skip


def _lowered(words: Iterable[str]) -> tuple[str, ...]:
    """The words in small letters; none that another is part of, which is met wherever that one is."""
    lowered = sorted({w.lower() for w in words}, key=lambda w: (len(w), w))
    return tuple(w for k, w in enumerate(lowered) if not any(shorter in w for shorter in lowered[:k]))


@lru_cache(maxsize=64)
def may_name(text: str, kinds: tuple[str, ...]) -> bool:
    """Whether a text has the words without which it has no expression of these kinds: quicker than to look for them."""
    return not _kinds_in(_signs_in(text.lower())).isdisjoint(kinds)


@lru_cache(maxsize=1024)
def _kinds_in(signs: frozenset[str]) -> frozenset[str]:
    """The kinds of expressions that a text with these signs may have: most texts have the signs of a few others."""
    wanted = _signs()
    return frozenset(kind for kind, _ in _compiled() if not any(map(signs.isdisjoint, wanted.get(kind, ()))))


@lru_cache(maxsize=64)
def _signs_in(lowered: str) -> frozenset[str]:
    """The signs that stand in a text: looking for words is many times faster than trying a pattern everywhere."""
    keys, within = _by_key(), _keys_within()
    there = {key for run in lowered.split() for key in within[run]}
    return frozenset([sign for key in there for sign in keys[key] if sign == key or sign in lowered])


@cache
def _keys_within() -> Answers[str, tuple[str, ...]]:
    """The keys of signs that stand in what is between two spaces. The same words come again and again, so it is kept
    for each.
    """
    keys = tuple(_by_key())
    return Answers(lambda run: tuple(filter(run.__contains__, keys)), MOST_RUNS)


@cache
def _by_key() -> Mapping[str, list[str]]:
    """All signs by their longest word."""
    found: dict[str, list[str]] = {}
    for sign in _all_signs():
        found.setdefault(max(sorted(sign.split()), key=len), []).append(sign)
    return found


@cache
def _all_signs() -> tuple[str, ...]:
    return tuple(frozenset(_named()).union(*(words for lists in _signs().values() for words in lists)))


@lru_cache(maxsize=64)
def expressions(text: str) -> tuple[Expression, ...]:
    """The time expressions of a text in order, the longest where two overlap.

    >>> [text[e.start:e.end] for text in ["On 24 June, police said late on Tuesday."] for e in expressions(text)]
    ['24 June', 'Tuesday']
    """
    lowered, has_year = text.lower(), _YEAR_IN_FIGURES.search(text) is not None
    has_figures = has_year or _DAY_IN_FIGURES.search(text) is not None
    if not has_figures and _signs_in(lowered).isdisjoint(_named()):
        return ()
    found: list[Expression] = []
    kinds = _kinds_in(_signs_in(lowered))
    for kind, pattern in _compiled():
        if kind not in kinds or (kind == "year" and not has_year):
            continue
        for match in pattern.finditer(text):
            overlaps = any(match.start() < e.end and match.end() > e.start for e in found)
            if overlaps or not _is_time(kind, match, text):
                continue
            parts = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            found.append(Expression(match.start(), match.end(), kind, parts))
    found.sort(key=lambda e: e.start)
    merged: list[Expression] = []
    for e in found:
        if merged and _is_day_of(merged[-1], e, text):
            e = replace(e, start=merged.pop().start)
        merged.append(e)
    return tuple(merged)


def _is_day_of(e: Expression, after: Expression, text: str) -> bool:
    """Whether a weekday only goes with the date behind it: *Monday, June 16*."""
    between = text[e.end : after.start].strip()
    return e.kind == "weekday" and after.kind == "calendar" and between in {"", ",", "the", ", the"}


def _is_time(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether the words are a time here, not a name or another word (*May said*, *the Sunday Times*)."""
    words = load_time_words()
    if kind in {"month", "calendar"}:
        return _is_month(kind, match, text)
    if kind == "era":
        behind = [w for w in text[: match.start()].lower().split() if w != "the"][-1:]
        return bool(behind) and behind[0] in words.before_eras
    if kind == "weekday":
        before, after = text[: match.start()].split()[-1:], text[match.end() :].split()[:1]
        is_named = bool(before) and before[0].lower() in words.named_days and text[match.start() - 1].isspace()
        return not is_named and not (after and text[match.end()].isspace() and _word(after[0]) in words.after_named)
    return True


def _word(text: str) -> str:
    return (re.match(r"\w+", text) or [""])[0].lower()


def _is_in_a_name(match: re.Match[str], text: str) -> bool:
    """Whether a day or month is part of the name of a street or building: *October Square*, *July 20 Street*."""
    after = [w for w in text[match.end() : match.end() + 40].split()[:2] if not _word(w).isdecimal()][:1]
    return bool(after) and after[0][:1].isupper() and _word(after[0]) in load_time_words().after_named_days


def _is_month(kind: str, match: re.Match[str], text: str) -> bool:
    groups, words = match.groupdict(), load_time_words()
    if _is_in_a_name(match, text):
        return False
    word = groups["month"]
    if word.islower() and (len(word) <= 3 or word in {"march", "mar."}):
        return False
    if len(word) <= 3 and word.lower() != "may" and not (groups.get("day") or groups.get("year")):
        return False
    named = kind == "month" and not any(groups[g] for g in ("year", "part", "edgeword", "which"))
    if named and word.lower() in words.doubtful_months:
        before = text[: match.start()].rstrip().lower().rsplit(" ", 1)[-1]
        return before in words.before_months or text[match.end() : match.end() + 2] == "'s"
    return True
