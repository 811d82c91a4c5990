"""Whose a report is that speaks: of the sentence before, and of a passive that tells in what somebody is accused."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
LAST = {
    "the study": ("Amnesty International released a study. The study accuses Chad of fraud.", ("NGOHRIAMN", "TCD")),
    "it": ("An African Union panel presented its findings. It blamed Mali for the raid.", ("IGOAFRAFU", "MLI")),
    "published by": ("A report was published by the Arab League. It denounced Peru.", ("IGOMEALEA", "PER")),
    "whose": ("Kenya's audit is out. The audit accuses Tanzania of smuggling ivory.", ("KEN", "TZA")),
    "accused in": ("Tanzanian officers are accused of fraud in a Kenyan audit.", ("KEN", "TZA")),
    "by the author": ("Peru is blamed for the leak in a report by Chile.", ("CHL", "PER")),
}
# text → the source of its last event is none
NOBODY = {
    "rejected by others": "Togo rejected a report on the crash. The report accuses Ghana of negligence.",
    "in a place": "Peruvian officers are accused of fraud in a Chilean city.",
    "in what they said": "Peruvian officers are accused of slander in articles.",
}


@pytest.mark.parser
@pytest.mark.parametrize("case", LAST)
def test_a_report_speaks_for_its_author(case: str, named_only: Coder) -> None:
    text, (source, target) = LAST[case]
    last = named_only.code(text, date="2015-06-10")[-1]
    assert ((last.source_code or "")[:3], (last.target_code or "")[:3]) == (source[:3], target[:3])


@pytest.mark.parser
@pytest.mark.parametrize("case", NOBODY)
def test_others_do_not(case: str, named_only: Coder) -> None:
    assert named_only.code(NOBODY[case], date="2015-06-10")[-1].source_code is None
