"""What the town at the head of a report is the place of, and what is of the country, of a state or of another town."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → place of each of its events
PLACED = {
    "an agency between strokes": ("TASHKENT, May 4. /TASS/. Police arrested four nurses on Monday.", ["Tashkent"]),
    "no name of who wrote it": ("Our Correspondent, Khulna - Police arrested four nurses on Monday.", ["Khulna"]),
    "an agency behind a day": ("GUWAHATI, India, May 4 KYODO - Police arrested four nurses on Monday.", ["Guwahati"]),
    "a law": (
        "QUITO, Ecuador - President Daniel Noboa declared a state of emergency on Monday.",
        ["Ecuador"],
    ),
    "a mayor's": ("GUAYAQUIL, Ecuador - The mayor imposed a curfew on Monday.", ["Guayaquil"]),
    "a curfew of the town": ("LIMA - The Peruvian government imposed a curfew in the capital on Monday.", ["Lima"]),
    "a state abroad": (
        "PARIS - Chad has jailed five reporters since a weekly was shut down, a watchdog said on Wednesday.",
        ["Chad"],
    ),
    "police of a state": ("PARIS - French police arrested five reporters on Wednesday.", ["Paris"]),
    "told somebody in a town": (
        "BAKU (AzerTac) - Turkey and Azerbaijan should expand military ties, Turkish President Recep Tayyip Erdogan "
        "told Azerbaijani President Ilham Aliyev in Ankara on Friday.",
        ["Ankara"],
    ),
    "at a seat": (
        "UNITED NATIONS (Reuters) - Sudan accused the United Arab Emirates on Tuesday of arming rebels.",
        ["United Nations"],
    ),
    "not at a seat": ("UNITED NATIONS (AP) - Police in Chad arrested ten rebels on Monday, the U.N. said.", ["Chad"]),
    "a guest": ("MOSCOW - North Korea's foreign minister is visiting Russia on Monday.", ["Moscow"]),
    "a state that is no clause": (
        "YANGON (Reuters) - Rebels in Myanmar staged an attack on 30 police posts and an army base in Rakhine state.",
        ["Rakhine"],
    ),
    "after months": (
        "HONIARA - Gunmen seized the police minister at his office on Monday after months of unrest on the island of "
        "Malaita.",
        ["Honiara"],
    ),
    "of all the country": (
        "NAIROBI - A strike by nurses at Kenya's public hospitals entered its second week on Monday.",
        ["Kenya"],
    ),
    "a country of another clause": (
        "TYENDINAGA, Ont. - A Canadian minister held talks on Saturday with Mohawk chiefs over a blockade "
        "that has shut down rail services across Canada.",
        ["Tyendinaga"],
    ),
    "its own building": (
        "VILNIUS (AP) - Soviet troops stormed Lithuania's main television centre on Sunday, killing 11 people.",
        ["Vilnius"],
    ),
    "an aim": (
        "AMMAN - Syrian troops launched an offensive to take control of Homs.",
        ["Homs"],
    ),
    "taken from it": (
        "NABLUS - Israeli forces detained eight Palestinians from various parts of the West Bank on Sunday.",
        ["West Bank"],
    ),
    "close to": (
        "SURIN, Thailand - A Thai jet bombed a Cambodian post close to Battambang, the army said.",
        ["Battambang"],
    ),
    "in a harbour": ("COLOMBO - Commandos sank two gunboats in the eastern harbour of Trincomalee.", ["Trincomalee"]),
    "while others did elsewhere": (
        "GULU, Uganda - Gunmen killed six men, the army said Tuesday, while in Kampala ministers met the bishops.",
        ["Gulu", "Kampala"],
    ),
    "told the press": (
        "PARIS - French President Emmanuel Macron told Malian President Assimi Goita in Bamako on Sunday that France "
        "would withdraw its troops.",
        ["Bamako"],
    ),
    "towards": ("LARKANA: Lawyers boycotted courts here on Thursday and marched towards Karachi.", ["Larkana"]),
    "no island is a town": ("MIAMI - Cuba has barred two dissidents from leaving the island.", ["Cuba"]),
    "an old wire": (
        "BOGOTA, 17 OCT 88 (DPA) -- THE GOVERNMENT TODAY MET LEADERS OF THE GUERRILLAS.",
        ["Bogotá"],
    ),
    "told again by another name": (
        "BAGHDAD - Iraqi insurgents killed four Iraqi policemen on Sunday. The Iraqi policemen were killed when Iraqi "
        "gunmen opened fire near Samarra.",
        ["Sāmarrā’"],
    ),
    "people of the country": (
        "PORT-AU-PRINCE, Haiti - Protesters in Haiti denounced the government on Wednesday.",
        ["Port-au-Prince"],
    ),
    "the scene of what was told before": (
        "NEW DELHI - Militants attacked a police patrol in Sopore on Monday. Troops flew to the scene to arrest men.",
        ["Sopore"],
    ),
    "there, where no gazetteer knows": (
        "DAKAR - At Mirago, crowds burned a police station on Monday, and a shootout there left four dead.",
        ["Mirago"],
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", PLACED)
def test_places_beside_datelines(name: str, coder: Coder) -> None:
    text, places = PLACED[name]
    found = [e.place_name for e in coder.code(text, "2024-03-14")]
    assert found
    assert list(dict.fromkeys(found)) == places
