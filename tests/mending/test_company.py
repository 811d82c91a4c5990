"""Those named beside others, places near others and for whom goods are: on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.company import with_company

TAGS = {
    "urge": ("VERB", "VBD"), "accuse": ("VERB", "VBD"), "bomb": ("VERB", "VBD"), "hail": ("VERB", "VBD"),
    "Fiji": ("PROPN", "NNP"), "Tonga": ("PROPN", "NNP"), "Samoa": ("PROPN", "NNP"), "as": ("ADP", "IN"),
    "well": ("ADV", "RB"), "to": ("PART", "TO"), "vote": ("VERB", "VB"), "along": ("ADP", "IN"), "with": ("ADP", "IN"),
    "of": ("ADP", "IN"), "fraud": ("NOUN", "NN"), "in": ("ADP", "IN"), "neighbouring": ("VERB", "VBG"),
    "posts": ("NOUN", "NNS"), "shipment": ("NOUN", "NN"), "thoughts": ("NOUN", "NNS"), "maize": ("NOUN", "NN"),
    "were": ("AUX", "VBD"), "late": ("ADJ", "JJ"), "a": ("DET", "DT"), "two": ("NUM", "CD"), "envoy": ("NOUN", "NN"),
    "guards": ("NOUN", "NNS"), "expelled": ("VERB", "VBD"),
}  # fmt: skip

BESIDE = {
    "as well as": ("Fiji/nsubj>1 urge/ROOT>1 Tonga/dobj>1 as/advmod>4 well/advmod>5 as/cc>1 Samoa/pobj>5 "
                   "to/aux>8 vote/xcomp>1", 2, 6),
    "along with, and what of": ("Fiji/nsubj>1 accuse/ROOT>1 Tonga/dobj>1 along/prep>1 with/prep>3 Samoa/pobj>4 "
                                "of/prep>1 fraud/pobj>6", 2, 5),
    "counted": ("Fiji/nsubj>1 expelled/ROOT>1 a/det>3 envoy/dobj>1 along/prep>1 with/prep>4 two/nummod>7 "
                "guards/pobj>5", 3, 7),
}  # fmt: skip


@pytest.mark.parametrize(("words", "one", "other"), BESIDE.values(), ids=BESIDE)
def test_who_is_named_beside_another_is_coordinated_with_him(words: str, one: int, other: int) -> None:
    tokens = with_company(hanging(words, TAGS)).tokens
    assert (tokens[other].dep, tokens[other].head) == ("conj", one)


def test_a_name_along_with_which_a_state_acts_is_no_target() -> None:
    sentence = hanging("Fiji/nsubj>1 bomb/ROOT>1 Tonga/dobj>1 along/prep>1 with/prep>3 Samoa/pobj>4", TAGS)
    assert with_company(sentence) == sentence


def test_a_place_near_another_is_a_place_again() -> None:
    tokens = with_company(
        hanging("Fiji/nsubj>1 bomb/ROOT>1 posts/dobj>1 in/prep>1 neighbouring/pcomp>3 Tonga/dobj>4", TAGS)
    ).tokens
    assert (tokens[5].dep, tokens[5].head, tokens[4].dep) == ("pobj", 3, "amod")


def test_goods_and_not_what_they_consist_of_are_for_somebody() -> None:
    words = "shipment/nsubj>5 of/prep>0 maize/pobj>1 to/prep>2 Tonga/pobj>3 were/ROOT>5 late/acomp>5"
    assert with_company(hanging(words, TAGS)).tokens[3].head == 0
    assert with_company(hanging(words.replace("shipment", "thoughts"), TAGS)).tokens[3].head == 2
