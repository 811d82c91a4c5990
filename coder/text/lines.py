"""Lines that are no sentences, or not whole ones: hard-wrapped lines, bullets, tables, speakers' names, credits.

What comes out has one line a paragraph, blank lines between, and nothing on them but sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.text.dateline import DatelineWords
from coder.text.edits import Edit, EditedText
from coder.text.sentences import text_words
from coder.text.vocabulary import English

BREAK = "\n\n"
_BULLET = re.compile(r"(?:^|(?<=\s))[ \t\n]*[•‣▪●◦■□►▶◆◇★☆✓✔➤➢⁃∙][ \t]+")
_ITEM = re.compile(r"^[ \t]*(?:[-*–—·][ \t]+|\(?\d{1,2}[.)][ \t]+|\(?[a-z][.)][ \t]+)(?=\S)", re.MULTILINE)
# *MOSCOW | Russia ...* is a dateline.
_BARS = re.compile(r"^[^|\n]{1,200}(?: \| [^|\n]{1,200}){2,40}$", re.MULTILINE)
_BAR = re.compile(r"(?<=\S)[ \t]+\|[ \t]+(?=\S)")
# Lines that are spread to a width have gaps of three spaces at most.
_GAP = re.compile(r"(?<=\S)(?: {4,}|[ ]*\t[ \t]*)(?=\S)")
_MAIL = re.compile(r"^(?:> ?)+", re.MULTILINE)
_LEADING = re.compile(r"\A\s+")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_LABEL = re.compile(
    r"^[ \t]*(?:[QA]|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][A-Z .'’-]{1,40})?)(?: ?\([a-zA-Z "
    r"-]{3,30}\))?:[ \t]+",
    re.MULTILINE,
)
_DESK_CODE = re.compile(r"^[ \t]*/?[a-z]{2,4}(?:/[a-z]{2,4}){1,3}/?[ \t]*$", re.MULTILINE)
_BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*(?: and)? ?){2,6}(?:,.{0,60})?")
_STOPS = (".", "!", "?", "…", ":", ";", "”", '"', ".)", ".'", ".’")
_BROKEN_WORD = re.compile(r"[^\W\d_]+-$")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\S+")
FEWEST_LABELS = 2
# A text is hard-wrapped where its lines are of such a width, and so many of them could not have held the next word.
NARROWEST, WIDEST = 20, 160
FULL, OPEN, CONTINUED = 0.6, 0.4, 0.3
# Of lines broken by hand more go on, and a line of half the width may.
BY_HAND, BY_HAND_OPEN, BY_HAND_CONTINUED = 0.5, 0.75, 0.5
# Lines whose width varies (by the width of letters) are full from this share of the widest on.
NEARLY = 0.88


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """What is printed beside sentences; see coder/knowledge/words/layout.yaml."""

    credit_words: frozenset[str]
    photo_agencies: frozenset[str]
    desk_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Credits:
    """Patterns of credits: in brackets, on a line of their own, and who worked on a report."""

    bracketed: re.Pattern[str]
    line: re.Pattern[str]
    desk: re.Pattern[str]


@cache
def _credits() -> _Credits:
    words = load_words("layout", LayoutWords)
    credit, agencies, desk = (_either(w) for w in (words.credit_words, words.photo_agencies, words.desk_words))
    signs = _either(load_words("dateline", DatelineWords).agencies)
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


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def mend_lines(text: EditedText, english: English) -> tuple[EditedText, set[str]]:
    """The text with a paragraph a line and only sentences on them, and the flags of what was changed."""
    flags: set[str] = set()
    credits = _credits()
    for flag, after in (
        ("credits", lambda t: _without(t, credits)),
        ("speaker_labels", _without_labels),
        ("tables", _without_tables),
        ("bullets", _without_bullets),
        ("hard_wrapped", lambda t: _unwrapped(t, english)),
    ):
        changed = after(text)
        if changed is not text:
            flags.add(flag)
            text = changed
    return text.sub(_LEADING, "").sub(_SPACES, " "), flags


def _without(text: EditedText, credits: _Credits) -> EditedText:
    if "(" in text.text or "[" in text.text:
        text = text.sub(credits.bracketed, "").sub(credits.desk, "")
    return text.sub(credits.line, "").sub(_DESK_CODE, "")


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
    text = text.sub(_BULLET, lambda m: BREAK if m.start() else "")
    text = text.edit(
        (b.start(), b.end(), BREAK)
        for line in _BARS.finditer(text.text)
        for b in _BAR.finditer(text.text, *line.span())
    )
    items = list(_ITEM.finditer(text.text)) if "\n" in text.text else []
    if len(items) < 2:
        return text
    return text.edit((m.start(), m.end(), BREAK if m.start() else "") for m in items)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line's end within a paragraph: where its text ends, where the next begins, and the two lines."""

    end: int
    next_start: int
    line: str
    following: str

    @property
    def needed(self) -> int:
        """How wide the line had been with the next word."""
        word = _FIRST_WORD.match(self.following)
        return len(self.line) + 1 + len(word.group() if word else "")

    @property
    def continues(self) -> bool:
        return self.following[:1].islower()

    @property
    def breaks_word(self) -> bool:
        return self.continues and _BROKEN_WORD.search(self.line) is not None

    @property
    def open(self) -> bool:
        """Whether the line ends no sentence, and is no heading by its capitals."""
        if self.line.endswith(_STOPS):
            return False
        words = [w for w in self.line.split() if w[0].isalpha()]
        return sum(w[0].islower() for w in words) * 3 >= len(words) or self.line.isupper()

    @property
    def unfinished(self) -> bool:
        """Whether the line ends where no sentence does: after a comma or a word like *of*."""
        return self.line.endswith(",") or self.line.rpartition(" ")[2] in text_words().small_words


