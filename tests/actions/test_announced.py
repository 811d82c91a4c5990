"""What is told as to come or as over: headlines' infinitives, what ends by itself, and to whom it is said."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qatar to ship tents to flooded Yemeni province", ("0333", "QAT", "YEM")),
        ("Oman to free two Danes, minister says", ("0353", "OMN", "DNK")),
        ("The walkout by Senegalese railwaymen ended on Friday.", ("082", "SENLAB", None)),
        ("The boycott of Israeli dates by Malaysia was called off.", ("085", "MYS", "ISR")),
        (
            "Norway's aid minister told Juba it would cut off the money if looting went on.",
            ("1311", "NORGOV", "SSDGOV"),
        ),
        ("A tip from Sweden led Estonian police to the warehouse.", ("064", "SWE", "ESTCOP")),
        ("The heads of state of Laos and Vietnam met in Hanoi.", ("040", "LAOGOV", "VNMGOV")),
    ],
)
def test_told_as_to_come_or_over(coder: Coder, text: str, expected: tuple[str, str, str | None]) -> None:
    """Each has its code, who does it and whom it is done to."""
    rows = {(e.event_code, e.source_code, e.target_code) for e in coder.code(text, "2020-06-15")}
    assert expected in rows
