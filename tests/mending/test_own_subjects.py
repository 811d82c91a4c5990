"""A subject behind a place in front, on trees as parsers make them."""

from __future__ import annotations

from handmade import hanging

from coder.mending.own_subjects import with_fronted

KINDS = {"urged": ("VERB", "VBD"), "bloc": ("NOUN", "NN")}


def test_what_stands_between_a_place_in_front_and_the_verb_is_its_subject() -> None:
    front = "In/prep>7 Arusha/pobj>0 ,/punct>1 Tanzania/conj>1 ,/punct>1"
    bloc = with_fronted(hanging(f"{front} the/det>6 bloc/appos>1 urged/ROOT>7", KINDS)).tokens[6]
    assert (bloc.dep, bloc.head) == ("nsubj", 7)
    has_one = hanging(f"{front} the/det>6 bloc/appos>1 urged/ROOT>7 he/nsubj>7", KINDS)
    assert with_fronted(has_one) is has_one
