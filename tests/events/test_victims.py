"""By whom the dead were killed, where only a phrase or a participle beside them tells."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source, code and target of its only event
CASES = {
    "lives lost": (
        "Six Chadian nurses lost their lives under Libyan shelling in Faya on Monday.", ("LBY", "194", "TCDHLH"),
    ),
    "deaths met": (
        "Six Chadian policemen met their deaths in an ambush by Libyan soldiers.", ("LBYMIL", "190", "TCDCOP"),
    ),
    "killed fighting": ("Nine Chadian soldiers were killed fighting Libyan troops.", ("LBYMIL", "190", "TCDMIL")),
    "died attacking": ("Nine Chadian rebels died attacking a Libyan army post.", ("LBYMIL", "190", "TCDREB")),
    "by behind a victim's own": (
        "Four Chadian teachers perished in an ambush of their bus by Libyan soldiers.", ("LBYMIL", "190", "TCDEDU"),
    ),
    "a counted night": (
        "Two Chadian nuns were killed in a second night of shelling by Libyan troops.", ("LBYMIL", "194", "TCDCHRCTH"),
    ),
    "held in sweeps": (
        "Forty Chadian students were detained in dawn sweeps by Libyan police.", ("LBYCOP", "173", "TCDEDU"),
    ),
    "arrested in a raid": (
        "Four Chadian students were arrested in a raid by Libyan police.", ("LBYCOP", "173", "TCDEDU"),
    ),
    "who they are said to be": (
        "Fighters believed to be from the north raked a Libyan patrol with gunfire.", ("UAF", "193", "LBYMIL"),
    ),
    "dead in a crowd": ("Tunisian police shot into the crowd, killing three Chadians.", ("TUNCOP", "175", "TUNCVL")),
    "no author among the dead": ("A rocket struck a school in Faya, Chad; nine pupils died.", (None, "194", "TCD")),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_who_killed_whom(name: str, coder: Coder) -> None:
    text, row = CASES[name]
    assert [(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2024-03-14")] == [row]


@pytest.mark.parser
@pytest.mark.parametrize(
    "text",
    [
        "Nine Chadian miners lost their lives in a storm.",
        "A fire at a hostel in Chad killed nine people.",
        "Gas escaping from a plant in Chad hurt nine workers.",
    ],
)
def test_accidents_have_no_author(text: str, coder: Coder) -> None:
    assert coder.code(text, "2024-03-14") == []


@pytest.mark.parser
def test_a_coach_that_is_raided_is_a_bus(coder: Coder) -> None:
    found = coder.code("Libyan rebels ambushed a coach near Faya, killing two Chadian nurses.", "2024-03-14")
    assert {(e.target_code, e.killed) for e in found} == {("TCDHLH", 2)}
    found = coder.code("Libyan rebels abducted a Chadian football coach.", "2024-03-14")
    assert {e.target_code for e in found} == {"TCDELI"}


@pytest.mark.parser
def test_who_stands_up_for_rights_is_jailed_at_home(coder: Coder) -> None:
    text = "A court in Baku jailed a blogger and two human rights activists on Monday."
    assert {e.target_code for e in coder.code(text, "2024-03-14")} == {"AZEMED", "AZEHRI"}
    found = coder.code("Human rights groups criticised the Chadian police.", "2024-03-14")
    assert {e.source_code for e in found} == {"NGOHRI"}


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("Some 45 people are being held in Lima, police said.", 45),
        ("Police in Lima said that 30 men had been picked up.", 30),
        ("Rebels held 30 people hostage in a school in Lima, police said.", None),
    ],
)
def test_how_many_the_police_hold(text: str, arrested: int | None, coder: Coder) -> None:
    assert [e.arrested for e in coder.code(text, "2024-03-14")] == [arrested]
