"""Where something was done that is told by who speaks, by what is hit, or by the place behind which it is told."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

pytestmark = pytest.mark.parser

# text → trigger and place
TOLD = {
    "speaking from": (
        "LUSAKA - The ousted premier, speaking from Accra, accused the army of fraud.",
        "accused",
        "Accra",
    ),
    "by telephone": (
        "LUSAKA - Speaking by telephone from Accra, the ousted premier accused the army of fraud.",
        "accused",
        "Accra",
    ),
    "what one says besides": (
        "LUSAKA - Soldiers raided the villa of the ousted premier, who from a hotel in Accra accused the army.",
        "raided",
        "Lusaka",
    ),
    "a home": ("LUSAKA - Soldiers surrounded the Ndola residence of the deputy on Friday.", "surrounded", "Ndola"),
    "no house": ("LUSAKA - Soldiers attacked members of the Texas House on Friday.", "attacked", "Lusaka"),
    "called so": (
        "LUSAKA - Gunships bombed what the army described as a depot of the rebels in Kasama on Friday.",
        "bombed",
        "Kasama",
    ),
    "said to be": (
        "LUSAKA - Gunships bombed what the army said was a rebel depot in Kasama on Friday.",
        "bombed",
        "Kasama",
    ),
    "the port of": ("LUSAKA - In the northern port of Mpulungu rioters looted a barracks.", "looted", "Mpulungu"),
    "a bed": (
        "KASAMA, Zambia - The deputy was fighting for his life in a Lusaka hospital after being shot by gunmen.",
        "shot",
        "Kasama",
    ),
    "a march dispersed": (
        "LUSAKA - Miners who had gathered in Ndola were dispersed with tear gas on Friday.",
        "dispersed",
        "Ndola",
    ),
    "where": (
        "LUSAKA - The premier praised miners from Ndola, where soldiers had arrested a judge on Friday.",
        "arrested",
        "Ndola",
    ),
    "out of": ("U.S. special forces lifted ninety diplomats out of Kasama on Friday.", "lifted", "Kasama"),
    "an airport": ("Zambia's aircraft cratered the runways of Kasama airport on Friday.", "cratered", "Kasama"),
    "between": ("LUSAKA - Gunmen attacked a convoy between Kasama and Ndola on Friday.", "attacked", "Kasama"),
    "a court of appeal": (
        "The court of appeal in Lyon on Friday quashed the expulsion of a Chadian.",
        "quashed",
        "Lyon",
    ),
    "in order to": ("Soldiers in Ndola opened fire to disperse protesters on Friday.", "disperse", "Ndola"),
    "for": ("The Zambian president left for Accra to try again on Friday.", "left", "Accra"),
    "a session": (
        "LUSAKA - The African Union, acting at the end of a long session in Accra, suspended Zambia on Friday.",
        "suspended",
        "Accra",
    ),
    "talks that broke up": (
        "LUSAKA - At talks with Chad, which broke up in Accra on Friday, Zambia rejected a truce.",
        "rejected",
        "Accra",
    ),
    "whose square": (
        "Students rallied in Ndola's People's Square on Friday against the government.",
        "rallied",
        "People's Square, Ndola",
    ),
    "an hotel": (
        "LUSAKA - Police clashed with miners at the Hotel Karamba on Friday.",
        "clashed",
        "Hotel Karamba, Lusaka",
    ),
    "shelled, in a province": (
        "Rebels shelled Kobeli, in the Togolese province of Kara, on Monday.",
        "shelled",
        "Kobeli, Kara",
    ),
    "a barrio": ("LIMA - Police shot two youths in the barrio of Karambal on Friday.", "shot", "Karambal"),
    "trying to": (
        "LUSAKA - Soldiers shot at miners trying to storm a barracks in Ndola on Friday.",
        "shot",
        "Ndola",
    ),
    "all of a country": (
        "Bombs ripped through churches across Togo on Sunday, and police arrested six men in the village of Kobeli.",
        "ripped",
        "Togo",
    ),
    "what others did there": (
        "Bombs ripped through churches across Togo on Sunday, and police arrested six men in the village of Kobeli.",
        "arrested",
        "Kobeli",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_where_it_was(name: str, coder: Coder) -> None:
    text, trigger, place = TOLD[name]
    found = coder.code(text, "2024-03-14")
    assert {e.place_name for e in found if trigger in e.trigger_text} == {place}


def test_a_square_is_in_the_town_told_before(coder: Coder) -> None:
    text = "Miners marched in Ndola on Friday. Police fired tear gas near Karamba Park."
    assert [e.place_name for e in coder.code(text, "2024-03-14")][-1] == "Karamba Park, Ndola"


def test_a_blockade_of_a_country_is_not_of_the_port_that_is_hit(coder: Coder) -> None:
    text = "Israel imposed a blockade on Lebanon and its jets bombed the port of Tyre on Friday."
    places = {e.trigger_text: e.place_name for e in coder.code(text, "2024-03-14")}
    assert "Lebanon" in places.values() and "Tyre" in places.values()
