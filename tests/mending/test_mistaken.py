"""Verbs that the parser takes for other words: on trees as it makes them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending.absolutes import with_absolutes
from coder.mending.gerunds import with_gerunds
from coder.mending.mistaken import with_verbs
from coder.records import Sentence

TAGS = {
    "have": ("VERB", "VBD"),
    "soldier": ("NOUN", "NNS"), "fire": ("NOUN", "NN"), "rubber": ("NOUN", "NN"), "bullets": ("NOUN", "NNS"),
    "police": ("NOUN", "NN"), "gassed": ("VERB", "VBN"), "300": ("NUM", "CD"), "students": ("NOUN", "NNS"),
    "states": ("NOUN", "NNS"), "back": ("ADP", "RP"), "it": ("PRON", "PRP"), "said": ("VERB", "VBD"),
    "Chad": ("PROPN", "NNP"), "appeal": ("NOUN", "NNS"), "as": ("SCONJ", "IN"), "court": ("NOUN", "NN"),
    "order": ("NOUN", "NNS"), "papers": ("NOUN", "NNS"), "to": ("PART", "TO"), "close": ("VERB", "VB"),
    "call": ("VERB", "VBD"), "on": ("ADP", "IN"), "free": ("VERB", "VB"), "blogger": ("NOUN", "NN"),
    "Akan": ("PROPN", "NNP"), "separatists": ("VERB", "VBZ"), "claim": ("VERB", "VBP"), "won": ("VERB", "VBN"),
    "army": ("NOUN", "NN"), "retook": ("NOUN", "NN"), "control": ("NOUN", "NN"), "lose": ("VERB", "VBD"),
    "no": ("DET", "DT"), "time": ("NOUN", "NN"), "blaming": ("VERB", "VBG"), "Mali": ("PROPN", "NNP"),
    "commander": ("NOUN", "NN"), "spoke": ("VERB", "VBD"), "An": ("DET", "DT"), "estimated": ("VERB", "VBN"),
    "fled": ("VERB", "VBD"), "during": ("ADP", "IN"), "shelling": ("VERB", "VBG"), "shell": ("VERB", "VBD"),
    "planned": ("VERB", "VBN"), "is": ("AUX", "VBZ"), "talks": ("NOUN", "NNS"), "refused": ("VERB", "VBD"),
    "Mobs": ("PROPN", "NNP"), "Chile": ("VERB", "VB"), "Gabon": ("ADJ", "JJ"), "froze": ("ADJ", "JJ"),
    "send": ("VERB", "VBD"), "packing": ("VERB", "VBG"), "unwelcome": ("ADJ", "JJ"), "envoy": ("NOUN", "NN"),
    "by": ("ADP", "IN"), "persona": ("NOUN", "NN"), "declared": ("VERB", "VBN"),
    "die": ("VERB", "VB"), "with": ("ADP", "IN"), "accusing": ("VERB", "VBG"), "row": ("NOUN", "NN"),
}  # fmt: skip


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


VERBS = {
    "what people do": ("soldier/compound>3 fire/compound>3 rubber/compound>3 bullets/ROOT>3", 1, 0, 3),
    "before a number": ("police/nmod>3 gassed/amod>3 300/nummod>3 students/ROOT>3", 1, 0, 3),
    "taken for a particle": ("Chad/nsubj>1 said/ROOT>1 states/nsubj>3 back/ccomp>1 it/dobj>3", 3, 2, 4),
    "taken for a plural": ("They/nsubj>1 fled/ROOT>1 as/mark>4 Chad/nsubj>4 appeal/advcl>1", 4, 3, None),
    "a past form": ("army/compound>2 retook/compound>2 control/ROOT>2", 1, 0, 2),
    "an order": ("court/compound>1 order/compound>2 papers/nsubj>4 to/aux>4 close/ROOT>4", 1, 0, 2),
    "behind a plural": ("Akan/nsubj>1 separatists/ROOT>1 claim/dobj>1 to/aux>4 won/xcomp>2", 2, 1, None),
    "done by others": ("Chad/nsubj>1 order/ROOT>1 papers/nsubj>3 gassed/ccomp>1", 3, 0, 2),
    "before an apposition": ("envoy/ROOT>0 refused/amod>2 talks/appos>0 on/prep>2", 1, 0, 2),
    "at once": ("Chad/nsubj>1 lose/ROOT>1 no/det>3 time/dobj>1 blaming/acl>3 Mali/dobj>4", 4, 0, 5),
}


@pytest.mark.parametrize(("words", "verb", "subject", "thing"), VERBS.values(), ids=VERBS)
def test_a_verb_that_was_none_has_its_subject_and_object(
    words: str, verb: int, subject: int, thing: int | None
) -> None:
    tokens = with_verbs(made(words)).tokens
    assert tokens[verb].pos == "VERB"
    assert (tokens[subject].dep, tokens[subject].head) == ("nsubj", verb)
    assert thing is None or (tokens[thing].dep, tokens[thing].head) == ("dobj", verb)


def test_an_infinitive_that_was_an_adjective_is_what_is_asked() -> None:
    tokens = with_verbs(made("Chad/nsubj>1 call/ROOT>1 on/prep>1 Mali/pobj>2 to/prep>1 free/amod>6 blogger/pobj>4"))
    assert [(t.dep, t.head) for t in tokens.tokens[4:]] == [("aux", 5), ("xcomp", 1), ("dobj", 5)]


def test_a_word_in_front_is_a_plural_a_name_or_the_subject_of_a_past_form() -> None:
    mobs = with_verbs(made("Mobs/nsubj>1 fled/ROOT>1")).tokens[0]
    chile = with_verbs(made("Chile/nsubj>1 fled/ROOT>1")).tokens[0]
    gabon, froze, thing = with_verbs(made("Gabon/amod>2 froze/amod>2 control/ROOT>2")).tokens
    assert (mobs.lemma, mobs.tag, chile.tag, gabon.tag) == ("mob", "NNS", "NNP", "NNP")
    assert (froze.lemma, froze.dep, gabon.dep, thing.dep) == ("freeze", "ROOT", "nsubj", "dobj")


def test_a_subject_with_a_name_before_it_is_no_verb() -> None:
    words = "Acme/compound>1 shells/nsubj>2 hit/ROOT>2 depots/dobj>2"
    tree = made(words)
    verb = replace(tree, tokens=tuple(replace(t, pos="VERB", tag="VBZ") if t.i == 1 else t for t in tree.tokens))
    assert (with_verbs(verb).tokens[1].pos, with_verbs(verb).tokens[1].tag) == ("NOUN", "NNS")
    alone = replace(verb, tokens=tuple(replace(t, dep="ROOT") if t.i == 1 else t for t in verb.tokens))
    assert with_verbs(alone).tokens[1].tag == "VBZ"


def test_who_is_sent_away_is_the_object_of_it() -> None:
    tokens = with_verbs(made("Chad/nsubj>1 send/ROOT>1 the/det>3 envoy/nsubj>4 packing/ccomp>1")).tokens
    assert [(t.dep, t.head) for t in tokens[2:]] == [("det", 3), ("dobj", 1), ("xcomp", 1)]


def test_who_declares_somebody_something_is_the_agent() -> None:
    tree = "envoy/nsubjpass>2 is/auxpass>2 declared/ROOT>2 persona/oprd>2 by/prep>3 "
    name, thing = with_verbs(made(tree + "Chad/pobj>4")), with_verbs(made(tree + "row/pobj>4"))
    assert (name.tokens[4].dep, name.tokens[4].head) == ("agent", 2)
    assert (thing.tokens[4].dep, thing.tokens[4].head) == ("prep", 3)


LEFT = {
    "no doing": "soldier/compound>1 commander/nsubj>2 spoke/ROOT>2",
    "an estimate": "An/det>3 estimated/amod>3 300/nummod>3 students/nsubj>4 fled/ROOT>4",
    "said by others": "Chad/nsubj>1 have/ROOT>1 it/dobj>1 ,/punct>1 court/nsubj>5 gassed/ccomp>1",
    "beside a verb": "soldier/compound>1 fire/nsubj>2 fled/ROOT>2",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_what_is_no_verb_stays(words: str) -> None:
    assert with_verbs(made(words)) == made(words)


def test_a_bare_participle_behind_during_is_a_noun() -> None:
    token = with_gerunds(made("They/nsubj>1 fled/ROOT>1 during/prep>1 shelling/pcomp>2")).tokens[3]
    assert (token.pos, token.dep, token.lemma) == ("NOUN", "pobj", "shelling")


def test_a_semicolon_parts_from_a_passive_too() -> None:
    tokens = with_gerunds(
        made("They/nsubj>1 fled/ccomp>5 ;/punct>5 talks/nsubjpass>5 is/auxpass>5 planned/ROOT>5")
    ).tokens
    assert (tokens[1].dep, tokens[1].head) == ("ROOT", 1)


def test_what_goes_on_beside_is_not_refused() -> None:
    tree = "row/nsubj>1 refused/ROOT>1 to/aux>3 die/xcomp>1 ,/punct>1 with/prep>3 "
    tree += "Chad/nsubj>7 accusing/pcomp>5 Mali/dobj>7"
    tokens = with_absolutes(made(tree)).tokens
    assert (tokens[7].dep, tokens[7].head) == ("advcl", 1)


TOLD_OF = {"men": ("NOUN", "NNS"), "believe": ("VERB", "VBD"), "gassed": ("VERB", "VBD")}


def test_a_participle_that_says_who_somebody_is_is_not_the_verb() -> None:
    words = "men/nsubj>1 believe/ROOT>1 to/aux>3 be/xcomp>1 rebels/attr>3 gassed/ccomp>1 it/dobj>5"
    tokens = with_verbs(hanging(words, TOLD_OF)).tokens
    assert [(tokens[i].dep, tokens[i].head) for i in (0, 1, 5)] == [("nsubj", 5), ("acl", 0), ("ROOT", 5)]


@pytest.mark.parametrize(
    "words",
    [
        "men/nsubj>1 believe/ROOT>1 as/mark>4 Chad/nsubj>4 gassed/ccomp>1 it/dobj>4",
        "men/nsubj>1 believe/ROOT>1 it/nsubj>3 gassed/ccomp>1",
    ],
)
def test_a_verb_with_a_subject_of_its_own_is_left(words: str) -> None:
    sentence = hanging(words, TOLD_OF)
    assert with_verbs(sentence) == sentence


def test_a_plural_before_what_was_done_is_what_somebody_claims() -> None:
    kinds = {
        "Togolese": ("ADJ", "JJ"), "military": ("ADJ", "JJ"), "claims": ("NOUN", "NNS"), "to": ("PART", "TO"),
        "have": ("AUX", "VB"), "won": ("VERB", "VBN"), "old": ("ADJ", "JJ"),
    }  # fmt: skip
    words = "Togolese/amod>2 military/amod>2 claims/ROOT>2 to/aux>5 have/aux>5 won/acl>2"
    tokens = with_verbs(hanging(words, kinds)).tokens
    assert [(t.dep, t.head) for t in (tokens[0], tokens[1], tokens[5])] == [("amod", 1), ("nsubj", 2), ("xcomp", 2)]
    assert tokens[2].tag == "VBZ"
    plain = hanging(words.replace("have/aux>5", "old/aux>5"), kinds)
    assert with_verbs(plain) == plain


def test_what_a_noun_did_to_a_place_is_its_verb() -> None:
    kinds = {
        "strike": ("NOUN", "NN"), "by": ("ADP", "IN"), "nurses": ("NOUN", "NNS"), "jammed": ("VERB", "VBN"),
        "Dakar": ("PROPN", "NNP"), ".": ("PUNCT", "."),
    }  # fmt: skip
    words = "strike/ROOT>0 by/prep>0 nurses/pobj>1 jammed/acl>2 Dakar/dobj>3 ./punct>0"
    tokens = with_verbs(hanging(words, kinds)).tokens
    assert [(t.dep, t.head) for t in (tokens[0], tokens[3])] == [("nsubj", 3), ("ROOT", 3)]
    plain = hanging(words.replace("Dakar/dobj", "Dakar/npadvmod"), kinds)
    assert with_verbs(plain) == plain
