"""Who is quoted as the subject of what he says, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.quoted import with_quoted

TAGS = {
    "we": ("PRON", "PRP"), "fled": ("VERB", "VBD"), "chief": ("NOUN", "NN"), "was": ("AUX", "VBD"),
    "quote": ("VERB", "VBN"), "as": ("ADP", "IN"), "say": ("VERB", "VBG"), "proof": ("NOUN", "NN"),
    "in": ("ADP", "IN"), "word": ("NOUN", "NNS"), "of": ("ADP", "IN"), "the": ("DET", "DT"),
    "trust": ("NOUN", "NNS"), "by": ("ADP", "IN"), "Fiji": ("PROPN", "NNP"),
}  # fmt: skip


def test_who_is_quoted_says_it() -> None:
    words = "we/nsubj>1 fled/ccomp>4 chief/nsubjpass>4 was/auxpass>4 quote/ROOT>4 by/agent>4 Fiji/pobj>5 as/prep>4"
    tokens = with_quoted(hanging(f"{words} say/pcomp>7", TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (1, 2, 8)] == [("ccomp", 8), ("nsubj", 8), ("ROOT", 8)]
    assert (tokens[5].dep, tokens[4].pos) == ("prep", "AUX")


def test_in_whose_words_says_it() -> None:
    words = "in/prep>5 the/det>2 word/pobj>0 of/prep>2 chief/pobj>3 fled/ROOT>5 we/nsubj>5"
    tokens = with_quoted(hanging(words, TAGS)).tokens
    assert (tokens[2].lemma, tokens[2].pos, tokens[2].dep) == ("say", "VERB", "ROOT")
    assert [(tokens[i].dep, tokens[i].head) for i in (4, 5)] == [("nsubj", 2), ("ccomp", 2)]


KEPT = {
    "as proof": "chief/nsubjpass>2 was/auxpass>2 quote/ROOT>2 as/prep>2 proof/pobj>3",
    "in trusts of": "in/prep>5 the/det>2 trust/pobj>0 of/prep>2 chief/pobj>3 fled/ROOT>5",
    "within": "we/nsubj>1 fled/ROOT>1 in/prep>1 word/pobj>2 of/prep>3 chief/pobj>4",
}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_others_stay_as_they_are(words: str) -> None:
    sentence = hanging(words, TAGS)
    assert with_quoted(sentence) == sentence
