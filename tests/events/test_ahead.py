"""Where only a later sentence says in which country an act is, those who act at home are of that country."""

from __future__ import annotations

import pytest

from coder.attributes.ahead import countries_in, country_ahead
from coder.attributes.places import load_gazetteer
from coder.pipeline import Coder

# text → the sides of its first event and the country of its place
CASES = {
    "a town": ("The army imposed a curfew. Shops in Bangui stayed shut.", "CAFMIL", None),
    "streets of a town": ("The army imposed a curfew. The streets of Bangui were quiet.", "CAFMIL", None),
    "part of a country": ("Troops looted a market. Many fled to the hills in eastern Chad.", "TCDMIL", None),
    "a village unknown to all": ("Troops burned houses in Garumbi. The village lies in western Chad.", "TCDMIL", "TCD"),
    "two sentences on": (
        "The army imposed a curfew. Few dared to go out. Shops in Bangui stayed shut.",
        "CAFMIL",
        None,
    ),
    "those of other nations": ("The army expelled a Polish nurse. She had a clinic in Bangui.", "CAFMIL-POLHLH", "POL"),
    "of whom he harms": (
        "Gunmen abducted a Polish nurse. She had a clinic in Bangui.",
        "CAFUAF-POLHLH",
        "POL",
    ),
    "who only speaks": ("The army imposed a curfew. Portugal voiced its concern.", "MIL", None),
    "two countries": ("The army imposed a curfew. Shops in Bangui and banks in Lomé stayed shut.", "MIL", None),
    "where somebody travels": ("The army imposed a curfew. The premier is on a visit in Lomé.", "MIL", None),
    "whose mayor": ("The army imposed a curfew. The mayor of Lomé was shocked.", "MIL", None),
    "named before": ("A Ghanaian won. The army imposed a curfew. Shops in Bangui were shut.", "GHAMIL-GHA", "GHA"),
    "foreign troops": ("Foreign troops looted a market. Many fled to the hills in eastern Chad.", "MIL", None),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_a_later_sentence_says_whose_they_are(name: str, coder: Coder) -> None:
    text, sides, country = CASES[name]
    event = coder.code(text, "2024-03-14")[0]
    assert "-".join(filter(None, (event.source_code, event.target_code))) == sides
    assert event.place_country == country
    assert event.source_inferred is (len(sides) > 3)


@pytest.mark.parser
def test_a_trace_tells_the_same(coder: Coder) -> None:
    text = "The army imposed a curfew. Shops in Bangui stayed shut."
    traced = [e for coding in coder.trace(text, "2024-03-14") for e in coding.events]
    assert [e.source_code for e in traced] == ["CAFMIL"]


def test_places_are_read_as_they_are_printed() -> None:
    gazetteer = load_gazetteer()
    assert country_ahead("Nobody in Kano, Nigeria, was hurt.", gazetteer) == "NGA"
    assert country_ahead("Nobody in Jordan Moss was hurt.", gazetteer) == ""
    assert countries_in("A Danish farmer sold Peru his goats.", gazetteer) == {"DNK", "PER"}
