"""By which words and labels steps that mend parses are passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.mended import steps
from coder.mending.mistaken import mends
from coder.mending.signs import Mend, labelled, mended_by, seen_in
from coder.records import Sentence

TAGS = {
    "Bakers": ("NOUN", "NNS"), "reopened": ("VERB", "VBN"), "ovens": ("NOUN", "NNS"), "and": ("CCONJ", "CC"),
    "slept": ("VERB", "VBD"), ".": ("PUNCT", "."),
}  # fmt: skip
SENTENCE = hanging("Bakers/nsubj>1 slept/ROOT>1 ./punct>1", TAGS)


def louder(sentence: Sentence) -> Sentence:
    first = sentence.tokens[0]
    return replace(sentence, tokens=(replace(first, text=first.text.upper()), *sentence.tokens[1:]))


@pytest.mark.parametrize(
    ("signs", "changes"),
    [
        ((), True),
        (({"bakers"},), True),
        (({"Bakers"}, {"ROOT"}), True),
        (({"VBD"}, {"ovens"}), False),
        ((labelled({"nsubj"}, {"NNS", "NN"}), labelled({"ROOT"}, {"VERB"})), True),
        ((labelled({"dobj"}, {"NNS"}),), False),
    ],
)
def test_a_step_is_taken_where_one_of_each_of_its_signs_stands(signs: tuple[set[str], ...], changes: bool) -> None:
    assert (mended_by([Mend(louder, *signs)], SENTENCE, lambda _: True) != SENTENCE) is changes


def test_what_does_not_hold_is_not_taken() -> None:
    assert mended_by([Mend(louder)], SENTENCE, lambda _: False) is SENTENCE


@pytest.mark.parametrize("mend", [*steps(), *mends()], ids=lambda m: m.step.__name__)
def test_a_step_leaves_a_sentence_without_its_signs_alone(mend: Mend) -> None:
    for words in ("Bakers/nsubj>1 slept/ROOT>1 ./punct>1", "Bakers/nmod>2 reopened/amod>2 ovens/ROOT>2 ./punct>2"):
        sentence = hanging(words, TAGS)
        if not mend.may_change(seen_in(sentence)):
            assert mend.step(sentence) is sentence
