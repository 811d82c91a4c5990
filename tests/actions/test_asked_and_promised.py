"""What is asked for, promised and said, told in many words, from the text to the code."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

CODED = [
    ("Open your market to our shrimps, the Ecuadorean president told the Korean premier.", "0211"),
    ("Free the two pilots, the Omani emir told the Libyan militia.", "0253"),
    ("Serbia asked Montenegro to interconnect their power grids.", "0211"),
    ("Kuwait invited Kenya to send frigates to its naval drills.", "0212"),
    ("Cyprus asked Malta to pass on what it knew about the gang.", "0214"),
    ("The Haitian premier asked the Security Council to send a foreign force against the gangs.", "0234"),
    ("The Fijian opposition urged the president to sack the interior minister.", "0241"),
    ("The Monetary Fund urged Chile to let the peso float.", "0242"),
    ("Amnesty International called on Oman to guarantee equal pay to housemaids.", "0243"),
    ("Latvia asked Estonia to give back the altar.", "0253"),
    ("The IAEA urged Syria to grant inspectors access to the reactor.", "0255"),
    ("Finland pledged to help Latvian prosecutors try a smuggler.", "0313"),
    ("The Gambian president promised to introduce a charter with term limits.", "0344"),
    ("Morocco said it would restore access to the social network.", "0351"),
    ("The Maltese minister would not say whether the Libyan envoy was alive.", "011"),
    ("Hopes of a truce were fading, the Danish envoy said.", "012"),
    ("Malta insisted it had no hand in the raid on Libya.", "016"),
    ("Our thoughts are with the people of Chile, the Peruvian president said.", "018"),
]


@pytest.mark.parametrize(("text", "code"), CODED, ids=[f"{code}-{text[:20]}" for text, code in CODED])
def test_code(text: str, code: str, coder: Coder) -> None:
    assert code in [event.event_code for event in coder.code(text, "2020-06-16")]


def test_a_command_is_not_told_as_done(coder: Coder) -> None:
    found = coder.code("Call off your strike, the Maltese bishop begged the nurses.", "2020-06-16")
    assert [event.event_code for event in found] == ["0252"]


def test_what_is_only_asked_for_hides_no_deed(coder: Coder) -> None:
    found = coder.code("The Chilean navy staged manoeuvres off Arica.", "2020-06-16")
    assert [event.event_code for event in found] == ["150"]
