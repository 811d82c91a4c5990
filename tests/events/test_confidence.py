"""Confidence is useful: on gold sentences the upper half of the events is more often right than the lower half."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coder.pipeline import Coder
from coder.records import Document, Event

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "relations.jsonl"
ROOTS = {
    "REQUEST": ("02", "10"), "AGREE": ("03",), "CONSULT": ("04",), "SUPPORT": ("05",), "COOPERATE": ("06",),
    "AID": ("07",), "YIELD": ("08",),
    "ACCUSE": ("09", "11"), "REJECT": ("12",), "THREATEN": ("13",), "PROTEST": ("14",), "MOBILIZE": ("15",),
    "SANCTION": ("16",),
    "COERCE": ("17",), "ASSAULT": ("18", "19", "20"),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.skipif(not GOLD.exists(), reason="the gold sentences are not here")
def test_the_upper_half_is_more_often_right(coder: Coder) -> None:
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines()]
    documents = [Document(str(n), date(2020, 6, 15), r["text"]) for n, r in enumerate(gold)]
    judged: list[tuple[float, bool]] = []
    for row, coded in zip(gold, coder.code_documents(documents), strict=True):
        judged += [(e.confidence, is_right(e, row)) for e in coded.events if e.event_root_code != "01"]
    judged.sort(key=lambda x: x[0])
    half = len(judged) // 2
    lower, upper = (sum(right for _, right in part) / len(part) for part in (judged[:half], judged[half:]))
    assert upper > lower + 0.15, f"upper half {upper:.2f}, lower half {lower:.2f}"


def is_right(event: Event, row: dict) -> bool:
    return event.event_root_code in ROOTS[row["plover"]]
