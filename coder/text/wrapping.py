"""Hard-wrapped lines: where a line of a text goes on in the next, and where the two are apart, as a heading is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coder.files.words import load_words
from coder.text.casing import CasingWords
from coder.text.dateline import dateline_end
from coder.text.edits import Edit, EditedText
from coder.text.sentences import text_words
from coder.text.vocabulary import English, Names

BREAK = "\n\n"
STOPS = (".", "!", "?", "…", ":", ";", "”", '"', ".)", ".'", ".’")
_MAIL = re.compile(r"^(?:> ?)+", re.MULTILINE)
_BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*(?: and)? ?){2,6}(?:,.{0,60})?")
_BROKEN_WORD = re.compile(r"[^\W\d_]+-$")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_LAST_WORDS = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+)$")
_FIRST_WORD = re.compile(r"\S+")
_DAY_AT_START = re.compile(r"([A-Z][a-z]+day)(?!\S*[’':])")
LONGEST_DATELINE, LONGEST_HEADING = 160, 90
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
    closing_words: frozenset[str]


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
        if self.line.endswith(STOPS):
            return False
        words = [w for w in self.line.split() if w[0].isalpha()]
        return sum(w[0].islower() for w in words) * 3 >= len(words) or self.line.isupper()

    @property
    def stops(self) -> bool:
        """Whether the line ends as sentences and introductions do."""
        return self.line.endswith(STOPS)

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
        word, layout = self.line.rpartition(" ")[2].lower(), load_words("layout", LayoutWords)
        is_small = word in text_words().small_words and word not in layout.closing_words
        return self.line.endswith((",", " -", "--", "–", "—")) or is_small or word in layout.open_words

    @property
    def is_no_heading(self) -> bool:
        """Whether this line is longer than headings are, or begins as none does, with a dateline; or the next begins as
        no text does: with a day (*escalated / Thursday, as …*).
        """
        if self.stops:
            return False
        if dateline_end(self.following):
            return self.breaks_dateline
        day = _DAY_AT_START.match(self.following)
        begins_with_day = day is not None and day.group(1).lower() in load_words("casing", CasingWords).calendar
        is_long = len(self.line) > LONGEST_HEADING and self.open
        return is_long or begins_with_day or dateline_end(self.line) > 0

    def goes_on(self, names: Names) -> bool:
        """Whether the next line goes on with this one for certain, if both are words of sentences."""
        return self.unfinished or self.breaks_word or self.splits_name(names) or self.is_no_heading

    @property
    def is_amid(self) -> bool:
        """Whether the line goes on with a sentence that began on the line before, and so is no heading."""
        return bool(self.before) and not self.before.endswith(STOPS) and not self.stops

    @property
    def breaks_dateline(self) -> bool:
        """Whether a dateline goes over both lines: *LOME, Togo / (Reuters) - ...*."""
        if not (self.following.startswith("(") or ("," in self.line and self.line.partition(",")[0].isupper())):
            return False
        return dateline_end(f"{self.line} {self.following}"[:LONGEST_DATELINE]) > len(self.line) + 1

    def parts(self, text: str) -> bool:
        """Whether the lines of `text` are two things for certain: who wrote it, or a heading before a dateline."""
        if not self.continues and (_BYLINE.fullmatch(self.line) or _BYLINE.fullmatch(self.following)):
            return True
        begins = text[self.next_start : self.next_start + LONGEST_DATELINE].replace("\n", " ")
        return not (self.before or self.unfinished or self.breaks_dateline) and dateline_end(begins) > 0


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


def unwrapped(text: EditedText, english: English) -> EditedText:
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
        _join(t, english) if t.end not in parting else (t.end, t.next_start, BREAK)
        for t in turns
        # Before a parenthesis, no sentence ends by itself.
        if (t.end in parting and t.following.startswith("("))
        or (t.end not in parting and (t.goes_on(english.names()) or (t.continues and has_capitals and not t.stops)))
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
    # A line that another goes before is no heading: those tell the width of a short text.
    within = [t for t in turns if t.before]
    full = max(_share_full(turns, width), _share_full(within, width))
    opened = sum(t.open for t in turns) / len(turns)
    continued = sum(t.continues for t in cased) / len(cased) if cased else 1.0
    if (
        full >= FULL
        and opened >= OPEN
        and (continued >= CONTINUED or (opened == 1.0 and any(t.goes_on(names) for t in turns)))
    ):
        return max(lengths) + 1 if _is_exact(within, max(lengths)) else NEARLY * width
    return BY_HAND * width if opened >= BY_HAND_OPEN and continued >= BY_HAND_CONTINUED else None


def _share_full(turns: list[_Turn], width: int) -> float:
    return sum(t.needed >= NEARLY * width or t.breaks_word for t in turns) / max(1, len(turns))


def _is_exact(turns: list[_Turn], width: int) -> bool:
    """Whether none of some lines could have held the next word: they were broken at a number of characters."""
    broken = [t for t in turns if not t.stops]
    return len(broken) >= 2 and all(t.needed > width or t.breaks_word for t in broken)


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
