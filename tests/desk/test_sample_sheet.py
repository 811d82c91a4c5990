"""Sheets for human coders: strata, weights, formulas, and what a filled-in sheet says."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from coder.desk.sample import COLUMNS, QUESTIONS, SHOWN, allocate, draw, is_sheet, read_sheet, write_sheet
from coder.errors import CoderError, InputError


def events(n: int = 100) -> pa.Table:
    made = []
    for k in range(n):
        row: dict[str, Any] = dict.fromkeys(SHOWN)
        row |= {
            "event_id": f"{k:016x}",
            "doc_id": str(k),
            "event_root_code": "19" if k % 10 else "20",
            "source_name": None if k % 2 else "Daily",
            "confidence": k / n,
        }
        made.append(row | {"sentence": "=cmd()" if k == 1 else "Shells fell."})
    return pa.Table.from_pylist(made)


def test_a_sample_has_each_stratum_and_weights_that_add_up() -> None:
    rows = draw(events(), "code", 20)
    assert len(rows) == 20 and {r["stratum"] for r in rows} == {"19", "20"}
    assert sum(float(r["weight"]) for r in rows) == pytest.approx(100, abs=0.1)
    assert rows == draw(events(), "code", 20) and rows != draw(events(), "code", 20, seed=2)


def test_strata_by_publisher_and_confidence() -> None:
    assert {r["stratum"] for r in draw(events(), "source", 10)} == {"Daily", "(none)"}
    assert len({r["stratum"] for r in draw(events(), "confidence", 20)}) == 5


@pytest.mark.parametrize(
    ("sizes", "n", "wanted"),
    [
        ({"a": 90, "b": 10}, 10, {"a": 8, "b": 2}),
        ({"a": 1, "b": 99}, 4, {"a": 1, "b": 3}),
        ({"a": 5, "b": 5}, 50, {"a": 5, "b": 5}),
        ({"a": 9, "b": 1}, 1, {"a": 1, "b": 0}),
    ],
)
def test_allocation(sizes: dict[str, int], n: int, wanted: dict[str, int]) -> None:
    assert allocate(sizes, n) == wanted


def filled(tmp_path: Path, answer: str = "yes", separator: str = ",") -> Path:
    path = tmp_path / "sheet.csv"
    write_sheet(draw(events(), "code", 20), path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, delimiter=separator)
        writer.writeheader()
        for row in rows:
            row |= dict.fromkeys(QUESTIONS[:3], answer if row["stratum"] == "19" else "no")
            writer.writerow(row)
    return path


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_filled_in_sheet_speaks_for_the_dataset(tmp_path: Path, separator: str) -> None:
    path = filled(tmp_path, "Yes", separator)
    assert is_sheet(path)
    found = read_sheet(path)
    assert found.judged == 20 and found.precision["right_event"].value == pytest.approx(0.9)
    assert found.precision["all"].low < 0.9 < found.precision["all"].high
    assert "right_date" not in found.precision and found.strata["20"] == (0, 2)


def test_a_cell_that_is_no_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row .*right_event: 'perhaps' is neither yes nor no"):
        read_sheet(filled(tmp_path, "perhaps"))


def test_an_empty_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(draw(events(), "code", 20), path)
    with pytest.raises(InputError, match="filled in"):
        read_sheet(path)


def test_formulas_are_harmless_in_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(draw(events(2), "code", 2), path)
    assert ",'=cmd()," in path.read_text(encoding="utf-8-sig")


def test_nothing_to_draw_from() -> None:
    with pytest.raises(CoderError, match="no events"):
        draw(events(0), "code", 5)
