"""Days of what a sentence tells beside its news, and days that the parser hangs elsewhere than where they belong."""

from __future__ import annotations

from datetime import date

import pytest

from coder.pipeline import Coder
from coder.records import Document, Event

pytestmark = pytest.mark.parser


@pytest.fixture(scope="module")
def days(coder: Coder):
    """The days of the events of a text of 14 March 2024, a Thursday, by their triggers."""

    def code(text: str, published: date = date(2024, 3, 14)) -> dict[str, str]:
        events: tuple[Event, ...] = tuple(next(coder.code_documents([Document("d", published, text)])).events)
        return {e.trigger_text: str(e.event_date) for e in events}

    return code


ASIDE = {
    "Farmers blocked the bridge in Lima on Tuesday, a day after soldiers seized the port, to denounce the president.": {
        "seized": "2024-03-11",
        "denounce": "2024-03-12",
    },
    "Envoys met in Lima on Tuesday, two days after gunmen attacked a bank, killing a guard.": {
        "met": "2024-03-12",
        "attacked": "2024-03-10",
    },
    "On Tuesday police in Lima attacked camps set up two days earlier by miners.": {"attacked": "2024-03-12"},
    "Police freed the governor of Lima on Tuesday, 46 hours after gunmen had abducted him.": {
        "freed": "2024-03-12",
        "abducted": "2024-03-10",
    },
}


@pytest.mark.parametrize(("text", "expected"), ASIDE.items())
def test_what_was_before_has_its_day_alone(days, text: str, expected: dict[str, str]) -> None:
    found = days(text)
    assert {k: found.get(k) for k in expected} == expected


HUNG = {
    "Guards fired shots to disperse a crowd at the steel plant of Lima on Tuesday.": "2024-03-12",
    "Police ordered them to come to the plant of Lima on Friday.": "2024-03-14",
    "Rebels attacked a barracks in Lima on Monday and, according to officers today, shelled the port.": "2024-03-11",
    "12 March - Rebels attack a barracks in Lima.": "2024-03-12",
    "On the night of 12 March rebels attacked a barracks in Lima.": "2024-03-12",
    "Peru expelled two Chilean envoys, the foreign ministry announced on Tuesday.": "2024-03-12",
    "At least ten farmers were killed by rebels near Lima on Monday, the first deaths there in nine years.": (
        "2024-03-11"
    ),
}


@pytest.mark.parametrize(("text", "day"), HUNG.items())
def test_a_day_is_of_the_news(days, text: str, day: str) -> None:
    assert day in days(text).values()


@pytest.mark.parametrize(("verb", "precision"), [("expelled", "day"), ("killed", "inferred")])
def test_what_is_decided_is_of_the_day_when_it_is_announced(coder: Coder, verb: str, precision: str) -> None:
    text = f"Peru {verb} two Chilean envoys, the foreign ministry announced on Tuesday."
    events = next(coder.code_documents([Document("d", date(2024, 3, 14), text)])).events
    assert {e.event_date_precision for e in events} == {precision}


def test_a_night_taken_up_is_that_of_the_sentence_before(days) -> None:
    found = days("On 2 March rebels attacked Lima. The same night gunmen abducted a judge; he was freed on 9 March.")
    assert found["abducted"] == "2024-03-02"


def test_a_night_before_in_front_dates_what_had_been_done(days) -> None:
    found = days("On 2 March police raided a club in Lima. The night before, students had burnt two banks.")
    assert found["burnt"] == "2024-03-01"


LATER = {
    "LIMA, March 13 - Chile expelled two envoys of Peru on Thursday.": "2024-03-14",
    "LIMA, March 13 - Chile expelled two envoys of Peru on Wednesday.": "2024-03-13",
    "LIMA, March 8 - Chile expelled two envoys of Peru on Wednesday.": "2024-03-06",
}


@pytest.mark.parametrize(("text", "day"), LATER.items())
def test_a_day_between_the_dateline_and_publication(days, text: str, day: str) -> None:
    assert days(text)["expelled"] == day
