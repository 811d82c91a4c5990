"""The words of evaluation: whether two phrases mean the same, and how judges answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coder.files.words import load_words


@dataclass(frozen=True)
class EvaluationWords:
    """The lists of coder/knowledge/words/evaluation.yaml."""

    function_words: frozenset[str]
    answers_yes: frozenset[str]
    answers_no: frozenset[str]


def evaluation_words() -> EvaluationWords:
    """The word lists of evaluation."""
    return load_words("evaluation", EvaluationWords)


def content_words(text: str | None) -> set[str]:
    """The words of a phrase that mean something."""
    return set(re.findall(r"[^\W_]+", (text or "").lower())) - evaluation_words().function_words


def shares_word(a: str | None, b: str | None) -> bool:
    """Whether two phrases share a word that means something."""
    return bool(content_words(a) & content_words(b))


def same_phrase(a: str | None, b: str | None) -> bool:
    """Whether two phrases share half of the words of both: the phrase, not just a word of it."""
    x, y = content_words(a), content_words(b)
    return bool(x) and 2 * len(x & y) >= len(x | y)
