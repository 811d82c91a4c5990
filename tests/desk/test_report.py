"""The report: one page, nothing from the network, readable without its pictures; drawn by a browser where
there is one.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import made
import pyarrow as pa
import pytest
from browser import BROWSER, drawn

from coder.desk.report import write_report
from coder.desk.report_figures import aggregate, periods
from coder.errors import DatasetError

pytest.importorskip("altair")
pytest.importorskip("vl_convert")


@pytest.fixture(scope="module")
def page(sample_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_report(sample_dataset, folder / "report.html")
    return folder / "report.html"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [v for k, v in attrs if k in {"src", "href"} and v is not None]
        if found.get("role") == "img":
            self.images.append(found)


@pytest.mark.parser
def test_the_page_needs_no_network_and_its_pictures_have_words(page: Path) -> None:
    text = page.read_text(encoding="utf8")
    tags = Tags()
    tags.feed(re.sub(r"<script>.*?</script>", "", text, flags=re.S))
    assert all(link.startswith(("#", "data:")) for link in tags.links)
    assert len(tags.images) >= 5 and all(image["aria-label"] for image in tags.images)
    assert len(text) < 2_500_000


@pytest.mark.parser
@pytest.mark.skipif(BROWSER is None, reason="no Chromium here to draw the page")
def test_a_browser_draws_all_charts_without_error_request_or_sideways_scrolling(page: Path, tmp_path: Path) -> None:
    for found in drawn(page, tmp_path):
        assert found["errors"] == [] and found["requests"] == 0 and not found["sideways"], found
        assert found["drawn"] == found["charts"] >= 5, found


def test_figures_of_a_small_table() -> None:
    table = pa.table(
        {
            "event_date": pa.array([date(2024, 1, 2), date(2024, 1, 2), date(2024, 2, 3)]),
            "event_date_precision": ["day", "publication", "day"],
            "event_root_code": ["19", "04", "19"],
            "quad_class": pa.array([4, 1, 4], pa.int8()),
            "goldstein": pa.array([-10.0, 1.0, -9.0], pa.float32()),
            "source_code": ["RUSMIL", "FRA", None],
            "target_code": ["UKR", "DEU", "UKR"],
            "source_country": ["RUS", "FRA", None],
            "target_country": ["UKR", "DEU", "UKR"],
            "place_name": ["Kyiv", None, "Ukraine"],
            "place_precision": ["city", None, "country"],
            "latitude": [50.4, None, 49.0],
            "longitude": [30.5, None, 32.0],
            "killed": pa.array([3, None, 500], pa.int32()),
            "toll": ["event", None, "cumulative"],
        }
    )
    found = aggregate(table)
    assert found.unit == "day" and found.dyads == [("FRA→DEU", 1), ("RUS→UKR", 1)]
    assert found.deaths == [
        {"period": "2024-01-02", "when": "2024-01-02", "killed": 3}
    ]  # the total of a war is no event's
    assert [p["place"] for p in found.places] == ["Kyiv"]
    assert dict(found.coverage)["source coded"] == pytest.approx(2 / 3)


def test_dyads_have_every_period_between_the_first_and_the_last() -> None:
    assert periods("2023-11-30", "2024-02-01", "month") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert periods("2022-12-31", "2024-01-01", "year") == ["2022", "2023", "2024"]
    assert periods("2024-02-28", "2024-03-01", "day") == ["2024-02-28", "2024-02-29", "2024-03-01"]


def test_no_event_at_all() -> None:
    assert aggregate(pa.table({"event_date": pa.array([], pa.date32())})).events == 0


def test_the_overlap_is_of_the_dataset_that_was_merged(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from coder.exchange.export import export
    from coder.exchange.merge import merge_datasets

    ours, other = made.dataset(tmp_path / "ours", 40), made.dataset(tmp_path / "other", 20)
    export(ours, "gdelt1", tmp_path / "ours.csv")
    merge_datasets(ours, [tmp_path / "ours.csv"], tmp_path / "merged")
    write_report(ours, tmp_path / "report.html", tmp_path / "merged")
    text = (tmp_path / "report.html").read_text(encoding="utf8")
    assert re.search(r"gdelt1</td><td[^>]*>40</td><td[^>]*>40</td><td[^>]*>100.0%", text) and "By chance" in text
    for wrong in (other, ours):
        with pytest.raises(DatasetError, match="was not merged from"):
            write_report(other, tmp_path / "other.html", tmp_path / "merged" if wrong is other else wrong)
    assert not (tmp_path / "other.html").exists()
