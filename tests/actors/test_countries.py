"""Whose police, army or rebels a text means that does not say so."""

from __future__ import annotations

import pytest

from coder.actors.countries import Naming
from coder.pipeline import Coder

# text → source and target of its last event
CASES = {
    "place-of-the-event": ("Police killed two miners in Lusaka on Monday.", "ZMBCOP", "ZMBLAB"),
    "the-dateline": ("LUSAKA, Zambia — Police killed two miners on Monday.", "ZMBCOP", "ZMBLAB"),
    "by-whose-border": (
        "ENTEBBE, Uganda - Gunmen killed two miners in a hamlet some 12 km from the Kenyan border.",
        "UGAUAF",
        "UGALAB",
    ),
    "whose-leaders-live-abroad": (
        "NIAMEY, Niger - Protesters, whose chiefs live in exile in Norway, killed two nurses.",
        "NEROPP",
        "NERHLH",
    ),
    "whom-prosecutors-charged": (
        "OSLO - Norway recalled its envoy. Omani prosecutors charged three people in the case.",
        "OMNJUD",
        "OMNCVL",
    ),
    "heads-of-several-states": (
        "MASERU, Lesotho - King Letsie telephoned several heads of state on Monday.",
        "LSOGOV",
        "GOV",
    ),
    "ethnic-of-where-they-are": (
        "SKOPJE, Macedonia - Ethnic Albanian rebels killed two farmers near Tetovo on Monday.",
        "MKDALBREB",
        "MKDAGR",
    ),
    "who-did-it-before": (
        "JOS, Nigeria - Boko Haram fighters stormed a clinic. The raiders abducted two nurses.",
        "NGAREB",
        "NGAHLH",
    ),
    "others-besides": (
        "Gunmen killed two Malian soldiers in Gao and took nine others hostage.",
        "MLIUAF",
        "MLIMIL",
    ),
    "who-is-no-place": ("The Danish envoy to Chad, who condemned Niger, left.", "DNKGOV", "NER"),
    "rangers": ("Rangers killed two miners in Lusaka on Monday.", "ZMBMIL", "ZMBLAB"),
    "by-whom-behind-the-place": (
        "Two miners were killed in and around Goma by Zambian Armed Forces.",
        "ZMBMIL",
        "CODLAB",
    ),
    "place-before-dateline": ("NAIROBI, Kenya — Police killed two miners in Lusaka on Monday.", "ZMBCOP", "ZMBLAB"),
    "what-it-is-about": (
        "The Zambian government raised taxes. Police killed two protesters on Monday.",
        "ZMBCOP",
        "ZMBOPP",
    ),
    "no-mere-mention": ("Police arrested three students over a plot to attack Zambia.", "COP", "EDU"),
    "no-foreign-object": ("Mayor Ann Moss condemned the Iranian government.", "GOV", "IRNGOV"),
    "a-title-and-an-unknown-name": ("KAMPALA, Uganda - General Okello accused Rwanda of aggression.", "UGAMIL", "RWA"),
    "a-title-told-before": ("Nepalese Premier Bhatta left. Premier Bhatta condemned India.", "NPLGOV", "IND"),
    "whose-leader": ("The Syrian army lost ground. Iraq condemned the sect's leader.", "IRQ", "REL"),
    "ministers-of-many": ("Syria burns. Foreign ministers met the Danish king in Brussels.", "DNKGOV", "GOV"),
    "no-media": ("Soldiers killed five villagers, Al Jazeera said.", "MIL", "CVL"),
    "not-of-two": ("Zambia thanked Malawi. Police killed two protesters on Monday.", "COP", "OPP"),
    "from-afar": ("Rebels fired rockets at Haifa on Monday.", "REB", "ISR"),
    "soldiers-among-others": ("Soldiers killed two Palestinians in Nablus.", "MIL", "PSE"),
    "the-same-soldiers": (
        "Turkish soldiers entered Syria. The soldiers killed five villagers near Idlib.",
        "TURMIL",
        "SYRCVL",
    ),
    "no-host": ("The president met the Polish premier in Berlin on Monday.", "POLGOV", "GOV"),
    "dateline-named-as-often-as-others": (
        "LUSAKA, Zambia - Zambia and Malawi signed it. Police killed two miners on Monday.",
        "ZMBCOP",
        "ZMBLAB",
    ),
    "rebels-of-the-only-country": ("Zambian villagers fled. Rebels killed two nurses on Monday.", "ZMBREB", "ZMBHLH"),
    "gunmen-of-anywhere": ("Zambian villagers fled. Gunmen kidnapped Omar Hasan.", "UAF", None),
    "a-senate-of-their-own": ("MANILA, Philippines - Sen. Ana Lima accused Japan of bribery.", "PHLLEG", "JPN"),
    "the-dateline-before-what-is-protested-against": (
        "ZAGREB - Welders marched against tariffs imposed by Canadian Prime Minister Justin Trudeau. "
        "Police arrested two welders.",
        "HRVCOP",
        "HRVLAB",
    ),
    "a-flag-that-is-burned": ("RIGA - A Turkish flag was burned. Police arrested two students.", "LVACOP", "LVAEDU"),
    "who-lives-where-it-happens": (
        "NAIROBI, Kenya - Ugandan nurses rallied in Kampala. Police arrested two students.",
        "UGACOP",
        "UGAEDU",
    ),
    "the-dateline-before-who-comes-later": (
        "LUSAKA, Zambia - The army was put on alert on Monday after a Ugandan helicopter crossed the border.",
        "ZMBMIL",
        None,
    ),
    "town-that-no-gazetteer-has": (
        "Soldiers killed two rebels in the Salvadoran hamlet of Xq on Monday.",
        "SLVMIL",
        "SLVREB",
    ),
}


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_country(name: str, coder: Coder) -> None:
    text, source, target = CASES[name]
    event = coder.code(text, "2024-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)


@pytest.mark.parser
def test_what_is_inferred_is_marked(coder: Coder) -> None:
    (event,) = coder.code("In Lusaka, Zambian police killed two miners on Monday.", "2024-03-14")
    assert (event.source_inferred, event.target_inferred) == (False, True)


def test_a_document_is_about_what_acts_in_it_and_is_named_most() -> None:
    assert Naming({"ZMB": 2, "MWI": 1}, {"ZMB": 1}).about == "ZMB"
    assert Naming({"ZMB": 2, "MWI": 1}, {"MWI": 1}).about == ""
    assert Naming({"ZMB": 1, "MWI": 1}, {"ZMB": 1}).about == ""
    assert Naming().about == ""
    assert Naming({"ZMB": 1}, {"ZMB": 1}).plus(Naming({"MWI": 3}, {"MWI": 1})).about == "MWI"


# One group has one code, whatever those who fight for it are called.
GROUPS = {
    "Boko Haram": ("militants", "insurgents", "gunmen", "fighters", "Islamists"),
    "Islamic State": ("fighters", "militants", "jihadists", "terrorists"),
    "PKK": ("rebels", "militants", "guerrillas"),
}


@pytest.mark.parser
@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_one_code(group: str, coder: Coder) -> None:
    texts = [
        f"{name} killed ten farmers near Kano." for name in (group, *(f"{group} {noun}" for noun in GROUPS[group]))
    ]
    assert len({coder.code(text, "2020-03-14")[0].source_code for text in texts}) == 1


@pytest.mark.parser
def test_who_governs_is_no_part_of_a_group(coder: Coder) -> None:
    (event, *_) = coder.code("Hamas police arrested ten farmers in Gaza.", "2020-03-14")
    assert event.source_code == "PSECOPHMS"


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Former President Emmanuel Macron condemned the attack on Mali.", "FRAELI"),
        ("Opposition leader Emmanuel Macron condemned the attack on Mali.", "FRAOPP"),
        ("President Emmanuel Macron condemned the attack on Mali.", "FRAGOV"),
    ],
)
def test_a_title_in_the_text_wins_over_an_office_without_end(text: str, code: str, coder: Coder) -> None:
    assert coder.code(text, "2030-03-14")[0].source_code == code
