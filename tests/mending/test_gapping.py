"""The second of two to whom a verb is done, on trees as the parser makes them, and as it is coded."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.gapping import with_gaps
from coder.pipeline import Coder
from coder.records import Sentence

NAMES = ("Peru", "Chile", "Togo")
TAGS = {
    **dict.fromkeys(NAMES, ("PROPN", "NNP")), "thanked": ("VERB", "VBD"), "met": ("VERB", "VBD"),
    "sang": ("VERB", "VBD"), "and": ("CCONJ", "CC"),
}  # fmt: skip


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


def test_a_name_behind_what_it_is_thanked_for_is_joined_to_the_first() -> None:
    words = "Togo/nsubj>1 thanked/ROOT>1 Peru/dobj>1 for/prep>1 tea/pobj>3 and/cc>4 Chile/conj>4 for/prep>1 ice/pobj>7"
    tokens = with_gaps(made(words)).tokens
    assert (tokens[6].dep, tokens[6].head) == ("conj", 2)


def test_a_name_behind_a_preposition_that_stands_again_is_joined_to_the_first() -> None:
    words = "Togo/nsubj>1 met/ROOT>1 envoys/dobj>1 of/prep>2 Peru/pobj>3 and/cc>3 of/conj>3 Chile/pobj>6"
    tokens = with_gaps(made(words)).tokens
    assert (tokens[7].dep, tokens[7].head) == ("conj", 4)


LEFT = {
    "another verb": "Togo/nsubj>1 thanked/ROOT>1 Peru/dobj>1 for/prep>1 tea/pobj>3 and/cc>1 Chile/nsubj>7 sang/conj>1",
    "another preposition": "Togo/nsubj>1 met/ROOT>1 Peru/dobj>1 in/prep>1 tea/pobj>3 and/cc>4 Chile/conj>4",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_what_goes_on_otherwise_stays(words: str) -> None:
    assert with_gaps(made(words)) == made(words)


CODED = {
    "Peru asked Ghana for rice and Togo for tea.": {"GHA", "TGO"},
    "Fiji sent nurses to Tonga and engineers to Samoa.": {"TON", "WSM"},
    "The pope met the presidents of Chad and of Niger.": {"TCDGOV", "NERGOV"},
    "Togo's premier praised the rulers of Oman and of Qatar.": {"OMNGOV", "QATGOV"},
    "Togo gave ten ambulances to Ghana, and four to Benin.": {"GHA", "BEN"},
    "Togo gave ten tanks to Ghana, as well as four to Benin.": {"GHA", "BEN"},
    "Togo shipped maize to Ghana and a cargo of beans to Benin.": {"GHA", "BEN"},
    "Togo promised maize to Ghana and cooking oil to Benin.": {"GHA", "BEN"},
}


@pytest.mark.parametrize(("text", "targets"), CODED.items(), ids=CODED)
def test_both_are_targets(text: str, targets: set[str], coder: Coder) -> None:
    assert targets <= {e.target_code for e in coder.code(text, "2024-03-14")}


def test_what_another_preposition_parts_is_no_pair(coder: Coder) -> None:
    found = coder.code(
        "Togo threatened to break off ties with Ghana and Benin over their talks with Fiji.", "2024-03-14"
    )
    assert "FJI" not in {e.target_code for e in found}
