"""What stands at the head of a report: the place where it was written, the day, the agency. It takes part in nothing.

*GENEVA, Nov 24 — …*, *New Delhi, Jun 9 (PTI) …*, *Hanoi (VNA) – …*, *LONDON, Ont. — …*, *June 9 (Reuters) - …*
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from coder.files.words import load_words
from coder.text.states import country_names

# The longest head that is looked at, in characters, and the fewest letters of a place in capitals: *US - China talks*.
_LONGEST, _SHORTEST = 90, 4
_SEPARATOR = re.compile(r"(?<=[\d)])\.-+\s*|\s*(?:—+|–+|--+|\|)\s*|\s+[-_]+\s+|(?<=[\w.)])-\s+|:\s+")
# Each separator has one of these: most sentences have none.
_SIGNS = ("—", "–", "-", "|", ":", "_")
# An agency in brackets, the end of a dateline even where no dash follows it.
_SOURCE = re.compile(r"\s*(?:\((?P<source>[^()—–]{2,60})\)|/(?P<between>[^()/—–]{2,60})/)\s*$")
_DATE = re.compile(
    r",?\s*\b(?:(?P<month>[^\W\d_]{3,10})\.?\s+\d{1,2}"
    r"|\d{1,2}(?:[a-zº]{1,2})?\s+(?P<after>[^\W\d_]{3,10})\.?)(?:,?\s+(?:\d{4}|\d{2}))?\s*$"
)
# The letters of a region behind a town: *Kumasi (AR), Aug 27*.
_REGION = re.compile(r"\s*\([A-Z]{1,4}\)(?=,|$)")
# The country of a town in brackets: *Lausanne (Switzerland), 2 April*.
_COUNTRY = re.compile(r"(?P<place>[^()]+) \((?P<within>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*)\)$")
# A town and a day before a full stop, as papers printed them: *ACCRA. March 3. The strike …*, *ACCRA, May 3. /GNA/. …*.
_STOPS = re.compile(
    r"\s*(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})[.,] (?P<month>[A-Z][a-z]{2,8})\.? \d{1,2}\. "
    r"(?:/[^/\n]{2,30}/\.? )?(?=[A-Z])"
)
_NO_WORD = re.compile(r"[^\w(]*")
# Behind a bar, the outlet whose report it is: *KAMPALA | Morning Post — …*
_OUTLET = re.compile(r"(?:[A-Z][\w.'’&-]*[^\S\n]+){1,5}(?:—+|–+|--+|-|\|)\s+(?=[A-Z“\"'‘0-9])")
# Where the report may begin, the title over it being a line or a sentence; so many of them at most, and so long.
_BEGINS = re.compile(r"\A|\n\s*|(?<=\w[.!?]) +(?=[A-Z])")
_LINES_OVER, _LONGEST_TITLE = 4, 120
# What is kept of texts: the dateline of one is asked for by whoever reads its day, its place or its words.
MOST_TEXTS = 256


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report. `end`: its length in characters; `place` and what it lies in as printed, '' for none."""

    end: int
    place: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """The word lists of dateline.yaml, each explained there."""

    agencies: frozenset[str]
    months: tuple[str, ...]
    foreign_months: frozenset[str]
    weekdays: frozenset[str]
    speaking: frozenset[str]
    hours: frozenset[str]
    about: frozenset[str]
    credits: tuple[str, ...]
    bylines: frozenset[str]
    towns: frozenset[str]
    name_particles: frozenset[str]
    no_places: frozenset[str]
    divisions: frozenset[str]
    beside: frozenset[str]


@cache
def dateline_words() -> DatelineWords:
    """The words of datelines, read once."""
    return load_words("dateline", DatelineWords)


@lru_cache(maxsize=MOST_TEXTS)
def read_dateline(text: str) -> Dateline | None:
    """The dateline at the beginning of a sentence or document; None without one.

    A line of credits (*Reporting by …*) is one as a whole. Words in capitals need a dash, colon or bar after them,
    unless they are a town that many report from; others an agency or a day as well, or a long dash before a capital.

    >>> read_dateline("MANCHESTER, N.H. (AP) — Voters went to the polls.")
    Dateline(end=24, place='MANCHESTER', within='N.H.')
    """
    words = dateline_words()
    if text.lstrip(" (").lower().startswith(words.credits):
        return Dateline(len(text.split("\n", 1)[0]))
    start = _agency_end(text, words)
    head = text[start : start + _LONGEST].split("\n\n", 1)[0]
    for match in _SEPARATOR.finditer(head) if any(map(head.__contains__, _SIGNS)) else ():
        if found := _read_head(text, start, start + match.start(), start + match.end(), words):
            outlet = _OUTLET.match(text, found.end) if match.group().strip() == "|" else None
            return replace(found, end=outlet.end()) if outlet else found
    if found := _bracketed(text, start, head, words) or _bare(text, start, words) or _stopped(text, start, words):
        return found
    return Dateline(start) if start and text[start : start + 1].isupper() else None


