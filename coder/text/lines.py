"""Lines that are no sentences, or not whole ones: hard-wrapped lines, bullets, tables, speakers' names, credits.

What comes out has one line a paragraph, blank lines between, and nothing on them but sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.text.casing import CasingWords
from coder.text.dateline import DatelineWords, dateline_end
from coder.text.edits import Edit, EditedText
from coder.text.sentences import text_words
from coder.text.vocabulary import English, Names

BREAK = "\n\n"
_BULLETS = "•‣▪●◦■□►▶◆◇★☆✓✔➤➢⁃∙"
_BULLET = re.compile(rf"(?:^|(?<=\s))[ \t\n]*[{_BULLETS}][ \t]+")
_ITEM = re.compile(r"^[ \t]*(?:[-*–—·][ \t]+|\(?\d{1,2}[.)][ \t]+|\(?[a-z][.)][ \t]+)(?=\S)", re.MULTILINE)
# *MOSCOW | Russia ...* is a dateline.
_BARS = re.compile(r"^[^|\n]{1,200}(?: \| [^|\n]{1,200}){2,40}$", re.MULTILINE)
_BAR = re.compile(r"(?<=\S)[ \t]+\|[ \t]+(?=\S)")
# Lines that are spread to a width have gaps of three spaces at most.
_GAP = re.compile(r"(?<=\S)(?: {4,}|[ ]*\t[ \t]*)(?=\S)")
_MAIL = re.compile(r"^(?:> ?)+", re.MULTILINE)
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
_BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*(?: and)? ?){2,6}(?:,.{0,60})?")
_STOPS = (".", "!", "?", "…", ":", ";", "”", '"', ".)", ".'", ".’")
_BROKEN_WORD = re.compile(r"[^\W\d_]+-$")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_LAST_WORDS = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+)$")
_FIRST_WORD = re.compile(r"\S+")
FEWEST_LABELS = 2
LONGEST_DATELINE = 160
# So far back, the end of the paragraph before an item is looked for.
LONGEST_GAP = 40
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
    open_words: frozenset[str]


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
    items = list(_items(text.text)) if "\n" in text.text else []
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
        begins = mark in "-*·" and text[match.end()].isupper() and (not before or before.endswith(_STOPS))
        if len(found) > 1 or begins:
            yield match


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line's end within a paragraph: where its text ends, where the next begins, the two lines and the one before."""

    end: int
    next_start: int
    line: str
    following: str
    before: str = ""

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
    def stops(self) -> bool:
        """Whether the line ends as sentences and introductions do."""
        return self.line.endswith(_STOPS)

    def splits_name(self, names: Names) -> bool:
        """Whether a name begins on the line and ends on the next: *Nelson / Mandela*, *United / States*, *President
        Ada / Mensah*, *Prime Minister / Ada Mensah*.
        """
        last, first = _LAST_WORDS.search(self.line), _WORD_AT_START.match(self.following)
        if last is None or first is None or not first.group()[0].isupper() or not last.group(2)[0].isupper():
            return False
        title, before, after = (last.group(1) or "").lower(), last.group(2).lower(), first.group().lower()
        titles = load_words("casing", CasingWords).titles
        return title in titles or before in titles or before in names.given or f"{before} {after}" in names.printed

    @property
    def unfinished(self) -> bool:
        """Whether the line ends where no sentence does: after a comma, a dash or a word like *of*."""
        word = self.line.rpartition(" ")[2].lower()
        return (
            self.line.endswith((",", " -", "–", "—"))
            or word in text_words().small_words
            or word in load_words("layout", LayoutWords).open_words
        )

    def goes_on(self, names: Names) -> bool:
        """Whether the next line goes on with this one for certain, if both are words of sentences."""
        return self.unfinished or self.breaks_word or self.splits_name(names)

    @property
    def is_amid(self) -> bool:
        """Whether the line goes on with a sentence that began on the line before, and so is no heading."""
        return bool(self.before) and not self.before.endswith(_STOPS) and not self.stops

    def parts(self, text: str) -> bool:
        """Whether the lines of `text` are two things for certain: who wrote it, or a heading before a dateline."""
        if _BYLINE.fullmatch(self.line) or _BYLINE.fullmatch(self.following):
            return True
        begins = text[self.next_start : self.next_start + LONGEST_DATELINE].replace("\n", " ")
        return not (self.before or self.unfinished) and dateline_end(begins) > 0


