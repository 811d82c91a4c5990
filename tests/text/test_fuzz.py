"""The short form of `make fuzz`: some thousands of mutated records through reading, and values of every kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fuzz import read_some
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.records import CodedDocument, Document
from coder.schema import document_row, load_schema, reject_row, to_table
from coder.text.fields import KNOWN, record_to_document

WORDS = st.text(max_size=6) | st.sampled_from(["half \ud800", "\udfff", "\0", "2024-03-27", "Ghana left."])
SINGLE = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.binary(max_size=3) | st.dates()
SINGLE |= st.datetimes() | st.sampled_from([10**30, 20240327, 2**63, float("nan")])
VALUES = st.recursive(
    SINGLE, lambda of: st.lists(of, max_size=3) | st.dictionaries(WORDS | st.integers(), of, max_size=3), max_leaves=6
)


@pytest.mark.parametrize("part", range(5))
def test_mutated_files_lose_nothing(part: int, tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    for seed in range(part * 20, part * 20 + 20):
        counts = read_some(tmp_path, seed)
        assert counts["lost"] == 0, f"seed {seed}"
        total += counts
    assert total["left"] > total["read"] / 2 and total["survived"] > total["left"] / 2


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from([*KNOWN, "desk"]) | WORDS, VALUES, max_size=4))
def test_any_value_in_any_field_is_a_document_or_told(spoilt: dict[str, Any]) -> None:
    record = {"doc_id": "a", "date": "2024-03-27", "text": "Ghana left."} | spoilt
    found = record_to_document(record, "a.jsonl:1", repr(record))
    if isinstance(found, Document):
        row = document_row(CodedDocument(found, (), 1, 0))
        assert to_table([row], load_schema("documents")).num_rows == 1 and 1800 <= found.date.year <= 2100
        json.loads(row["extra"] or "{}", parse_constant=pytest.fail)
    else:
        assert to_table([reject_row(found)], load_schema("rejects")).num_rows == 1 and found.reason
