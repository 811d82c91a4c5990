"""Whose words and deeds are told of behind, beside and below what is said: whole sentences, coded."""

from __future__ import annotations

from datetime import date

import pytest

from coder.pipeline import Coder

DAY = date(2024, 3, 14)

# A sentence, who does it, how the code begins, and to whom; None where nothing of that code may be told.
TOLD = {
    "a paper issued by": (
        "Fiji is faulted over its prisons in a study issued by a Danish institute.",
        "DNK",
        "111",
        "FJI",
    ),
    "findings of": ("The findings of an Omani commission denounce Fiji for the raid.", "OMN", "111", "FJI"),
    "read a note by": ('"We condemn Fiji," read a note by the Omani presidency.', "OMNGOV", "111", "FJI"),
    "minister, name": ('"We accuse Fiji of fraud," declared the Omani minister, Said Badr.', "OMNGOV", "112", "FJI"),
    "credit": ("Omani rebels took credit for shelling a Fijian barracks.", "OMNREB", "194", "FJI"),
    "cleft": ("It was Omani jets that bombed a Fijian warehouse on Friday.", "OMNMIL", "195", "FJI"),
    "efforts": ("Oman is making efforts to mend its ties with Fiji.", "OMN", "03", "FJI"),
    "eager": ("Oman eager to resume talks with Fiji, minister says", "OMN", "036", "FJI"),
    "search": ("In search of timber, Oman has approached Fiji.", "OMN", "02", "FJI"),
    "mood": ("Oman is in no mood to negotiate with Fiji.", "OMN", "12", "FJI"),
    "reason": ("Oman sees no reason to apologise to Fiji.", "OMN", "12", "FJI"),
    "against": ("Oman is against sending troops to Fiji, its emir said.", "OMN", "12", "FJI"),
    "only when": ("Only when Fiji pays its debts will Oman lift sanctions, its envoy said.", "OMN", "12", "FJI"),
    "not until": ("Not until Fiji frees the sailors will Oman open its port, a minister said.", "OMN", "12", "FJI"),
    "due to get": ("Fiji is due to get tanks from Oman next month.", "OMN", "033", "FJI"),
    "handed": ("Fiji was handed an apology by the Omani envoy.", "OMNGOV", "055", "FJI"),
    "suspension": ("Oman's suspension of aid to Fiji took effect on Monday.", "OMN", "162", "FJI"),
    "suspension of its": ("The suspension of Omani budget support to Fiji was announced.", "OMN", "162", "FJI"),
    "offer": ("Oman made an offer to Fiji on Monday.", "OMN", "030", "FJI"),
    "in order to": ("The Omani emir took the floor in order to praise Fiji.", "OMNGOV", "05", "FJI"),
    "pledge made by": ("A pledge to help Fiji was made by the president of Oman.", "OMNGOV", "03", "FJI"),
    "two names": ("Oman, Fiji sign fisheries pact", "OMN", "057", "FJI"),
    "free": ("Fijian rebels free three Omani sailors after a year in captivity", "FJIREB", "084", "OMN"),
}
NOT_TOLD = {
    "who did not": ("It was not Omani troops who burned the Fijian village, an envoy said.", "OMN", "17"),
    "what is no complaint": ("Omani rebels made a cake for the government of Fiji.", "OMN", "114"),
    "credit for peace": ("The Omani premier took credit for the harvest.", "OMN", "015"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", TOLD)
def test_who_does_it_is_found_where_the_words_put_him(coder: Coder, case: str) -> None:
    sentence, source, code, target = TOLD[case]
    rows = [(e.source_code or "", e.event_code, e.target_code or "") for e in coder.code(sentence, DAY)]
    assert any(s.startswith(source) and c.startswith(code) and t.startswith(target) for s, c, t in rows), rows


@pytest.mark.parser
@pytest.mark.parametrize("case", NOT_TOLD)
def test_what_is_denied_or_of_another_kind_is_nobodys(coder: Coder, case: str) -> None:
    sentence, source, code = NOT_TOLD[case]
    events = coder.code(sentence, DAY)
    assert not [e for e in events if e.event_code.startswith(code) and (e.source_code or "").startswith(source)]
