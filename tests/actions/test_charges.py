"""What somebody is accused of, from the text to the fourth digit of its code."""

from __future__ import annotations

import pytest

from coder.actions.charges import charge_words
from coder.pipeline import Coder

CHARGES = {
    "responsible for": ("Togo held the Ghanaian army responsible for a raid on a border post.", "1123"),
    "pointed the finger": ("Peru pointed the finger at Chile over the theft of the gold.", "1121"),
    "a charge hurled": ("Malawi hurled charges of espionage at Zambia.", "1125"),
    "before its noun": ("Chad levelled genocide accusations at the Sudanese army.", "1124"),
    "a verb": ("Laos was accused by Cambodia of having persecuted fishermen.", "1122"),
    "nothing more": ("Togo accused the Ghanaian government of hypocrisy.", "112"),
    "a name": ("Peru held Chile responsible for the delay at the Court of Human Rights.", "112"),
    "something else": ("Peru blamed Chile for the delay, and the police found a stash of bombs.", "112"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", CHARGES)
def test_charge(case: str, named_only: Coder) -> None:
    text, code = CHARGES[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05") if e.event_root_code == "11"}


def test_a_word_tells_one_charge() -> None:
    kinds = charge_words().digits.values()
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))


@pytest.mark.parser
def test_what_is_composed_does_not_tell_itself_closer(named_only: Coder) -> None:
    found = named_only.code("Kenya complained that Uganda was sheltering gunmen.", "2012-06-05")
    assert [e.event_code for e in found] == ["112"]
