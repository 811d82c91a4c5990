"""Aid and arms held back, forces that are shown and crowds that protest; and what looks alike."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

CODES = {
    "arms held back": ("Ottawa held up a consignment of rifles for Jordan.", "1622"),
    "funds sat on": ("Austria is sitting on six million euros meant for Kosovo.", "162"),
    "a halt that is ordered": ("Oslo ordered a halt to loans to Burma.", "162"),
    "training broken off": ("Italy broke off its training mission with the Fijian army.", "1622"),
    "days to leave": ("Kenya gave the Togolese consul three days to leave the country.", "161"),
    "... for charities": ("Mali gave the Danish charity 48 hours to leave the country.", "1663"),
    "a ban as a noun": ("An Australian ban on imports of Russian oil took effect.", "163"),
    "sanctions agreed on": ("African leaders agreed on an embargo against Burundi.", "163"),
    "out of a market": ("Japan shut six Burmese banks out of its payment system.", "163"),
    "out of a body": ("The Commonwealth suspended Fiji.", "160"),
    "a mediator who steps back": ("Norway stepped back as mediator in Sri Lanka.", "165"),
    "tanks towards a border": ("Chad sent tanks towards its frontier with Libya.", "154"),
    "a town reinforced": ("The Malian army reinforced Gao with two battalions.", "154"),
    "a state of readiness": ("Peru's air force was in a state of high readiness.", "152"),
    "... of police": ("Peru's police were at their highest level of vigilance.", "151"),
    "arms on parade": ("Peru put its new missiles on parade.", "150"),
    "ships shadowed": ("The Greek navy sent a frigate to shadow a Libyan ship.", "150"),
    "streets filled": ("The streets of Lima were filled with demonstrators.", "141"),
    "a country crippled": ("Unions crippled Portugal with a general strike.", "143"),
    "a road kept shut": ("Bolivian peasants are keeping the road to La Paz closed.", "144"),
    "mobs": ("Mobs burned cars in Suva.", "145"),
}
OTHER = {
    "a deadline for another": ("Kenya gave the Togolese consul three books.", "161"),
    "a ban on smoking": ("An Australian ban on smoking took effect.", "163"),
    "a fan shut out": ("Japan shut six Burmese cats out of its garden.", "163"),
    "a stage filled": ("The streets of Lima were filled with water.", "141"),
}


@pytest.mark.parametrize(("text", "code"), CODES.values(), ids=CODES)
def test_what_is_done_has_its_code(coder: Coder, text: str, code: str) -> None:
    assert code in {event.event_code for event in coder.code(text, date="2015-06-15")}


@pytest.mark.parametrize(("text", "code"), OTHER.values(), ids=OTHER)
def test_what_looks_like_it_has_not(coder: Coder, text: str, code: str) -> None:
    assert code not in {event.event_code for event in coder.code(text, date="2015-06-15")}


def test_a_state_sanctions_nobody_at_home(coder: Coder) -> None:
    text = "Ecuador raised tariffs on Colombian goods, and Bogotá answered by cutting off electricity exports."
    found = coder.code(text, date="2026-01-23")
    assert all(event.source_country != event.target_country for event in found)
