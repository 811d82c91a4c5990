"""Who arrests or expels foreigners, and those who are arrested beside them, are of where that is."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → the sides of its events that begin with 1
CASES = {
    "reported from there": ("LUSAKA, Zambia - Soldiers arrested a Danish tourist.", "ZMBMIL-DNKCVL"),
    "one beside a foreigner": (
        "LUSAKA, Zambia - The police held a Danish nurse and two strikers.",
        "ZMBCOP-DNKHLH ZMBCOP-ZMBLAB",
    ),
    "in a town": ("Soldiers in Lusaka arrested a Danish nurse and two lawyers.", "ZMBMIL-DNKHLH ZMBMIL-ZMBELI"),
    "of whatever calling": ("Police in Lusaka arrested two imams and an editor.", "ZMBCOP-ZMBMOS ZMBCOP-ZMBMED"),
    "soldiers abroad": ("French soldiers in Mali arrested a Danish nurse.", "FRAMIL-DNKHLH"),
    "a text about elsewhere": (
        "LUSAKA, Zambia - Kenya was calm on Monday. Soldiers arrested a Danish tourist.",
        "MIL-DNKCVL",
    ),
    "a visa": ("The interior ministry cancelled the visa of a Danish dissident.", "GOV-DNKOPP"),
    "no entry": ("Officials refused entry to a Danish dissident.", "GOV-DNKOPP"),
    "a permit": ("The ministry revoked the work permits of Danish labourers.", "GOV-DNKLAB"),
    "at home": ("The ministry revoked the licences of Danish labourers.", "DNKGOV-DNKLAB"),
    "jailed at home": ("The police jailed a Danish dissident.", "DNKCOP-DNKOPP"),
    "a news agency": ("Miners blocked a road near Kitwe, as reported by the Polish news agency PAP.", "ZMBLAB-ZMB"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_whose_the_hosts_are(name: str, coder: Coder) -> None:
    text, expected = CASES[name]
    events = (e for e in coder.code(text, "2024-03-14") if e.event_code.startswith("1"))
    assert " ".join(f"{e.source_code}-{e.target_code}" for e in events) == expected
