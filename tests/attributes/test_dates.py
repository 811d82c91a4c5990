from __future__ import annotations

from datetime import date

import pytest
from attributes import clauses_and_trigger, parsed, rows

from coder.attributes.dates import EventDate, event_date
from coder.attributes.time_meaning import resolve
from coder.attributes.times import expressions

CASES = rows("dated.csv")


@pytest.mark.parser
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_event_date(case: dict[str, str]) -> None:
    sentence = parsed("dated.csv")[case["id"]]
    clauses, k = clauses_and_trigger(sentence, case["trigger"])
    expected = EventDate(date.fromisoformat(case["date"]), case["precision"])
    assert event_date(sentence, clauses, k, date.fromisoformat(case["published"])) == expected


NO_TIME = [
    "He may go.",
    "They march on.",
    "It cost 2,015 dollars.",
    "The 31 parties of the 1967-born leader",
    "second to none",
    "Sun-dried food",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_words_that_are_no_time(text: str) -> None:
    assert expressions(text) == ()


IMPOSSIBLE = ["on 31 June", "on 30 February 2021", "3000 years ago"]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_days_that_no_calendar_has(text: str) -> None:
    assert all(resolve(e, date(2025, 7, 10)) is None for e in expressions(text))
