"""Bare verbs behind *that*, which the parser takes for other words: on trees as it makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.subjunctive import with_subjunctives
from coder.records import Sentence

TAGS = {
    "Chad": ("PROPN", "NNP"), "demand": ("VERB", "VBD"), "that": ("SCONJ", "IN"), "Togo": ("PROPN", "NNP"),
    "free": ("ADJ", "JJ"), "supply": ("VERB", "VBP"), "two": ("NUM", "CD"), "nuns": ("NOUN", "NNS"),
    "bishop": ("NOUN", "NN"), "Mali": ("PROPN", "NNP"), "with": ("ADP", "IN"), "maize": ("NOUN", "NN"),
    "the": ("DET", "DT"), "press": ("NOUN", "NN"), "be": ("AUX", "VB"), "heard": ("VERB", "VBN"),
}  # fmt: skip


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


VERBS = {
    "an adjective that is the clause": "Chad/nsubj>1 demand/ROOT>1 that/mark>4 Togo/nsubj>4 free/ccomp>1 "
    "two/nummod>6 nuns/dobj>4 ./punct>1",
    "an adjective before a noun": "Chad/nsubj>1 demand/ROOT>1 that/mark>6 Togo/compound>6 free/amod>6 "
    "bishop/compound>6 Mali/dobj>1 ./punct>1",
    "a noun": "Chad/nsubj>1 demand/ROOT>1 that/mark>5 Togo/nsubj>4 supply/compound>5 Mali/dobj>1 with/prep>5 "
    "maize/pobj>6 ./punct>1",
}


@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_the_bare_verb_has_its_subject_and_object(words: str) -> None:
    tokens = with_subjunctives(made(words)).tokens
    assert (tokens[4].pos, tokens[4].tag, tokens[4].dep, tokens[4].head) == ("VERB", "VB", "ccomp", 1)
    assert (tokens[3].dep, tokens[3].head) == ("nsubj", 4)
    assert [t.text for t in tokens if t.dep == "dobj" and t.head == 4]
    assert (tokens[2].dep, tokens[2].head) == ("mark", 4)


def test_what_is_given_goes_with_the_verb() -> None:
    tokens = with_subjunctives(made(VERBS["a noun"])).tokens
    assert (tokens[6].text, tokens[6].head) == ("with", 4)


def test_a_verb_without_an_object_has_its_subject() -> None:
    words = "Chad/nsubj>1 demand/ROOT>1 that/mark>4 Togo/compound>4 press/ccomp>1 ./punct>1"
    tokens = with_subjunctives(made(words)).tokens
    assert (tokens[4].pos, tokens[4].tag, tokens[4].dep, tokens[4].head) == ("VERB", "VB", "ccomp", 1)
    assert (tokens[3].dep, tokens[3].head) == ("nsubj", 4)


def test_a_noun_with_a_verb_of_its_own_stays_one() -> None:
    words = "Chad/nsubj>1 demand/ROOT>1 that/mark>5 Togo/compound>4 press/nsubjpass>5 heard/ccomp>1 ./punct>1"
    assert with_subjunctives(made(words)) == made(words)


def test_an_adjective_behind_an_article_stays_one() -> None:
    words = "Chad/nsubj>1 demand/ROOT>1 that/mark>7 the/det>5 free/amod>5 press/nsubjpass>7 be/auxpass>7 heard/ccomp>1"
    assert with_subjunctives(made(words)) == made(words)
