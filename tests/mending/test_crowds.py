"""People in front of what they do, bids, weapons used for something, and series of deeds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.crowds import with_crowds
from coder.mending.series import with_deeds
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {
    "police": ("NOUN", "NNS"), "fired": ("VERB", "VBD"), "on": ("ADP", "IN"), "Hindus": ("PROPN", "NNPS"),
    "marching": ("NOUN", "NN"), "to": ("ADP", "IN"), "Delhi": ("PROPN", "NNP"), "in": ("ADP", "IN"),
    "a": ("DET", "DT"), "bid": ("NOUN", "NN"), "TO": ("PART", "TO"), "win": ("VERB", "VB"), "wave": ("NOUN", "NN"),
    "of": ("ADP", "IN"), "strikes": ("NOUN", "NNS"), "by": ("ADP", "IN"), "nurses": ("NOUN", "NNS"),
    "shots": ("NOUN", "NNS"), "shut": ("VERB", "VBD"), "it": ("PRON", "PRP"), "Goa": ("PROPN", "NNP"),
}  # fmt: skip


def made(words: str) -> Sentence:
    sentence = hanging(words, TAGS)
    lemmas = {"fired": "fire", "strikes": "strike"}
    return replace(sentence, tokens=tuple(replace(t, lemma=lemmas.get(t.text, t.lemma)) for t in sentence.tokens))


def test_people_march_and_no_marching_is_theirs() -> None:
    words = "police/nsubj>1 fired/ROOT>1 on/prep>1 Hindus/compound>4 marching/pobj>2 to/prep>4 Delhi/pobj>5"
    tokens = with_crowds(made(words)).tokens
    assert (tokens[3].dep, tokens[3].head, tokens[4].dep, tokens[4].lemma) == ("pobj", 2, "acl", "march")


def test_a_march_of_theirs_that_goes_nowhere_stays() -> None:
    sentence = made("police/nsubj>1 fired/ROOT>1 on/prep>1 Hindus/compound>4 marching/pobj>2")
    assert with_crowds(sentence) == sentence


def test_a_bid_is_the_purpose_of_the_verb() -> None:
    words = "police/nsubj>1 fired/ROOT>1 in/prep>1 a/det>4 bid/pobj>2 TO/aux>6 win/acl>4 it/dobj>6"
    tokens = with_crowds(made(words)).tokens
    assert (tokens[6].dep, tokens[6].head, tokens[4].dep) == ("advcl", 1, "mark")


def test_what_shots_are_fired_for_is_meant_by_who_fires() -> None:
    words = "police/nsubj>1 fired/ROOT>1 shots/dobj>1 TO/aux>4 win/xcomp>1"
    assert with_crowds(made(words)).tokens[4].dep == "advcl"
    other = made(words.replace("fired", "shut"))
    assert with_crowds(other) == other


def test_whose_deeds_of_a_series_are() -> None:
    words = "a/det>1 wave/nsubj>6 of/prep>1 strikes/pobj>2 by/prep>1 nurses/pobj>4 shut/ROOT>6 Goa/dobj>6"
    assert with_deeds(made(words)).tokens[4].head == 3


REPRESSED = {
    "driven out": "Togolese troops opened fire at dawn to push strikers out of a harbour in Lome.",
    "kept away": "Togolese police fired warning shots to keep marchers away from a bank in Lome.",
    "an attempt": "Togolese police opened fire in an attempt to scatter farmers in Lome.",
    "at who marches": "Togolese police fired shots to scatter Methodists rallying against President Gnassingbe.",
    "held back": "Togolese police shot in the air to hold back Muslims marching to a mosque in Lome.",
}


@pytest.mark.parser
@pytest.mark.parametrize("name", REPRESSED)
def test_fire_to_drive_people_off_is_repression(name: str, coder: Coder) -> None:
    found = coder.code(REPRESSED[name], "2024-03-14")
    assert [e.event_code for e in found if e.source_code in {"TGOCOP", "TGOMIL"}] == ["175"]
    assert {e.target_code for e in found if e.event_code == "175"}.isdisjoint({"TGOGOV", None})


@pytest.mark.parser
def test_fire_at_rebels_is_none(coder: Coder) -> None:
    found = coder.code("Togolese troops used rocket fire to drive rebels off a farm in Lome.", "2024-03-14")
    assert "175" not in {e.event_code for e in found}
