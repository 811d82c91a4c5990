"""Kinds of a number in the place of whom they break down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.broken_down import with_kinds
from coder.pipeline import Coder

TAGS = {
    "rebels": ("NOUN", "NNS"), "killed": ("VERB", "VBD"), "six": ("NUM", "CD"), "people": ("NOUN", "NNS"),
    ":": ("PUNCT", ":"), "two": ("NUM", "CD"), "Danes": ("PROPN", "NNPS"), "and": ("CCONJ", "CC"),
    "four": ("NUM", "CD"), "Fijians": ("PROPN", "NNPS"), ".": ("PUNCT", "."), "five": ("NUM", "CD"),
}  # fmt: skip
WORDS = (
    "rebels/nsubj>1 killed/ROOT>1 six/nummod>3 people/dobj>1 :/punct>1 two/nummod>6 Danes/appos>3 and/cc>6 "
    "four/nummod>9 Fijians/conj>6 ./punct>1"
)


def test_kinds_that_add_up_take_the_place_of_the_whole() -> None:
    tokens = with_kinds(hanging(WORDS, TAGS)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (3, 6, 9)] == [("nmod", 6), ("dobj", 1), ("conj", 6)]


def test_kinds_that_do_not_add_up_stay() -> None:
    sentence = hanging(WORDS.replace("four", "five"), TAGS)
    assert with_kinds(sentence) == sentence
    several = hanging(WORDS, TAGS)  # *four [Fijian]* is no noun of its own
    tokens = tuple(replace(t, text="Fijian", tag="JJ", pos="ADJ") if t.i == 9 else t for t in several.tokens)
    assert with_kinds(replace(several, tokens=tokens)).tokens == tokens


COUNTED = {
    "a colon": ("Rebels killed nine people in Juba: four Danes and five Fijians.", [("DNK", 4), ("FJI", 5)]),
    "own plurals": ("A gunman killed six tourists in Juba, four Swiss and two Japanese.", [("CHE", 4), ("JPN", 2)]),
    "dashes and one of a kind": (
        "Pirates killed three sailors — two Danes and a Fijian — off Gabon.", [("DNK", 2), ("FJI", 1)],
    ),
    "of a passive": (
        "Seven hostages, four Danes and three Fijians, were shot dead by rebels.", [("DNK", 4), ("FJI", 3)],
    ),
    "dead of an attack": (
        "Nine cooks, five Danes and four Fijians, died when rebels attacked a hostel in Juba.",
        [("DNK", 5), ("FJI", 4)],
    ),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", COUNTED)
def test_each_kind_has_its_own_number(name: str, coder: Coder) -> None:
    text, rows = COUNTED[name]
    assert [(e.target_code, e.killed) for e in coder.code(text, "2024-03-14")] == rows
