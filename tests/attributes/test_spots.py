"""Squares, palaces and quarters are printed with the town that they lie in, and later sentences tell where it was."""

from __future__ import annotations

import pytest

from coder.dataset.relations import _is_called
from coder.pipeline import Coder

# text → place and precision of its first event
SPOTS = {
    "a palace": (
        "AMMAN - King Abdullah received Egyptian Foreign Minister Sameh Shoukry at Raghadan Palace on Sunday.",
        ("Raghadan Palace, Amman", "city"),
    ),
    "a square of the dateline's town": (
        "BUDAPEST (Reuters) - Thousands of teachers rallied at Liberty Square on Friday against the government.",
        ("Liberty Square, Budapest", "city"),
    ),
    "heroes' square": (
        "BUDAPEST - Thousands of teachers rallied at Heroes' Square on Sunday against the government.",
        ("Heroes' Square, Budapest", "city"),
    ),
    "a quarter that the town owns": (
        "Police clashed with squatters in Accra's Old Fadama on Monday.",
        ("Old Fadama, Accra", "city"),
    ),
    "a district of it": (
        "Police detained ten activists in the Dhaka district of Shahbagh on Monday.",
        ("Shahbagh, Dhaka", "city"),
    ),
    "a village by it": (
        "Rebels burned a clinic at Kesseru, a hamlet in the hills 20 km from Goma, on Monday.",
        ("Kesseru, Goma", "city"),
    ),
    "a village of a province": (
        "Gunmen killed four farmers in the Mubale area of Burundi's eastern Ruyigi province on Monday.",
        ("Mubale, Ruyigi", "admin1"),
    ),
    "a village that is the seat of its district": (
        "LUSAKA - Rebels overran Kalenga, the headquarters of a remote district, on Monday and killed two soldiers.",
        ("Kalenga", "named"),
    ),
    "a village on the outskirts": (
        "TRIPOLI - Soldiers stormed Bir Tarhun, on the southern outskirts of Sabha, on Monday.",
        ("Bir Tarhun, Sabha", "city"),
    ),
    "a place that is retaken": (
        "LUSAKA - Rebels shelled Kibenga on Sunday and killed six soldiers.",
        ("Kibenga", "named"),
    ),
    "a police station": (
        "LAGOS - Nigerian troops shot dead six youths outside the Ogbura police station on Saturday.",
        ("Ogbura", "named"),
    ),
    "a river": ("YANGON - Soldiers killed eight rebels on the banks of the Sittwin River.", ("Sittwin River", "named")),
    "a camp by the dateline's town": (
        "TYRE, Lebanon - Israeli jets bombed a base in the Ain Hiyeh refugee camp, on a hill south of this port.",
        ("Ain Hiyeh, Tyre", "city"),
    ),
    "somebody retaken": (
        "MOSCOW - Russian police captured Zelimkhan, a village preacher, on Monday.",
        ("Moscow", "city"),
    ),
    "no village": ("Police met Hassan Barre, a lawyer from Goma, and arrested four men in Bukavu.", ("Bukavu", "city")),
    "alone": ("Police fired tear gas at students at Moi University on Monday.", ("Moi University", "named")),
    "anybody's": ("Employees protested outside the Presidential Palace on Monday.", (None, None)),
    "somebody's": ("Police in Nairobi arrested a lecturer of Moi University on Monday.", ("Nairobi", "city")),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", SPOTS)
def test_a_spot_is_printed_with_its_town(name: str, coder: Coder) -> None:
    text, place = SPOTS[name]
    event = coder.code(text, "2024-03-14")[0]
    assert (event.place_name, event.place_precision) == place


def test_a_spot_is_no_fault_of_a_dataset() -> None:
    amman = {
        "place_name": "Raghadan Palace, Amman", "place_country": "JOR", "place_admin1": "Amman", "latitude": 31.95522,
        "longitude": 35.94503, "geonames_id": 250441, "place_precision": "city",
    }  # fmt: skip
    assert _is_called(amman)
    assert not _is_called(amman | {"place_name": "Raghadan Palace, Homs"})


# text → place of its first event
LATER = {
    "the blast came": (
        "MOGADISHU - An explosion hit a bus carrying soldiers in southern Somalia on Sunday. The blast came at a "
        "checkpoint outside Baidoa.",
        "Baidoa",
    ),
    "the mine went off": (
        "Two Roma were killed when their van hit a mine in Kosovo, peacekeepers said. The mine went off in the village "
        "of Gornje Polje on Monday.",
        "Gornje Polje",
    ),
    "in a sentence with events": (
        "BISHKEK (AP) - Gunmen attacked a convoy in southern Kyrgyzstan, killing four officers. The ambush happened "
        "near the city of Osh early on Friday.",
        "Osh",
    ),
    "a bomb that nobody told of": (
        "Rebels killed two soldiers in Chad, the army said. A bomb went off in Abéché on Friday.",
        "Chad",
    ),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", LATER)
def test_the_next_sentence_says_where_it_was(name: str, coder: Coder) -> None:
    text, place = LATER[name]
    assert place in str(coder.code(text, "2024-03-14")[0].place_name)
