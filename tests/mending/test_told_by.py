"""Who says it at the end of a sentence, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.told_by import with_tellers

TAGS = {
    "send": ("VERB", "VB"), "say": ("VERB", "VBZ"), "left": ("VERB", "VBD"), "agreed": ("VERB", "VBD"),
    "Fiji": ("PROPN", "NNP"), "Tonga": ("PROPN", "NNP"), "will": ("AUX", "MD"), "rice": ("NOUN", "NN"),
    "to": ("ADP", "IN"), "the": ("DET", "DT"), "its": ("PRON", "PRP$"), "chief": ("NOUN", "NN"),
    ",": ("PUNCT", ","), "and": ("CCONJ", "CC"), "rebels": ("NOUN", "NNS"), "holding": ("VERB", "VBG"),
    "nurse": ("NOUN", "NN"), "who": ("PRON", "WP"), "nothing": ("PRON", "NN"),
}  # fmt: skip

TAGS |= {"raid": ("NOUN", "NN"), "hurt": ("VERB", "VBN"), "nurses": ("NOUN", "NNS")}

SAID = {
    "coordinated": "Fiji/nsubj>2 will/aux>2 send/ROOT>2 rice/dobj>2 ,/punct>2 its/poss>6 chief/nsubj>7 say/conj>2",
    "of a name": "Fiji/nsubj>2 will/aux>2 send/ROOT>2 rice/dobj>2 ,/punct>3 its/poss>6 chief/nsubj>7 say/relcl>3",
}


@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_what_is_told_hangs_on_who_tells_it(words: str) -> None:
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert (tokens[2].dep, tokens[2].head, tokens[7].dep, tokens[7].head) == ("ccomp", 7, "ROOT", 7)


def test_who_tells_it_is_not_another_name_of_what_stands_before_him() -> None:
    words = "Fiji/nsubj>2 will/aux>2 send/ccomp>8 rice/dobj>2 to/prep>2 Tonga/pobj>4 ,/punct>5 chief/appos>5 say/ROOT>8"
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert (tokens[7].dep, tokens[7].head) == ("nsubj", 8)


TOLD = {
    "coordinated": "rice/nsubj>1 left/ROOT>1 to/prep>1 Tonga/pobj>2 ,/punct>3 the/det>6 chief/appos>3 say/conj>1",
    "told of him": "rice/nsubj>1 left/ROOT>1 to/prep>1 Tonga/pobj>2 ,/punct>3 the/det>6 chief/appos>3 say/acl>6",
}


@pytest.mark.parametrize("words", TOLD.values(), ids=TOLD)
def test_who_tells_it_is_no_other_name_of_a_place(words: str) -> None:
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (1, 6, 7)] == [("ccomp", 7), ("nsubj", 7), ("ROOT", 7)]


KEPT = {
    "said of both": (
        "rice/nsubj>1 left/ROOT>1 Tonga/dobj>1 ,/punct>2 the/det>5 chief/appos>2 ,/punct>5 and/cc>1 say/conj>1"
    ),
    "joined": "Fiji/nsubj>1 left/ROOT>1 ,/punct>1 and/cc>1 its/poss>5 chief/nsubj>6 say/conj>1",
    "says more": "Fiji/nsubj>1 left/ROOT>1 ,/punct>1 its/poss>4 chief/nsubj>5 say/conj>1 nothing/dobj>5",
    "a relative clause": "Fiji/nsubj>1 left/ROOT>1 Tonga/dobj>1 ,/punct>2 who/nsubj>5 say/relcl>2",
}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_other_verbs_of_saying_stay_where_they_are(words: str) -> None:
    sentence = hanging(words, TAGS)
    assert with_tellers(sentence) == sentence


def test_who_holds_somebody_is_who_agrees() -> None:
    tokens = with_tellers(hanging("rebels/nsubj>1 holding/csubj>4 the/det>3 nurse/dobj>1 agreed/ROOT>4", TAGS)).tokens
    assert (tokens[0].dep, tokens[0].head, tokens[1].dep, tokens[1].head) == ("nsubj", 4, "acl", 0)


def test_what_a_raid_did_is_not_what_it_underwent() -> None:
    words = "the/det>1 raid/nsubj>6 hurt/acl>1 nurses/dobj>2 ,/punct>6 rebels/nsubj>6 say/ROOT>6"
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert (tokens[1].head, tokens[2].dep, tokens[2].head, tokens[2].tag) == (2, "ccomp", 6, "VBD")
    nobody = "the/det>1 raid/nsubj>3 hurt/acl>1 say/ROOT>3"
    assert with_tellers(hanging(nobody, TAGS)).tokens[2].dep == "acl"
