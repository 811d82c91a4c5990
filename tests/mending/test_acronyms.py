"""Bodies called by their letters, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.acronyms import with_acronyms
from coder.pipeline import Coder

TAGS = {
    "Fiji": ("PROPN", "NNP"), "left": ("VERB", "VBD"), "the": ("DET", "DT"), "bloc": ("NOUN", "NN"),
    "coat": ("NOUN", "NN"), "ABCD": ("VERB", "VBG"), "on": ("ADP", "IN"), "Monday": ("PROPN", "NNP"),
}  # fmt: skip
WORDS = "Fiji/nsubj>1 left/ROOT>1 the/det>3 bloc/dobj>1 ABCD/xcomp>1 on/prep>4 Monday/pobj>5"


def test_letters_are_the_name_of_the_body_before_them() -> None:
    tokens = with_acronyms(hanging(WORDS, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (2, 3, 4, 5)] == [
        ("det", 4), ("compound", 4), ("dobj", 1), ("prep", 1)
    ]  # fmt: skip


def test_what_is_no_body_has_no_letters() -> None:
    sentence = hanging(WORDS.replace("bloc", "coat"), TAGS)
    assert with_acronyms(sentence) == sentence


@pytest.mark.parser
@pytest.mark.parametrize("words", ["was leaving the West African bloc ECOWAS", "rejects the regional bloc ECOWAS"])
def test_what_is_done_to_it_is_done_to_the_body(named_only: Coder, words: str) -> None:
    assert named_only.code(f"Mali said on Sunday it {words}.", "2024-03-14")[0].target_code == "IGOWAFWAS"


def test_a_body_that_nothing_is_above_goes_in_no_circle() -> None:
    tokens = with_acronyms(hanging("the/det>1 bloc/ROOT>1 ABCD/acl>1 on/prep>2 Monday/pobj>3", TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (1, 2, 3)] == [("compound", 2), ("ROOT", 2), ("prep", 2)]
