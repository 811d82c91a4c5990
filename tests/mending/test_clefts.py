"""When it was that something happened, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.clefts import with_clefts
from coder.mending.opening import with_date_apart
from coder.mending.told_by import with_tellers

TAGS = {
    "it": ("PRON", "PRP"), "be": ("AUX", "VBD"), "in": ("ADP", "IN"), "1999": ("NUM", "CD"), "that": ("SCONJ", "IN"),
    "rebels": ("NOUN", "NNS"), "left": ("VERB", "VBD"), "true": ("ADJ", "JJ"), "On": ("ADP", "IN"),
    "dawn": ("NOUN", "NN"), "of": ("ADP", "IN"), "4": ("NUM", "CD"), "May": ("PROPN", "NNP"), "daily": ("NOUN", "NN"),
    "report": ("VERB", "VBN"), "send": ("VERB", "VB"), "will": ("AUX", "MD"), ",": ("PUNCT", ","),
    "Fiji": ("PROPN", "NNP"), "stolen": ("ADJ", "JJ"),
}  # fmt: skip


def test_what_happened_is_the_main_clause() -> None:
    words = "it/nsubj>1 be/ROOT>1 in/prep>1 1999/pobj>2 that/mark>6 rebels/nsubj>6 left/ccomp>1"
    tokens = with_clefts(hanging(words, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (6, 2)] == [("ROOT", 6), ("prep", 6)]
    assert tokens[1].pos == "AUX" and tokens[0].dep == "dep"


KEPT = {
    "a judgement": "it/nsubj>1 be/ROOT>1 true/acomp>1 that/mark>5 rebels/nsubj>5 left/ccomp>1",
    "no time": "it/nsubj>1 be/ROOT>1 that/mark>4 rebels/nsubj>4 left/ccomp>1",
}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_others_stay_as_they_are(words: str) -> None:
    sentence = hanging(words, TAGS)
    assert with_clefts(sentence) == sentence


def test_the_month_is_no_part_of_the_subject() -> None:
    words = "On/prep>6 dawn/pobj>0 of/prep>1 4/nummod>5 May/compound>5 rebels/nsubj>6 left/ROOT>6"
    tokens = with_date_apart(hanging(words, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (4, 3, 5)] == [("pobj", 2), ("nummod", 4), ("nsubj", 6)]


def test_a_paper_that_reports_is_no_other_name() -> None:
    words = "Fiji/nsubj>2 will/aux>2 send/ROOT>2 rebels/dobj>2 ,/punct>3 daily/appos>3 report/acl>5"
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (2, 5, 6)] == [("ccomp", 6), ("nsubj", 6), ("ROOT", 6)]
    missing = hanging(f"{words} stolen/oprd>6", TAGS)
    assert with_tellers(missing) == missing
