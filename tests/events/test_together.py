"""Who does something with whom where more than two do it together."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

MET = {
    "three meet each other": ("The presidents of Chad, Niger and Mali met in Bamako.", 6),
    "of more the first stands for all": ("The presidents of Chad, Niger, Mali, Togo and Benin met in Bamako.", 8),
}


@pytest.mark.parametrize("name", MET)
def test_who_met(coder: Coder, name: str) -> None:
    text, number = MET[name]
    dyads = [d for coding in coder.trace(text, "2014-06-10") for d in coding.dyads if d.action.code == "040"]
    assert len(dyads) == number
    first = {d.source.code for d in dyads if d.source} if number == 6 else {"TCDGOV"}
    assert all({d.source.code, d.target.code} & first for d in dyads if d.source and d.target)
