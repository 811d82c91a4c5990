"""The words of English as the parser's own tables have them: what is in none of them is probably a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

CLASSES = ("noun", "verb", "adj", "adv")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Vocabulary:
    """Which classes ('noun', 'verb', 'adj', 'adv') a form can be of, by lemma tables; `function_words` are of none."""

    lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    endings: tuple[tuple[str, str, str], ...] = ()
    function_words: frozenset[str] = frozenset()

    def classes(self, word: str) -> frozenset[str]:
        """The classes of a lower-case form: {'noun', 'verb'} for *attacks*; none for what is no word."""
        found = self.lemmas.get(word, NOTHING) | self.forms.get(word, NOTHING)
        for kind, ending, lemma_ending in self.endings:
            if word.endswith(ending) and kind in self.lemmas.get(word.removesuffix(ending) + lemma_ending, NOTHING):
                found |= {kind}
        return found

    def knows(self, word: str) -> bool:
        """Whether a lower-case form is a word."""
        return word in self.function_words or bool(self.classes(word))


@dataclass(frozen=True)
class Names:
    """Names as they are printed, by themselves in lower case without full stops; `given` are first names of persons.

    `sure` are those of countries and peoples, which are names even where a dictionary has such a word.
    """

    printed: Mapping[str, str] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class English:
    """What cleaning asks about words, made when it is first asked for: most texts need none of it."""

    vocabulary: Callable[[], Vocabulary] = Vocabulary
    names: Callable[[], Names] = Names


def read_vocabulary(nlp: Language) -> Vocabulary:
    """The vocabulary of a spaCy pipeline; an empty one where it has no lemma tables."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    function_words = frozenset(nlp.Defaults.stop_words or ())
    if lemmatizer is None or not lemmatizer.lookups.has_table("lemma_index"):
        return Vocabulary(function_words=function_words)
    tables = {name: lemmatizer.lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules")}
    lemmas = _by_word((word, kind) for kind in CLASSES for word in tables["index"].get(kind, ()))
    forms = _by_word((word, kind) for kind in CLASSES for word in tables["exc"].get(kind, {}))
    endings = tuple(
        (kind, ending, lemma) for kind in CLASSES for ending, lemma in tables["rules"].get(kind, ()) if ending
    )
    return Vocabulary(lemmas, forms, endings, function_words)


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, kind in pairs:
        found[word] = found.get(word, NOTHING) | {kind}
    return found
