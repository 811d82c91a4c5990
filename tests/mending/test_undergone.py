"""What several underwent, told by participles: on trees as the parser makes them, and as coded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.undergone import with_undergone
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {
    "night": ("NOUN", "NN"), "ended": ("VERB", "VBD"), "with": ("ADP", "IN"), "two": ("NUM", "CD"),
    "Danes": ("PROPN", "NNPS"), "shot": ("VERB", "VBD"), "and": ("CCONJ", "CC"), "a": ("DET", "DT"),
    "cook": ("NOUN", "NN"), "abducted": ("VERB", "VBD"), "met": ("VERB", "VBD"), "saw": ("VERB", "VBD"),
    "left": ("VERB", "VBD"), "guards": ("NOUN", "NNS"), ".": ("PUNCT", "."),
}  # fmt: skip
LISTED = "Danes/nsubj>5 shot/conj>1 and/cc>5 a/det>8 cook/nsubj>9 abducted/conj>5 ./punct>1"


def test_those_told_by_participles_underwent_it() -> None:
    words = f"night/nsubj>1 ended/ROOT>1 with/prep>1 two/nummod>4 {LISTED}"
    lemmas = {"shot": "shoot", "abducted": "abduct", "ended": "end"}
    sentence = hanging(words, TAGS)
    tokens = with_undergone(_lemmatised(sentence, lemmas)).tokens
    assert (tokens[4].dep, tokens[4].head, tokens[5].dep, tokens[5].head) == ("nsubjpass", 5, "advcl", 1)
    assert (tokens[8].dep, tokens[8].head, tokens[9].dep, tokens[9].tag) == ("nsubjpass", 9, "advcl", "VBN")


def test_who_has_a_deed_done_to_another_behind_him_did_it() -> None:
    words = (
        "night/nsubj>1 ended/ROOT>1 with/prep>1 two/nummod>4 Danes/nsubj>5 shot/conj>1 a/det>7 cook/dobj>5 ./punct>1"
    )
    sentence = _lemmatised(hanging(words, TAGS), {"shot": "shoot", "ended": "end"})
    assert with_undergone(sentence) == sentence


def _lemmatised(sentence: Sentence, lemmas: dict[str, str]) -> Sentence:
    tokens = (replace(t, lemma=lemmas.get(t.text, t.lemma)) for t in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


# text → the codes and targets of its events, none of which has a source
UNDERGONE = {
    "ended with": (
        "The night in Juba ended with two Danes shot dead and a Fijian cook kidnapped.",
        {("180", "DNK"), ("181", "FJI")},
    ),
    "saw": ("Monday saw three Samoan nurses stabbed and one Tongan pilot murdered in Juba.",
            {("182", "WSMHLH"), ("180", "TON")}),
    "with, behind a comma": (
        "Unrest went on in Juba, with a Danish cook strangled and two Fijian soldiers wounded by a grenade.",
        {("180", "DNK"), ("183", "FJIMIL")},
    ),
    "behind a colon": (
        "Juba had another bad day: two Danes shot dead, one Fijian abducted.", {("180", "DNK"), ("181", "FJI")},
    ),
    "left": ("Violence in Juba left two Danes beheaded and a Fijian beaten.", {("180", "DNK"), ("180", "FJI")}),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", UNDERGONE)
def test_victims_are_coded_as_such(name: str, coder: Coder) -> None:
    text, rows = UNDERGONE[name]
    found = coder.code(text, "2024-03-14")
    assert rows <= {(e.event_code, e.target_code) for e in found}
    assert not {"DNK", "FJI", "WSM", "TON"} & {(e.source_code or "")[:3] for e in found}


@pytest.mark.parser
def test_one_told_apart_is_whom_somebody_met(coder: Coder) -> None:
    found = coder.code("The Danish premier met with two Fijian soldiers wounded in the raid.", "2024-03-14")
    assert ("DNKGOV", "040", "FJIMIL") in {(e.source_code, e.event_code, e.target_code) for e in found}
