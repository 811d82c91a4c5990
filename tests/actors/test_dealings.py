"""Who is meant by an office, a side, a half of a country or a meeting place; who deals with whom."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → source and target of its last event
LAST = {
    "rebels who meet their government abroad": (
        "The Gabonese government and the rebels signed a truce in Luanda.",
        ("GABREB", "GABGOV"),
    ),
    "rebels where others meet them": ("A Danish envoy met the rebels in Gabon.", ("GABREB", "DNKGOV")),
    "one of those told of": ("Chadian rebels stormed a camp. One of the rebels shot a nun.", ("TCDREB", "TCDCHRCTH")),
    "an office before its name": (
        "The envoy of the African Union, Pierre Yere, flew to Lima. Yere criticised Peru.",
        ("IGOAFRAFU", "PER"),
    ),
    "not his counterpart": (
        "Fiji's premier flew to Apia. In talks with his counterpart, Sione Fa'alogo, he thanked Samoa.",
        ("FJIGOV", "WSM"),
    ),
    "Congress": ("Congress condemned Belarus.", ("USALEG", "BLR")),
    "Congress, from where it sits": ("WASHINGTON - Congress approved sanctions on Iran.", ("USALEG", "IRN")),
    "a parliament, not of where others met": (
        "DHAKA, Bangladesh - The president dissolved parliament after talks in New Delhi.",
        ("BGDGOV", "BGDLEG"),
    ),
    "soldiers, not of where others met": (
        "OUAGADOUGOU - Soldiers held the president as the Arab League, meeting in Rabat, discussed Yemen.",
        ("BFAMIL", "BFAGOV"),
    ),
    "another Congress": ("Peruvian miners marched. Congress condemned Belarus.", ("LEG", "BLR")),
    "whose bid": ("Hungary blocked Moldova's bid to join the European Union.", ("HUN", "MDA")),
    "whose offer": ("Greece turned down a Libyan offer of talks with NATO.", ("GRC", "LBY")),
    "in a letter": ("In a letter to Lima, Chile's minister pledged to free the men.", ("CHLGOV", "PERGOV")),
    "wrote asking": ("Fiji's premier wrote to Samoa requesting a loan.", ("FJIGOV", "WSM")),
    "each his office": (
        "President Macron telephoned Irish premier Conor Byrne. The president thanked the prime minister.",
        ("FRAGOV", "IRLGOV"),
    ),
    "printed large": (
        "Chancellor Merkel received Tunisian President Kais Tabboubi. The President thanked the Chancellor.",
        ("TUNGOV", "DEUGOV"),
    ),
    "the kingdom": ("Norway called on Riyadh to free a poet. The kingdom denounced it.", ("SAU", "NOR")),
    "the flood-hit North": (
        "South Korea held talks with Pyongyang. Seoul suspended its aid to the flood-hit North.",
        ("KORGOV", "PRK"),
    ),
    "the South of the Sudans": (
        "Sudan and South Sudan signed a deal. Khartoum then accused the South of arming rebels.",
        ("SDNGOV", "SSD"),
    ),
    "a town of talks": ("Syria criticised the Lausanne talks.", ("SYR", None)),
    "talks in a town": ("The Syrian government pulled out of negotiations in Nairobi.", ("SYRGOV", None)),
    "whose talks": ("Kenya welcomed Seoul's talks with Lima.", ("KORGOV", "PERGOV")),
    "a charity's chief": ("Oxfam left Kabul. The charity's president criticised Chad.", ("NGODEVXFM", "TCD")),
    "before what is theirs": (
        "Red Cross nurses left Kabul. The organisation's head criticised Chad.",
        ("NGOHLHIRC", "TCD"),
    ),
    "is to be sent": (
        "Nurses are to be flown to Chad, the head of the Red Cross said.",
        ("NGOHLHIRC", "TCD"),
    ),
    "a body's own": ("The African Union has sacked its security chief.", ("IGOAFRAFU", "IGOAFRAFU")),
    "good offices": ("The UN secretary general offered his good offices to Chad.", ("IGOUNO", "TCD")),
    "settlers": ("Settlers torched a car near Nablus in the West Bank.", ("ISRSET", "PSE")),
    "the other army": ("Kenyan troops fought alongside federal forces in Somalia.", ("KENMIL", "SOMMIL")),
    "abroad": (
        "Spanish Foreign Minister Ana Gomez left for Chad, where she was to discuss trade with President Idriss Oumar.",
        ("ESPGOV", "TCDGOV"),
    ),
    "of those who refuse": ("The refusal of Finland to sign the treaty stunned reporters.", ("FIN", None)),
    "expelled from": ("Four Polish diplomats were thrown out of Belarus.", ("BLR", "POLGOV")),
    "who was freed": (
        "Egypt lifted curbs on the Libyan editor after he was freed from jail.",
        (None, "LBYMED"),
    ),
    "a month cut short": ("Chadian rebels attacked on Feb. 3 in Mali.", ("TCDREB", "MLI")),
}
# text → the targets of its last predicate
SIDES = {
    "what is theirs": (
        "Turkish jets hit Syrian positions. Peru called on both sides to show restraint.",
        {"TURMIL", "SYR"},
    ),
    "one sentence each": ("Israel bombed Gaza. Hamas fired rockets. Egypt urged both sides to stop.", {"ISR", "PSE"}),
    "at home": (
        "Fighting between Sri Lankan troops and Tamil Tiger rebels left 30 dead. Norway blamed both sides.",
        {"LKAMIL", "LKASEP"},
    ),
    "not who speaks": (
        "Chadian planes bombed Niger while Benin watched. Benin condemned both sides.",
        {"TCD", "NER"},
    ),
    "people of two": (
        "Chad and Niger have quarrelled over a border. The leaders of the two countries met in Abuja.",
        {"TCDGOV", "NERGOV"},
    ),
    "envoys of rebels": (
        "Colombia said talks with the FARC rebels would open soon. Envoys from the two sides met in Havana.",
        {"COLGOV", "COLREB"},
    ),
}


# Those whose last event a decision doubts.
DOUBTED = {"the kingdom", "whose talks", "who was freed"}


@pytest.mark.parser
@pytest.mark.parametrize("case", LAST)
def test_sides(case: str, coder: Coder, eager: Coder) -> None:
    text, expected = LAST[case]
    last = (eager if case in DOUBTED else coder).code(text, date="2015-06-10")[-1]
    assert (last.source_code, last.target_code) == expected


@pytest.mark.parser
@pytest.mark.parametrize("case", SIDES)
def test_both_sides(case: str, coder: Coder) -> None:
    text, expected = SIDES[case]
    events = coder.code(text, date="2015-06-10")
    last = max(e.trigger_start for e in events)
    assert {e.target_code for e in events if e.trigger_start == last} == expected
