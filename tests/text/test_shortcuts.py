"""The shortcuts through spaCy's pipeline leave every parse and every word vector as it is, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from conftest import SAMPLE
from spacy.tokens import Doc

from coder.files.words import load_words
from coder.records import Sentence
from coder.text import shortcuts
from coder.text.parse import DEFAULT_MODEL, PACKAGE_SUFFIX, ParserWords, load_parser, parse_units, recognise_all
from coder.text.sentences import units
from coder.text.shortcuts import Words

pytestmark = pytest.mark.parser
ODD = [
    "There was nothin' y'all could do: there are rules.", "Gonna rain. C'mon, I ain't going.",
    "", "   ", "Ain't he gonna pay?", "Let's go,  said\tthe minister.", "They've gotta leave; we can't.", "a", "!!! ??",
    " Two  spaces before \n\n and breaks between.", "NATO's and the U.N.'s envoys' talks 10-12 pm.",
    "İstanbul ﬁnally œuvre ½ 😀.",
]  # fmt: skip


def sample() -> list[str]:
    texts = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf8").splitlines()[:20]]
    return ODD + [text[u.start : u.end] for text in texts for u in units(text)]


@pytest.fixture(scope="module")
def plain() -> spacy.Language:
    """The pipeline as it comes."""
    return spacy.load(DEFAULT_MODEL + PACKAGE_SUFFIX, exclude=["senter", "textcat"])


def plainly(docs: Sequence[Doc]) -> list[tuple[object, ...]]:
    """What records of parses hold, read token by token off what spaCy alone makes."""
    corrections = load_words("parse", ParserWords).lemma_corrections
    found = []
    for doc in docs:
        kept = [t for t in doc if not t.is_space]
        new = {t.i: k for k, t in enumerate(kept)}
        found.append(tuple(
            (t.text, corrections.get(t.lemma_, t.lemma_.lower()), t.pos_, t.tag_, t.dep_, new.get(t.head.i, k), t.idx,
            t.idx + len(t.text))
            for k, t in enumerate(kept)
        ))  # fmt: skip
    return found


def values(sentence: Sentence) -> tuple[object, ...]:
    return tuple((t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.start, t.end) for t in sentence.tokens)


@pytest.fixture(scope="module")
def docs(plain: spacy.Language) -> list[Doc]:
    """The sample as spaCy alone parses it."""
    return list(plain.pipe(sample()))


@pytest.mark.parametrize("most_words", [100_000, 50], ids=["remembered", "forgotten"])
def test_parses_are_those_of_spacy_alone(docs: list[Doc], most_words: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts, "MOST_WORDS", most_words)
    texts, nlp = sample(), load_parser()
    assert Words(nlp, {}).disabled == ["attribute_ruler", "lemmatizer"]
    wanted = plainly(docs)
    for _ in range(2):
        assert [values(s) for s in parse_units(nlp, [(t, 0, 0, False) for t in texts])] == wanted


def test_vectors_and_entities_are_those_of_spacy_alone(docs: list[Doc]) -> None:
    texts, nlp = sample(), load_parser()
    nlp.enable_pipe("ner")
    for batch in (1, 256):
        for ours, theirs in zip(nlp.pipe(texts, batch_size=batch, disable=["lemmatizer"]), docs, strict=True):
            assert np.array_equal(ours.tensor, theirs.tensor)
            assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]


def test_who_is_recognised_does_not_depend_on_who_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.text.parse.BATCH", 16)
    nlp = load_parser()
    sentences = list(parse_units(nlp, [(t, 0, 0, False) for t in sample()[:40]]))
    together = recognise_all(nlp, sentences)
    assert together == [found for s in sentences for found in recognise_all(nlp, [s])]
    assert sum(map(len, together)) > 20
