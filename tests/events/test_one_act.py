"""One act in several words is one event, and what only says where it was, or how it came about, is nobody's deed."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder
from coder.records import Event

# text → code, source, target and dead of its events
ONE = {
    "coordinated": ("A Danish nurse was seized and abducted by Malian rebels.", [("181", "MLIREB", "DNKHLH", None)]),
    "a protest twice": (
        "Nurses took to the streets of Lima and staged a protest.", [("141", "PERHLH", "PERGOV", None)],
    ),
    "a participle": (
        "Hundreds of nurses marched through Lima, chanting slogans.", [("141", "PERHLH", "PERGOV", None)],
    ),
    "what went off": ("A bomb went off in Gao and killed four Malian soldiers.", [("183", None, "MLIMIL", 4)]),
    "a pronoun": (
        "Rebels seized a Danish nurse in Mali and took her hostage.", [("181", "MLIREB", "DNKHLH", None)],
    ),
    "killed and hurt": ("A car bomb killed nine Malian policemen and wounded 22.", [("1832", None, "MLICOP", 9)]),
    "hurt in the next sentence": (
        "Rebels ambushed a Malian patrol, killing 12 soldiers. Officials said that 25 soldiers were injured.",
        [("190", "MLIREB", "MLIMIL", 12)],
    ),
    "clashes of two": (
        "Nine people were killed in clashes between Chadian troops and Libyan rebels.",
        [("190", "TCDMIL", "LBYREB", 9), ("190", "LBYREB", "TCDMIL", None)],
    ),
    "shelling between two": (
        "Six people were killed in two days of shelling between Thai and Cambodian soldiers.",
        [("190", "THAMIL", "KHMMIL", 6), ("190", "KHMMIL", "THAMIL", None)],
    ),
    "clashes and shelling": (
        "Six people were killed in clashes and shelling between the Malian army and rebels.",
        [("190", "MLIMIL", "MLIREB", 6), ("190", "MLIREB", "MLIMIL", None)],
    ),
    "one side's dead": (
        "Nine Chadian soldiers were killed in clashes with Libyan rebels.", [("190", "LBYREB", "TCDMIL", 9)],
    ),
}  # fmt: skip
TWO = {
    "each in its town": "Nurses marched in Lima and rallied in Cusco.",
    "of two": "Rebels seized a Danish nurse and abducted a Swedish one in Mali.",
    "more dead in another town": "Rebels killed ten Malian soldiers in Gao. Five farmers were killed in Mopti.",
}


def rows(events: list[Event]) -> list[tuple[str, str | None, str | None, int | None]]:
    return [(e.event_code, e.source_code, e.target_code, e.killed) for e in events]


@pytest.mark.parser
@pytest.mark.parametrize("name", ONE)
def test_one_act_is_one_event(coder: Coder, name: str) -> None:
    text, expected = ONE[name]
    assert rows(coder.code(text, "2024-03-14")) == expected


@pytest.mark.parser
@pytest.mark.parametrize("name", TWO)
def test_two_acts_are_two(coder: Coder, name: str) -> None:
    assert len(coder.code(TWO[name], "2024-03-14")) == 2


# text → source of its first event
SCENES = {
    "a capital": ("The Bamako bombing killed six Danes.", None),
    "a capital and a building": ("Six Danes were killed in the Bamako hotel attack.", None),
    "a country": ("Six Danes were killed in the Mali blast.", None),
    "the capital's own": ("Bamako's shelling of Kidal killed six Danes.", "MLIGOV"),
    "its drones": ("Moscow drone attacks killed six Danes in Odesa.", "RUSGOV"),
    "a country that strikes elsewhere": ("Israel bombing kills ten in Lebanon", "ISR"),
    "who arrests abroad": ("A Danish banker was arrested in the U.S. for spying.", "USA"),
    "with an article": ("A Danish banker was arrested in the Netherlands for spying.", "NLD"),
    "a town": ("A Danish banker was arrested in Damascus.", None),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", SCENES)
def test_who_did_it_is_not_where_it_was(coder: Coder, name: str) -> None:
    text, source = SCENES[name]
    assert coder.code(text, "2024-03-14")[0].source_code == source


QUIET = [
    "A ferry capsized off Gabon on Monday. At least 30 people were killed, police said.",
    "An earthquake hit Nepal. The deaths were many: a minister said that 200 people were killed.",
]
TOLD = [
    "Floods hit Nepal. Gunmen killed two nurses in Kathmandu.",
    "A helicopter crashed in Mali. Rebels said that they had shot it down and killed six soldiers.",
]


@pytest.mark.parser
def test_who_dies_in_the_sentence_after_an_accident_died_of_it(coder: Coder) -> None:
    assert [coder.code(text, "2024-03-14") for text in QUIET] == [[], []]
    assert all(coder.code(text, "2024-03-14") for text in TOLD)


BODIES = {
    "who leads it": ("Secretary-General Ban Ki-moon said the world body had opened talks with Chad.", "IGOUNO"),
    "tagged as a name": ("The European Union said on Monday that the bloc had opened talks with Chad.", "IGOEUREEC"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", BODIES)
def test_a_body_takes_up_whoever_leads_it(coder: Coder, name: str) -> None:
    text, body = BODIES[name]
    assert coder.code(text, "2014-03-14")[0].source_code == body


@pytest.mark.parser
def test_what_one_writes_for_is_told_to_whom_one_writes(coder: Coder) -> None:
    events = coder.code("Gabon's president wrote to the king of Tonga to offer his condolences.", "2024-03-14")
    assert ("018", "GABGOV", "TONGOV", None) in rows(events)


# text → code of its first event
TAKEN = {
    "a town of theirs": ("Myanmar rebels took Lashio on Monday.", "192"),
    "retaken": ("Singa was retaken by the Sudanese army.", "192"),
    "a man": ("Marines looked for Joaquin Guzman. Mexican marines captured Guzman on Monday.", "173"),
    "by the police": ("Mexican police captured Guzman on Monday.", "173"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", TAKEN)
def test_a_town_that_no_dictionary_has_is_occupied_and_not_abducted(coder: Coder, name: str) -> None:
    text, code = TAKEN[name]
    assert [e.event_code for e in coder.code(text, "2024-03-14")][-1] == code
