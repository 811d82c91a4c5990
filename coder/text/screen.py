"""Setting aside, before the parse, the sentences that cannot hold an event because no word of them can trigger a rule.

The forms of each trigger come from the parser's own lemma tables, turned round, so that the screen never sets aside
a sentence in which the lemmatiser would have found one. A pipeline without such tables gets no screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[\w.&€$£¥]+(?:[’'-][\w]+)*")
_PART = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Screen:
    """The word forms that can trigger a rule; `forms` is None where nothing may be set aside."""

    forms: frozenset[str] | None

    def passes(self, text: str) -> bool:
        """Whether the sentence `text` has to be parsed."""
        forms = self.forms
        if forms is None:
            return True
        lowered = text.lower()
        return any(w in forms for w in _WORD.findall(lowered)) or any(w in forms for w in _PART.findall(lowered))


def make_screen(nlp: Language, triggers: Iterable[str]) -> Screen:
    """The screen for a pipeline and the lemmas that can trigger a rule."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if lemmatizer is None or getattr(lemmatizer, "mode", "") != "rule":
        return Screen(None)
    wanted = {t.lower() for t in triggers}
    forms = set(wanted)
    for part in ("verb", "noun", "adj"):
        for suffix, lemma_suffix in lemmatizer.lookups.get_table("lemma_rules").get(part, ()):
            forms |= {t.removesuffix(lemma_suffix) + suffix for t in wanted if t.endswith(lemma_suffix)}
        for form, lemmas in lemmatizer.lookups.get_table("lemma_exc").get(part, {}).items():
            if not wanted.isdisjoint(lemmas):
                forms.add(form)
    return Screen(frozenset(forms))
