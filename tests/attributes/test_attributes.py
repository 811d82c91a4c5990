"""The accuracy of dates, places and numbers on events of real news, judged by hand; kept by document and offset, without the text."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from attributes import rows

from coder.pipeline import Coder
from coder.records import Document, Event

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "world_news.jsonl"
# Of the events judged, the share that the coder must still find for the accuracy to mean something.
FOUND = 0.6
NEEDED = {"date": 0.90, "place": 0.85, "numbers": 0.90}


@cache
def events() -> dict[tuple[str, int], Event]:
    wanted = {case["doc_id"] for case in rows("judged.csv")}
    with CORPUS.open(encoding="utf8") as file:
        records = [r for line in file if (r := json.loads(line))["doc_id"] in wanted]
    documents = (Document(r["doc_id"], date.fromisoformat(r["date"][:10]), r["text"]) for r in records)
    return {(e.doc_id, e.trigger_start): e for coded in Coder().code_documents(documents) for e in coded.events}


def stated(event: Event, what: str) -> str:
    """What the coder says, as it is written in the table."""
    if what == "date":
        return f"{event.event_date} {event.event_date_precision}"
    if what == "place":
        return f"{event.place_name} {event.place_country}" if event.place_name else ""
    return ",".join("" if n is None else str(n) for n in (event.killed, event.injured, event.arrested, event.crowd_size))


@pytest.mark.parser
@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of news is not here")
@pytest.mark.parametrize("what", NEEDED)
def test_accuracy(what: str) -> None:
    cases = [case for case in rows("judged.csv") if case["what"] == what]
    pairs = [(stated(e, what), case["expected"]) for case in cases if (e := events().get((case["doc_id"], int(case["trigger_start"]))))]
    assert len(pairs) >= FOUND * len(cases)
    right = sum(found == expected for found, expected in pairs)
    assert right / len(pairs) >= NEEDED[what], [pair for pair in pairs if pair[0] != pair[1]]
