"""Setting aside, before the parse, the sentences that cannot hold an event: no rule finds in them the words that it
needs, or they name nobody of whom it would be one.

The forms of each word come from the parser's own lemma tables, turned round, so that the screen never sets aside a
sentence in which the lemmatiser would have found it. A pipeline without such tables gets no screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[\w.&€$£¥]+(?:[’'-][\w]+)*")
_PART = re.compile(r"\w+")

# Whom a sentence names at most: nobody whom a dictionary knows, somebody, people of the public (trades that make
# demands), or somebody who may be in politics.
LEVELS = NOBODY, SOMEBODY, PUBLIC, POLITICS = range(4)
Conditions = tuple[frozenset[str], ...]


class Demand(NamedTuple):
    """Any of `triggers` must stand in a sentence, a word of each of `conditions`, and `needs` be named."""

    triggers: frozenset[str]
    conditions: tuple[frozenset[str], ...]
    needs: int


@dataclass(frozen=True, slots=True)
class Screen:
    """By the form of a trigger, what else a sentence must have, by LEVELS of whom it names.

    `conditions` is None where nothing may be set aside.
    """

    conditions: tuple[Mapping[str, tuple[Conditions, ...]], ...] | None

    def passes(self, text: str, named: int = POLITICS) -> bool:
        """Whether the sentence `text`, in which no more is `named`, has to be parsed."""
        if self.conditions is None:
            return True
        lowered, conditions = text.lower(), self.conditions[named]
        words = {*_WORD.findall(lowered), *_PART.findall(lowered)}
        for word in words & conditions.keys():
            for needed in conditions[word]:
                if not any(words.isdisjoint(forms) for forms in needed):
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
    found: list[dict[str, set[Conditions]]] = [{} for _ in LEVELS]
    for triggers, conditions, needs in demands:
        needed = tuple(sorted((together(words) for words in conditions), key=len))
        for form in together(triggers):
            for by_form in found[needs:]:
                by_form.setdefault(form, set()).add(needed)
    # A rule that asks for nothing more makes all others of its trigger idle.
    return Screen(
        tuple(
            {form: ((),) if () in several else tuple(several) for form, several in by_form.items()} for by_form in found
        )
    )


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
