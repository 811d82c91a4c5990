"""Sentences of the tests of dates, places and numbers: parsed together, each with the clause of its trigger word."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.records import Clause, Sentence
from coder.text.parse import load_parser, parse_units

DATA = Path(__file__).parent / "data"
EVENT_NOUNS = frozenset(
    """raid attack killing embargo talk strike bombing protest rally visit arrest operation clash blast explosion
    crackdown shooting death detention crowd meeting incursion shelling airstrike offensive invasion demonstration
    march assault ambush riot murder massacre execution assassination vigil gathering""".split()
)


def rows(name: str) -> list[dict[str, str]]:
    """The cases of a table in tests/data, its columns divided by bars."""
    with (DATA / name).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


@cache
def parsed(name: str) -> dict[str, Sentence]:
    """The sentences of a table by id."""
    cases = rows(name)
    sentences = parse_units(load_parser(), ((case["sentence"], 0, n, False) for n, case in enumerate(cases)))
    return {case["id"]: sentence for case, sentence in zip(cases, sentences, strict=True)}


def clauses_and_trigger(sentence: Sentence, trigger: str) -> tuple[Sequence[Clause], int]:
    """The clauses of a sentence and the number of the one whose predicate is the word `trigger`."""
    token = next(t for t in sentence.tokens if t.text == trigger)
    clauses = find_clauses(sentence, EVENT_NOUNS | {token.lemma}, load_grammar())
    return clauses, next(k for k, clause in enumerate(clauses) if clause.predicate == token.i)
