"""What an attack is done with, wherever the sentence says so."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

MEANS = {
    "used to": ("Chadian rebels used rockets to attack a Libyan garrison.", "194"),
    "using": ("Chadian rebels raided a Libyan garrison, using machine guns.", "193"),
    "drones": ("Chadian rebels employed drones to hit a Libyan garrison.", "1952"),
    "with": ("Chadian rebels assaulted a Libyan garrison with howitzers.", "194"),
    "nothing": ("Chadian rebels used the night to attack a Libyan garrison.", "190"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", MEANS)
def test_means(case: str, named_only: Coder) -> None:
    text, code = MEANS[case]
    assert [e.event_code for e in named_only.code(text, "2012-06-05") if e.event_root_code == "19"] == [code]
