"""A text's sentences, found cheaply and without a model, and their words as the parser shall see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Document, Reject
from coder.text.dateline import dateline_end
from coder.text.heads import head_end

MAX_CHARACTERS = 2000
# A run of stops is looked at once, from its first: a text of a million stops takes no longer than another.
_BOUNDARY = re.compile(r"(?<![.!?…])([.!?…]++)([”’\"')\]]*)\s+(?=[“‘\"'(\[]*[\w$€£])|\n\s*\n|\n(?=\s*[-•*A-Z“\"])")
_QUOTED = re.compile(r"[“\"]([^”\"]{12,200})[”\"]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WORD_BEFORE = 20


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words that tell where sentences end and what is printed around them; see coder/knowledge/words/text.yaml."""

    abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    sentence_openers: frozenset[str]
    small_words: frozenset[str]
    plain_english: frozenset[str]
    heading_words: frozenset[str]


@cache
def text_words() -> TextWords:
    """The word lists of this room, read once."""
    return load_words("text", TextWords)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of `text`, cheaply and without a model.

    Splits at sentence punctuation before a capital, digit or quotation mark, and at blank lines; not after
    abbreviations, initials (*U.S.*, *J. Smith*) or ordinals. A sentence over 2,000 characters is not news prose and
    is left to the caller to turn away.
    """
    words = text_words()
    ranges, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if match.group(1) and not _ends_sentence(text, start, match, words):
            continue
        cut = match.end(2) if match.group(1) else match.start()
        ranges.append((start, cut))
        start = match.end()
    ranges.append((start, len(text)))
    return [(a, b) for a, b in (_trim(text, *r) for r in ranges) if b > a]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, start: int, match: re.Match[str], words: TextWords) -> bool:
    after = text[match.end()] if match.end() < len(text) else ""
    if after.islower():
        return False
    if match.group(1) != ".":
        return True
    before = text[max(start, match.start() - _WORD_BEFORE) : match.start()]
    word = before.split()[-1].lstrip("“‘\"'(—–").lower() if before.split() else ""
    if word in words.abbreviations:
        # *in the U.S. The ministry* does end there: an abbreviation of a place before a capitalised function word.
        follows = _WORD.match(text, match.end())
        return (
            word in words.closing_abbreviations
            and follows is not None
            and follows.group().lower() in words.sentence_openers
        )
    return not (len(word) == 1 and word.isalpha() and word != "i") and not re.fullmatch(r"(\w\.)+\w", word)


def is_headline(text: str) -> bool:
    """Whether `text` is in title case (*Envoy Summoned to Ministry*): four words or more, all but small ones
    capitalised.
    """
    small, words = text_words().small_words, []
    for match in _WORD.finditer(text):  # most sentences have a word in small letters near their beginning
        if (word := match.group()).lower() not in small:
            if not word[0].isupper():
                return False
            words.append(word)
    return len(words) >= 4 and any(not w.isupper() for w in words)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is parsed by itself, from `start` to `end`: a sentence, or a headline that is quoted in one.

    `index` numbers the sentences of the text; `sentence` is where the sentence begins and ends.
    """

    index: int
    start: int
    end: int
    headline: bool
    sentence: tuple[int, int]


def units(text: str) -> Iterator[Unit]:
    """The sentences of a text, each followed by the headlines quoted in it (*a story titled “Envoy Summoned to
    Ministry”*).
    """
    for index, (start, end) in enumerate(split_sentences(text)):
        yield Unit(index, start, end, is_headline(text[start:end]), (start, end))
        for match in quoted_headlines(text[start:end]):
            yield Unit(index, start + match.start(1), start + match.end(1), True, (start, end))


def quoted_headlines(sentence: str) -> list[re.Match[str]]:
    """Quotations within a sentence that are headlines; none when the sentence is one itself."""
    if "“" not in sentence and '"' not in sentence:
        return []
    return [m for m in _QUOTED.finditer(sentence) if is_headline(m.group(1)) and m.group(0) != sentence]


def plain_case(headline: str, names: frozenset[str]) -> str:
    """A headline in sentence case, of the same length: words that are no name (`names`, as printed) lose
    their capital.
    """
    return _WORD.sub(lambda m: m.group() if _is_name(m.group(), names) else m.group().lower(), headline)


def _is_name(word: str, names: frozenset[str]) -> bool:
    bare = re.sub(r"[’']s?$", "", word)
    return bare in names or (bare.isupper() and len(bare) > 1)


def text_to_parse(text: str, start: int, end: int, headline: bool, names: Callable[[], frozenset[str]]) -> str:
    """The words of a unit as the parser shall see them, character for character as long as in the text."""
    words = text[start:end].replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    if headline:
        return plain_case(words, names())
    # *CAIRO (Reuters) -* is no part of the sentence: parsers take it for the subject.
    # Nor is *12 March 2014 - Mali, Gao region:*.
    begins = head_end(text, start, end) or (0 if is_title(words) else dateline_end(words))
    words = " " * begins + words[begins:]
    for match in quoted_headlines(words):
        words = words[: match.start(1)] + " " * len(match.group(1)) + words[match.end(1) :]
    return words.replace("’", "'").replace("‘", "'")


def is_title(words: str) -> bool:
    """Whether a line is the title of a report, that begins with who issued it: *MINUSTAH – Daily report No. 3*."""
    if words.rstrip().endswith((".", "!", "?")):
        return False
    return any(m.group().lower() in text_words().heading_words for m in _WORD.finditer(words))


def too_long(document: Document, start: int, end: int) -> Reject:
    """The reject of a sentence that is no prose: it is not parsed."""
    reason = (
        f"a sentence of {end - start:,} characters, over {MAX_CHARACTERS:,}: "
        "no news prose; check how the text was extracted"
    )
    return Reject("parse", reason, document.text[start : start + 500], f"characters {start}–{end}", document.doc_id)
