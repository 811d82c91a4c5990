"""Shards and days joined: the bytes of one run, and a refusal where datasets don't go together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE
from torture import checksums

from coder.dataset.gather import gather
from coder.dataset.run import write_dataset
from coder.dataset.validate import validate_dataset
from coder.errors import CoderError, DatasetError

pytestmark = pytest.mark.parser
LINES = SAMPLE.read_text(encoding="utf8").splitlines()


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus, its whole dataset, and its four shards."""
    folder = tmp_path_factory.mktemp("shards")
    (folder / "in.jsonl").write_text("\n".join([*LINES[:9], "{broken", LINES[0], *LINES[9:12]]), encoding="utf8")
    write_dataset([folder / "in.jsonl"], folder / "whole")
    for k in range(1, 5):
        write_dataset([folder / "in.jsonl"], folder / f"shard-{k}", shard=(k, 4))
    return folder


def test_shards_give_the_bytes_of_the_whole_run(shards: Path, tmp_path: Path) -> None:
    gather([shards / f"shard-{k}" for k in (2, 4, 1, 3)], tmp_path / "out")
    assert checksums(tmp_path / "out") == checksums(shards / "whole")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_shards_are_folded_when_they_are_joined(shards: Path, tmp_path: Path) -> None:
    write_dataset([shards / "in.jsonl"], tmp_path / "whole", folding=["one_a_day"])
    gather([shards / f"shard-{k}" for k in range(1, 5)], tmp_path / "out", ["one_a_day"])
    assert checksums(tmp_path / "out") == checksums(tmp_path / "whole")
    with pytest.raises(CoderError, match="coder gather"):
        write_dataset([shards / "in.jsonl"], tmp_path / "part", shard=(1, 2), folding=["one_a_day"])


@pytest.mark.parametrize(
    ("numbers", "message"),
    [((1, 2, 4), "missing or given twice: 3"), ((1, 2, 3, 4, 4), "given twice: 4")],
    ids=["missing", "twice"],
)
def test_all_shards_are_needed_once(numbers: tuple[int, ...], message: str, shards: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=message):
        gather([shards / f"shard-{k}" for k in numbers], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_days_are_joined_and_no_document_twice(shards: Path, tmp_path: Path) -> None:
    (tmp_path / "next.jsonl").write_text("\n".join(LINES[12:15]), encoding="utf8")
    write_dataset([tmp_path / "next.jsonl"], tmp_path / "next")
    made = gather([shards / "whole", tmp_path / "next"], tmp_path / "both")
    assert made.counts["documents"] == 15 and validate_dataset(tmp_path / "both") == []
    with pytest.raises(DatasetError, match="the document 'sample-001' stands in an earlier dataset too"):
        gather([shards / "whole", tmp_path / "both"], tmp_path / "out")


def test_datasets_of_other_options_or_damaged_ones_are_refused(shards: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(shards / "whole", copy)
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"rulebook": "other"}), encoding="utf8")
    with pytest.raises(DatasetError, match="different rulebook other and"):
        gather([shards / "whole", copy], tmp_path / "out")
    (copy / "codebook.md").write_text("nothing", encoding="utf8")
    with pytest.raises(DatasetError, match="codebook.md: the file is missing or has changed"):
        gather([copy], tmp_path / "out")
