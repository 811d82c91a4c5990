"""Verbs that the parser takes for nouns, participles or prepositions, known by the words beside them.

*Soldiers [fire] rubber bullets*, *twelve states [back] it*, *the country [appeals] for help*, *the court [orders]
papers to print it*, *police [tear-gassed] 300 students*, *called on Chad to [free] a blogger* and *Akan separatists
[claim] to have won* have no verb, or the wrong one, as the parser reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from coder.files.words import load_words
from coder.records import Sentence, Token

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})
APART = frozenset({"ROOT", "appos", "conj", "dep", "parataxis", "npadvmod"})
NAMING = frozenset({"compound", "nmod", "amod"})
# What only a noun has before it, and what a noun has below it.
OF_NOUNS = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "case", "cop", "relcl", "appos"})
COUNTING = frozenset({"DT", "PRP$", "CD"})
NOUNS = frozenset({"NOUN", "PROPN"})
PLURAL = frozenset({"NNS", "NNPS"})
LOOSE = frozenset({"npadvmod", "dep", "appos"})


@dataclass(frozen=True, slots=True)
class MistakenWords:
    """The word lists of mistaken.yaml, each explained there."""

    doers: frozenset[str]
    deeds: frozenset[str]
    pasts: frozenset[str]
    delays: Mapping[str, str]
    asks: frozenset[str]
    has_done: frozenset[str]
    nominal_prepositions: frozenset[str]
    joined: Mapping[str, str]
    companion: frozenset[str]
    bordering: frozenset[str]
    belongs: Mapping[str, frozenset[str]]
    goes: frozenset[str]
    sides: frozenset[str]
    counts: Mapping[str, int]
    places: frozenset[str]
    locative: frozenset[str]
    tellers: frozenset[str]
    goes_on: frozenset[str]


def load_mistaken() -> MistakenWords:
    """The words that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("mistaken", MistakenWords)


def with_verbs(sentence: Sentence) -> Sentence:
    """The sentence with each such word as the verb that it is; as it was where it has none."""
    for mend in (
        _joined,
        _counted,
        _with_subject,
        _of_doers,
        _orders,
        _to_free,
        _plural_before,
        _at_once,
        _had_done,
        _goes_on,
    ):


    for mend in MENDS:
