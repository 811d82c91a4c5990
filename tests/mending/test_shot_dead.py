"""Who shot whom, where the verb is taken for a noun."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

pytestmark = pytest.mark.parser


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("An ISIL sniper shot and wounded one Kurdish fighter in Kobani.", "ISI", "KUR"),
        ("A Kenyan policeman shot and wounded a Somali trader in Garissa.", "KENCOP", "SOMBUS"),
    ],
)
def test_who_shot_and_killed_somebody_is_told(coder: Coder, text: str, source: str, target: str) -> None:
    (event,) = coder.code(text, date="2024-05-02")
    assert source in event.source_code and target in event.target_code
    assert event.event_root_code in {"17", "18", "19"}


def test_a_shot_that_is_none_stays_a_noun(coder: Coder) -> None:
    assert not coder.code("A long shot and two headers gave Kenya the lead over Somalia.", date="2024-05-02")
