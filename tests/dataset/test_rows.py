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


def test_what_no_table_can_hold_is_turned_away_alone() -> None:
    """The values that Arrow fails at, and pandas before the expectations are asked."""
    odd = [{"killed": 2**70}, {"sentence": "half \ud800"}, {"target_text": ["a list"]}, {"confidence": "likely"}]
    events = [event(n, **change) for n, change in enumerate([{}, *odd, {}], start=1)]
    tables = Checker().tables([rows(*events)])
    assert tables["events"]["event_id"].to_pylist() == [events[0]["event_id"], events[-1]["event_id"]]
    found = tables["rejects"].to_pylist()
    assert [r["place"] for r in found] == [e["event_id"] for e in events[1:-1]]
    for reject, change in zip(found, odd, strict=True):
        assert f"can hold the value of '{next(iter(change))}'" in reject["reason"]
    # What else is wrong with it is told too.
    tables = Checker().tables([rows(event(1, sentence="half \ud800", killed=10**400, injured=-1, goldstein=99.0))])
    (found,) = tables["rejects"].to_pylist()
    for name in ("'sentence'", "'killed'", "'injured'", "'goldstein'"):
        assert name in found["reason"], name


def test_a_document_that_no_table_can_hold_takes_its_events_with_it() -> None:
    good, bad = rows(event(1)), rows(event(2, doc_id="odd"), event(3, doc_id="odd"))
    bad.documents[0] |= {"doc_id": "odd", "extra": '{"half \ud800": 1}'}
    tables = Checker().tables([good, bad])
    assert tables["documents"]["doc_id"].to_pylist() == tables["events"]["doc_id"].to_pylist() == ["doc"]
    reasons = [r["reason"] for r in tables["rejects"].to_pylist()]
    assert "can hold the value of 'extra'" in reasons[0]
    assert reasons[1:] == ["its document was turned away"] * 2
