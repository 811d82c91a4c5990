"""Texts as they were meant to be read, with the way back to the characters that a user has.

Everything after this step sees the clean text; every offset that a user sees is that of the original, and cuts the same
words out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from coder.text.casing import mend_case
from coder.text.characters import mend_characters
from coder.text.edits import EditedText
from coder.text.lines import mend_lines
from coder.text.sentences import text_words
from coder.text.vocabulary import English

# Flags of what was changed, then of what looks wrong, in the order in which they are told.
CHANGES = (
    "mojibake", "entities", "tags", "invisible_characters", "decomposed_letters", "ligatures", "notes", "credits",
    "speaker_labels", "tables", "bullets", "hard_wrapped", "recased_capitals", "recased_lower_case",
)  # fmt: skip
DOUBTS = ("few_letters", "not_english")
FLAGS = (*CHANGES, *DOUBTS)
# Below this share of letters among the characters that are no spaces, a text is a table, a score or a listing.
FEWEST_LETTERS = 0.6
# A text shorter than this is too short to tell its language; of a longer one, so much is looked at.
SHORTEST, LOOKED_AT = 120, 2000
ENGLISH_FROM = 0.2
# The last of the letters with accents and other marks; those after it are of other scripts.
LAST_LATIN = "\u024f"
# Where so large a share of a text is made of words that other languages hardly have, the slow look at its bytes is
# spared. They make up a fifth of English news.
PLAINLY_ENGLISH = 0.12


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text, its way back to the original, and the flags of what was changed or looks wrong, as in FLAGS."""

    edited: EditedText
    flags: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.edited.text

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of what stands from `start` to `end` of the clean text."""
        return self.edited.span(start, end) if self.edited.layers else (start, end)


def clean(text: str, english: English) -> CleanText:
    """The clean form of a news text. Takes time linear in its length; a text without faults comes back as it is.

    >>> clean("<p>Fran\u00adce&#39;s envoy</p>", English()).text.strip()
    "France's envoy"
    """
    edited, flags = mend_characters(EditedText(text))
    edited, more = mend_lines(edited, english)
    flags |= more
    edited, more = mend_case(edited, english)
    flags |= more | doubts(edited.text)
    return CleanText(edited, tuple(f for f in FLAGS if f in flags))


def doubts(text: str) -> set[str]:
    """What looks wrong with a text: 'few_letters', 'not_english'."""
    start = text[:LOOKED_AT]
    words = start.split()
    printed = sum(map(len, words))
    found = set()
    if sum(map(str.isalpha, start)) < FEWEST_LETTERS * printed:
        found.add("few_letters")
    is_plain = sum(map(text_words().plain_english.__contains__, words)) >= PLAINLY_ENGLISH * len(words)
    told = len(start) >= SHORTEST and not is_plain and english_probability(start) < ENGLISH_FROM
    if told or (not start.isascii() and _is_of_other_letters(start)):
        found.add("not_english")
    return found


def _is_of_other_letters(text: str) -> bool:
    """Whether most of its letters are not Latin: that is no English, however short."""
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c <= LAST_LATIN for c in letters) < len(letters)


def english_probability(text: str) -> float:
    """How probable it is, from 0 to 1, that a text is English, by its sequences of bytes."""
    return float(dict(_identifier().rank(text)).get("en", 0.0))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
