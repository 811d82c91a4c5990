"""Who only tells the news lends nobody its country."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → the sides of its first event
TOLD = {
    "an agency": ("Gunmen killed two officers, Norway's Aftenvik news agency said.", "UAF-COP"),
    "a daily": ("Troops clashed with rebels, the Polish daily Echo reported on Monday.", "MIL-REB"),
    "according to": ("Rioters burned a police station, according to Ghana's state television.", "OPP-COP"),
    "an unknown name": ("Three protesters were shot dead, Chad's Courier reported.", "None-OPP"),
    "to whom it was told": ("Rebels shot ten soldiers, an officer told a Danish newspaper.", "REB-MIL"),
    "a ministry": ("Rebels shot ten soldiers, Chad's Defence Ministry reported.", "TCDREB-TCDMIL"),
    "a paper that suffers": ("Danish police raided the offices of a daily newspaper.", "DNKCOP-DNKMED"),
    "behind a town": ("Rebels freed two nurses in Darfur, Ghana's Aftenvik agency reported.", "SDNREB-SDNHLH"),
    "what a town lies in": ("Rebels freed two nurses in Moundou, Chad's second city.", "TCDREB-TCDHLH"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", TOLD)
def test_who_tells_the_news_lends_no_country(name: str, coder: Coder) -> None:
    text, sides = TOLD[name]
    assert [f"{e.source_code}-{e.target_code}" for e in coder.code(text, "2024-03-14")][:1] == [sides]
