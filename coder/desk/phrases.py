"""Whether two phrases mean the same words: how evaluation compares the spans of actors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coder.files.words import load_words


@dataclass(frozen=True)
class EvaluationWords:
    """The lists of coder/knowledge/words/evaluation.yaml."""

    function_words: frozenset[str]


def content_words(text: str | None) -> set[str]:
    """The words of a phrase that mean something."""
    function_words = load_words("evaluation", EvaluationWords).function_words
    return set(re.findall(r"[^\W_]+", (text or "").lower())) - function_words


def shares_word(a: str | None, b: str | None) -> bool:
    """Whether two phrases share a word that means something."""
    return bool(content_words(a) & content_words(b))


def same_phrase(a: str | None, b: str | None) -> bool:
    """Whether two phrases share half of the words of both: the phrase, not just a word of it."""
    x, y = content_words(a), content_words(b)
    return bool(x) and 2 * len(x & y) >= len(x | y)
