"""Panels: what is counted, what is left out, numbers of states, zeros, and bad input."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import made
import pandas as pd
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import coder
from coder.cli import main
from coder.errors import CoderError, DatasetError
from coder.exchange.panel import QUADS, Choice, make_panel, write_panel


def told(number: int, source: str, code: str, target: str | None, day: date, **given: Any) -> dict[str, Any]:
    return made.told(number, f"d{number}", source, code, target, day, "Paris") | {"publication_date": day} | given


ROWS = [
    told(0, "France", "190", "Ghana", date(2012, 8, 1), killed=3, toll="event"),
    told(1, "France", "036", "Ghana", date(2012, 8, 31), killed=90, toll="cumulative", confidence=0.25),
    told(2, "Ghana", "112", "France", date(2012, 9, 1), stance="threatened", event_date=date(2012, 9, 5)),
    told(3, "Germany", "190", "Yemen", date(2012, 9, 1), killed=2, toll=None),
    told(4, "France", "141", None, date(2012, 10, 2)),
]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.write(tmp_path_factory.mktemp("panel") / "ours", ROWS)


def rows(folder: Path, **choice: Any) -> list[dict[str, Any]]:
    return make_panel(folder, Choice(**choice)).table.to_pylist()


def test_a_dyad_month_counts_classes_scale_deaths_and_denominators(ours: Path) -> None:
    panel = make_panel(ours, Choice())
    first = panel.table.to_pylist()[1]
    assert first == {
        "source_country": "FRA", "source_gwcode": 220, "source_cowcode": 220, "target_country": "GHA",
        "target_gwcode": 452,
        "target_cowcode": 452, "period": date(2012, 8, 1), "events": 2, "verbal_cooperation": 1,
        "material_cooperation": 0,
        "verbal_conflict": 0, "material_conflict": 1, "goldstein_sum": -6.0, "goldstein_mean": -3.0, "killed": 3,
        "documents": 2,
        "sentences": 80,
    }  # fmt: skip
    german = panel.table.to_pylist()[0]
    assert [german[f"{s}_{c}"] for s in ("source", "target") for c in ("gwcode", "cowcode")] == [
        260,
        255,
        678,
        679,
    ] and german["killed"] == 2
    assert panel.left_out == {"no source country": 0, "no target country": 1}


CHOICES: list[dict[str, Any]] = [
    {}, {"unit": "country"}, {"unit": "place", "period": "year"}, {"period": "day", "clock": "publication"},
    {"undirected": True},
    {"min_confidence": 0.5, "stance": "actual"}, {"by": "root"}, {"by": "quad", "unit": "country"}, {"by": "plover"},
    {"fill": "system"},
]  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_the_sum_of_events_is_the_input_less_what_was_left_out(choice: dict[str, Any], ours: Path) -> None:
    panel = make_panel(ours, Choice(**choice))
    frame = panel.table.to_pandas()
    assert frame["events"].sum() == panel.events - sum(panel.left_out.values()) and panel.events == len(ROWS)
    assert (frame[list(QUADS)].sum(axis=1) == frame["events"]).all()
    assert (frame["goldstein_sum"] == frame["goldstein_sum"].round(1)).all()
    assert list(frame["goldstein_mean"].isna()) == list(frame["events"] == 0)


def test_undirected_joins_both_directions_and_the_clock_may_be_publication(ours: Path) -> None:
    joined = rows(ours, undirected=True, period="year")
    assert [(r["source_country"], r["target_country"], r["events"]) for r in joined] == [
        ("DEU", "YEM", 1),
        ("FRA", "GHA", 3),
    ]
    by_event, by_publication = (rows(ours, period="day", clock=c)[-1]["period"] for c in ("event", "publication"))
    assert (by_event, by_publication) == (date(2012, 9, 5), date(2012, 9, 1))


def test_zeros_are_there_only_while_both_states_exist(tmp_path: Path) -> None:
    days = [date(2011, 6, 15), date(2011, 8, 15)]
    folder = made.write(tmp_path / "ours", [told(n, "France", "190", "Ghana", day) for n, day in enumerate(days)])
    frame = make_panel(folder, Choice(fill="system")).table.to_pandas()
    sudan = frame[(frame["source_country"] == "SSD") & (frame["target_country"] == "FRA")]
    assert list(sudan["period"]) == [date(2011, 8, 1)] and not sudan["events"].any() and list(sudan["documents"]) == [1]
    assert (
        not frame.duplicated(["source_country", "target_country", "period"]).any()
        and (frame["source_country"] != frame["target_country"]).all()
    )
    assert frame["source_gwcode"].notna().mean() > 0.99


@pytest.mark.parametrize(
    "choice", [{}, {"fill": "system"}, {"unit": "place", "by": "quad", "stance": "actual"}], ids=str
)
def test_a_dataset_without_events_gives_a_panel_without_events(choice: dict[str, Any], tmp_path: Path) -> None:
    panel = make_panel(made.dataset(tmp_path / "ours", 0), Choice(**choice))
    assert panel.events == 0 and not panel.table["events"].to_numpy().any()


def test_dyad_years_join_by_the_numbers_of_the_correlates_of_war(ours: Path) -> None:
    frame = make_panel(ours, Choice(period="year")).table.to_pandas()
    other = pd.DataFrame({"ccode1": [255, 220], "ccode2": [679, 452], "year": [2012, 2012], "v": [1, 2]})
    joined = other.merge(
        frame.assign(year=[d.year for d in frame["period"]]),
        left_on=["ccode1", "ccode2", "year"],
        right_on=["source_cowcode", "target_cowcode", "year"],
    )
    assert list(joined["events"]) == [1, 2]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_files_hold_the_panel_and_repeat(ending: str, ours: Path, tmp_path: Path) -> None:
    output = tmp_path / f"panel.{ending}"
    panel = write_panel(ours, output, Choice())
    first = output.read_bytes()
    write_panel(ours, output, Choice(), replace=True)
    assert output.read_bytes() == first
    back = pq.read_table(output) if ending == "parquet" else pyarrow.csv.read_csv(output)
    assert (
        back.column_names == panel.table.column_names
        and back["events"].to_pylist() == panel.table["events"].to_pylist()
    )
    if ending == "parquet":
        assert (
            str(pd.read_parquet(output)["source_cowcode"].dtype) == "Int16"
            and back.schema.field("killed").metadata[b"description"]
        )


def test_bad_input_is_refused_and_nothing_is_left(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("years of work")
    for folder, output, choice, error, message in [
        (tmp_path, "p.csv", Choice(), DatasetError, "no dataset of coder"), (ours, "p.xlsx", Choice(), CoderError,
        ".parquet or .csv"),
        (ours, "there.csv", Choice(), DatasetError, "there already"), (ours, "p.csv", Choice(unit="place",
        undirected=True), CoderError, "for dyads"),
        (ours, "p.csv", Choice(fill="system", by="root"), CoderError, "leave out --by"),
    ]:  # fmt: skip
        with pytest.raises(error, match=message):
            write_panel(folder, tmp_path / output, choice)
    assert [p.name for p in tmp_path.iterdir()] == ["there.csv"]


def test_the_command_tells_what_was_left_out(ours: Path, tmp_path: Path) -> None:
    output = tmp_path / "panel.csv"
    result = CliRunner().invoke(main, ["panel", str(ours), "--stance", "actual", "--output", str(output)])
    assert result.exit_code == 0, result.output
    assert "5 events, 2 left out" in result.output and "stance is not actual: 1" in result.output
    assert coder.read(ours)["event_id"].size == 5
