"""A date that opens a sentence and the noun behind it, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.opening import with_date_apart
from coder.records import Sentence

NOUN_AND_VERB = {"rebels": ("NOUN", "NNS"), "attacked": ("VERB", "VBD"), "March": ("PROPN", "NNP")}


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, NOUN_AND_VERB)


MENDED = {
    "below the verb": "On/prep>4 2/nummod>3 March/compound>3 rebels/pobj>0 attacked/ROOT>4 Goma/dobj>4",
    "above the verb": "On/ROOT>0 2/nummod>3 March/compound>3 rebels/pobj>0 attacked/acl>3 Goma/dobj>4",
}


@pytest.mark.parametrize("words", MENDED.values(), ids=MENDED)
def test_the_noun_behind_an_opening_date_is_the_subject(words: str) -> None:
    tokens = with_date_apart(made(words)).tokens
    assert [(t.text, t.dep, t.head) for t in tokens] == [
        ("On", "prep", 4), ("2", "nummod", 2), ("March", "pobj", 0), ("rebels", "nsubj", 4), ("attacked", "ROOT", 4),
        ("Goma", "dobj", 4),
    ]  # fmt: skip


LEFT = {
    "a subject of its own": "On/prep>5 2/nummod>3 March/compound>3 rebels/pobj>0 they/nsubj>5 attacked/ROOT>5",
    "no date": "On/prep>3 the/det>2 rebels/pobj>0 attacked/ROOT>3",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_other_sentences_stay_as_they_were(words: str) -> None:
    assert with_date_apart(made(words)) == made(words)
