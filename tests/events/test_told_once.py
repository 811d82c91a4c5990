"""What one action does between the same two codes is one event, and victims with numbers of their own are each told."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target codes of its events
CASES = {
    "two-officials-of-one-government": (
        "The Danish king met the Chadian president and the Chadian foreign minister on Monday.",
        [("DNKGOV", "TCDGOV"), ("TCDGOV", "DNKGOV")],
    ),
    "two-countries": (
        "The Danish king met the Chadian president and the Malian president on Monday.",
        [("DNKGOV", "TCDGOV"), ("TCDGOV", "DNKGOV"), ("DNKGOV", "MLIGOV"), ("MLIGOV", "DNKGOV")],
    ),
    "two-groups-of-one-code": (
        "Kenyan ministers and the Kenyan president condemned Uganda on Monday.",
        [("KENGOV", "UGA")],
    ),
    "two-offices-of-one": (
        "The Kenyan lawyer and editor Peter Maina has been arrested in Nairobi.",
        [(None, "KENMEDELI")],
    ),
    "means-and-what-for": (
        "Ugandan police used batons to scatter Ugandan students in Gulu.",
        [("UGACOP", "UGAEDU")],
    ),
    "means-of-the-same": (
        "Yemeni rebels pounded a Saudi base with one of their heaviest rocket barrages.",
        [("YEMREB", "SAU")],
    ),
    "said-of-it": ("Canada declared that the killings in Burma amounted to genocide.", [("CAN", "MMR")]),
    "asked-of-others": ("Chad's opposition called for sanctions against Peru.", [("TCDOPP", "PER")]),
    "two-actions": ("Kenya condemned Uganda on Monday, and Kenya denounced Uganda on Friday.", [("KEN", "UGA")] * 2),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_one_event_for_each_pair_of_codes(name: str, coder: Coder) -> None:
    text, sides = CASES[name]
    assert [(e.source_code, e.target_code) for e in coder.code(text, "2024-03-14")] == sides


@pytest.mark.parser
def test_victims_with_numbers_of_their_own_are_each_told(coder: Coder) -> None:
    text = "Chadian rebels killed the Chadian general Omar Hasan and the Chadian colonel Ali Musa on Monday."
    events = coder.code(text, "2024-03-14")
    assert [(e.source_code, e.target_code, e.killed) for e in events] == [("TCDREB", "TCDMIL", 1)] * 2


# text → source and target codes of its events: whom a phrase means by others
TOGETHER = {
    "whose-allies": ("American allies Japan and Australia criticised Chad.", {("JPN", "TCD"), ("AUS", "TCD")}),
    "where": ("Two bombs exploded at an outdoor market in Kabul.", {(None, "AFG")}),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", TOGETHER)
def test_who_is_meant_by_several(name: str, coder: Coder) -> None:
    text, sides = TOGETHER[name]
    assert {(e.source_code, e.target_code) for e in coder.code(text, "2024-03-14")} == sides
