"""The tool that compares actor codes with those of other dictionaries."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import check_codes  # noqa: E402

FIELD = ROOT.parent / "shared" / "reference" / "petrarch"
FILES = (
    "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt",
    "Phoenix.agents.txt",
    "CAMEO.ReligiousGroups.actors.txt",
)


def compared(tmp_path: Path, text: str) -> set[tuple[str, str, str]]:
    path = tmp_path / "field.actors.txt"
    path.write_text(text, encoding="utf8")
    return {(d.name, d.ours, d.theirs) for d in check_codes.differences([path])}


def test_only_other_codes_are_told(tmp_path: Path) -> None:
    text = "NATO_ [IGOXYZ]\nEUROPEAN_UNION_ [IGOEUREEC]\nGRAIN_FRONT_ [NGOAGR]\n"
    assert compared(tmp_path, text) == {("NATO", "IGOWSTNAT", "IGOXYZ")}


def test_offices_of_people_are_not_compared(tmp_path: Path) -> None:
    assert compared(tmp_path, "VLADIMIR_PUTIN_ [USAGOV 20000101-20400101]\n") == set()


def test_a_departure_is_for_its_kind_of_difference_only() -> None:
    departure = check_codes.Departure("IGO*", "???", "why")
    assert departure.holds(check_codes.Difference("x", "IGOUNO", "UNO", "f"))
    assert not departure.holds(check_codes.Difference("x", "IGOUNO", "UNOX", "f"))
    assert not departure.holds(check_codes.Difference("x", "NGO", "UNO", "f"))


def test_a_difference_without_a_reason_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "field.actors.txt"
    path.write_text("NATO_ [IGOXYZ]\n", encoding="utf8")
    assert check_codes.main([str(path)]) == 1
    assert "NATO (field.actors.txt)" in capsys.readouterr().out
    assert check_codes.main([str(tmp_path / "none.txt")]) == 2


def test_every_departure_says_why() -> None:
    departures = list(check_codes.read_departures(check_codes.DEPARTURES))
    assert len(departures) > 50
    assert all(len(d.reason) > 10 for d in departures)


@pytest.mark.skipif(not FIELD.is_dir(), reason="the field's dictionaries are not here")
def test_codes_are_those_of_the_field_but_for_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_codes.main([str(FIELD / name) for name in FILES]) == 0, capsys.readouterr().out
    assert "unused" not in capsys.readouterr().out
