"""What captors do next, the one verb of a sentence taken for a participle, and those who tell of themselves."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def rows(coder: Coder, text: str) -> set[tuple[str, str | None, str | None]]:
    return {(e.event_code, e.source_code, e.target_code) for e in coder.code(text, date="2020-06-15")}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Two Kenyan traders were caught by Somali gunmen and tortured.", ("1822", "SOMUAF", "KENBUS")),
        ("A Kurdish singer was seized by Iranian agents, beaten and deported.", ("174", "IRN", "KURELI")),
        ("Turkish soldiers tear-gassed Kurdish protesters in Mardin.", ("175", "TURMIL", "TURKUROPP")),
        ("Two men in a car shot dead the deputy mayor of a Colombian town.", ("186", "COLCVL", "COLGOV")),
        ("Egyptian police beat him for six hours, the British reporter said.", ("182", "EGYCOP", "GBRMED")),
        ("A Malian migrant told a charity that Libyan police had tortured him.", ("1822", "LBYCOP", "MLIREF")),
        ("Two Dutch nuns were abducted by Libyan rebels, but later freed unharmed.", ("0841", "LBYREB", "NLDCHRCTH")),
        ("Two Laotian monks were jailed in Hanoi and then expelled.", ("174", None, "LAOBUD")),
        ("Tajik police took a car from two Uzbek traders and jailed them.", ("173", "TJKCOP", "UZBBUS")),
        ("Two Finns, thought to be divers, were held by Iranian police, Oman's navy said.", ("173", "IRNCOP", "FIN")),
        ("Somali pirates claiming to hold two Czechs met Libyan ministers.", ("040", "SOMCRM", "LBYGOV")),
        ("The Kurds said Iraqi troops had shelled a dam, denouncing it as a crime.", ("111", "IRQKUR", "IRQMIL")),
        ("The day was marred when Fijian deputies left, accusing the king of theft.", ("1121", "FJILEG", "FJIGOV")),
        ("The Fijian parliament voted on Monday, an aide said, sacking the premier.", ("172", "FJILEG", "FJIGOV")),
    ],
)
def test_who_does_what_to_whom(coder: Coder, text: str, row: tuple[str, str, str]) -> None:
    assert row in rows(coder, text)


def test_those_who_free_somebody_do_not_deport_him(coder: Coder) -> None:
    found = rows(coder, "An Indian sailor was freed by pirates and deported.")
    assert not [row for row in found if row[0] == "174" and (row[1] or "").endswith("CRM")]


def test_a_lawyer_tells_of_another(coder: Coder) -> None:
    assert "182" not in {code for code, _, _ in rows(coder, "Syrian soldiers beat him, the lawyer said.")}
