"""Wishes told by nouns, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.told_by import with_tellers
from coder.mending.wishes import with_wishes

TAGS = {
    "it": ("PRON", "PRP"), "be": ("AUX", "VBZ"), "Fiji": ("PROPN", "NNP"), "'s": ("PART", "POS"),
    "wish": ("NOUN", "NN"), "rest": ("NOUN", "NN"), "to": ("PART", "TO"), "sign": ("VERB", "VB"), "of": ("ADP", "IN"),
    "peace": ("NOUN", "NN"), "what": ("PRON", "WP"), "want": ("VERB", "VBZ"), "readiness": ("NOUN", "NN"),
    "pilots": ("NOUN", "NNS"), "confirm": ("VERB", "VBN"), "voice": ("VERB", "VBD"), "its": ("PRON", "PRP$"),
    "deny": ("VERB", "VBN"), "helping": ("VERB", "VBG"), ",": ("PUNCT", ","), "chief": ("NOUN", "NN"),
    "visit": ("NOUN", "NN"),
}  # fmt: skip

WISHES = {
    "it is": ("it/nsubj>1 be/ROOT>1 Fiji/poss>4 's/case>2 wish/attr>1 to/aux>6 sign/acl>4", "want", "xcomp"),
    "of": ("it/nsubj>1 be/ROOT>1 sign/acl>4 x/dep>1 wish/attr>1 of/prep>4 Fiji/pobj>5 to/aux>8 sign/acl>4", "want", ""),
    "a thing": ("peace/nsubj>1 be/ROOT>1 Fiji/poss>4 's/case>2 wish/attr>1", "seek", ""),
    "voiced": ("Fiji/nsubj>1 voice/ROOT>1 x/dep>1 its/poss>4 wish/dobj>1 to/aux>6 sign/acl>4", "want", "xcomp"),
}


@pytest.mark.parametrize("case", WISHES)
def test_a_wish_is_what_its_owner_wants(case: str) -> None:
    words, lemma, wished = WISHES[case]
    tokens = with_wishes(hanging(words, TAGS)).tokens
    assert (tokens[4].pos, tokens[4].dep, tokens[4].lemma) == ("VERB", "ROOT", lemma)
    assert next(t.head for t in tokens if t.text == "Fiji" and t.dep == "nsubj") == 4
    assert not wished or tokens[6].dep == wished
    assert case != "a thing" or (tokens[0].dep, tokens[0].head) == ("dobj", 4)


def test_what_somebody_wants_is_its_object() -> None:
    tokens = with_wishes(hanging("peace/nsubj>1 be/ROOT>1 what/dobj>4 Fiji/nsubj>4 want/ccomp>1", TAGS)).tokens
    assert (tokens[4].dep, tokens[0].dep, tokens[0].head) == ("ROOT", "dobj", 4)


def test_what_is_confirmed_is_the_readiness() -> None:
    words = "Fiji/poss>1 readiness/ROOT>1 to/aux>3 sign/acl>1 pilots/nsubjpass>6 x/auxpass>6 confirm/ccomp>3"
    tokens = with_wishes(hanging(words, TAGS)).tokens
    assert (tokens[4].dep, tokens[4].head) == ("dobj", 3)
    assert (tokens[1].pos, tokens[1].lemma, tokens[0].dep) == ("VERB", "intend", "nsubj")


KEPT = {
    "no wish": "it/nsubj>1 be/ROOT>1 Fiji/poss>4 's/case>2 rest/attr>1 to/aux>6 sign/acl>4",
    "of a thing": "it/nsubj>1 be/ROOT>1 wish/attr>1 of/prep>2 visit/pobj>3 to/aux>6 sign/acl>2",
    "denied": "Fiji/poss>1 wish/nsubjpass>5 to/aux>3 sign/acl>1 x/auxpass>5 deny/ROOT>5",
    "another's": "Fiji/nsubj>1 voice/ROOT>1 Fiji/poss>3 wish/dobj>1 to/aux>5 sign/acl>3",
}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_others_stay_as_they_are(words: str) -> None:
    sentence = hanging(words, TAGS)
    assert with_wishes(sentence) == sentence


def test_who_stands_behind_an_opening_participle_acts() -> None:
    words = "helping/csubj>4 Fiji/dobj>0 ,/punct>1 chief/appos>1 voice/ROOT>4 peace/dobj>4"
    tokens = with_tellers(hanging(words, TAGS)).tokens
    assert (tokens[3].dep, tokens[3].head, tokens[0].dep) == ("nsubj", 4, "advcl")
