"""A document is read in parts, so that a long one takes no more memory, nor work, than its parts by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from coder.events import marked
from coder.pipeline import Coder
from coder.records import CodedDocument, Document

pytestmark = pytest.mark.parser
QUIET, LOUD = "The kettle is soft and yellow. ", "Ghana expelled two envoys of Togo. "
# Seventeen sentences, of which the first, the eighth, the ninth and the last tell an event.
TEXT = LOUD + 6 * QUIET + LOUD + "It arrested four students. " + 7 * QUIET + LOUD


def coded(coder: Coder) -> tuple[CodedDocument, list[tuple[int, str, str | None]]]:
    (found,) = coder.code_documents([Document("a", date(2024, 3, 27), TEXT)])
    return found, [(e.sentence_index, e.event_code, e.source_code) for e in found.events]


def test_what_follows_the_last_event_of_a_part_is_not_parsed(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, events = coded(coder)
    assert len(events) == 4 and events[2][2] == "GHA" and whole.screened == 0
    monkeypatch.setattr(marked, "PART", 4)
    parts, same = coded(coder)
    # Of five parts the first and the last have an event in their first sentence, the second in its last.
    assert (parts.sentences, parts.screened) == (17, 3 + 3 + 4)
    assert same == [e if e[0] != 8 else (*e[:2], None) for e in events]


def test_parts_hold_whether_or_not_there_is_a_screen(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "PART", 3)
    _, screened = coded(coder)
    monkeypatch.setattr(coder, "without", frozenset({"screen"}))
    found, events = coded(coder)
    assert events == screened and found.screened == 0


def test_a_sentence_that_is_no_prose_is_told_and_not_parsed(coder: Coder) -> None:
    text = "Ghana expelled two envoys of Togo, " + "and left the talks, " * 120 + "it said. " + LOUD
    (found,) = coder.code_documents([Document("a", date(2024, 3, 27), text)])
    assert [e.sentence_index for e in found.events] == [1]
    (reject,) = found.rejects
    assert reject.stage == "parse" and "over 2,000: no news prose" in reject.reason
