"""Threats: who does what is warned of, in passives, of one's own side, and where a stance is denied."""

from __future__ import annotations

from datetime import date

import pytest

from coder.pipeline import Coder

DAY = date(2024, 3, 14)
THREATS = [
    ("Ghana's interior minister said that the internet would be cut if the march went ahead.", "1321", "GHAGOV"),
    ("Chad's prime minister warned that rallies would be banned.", "1321", "TCDGOV"),
    ("Norway warned Mali that it could lose its military aid unless it freed the monks.", "1311", "NOR"),
    ("The Kenyan president said he would not hesitate to impose a curfew.", "1323", "KENGOV"),
    ("Peru may expel the Chilean ambassador, its foreign minister said.", "1313", "PER"),
    ("Norway made clear that it would freeze aid to Mali if the audit was not published.", "1311", "NOR"),
    ("Norway hinted that it would walk out of the talks with Mali if the monks were jailed.", "134", "NOR"),
    ("Kenyan mayors stand to lose their subsidies, the Danish minister said.", "1312", "DNK"),
]
NO_THREATS = [
    "The Kenyan minister warned that rebels would kidnap nurses.",
    "Peru accused the ruling party of declaring war on farmers.",
    "Monitors said that the former president would go on trial in Togo.",
]


@pytest.mark.parser
@pytest.mark.parametrize(("text", "code", "source"), THREATS, ids=[text for text, _, _ in THREATS])
def test_who_threatens(text: str, code: str, source: str, coder: Coder) -> None:
    found = [(e.event_code, (e.source_code or "")[:3]) for e in coder.code(text, DAY)]
    assert (code, source[:3]) in found


@pytest.mark.parser
@pytest.mark.parametrize("text", NO_THREATS)
def test_who_speaks_does_not_threaten_with_what_others_do(text: str, coder: Coder) -> None:
    events = [e for e in coder.code(text, DAY) if e.event_code.startswith("13")]
    assert not [e for e in events if (e.source_code or "").startswith(("KENGOV", "PER", "TGO"))]


@pytest.mark.parser
def test_thousands_charities_and_peacekeepers_are_facts(coder: Coder) -> None:
    def codes(text: str) -> list[str]:
        return [e.event_code for e in coder.code(text, DAY)]

    assert codes("Uganda expelled 40,000 Asians.") == ["201"]
    assert codes("Uganda expelled 40 Asians.") == ["174"]
    assert codes("Eritrea expelled the Norwegian Refugee Council.") == ["1663"]
    assert codes("Congo asked MONUSCO to leave.") == ["1661"]


OPEN = {
    "the right": ("Norway reserved the right to expel the Chilean consul.", "1313"),
    "not ruled out": ("Norway refused to rule out expelling the Chilean consul.", "1313"),
    "a prospect": ("Norway raised the prospect of an embargo on Chilean salmon.", "1312"),
    "a noun": ("Norway threatened a walkout from talks with Chile.", "134"),
    "force": ("Norway will use force against Chile, its president said.", "138"),
    "talks": ("Norway floated the idea of lifting sanctions on Chile.", "014"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", OPEN)
def test_what_is_left_open(case: str, named_only: Coder) -> None:
    text, code = OPEN[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05")}


@pytest.mark.parser
def test_talks_that_took_place_have_their_sides(coder: Coder) -> None:
    for told in ("took place", "got under way"):
        events = coder.code(f"Talks {told} in Muscat between Iranian and Chilean envoys.", DAY)
        assert {((e.source_code or "")[:3], (e.target_code or "")[:3]) for e in events} == {
            ("IRN", "CHL"), ("CHL", "IRN"),
        }, told  # fmt: skip
