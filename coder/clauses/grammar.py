"""What English verbs and nouns do to the clauses below them, as lists from grammar.yaml."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import yaml

from coder.errors import DataFileError
from coder.files.package import KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists of grammar.yaml, each explained there."""

    light: frozenset[str]
    light_undergo: frozenset[str]
    occur: frozenset[str]
    harm: frozenset[str]
    messages: frozenset[str]
    takes_infinitive: frozenset[str]
    asks: frozenset[str]
    takes_gerund: frozenset[str]
    wishes: frozenset[str]
    done_for: frozenset[str]
    sets_out: frozenset[str]
    tries: frozenset[str]
    lasting: frozenset[str]
    steps: frozenset[str]
    complement_actual: frozenset[str]
    complement_failed: frozenset[str]
    complement_future: frozenset[str]
    hearsay: frozenset[str]
    complement_possible: frozenset[str]
    speech: frozenset[str]
    subject_control: frozenset[str]
    prepositional_control: dict[str, frozenset[str]]
    transparent: frozenset[str]
    not_actual_modifiers: frozenset[str]
    negators: frozenset[str]
    conditionals: frozenset[str]
    lemma_corrections: dict[str, str]


@cache
def load_grammar() -> Grammar:
    """The grammar that comes with the package. Raises DataFileError where a list is missing or unknown."""
    raw = yaml.safe_load((KNOWLEDGE / "grammar.yaml").read_text(encoding="utf8"))
    names = [f.name for f in fields(Grammar)]
    if problems := [f"coder/knowledge/grammar.yaml: list '{n}' is {'missing' if n in names else 'unknown'}" for n in sorted(set(raw) ^ set(names))]:
        raise DataFileError(problems)
    prepositional = {verb: frozenset(p) for verb, p in raw.pop("prepositional_control").items()}
    corrections = raw.pop("lemma_corrections")
    return Grammar(prepositional_control=prepositional, lemma_corrections=corrections, **{n: frozenset(words) for n, words in raw.items()})