def _turns(text: str, over_blank: bool = False) -> list[_Turn]:
    """The ends of lines within paragraphs; with `over_blank`, those of lines with a blank one between."""
    found: list[_Turn] = []
    at, before, line, end, blank = 0, "", "", 0, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw) + 1
        if not bare:
            blank += 1
            continue
        goes_on = blank == over_blank
        if line and goes_on:
            found.append(_Turn(end, start, line, bare, before))
        before, line, end, blank = line if goes_on else "", bare, start + len(bare), 0
    return found


def _unwrapped(text: EditedText, english: English) -> EditedText:
    """The lines of each paragraph joined, in a text that was broken at a width; in another only what can't be two."""
    if "\n" not in text.text:
        return text
    if len(_MAIL.findall(text.text)) >= 2:
        text = text.sub(_MAIL, "")
    # Where no line follows another at once, lines may be spaced.
    turns = _turns(text.text)
    is_spaced = not turns
    turns = turns or _turns(text.text, over_blank=True)
    parting = {t.end for t in turns if t.parts(text.text)}
    of_text = [t for t in turns if t.end not in parting]
    has_capitals = any(map(str.isupper, text.text))
    if is_spaced and not (has_capitals and sum(t.continues for t in of_text) >= CONTINUED * max(1, len(of_text))):
        return text
    full = _full_width(of_text, english.names()) or _exact_width(of_text, english.names())
    if full is not None:
        return text.edit(_joined(t, full, english, t.end in parting) for t in turns)
    if is_spaced:
        return text
    return text.edit(
        _join(t, english)
        for t in turns
        if t.end not in parting
        if t.goes_on(english.names()) or (t.continues and has_capitals and not t.stops)
    )


def _full_width(turns: list[_Turn], names: Names) -> float | None:
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
    if (
        full >= FULL
        and opened >= OPEN
        and (continued >= CONTINUED or (opened == 1.0 and any(t.goes_on(names) for t in turns)))
    ):
        return NEARLY * width
    return BY_HAND * width if opened >= BY_HAND_OPEN and continued >= BY_HAND_CONTINUED else None


def _exact_width(turns: list[_Turn], names: Names) -> float | None:
    """The width at which a short text was broken: no line that ends no sentence could have held the next word, and one
    at least goes on for certain. None where it was not; a list of headlines is not.
    """
    opened = [t for t in turns if not t.stops]
    width = max((len(line) for t in turns for line in (t.line, t.following)), default=0)
    if not opened or not NARROWEST <= width <= WIDEST or any(t.needed <= width and not t.breaks_word for t in opened):
        return None
    return width if any(t.continues or t.goes_on(names) for t in opened) else None


def _joined(turn: _Turn, full: float, english: English, parts: bool) -> Edit:
    # Else the next word had stood on this line, if it went on.
    may_go_on = turn.continues or turn.needed >= full or turn.is_amid or turn.goes_on(english.names())
    is_heading = not may_go_on and (not turn.open or turn.following[:1].isupper())
    return (turn.end, turn.next_start, BREAK) if parts or is_heading else _join(turn, english)


def _join(turn: _Turn, english: English) -> Edit:
    """The two lines as one: a word that was broken is whole again."""
    if turn.breaks_word:
        return turn.end - (not _has_hyphen(turn, english)), turn.next_start, ""
    is_hyphen = turn.line.endswith(("-", "—")) and turn.line[-2:-1].isalnum()
    return turn.end, turn.next_start, "" if is_hyphen else " "


def _has_hyphen(turn: _Turn, english: English) -> bool:
    """Whether the hyphen at a line's end belongs to the word: *anti-government*, but not *con-demned*."""
    first, last = _BROKEN_WORD.search(turn.line), _WORD_AT_START.match(turn.following)
    if first is None or last is None:
        return False
    before, after = first.group()[:-1].lower(), last.group().lower()
    vocabulary = english.vocabulary()
    return not vocabulary.knows(before + after) and vocabulary.knows(before) and vocabulary.knows(after)
