"""The rule of a match: candidates, score, the best, and what chance gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from coder.cameo.ontology import load_ontology
from coder.exchange.match import LEVELS, Matcher, exported_id

pytest.importorskip("duckdb")
from coder.exchange.duck import connect  # noqa: E402

DAY = date(2018, 6, 15)
PARIS, LYON = (48.85, 2.35), (45.75, 4.85)


def table(rows: list[tuple[Any, ...]], key: str) -> pa.Table:
    """Rows of (id, source, code, target, days after DAY, place)."""
    events = load_ontology().events
    columns: dict[str, Any] = {
        key: [r[0] for r in rows], "source_country": pa.array([r[1] for r in rows], pa.string()),
        "event_code": [r[2] for r in rows], "event_base_code": [events[r[2]].base for r in rows],
        "event_root_code": [events[r[2]].root for r in rows], "target_country": pa.array([r[3] for r in rows],
        pa.string()),
        "event_date": pa.array([DAY + timedelta(days=r[4]) for r in rows], pa.date32()),
        "latitude": pa.array([r[5] and r[5][0] for r in rows], pa.float64()),
        "longitude": pa.array([r[5] and r[5][1] for r in rows], pa.float64()),
    }  # fmt: skip
    return pa.table(columns).combine_chunks()


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    with connect(tmp_path / "spill") as found:
        yield found


def found(
    connection: Any, ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]], window: int = 1
) -> list[tuple[Any, ...]]:
    rows = table(theirs, "origin_id")
    matcher = Matcher(connection, table(ours, "event_id"), window)
    match = matcher.find({n: rows[n].combine_chunks() for n in rows.column_names})
    ids = matcher.ids.to_pylist()
    cells = zip(match.events.tolist(), match.scores.tolist(), match.levels.tolist(), strict=True)
    return [(ids[e], round(s, 4), LEVELS[x]) if e >= 0 else NONE for e, s, x in cells]


A, B = "a" * 16, "b" * 16
NONE = (None, None, None)
CASES = [
    ("the same", ("FRA", "190", "GHA", 0, PARIS), ("FRA", "190", "GHA", 0, PARIS), (A, 1.0, "code")),
    ("a day apart", ("FRA", "190", "GHA", 0, PARIS), ("FRA", "190", "GHA", 1, PARIS), (A, 0.85, "code")),
    ("two days apart", ("FRA", "190", "GHA", 0, PARIS), ("FRA", "190", "GHA", -2, PARIS), NONE),
    ("the same base", ("FRA", "1831", "GHA", 0, PARIS), ("FRA", "1834", "GHA", 0, PARIS), (A, 0.9, "base")),
    ("the same root", ("FRA", "181", "GHA", 0, PARIS), ("FRA", "1834", "GHA", 0, PARIS), (A, 0.8, "root")),
    ("another root", ("FRA", "180", "GHA", 0, PARIS), ("FRA", "190", "GHA", 0, PARIS), NONE),
    ("393 km away", ("FRA", "190", "GHA", 0, PARIS), ("FRA", "190", "GHA", 0, LYON), (A, 0.8821, "code")),
    ("far away", ("FRA", "190", "GHA", 0, PARIS), ("FRA", "190", "GHA", 0, (-33.9, 151.2)), (A, 0.7, "code")),
    ("no place", ("FRA", "190", "GHA", 0, None), ("FRA", "190", "GHA", 0, LYON), (A, 0.9, "code")),
    ("no target on either side", ("FRA", "190", None, 0, PARIS), ("FRA", "190", None, 0, PARIS), (A, 1.0, "code")),
    ("no target on one side", ("FRA", "190", None, 0, PARIS), ("FRA", "190", "GHA", 0, PARIS), NONE),
    ("no source", (None, "190", "GHA", 0, PARIS), (None, "190", "GHA", 0, PARIS), NONE),
    ("a direction turned", ("FRA", "190", "GHA", 0, PARIS), ("GHA", "190", "FRA", 0, PARIS), NONE),
    ("a meeting turned", ("FRA", "040", "GHA", 0, PARIS), ("GHA", "040", "FRA", 0, PARIS), (A, 1.0, "code")),
    ("talks against a meeting", ("FRA", "040", "GHA", 0, PARIS), ("GHA", "046", "FRA", 0, PARIS), (A, 0.8, "root")),
    ("an accord turned", ("FRA", "057", "GHA", 0, PARIS), ("GHA", "057", "FRA", 0, PARIS), (A, 1.0, "code")),
    ("a visit and its hosting", ("FRA", "042", "GHA", 0, PARIS), ("GHA", "043", "FRA", 0, PARIS), (A, 1.0, "code")),
    ("a hosting and its visit", ("FRA", "043", "GHA", 0, PARIS), ("GHA", "042", "FRA", 0, PARIS), (A, 1.0, "code")),
    ("a visit turned", ("FRA", "042", "GHA", 0, PARIS), ("GHA", "042", "FRA", 0, PARIS), NONE),
    ("within one country", ("FRA", "190", "FRA", 0, PARIS), ("FRA", "190", "FRA", 0, PARIS), (A, 1.0, "code")),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_matches_and_how_well(ours: tuple, theirs: tuple, wanted: tuple, connection: Any) -> None:
    assert found(connection, [(A, *ours)], [("7", *theirs)]) == [wanted]


def test_the_best_wins_and_ties_go_to_the_lower_id(connection: Any) -> None:
    ours = [
        (B, "FRA", "190", "GHA", 0, PARIS),
        (A, "FRA", "190", "GHA", 0, PARIS),
        ("c" * 16, "FRA", "193", "GHA", 0, PARIS),
    ]
    theirs = [
        ("1", "FRA", "190", "GHA", 0, PARIS),
        ("2", "FRA", "193", "GHA", 1, PARIS),
        ("3", "FRA", "193", "GHA", 0, LYON),
    ]
    assert [f[0] for f in found(connection, ours, theirs)] == [A, "c" * 16, "c" * 16]


def test_a_wider_window_finds_more(connection: Any) -> None:
    assert found(connection, [(A, "FRA", "190", "GHA", 0, PARIS)], [("7", "FRA", "190", "GHA", 3, PARIS)], 3) == [
        (A, 0.55, "code")
    ]


def test_a_row_that_was_exported_matches_its_event_whatever_it_says(connection: Any) -> None:
    ours = [("0123456789abcdef", None, "1834", None, 0, None), (A, "FRA", "190", "GHA", 0, PARIS)]
    theirs = [(str(exported_id("0123456789abcdef")), None, "183", None, 0, None), ("x", "FRA", "190", "GHA", 0, PARIS)]
    assert found(connection, ours, theirs) == [("0123456789abcdef", 1.0, "base"), (A, 1.0, "code")]


def test_chance_is_what_matches_when_our_dates_are_others(connection: Any) -> None:
    ours = table([(A, "FRA", "040", "GHA", 0, PARIS)], "event_id")
    theirs = table(
        [(str(n), "FRA", "040", "GHA", d, PARIS) for n, d in enumerate((0, 30, 31, 90, 200))]
        + [("9", "GHA", "040", "FRA", -60, None)],
        "origin_id",
    )
    matcher = Matcher(connection, ours, 1)
    matcher.find({n: theirs[n].combine_chunks() for n in theirs.column_names})
    assert matcher.by_chance() == pytest.approx((2 + 1 + 1) / 6)
