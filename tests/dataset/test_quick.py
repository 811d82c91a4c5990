"""The quick check of a run and the expectations of Great Expectations come to the same, cell by cell."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import SAMPLE

from coder.dataset.expectations import Validator
from coder.dataset.quick import holds
from coder.dataset.rows import Checker
from coder.pipeline import Coder
from coder.schema import event_row, load_schema

pytestmark = pytest.mark.parser
SPOILT = [
    {}, {"event_code": "999"}, {"event_code": "19x"}, {"stance": "wished"}, {"rule_id": None}, {"goldstein": 40.0},
    {"goldstein": -10.0}, {"latitude": 90.0}, {"latitude": 90.5}, {"killed": -1}, {"quad_class": 5},
    {"confidence": 1.01}, {"confidence": 1.0}, {"event_id": "0"}, {"doc_id": None}, {"source_code": "kenya"},
    {"event_date": None}, {"place_country": "KENYA"}, {"target_code": None},
]  # fmt: skip


@pytest.fixture(scope="module")
def row(coder: Coder) -> dict:
    return event_row(coder.code("France expelled two Russian diplomats on Monday.", date=date(2018, 3, 27))[0])


def test_it_says_what_great_expectations_says(row: dict) -> None:
    schema = load_schema("events")
    validator = Validator(schema)
    rows = [row | {"event_id": f"{n:016x}"} | change for n, change in enumerate(SPOILT)]
    kept, rejects = validator.check(rows)
    assert len(kept) > 0 and len(kept) + len(rejects) == len(rows)
    for given, change in zip(rows, SPOILT, strict=True):
        assert holds([given], schema) == (given in kept), change
    assert not holds([row, row], schema)  # an event_id stands once
    assert validator.check([row, row])[1]
    assert holds([], schema)


def test_what_is_wrong_is_told_by_the_expectations(row: dict) -> None:
    kept, rejects = Checker().check("events", [row, row | {"event_id": "0" * 16, "stance": "wished"}], {})
    assert kept == [row]
    assert [r.reason for r in rejects] == ["expect_column_values_to_be_in_set on 'stance'"]
    kept, rejects = Checker().check("events", [row], {0: ["beyond the text"]})
    assert (kept, [r.reason for r in rejects]) == ([], ["beyond the text"])


def test_a_run_without_a_fault_never_loads_great_expectations(tmp_path: Path) -> None:
    line = SAMPLE.read_text(encoding="utf8").splitlines()[0]
    (tmp_path / "in.jsonl").write_text(line + "\n" + json.dumps({"doc_id": "x"}) + "\n", encoding="utf8")
    told = (
        "import sys; from pathlib import Path; from coder.dataset.run import write_dataset; "
        f"write_dataset([Path({str(tmp_path / 'in.jsonl')!r})], Path({str(tmp_path / 'out')!r})); "
        "print('great_expectations' in sys.modules)"
    )
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False", made.stderr
