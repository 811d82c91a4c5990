"""What goes on beside something else, told with *with*: on trees as the parser makes them, and as it is coded."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.absolutes import with_absolutes
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {"failed": ("VERB", "VBD"), "met": ("VERB", "VBD"), "blaming": ("VERB", "VBG"), "holding": ("VERB", "VBG")}


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


MENDED = {
    "below with": "Talks/nsubj>1 failed/ROOT>1 ,/punct>1 with/prep>1 Chad/nsubj>5 blaming/pcomp>3 Sudan/dobj>5",
    "below the noun": "Talks/nsubj>1 failed/ROOT>1 ,/punct>1 with/prep>1 Chad/pobj>3 blaming/acl>4 Sudan/dobj>5",
}


@pytest.mark.parametrize("words", MENDED.values(), ids=MENDED)
def test_the_participle_is_a_clause_of_the_verb_and_the_noun_its_subject(words: str) -> None:
    tokens = with_absolutes(made(words)).tokens
    assert [(t.text, t.dep, t.head) for t in tokens[3:6]] == [
        ("with", "mark", 5), ("Chad", "nsubj", 5), ("blaming", "advcl", 1),
    ]  # fmt: skip


LEFT = {
    "told apart by it": "They/nsubj>1 met/ROOT>1 with/prep>1 rebels/pobj>2 holding/acl>3 Goma/dobj>4",
    "without a subject": "They/nsubj>1 met/ROOT>1 with/prep>1 blaming/pcomp>2 Sudan/dobj>3",
    "another preposition": "Talks/nsubj>1 failed/ROOT>1 ,/punct>1 after/prep>1 Chad/nsubj>5 blaming/pcomp>3",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_other_sentences_are_left_as_they_are(words: str) -> None:
    assert with_absolutes(made(words)) == made(words)


@pytest.mark.parser
def test_what_is_told_beside_something_is_coded(coder: Coder) -> None:
    events = coder.code("The summit closed on Friday, with Chad condemning Sudan.", "2024-05-06")
    assert ("111", "TCD", "SDN") in [(e.event_code, e.source_code, e.target_code) for e in events]


@pytest.mark.parser
def test_a_bare_verb_before_who_says_it_is_told_as_done(coder: Coder) -> None:
    events = coder.code(
        "Israeli air strikes on the Syrian town of Daraa kill nine people, officials say.", "2024-05-06"
    )
    assert [(e.event_code, e.killed) for e in events] == [("195", 9)]


def test_what_counted_people_underwent_is_a_clause_of_its_own(coder: Coder) -> None:
    (coding,) = coder.trace("Lagos remained tense, with three students killed in police firing.", "2014-06-10")
    dyads = [(d.action.code, d.source.code) for d in coding.dyads if d.source and d.source.code]
    assert ("193", "NGACOP") in dyads


def test_who_keeps_order_is_not_who_riots(coder: Coder) -> None:
    text = "France evacuated its citizens from a French army base amid days of riots in Ivory Coast."
    (coding,) = coder.trace(text, "2014-06-10")
    rioting = [d.source.code for d in coding.dyads if d.action.code.startswith("14") and d.source and d.source.code]
    assert not any("MIL" in code for code in rioting)
