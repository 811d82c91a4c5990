"""What a protest is for, from the text to the fourth digit of its code."""

from __future__ import annotations

import pytest

from coder.actions.causes import cause_words
from coder.pipeline import Coder

CAUSES = {
    "a demand beside it": ("Students marched through Lusaka, demanding that the Zambian president step down.", "1411"),
    "a purpose": ("Nurses in Lima went on strike to save their pensions.", "1432"),
    "a phrase": ("Thousands of Zambians took to the streets over the price of maize.", "1412"),
    "in anger at": ("Omani dockers downed tools in fury at a new levy.", "1432"),
    "a bid for": ("Corsican farmers blocked a motorway in a push for self-rule.", "1444"),
    "a right": ("Kenyan teachers stopped work for a day for the right to join a union.", "1433"),
    "a hunger strike": ("Two Algerian deputies refused food in a campaign for constitutional reform.", "1424"),
    "until": ("Zambian priests went on hunger strike until the president steps down.", "1421"),
    "who want": ("Zambians who want the tax on maize scrapped marched in Lusaka.", "1412"),
    "get rid of": ("Zambians rallied in Lusaka to get rid of their premier.", "1411"),
    "determined to": ("Zambians marched in Lusaka, determined to see the back of their president.", "1411"),
    "a verb beside it": ("Zambians marched and chanted in Lusaka, bent on abolishing the monarchy.", "1414"),
    "until he goes": (
        "Zambian farmers blocked a bridge, vowing that they would stay until the premier had gone.",
        "1441",
    ),
    "what came of it": ("Zambian farmers blocked a bridge in Lusaka, cutting the town in two.", "144"),
    "nothing": ("Thousands of Zambians took to the streets of Lusaka.", "141"),
    "a name": ("Zambian students rallied at the Faculty of Law in Lusaka.", "141"),
    "a cause of something else": ("Zambian students rallied in Lusaka, and Kenya passed a law on fees.", "141"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", CAUSES)
def test_cause(case: str, named_only: Coder) -> None:
    text, code = CAUSES[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05") if e.event_root_code == "14"}


def test_a_word_tells_one_cause() -> None:
    kinds = [words for _, words in cause_words().digits]
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))