@lru_cache(maxsize=MOST_TEXTS)
def first_dateline(text: str) -> tuple[int, Dateline] | None:
    """The dateline of a whole text and where it begins: at its head, or behind the title and the byline over it.

    >>> first_dateline("Truce signed. ALGIERS, Algeria (AP) — The leaders met.")
    (14, Dateline(end=24, place='ALGIERS', within='Algeria'))
    """
    over = 0
    for match in islice(_BEGINS.finditer(text, 0, _LINES_OVER * _LONGEST_TITLE), _LINES_OVER):
        if match.start() - over > _LONGEST_TITLE:  # what stands over it is a sentence of the report
            return None
        over = match.end()
        line = read_dateline(text[match.end() : match.end() + 2 * _LONGEST])
        if line is not None and line.place:
            return match.end(), line
    return None


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 without one."""
    found = read_dateline(text)
    return found.end if found else 0


def _agency_end(text: str, words: DatelineWords) -> int:
    """Where the text goes on after an agency and a dash: *Reuters - LONDON …*; 0 without one."""
    lead = _NO_WORD.match(text)
    begin = lead.end() if lead else 0
    near = text[begin : begin + 40]
    separator = _SEPARATOR.search(text, begin, begin + 40) if any(map(near.__contains__, _SIGNS)) else None
    if separator is None or text[separator.start()] == ":":
        return 0
    name = text[begin : separator.start()].strip(" ()")
    return separator.end() if name in words.agencies or name.endswith(".com") else 0


def _read_head(text: str, start: int, end: int, after: int, words: DatelineWords) -> Dateline | None:
    """The dateline that ends with a separator at `end`, the report beginning at `after`."""
    head, has_source = _without_source(text[start:end], words, strict=False)
    before, last = (*head.rsplit(None, 1), "", "")[:2]
    if last.upper() in _in_capitals() and _DATE.search(before.rstrip(", ")):  # *Kumasi (AR), Aug 27, GNA - …*
        head, has_source = before.rstrip(", "), True
    head, is_signed = _without_byline(head, words)
    has_source = has_source or is_signed
    head, has_date = _without_date(head, words)
    head = _REGION.sub("", head.strip()).lstrip("•*-– ")
    country = _COUNTRY.match(head.rstrip(", ")) if has_date else None
    place, _, within = (part.strip() for part in (",".join(country.groups()) if country else head).partition(","))
    beside, _, town = place.partition(" ")
    place = town if town and beside.lower() in words.beside else place
    follows = text[after : after + 40].split()
    if not follows or not (follows[0][:1].isupper() or follows[0][:1] in "“\"'‘(" or follows[0][:1].isdigit()):
        return None
    if place in words.agencies:
        place, within, has_source = within, "", True
    if within in words.agencies:
        within, has_source = "", True
    if not place:
        return Dateline(after) if has_source or (has_date and start) else None
    if not _is_place(place, words) or not _is_within(within, words):
        return None
    is_state = text[end:after].strip() == ":" and place in country_names()  # *USA: Farm workers walk out*
    capitals = place.upper() == place and (sum(map(str.isalpha, place)) >= _SHORTEST or is_state)
    if capitals:
        # A headline in capitals has a dash too: *TOWN SHELLED - OFFICIALS*; *LIMA, 5 OCT 88 (EFE) -- TWO MEN …*.
        shouted = not (has_date and has_source) and all(w.isupper() for w in follows[:3]) and len(follows) > 1
        return None if shouted else Dateline(after, place.split("/")[0], within)
    separator = text[end:after].strip()
    dashed = separator in {"—", "|", "--", "_"} or (bool(within) and separator != ":")
    dashed = dashed or (separator == "-" and place.lower() in words.towns)
    dashed = dashed or (separator == ":" and within in country_names())
    return Dateline(after, place.split("/")[0], within) if has_source or has_date or dashed else None


@cache
def _in_capitals() -> frozenset[str]:
    """The names of agencies, in capitals."""
    return frozenset(map(str.upper, dateline_words().agencies))


def _without_byline(head: str, words: DatelineWords) -> tuple[str, bool]:
    """The head without who wrote it, by no name, and whether it says so: *Our Correspondent, Kumasi - …*."""
    parts = [part.strip() for part in head.split(",")]
    named = [part for part in parts if part.lower() not in words.bylines]
    return ", ".join(named), len(named) < len(parts)


def _bracketed(text: str, start: int, head: str, words: DatelineWords) -> Dateline | None:
    """A dateline that ends with an agency in brackets and no dash: *New Delhi, Jun 9 (PTI) Pakistan expelled …*."""
    close = head.find(") ")
    if close < 0 or not text[start + close + 2 : start + close + 3].isupper():
        return None
    rest, has_source = _without_source(head[: close + 1], words, strict=True)
    rest, has_date = _without_date(rest, words)
    place, _, within = (part.strip() for part in rest.strip().partition(","))
    if not has_source or not (place or has_date) or (place and not _is_place(place, words)):
        return None
    return Dateline(start + close + 2, place, within) if _is_within(within, words) else None


_BARE = re.compile(
    r"\s*(?P<place>[^\W\d_][\w.'’/-]+(?: [\w.'’/-]+){0,2}), (?P<within>(?:[A-Z][a-z]+ ){1,2})(?=[A-Z]\w* )"
)
# *NAIROBI A convoy …*, *NAIROBI May 3, 2011 A convoy …*: the sentence behind it begins as sentences do.
_TOWN = re.compile(
    r"\s*(?P<place>[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,2}),? (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2},? (?:\d{4},? )?)?"
    r"(?=(?:[A-Z][a-z'’]+|An?|US|UN|U\.[SN]\.) \S)(?!\w+\.? \d)"
)


def _bare(text: str, start: int, words: DatelineWords) -> Dateline | None:
    """A dateline that only its capitals tell: *BAGHDAD, Iraq A convoy …*, *BAGHDAD A convoy …*."""
    match = _BARE.match(text, start)
    if match is not None and match["place"].isupper() and len(match["place"]) >= _SHORTEST:
        place = match["place"].split("/")[0]
        return Dateline(match.end(), place, match["within"].strip()) if _is_place(place, words) else None
    match = _TOWN.match(text, start)
    towns = match["place"].split("/") if match else []
    if match is None or not all(town.lower() in words.towns for town in towns):
        return None
    return None if match["day"] and match["day"][:3].lower() not in words.months else Dateline(match.end(), towns[0])


def _stopped(text: str, start: int, words: DatelineWords) -> Dateline | None:
    """A dateline of a town and a day that full stops set apart: *ACCRA. March 3. The strike …*."""
    match = _STOPS.match(text, start)
    if match is None or match["month"][:3].lower() not in words.months or not _is_place(match["place"], words):
        return None
    return Dateline(match.end(), match["place"])


def _without_source(head: str, words: DatelineWords, strict: bool) -> tuple[str, bool]:
    """The head without the agency in brackets at its end, and whether there was one. `strict`: a known agency only."""
    match = _SOURCE.search(head)
    if match is None:
        return head, False
    source = (match["source"] or match["between"]).strip()
    named = source in words.agencies or any(part.strip() in words.agencies for part in re.split(r"[/,-]", source))
    # *MANILA (The Bulletin's staff and wires)*
    staff = head[: match.start()].partition(",")[0].strip().isupper() and source[:1].isalpha()
    if named or (not strict and (staff or all(w[:1].isupper() or w in {"of", "the"} for w in source.split()))):
        return head[: match.start()], True
    return head, False


def _without_date(head: str, words: DatelineWords) -> tuple[str, bool]:
    """The head without the day at its end, and whether there was one."""
    match = _DATE.search(head)
    month = (match["month"] or match["after"]) if match else ""
    if match is None or month[:3].lower() not in {*words.months, *words.foreign_months}:
        return head, False
    return head[: match.start()], True


def _is_place(place: str, words: DatelineWords) -> bool:
    """Whether the words can be a town: one to four, each with a capital but for particles."""
    parts = place.split()
    if not 0 < len(parts) <= 4 or any(c.isdigit() for c in place) or place.upper() in words.no_places:
        return False
    if not words.speaking.isdisjoint(w.lower().rstrip(".") for w in parts):  # *FOREIGN MINISTER DUPONT: We …*
        return False
    return parts[0][0].isupper() and all(w[0].isupper() or w in words.name_particles for w in parts)


def _is_within(within: str, words: DatelineWords) -> bool:
    """Whether the words after a town's comma can be a country, state or region: up to six, each with a capital."""
    parts = within.replace(",", " ").split()
    return len(parts) <= 6 and all(w[0].isupper() or w in words.name_particles for w in parts)
