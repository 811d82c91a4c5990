"""Codes that who did it to whom decides, and the table that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import DataFileError
from coder.events import by_sides
from coder.pipeline import Coder

# text → source, code and target of its events
CASES = {
    "police and people": (
        "Clashes between police and students broke out in Lima on Sunday.",
        {("PERCOP", "175", "PEREDU"), ("PEREDU", "145", "PERCOP")},
    ),
    "with dead": (
        "Police clashed with students in Lima on Sunday, leaving six people dead.",
        {("PERCOP", "190", "PEREDU"), ("PEREDU", "145", "PERCOP")},
    ),
    "armed sides": (
        "Clashes between police and rebels broke out in Lima on Sunday.",
        {("PERCOP", "190", "PERREB"), ("PERREB", "190", "PERCOP")},
    ),
    "their own": ("Peruvian police killed two Peruvian students on Sunday.", {("PERCOP", "175", "PEREDU")}),
    "abroad": ("Peruvian soldiers killed two Chilean farmers on Sunday.", {("PERMIL", "190", "CHLAGR")}),
    "a state": ("At least four Chileans were killed in Peru's wave of attacks.", {("PER", "190", "CHL")}),
    "not the state": ("Peruvian gunmen killed two Peruvian students on Sunday.", {("PERUAF", "180", "PEREDU")}),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_codes_by_sides(name: str, coder: Coder) -> None:
    text, expected = CASES[name]
    events = {(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2024-03-14")}
    assert events == expected


@pytest.mark.parser
def test_the_trace_tells_why(coder: Coder) -> None:
    (coding,) = coder.trace("Peruvian police killed two Peruvian students on Sunday.", "2024-03-14")
    assert any("180 becomes 175" in note for _, note in coding.notes)


def test_every_fault_of_the_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "codes_by_sides.csv"
    path.write_text(",".join(by_sides.COLUMNS) + "\n999,,XYZ,CVL,near,maybe,175,why\n", encoding="utf8")
    monkeypatch.setattr(by_sides, "TABLE", path)
    with pytest.raises(DataFileError) as caught:
        by_sides.load_by_sides.__wrapped__()
    told = str(caught.value)
    assert all(word in told for word in ("'999' is no CAMEO code", "'XYZ' is no role", "'near'", "'maybe'"))
    assert "codes_by_sides.csv:2" in told
