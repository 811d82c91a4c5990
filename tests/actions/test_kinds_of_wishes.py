"""Deeds that are asked for, promised, demanded and refused, each with its own code; and what only looks like one."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

CODES = {
    "joint exercises asked for": ("Tunisia proposed joint naval drills to Malta.", "0212"),
    "ties are no policy": ("Gabon's president called for closer economic ties with Chile.", "0211"),
    "information": ("Oslo asked Riga for information about the smugglers.", "0214"),
    "refugees who beg": ("Eritrean refugees begged Sudan to let them in.", "0233"),
    "troops to protect": ("The bishops asked Kenya to send soldiers to protect civilians.", "0234"),
    "protection": ("Yazidi elders asked the United Nations for protection.", "0234"),
    "refugees taken in": ("Chile took in hundreds of Syrian refugees.", "073"),
    "... promised": ("Latvia will take in hundreds of Afghan refugees.", "0333"),
    "... refused": ("Malta refused to take in Libyan migrants.", "1223"),
    "a freed ship": ("Togo called for the release of its trawler by Gabon.", "0253"),
    "a hijacker": ("Athens told Tripoli that it must hand over the hijacker.", "1013"),
    "extradition of anybody": ("Bolivia refused to extradite the founder of the bank.", "1213"),
    "cooperation demanded": ("The African Union demanded full cooperation from Chad.", "101"),
    "a name with democratic in it": (
        "Norway demanded that the Democratic People's Republic of Korea forsake its nuclear programme.",
        "105",
    ),
    "weapons laid down": ("The Karen rebels refused to disarm.", "1246"),
    "a strike's end": ("The Greek premier demanded an end to the strike.", "1052"),
    "a budget": ("The Peruvian government rejected demands to change its budget.", "1232"),
    "a visa for an envoy": ("Eritrea refused a visa to a United Nations rapporteur.", "1245"),
    "protests put down": ("The Togolese police chief warned that he would not tolerate rallies.", "137"),
    "called on against": ("Opposition leaders called on Omanis to resist the sultan.", "113"),
    "talks over something": ("Benin and Togo are negotiating over the river.", "046"),
    "a crowd": ("Demonstrators in Lima called for the resignation of the Peruvian president.", "1411"),
    "a relief body": ("The Red Cross withdrew from Chad.", "1663"),
    "a mediator": ("Lakhdar Brahimi quit as mediator in Syria.", "165"),
    "a court against a ban": ("A Kenyan court overturned a ban on an opposition party.", "0812"),
    "trade forbidden": ("Canada barred its companies from investing in Myanmar.", "163"),
    "a welcome visit": ("Jordan welcomed the visit of the Iraqi envoys.", "051"),
    "in words": ("The Danish senator attacked the premier on his voting record.", "111"),
    "inquirers": ("Norway sent a team of experts to Malta to investigate the blast.", "090"),
    "object of a particle": ("The Congolese militia handed in its weapons.", "0873"),
    "able": ("The Kenyan police were able to arrest nine rioters.", "173"),
    "there to protest": ("Zambian nurses were outside the ministry on Sunday to protest against the cuts.", "1412"),
}
NOT = {
    "a republic": ("Norway urged the Czech Republic to lower its flag.", "0244"),
    "a council of security": ("Oman asked the Security Council to annul the vote.", "0234"),
    "an end of sanctions": ("Cuba demanded an immediate end to sanctions.", "113"),
    "rights in a name": ("Norway asked Serbia to lend a car to human rights monitors.", "0243"),
    "driven out": ("Pakistani forces are driving militants out of the mountains.", "0874"),
    "left dead": ("Rioting and police firing left two dead in Nairobi.", "0874"),
    "not able": ("The Kenyan police were not able to arrest the rioters.", "173"),
    "a carrier into a gulf": ("The United States sent an aircraft carrier to the Persian Gulf.", "072"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", CODES)
def test_code(case: str, named_only: Coder) -> None:
    text, code = CODES[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05")}


@pytest.mark.parser
@pytest.mark.parametrize("case", NOT)
def test_not_that_code(case: str, named_only: Coder) -> None:
    text, code = NOT[case]
    assert code not in {e.event_code for e in named_only.code(text, "2012-06-05") if e.stance != "refused"}
