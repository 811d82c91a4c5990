"""What a stance is about where no rule knows the action, from the text to the last digits of its code."""

from __future__ import annotations

import pytest

from coder.actions.matters import matter_words
from coder.actions.stances import load_composition
from coder.pipeline import Coder

MATTERS = {
    "a thing asked for": ("Samoa asked Fiji to lend its doctors a field hospital.", "0233"),
    "an order": ("Malta demanded that Libya do something about its fugitive generals.", "1013"),
    "promised": ("Kenya has promised Somalia a hundred lorries of maize.", "0333"),
    "refused": ("Ghana refused to hand the general more rifles.", "1222"),
    "two words": ("Nepal appealed for calm and a fair hearing for human rights.", "0256"),
    "a verb for it": ("Norway begged Chad to be big enough to forgive.", "027"),
    "brought to an end": ("Togo appealed to Benin for a swift end to the shelling.", "0256"),
    "kept in force": ("The Dutch government urged Serbia to keep the sanctions on Russia.", "020"),
    "a clause of its own": ("Samoa asked Fiji to heed the envoy who had lost his passport in the flood.", "020"),
    "no kind": ("Samoa asked Fiji to think of its friends.", "020"),
    "a ruling refused": ("The Danish government rejected the verdict on the pension law.", "120"),
    "a threat": ("Oman warned Yemen that another dhow would mean war.", "138"),
    "a threat of no kind": ("Oman warned Yemen of consequences for its dhows.", "130"),
    "a threat to end something": ("Norway threatened to turn off its loans to Zambia.", "1311"),
    "a threat to somebody's press": ("Zambia's information minister threatened to shut a newspaper in Ndola.", "1321"),
    "a curfew": ("Samoa's premier threatened to bring back the curfew.", "1323"),
    "a thing that must be done": ("The electoral code must be redrafted, Norway told Georgia.", "1044"),
    "what will not come": ("Fuel prices will not come down, the Zambian president told the unions.", "1232"),
    "aid stopped": ("Norway halted its flour deliveries to Zambia.", "1623"),
    "something that stays": ("The fuel levy stays, the Zambian president told the unions.", "1232"),
    "a promise by name": ("From Oslo came a pledge of tents for Zambia.", "0333"),
    "no of a noun": ("No truce with Chad, the Zambian army said.", "1246"),
    "a thing of no kind": ("The lamp must be redrafted, Norway told Georgia.", "010"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", MATTERS)
def test_matter(case: str, named_only: Coder) -> None:
    text, code = MATTERS[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05")}


def test_a_word_tells_one_kind() -> None:
    words = matter_words()
    for lists in (words.matters, words.ended, words.threats):
        assert sum(map(len, lists.values())) == len(frozenset().union(*lists.values()))


def test_every_kind_is_known_to_a_stance() -> None:
    composition = load_composition()
    words = matter_words()
    for code in (*words.matters, *words.ended):
        assert composition.operators["appealed"].knows(code), code
