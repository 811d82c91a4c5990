"""Setting aside, before the parse, the sentences that cannot hold an event: no rule finds in them the words that it
needs.

The forms of each word come from the parser's own lemma tables, turned round, so that the screen never sets aside a
sentence in which the lemmatiser would have found it. A pipeline without such tables gets no screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[\w.&€$£¥]+(?:[’'-][\w]+)*")
_PART = re.compile(r"\w+")

# Triggers, and for each further condition the words of which one must be there.
Demand = tuple[frozenset[str], tuple[frozenset[str], ...]]
Conditions = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """By the form of a trigger, what else a sentence must have; `conditions` is None where nothing may be set aside."""

    conditions: Mapping[str, tuple[Conditions, ...]] | None

    def passes(self, text: str) -> bool:
        """Whether the sentence `text` has to be parsed."""
        if self.conditions is None:
            return True
        lowered = text.lower()
        words = {*_WORD.findall(lowered), *_PART.findall(lowered)}
        for word in words & self.conditions.keys():
            for conditions in self.conditions[word]:
                if not any(words.isdisjoint(forms) for forms in conditions):
                    return True
        return False


def make_screen(nlp: Language, demands: Iterable[Demand], corrections: Mapping[str, str]) -> Screen:
    """The screen for a pipeline and the demands of its rules; `corrections` mend lemmas of the pipeline."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if lemmatizer is None or getattr(lemmatizer, "mode", "") != "rule":
        return Screen(None)
    forms = _forms(nlp, lemmatizer, corrections)
    together: Callable[[frozenset[str]], frozenset[str]] = cache(
        lambda words: frozenset(f for w in words for f in forms(w))
    )
    found: dict[str, set[Conditions]] = {}
    for triggers, conditions in demands:
        needed = tuple(together(words) for words in conditions)
        for form in together(triggers):
            found.setdefault(form, set()).add(needed)
    # A rule that asks for nothing more makes all others of its trigger idle.
    return Screen({form: ((),) if () in several else tuple(several) for form, several in found.items()})


def _forms(nlp: Language, lemmatizer: Any, corrections: Mapping[str, str]) -> Callable[[str], frozenset[str]]:
    """What gives the forms that a word can have in a text; of several words, those of the last, by which each
    is known.
    """
    suffixes = {(old, new) for rules in lemmatizer.lookups.get_table("lemma_rules").values() for old, new in rules}
    irregular: dict[str, set[str]] = {}
    for exceptions in lemmatizer.lookups.get_table("lemma_exc").values():
        for form, lemmas in exceptions.items():
            for lemma in lemmas:
                irregular.setdefault(lemma, set()).add(form)
    for lemma, form in _ruled(nlp):
        irregular.setdefault(lemma, set()).add(form)
    uncorrected: dict[str, set[str]] = {}
    for wrong, right in corrections.items():
        uncorrected.setdefault(right.lower(), set()).add(wrong.lower())

    @cache
    def of(words: str) -> frozenset[str]:
        last = words.lower().split()[-1]
        found = {last}
        # *Sit-ins* may be split at the hyphen, so that one part of it is met by itself.
        for lemma in {last, *uncorrected.get(last, ()), *last.split("-")}:
            found |= {lemma, *irregular.get(lemma, ())}
            found |= {lemma.removesuffix(new) + old for old, new in suffixes if lemma.endswith(new)}
        return frozenset(found - {""})

    return of


def _ruled(nlp: Language) -> Iterable[tuple[str, str]]:
    """Lemmas that the pipeline's attribute ruler gives to single words, each with the word."""
    ruler: Any = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
    for rule in ruler.patterns if ruler is not None else ():
        lemma = rule["attrs"].get("LEMMA")
        for pattern in rule["patterns"] if lemma else ():
            lower = pattern[rule.get("index", 0)].get("LOWER", lemma)
            for form in lower["IN"] if isinstance(lower, dict) and "IN" in lower else [lower]:
                if isinstance(form, str):
                    yield str(lemma).lower(), form
