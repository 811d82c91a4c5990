"""Noun phrases to actor codes: a table of mentions over all continents and kinds, parsed once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coder.actors import resolve
from coder.lexicon import Lexicon, load_lexicon
from coder.records import Actor, Sentence, Token
from coder.reference import Context

pytestmark = pytest.mark.parser
TABLE = Path(__file__).parent / "data" / "mentions.csv"


def mentions() -> list[dict[str, str]]:
    """Rows of the table: the mention stands in brackets; a code that begins with '@' is only the code's beginning."""
    with TABLE.open(encoding="utf8", newline="") as handle:
        return list(csv.DictReader(handle))


def to_sentences(docs: Iterator) -> list[list[Sentence]]:
    found = []
    for doc in docs:
        sentences = []
        for n, sent in enumerate(doc.sents):
            tokens = tuple(
                Token(t.i - sent.start, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i - sent.start, t.idx, t.idx + len(t)) for t in sent
            )
            sentences.append(Sentence(n, sent.text, sent.start_char, tokens))
        found.append(sentences)
    return found


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """The token of the characters `start` to `end` that hangs on one outside them."""
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    return next(t.i for t in inside if t.head == t.i or sentence.tokens[t.head] not in inside)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def nlp():
    from coder.parse import load_parser

    return load_parser()


@pytest.fixture(scope="module")
def resolved(lexicon: Lexicon, nlp) -> dict[str, Actor | None]:
    rows = mentions()
    texts = [r["sentence"].replace("[", "").replace("]", "") for r in rows]
    found = {}
    for row, (sentence, *_) in zip(rows, to_sentences(nlp.pipe(texts)), strict=True):
        head = head_of(sentence, row["sentence"].index("["), row["sentence"].index("]") - 1)
        found[row["sentence"] + row["date"]] = resolve(sentence, head, lexicon, date.fromisoformat(row["date"]), Context())
    return found


@pytest.mark.parametrize("row", mentions(), ids=lambda r: f"{r['kind']}:{r['sentence'].split('[')[1].split(']')[0]}:{r['date']}")
def test_mention_gets_its_code(row: dict[str, str], resolved: dict[str, Actor | None]) -> None:
    actor = resolved[row["sentence"] + row["date"]]
    code = (actor.code or "") if actor else ""
    if row["code"].startswith("@"):
        assert code.startswith(row["code"][1:]) and code
    else:
        assert code == row["code"]


def test_the_table_is_large_enough() -> None:
    assert len(mentions()) >= 300
