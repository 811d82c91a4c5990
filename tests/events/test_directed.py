"""Whom what is done is directed at, and whom not: own envoys, where somebody speaks, both sides, one's own army."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → a code, and the sides of all its events that begin with it
CASES = {
    "own envoy": (
        "VILNIUS - Belarusian police beat demonstrators on Sunday. Lithuania recalled its ambassador.",
        "161",
        "LTU-BLRCOP",
    ),
    "who did what a noun sums up": ("Sudanese jets bombed Bangui, a raid that Spain condemned.", "111", "ESP-SDNMIL"),
    "nobody did what it sums up": ("Shells hit Bangui on Monday, an attack that Spain condemned.", "111", "ESP-None"),
    "who acts, parted from the verb": (
        "Gabonese police held ten miners as the Arab League, meeting at night in Rabat, urged Gabon to free them.",
        "025",
        "IGOMEAARL-GAB",
    ),
    "who acts, beside things": (
        "Chile expelled two Peruvian envoys and Ecuador, after an angry debate, recalled its consul from Lima.",
        "161",
        "CHL-PERGOV ECU-PERGOV",
    ),
    "one more of several verbs": (
        "Gabonese police raided homes after a march in Port-Gentil, on the coast, arrested ten miners and left.",
        "173",
        "GABCOP-GABLAB",
    ),
    "the one who asked": ("Gabon asked Togo for rice, but Togolese ministers refused.", "12", "TGOGOV-GAB"),
    "whose flag flies": ("Yemeni rebels sank a Panamanian-flagged freighter off Oman.", "190", "YEMREB-PAN"),
    "nobody's land off which": ("Somali pirates seized a cargo ship off the coast of Oman.", "18", "SOMCRM-None"),
    "who answered it": (
        "Israel set off a nuclear device on Monday, drawing from Italy a ban on its wine.",
        "204",
        "ISR-None",
    ),
    "own embassy, dateline": ("APIA, Samoa - Portugal closed its embassy on Monday.", "161", "PRT-WSM"),
    "envoy from somewhere": ("Iran recalled its ambassador from Spain.", "161", "IRN-ESP"),
    "own sanctions": ("The European Union lifted its embargo.", "085", "IGOEUREEC-None"),
    "where somebody speaks": (
        "NIAMEY - Soldiers shot two miners. In Abuja, Nigeria, Ghanaian ministers denounced the killings.",
        "111",
        "GHAGOV-NERMIL",
    ),
    "from exile": ("From Madrid, the Cuban opposition denounced the trial.", "111", "CUBOPP-None"),
    "a country, which may be meant": ("In Chad, the UN called for talks.", "026", "IGOUNO-TCD"),
    "both": (
        "Israel and Hamas accused each other of breaking the truce. Egypt urged both to show restraint.",
        "025",
        "EGY-ISR EGY-PSEREBHMS",
    ),
    "both countries, by one phrase": (
        "Libya told Irish and Danish officials that it would disarm. Experts of both countries inspected ten sites.",
        "090",
        "DNK-None IRL-None",
    ),
    "who urges both": (
        "Pastor Ana Gomes, who mediates between the rebels and the government of Peru, urged both to resume talks.",
        "026",
        "CHR-PER CHR-PERREB",
    ),
    "no army fights itself": ("Ugandan warplanes bombed Gulu on Monday, killing a soldier.", "195", "UGAMIL-MIL"),
    "who gave what others hand out": (
        "KABUL - The United Nations flew in 90 tonnes of tents donated by Norway.",
        "073",
        "IGOUNO-None",
    ),
    "of nobody's country": ("Peru condemned the terrorist attack on Israel.", "111", "PER-UAF"),
    "peacekeepers are not their host's": ("Kenya condemned an attack on peacekeepers in Darfur.", "111", "KEN-PKO"),
    "peacekeepers of those named before": (
        "UN peacekeepers in Congo clashed with rebels. A peacekeeper was kidnapped.",
        "181",
        "None-IGOUNOPKO",
    ),
    "leaders of many": (
        "Canberra - Ministers of the island states condemned Fiji's rulers on Tuesday.",
        "111",
        "GOV-FJIGOV",
    ),
    "clergy by title": ("Police in Kenya arrested Imam Abdi Noor on Friday.", "173", "KENCOP-KENMOS"),
    "the title in a thing's name": ("Iraqi troops shelled the Imam Ali Shrine on Friday.", "194", "IRQMIL-None"),
    "a party of the report's country": (
        "SEOUL - The opposition Democratic Party demanded that President Park resign.",
        "104",
        "KOROPP-KORGOV",
    ),
    "a party whose country is named": (
        "LONDON - Washington's ambassador criticised the Democratic Party over its vote.",
        "111",
        "USAGOV-USAPTY",
    ),
    "a town and a hyphen": ("Beirut - Israeli jets bombed a village on Friday.", "195", "ISRMIL-None"),
    "staff in brackets": (
        "NAIROBI (Daily Star reporters and agencies) — Ugandan police arrested six students on Monday.",
        "173",
        "UGACOP-UGAEDU",
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_directed(name: str, coder: Coder) -> None:
    text, code, expected = CASES[name]
    events = (e for e in coder.code(text, "2015-05-05") if e.event_code.startswith(code))
    sides = {f"{e.source_code}-{e.target_code}" for e in events}
    assert " ".join(sorted(sides)) == expected
