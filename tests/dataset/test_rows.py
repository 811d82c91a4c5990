"""Rows are checked before they are written: what breaks several limits is turned away once, and all are told."""

from __future__ import annotations

from typing import Any

from made import event

from coder.dataset.chunk import Rows
from coder.dataset.rows import Checker
from coder.records import CodedDocument, Document
from coder.schema import document_row


def rows(*events: dict[str, Any], length: int = 1000) -> Rows:
    document = Document("doc", events[0]["publication_date"], "x" * length)
    return Rows(list(events), [document_row(CodedDocument(document, (), 1, 0))], [])


def test_limits_are_checked_together() -> None:
    broken = event(2, killed=10**12, injured=-1, trigger_end=10**7, source_start=None, goldstein=99.0)
    tables = Checker().tables([rows(event(1), broken)])
    assert tables["events"].num_rows == 1
    (found,) = tables["rejects"].to_pylist()
    assert (found["stage"], found["doc_id"], found["place"]) == ("validate", "doc", broken["event_id"])
    for name in ("'killed'", "'injured'", "'goldstein'", "the span of the trigger", "the span of the source"):
        assert name in found["reason"], name


def test_a_span_lies_in_the_text_of_its_document() -> None:
    late = event(3)
    assert Checker().tables([rows(late, length=late["trigger_end"] + 40)])["events"].num_rows == 1
    tables = Checker().tables([rows(late, length=late["trigger_end"] - 1)])
    (found,) = tables["rejects"].to_pylist()
    assert tables["events"].num_rows == 0 and "does not lie in the text of" in found["reason"]
