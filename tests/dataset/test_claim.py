"""Whose a folder is, that one run at a time writes it, and that a user's files are never deleted or overwritten."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coder.dataset.claim import claim, decide_place, flush, foreign, put_in_place, restore, sha256, working_folder
from coder.errors import DatasetError


def dataset(folder: Path, content: str = "rows") -> Path:
    """A folder with the manifest of a dataset of ours."""
    (folder / "events").mkdir(parents=True)
    (folder / "events" / "part-00000.parquet").write_text(content, encoding="utf8")
    files = {"events/part-00000.parquet": sha256(folder / "events" / "part-00000.parquet")}
    manifest = {"coder": "0.1.0", "schema": {}, "options": {}, "inputs": [], "counts": {}, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf8")
    return folder


def result(folder: Path, name: str, **more: str) -> None:
    """A file as `coder validate` writes it into a dataset."""
    (folder / "validation").mkdir()
    told = {"success": True, "suite_name": name, "results": [], "statistics": {}, **more}
    (folder / "validation" / f"{name}.json").write_text(json.dumps(told), encoding="utf8")


def notes_inside(folder: Path) -> None:
    (dataset(folder) / "notes.md").write_text("years of work", encoding="utf8")


def link_inside(folder: Path) -> None:
    (dataset(folder) / "more").symlink_to(folder.parent)


def edited_part(folder: Path) -> None:
    (dataset(folder) / "events" / "part-00000.parquet").write_text("cleaned by hand", encoding="utf8")


def web_project(folder: Path) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "a web page", "files": {}}', encoding="utf8")


def broken_manifest(folder: Path) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text("{", encoding="utf8")


def thesis(folder: Path) -> None:
    folder.write_text("years of work", encoding="utf8")


def nowhere(folder: Path) -> None:
    folder.symlink_to(folder.parent / "gone")


def readme(folder: Path) -> None:
    folder.mkdir()
    (folder / "README.md").write_text("mine", encoding="utf8")


def own_results(folder: Path) -> None:
    result(dataset(folder), "events")
    (folder / "validation" / "mine.json").write_text('{"success": "by my own count"}', encoding="utf8")


def annotated_results(folder: Path) -> None:
    result(dataset(folder), "events", note="the third failed on purpose")


REFUSED = [
    own_results,
    annotated_results,
    notes_inside,
    link_inside,
    edited_part,
    web_project,
    broken_manifest,
    thesis,
    nowhere,
    readme,
]


def contents(folder: Path) -> dict[str, object]:
    return {p.name: os.readlink(p) if p.is_symlink() else p.is_dir() or p.read_bytes() for p in folder.rglob("*")}


@pytest.mark.parametrize("make", REFUSED, ids=lambda f: f.__name__)
def test_what_is_not_ours_is_refused_and_stays(make: object, tmp_path: Path) -> None:
    make(tmp_path / "out")  # type: ignore[operator]
    before = contents(tmp_path)
    with pytest.raises(DatasetError, match="choose another --output"):
        decide_place(tmp_path / "out", [])
    assert contents(tmp_path) == before


def test_a_dataset_of_ours_and_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(dataset(tmp_path / "out"))
    result(tmp_path / "out", "events")
    assert decide_place(tmp_path / "out", []) == decide_place(tmp_path / "link", []) == tmp_path / "out"
    assert decide_place(tmp_path / "empty", []) == tmp_path / "empty"


def test_inputs_and_output_lie_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    with pytest.raises(DatasetError, match="the input .* lies in it"):
        decide_place(tmp_path, [tmp_path / "news" / "a.jsonl"])
    with pytest.raises(DatasetError, match="would be read as input"):
        decide_place(tmp_path / "news" / "out", [tmp_path / "news"])
    monkeypatch.chdir(tmp_path / "news")
    for here in (".", ".."):
        with pytest.raises(DatasetError, match="that you are in"):
            decide_place(Path(here), [])


def test_two_runs_into_one_output(tmp_path: Path) -> None:
    with (
        claim(tmp_path / "out"),
        pytest.raises(DatasetError, match=rf"another run is writing it \(process {os.getpid()} on "),
        claim(tmp_path / "out"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_claim_of_a_dead_run_is_taken_over(tmp_path: Path) -> None:
    code = "import os; from pathlib import Path; from coder.dataset.claim import claim\n"
    code += f"with claim(Path({str(tmp_path / 'out')!r})): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert working_folder(tmp_path / "out").is_dir()
    with claim(tmp_path / "out"):
        pass


HOLDERS = [("1 on {here}", True), (f"{2**22 + 1} on {{here}}", False), ("77 on another", True), ("", False)]


@pytest.mark.skipif(sys.platform == "win32", reason="locks files in another way")
@pytest.mark.parametrize(("holder", "is_held"), HOLDERS, ids=["alive", "dead", "another host", "nobody"])
def test_where_a_disk_has_no_locks_the_holder_is_looked_for(
    holder: str, is_held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", none)
    working_folder(tmp_path / "out").mkdir()
    told = f"process {holder.format(here=socket.gethostname())}\n" if holder else ""
    (working_folder(tmp_path / "out") / "lock").write_text(told, encoding="ascii")
    if is_held:
        with pytest.raises(DatasetError, match="another run is writing it"), claim(tmp_path / "out"):
            pass
    else:
        with claim(tmp_path / "out") as working:
            assert str(os.getpid()) in (working / "lock").read_text(encoding="ascii")


def test_all_files_and_folders_are_flushed_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, flushed = dataset(tmp_path / "out"), set()
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.add(os.fstat(handle).st_ino))
    flush(made)
    assert flushed == {path.stat().st_ino for path in (made, *made.rglob("*"))}


@pytest.mark.parametrize("exchange", [True, False], ids=["at-once", "in-two-steps"])
def test_a_new_dataset_takes_the_place_of_the_old(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr("coder.dataset.claim._exchange", lambda one, other: False)
    working = tmp_path / ".out.coder"
    put_in_place(dataset(working / "dataset", "new"), tmp_path / "out")
    put_in_place(dataset(working / "dataset", "newer"), tmp_path / "out")
    assert (tmp_path / "out" / "events" / "part-00000.parquet").read_text(encoding="utf8") == "newer"
    assert foreign(tmp_path / "out") is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems swap folders in another way, or not at all")
def test_there_is_never_a_moment_without_a_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, flushed = dataset(tmp_path / ".out.coder" / "dataset", "new"), []
    monkeypatch.setattr("coder.dataset.claim.flush", flushed.append)
    dataset(tmp_path / "out")
    monkeypatch.setattr(Path, "rename", lambda path, to: pytest.fail(f"{path} was moved"))
    put_in_place(made, tmp_path / "out")
    assert (tmp_path / "out" / "events" / "part-00000.parquet").read_text(encoding="utf8") == "new"
    assert flushed == [made]


def test_files_that_came_while_a_run_was_working_stay(tmp_path: Path) -> None:
    notes_inside(tmp_path / "out")
    with pytest.raises(DatasetError, match=r"did not write, notes\.md, since the run began"):
        put_in_place(dataset(tmp_path / ".out.coder" / "dataset"), tmp_path / "out")
    assert (tmp_path / "out" / "notes.md").exists()


def test_a_run_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    dataset(tmp_path / ".out.coder" / "replaced")
    restore(tmp_path / ".out.coder", tmp_path / "out")
    assert foreign(tmp_path / "out") is None
    assert (tmp_path / "out" / "manifest.json").exists()
    shutil.rmtree(tmp_path / "out")
