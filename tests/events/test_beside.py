"""The second of two, who fired what hit somebody, aid no longer given, promises of bodies, what a third is asked."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → a code, and the sides of all its events that begin with it
CASES = {
    "as well as": ("Norway urged Ghana, as well as Togo, to reopen the bridge.", "02", "NOR-GHA NOR-TGO"),
    "along with": ("Peru accused Chile, along with Bolivia, of arming bandits.", "11", "PER-BOL PER-CHL"),
    "who acts along with it": ("Ghana bombed Togo along with Benin.", "195", "GHA-TGO"),
    "near another": ("Kenyan jets bombed targets in Sudan and in neighbouring Chad.", "195", "KENMIL-SDN KENMIL-TCD"),
    "fighters and a village": (
        "Kenyan jets bombed Somali rebels and a Somali village on Friday.",
        "195",
        "KENMIL-SOM KENMIL-SOMREB",
    ),
    "for whom goods are": ("Deliveries of Danish radars to Ghana were put on hold on Monday.", "16", "DNK-GHA"),
    "with whom a deal is": ("Ghana signed a treaty on fisheries with Portugal.", "057", "GHA-PRT PRT-GHA"),
    "fired from a tank": ("A Finnish medic was killed by a shell fired from a Chadian tank.", "19", "TCDMIL-FINHLH"),
    "an army's shelling": ("Six herders were killed in army shelling near Jos, Nigeria.", "19", "NGAMIL-NGAAGR"),
    "a letter fired off": ("Chad's premier fired off a letter to his Ghanaian counterpart.", "19", ""),
    "money shelled out": ("The Polish premier shelled out six million euros for a museum.", "19", ""),
    "a minister's words": ("Togo's finance minister attacked the debt of the railway.", "1", ""),
    "a government's arms": ("Togo's government attacked the village with tanks.", "19", "TGOGOV-TGOMIL"),
    "charm": ("The mayor of Lima launched a charm offensive in Chile.", "19", ""),
    "fighting to stay": ("The Kenyan minister is fighting for his career.", "19", ""),
    "under fire": ("The Polish premier is under fire over the sale of a bank.", "19", ""),
    "under fire from guns": ("A Polish patrol came under fire over the weekend.", "19", "None-POLMIL"),
    "foreigners attacked": ("ACCRA, Ghana — Gunmen abducted two Polish nurses.", "181", "UAF-POLHLH"),
    "people attacked at home": ("Gunmen abducted two Polish nurses in Gdansk, Poland.", "181", "POLUAF-POLHLH"),
    "at the hands": ("Two Finnish nurses lost their lives at the hands of Chadian rebels.", "18", "TCDREB-FINHLH"),
    "lost a vote": ("Two Finnish parties lost seats at the hands of Chadian rebels.", "18", ""),
    "who was shot had attacked": (
        "A Finn was shot dead by Chadian soldiers as he fired at a patrol.",
        "19",
        "FIN-TCDMIL TCDMIL-FIN",
    ),
    "shells lobbed": ("Chad lobbed shells at Niger.", "194", "TCD-NER"),
    "no longer given": ("Finland no longer funds clinics in Malawi.", "16", "FIN-MWI"),
    "no longer got": ("Malawi is no longer receiving Finnish aid.", "16", "FIN-MWI"),
    "not given": ("Finland did not fund clinics in Malawi.", "16", ""),
    "held up": ("Finland held up a consignment of vaccines for Malawi.", "16", "FIN-MWI"),
    "on the way to help": ("Danish firefighters are on their way to Chile to help put out fires.", "07", "DNKGOV-CHL"),
    "brigades that heal": ("A Cuban medical brigade landed in Malawi to treat the wounded.", "15", ""),
    "shots into the air": (
        "Kenyan soldiers shot into the air to disperse demonstrators.",
        "1",
        "KENMIL-KENOPP",
    ),
    "not abandoned": ("The African Union will not abandon Chad, its chairman said.", "03", "IGOAFRAFU-TCD"),
    "abandoned": ("The African Union will abandon Chad, its chairman said.", "030", ""),
    "paid into": ("NATO will contribute to the rebuilding of Kosovo, its chief said.", "03", "IGOWSTNAT-KSV"),
    "for its own": ("The World Bank has pledged Malawi $90 million for its ports.", "03", "IGOUNODEVWBK-MWI"),
    "to make a third do it": ("Mali asked Ghana to get Chad to free the miners.", "0253", ""),
    "two who object": ("Norway rejected Ghanaian and Peruvian objections to the plan.", "01", "NOR-GHA NOR-PER"),
    "one who objects": ("Norway rejected Ghanaian objections to the plan and Peru.", "01", "NOR-GHA"),
    "the greatest of a continent": ("Chadian rebels captured the largest dam in Africa.", "192", "TCDREB-None"),
    "people of a continent": ("Chad expelled most West Africans.", "17", "TCD-WAF"),
    "talks held abroad": (
        "Chad's government will hold talks with the insurgents next month in Norway.",
        "03",
        "TCDGOV-TCDINS",
    ),
    "a village called so": ("Chadian rebels shelled the village of Cuba.", "194", "TCDREB-None"),
    "the island": ("Chadian rebels shelled the island of Cuba.", "194", "TCDREB-CUB"),
    "arrested elsewhere": (
        "Togolese police arrested three militants, a day after Beninese troops shot two militants in Parakou.",
        "17",
        "TGOCOP-TGOUAF",
    ),
    "a panel of many countries": ("A United Nations panel of judges in Togo criticised Mali.", "11", "IGOUNO-MLI"),
    "on the eve": ("On the eve of a visit by the Danish king to Oslo, shops closed.", "0", "DNKGOV-NORGOV"),
    "a raid that left dead": (
        "Chadian rebels admitted a raid on a Malian camp that left six soldiers dead.",
        "1",
        "None-MLI",
    ),
    "deaths of hostages": ("Nurses marched after the deaths of six Danish hostages.", "18", "None-DNK"),
    "deaths in a storm": ("Nurses marched after the deaths of six Danish sailors in a storm.", "18", ""),
    "who is believed to have done it": (
        "Two Danish nurses were hurt in an attack that police believe was staged by Chadian rebels.",
        "18",
        "TCDREB-DNKHLH",
    ),
    "to do it": ("Mali asked Ghana to free the miners.", "0253", "MLI-GHA"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_beside(name: str, coder: Coder) -> None:
    text, code, expected = CASES[name]
    events = (e for e in coder.code(text, "2015-05-05") if e.event_code.startswith(code))
    sides = {f"{e.source_code}-{e.target_code}" for e in events}
    assert " ".join(sorted(sides)) == expected
