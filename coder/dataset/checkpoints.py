"""What of a run is finished: rows of some thousand records at a time, on disk, for a run that was stopped to go on
from.

A checkpoint is written whole or not at all, and only counts when its checksums hold. A run goes on only where all that
decides its result is as before: inputs, options, rules, actors, model and code.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from coder.dataset.claim import flush, sha256
from coder.errors import DatasetError, InputError
from coder.files.package import PACKAGE
from coder.records import Document, Reject
from coder.text.corpus import Reading, encoding_told

RUN = "run.json"
FINISHED = "finished"
# Stands for the checksum of a file in a folder that may not be read, which is told among the rejects.
UNREADABLE = ""
STATE = "state.json"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The rows of `records` records, as Parquet files by table in `folder`; `digest` is that of the records."""

    folder: Path
    records: int
    digest: str

    def files(self, name: str) -> list[Path]:
        """The file with the rows of a table."""
        return [self.folder / f"{name}.parquet"]


class Checkpoints:
    """The checkpoints of the run that works in the folder `working`."""

    def __init__(self, working: Path) -> None:
        self.working, self.folder = working, working / FINISHED
        self.done: list[Checkpoint] = []

    def begin(self, identity: Mapping[str, Any]) -> None:
        """Takes up what an earlier run of the same identity finished; clears what is of no use.

        Raises DatasetError where an unfinished run of another identity has finished checkpoints.
        """
        for leftover in self.working.iterdir() if self.working.is_dir() else ():
            if leftover.name not in {"lock", RUN, FINISHED}:
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        found = list(self._read())
        before = _read_json(self.working / RUN)
        if found and before != identity:
            changed = [key for key in identity if not before or before.get(key) != identity[key]]
            raise DatasetError(
                f"{self.working}: an unfinished run is there that had other {' and '.join(changed)}. "
                "Give it what it had, and it goes on; or discard it with --restart"
            )
        self.done = found
        if not found:
            self.discard()
            self.folder.mkdir(parents=True)
            _write_json(self.working / RUN, identity)
            flush(self.working)

    def discard(self) -> None:
        """Deletes what an unfinished run left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.working / RUN).unlink(missing_ok=True)

    def _read(self) -> Iterator[Checkpoint]:
        """The finished checkpoints, up to the first that is missing or damaged; those after it are deleted."""
        number = 0
        while (state := _read_json(self.folder / f"{number:06d}" / STATE)) is not None:
            folder = self.folder / f"{number:06d}"
            if any(
                not (folder / name).is_file() or sha256(folder / name) != digest
                for name, digest in state["files"].items()
            ):
                break
            yield Checkpoint(folder, state["records"], state["digest"])
            number += 1
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if not folder.name.isdigit() or int(folder.name) >= number:
                shutil.rmtree(folder)

    def add(self, tables: Mapping[str, pa.Table], records: int, digest: str) -> None:
        """Keeps the rows that came of so many records of this checksum; from now on a run goes on behind them. Raises
        OSError where it can't.
        """
        new, folder = self.folder / "new", self.folder / f"{len(self.done):06d}"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        try:
            for name, table in tables.items():
                pq.write_table(table, new / f"{name}.parquet", compression="zstd")
            files = {path.name: sha256(path) for path in sorted(new.iterdir())}
            _write_json(new / STATE, {"records": records, "digest": digest, "files": files})
            flush(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        new.rename(folder)
        self.done.append(Checkpoint(folder, records, digest))

    def rest(self, records: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
        """The records that are not finished. Raises DatasetError where those that are finished have changed."""
        stream = iter(records)
        for checkpoint in self.done:
            if digest_of(islice(stream, checkpoint.records)) != checkpoint.digest:
                raise DatasetError(
                    f"{self.working}: the input has changed since the unfinished run there began. Put it back, or "
                    f"discard that run with --restart"
                )
        yield from stream

    @property
    def records(self) -> int:
        """How many records are finished."""
        return sum(checkpoint.records for checkpoint in self.done)


class Digest:
    """A checksum of records, the same for the same ones, of which none is held."""

    def __init__(self) -> None:
        self._total = hashlib.blake2b(digest_size=16)

    def add(self, records: Iterable[Document | Reject]) -> None:
        """Takes in the next records."""
        for record in records:
            self._total.update(json.dumps(asdict(record), default=str, sort_keys=True).encode())

    def told(self) -> str:
        """The checksum of those so far, in hexadecimal digits."""
        return self._total.hexdigest()


def digest_of(records: Iterable[Document | Reject]) -> str:
    """The checksum of some records."""
    digest = Digest()
    digest.add(records)
    return digest.told()


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value), encoding="utf8")
    new.replace(path)


# --- what decides a result --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input file as it was when the run began."""

    path: Path
    size: int
    modified: int
    sha256: str
    encoding: str | None = None

    def check(self) -> None:
        """Raises InputError where the file was changed or removed since."""
        try:
            now = self.path.stat()
        except OSError as error:
            raise InputError(
                f"{self.path}: was taken away while it was read: {error.strerror}. Put it back, and run the same "
                f"command again"
            ) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self.modified):
            self.compare(sha256(self.path))

    def compare(self, checksum: str) -> None:
        """Raises InputError where what was read is not what the file held when the run began."""
        if self.sha256 not in {checksum, UNREADABLE}:
            raise InputError(
                f"{self.path}: was changed while it was read. Put it back and run the same command again, or begin "
                f"again with --restart"
            )


def look_at(path: Path, reading: Reading) -> InputFile:
    """An input file with size, time, checksum and encoding. Raises InputError where it is gone."""
    try:
        found = path.stat()
        digest = sha256(path) if os.access(path, os.R_OK) else UNREADABLE
        return InputFile(path, found.st_size, found.st_mtime_ns, digest, encoding_told(path, reading))
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from error


def code_checksum() -> str:
    """One name for all code and data files of the package."""
    total = hashlib.sha256()
    for path in sorted(p for p in PACKAGE.rglob("*") if p.is_file() and p.suffix in {".py", ".yaml", ".csv"}):
        total.update(os.fsencode(path.name) + path.read_bytes())
    return total.hexdigest()[:16]