def _turns(text: str) -> Iterator[_Turn]:
    at, line, end = 0, "", 0
    for raw in text.split("\n"):
        bare = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        if line and bare:
            yield _Turn(end, start, line, bare)
        line, end = bare, start + len(bare)
        at += len(raw) + 1


def _unwrapped(text: EditedText, english: English) -> EditedText:
    """The lines of each paragraph joined, in a text that was broken at a width; in another only what can't be two."""
    if "\n" not in text.text:
        return text
    if len(_MAIL.findall(text.text)) >= 2:
        text = text.sub(_MAIL, "")
    turns = list(_turns(text.text))
    full = _full_width(turns)
    if full is None:
        return text.edit((t.end, t.next_start, " ") for t in turns if t.unfinished and not t.continues)
    return text.edit(edit for turn in turns for edit in _joined(turn, full, english))


def _full_width(turns: list[_Turn]) -> float | None:
    """From which width on a line is full, in a text that was broken into lines; None where it was not.

    Lines are broken at a width, or by hand: then nearly all go on in the next.
    """
    if not turns:
        return None
    lengths = sorted(len(line) for t in turns for line in (t.line, t.following))
    width = lengths[-1 - len(lengths) // 20]
    if not NARROWEST <= width <= WIDEST:
        return None
    cased = [t for t in turns if t.following[:1].isalpha() and not t.following.isupper()]
    full = sum(t.needed >= NEARLY * width or t.breaks_word for t in turns) / len(turns)
    opened = sum(t.open for t in turns) / len(turns)
    continued = sum(t.continues for t in cased) / len(cased) if cased else 1.0
    if full >= FULL and opened >= OPEN and (continued >= CONTINUED or opened == 1.0):
        return NEARLY * width
    return BY_HAND * width if opened >= BY_HAND_OPEN and continued >= BY_HAND_CONTINUED else None


def _joined(turn: _Turn, full: float, english: English) -> Iterator[Edit]:
    if _BYLINE.fullmatch(turn.line) or _BYLINE.fullmatch(turn.following):
        yield turn.end, turn.next_start, BREAK
    elif (
        not turn.continues
        and turn.needed < full
        and not turn.unfinished
        and (not turn.open or turn.following[:1].isupper())
    ):
        # The next word had stood on this line, if it went on.
        yield turn.end, turn.next_start, BREAK
    elif turn.breaks_word:
        yield turn.end - (not _has_hyphen(turn, english)), turn.next_start, ""
    else:
        yield turn.end, turn.next_start, "" if turn.line.endswith(("-", "—")) and turn.line[-2:-1].isalnum() else " "


def _has_hyphen(turn: _Turn, english: English) -> bool:
    """Whether the hyphen at a line's end belongs to the word: *anti-government*, but not *con-demned*."""
    first, last = _BROKEN_WORD.search(turn.line), _WORD_AT_START.match(turn.following)
    if first is None or last is None:
        return False
    before, after = first.group()[:-1].lower(), last.group().lower()
    vocabulary = english.vocabulary()
    return not vocabulary.knows(before + after) and vocabulary.knows(before) and vocabulary.knows(after)
