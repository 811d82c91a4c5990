"""Two sides that the parser takes for one phrase: on trees as it makes them."""

from __future__ import annotations

from handmade import hanging

from coder.mending.two_sides import with_two_sides

TAGS = {
    "Fighting": ("NOUN", "NN"), "army": ("NOUN", "NN"), "fighters": ("NOUN", "NNS"), "MNLA": ("PROPN", "NNP"),
    "Chadian": ("ADJ", "JJ"), "went": ("VERB", "VBD"), "line": ("NOUN", "NN"),
}  # fmt: skip


def test_a_body_and_a_named_group_are_two() -> None:
    words = (
        "Fighting/nsubj>8 between/prep>0 the/det>7 Chadian/amod>7 army/nmod>7 and/cc>4 MNLA/conj>4 fighters/pobj>1 "
        "went/ROOT>8"
    )
    tokens = with_two_sides(hanging(words, TAGS)).tokens
    assert [(t.dep, t.head) for t in tokens[2:8]] == [
        ("det", 4), ("amod", 4), ("pobj", 1), ("cc", 4), ("compound", 7), ("conj", 4),
    ]  # fmt: skip


def test_two_of_one_people_and_one_thing_stay_one_phrase() -> None:
    peoples = "Fighting/nsubj>6 between/prep>0 Chadian/amod>5 and/cc>2 Chadian/conj>2 fighters/pobj>1 went/ROOT>6"
    thing = "Fighting/nsubj>6 between/prep>0 army/nmod>5 and/cc>2 MNLA/conj>2 line/pobj>1 went/ROOT>6"
    for words in (peoples, thing):
        sentence = hanging(words, TAGS)
        assert with_two_sides(sentence) is sentence
