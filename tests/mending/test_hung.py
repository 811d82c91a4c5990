"""What is hung from the wrong word, on trees as the parser makes them, and as coded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.hung import with_hung
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {
    "miners": ("NOUN", "NNS"), "choked": ("VERB", "VBD"), "strolled": ("VERB", "VBD"), "off": ("ADP", "RP"),
    "roads": ("NOUN", "NNS"), "closed": ("VERB", "VBD"), "ranks": ("NOUN", "NNS"), "by": ("ADP", "IN"),
    "sending": ("VERB", "VBG"), "troops": ("NOUN", "NNS"), "midnight": ("NOUN", "NN"),
}  # fmt: skip
LEMMAS = {"choked": "choke", "strolled": "stroll"}


def made(words: str) -> Sentence:
    sentence = hanging(words, TAGS)
    return replace(sentence, tokens=tuple(replace(t, lemma=LEMMAS.get(t.text, t.lemma)) for t in sentence.tokens))


def test_a_particle_that_parsers_take_for_a_preposition_gives_the_verb_its_object() -> None:
    roads = with_hung(made("miners/nsubj>1 choked/ROOT>1 off/prep>1 roads/pobj>2")).tokens[3]
    assert (roads.dep, roads.head) == ("dobj", 1)
    strolled = made("miners/nsubj>1 strolled/ROOT>1 off/prep>1 roads/pobj>2")
    assert with_hung(strolled) == strolled


def test_what_is_done_by_doing_hangs_on_the_verb() -> None:
    closed = made("miners/nsubj>1 closed/ROOT>1 ranks/dobj>1 by/prep>2 sending/pcomp>3 troops/dobj>4")
    assert with_hung(closed).tokens[3].head == 1
    until = made("miners/nsubj>1 closed/ROOT>1 ranks/dobj>1 by/prep>2 midnight/pobj>3")
    assert with_hung(until) == until


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hundreds joined anti-Turkish protests in Athens.", ("GRCCVL", "141", "TUR")),
        ("The Togolese envoy was called home from Accra.", ("TGOGOV", "161", "GHAGOV")),
        ("Kuwait called home its envoy to Yemen.", ("KWT", "161", "YEM")),
        ("Police broke up a march by Gabonese nurses.", ("GABCOP", "175", "GABHLH")),
        ("Sudan is said to be massing troops along the Chadian border.", ("SDN", "154", "TCD")),
        ("The Fijian premier called Tonga's envoy to Australia a liar.", ("FJIGOV", "111", "TONGOV")),
        ("Ghana stands shoulder to shoulder with Togo.", ("GHA", "051", "TGO")),
        ("Facing protests, the governor of Tonga resigned.", (None, "141", "TONGOV")),
        ("Togolese soldiers fought side by side with Ghanaian troops.", ("TGOMIL", "062", "GHAMIL")),
    ],
)
def test_whose_it_is_and_against_whom(coder: Coder, text: str, row: tuple[str, str, str]) -> None:
    assert row in {(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2020-06-15")}
