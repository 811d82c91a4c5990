"""Parties that are called by a common word, and those of one name in several countries."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
CASES = {
    "of-the-country-told": ("Norway votes soon. Labour accused the Conservatives of lying.", "NORGOV", "GBRGOV"),
    "of-nowhere-is-britain": ("Labour condemned Iran.", "GBROPP", "IRN"),
    "socialists-of-nowhere": ("The Socialists condemned Iran.", None, "IRN"),
    "before-an-office": ("Democratic senators condemned Iran.", "USALEG", "IRN"),
    "longer-than-the-dictionary-has-it": ("OSLO - The Social Democrats condemned Iran.", "NORPTY", "IRN"),
    "of-where-it-is": ("The Socialist Democrats in Chile condemned Iran.", "CHLPTY", "IRN"),
    "an-army-of-many-names": ("The National Liberation Army bombed a mill in Nepal.", "NPLREB", "NPL"),
    "an-army-of-one": ("The Revolutionary United Front bombed a mill in Guinea.", "SLEREB", "GIN"),
    "another-first-name": ("Prime Minister Paul Okoro condemned Iran.", "GOV", "IRN"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_party(name: str, eager: Coder) -> None:
    text, source, target = CASES[name]
    event = eager.code(text, "2013-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)


@pytest.mark.parser
@pytest.mark.parametrize("text", ["Democratic elections helped Iraq.", "Labour costs hurt Germany."])
def test_common_words_are_no_parties(text: str, coder: Coder) -> None:
    assert not [e for e in coder.code(text, "2013-03-14") if (e.source_code or "")[:3] in {"USA", "GBR"}]


@pytest.mark.parser
def test_countries_and_regions_joined_before_a_noun_are_several(coder: Coder) -> None:
    sides = {(e.source_code, e.target_code) for e in coder.code("Iranian and European officials met.", "2013-03-14")}
    assert sides == {("IRNGOV", "EURGOV"), ("EURGOV", "IRNGOV")}


@pytest.mark.parser
def test_those_from_two_countries_are_several(coder: Coder) -> None:
    sides = {(e.source_code, e.target_code) for e in coder.code("Ministers from Chile and Peru met.", "2013-03-14")}
    assert sides == {("CHLGOV", "PERGOV"), ("PERGOV", "CHLGOV")}
