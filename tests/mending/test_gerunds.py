"""Verbal nouns that the parser takes for clauses, and clauses that a semicolon parts: on trees as it makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.gerunds import with_gerunds
from coder.records import Sentence

TAGS = {
    "put": ("VERB", "VBD"), "sending": ("VERB", "VBG"), "died": ("VERB", "VBD"), "shelling": ("VERB", "VBG"),
    "Togolese": ("ADJ", "JJ"), "Fighting": ("VERB", "VBG"), "Selling": ("VERB", "VBG"), "stopped": ("VERB", "VBD"),
    "resumed": ("VERB", "VBD"), "fled": ("VERB", "VBD"), "constant": ("NOUN", "NN"),
}  # fmt: skip


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


def test_what_stands_behind_a_particle_is_what_the_verb_is_about() -> None:
    tokens = with_gerunds(made("They/nsubj>1 put/ROOT>1 off/prt>1 sending/advcl>1 rice/dobj>3")).tokens
    assert tokens[3].dep == "xcomp"


def test_a_participle_behind_an_adjective_below_a_preposition_is_a_noun() -> None:
    tokens = with_gerunds(made("They/nsubj>1 died/ROOT>1 in/prep>1 Togolese/pobj>2 shelling/advcl>1")).tokens
    assert [(t.dep, t.head) for t in tokens[3:]] == [("amod", 4), ("pobj", 2)]
    assert (tokens[4].pos, tokens[4].lemma) == ("NOUN", "shelling")


def test_what_by_tells_the_doer_of_is_a_noun() -> None:
    words = "They/nsubj>1 fled/ROOT>1 after/prep>1 constant/pobj>2 shelling/advcl>1 by/prep>4 rebels/pobj>5"
    tokens = with_gerunds(made(words)).tokens
    assert [(t.dep, t.head) for t in tokens[3:5]] == [("amod", 4), ("pobj", 2)]
    alone = "They/nsubj>1 fled/ROOT>1 after/prep>1 constant/pobj>2 shelling/advcl>1"
    assert with_gerunds(made(alone)).tokens[4].dep == "advcl"


def test_a_participle_without_an_object_is_a_noun_as_a_subject() -> None:
    tokens = with_gerunds(made("Fighting/csubj>1 stopped/ROOT>1")).tokens
    assert (tokens[0].pos, tokens[0].lemma, tokens[0].dep) == ("NOUN", "fighting", "nsubj")


def test_a_semicolon_parts_two_clauses() -> None:
    tokens = with_gerunds(made("Talks/nsubj>1 resumed/ccomp>4 ;/punct>4 people/nsubj>4 fled/ROOT>4")).tokens
    assert (tokens[1].dep, tokens[1].head) == ("ROOT", 1)


LEFT = {
    "with an object": "Selling/csubj>2 arms/dobj>0 stopped/ROOT>2",
    "without a semicolon": "Talks/nsubj>1 resumed/ccomp>4 ,/punct>4 people/nsubj>4 fled/ROOT>4",
    "of time": "They/nsubj>1 died/ROOT>1 sending/advcl>1 rice/dobj>2",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_what_is_as_it_should_be_stays(words: str) -> None:
    assert with_gerunds(made(words)) == made(words)


def test_a_verb_of_the_present_below_a_preposition_is_a_noun() -> None:
    tags = {"sweeps": ("VERB", "VBZ")}
    words = "They/nsubj>1 died/ROOT>1 in/prep>1 dawn/pobj>2 sweeps/dep>1 by/agent>4 rebels/pobj>5"
    tokens = with_gerunds(hanging(words, TAGS | tags)).tokens
    assert [(t.dep, t.head) for t in tokens[3:5]] == [("compound", 4), ("pobj", 2)]
    assert tokens[4].tag == "NNS"


def test_a_participle_that_is_counted_is_a_noun_where_by_tells_the_doer() -> None:
    tags = {"night": ("NOUN", "NN")}
    words = "They/nsubj>1 died/ROOT>1 in/prep>1 night/pobj>2 of/prep>3 shelling/pcomp>4 by/prep>5 rebels/pobj>6"
    tokens = with_gerunds(hanging(words, TAGS | tags)).tokens
    assert (tokens[5].dep, tokens[5].pos, tokens[5].lemma) == ("pobj", "NOUN", "shelling")
    alone = "They/nsubj>1 died/ROOT>1 in/prep>1 night/pobj>2 of/prep>3 shelling/pcomp>4"
    assert with_gerunds(hanging(alone, TAGS | tags)).tokens[5].dep == "pcomp"


def test_who_does_what_a_participle_tells_is_the_subject() -> None:
    tokens = with_gerunds(made("Rebels/nsubj>1 sending/csubj>2 stopped/ROOT>2 it/dobj>2")).tokens
    assert [(t.dep, t.head) for t in tokens[:2]] == [("nsubj", 2), ("acl", 0)]


def test_what_the_dead_were_doing_is_no_complement() -> None:
    tags = {"die": ("VERB", "VBD"), "shelling": ("VERB", "VBG")}
    tokens = with_gerunds(hanging("They/nsubj>1 die/ROOT>1 shelling/xcomp>1 it/dobj>2", tags)).tokens
    assert tokens[2].dep == "advcl"
    tokens = with_gerunds(hanging("They/nsubj>1 put/ROOT>1 shelling/xcomp>1 it/dobj>2", TAGS)).tokens
    assert tokens[2].dep == "xcomp"
