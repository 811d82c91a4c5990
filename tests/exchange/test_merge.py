"""Merging: no line is lost, the same bytes twice, bad lines told by file and line, bad input refused."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

import made
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from made_gdelt import gdelt_file

import coder
from coder.cli import main
from coder.dataset.read import read_manifest
from coder.errors import DatasetError, InputError
from coder.exchange.formats import FORMATS, GDELT1
from coder.exchange.merge import Merged, merge_datasets

pytest.importorskip("duckdb")
REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.dataset(tmp_path_factory.mktemp("merge") / "ours", 60)


def merged(ours: Path, files: list[Path], output: Path, window: int = 1) -> Merged:
    summary = merge_datasets(ours, files, output, window)
    table = coder.read(output, engine="arrow")
    assert (
        table.num_rows == summary.ours + summary.theirs and read_manifest(output)["counts"]["events"] == table.num_rows
    )
    assert coder.read(output, "rejects", engine="arrow").num_rows == summary.rejects
    return summary


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference files are not here")
def test_real_files_merge_without_a_lost_line(ours: Path, tmp_path: Path) -> None:
    files = [REFERENCE / "gdelt_v1_sample.CSV", REFERENCE / "icews_sample.tab"]
    lines = sum(len(f.read_bytes().splitlines()) for f in files) - 1
    summary = merged(ours, files, tmp_path / "out")
    assert (summary.theirs, summary.rejects) == (lines, 0)
    frame = coder.read(tmp_path / "out")
    assert dict(frame["origin"].value_counts()) == {"icews": 3705, "gdelt1": 1255, "coder": 60}
    germans = frame[(frame["source_country"] == "DEU") & (frame["event_date"] > pa.scalar(2**14, pa.date32()).as_py())]
    assert set(germans["source_gwcode"]) == {260} and set(germans["source_cowcode"]) == {255}
    assert frame[frame["origin"] == "icews"]["place_country"].notna().mean() > 0.99


def row_of(event: dict, **cells: str) -> str:
    """A line of GDELT that tells the same as an event of ours."""
    given = {
        "GLOBALEVENTID": "1",
        "SQLDATE": f"{event['event_date']:%Y%m%d}",
        "DATEADDED": f"{event['event_date']:%Y%m%d}",
    }
    given |= {
        "EventCode": event["event_code"],
        "Actor1CountryCode": event["source_country"],
        "Actor2CountryCode": event["target_country"],
    }
    return "\t".join(str((given | cells).get(name, "")) for name in GDELT1)


def test_both_rows_of_a_match_stay_and_share_its_id(ours: Path, tmp_path: Path) -> None:
    event = made.event(3, "doc-000000")
    (tmp_path / "one.csv").write_text(
        row_of(event) + "\n" + row_of(event, GLOBALEVENTID="2", SQLDATE="20200101") + "\n"
    )
    summary = merged(ours, [tmp_path / "one.csv"], tmp_path / "out")
    assert (summary.matched_ours, summary.matched_theirs, summary.theirs) == (1, 1, 2)
    pair = coder.read(tmp_path / "out", filters=[("match_id", "==", event["event_id"])], engine="arrow").to_pylist()
    assert [p["origin"] for p in pair] == ["gdelt1", "coder"] and [p["match_score"] for p in pair] == [
        pytest.approx(0.9)
    ] * 2
    assert (
        pair[1]["sentence"] == event["sentence"]
        and pair[0]["event_id"] is None
        and pair[0]["event_name"] == pair[1]["event_name"]
    )


BAD = [
    ("too few columns", "a\tb", "2 columns instead of 58"),
    ("no date", row_of(made.event(1), SQLDATE="2012"), "SQLDATE is '2012': no date like 20120801"),
    ("no such day", row_of(made.event(1), SQLDATE="20120231"), "no day of the calendar"),
    ("no such code", row_of(made.event(1), EventCode="999"), "EventCode is '999': no CAMEO code"),
    ("a lost zero", row_of(made.event(1), EventCode="36"), "a zero before it was lost"),
    ("no such place", row_of(made.event(1), ActionGeo_Lat="91"), "degrees run from -90 to 90"),
    ("words for a number", row_of(made.event(1), NumMentions="many"), "no whole number"),
    ("an empty line", "", "the line is empty"),
]


def test_bad_lines_are_told_by_file_and_line_and_the_rest_goes_on(ours: Path, tmp_path: Path) -> None:
    good = row_of(made.event(5))
    lines = [line.encode() for _, bad, _ in BAD for line in (good, bad)] + [b"\xff" + good.encode(), good.encode()]
    (tmp_path / "bad.csv").write_bytes(b"\r\n".join(lines))
    summary = merged(ours, [tmp_path / "bad.csv"], tmp_path / "out")
    assert (summary.theirs, summary.rejects) == (len(BAD) + 1, len(BAD) + 1)
    told = {r["place"]: r["reason"] for r in coder.read(tmp_path / "out", "rejects", engine="arrow").to_pylist()}
    for number, (_, _, reason) in enumerate(BAD):
        assert reason in told[f"bad.csv:{2 * number + 2}"]
    assert "not UTF-8" in told[f"bad.csv:{2 * len(BAD) + 1}"]


@pytest.mark.parametrize("columns", [57, 58, 61])
def test_every_version_and_packing_gives_the_same_rows(columns: int, ours: Path, tmp_path: Path) -> None:
    plain = gdelt_file(tmp_path / "rows.csv", 300, columns=columns)
    with zipfile.ZipFile(tmp_path / "rows.csv.zip", "w") as archive:
        archive.write(plain, "rows.CSV")
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    named = pyarrow.csv.read_csv(
        plain, pyarrow.csv.ReadOptions(column_names=FORMATS[columns].columns), pyarrow.csv.ParseOptions(delimiter="\t"),
        pyarrow.csv.ConvertOptions(column_types={c: pa.string() for c in FORMATS[columns].columns if "Code" in c}),
    )  # fmt: skip
    pq.write_table(named.rename_columns([c.lower() for c in named.column_names]), tmp_path / "rows.parquet")
    found = []
    for name in ("rows.csv", "rows.csv.zip", "rows.csv.gz", "rows.parquet"):
        summary = merged(ours, [tmp_path / name], tmp_path / f"out-{name}")
        assert (summary.theirs, summary.rejects) == (300, 0)
        found.append(coder.read(tmp_path / f"out-{name}", engine="arrow"))
    assert all(table.equals(found[0]) for table in found[1:])
    assert set(found[0]["origin"].to_pylist()) == {"gdelt2" if columns == 61 else "gdelt1", "coder"}


def test_the_same_bytes_on_a_second_run(ours: Path, tmp_path: Path) -> None:
    file = gdelt_file(tmp_path / "rows.csv", 500, days=60)
    for name in ("a", "b", "a"):  # the last replaces the first
        merged(ours, [file], tmp_path / name)
    files = [sorted(p.relative_to(tmp_path / n) for p in (tmp_path / n).rglob("*") if p.is_file()) for n in "ab"]
    assert files[0] == files[1] and all(
        (tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files[0]
    )


def test_bad_input_is_refused_and_nothing_is_left(ours: Path, tmp_path: Path) -> None:
    rows = gdelt_file(tmp_path / "rows.csv", 10)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "broken.zip").write_bytes(b"PK nothing")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "thesis.doc").write_text("years of work")
    shutil.copytree(ours, tmp_path / "ours")
    cases = [
        (tmp_path, [rows], "out", DatasetError, "no dataset of coder"), (ours, [tmp_path / "none.csv"], "out",
        InputError, "no such file"),
        (ours, [rows, tmp_path / "other.csv"], "out", InputError, "no known format"), (ours, [rows, rows], "out",
        InputError, "given twice"),
        (ours, [tmp_path / "broken.zip"], "out", InputError, "can't be read"), (ours, [rows], "notes", DatasetError,
        "holds other files"),
        (tmp_path / "ours", [rows], "ours", DatasetError, "lies in it"), (ours, [rows], "rows.csv", DatasetError,
        "a file of this name"),
    ]  # fmt: skip
    before = sorted(tmp_path.iterdir())
    for folder, files, output, error, message in cases:
        with pytest.raises(error, match=message):
            merge_datasets(folder, files, tmp_path / output)
    assert sorted(tmp_path.iterdir()) == before
    merge_datasets(ours, [rows], tmp_path / "out")
    with pytest.raises(DatasetError, match="merged dataset already"):
        merge_datasets(tmp_path / "out", [rows], tmp_path / "again")


def test_the_command_tells_what_matched_and_what_chance_gives(ours: Path, tmp_path: Path) -> None:
    file = gdelt_file(tmp_path / "rows.csv", 50)
    result = CliRunner().invoke(main, ["merge", str(ours), str(file), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "our events 60   their rows 50   rejects 0" in result.output and "by chance" in result.output
    result = CliRunner().invoke(main, ["merge", str(tmp_path), str(file), "--output", str(tmp_path / "other")])
    assert result.exit_code == 6 and "no dataset of coder" in result.output
