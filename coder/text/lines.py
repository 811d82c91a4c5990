"""Lines that are no sentences, or not whole ones: hard-wrapped lines, bullets, tables, speakers' names, credits.

What comes out has one line a paragraph, blank lines between, and nothing on them but sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coder.files.words import either, load_words
from coder.text.dateline import DatelineWords
from coder.text.edits import Edit, EditedText
from coder.text.vocabulary import English
from coder.text.wrapping import BREAK, STOPS, LayoutWords, unwrapped

_BULLETS = "•‣▪●◦■□►▶◆◇◊❖★☆✓✔➤➢⁃∙"
_BULLET = re.compile(rf"(?:^|(?<=\s))[ \t\n]*[{_BULLETS}][ \t]+")
_ITEM = re.compile(r"^[ \t]*(?:[-*–—·][ \t]+|\(?\d{1,2}[.)][ \t]+|\(?[a-z][.)][ \t]+)(?=\S)", re.MULTILINE)
# *MOSCOW | Russia ...* is a dateline.
_BARS = re.compile(r"^[^|\n]{1,200}(?: \| [^|\n]{1,200}){2,40}$", re.MULTILINE)
_BAR = re.compile(r"(?<=\S)[ \t]+\|[ \t]+(?=\S)")
# Lines that are spread to a width have gaps of three spaces at most.
_GAP = re.compile(r"(?<=\S)(?: {4,}|[ ]*\t[ \t]*)(?=\S)")
_LEADING = re.compile(r"\A\s+")
_SPACES = re.compile(r"(?<=\S)(?:[ \t]{2,}|\t)(?=\S)")
# *Monday , he said .*, as texts that were cut into words have it.
_LOOSE_STOP = re.compile(r"(?<=[\w)%”’]) (?=[,.;:?!](?:\s|$))")
_LOOSE_STOPS = (" ,", " .", " ;", " :", " ?", " !")
_LABEL = re.compile(
    r"^[ \t]*(?:[QA]|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][A-Z .'’-]{1,40})?)(?: ?\([a-zA-Z "
    r"-]{3,30}\))?:[ \t]+",
    re.MULTILINE,
)
# What stands between a credit and a name, or between a name and an agency.
_CREDIT_SIGNS = (" by ", ":", " courtesy of ", "/", " via ")
_DESK_CODE = re.compile(r"^[ \t]*/?[a-z]{2,4}(?:/[a-z]{2,4}){1,3}/?[ \t]*$", re.MULTILINE)
FEWEST_LABELS = 2
# So far back, the end of the paragraph before an item is looked for.
LONGEST_GAP = 40


@dataclass(frozen=True, slots=True)
class _Credits:
    """Patterns of credits: in brackets, on a line of their own, and who worked on a report."""

    bracketed: re.Pattern[str]
    line: re.Pattern[str]
    desk: re.Pattern[str]


@cache
def _credits() -> _Credits:
    words = load_words("layout", LayoutWords)
    credit, agencies, desk = (either(w) for w in (words.credit_words, words.photo_agencies, words.desk_words))
    signs = either(load_words("dateline", DatelineWords).agencies)
    name, before_slash = rf"(?:{agencies})", rf"(?:(?i:{signs})|{agencies})"
    return _Credits(
        re.compile(
            rf"[ \t]*[(\[](?:[^()\[\]\n]{{0,60}}/ ?{before_slash}|{before_slash} "
            rf"?/[^()\[\]\n]{{0,60}}|(?i:{credit})(?: by|:| courtesy)[^()\[\]\n]{{0,80}}|{name})[)\]]"
        ),
        re.compile(
            rf"^[ \t]*(?:(?i:{credit})(?: by |: ?| courtesy of ).{{0,100}}|{before_slash} ?/.{{1,60}}|.{{1,60}}/ "
            rf"?{before_slash}(?: via {name})?|{name} via {name})[ \t]*$",
            re.MULTILINE,
        ),
        re.compile(rf"[ \t]*\((?i:{desk}) by [^()\n]{{1,400}}\)"),
    )


def mend_lines(text: EditedText, english: English) -> tuple[EditedText, set[str]]:
    """The text with a paragraph a line and only sentences on them, and the flags of what was changed."""
    flags: set[str] = set()
    credits = _credits()
    for flag, after in (
        ("credits", lambda t: _without(t, credits)),
        ("speaker_labels", _without_labels),
        ("tables", _without_tables),
        ("bullets", _without_bullets),
        ("hard_wrapped", lambda t: unwrapped(t, english)),
    ):
        changed = after(text)
        if changed is not text:
            flags.add(flag)
            text = changed
    text = text.sub(_LEADING, "").sub(_SPACES, " ", ("  ", "\t")).sub(_LOOSE_STOP, "", _LOOSE_STOPS)
    return text, flags


def _without(text: EditedText, credits: _Credits) -> EditedText:
    if "(" in text.text or "[" in text.text:
        text = text.sub(credits.bracketed, "").sub(credits.desk, "")
    return text.sub(credits.line, "", _CREDIT_SIGNS).sub(_DESK_CODE, "", ("/",))


def _without_labels(text: EditedText) -> EditedText:
    """A transcript's speakers go, where at least two lines begin with one: a dateline stands once."""
    found = list(_LABEL.finditer(text.text))
    if len(found) < FEWEST_LABELS:
        return text
    return text.edit((m.start(), m.end(), BREAK if m.start() else "") for m in found)


def _without_tables(text: EditedText) -> EditedText:
    """The cells of a table become paragraphs: no sentence goes over two of them."""
    if "    " not in text.text and "\t" not in text.text:
        return text
    edits: list[Edit] = []
    rows: list[list[Edit]] = []
    at = 0
    for line in [*text.text.split("\n"), ""]:
        gaps: list[Edit] = [(at + m.start(), at + m.end(), BREAK) for m in _GAP.finditer(line)]
        if len(gaps) >= 2:
            rows.append(
                [*gaps, (at + len(line), at + len(line) + 1, BREAK)] if at + len(line) < len(text.text) else gaps
            )
        else:
            edits += [edit for row in rows for edit in row] if len(rows) >= 2 else []
            rows = []
        at += len(line) + 1
    return text.edit(edits)


def _without_bullets(text: EditedText) -> EditedText:
    text = text.sub(_BULLET, lambda m: BREAK if m.start() else "", _BULLETS)
    if " | " in text.text:
        text = text.edit(
            (b.start(), b.end(), BREAK)
            for line in _BARS.finditer(text.text)
            for b in _BAR.finditer(text.text, *line.span())
        )
    items = list(_items(text.text)) if "\n" in text.text or _ITEM.match(text.text) else []
    return text.edit((m.start(), m.end(), BREAK if m.start() else "") for m in items)


def _items(text: str) -> Iterator[re.Match[str]]:
    """Where items of lists begin: numbers go up from one to the next; a dash that stands alone follows the end of a
    sentence.
    """
    found = list(_ITEM.finditer(text))
    last = 0
    for match in found:
        mark = match.group().strip(" \t().")
        if mark.isdigit():
            if last and int(mark) not in {1, last + 1}:
                continue
            last = int(mark)
        before = text[max(0, match.start() - LONGEST_GAP) : match.start()].rstrip()
        begins = mark in "-*–·" and text[match.end()].isupper() and (not before or before.endswith(STOPS))
        if len(found) > 1 or begins:
            yield match
