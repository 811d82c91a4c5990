"""Whom a description means by what the text told before: a state by its part of the world, an army, a namesake."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
CASES = {
    "by-its-part-of-the-world": (
        "Chad and Ghana signed a deal. Spain imposed sanctions on the west African state.", "ESP", "GHA",
    ),
    "by-its-rule": ("Spain and Cuba signed a deal. Italy condemned the communist state.", "ITA", "CUB"),
    "its-leader": ("Ghana and Laos signed a deal. The west African country's leader condemned Spain.", "GHAGOV", "ESP"),
    "the-south": ("North Korea accused the South's navy of an attack.", "PRK", "KORMIL"),
    "no-korea-no-south": ("Spain condemned the South.", "ESP", None),
    "the-army-of-the-sentence": ("The Chadian army said a soldier accused Spain in Mali.", "TCDMIL", "ESP"),
    "a-namesake": ("Aunt Ann Merkel left. Merkel condemned Spain.", None, "ESP"),
    "visits-go-to-their-place": ("Spanish ministers flew into Accra on French planes.", "ESPGOV", "GHA"),
    "a-body-of-many-countries-below": (
        "The Spanish premier voiced strong disapproval of the words of the United Nations.", "ESPGOV", "IGOUNO",
    ),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_description(name: str, coder: Coder) -> None:
    text, source, target = CASES[name]
    event = coder.code(text, "2012-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)
