"""Noun phrases to actor codes: a table of mentions over all continents and kinds, parsed once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coder.actors.lexicon import Lexicon, load_lexicon
from coder.actors.phrase import PhraseActors
from coder.actors.reference import Context
from coder.records import Actor, Sentence, Token

pytestmark = pytest.mark.parser
TABLE = Path(__file__).parents[1] / "data" / "mentions.csv"


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
                Token(
                    t.i - sent.start,
                    t.text,
                    t.lemma_,
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    t.head.i - sent.start,
                    t.idx,
                    t.idx + len(t),
                )
                for t in sent
            )
            sentences.append(Sentence(n, sent.text, sent.start_char, tokens))
        found.append(sentences)
    return found


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """The token of the characters `start` to `end` that hangs on one outside them."""
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    return next(t.i for t in inside if t.head == t.i or sentence.tokens[t.head] not in inside)


def phrases_of(sentence: Sentence, lexicon: Lexicon, when: date = date(2018, 6, 1)) -> PhraseActors:
    """The phrases of a sentence that stands alone."""
    return PhraseActors(sentence, lexicon.mentions(sentence), lexicon, when, Context())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def nlp():
    from coder.text.parse import load_parser

    return load_parser()


@pytest.fixture(scope="module")
def resolved(lexicon: Lexicon, nlp) -> dict[str, Actor | None]:
    rows = mentions()
    texts = [r["sentence"].replace("[", "").replace("]", "") for r in rows]
    found = {}
    for row, (sentence, *_) in zip(rows, to_sentences(nlp.pipe(texts)), strict=True):
        head = head_of(sentence, row["sentence"].index("["), row["sentence"].index("]") - 1)
        found[row["sentence"] + row["date"]] = phrases_of(sentence, lexicon, date.fromisoformat(row["date"])).resolve(
            head
        )
    return found


@pytest.mark.parametrize(
    "row", mentions(), ids=lambda r: f"{r['kind']}:{r['sentence'].split('[')[1].split(']')[0]}:{r['date']}"
)
def test_mention_gets_its_code(row: dict[str, str], resolved: dict[str, Actor | None]) -> None:
    actor = resolved[row["sentence"] + row["date"]]
    code = (actor.code or "") if actor else ""
    if row["code"].startswith("@"):
        assert code.startswith(row["code"][1:])
    else:
        assert code == row["code"]


def test_the_table_is_large_enough() -> None:
    assert len(mentions()) >= 300


SPANS = {
    "title-and-name": (
        "Turkish President Recep Tayyip Erdogan left.",
        "Erdogan",
        "Turkish President Recep Tayyip Erdogan",
    ),
    "place": ("The court in New Delhi met.", "court", "The court in New Delhi"),
    "no-relative-clause": ("The rebels who took the town left.", "rebels", "The rebels"),
    "no-apposition": ("Ana Lopes, the mayor of Porto, left.", "Lopes", "Ana Lopes"),
    "no-time": ("Police on Monday arrested ten men.", "Police", "Police"),
    "no-charge": ("They accused the army of slaughter.", "army", "the army"),
    "one-conjunct": ("Kenya and Uganda agreed.", "Kenya", "Kenya"),
    "no-possessive-ending": ("They welcomed Norway's decision.", "Norway", "Norway"),
}


@pytest.mark.parametrize("case", SPANS)
def test_span_is_the_whole_name_and_no_more(case: str, lexicon: Lexicon, nlp) -> None:
    text, word, expected = SPANS[case]
    sentence = to_sentences([nlp(text)])[0][0]
    head = next(t.i for t in sentence.tokens if t.text == word)
    actor = phrases_of(sentence, lexicon).resolve(head)
    assert actor is not None
    assert actor.text == expected == text[actor.start : actor.end]


WITHIN = {
    "possessor": ("They praised Seoul's efforts.", "efforts", ("KORGOV", "Seoul's efforts")),
    "by": ("They condemned attacks by Iraqi rebels.", "attacks", ("IRQREB", "Iraqi rebels")),
    "of": ("They rejected the policies of Norway.", "policies", ("NOR", "Norway")),
    "modifier": ("They vetoed a UN draft resolution.", "resolution", ("IGOUNO", "a UN draft resolution")),
    "an-actor-itself": ("They praised the Kenyan police.", "police", ("KENCOP", "the Kenyan police")),
    "city": ("They shelled Kandahar.", "Kandahar", ("AFG", "Kandahar")),
    "nobody": ("They welcomed the new measures.", "measures", None),
}


@pytest.mark.parametrize("case", WITHIN)
def test_whose_a_thing_is(case: str, lexicon: Lexicon, nlp) -> None:
    text, word, expected = WITHIN[case]
    sentence = to_sentences([nlp(text)])[0][0]
    head = next(t.i for t in sentence.tokens if t.text == word)
    actor = phrases_of(sentence, lexicon).within(head)
    assert (actor and (actor.code, actor.text)) == expected
