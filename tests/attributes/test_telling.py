"""The day of what is told to come, of what it was that happened then, and of deaths counted over years."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → the day of its last event, published on 10 June 2015, a Wednesday
DAYS = {
    "told on a day": ("Next month Chad will receive the Malian president, a paper reported on Monday.", "2015-06-08"),
    "told on no day": ("Chad will receive the Malian president on Friday, a minister said.", "2015-06-12"),
    "then it was": ("It was on 3 May that Malian soldiers shot dead nine villagers.", "2015-05-03"),
    "what somebody did besides": (
        "Police beat strikers in Mopti, the town of a minister who on Tuesday banned the union.",
        "2015-06-09",
    ),
    "in force from": ("Chad has told its envoys to come home, effective 3 May.", "2015-06-10"),
    "the night of": ("On the night of 3 May rebels stormed Gao. Two nurses were kidnapped.", "2015-05-03"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", DAYS)
def test_the_day(case: str, coder: Coder) -> None:
    text, day = DAYS[case]
    assert str(coder.code(text, date="2015-06-10")[-1].event_date) == day


@pytest.mark.parser
@pytest.mark.parametrize("words", ["condemned", "deplored"])
def test_a_deed_is_not_of_the_day_on_which_it_was_spoken_of(words: str, coder: Coder) -> None:
    found = coder.code(f"France {words} on Monday the killing of two envoys by Chadian rebels.", date="2015-06-10")
    said, killing = (next(e for e in found if e.event_root_code == root) for root in ("11", "18"))
    assert (said.event_date_precision, killing.event_date_precision) == ("day", "inferred")


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Malian rebels have killed 300 soldiers in the space of two years, the army said on Monday.", "publication"),
        ("Malian rebels killed 30 soldiers in the course of a battle on Monday.", "day"),
    ],
)
def test_the_course_of_years_is_no_day(text: str, precision: str, coder: Coder) -> None:
    assert coder.code(text, date="2015-06-10")[-1].event_date_precision == precision
