"""The metadata files are what their own readers accept, and tell the columns of the schema."""

from __future__ import annotations

import json
from pathlib import Path

import made
import pytest
import yaml

from coder.dataset.metadata import write_metadata
from coder.schema import TABLES, load_schema


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made.dataset(tmp_path_factory.mktemp("metadata") / "ours", 20)
    write_metadata(folder, {name: name for name in TABLES})
    return folder


def test_frictionless_reads_the_data_package(ours: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    package = frictionless.Package(str(ours / "datapackage.json"))
    assert [r.name for r in package.resources] == list(TABLES)
    assert frictionless.Package.validate_descriptor(json.loads((ours / "datapackage.json").read_text())).valid
    fields = package.get_resource("events").schema.fields
    assert [f.name for f in fields] == load_schema("events").arrow().names
    assert {f.name: f.type for f in fields}["killed"] == "integer"


def test_mlcroissant_reads_the_description_and_the_rows(ours: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(jsonld=str(ours / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert [r.name for r in dataset.metadata.record_sets] == list(TABLES)
    first = next(iter(dataset.records("documents")))
    assert first["documents/doc_id"] in (b"doc-000000", "doc-000000")


def test_the_citation_names_the_coder_and_geonames(ours: Path) -> None:
    found = yaml.safe_load((ours / "CITATION.cff").read_text())
    assert found["cff-version"] == "1.2.0" and found["type"] == "dataset"
    assert {r["title"] for r in found["references"]} == {"coder", "GeoNames"}
