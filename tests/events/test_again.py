"""What is told again or beside an act is of that act: when, where and how many, and not what tells of another."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → place and day of its first event, as precise as known
CASES = {
    "told again with place and day": (
        "Chadian rebels attacked a patrol, the ministry said. The patrol was attacked by the Chadian rebels on Monday "
        "near Abéché.",
        ("Abéché", "2024-03-11"),
    ),
    "in place of the dateline": (
        "N'DJAMENA, Chad (AP) - Chadian rebels attacked a patrol, the ministry said. The patrol was attacked by the "
        "Chadian rebels near Abéché.",
        ("Abéché", "2024-03-14"),
    ),
    "another act": (
        "Chadian rebels attacked a patrol, the ministry said. Chadian rebels also attacked a village near Abéché.",
        ("Chad", "2024-03-14"),
    ),
    "another number": (
        "Chadian rebels killed ten soldiers, the ministry said. Chadian rebels killed six soldiers near Abéché.",
        ("Chad", "2024-03-14"),
    ),
    "by others": (
        "Chadian rebels attacked a patrol, the ministry said. Sudanese gunmen attacked a village near Abéché.",
        ("Chad", "2024-03-14"),
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_a_second_telling_says_when_and_where(name: str, coder: Coder) -> None:
    text, (place, day) = CASES[name]
    event = coder.code(text, "2024-03-14")[0]
    traced = next(e for c in coder.trace(text, "2024-03-14") for e in c.events)
    assert (event.place_name, str(event.event_date)) == (place, day)
    assert (traced.place_name, traced.event_date) == (event.place_name, event.event_date)


# text → code and dead of its events
BESIDE = {
    "beside an act": ("Chadian rebels attacked a village on Sunday, and ten people were killed.", [("190", 10)]),
    "beside a blast": ("A bomb exploded in a market in Kano and ten people were killed.", [("183", 10)]),
    "of another day": (
        "Chadian rebels attacked a village on Sunday, and ten people were killed on Monday.",
        [("190", None), ("180", 10)],
    ),
    "with a name": (
        "Chadian rebels attacked a village, and Colonel Musa Idris was killed.",
        [("190", None), ("180", 1)],
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", BESIDE)
def test_dead_beside_an_act_are_told_with_it(name: str, coder: Coder) -> None:
    text, expected = BESIDE[name]
    assert [(e.event_code, e.killed) for e in coder.code(text, "2024-03-14")] == expected
