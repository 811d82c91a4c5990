"""What harm came of and who did that, on trees as the parser makes them, and as coded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.came_of import with_causes
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {
    "cooks": ("NOUN", "NNS"), "died": ("VERB", "VBD"), "as": ("ADP", "IN"), "a": ("DET", "DT"),
    "result": ("NOUN", "NN"), "of": ("ADP", "IN"), "shelling": ("NOUN", "NN"), "following": ("VERB", "VBG"),
    "in": ("ADP", "IN"), "combat": ("NOUN", "NN"), "raid": ("NOUN", "NN"), "against": ("ADP", "IN"),
    "rebels": ("NOUN", "NNS"), "wounds": ("NOUN", "NNS"), "suffered": ("VERB", "VBN"), "ate": ("VERB", "VBD"),
}  # fmt: skip
LEMMAS = {"died": "die", "wounds": "wound", "suffered": "suffer", "ate": "eat"}


def made(words: str) -> Sentence:
    sentence = hanging(words, TAGS)
    return replace(sentence, tokens=tuple(replace(t, lemma=LEMMAS.get(t.text, t.lemma)) for t in sentence.tokens))


def test_a_preposition_of_several_words_is_one() -> None:
    words = "cooks/nsubj>1 died/ROOT>1 as/prep>1 a/det>4 result/pobj>2 of/prep>4 shelling/pobj>5"
    of = with_causes(made(words)).tokens[5]
    assert (of.lemma, of.head) == ("from", 1)
    other = made(words.replace("died", "ate"))
    assert with_causes(other) == other


def test_following_is_a_preposition() -> None:
    words = "cooks/nsubj>1 died/ROOT>1 following/advcl>1 a/det>4 raid/dobj>2"
    tokens = with_causes(made(words)).tokens
    assert (tokens[2].dep, tokens[2].pos, tokens[4].dep) == ("prep", "ADP", "pobj")


def test_who_dies_of_wounds_dies_in_what_gave_them() -> None:
    words = "cooks/nsubj>1 died/ROOT>1 of/prep>1 wounds/pobj>2 suffered/acl>3 in/prep>4 a/det>7 raid/pobj>5"
    assert with_causes(made(words)).tokens[5].head == 1


def test_whom_one_fights_belongs_to_the_fight() -> None:
    words = "cooks/nsubj>1 died/ROOT>1 in/prep>1 combat/pobj>2 against/prep>1 rebels/pobj>4"
    assert with_causes(made(words)).tokens[4].head == 3
    raid = made(words.replace("combat", "raid"))
    assert with_causes(raid) == raid  # who is raided killed nobody


# text → source, code and target of its only event
KILLED = {
    "as a result of": (
        "Six Chadian nurses died as a consequence of Libyan rocket fire near Faya.", ("LBY", "194", "TCDHLH"),
    ),
    "after a beating": ("A Chadian pedlar died after a flogging by Libyan policemen.", ("LBYCOP", "1823", "TCDBUS")),
    "following a bombardment by": (
        "Four Chadian herders perished following a bombardment of their camp by Libyan troops.",
        ("LBYMIL", "194", "TCDAGR"),
    ),
    "combat against": ("A Chadian soldier died in combat against Libyan rebels.", ("LBYREB", "190", "TCDMIL")),
    "an ambush laid by": (
        "Nine Chadian policemen were shot dead in an ambush set by Libyan rebels.", ("LBYREB", "180", "TCDCOP"),
    ),
    "a mine planted by": (
        "Two Chadian cooks died from a landmine planted by Libyan rebels.", ("LBYREB", "1833", "TCDLAB"),
    ),
    "of the last of two": (
        "A Chadian nurse was killed and two maids wounded in shelling by Libyan troops.", ("LBYMIL", "194", "TCDHLH"),
    ),
    "died when": ("Six Chadian soldiers died when Libyan rebels attacked their base.", ("LBYREB", "190", "TCDMIL")),
    "died when others were shelled": (
        "Six Chadian cooks died when the Libyan army shelled Sudanese rebels.", ("LBYMIL", "194", "SDNREB"),
    ),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", KILLED)
def test_who_did_it_is_found(name: str, coder: Coder) -> None:
    text, row = KILLED[name]
    assert row in {(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2024-03-14")}


@pytest.mark.parser
@pytest.mark.parametrize(
    "text",
    [
        "A Chadian cyclist died of injuries suffered in a race in Libya.",
        "Six Chadian miners died following a dispute with their employer in Libya.",
    ],
)
def test_what_is_no_force_kills_for_nobody(text: str, coder: Coder) -> None:
    assert coder.code(text, "2024-03-14") == []


@pytest.mark.parser
def test_fighting_between_others_is_by_no_side_alone(coder: Coder) -> None:
    found = coder.code("Fighting between rival clans in Chad killed three Libyan cooks.", "2024-03-14")
    assert {e.source_code for e in found} == {None}
