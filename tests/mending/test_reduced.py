"""Participles and adjectives that parsers take for the verb of the doer of the verb behind them."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → triggers, sources and dead of its events
TOLD = {
    "Two Indian nurses were killed and ten wounded when fighters loyal to a former mayor ambushed two buses.": [
        ("killed", "INDUAF", 2)
    ],
    "Four guards died when gunmen loyal to a Malian emir stormed a police post in Gao.": [("stormed", "MLIUAF", 4)],
    "Rebels fired rockets at Gao and met the Malian mayor of Mopti.": [("fired", "MLIREB", None)],
}


@pytest.mark.parser
@pytest.mark.parametrize("text", TOLD)
def test_what_is_said_of_a_doer_is_not_his_deed(coder: Coder, text: str) -> None:
    found = [(e.trigger_text, e.source_code, e.killed) for e in coder.code(text, "2024-03-14")]
    assert found[: len(TOLD[text])] == TOLD[text]


@pytest.mark.parser
def test_a_verb_of_its_own_stays(coder: Coder) -> None:
    found = coder.code("Rebels arrived in Gao, met the Malian mayor and left.", "2024-03-14")
    assert "met" in {e.trigger_text for e in found}
