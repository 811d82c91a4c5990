"""What the town at the head of a report is the place of, and what is of the country, of a state or of another town."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → place of each of its events
PLACED = {
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
    "people of the country": (
        "PORT-AU-PRINCE, Haiti - Protesters in Haiti denounced the government on Wednesday.",
        ["Port-au-Prince"],
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", PLACED)
def test_places_beside_datelines(name: str, coder: Coder) -> None:
    text, places = PLACED[name]
    found = [e.place_name for e in coder.code(text, "2024-03-14")]
    assert found
    assert list(dict.fromkeys(found)) == places
