"""What a later sentence tells again of the same act says when and where the first telling was, and not of another."""

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
