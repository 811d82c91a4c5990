"""Who does something with whom where more than two do it together."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

MET = {
    "three meet each other": ("The presidents of Chad, Niger and Mali met in Bamako.", 6),
    "of more the first stands for all": ("The presidents of Chad, Niger, Mali, Togo and Benin met in Bamako.", 8),
}


@pytest.mark.parametrize("name", MET)
def test_who_met(coder: Coder, name: str) -> None:
    text, number = MET[name]
    dyads = [d for coding in coder.trace(text, "2014-06-10") for d in coding.dyads if d.action.code == "040"]
    assert len(dyads) == number
    first = {d.source.code for d in dyads if d.source} if number == 6 else {"TCDGOV"}
    assert all({d.source.code, d.target.code} & first for d in dyads if d.source and d.target)


AGREED = {
    "about a third's": ("Togo and Benin agreed to end a row over a French port.", {("TGO", "BEN"), ("BEN", "TGO")}),
    "each against the other side": (
        "Ghana and Togo each accused the other side of breaking the truce.", {("GHA", "TGO"), ("TGO", "GHA")},
    ),
    "each says so of the other": (
        "Ghana and Togo each said the other had broken the truce.", {("GHA", "TGO"), ("TGO", "GHA")},
    ),
    "each side, told before": (
        "Ghana shut a border post and Togo recalled its envoy. Each government blamed the other for the row.",
        {("GHA", "TGO"), ("TGO", "GHA")},
    ),
    "to help a third": ("Togo and Benin agreed to send rice to Gabon.", {("TGO", "GAB"), ("BEN", "GAB")}),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", AGREED)
def test_who_agrees_about_what_a_third_has_agrees_with_the_other(coder: Coder, name: str) -> None:
    text, sides = AGREED[name]
    assert {(e.source_code, e.target_code) for e in coder.code(text, "2014-06-10")} == sides


@pytest.mark.parser
def test_whose_raid_by_others_was_theirs(coder: Coder) -> None:
    (*_, raid) = coder.code("Senegal deplored Gambia's invasion by Guinean troops.", "2014-06-10")
    assert (raid.source_code, raid.target_code) == ("GINMIL", "GMB")
