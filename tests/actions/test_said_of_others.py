"""What is said of others: charges, threats on a condition, and refusals told in other words."""

from __future__ import annotations

from datetime import date

import pytest

from coder.pipeline import Coder

DAY = date(2024, 3, 14)
TOLD = [
    ("According to the Peruvian president, Chile was responsible for the raid.", "112", "PER", "CHL"),
    ("Peru's minister said that Chile kept on undermining the talks.", "112", "PER", "CHL"),
    ("Peru said that Chile continued to obstruct the inquiry.", "112", "PER", "CHL"),
    ("Chile would strike Peru if it were attacked, a general said.", "138", "CHL", "PER"),
    ("Chile's navy could blockade Peru, a Chilean admiral warned.", "1381", "CHL", "PER"),
    ("Chile would have no choice but to attack Peru, its general said.", "1384", "CHL", "PER"),
    ("The Peruvian president vowed that he would not resign.", "1231", "PER", ""),
    ("Peru's president brushed aside the opposition's call for him to resign.", "1231", "PER", "PER"),
    ("Peru's parliament rejected a bill to give women the right to vote.", "1233", "PER", ""),
    ("The Peruvian police allege that the mayor of Lima took bribes.", "1121", "PER", ""),
]
LAID_DOWN = [
    ("The decision by Chile to expel two Peruvian envoys angered Lima.", "161", "CHL", "PER"),
    ("Peru has decided to impose an embargo on Chile.", "163", "PER", "CHL"),
    ("Chile said it was not bound to hand over the generals to Peru.", "121", "CHL", ""),
    ("The Peruvian president said that the opposition was putting peace in danger.", "111", "PER", "PER"),
    ("The Chilean premier said that blunders by the Peruvian army had led to the deaths.", "112", "CHL", "PER"),
    ("The Chilean court ruled that the opposition leader can stand in the election.", "081", "CHL", "CHL"),
    ("The Chilean premier said that the Peruvian plan violated the treaty.", "111", "CHL", "PER"),
    ("Peru's president was silent on the eve of a visit to Chile by the Peruvian navy.", "036", "PER", "CHL"),
    ("The Chilean president invited the rebels to lay down their arms.", "0256", "CHL", "CHL"),
]
SPURNED = [
    ("Chile brushed Peru's call for talks aside.", "125", "CHL", "PER"),
    ("Chile said no to Peru's call for talks.", "125", "CHL", "PER"),
    ("Chile was opposed to Peru's offer of talks.", "125", "CHL", "PER"),
    ("Under no circumstances will Chile withdraw its troops from Peru, its president said.", "1246", "CHL", "PER"),
    ("Two Chilean bankers were accused by Peruvian prosecutors of hiding money.", "112", "PER", "CHL"),
    ("Chile said that Peru was to blame for the fire.", "112", "CHL", "PER"),
    ("Chile fumed over the Peruvian levy.", "111", "CHL", "PER"),
    ("Peru will not expel the Chilean envoys, its foreign minister said.", "032", "PER", "CHL"),
    ("Chile announced that it would not impose sanctions on Peru.", "0354", "CHL", "PER"),
    ("The Peruvian navy said that it won't blockade the Chilean port.", "0356", "PER", "CHL"),
]
NOT_TOLD = [
    ("Chile must pay its debt before it gives Peru a loan, the Bolivian president said.", "07"),
    ("Chile voiced hope that the new government in Peru will help its miners.", "033"),
    ("Peru decided to attack the Chilean port.", "19"),
    ("Chile's president said that Peru would not attack Bolivia.", "03"),
    ("A Chilean envoy said that Peru would not sell rice to Bolivia.", "12"),
    ("Chile has no plans to blockade the Peruvian port.", "03"),
    ("Chile would strike Peru if it were attacked, the Bolivian president said.", "138"),
    ("Police had no choice but to flee from Lima, a Peruvian minister said.", "120"),
    ("According to Peru, Chile was responsible for the catering.", "1123"),
]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "code", "source", "target"), TOLD + LAID_DOWN + SPURNED, ids=[t for t, *_ in TOLD + LAID_DOWN + SPURNED]
)
def test_what_is_said_of_others(text: str, code: str, source: str, target: str, coder: Coder) -> None:
    found = [(e.event_code, e.source_code or "", e.target_code or "") for e in coder.code(text, DAY)]
    assert any(c.startswith(code) and s.startswith(source) and t.startswith(target) for c, s, t in found), found


@pytest.mark.parser
@pytest.mark.parametrize(("text", "code"), NOT_TOLD, ids=[t for t, _ in NOT_TOLD])
def test_what_is_not_said(text: str, code: str, coder: Coder) -> None:
    assert not [e for e in coder.code(text, DAY) if e.event_code.startswith(code)]
