"""Reads the actor and agent dictionaries of PETRARCH and TABARI (`.actors.txt`, `.agents.txt`) as they are.

An actor file has names (`KOFI_ANNAN_`), synonyms of the name above (`+K_ANNAN_`) and codes in brackets, on the name's
own line or on the lines below it, each for all dates or some: `[IGOUNO 970101-061231]`, `[ARM >19910921]`. An agent
file has role names with plurals in braces (`{}`: none, nothing: regular) and codes marked by a tilde (`[~GOV]`);
`!PERSON!` stands for each word of the set that a line `!PERSON! = MAN, WOMAN` defines.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from coder.actors.plurals import plurals as regular_plurals
from coder.files.tables import shown

_BLOCK = re.compile(r"\[([^\]\[]*)\]")
_PLURAL = re.compile(r"\{([^}]*)\}")
_MARKER = re.compile(r"!(\w+)!")
_CODE = re.compile(r"~?[A-Z][A-Z0-9]+(?:/[A-Z0-9]+)*~?")
_NOTHING = re.compile(r"[-#+]{3}")
_RANGE = re.compile(r"(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))$")
_XML = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """One name with one code. `start` and `end` are ISO days, inclusive, or ''."""

    name: str
    plurals: tuple[str, ...]
    kind: str
    code: str
    start: str
    end: str


@dataclass(slots=True)
class _Group:
    """A name with its synonyms, waiting for the codes that follow."""

    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)
    discarded: bool = False
    place: str = ""


def is_petrarch(path: Path) -> bool:
    """Whether the file is read as a PETRARCH dictionary: by its name's ending, `.txt`."""
    return path.suffix.lower() == ".txt"


def read_petrarch(path: Path, warnings: list[str]) -> Iterator[DictionaryEntry]:
    """Every entry of the dictionary; a line that can't be read is left out and added to `warnings` as 'file:line: why'.

    Names with a discard code (`[---]`, `[###]`, `[+++]`) are no actors and give no entry.
    """
    name = shown(path)
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        warnings.append(f"{name}:1: can't be read ({error.strerror}). Name the right file")
        return
    lines = _XML.sub(lambda m: "\n" * m.group().count("\n"), text).split("\n")
    sets = _sets(lines)
    group = _Group()
    for number, raw in enumerate(lines, 1):
        line = re.split(r"[#;]", re.sub(r"\[#{3}\]", "[---]", raw), maxsplit=1)[0].strip()
        place = f"{name}:{number}"
        if not line or re.match(r"!\w+!\s*=", line):
            continue
        if "~" in line:
            yield from _agent(line, place, sets, warnings)
            continue
        starts = not line.startswith(("+", "["))
        if starts and (group.codes or group.discarded):
            yield from _entries(group)
            group = _Group()
        _add(line, place, group, warnings)
    yield from _entries(group)
    if group.names and not group.codes and not group.discarded:
        warnings.append(f"{group.place}: {group.names[0]!r} has no code. Write one in brackets after it or below")


def _sets(lines: list[str]) -> dict[str, list[str]]:
    found = {}
    for line in lines:
        if match := re.match(r"!(\w+)!\s*=\s*([^#]*)", line):
            found[match.group(1)] = [w.strip() for w in match.group(2).split(",") if w.strip()]
    return found


def _add(line: str, place: str, group: _Group, warnings: list[str]) -> None:
    blocks = _BLOCK.findall(line)
    rest = _BLOCK.sub(" ", line)
    if "[" in rest or "]" in rest:
        warnings.append(f"{place}: unpaired bracket in {line!r}. Close the code with ']'")
        return
    name = _name(rest.removeprefix("+"))
    if name:
        group.names.append(name)
        group.place = place
    elif not blocks:
        warnings.append(f"{place}: no name in {line!r}. Write one or remove the line")
    elif not group.names:
        warnings.append(f"{place}: code {blocks[0]!r} follows no name. Put the name before it")
    for block in blocks:
        if _NOTHING.match(block.strip()):
            group.discarded = True
        elif (coded := _coded(block, place, warnings)) is not None:
            group.codes.append(coded)
        else:
            group.discarded = True


