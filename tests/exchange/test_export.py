"""Exports: the columns of the originals, read back by the merge; flat files; bad input refused."""

from __future__ import annotations

import csv
from pathlib import Path

import made
import pandas as pd
import pytest
from click.testing import CliRunner

import coder
from coder.cameo.ontology import load_ontology
from coder.cli import main
from coder.errors import CoderError, DatasetError
from coder.exchange.export import FORMATS, export
from coder.exchange.formats import GDELT1, GDELT2, ICEWS

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.dataset(tmp_path_factory.mktemp("export") / "ours", 80)


def cells(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf8").splitlines()
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize(("format", "columns"), [("gdelt1", GDELT1), ("gdelt2", GDELT2), ("icews", ICEWS)])
def test_every_event_matches_itself_when_merged_back(
    format: str, columns: tuple[str, ...], ours: Path, tmp_path: Path
) -> None:
    pytest.importorskip("duckdb")
    from coder.exchange.merge import merge_datasets

    assert export(ours, format, tmp_path / "out.tab") == 80
    summary = merge_datasets(ours, [tmp_path / "out.tab"], tmp_path / "merged")
    assert (summary.theirs, summary.rejects, summary.matched_ours, summary.matched_theirs) == (80, 0, 80, 80)
    frame = coder.read(tmp_path / "merged")
    back = frame[frame["origin"] == format].reset_index(drop=True)
    own = coder.read(ours)
    assert list(back["match_id"]) == list(own["event_id"])
    for name in ("event_date", "source_country", "target_country", "place_country", "latitude", "place_precision"):
        assert list(back[name]) == list(own[name]), name
    assert [x == "code" for x in back["match_level"]] == list(back["event_code"] == own["event_code"])


def test_gdelt_has_its_columns_and_nothing_invented(tmp_path: Path) -> None:
    rows = [
        made.event(1)
        | {"source_code": "IMGMUSRUSGOVMIL", "source_country": "RUS", "target_code": "PSEMILHMS", "event_code": "1834"},
        made.event(2)
        | {"source_code": None, "source_country": None, "source_text": "a\tman", "place_name": None, "url": None},
    ]
    folder = made.write(tmp_path / "ours", rows)
    export(folder, "gdelt1", tmp_path / "out.csv")
    first, second = cells(tmp_path / "out.csv", GDELT1)
    assert (
        first["Actor1CountryCode"],
        first["Actor1Religion1Code"],
        first["Actor1Type1Code"],
        first["Actor1Type3Code"],
    ) == ("RUS", "MUS", "IMG", "MIL")
    assert (first["Actor2KnownGroupCode"], first["Actor2Type1Code"]) == ("HMS", "MIL")
    assert (first["EventCode"], first["EventBaseCode"], first["EventRootCode"]) == ("183", "183", "18")
    assert (first["ActionGeo_Type"], first["AvgTone"], first["Actor1Geo_Type"]) == ("4", "", "0")
    assert (second["Actor1Code"], second["Actor1Name"], second["ActionGeo_Type"], second["ActionGeo_Lat"]) == (
        "",
        "A MAN",
        "0",
        "",
    )
    assert "1834 as 183" in (tmp_path / "out.csv.README.md").read_text()


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference files are not here")
def test_dates_and_scales_are_written_as_gdelt_and_icews_do(tmp_path: Path) -> None:
    theirs = cells(REFERENCE / "gdelt_v1_sample.CSV", GDELT1)[0]
    event = made.event(1, event_code=theirs["EventCode"], event_date=pd.Timestamp(theirs["SQLDATE"]).date())
    export(made.write(tmp_path / "ours", [event]), "gdelt1", tmp_path / "out.csv")
    ours = cells(tmp_path / "out.csv", GDELT1)[0]
    for name in (
        "SQLDATE",
        "MonthYear",
        "Year",
        "FractionDate",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
    ):
        assert ours[name] == theirs[name], name
    export(tmp_path / "ours", "icews", tmp_path / "out.tab")
    header = (REFERENCE / "icews_sample.tab").read_text(encoding="utf8").split("\n")[0]
    assert (tmp_path / "out.tab").read_text(encoding="utf8").split("\n")[0] == header


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference files are not here")
def test_intensities_are_those_of_icews_for_every_code(tmp_path: Path) -> None:
    with (REFERENCE / "icews_sample.tab").open(encoding="utf8", newline="") as file:
        wanted = {r["CAMEO Code"]: float(r["Intensity"]) for r in csv.DictReader(file, delimiter="\t")}
    codes = [code for code in load_ontology().events if len(code) > 2]
    export(
        made.write(tmp_path / "ours", [made.event(n, event_code=c) for n, c in enumerate(codes)]),
        "icews",
        tmp_path / "out.tab",
    )
    with (tmp_path / "out.tab").open(encoding="utf8", newline="") as file:
        found = {r["CAMEO Code"]: float(r["Intensity"]) for r in csv.DictReader(file, delimiter="\t")}
    assert len(found) > 280 and len(wanted) > 100
    assert {c: found[c] for c in wanted if c in found} == {c: i for c, i in wanted.items() if c in found}


def test_flat_files_hold_every_column_and_row(ours: Path, tmp_path: Path) -> None:
    own = coder.read(ours)
    export(ours, "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(own.columns) and [r["event_id"] for r in rows] == list(own["event_id"])
    assert rows[0]["event_code"] == own["event_code"][0] and rows[0]["event_date"] == str(own["event_date"][0])
    export(ours, "stata", tmp_path / "out.dta")
    frame = pd.read_stata(tmp_path / "out.dta")
    assert list(frame["event_id"]) == list(own["event_id"]) and str(frame["event_date"].dtype).startswith("datetime64")
    assert frame["killed"].isna().all() and (frame["goldstein"] - own["goldstein"].astype(float)).abs().max() < 1e-5


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bytes_twice(format: str, ours: Path, tmp_path: Path) -> None:
    export(ours, format, tmp_path / "a.txt")
    first = (tmp_path / "a.txt").read_bytes()
    export(ours, format, tmp_path / "a.txt", replace=True)
    assert (tmp_path / "a.txt").read_bytes() == first and len(list(tmp_path.iterdir())) == 2


def test_bad_input_is_refused_and_nothing_is_left(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.csv").write_text("years of work")
    for folder, format, output, error, message in [
        (tmp_path, "csv", "out.csv", DatasetError, "no dataset of coder"), (ours, "xml", "out.csv", CoderError,
        "no format 'xml'"),
        (ours, "csv", "thesis.csv", DatasetError, "there already"), (ours, "csv", "none/out.csv", DatasetError,
        "no folder"),
    ]:  # fmt: skip
        with pytest.raises(error, match=message):
            export(folder, format, tmp_path / output)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.csv"] and (
        tmp_path / "thesis.csv"
    ).read_text() == "years of work"
    result = CliRunner().invoke(main, ["export", str(ours), "--to", "csv", "--output", str(tmp_path / "out.csv")])
    assert result.exit_code == 0 and "80 events" in result.output


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "stata"])
def test_no_cell_is_run_by_a_spreadsheet(format: str, tmp_path: Path) -> None:
    told = dict.fromkeys(("source_text", "source_name", "sentence", "url", "place_name"), "=HYPERLINK(A1)")
    folder = made.write(tmp_path / "ours", [made.event(1) | told | {"target_text": "-2+3", "title": "@SUM(1)"}])
    export(folder, format, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf8", newline="") as handle:
        rows = list(csv.reader(handle, delimiter="," if format == "csv" else "\t"))
    cells = [cell for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells) and any("2+3" in cell for cell in cells)
    assert not [c for c in cells if c[:1] in set("=+-@") and not c[1:].replace(".", "").isdigit()]
