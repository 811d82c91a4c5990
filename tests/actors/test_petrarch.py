"""PETRARCH and TABARI dictionaries: every form of line, and what is said of those that can't be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coder.actors.lexicon import load_lexicon
from coder.actors.petrarch import read_petrarch

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "petrarch"

FORMS = {
    "name-and-code": ("ATLANTIS_ [ATL]", [("ATLANTIS", "ATL", "", "")]),
    "synonym": ("ATLANTIS_ [ATL]\n+LOST_ISLE_ ; a poet", [("ATLANTIS", "ATL", "", ""), ("LOST ISLE", "ATL", "", "")]),
    "spaces": ("LOST ISLE [ATL]", [("LOST ISLE", "ATL", "", "")]),
    "comment": ("# ISLES\nATLANTIS_ [ATL] # LRP 02 Jun 2004", [("ATLANTIS", "ATL", "", "")]),
    "xml-comment": ("<!-- old\nlines [X] -->\nATLANTIS_ [ATL]", [("ATLANTIS", "ATL", "", "")]),
    "code-below": ("KING_MINOS\n+MINOS_\n\t[GRCGOV]", [("KING MINOS", "GRCGOV", "", ""), ("MINOS", "GRCGOV", "", "")]),
    "names-that-share-a-code": ("ONE_\nTWO_\n\t[GRC]", [("ONE", "GRC", "", ""), ("TWO", "GRC", "", "")]),
    "before": ("MINOS_ [GRC <19900101]", [("MINOS", "GRC", "", "1990-01-01")]),
    "after": ("MINOS_ [GRC > 19900101]", [("MINOS", "GRC", "1990-01-01", "")]),
    "range": ("MINOS_ [GRCGOV 19900101 - 19911231]", [("MINOS", "GRCGOV", "1990-01-01", "1991-12-31")]),
    "short-years": ("MINOS_ [GRCGOV 970101-061231]", [("MINOS", "GRCGOV", "1997-01-01", "2006-12-31")]),
    "day-after-the-months-end": ("MINOS_ [GRCGOV <20080631]", [("MINOS", "GRCGOV", "", "2008-06-30")]),
    "several-codes": (
        "MINOS_\n\t[GRCGOV <19900101]\n\t[GRCELI >19900102]",
        [("MINOS", "GRCGOV", "", "1990-01-01"), ("MINOS", "GRCELI", "1990-01-02", "")],
    ),
    "discarded": ("MINOS_ [---]\nATLANTIS_ [ATL]", [("ATLANTIS", "ATL", "", "")]),
    "lower-case-code": ("MINOS_ [grc]", [("MINOS", "GRC", "", "")]),
    "two-actors": ("MINOS_ [GRC/ATL]", [("MINOS", "GRC", "", "")]),
    "agent": ("FERRYMAN {} [~BUS]", [("ferryman", "BUS", "", "")]),
    "agent-with-blanks": ("FERRYMAN {} [ ~BUS]", [("ferryman", "BUS", "", "")]),
    "agent-type-first": ("RELIEF_BODY {} [NGO~]", [("relief body", "NGO", "", "")]),
    "set": ("!P! = MAN, WOMAN\nFERRY!P! [~BUS]", [("ferryman", "BUS", "", ""), ("ferrywoman", "BUS", "", "")]),
}


@pytest.mark.parametrize("case", FORMS)
def test_forms(case: str, tmp_path: Path) -> None:
    text, expected = FORMS[case]
    path = tmp_path / "own.actors.txt"
    path.write_text(text + "\n", encoding="utf8")
    warnings: list[str] = []
    assert [(e.name, e.code, e.start, e.end) for e in read_petrarch(path, warnings)] == expected
    assert warnings == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GOOSE {GEESE} [~GGS]", ("geese",)),
        ("POLICE {} [~COP]", ()),
        ("MINISTRY [~GOV]", ("ministries",)),
        ("CHAMBER_OF_COMMERCE [~BUS]", ("chambers of commerce",)),
    ],
)
def test_plurals_of_agents(line: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "own.agents.txt"
    path.write_text(line, encoding="utf8")
    assert [e.plurals for e in read_petrarch(path, [])] == [expected]


FAULTS = {
    "bracket": ("ATLANTIS_ [ATL", "unpaired bracket"),
    "date": ("ATLANTIS_ [ATL 2004017-20061201]", "dates '2004017-20061201' are not understood"),
    "code": ("ATLANTIS_ [12]", "'12' holds no actor code"),
    "agent": ("FERRYMAN [~BUS}", "holds no agent code"),
    "set": ("FERRY!Q! [~BUS]", "!Q! is not defined"),
    "no-code": ("ATLANTIS_", "'ATLANTIS' has no code"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_malformed_line_is_told_and_the_rest_is_read(case: str, tmp_path: Path) -> None:
    line, message = FAULTS[case]
    path = tmp_path / "own.actors.txt"
    path.write_text(f"LEMURIA_ [LEM]\n{line}\n", encoding="utf8")
    warnings: list[str] = []
    assert [e.name for e in read_petrarch(path, warnings)] == ["LEMURIA"]
    assert [w for w in warnings if "own.actors.txt:2: " in w and message in w] == warnings != []


def test_they_load_beside_the_packages_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from named import found

    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "own.actors.txt"
    path.write_text("ATLANTIS_ [FRAGOV 19900101-19911231]\n+LOST_ISLE [\n", encoding="utf8")
    for _ in range(2):  # compiled, then read from the cache
        lexicon = load_lexicon([path])
        assert found(lexicon, "Atlantis", date(1991, 1, 1)) == [("Atlantis", "FRAGOV")]
        assert found(lexicon, "an atlantis") == []
        assert len(lexicon.warnings) == 1


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the field's dictionaries are not here")
@pytest.mark.parametrize(
    ("name", "least", "most"), [("Phoenix.Countries.actors.txt", 39_000, 10), ("Phoenix.agents.txt", 3_000, 5)]
)
def test_the_fields_own_dictionaries(name: str, least: int, most: int) -> None:
    warnings: list[str] = []
    assert sum(1 for _ in read_petrarch(REFERENCE / name, warnings)) >= least
    assert len(warnings) <= most
