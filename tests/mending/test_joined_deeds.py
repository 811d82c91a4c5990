"""The second of two verbs, past forms that are nothing else, and who stands before what is set apart."""

from __future__ import annotations

import pytest

from coder.mending.mended import mended
from coder.records import Sentence
from coder.text.parse import load_parser, parse_units


def read(text: str) -> Sentence:
    (sentence,) = mended(parse_units(load_parser(), [(text, 0, 0, False)]))
    return sentence


@pytest.mark.parametrize(
    ("text", "verb", "whom"),
    [
        ("The Thai king rejected criticism at home and dissolved parliament.", "dissolve", "parliament"),
        ("Bulgaria's premier rejected criticism at home and rang Ankara for help with the fires.", "ring", "Ankara"),
        ("Soldiers beat a man who would not kneel and arrested his brother in Gafsa.", "arrest", "brother"),
    ],
)
def test_the_second_of_two_verbs_is_a_verb(text: str, verb: str, whom: str) -> None:
    sentence = read(text)
    tokens = sentence.tokens
    (found,) = [t for t in tokens if t.lemma == verb]
    objects = [tokens[c].text for c in sentence.children[found.i] if tokens[c].dep == "dobj"]
    assert (found.tag, found.dep, tokens[found.head].dep, objects) == ("VBD", "conj", "ROOT", [whom])


@pytest.mark.parametrize("text", ["Jordan, in a move that surprised its allies, cooperated with Cyprus on the rescue."])
def test_who_stands_in_front_acts(text: str) -> None:
    sentence = read(text)
    (verb,) = [t for t in sentence.tokens if t.dep == "ROOT"]
    assert [sentence.tokens[c].text for c in sentence.children[verb.i] if sentence.tokens[c].dep == "nsubj"] == [
        "Jordan"
    ]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The minister rejected criticism at home and jailed activists urged a boycott.", "jailed", "VBN"),
        ("The president met ministers and exiled leaders in Rome.", "exiled", "JJ"),
        ("The envoy will ring Ankara on Monday.", "ring", "VB"),
    ],
)
def test_participles_and_infinitives_stay(text: str, word: str, tag: str) -> None:
    assert [t.tag for t in read(text).tokens if t.text == word] == [tag]
