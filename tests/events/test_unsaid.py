"""What rows leave unsaid and their texts make plain: whose somebody is, and to whom something was done."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
CASES = {
    "journalists-where-one-country-acts": (
        "Togo postponed its elections. Two journalists were arrested on Monday.",
        None,
        "TGOMED",
    ),
    "guests-from-abroad": ("Togo postponed its elections. Two foreign students were arrested on Monday.", None, "EDU"),
    "of-two-countries": ("Togo thanked Benin. Two journalists were arrested on Monday.", None, "MED"),
    "an-opponent-of-soldiers": ("Chad's army killed three insurgents on Monday, the army said.", "TCDMIL", "TCDINS"),
    "kidnappers-of-a-foreigner": ("Gunmen kidnapped two Danes, Denmark said.", "UAF", "DNK"),
    "a-village": ("Israeli forces shelled two villages in Lebanon on Monday.", "ISRMIL", "LBN"),
    "a-mosque-hit-by-nobody": ("A bomb exploded in a mosque in Peshawar on Monday.", None, "PAK"),
    "a-curfew": ("The Haitian government declared a curfew on Monday.", "HTIGOV", "HTI"),
    "only-named": ("Chadian police arrested Moussa Adoum in Moundou on Monday.", "TCDCOP", "TCDCVL"),
    "an-abducted-name": ("MOUNDOU, Chad - Gunmen kidnapped Karl Huber on Monday.", "TCDUAF", None),
    "another-official": ("Emmanuel Macron visited Lyon. Macron accused the governor of theft.", "FRAGOV", "FRAGOV"),
    "tear-gas": ("Greek police fired tear gas on Monday.", "GRCCOP", "GRC"),
    "against-their-government": ("Thousands of Chileans marched through the streets on Monday.", "CHLCVL", "CHLGOV"),
    "whoever-was-told-of": (
        "Malian rebels shelled Kidal on Monday. The Nigerien minister vowed revenge.",
        "NERGOV",
        "MLIREB",
    ),
    "a-deed-that-is-taken-up": ("Chad expelled three priests on Monday. Niger deplored the expulsion.", "NER", "TCD"),
    "a-deed-of-somebody-else": ("Chad expelled three priests on Monday. Niger deplored a road accident.", "NER", None),
    "as-the-one-before": ("Chad halted aid to Niger on Monday. Ghana halted its aid too.", "GHA", "NER"),
    "what-is-done-with-talks": ("Chad thanked Niger on Monday. Ghana held talks.", "GHA", None),
    "of-the-same-side": ("The Togolese police arrested ten men. The Togolese army vowed revenge.", "TGOMIL", None),
    "a-protest-of-nobody": ("Protests broke out in Kampala on Monday.", "UGACVL", "UGAGOV"),
    "fired-back": ("Malian troops returned fire when Nigerien soldiers shot across the border.", "NERMIL", "MLIMIL"),
    "at-home": ("The president of Gabon resigned on Monday.", "GABGOV", "GAB"),
    "against-somebody-else": ("Thousands of Chileans protested against Israel on Monday.", "CHLCVL", "ISR"),
}


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_sides(name: str, coder: Coder) -> None:
    text, source, target = CASES[name]
    event = coder.code(text, "2024-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)


@pytest.mark.parser
def test_what_no_words_name_has_none_and_is_marked(coder: Coder) -> None:
    (event,) = coder.code("The Haitian government declared a curfew on Monday.", "2024-03-14")
    assert (event.target_text, event.target_start, event.target_end) == (None, None, None)
    assert event.target_inferred and event.target_country == "HTI"


# text → by whom, whom and how many of each row: those who fell on two sides were killed by each other
FALLEN = {
    "each by the other": (
        "Nine rebels and two Chadian soldiers were killed in clashes near Faya.",
        {("TCDMIL", "TCDREB", 11), ("TCDREB", "TCDMIL", None)},
    ),
    "told beside the attack": (
        "Rebels attacked a Chadian post near Faya; three soldiers and five rebels were killed.",
        {("TCDREB", "TCD", 8)},
    ),
    "people beside them": (
        "Two Chadian nurses and four Chadian soldiers were killed in clashes near Faya.",
        {(None, "TCDHLH", 2), (None, "TCDMIL", 4)},
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", FALLEN)
def test_the_dead_of_two_sides(name: str, coder: Coder) -> None:
    text, rows = FALLEN[name]
    found = coder.code(text, "2024-03-14")
    assert {(e.source_code, e.target_code, e.killed) for e in found} == rows
    assert all(e.source_inferred for e in found if e.source_code)
