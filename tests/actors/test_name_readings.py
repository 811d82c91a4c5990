"""Names that are in the dictionary and mean somebody or something else."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

pytestmark = pytest.mark.parser
# text → codes that some side of an event has, and beginnings of codes that none may have
CASES = {
    "a people of the Americas": (
        "Peruvian soldiers shot six Indians in an Indian hamlet.",
        {"PERMIL", "PERCVL"},
        "IND",
    ),
    "people of India": ("Peruvian police arrested six Indian bankers.", {"INDBUS"}, "CVL"),
    "a currency": ("China fined Kenyan farmers 9 million yuan (US $1 million).", {"CHN"}, "USA"),
    "first-name-before": ("Ann Jordan accused the Iranian government of lying.", {"IRNGOV"}, "JOR"),
    "first-name-is-a-country": ("Chad Miller accused the Iranian government of lying.", {"IRNGOV"}, "TCD"),
    "title-before": ("Sen. Holland accused the Iranian government of lying.", {"IRNGOV"}, "NLD"),
    "known-as-a-person": (
        "Ann Jordan accused Iran of lying. Jordan later condemned the Syrian government.",
        {"SYRGOV"},
        "JOR",
    ),
    "club": ("Real Madrid accused the Spanish government of bias.", {"ESPGOV"}, "ESPGOVX"),
    "country-all-the-same": ("Jordan accused Iran of lying.", {"JOR", "IRN"}, "XXX"),
    "compass-is-no-first-name": ("North Jordan farmers accused Iran of lying.", {"IRN"}, "XXX"),
    "its-office": ("Georgia Governor Ann Moss accused Iran of lying.", {"USAGOV", "IRN"}, "GEO"),
    "its-neighbour": ("Protesters from Georgia and Alabama accused Iran of lying.", {"IRN"}, "GEO"),
    "its-office-behind": ("The governor of Georgia accused Iran of lying.", {"USAGOV", "IRN"}, "GEO"),
    "the-state-once-told": (
        "The governor of Georgia praised Mali. Georgia then accused Iran of lying.",
        {"MLI"},
        "GEO",
    ),
    "said-to-be-somebody": (
        "Jordan, a Republican from Ohio, accused the Iranian government of lying.",
        {"IRNGOV"},
        "JOR",
    ),
    "said-to-be-an-ally": ("Jordan, an ally of Egypt, accused Iran of lying.", {"JOR", "IRN"}, "XXX"),
    "its-federal-judge": ("A federal judge in Georgia sentenced two Russian sailors.", {"USAJUD"}, "GEO"),
    "its-town": ("Protesters blocked a highway in Augusta, Georgia, on Friday.", {"USAOPP"}, "GEO"),
    "the-countrys-town": ("Police arrested four nurses in Gori, Georgia, on Monday.", {"GEOCOP"}, "USA"),
    "its-county": ("A judge in Fulton County, Georgia, accused Iran of lying.", {"USAJUD", "IRN"}, "GEO"),
    "its-people": ("Deputies shot a man, and Georgia investigators accused Iran.", {"IRN"}, "GEO"),
    "police-of-the-country": ("Georgia police arrested four nurses on Monday.", {"GEOCOP"}, "USA"),
    "its-own-court": ("A court in Georgia sentenced two Russian sailors.", {"GEOJUD"}, "USA"),
    "the-country": ("Georgia accused Russia of lying.", {"GEO", "RUS"}, "USA"),
    "the-country-beside-america": ("Georgia accused Russia of lying to the United States.", {"GEO", "RUS"}, "USAGOV"),
    "town-in-a-state": ("Police arrested four nurses in Athens, Ga., on Monday.", {"USACOP"}, "GRC"),
    "town-in-a-country": ("Police arrested four nurses in Tripoli, Lebanon, on Monday.", {"LBNCOP"}, "LBY"),
    "town-in-its-country": ("Police arrested four nurses in Athens, Greece, on Monday.", {"GRCCOP"}, "USA"),
    "party-elsewhere": ("The APC condemned the killings in Freetown, Sierra Leone.", set(), "NGA"),
    "party-at-home": ("The APC condemned the killings in Lagos, Nigeria.", {"NGAGOV"}, "SLE"),
    "direction-in-a-name": ("Villagers of West Garo Hills accused Iran of lying.", {"IRN"}, "WST"),
    "town-named-like-a-country": ("Police in Lebanon, Tenn., arrested four nurses on Monday.", {"USACOP"}, "LBN"),
    "town-in-an-old-abbreviation": ("Police in Norway, Me., arrested four nurses on Monday.", {"USACOP"}, "NOR"),
    "countries-side-by-side": ("Peru, India and Chile accused Iran of lying.", {"PER", "IND", "CHL", "IRN"}, "USA"),
    "who-sits-for-it": ("Representative Ann Moss of Georgia accused Iran of lying.", {"USA", "IRN"}, "GEO"),
    "an-envoy-of-the-country": ("Special Representative Ann Moss of Georgia accused Iran of lying.", {"IRN"}, "USA"),
    "its-governor-in-front": ("In Georgia, Gov. Ann Moss accused Iran of lying.", {"USAGOV", "IRN"}, "GEO"),
    "its-part": ("Miners from north Georgia accused Iran of lying.", {"IRN"}, "GEO"),
    "part-of-the-country": ("Rebels in northern Georgia accused Iran of lying.", {"IRN"}, "USA"),
    "its-small-town": ("Protesters blocked a highway in Cedar Springs, Georgia, on Friday.", {"USAOPP"}, "GEO"),
    "its-name-in-full": ("Protesters blocked a highway in Georgia, US, on Friday.", {"USAOPP"}, "GEO"),
    "its-counted-offices": ("Georgia's two senators accused Iran of lying.", {"IRN"}, "GEO"),
    "its-agents": ("Immigration agents arrested four nurses at a clinic in Georgia.", set(), "GEO"),
    "its-dateline": ("ATLANTA — Police left on Monday. Georgia accused Iran of lying.", {"USA", "IRN"}, "GEO"),
    "the-countrys-dateline": ("TBILISI — Police left on Monday. Georgia accused Iran of lying.", {"GEO", "IRN"}, "USA"),
    "the-country-in-washington": (
        "In Washington, Georgia's president accused Iran of lying.",
        {"GEOGOV", "IRN"},
        "USA",
    ),
    "its-jury": ("A jury in Georgia convicted two Russian sailors.", {"USAJUD"}, "GEO"),
    "titled-like-a-country": ("Police arrested lawmaker Israel Quispe in Lima.", {"PERCOP"}, "ISR"),
    "a-people-behind-a-name": ("Dawn French accused the Iranian government of lying.", {"IRNGOV"}, "FRA"),
    "a-title-of-the-country": ("The Israeli lawmaker Quispe accused Iran of lying.", {"ISRLEG", "IRN"}, "XXX"),
    "a-word-and-no-party": ("The teachers of Heritage schools accused Iran of lying.", {"IRN"}, "ARM"),
    "sea": ("Iran seized a tanker in the Gulf of Oman.", {"IRN"}, "OMN"),
    "another-of-the-whole-name": (
        "Foreign Minister Narendra Modi of Fiji met the Danish king. Modi later accused Iran of lying.",
        {"FJIGOV", "DNKGOV", "IRN"},
        "IND",
    ),
    "another-by-his-people": ("Somali senator Angela Merkel accused Iran of lying.", {"SOMLEG", "IRN"}, "DEU"),
    "another-by-his-office": (
        "Joe Biden, the Gambian health minister, accused Iran of lying.",
        {"GMBGOV", "IRN"},
        "USA",
    ),
    "himself-by-his-office": (
        "Narendra Modi, the Indian prime minister, accused Iran of lying.",
        {"INDGOV", "IRN"},
        "XXX",
    ),
    "himself-beside-another": (
        "Narendra Modi, the Fijian president and the Danish king accused Iran of lying.",
        {"INDGOV", "IRN"},
        "XXX",
    ),
    "first-names-side-by-side": (
        "Narendra Modi and Israel Quispe accused the Iranian government of lying.",
        {"INDGOV", "IRNGOV"},
        "ISR",
    ),
    "first-name-and-a-known-last-one": ("Police in Lima arrested Israel Ortega, 41, on Monday.", {"PERCOP"}, "NIC"),
    "of-an-age": ("Police in Lima arrested Chad Quispe, 41, on Monday.", {"PERCOP"}, "TCD"),
    "a-country-beside-somebody": ("Narendra Modi and Israel accused Iran of lying.", {"INDGOV", "ISR", "IRN"}, "XXX"),
    "another-by-that-name": ("Prime Minister Rao of Nepal met the Danish king.", {"NPLGOV", "DNKGOV"}, "IND"),
}


@pytest.mark.parametrize("name", CASES)
def test_who_is_meant(name: str, coder: Coder) -> None:
    text, wanted, never = CASES[name]
    codes = {code for e in coder.code(text, "2024-03-14") for code in (e.source_code, e.target_code) if code}
    assert wanted <= codes, codes
    assert not any(code.startswith(never) for code in codes), codes
