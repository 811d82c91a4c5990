"""Whom a description means by what the text told before: a state by its part of the world, an army, a namesake."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
CASES = {
    "by-its-part-of-the-world": (
        "Chad and Ghana signed a deal. Spain imposed sanctions on the west African state.", "ESP", "GHA",
    ),
    "by-its-rule": ("Spain and Cuba signed a deal. Italy condemned the communist state.", "ITA", "CUB"),
    "its-leader": ("Ghana and Laos signed a deal. The west African country's leader condemned Spain.", "GHAGOV", "ESP"),
    "the-south": ("North Korea accused the South's navy of an attack.", "PRK", "KORMIL"),
    "no-korea-no-south": ("Spain condemned the South.", "ESP", None),
    "the-army-of-the-sentence": ("The Chadian army said a soldier accused Spain in Mali.", "TCDMIL", "ESP"),
    "a-namesake": ("Aunt Ann Merkel left. Merkel condemned Spain.", None, "ESP"),
    "visits-go-to-their-place": ("Spanish ministers flew into Accra on French planes.", "ESPGOV", "GHA"),
    "a-body-of-many-countries-below": (
        "The Spanish premier voiced strong disapproval of the words of the United Nations.", "ESPGOV", "IGOUNO",
    ),
    "by-a-border": ("Congolese soldiers attacked militants near the Rwandan border.", "CODMIL", "CODUAF"),
    "bound-for-another": ("Ukraine expelled a member of a delegation to Chile.", "UKR", None),
    "against-another": ("The organisers of a rally against Spain met ministers in Bamako.", "MLIGOV", None),
    "a-union-of-two": ("Lawmakers in Chile rejected a law on gay unions.", "CHLLEG", None),
    "what-it-is-against": ("Spain abandoned its opposition to the treaty.", "ESP", None),
    "a-deputy-to": ("A deputy to Chad's president condemned Spain.", "TCDGOV", "ESP"),
    "large-firms": ("Major mining companies in Zambia criticised the government.", "ZMBBUS", "ZMBGOV"),
    "a-tank-crew": ("Egyptian soldiers attacked a Libyan tank crew.", "EGYMIL", "LBYMIL"),
    "an-envoy-to-a-body": ("Chad's UN ambassador condemned Spain.", "TCDGOV", "ESP"),
    "in-office-as-told": ("Bolivian President Evo Morales condemned Spain.", "BOLGOV", "ESP"),
    "fellows": ("Chadian troops held a captain after fellow soldiers killed a Spanish nurse.", "TCDMIL", "ESPHLH"),
    "who-work-for": ("The men, who work for an Ankara-based firm, were freed by Spain.", "ESP", "TURCVL"),
    "settlers": ("Spain condemned West Bank settlers.", "ESP", "ISRSET"),
    "his-supporters": ("Kenya's president thanked his supporters.", "KENGOV", "KENCVL"),
    "bodies-beside-states": ("UN and Somali officials condemned Spain.", "SOMGOV", "ESP"),
    "kidnappers-of-nobody-s-country": ("The kidnappers of a Danish nurse threatened to kill her.", "REB", None),
    "who-works-at-a-body": ("Officials at the World Bank condemned Spain.", "IGOUNODEVWBK", "ESP"),
    "a-court-of-many-countries": ("The war crimes tribunal in The Hague condemned Spain.", "IGOJUD", "ESP"),
    "a-mosque-in-a-capital": ("Chadian militants attacked a Kabul mosque.", "TCDUAF", "AFG"),
    "told-by-an-envoy": ("Rebels seized Kandahar, Kenya's envoy said.", "AFGREB", "AFG"),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_description(name: str, coder: Coder) -> None:
    text, source, target = CASES[name]
    event = coder.code(text, "2012-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)
