"""Codes that a stance over an action gives rather than a rule for its kind, and what yielding ends or gives up."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

CODED = [
    ("The Fijian premier promised to hold early elections.", "0341"),
    ("Malta urged Tunisia to scrap its land reform.", "0242"),
    ("Oman agreed to mediate between Kuwait and Bahrain.", "039"),
    ("Malta agreed to let Norway mediate.", "038"),
    ("Latvia asked Estonia for a meeting.", "026"),
    ("Kenya begged Uganda to agree to a ceasefire.", "0256"),
    ("Chile requested the extradition of two bankers from Spain.", "0213"),
    ("Denmark nudged Kuwait towards political reform.", "024"),
    ("The Monetary Fund asked Fiji to lower taxes.", "0242"),
    ("Uganda pleaded with Kenya for safe passage for its convoys.", "0255"),
    ("The Tongan parliament abolished the monarchy.", "0834"),
    ("Fiji gave the carvings and the statues back to Samoa.", "0842"),
    ("Denmark closed its naval base in Oman.", "0874"),
    ("Samoa drew closer to Tonga.", "050"),
    ("The Fijian junta freed from prison Sela Vuki, an editor.", "0841"),
    ("Denmark underwrote Fiji's railway.", "071"),
    ("The Bank of Zambia refused the finance minister's request for a loan.", "1221"),
    ("The nurses' union wants the Danish health minister to paint the wards.", "020"),
    ("Kenyan hackers disabled two Danish ports with a worm.", "176"),
    ("Militiamen in Chad went on a rampage through the town of Abeche.", "180"),
    ("The Danish king said sorry to Iceland.", "055"),
    ("Kuwait funded a clinic in Oman.", "071"),
    ("Uganda's anti-corruption commission opened a file on the mayor of Kampala.", "091"),
    ("A court in Lusaka said that the former Zambian premier will go on trial in May.", "173"),
    ("Kuwait gave Fiji two million dollars after the cyclone.", "073"),
    ("The Omani foreign minister invited Yemeni rebels to renounce violence.", "0256"),
    ("The Fijian opposition pulled out of the coalition government.", "160"),
    ("An Omani helicopter fired a rocket at a Yemeni camp.", "195"),
    ("Tongan troops backed Fijian soldiers in an offensive on the island.", "062"),
    ("Fijian guerrillas sneaked onto a Tongan army base.", "190"),
    ("The Fijian finance minister turned the attack on the opposition.", "111"),
    ("Two of the convicts were recaptured by Fijian police.", "173"),
    ("Fijian guerrillas held parts of Suva.", "192"),
    ("Fiji announced a ban on WhatsApp.", "172"),
    ("Omani tanks rolled into Yemen.", "190"),
    ("The reports are untrue, the Omani foreign ministry said.", "016"),
    ("Fijian gunmen seized the state television building in Suva.", "192"),
    ("The Fijian general told the navy to break off its hunt for Tongan boats.", "087"),
    ("The Fijian colonels tore up the constitution.", "1724"),
    ("Fijian warplanes struck the camps of Tongan rebels.", "195"),
    ("Samoa welcomed Tonga's agreement to receive UN peacekeepers.", "051"),
    ("A Tongan senator was stopped from boarding a flight.", "172"),
    ("Striking nurses seized the governor's palace in Suva.", "144"),
    ("Fiji sealed off the town of Nadi and demolished the homes of two rebels.", "191"),
    ("A curfew was imposed in Nadi and Lautoka.", "1723"),
    ("Nurses in Togo sat down on a road, and soldiers led away nine of them.", "173"),
    ("Bandits in Chad took six Danish nurses and released the last of them on Friday.", "0841"),
    ("The Malian Congress of Unions has called on cleaners to stay away from work.", "113"),
    ("Togo's chief imam urged villagers to hand over the killers of two Ghanaian drivers.", "0213"),
    ("Peru demanded that the junta ease fishing restrictions.", "1051"),
    ("Chad asked the rebels in Mali to observe the truce.", "0256"),
    ("Ghana insisted that the Malian rebels lay down their guns.", "1056"),
    ("EU envoys agreed to put six Zambian generals on a visa ban list.", "163"),
    ("Iran ordered a halt to flights to Oman.", "163"),
    ("Zambian prosecutors charged two Kenyan deputies over a brawl.", "115"),
    ("Nigeria promised to admit Ghanaian election observers.", "0355"),
]


@pytest.mark.parametrize(("text", "code"), CODED, ids=[f"{code}-{text[:20]}" for text, code in CODED])
def test_code(text: str, code: str, coder: Coder) -> None:
    assert code in [event.event_code for event in coder.code(text, "2020-06-16")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru halted its air strikes on Ecuador.", "087"),
        ("Fiji urged Peru to stop its shelling of Quito.", "0256"),
    ],
)
def test_what_ends_is_not_told_as_done(text: str, code: str, coder: Coder) -> None:
    assert [event.event_code for event in coder.code(text, "2020-06-16")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The judge of Fiji has called a closed meeting for Thursday to decide what to do.",
        "The Bahraini emir looked forward to lunch.",
        "Peru drew a line under the year.",
        "Fiji owes Samoa an apology.",
        "A Danish brewery halted its operations in Oman.",
        "Thousands of Peruvians took to the streets of Lima to celebrate the carnival.",
    ],
)
def test_no_event(text: str, coder: Coder) -> None:
    assert coder.code(text, "2020-06-16") == []
