"""Sentences whose verb the parser takes for another word are parsed once more."""

from __future__ import annotations

from functools import cache, partial

import pytest

from coder.mending.mended import mended
from coder.mending.second_look import read_sentences
from coder.records import Sentence
from coder.text.parse import load_parser, parse_units, verb_lemma


@cache
def read(text: str) -> Sentence:
    nlp = load_parser()
    (sentence,) = read_sentences([(text, 7, 0, False)], partial(parse_units, nlp), partial(verb_lemma, nlp))
    return sentence


@pytest.mark.parametrize(
    ("text", "doer", "verb", "whom"),
    [
        ("A court in Harare exiled opposition leader Juan Lopez.", "court", "exile", "Lopez"),
        ("Police in Dhaka evicted squatters late on Friday, witnesses said.", "Police", "evict", "squatters"),
        ("The president of Mali withstood rebels in Bamako on Tuesday.", "president", "withstand", "rebels"),
        ("Ravi Kumar, Fiji's foreign minister, lauded diplomats during a visit to Lima.", "Kumar", "laud", "diplomats"),
        ("Talks broke off after insurgents annoyed soldiers in Harare.", "insurgents", "annoy", "soldiers"),
        ("Gabon exports timber to Portugal under a treaty of 2004.", "Gabon", "export", "timber"),
        ("Paraguay severs ties with Benin over the riots.", "Paraguay", "sever", "ties"),
    ],
)  # fmt: skip
def test_a_lost_verb_is_found(text: str, doer: str, verb: str, whom: str) -> None:
    sentence = read(text)
    tokens = sentence.tokens
    (found,) = [t for t in tokens if t.lemma == verb]
    below = {tokens[c].dep: tokens[c].text for c in sentence.children[found.i]}
    assert (found.pos, below["nsubj"], below["dobj"]) == ("VERB", doer, whom)


@pytest.mark.parametrize(
    "text",
    [
        "The army claimed on Saturday to have killed 17 insurgents in Mozambique.",
        "Hundreds of Haitians protested in the USA on Saturday against the ban.",
        "The talks founded a firm called Nile.",
        "On Friday armed men attacked a bus near Lagos.",
        "Another arrested man, accused of spying.",
        "Border talks with Gabon on Monday.",
        "Record exports of timber from Gabon in 2004.",
    ],
)
def test_what_has_its_verb_or_is_no_sentence_stays(text: str) -> None:
    (once,) = mended(parse_units(load_parser(), [(text, 7, 0, False)]))
    assert read(text) == once


def test_the_words_stay_those_of_the_text() -> None:
    text = "A court in Harare exiled opposition leader Juan Lopez."
    sentence = read(text)
    assert sentence.text == text
    assert all(text[t.start - 7 : t.end - 7] == t.text for t in sentence.tokens)