def _coded(block: str, place: str, warnings: list[str]) -> tuple[str, str, str] | None:
    """Code, first and last day of a bracket's content: 'ARM >19910921' → ('ARM', '1991-09-21', '')."""
    match = re.match(r"\s*([^\s<>]+)\s*(.*?)\s*$", block)
    code = match.group(1).upper() if match else ""
    if match is None or not _CODE.fullmatch(code):
        warnings.append(f"{place}: {block!r} holds no actor code. Write capitals, such as [RUSGOV]")
        return None
    # Several codes for one name (*LORIEN [ELR/GAL]*) are several actors; the first is taken.
    code = code.split("/")[0]
    if not match.group(2):
        return code, "", ""
    dates = _RANGE.match(match.group(2))
    days = (
        []
        if dates is None
        else [_day(d, last) for d, last in ((dates.group(2) or dates.group(3), False), (dates.group(4), True)) if d]
    )
    if dates is None or None in days:
        warnings.append(
            f"{place}: dates {match.group(2)!r} are not understood. Write <date, >date or date-date, as YYYYMMDD"
        )
        return None
    if dates.group(1) == "<":
        return code, "", str(days[0])
    return code, str(days[0]), str(days[1]) if len(days) > 1 else ""


def _day(digits: str, last: bool) -> str | None:
    """An ISO day from YYYYMMDD, YYMMDD or YYYYMM; a day after the month's end (*20080631*) is its last."""
    if len(digits) == 6 and not digits.startswith(("19", "20")) or len(digits) == 6 and int(digits[4:6]) > 12:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    if len(digits) not in {4, 6, 8}:
        return None
    year = int(digits[:4])
    month = int(digits[4:6] or (12 if last else 1))
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    end = calendar.monthrange(year, month)[1]
    day = min(max(int(digits[6:8] or (end if last else 1)), 1), end)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _entries(group: _Group) -> Iterator[DictionaryEntry]:
    """Each name with each code; with dates it is taken as a person's offices, without as a country or organisation."""
    dated = any(start or end for _, start, end in group.codes)
    for name in group.names:
        for code, start, end in group.codes:
            kind = "person" if dated else "country" if len(code) == 3 else "organisation"
            yield DictionaryEntry(name, (), kind, code, start, end)


def _agent(line: str, place: str, sets: dict[str, list[str]], warnings: list[str]) -> Iterator[DictionaryEntry]:
    blocks, plural = _BLOCK.findall(line), _PLURAL.search(line)
    code = blocks[0].strip().strip("~").strip().upper() if blocks else ""
    if len(blocks) != 1 or not re.fullmatch(r"[A-Z][A-Z0-9]+", code):
        warnings.append(f"{place}: {line!r} holds no agent code. Write it as [~GOV]")
        return
    stem = _PLURAL.sub(" ", _BLOCK.sub(" ", line))
    unknown = [m for m in _MARKER.findall(stem) if m not in sets]
    if unknown:
        warnings.append(f"{place}: !{unknown[0]}! is not defined. Add a line '!{unknown[0]}! = WORD, WORD'")
        return
    markers = _MARKER.findall(stem)
    for words in product(*(sets[m] for m in markers)):
        name = stem
        for marker, word in zip(markers, words, strict=True):
            name = name.replace(f"!{marker}!", word, 1)
        name = _name(name).lower()
        if not name:
            warnings.append(f"{place}: no name in {line!r}. Write one or remove the line")
            return
        if plural is not None:
            forms = [_name(p).lower() for p in plural.group(1).split(",") if _name(p)]
        else:
            forms = [] if markers else regular_plurals(name, "role")
        yield DictionaryEntry(name, tuple(forms), "role", code, "", "")


def _name(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("_", " ").replace("+", " ")).strip()
