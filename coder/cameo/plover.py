"""PLOVER's event, mode and contexts of a coded event, from its CAMEO code and from the words around it.

The code gives the event always, the mode and contexts where it holds them; words sharpen a mode that the code leaves
open (fighting *with drones*) and add contexts (a protest over *fuel prices*). Word lists are data:
coder/knowledge/codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from coder.cameo.ontology import CODES_FOLDER, Ontology
from coder.errors import DataFileError
from coder.files.tables import Row, read_table
from coder.memo import for_last

LONGEST_TERM = 4  # words in a term of the lists


@dataclass(frozen=True, slots=True)
class Plover:
    """How PLOVER would class an event. `event` is None for CAMEO's root 01, which PLOVER does not code."""

    event: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PloverWords:
    """The word lists. `modes` maps (event, the code's mode or '') to {lemma: (rank, mode)}; the lowest rank wins."""

    contexts: Mapping[str, tuple[str, ...]]
    modes: Mapping[tuple[str, str], Mapping[str, tuple[int, str]]]
    vocabulary: frozenset[str]

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first words of all terms: a sentence is looked up only where one can begin."""
        terms = [*self.contexts, *(term for lemmas in self.modes.values() for term in lemmas)]
        return frozenset(term.split()[0] for term in terms)


@lru_cache(maxsize=8)
def load_plover_words(ontology: Ontology | None = None, folder: Path = CODES_FOLDER) -> PloverWords:
    """The word lists, read once. With an ontology, its modes and contexts are checked too. Raises DataFileError."""
    problems: list[str] = []
    context_rows = read_table(folder / "plover_contexts.csv", ("lemma", "context"), problems, key=("lemma", "context"))
    mode_rows = read_table(
        folder / "plover_modes.csv",
        ("event", "refines", "mode", "lemma"),
        problems,
        key=("event", "refines", "lemma"),
    )
    contexts: dict[str, list[str]] = {}
    for row in context_rows:
        _check_lemma(row, problems)
        contexts.setdefault(row["lemma"], []).append(row["context"])
    modes: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}
    for rank, row in enumerate(mode_rows):
        _check_lemma(row, problems)
        modes.setdefault((row["event"], row["refines"]), {})[row["lemma"]] = (rank, row["mode"])
    vocabulary = frozenset(row["context"] for row in context_rows)
    if ontology:
        problems += _disagreements(ontology, mode_rows, vocabulary)
    if problems:
        raise DataFileError(problems)
    return PloverWords({lemma: tuple(sorted(found)) for lemma, found in contexts.items()}, modes, vocabulary)


def plover_of(
    code: str,
    words: Iterable[str],
    ontology: Ontology,
    tables: PloverWords,
    clause_words: Iterable[str] | None = None,
) -> Plover:
    """PLOVER's view of an event, from its code and the lemmas of its sentence, in the order of the text.

    `clause_words` are the lemmas of the event's own clause; the mode is sharpened by these only (by `words` where they
    are not given), so that another clause's guns do not arm this one's fists. Contexts are sorted. Terms of several
    words win over the words in them: *tear gas* is no natural resource. Same words, same result.

    Example: 190 with *troop, attack, village, with, drone* → ASSAULT, drone, (military).
    """
    event = ontology.require(code)
    sentence = tuple(map(str.lower, words))
    clause = sentence if clause_words is None else tuple(map(str.lower, clause_words))
    contexts = _contexts(sentence, tables).union(event.plover_contexts)
    mode = event.plover_mode
    candidates = tables.modes.get((event.plover_event or "", mode or ""), {})
    found = [candidates[term] for term in _terms(clause, candidates, tables.starts)]
    return Plover(event.plover_event, min(found)[1] if found else mode, tuple(sorted(contexts)))


@for_last
def _contexts(sentence: tuple[str, ...], tables: PloverWords) -> frozenset[str]:
    """The contexts that the words of a sentence speak of, whatever its events."""
    terms = _terms(sentence, tables.contexts, tables.starts)
    return frozenset(context for term in terms for context in tables.contexts[term])


def _terms(words: tuple[str, ...], known: Mapping[str, object], starts: frozenset[str]) -> Iterator[str]:
    """The known terms in these words, left to right, the longest first and none inside another."""
    if not known:
        return
    free = 0
    for i in [i for i, word in enumerate(words) if word in starts]:
        if i < free:
            continue
        for length in range(min(LONGEST_TERM, len(words) - i), 0, -1):
            term = " ".join(words[i : i + length])
            if term in known:
                yield term
                free = i + length
                break


def _check_lemma(row: Row, problems: list[str]) -> None:
    lemma = row["lemma"]
    if lemma != lemma.lower() or not 1 <= len(lemma.split()) <= LONGEST_TERM:
        problems.append(f"{row.place}: lemma {lemma!r} must be one to {LONGEST_TERM} words in small letters")


def _disagreements(ontology: Ontology, mode_rows: list[Row], vocabulary: frozenset[str]) -> Iterator[str]:
    """Contexts of codes that the word list lacks, and refinements of modes that no code has."""
    for event in ontology.events.values():
        for context in set(event.plover_contexts) - vocabulary:
            yield (
                f"coder/knowledge/codes/plover.csv:1: context {context!r} of code {event.code!r} "
                "is not in plover_contexts.csv"
            )
    modes = {(event.plover_event, event.plover_mode or "") for event in ontology.events.values()}
    for row in mode_rows:
        if (row["event"], row["refines"]) not in modes:
            yield f"{row.place}: no code has the event {row['event']!r} with the mode {row['refines']!r}"
