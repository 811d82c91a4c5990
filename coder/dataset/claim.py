"""The folder of a dataset: whose it is, that one run at a time works on it, and how a finished one takes its place.

A run works in a hidden folder beside the dataset. What it finished stays there when it ends early, for the same command
to go on from.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from coder.dataset.read import MANIFEST, VALIDATION
from coder.errors import DatasetError

LOCK = "lock"
# What every manifest of ours holds; other programs write files of this name too.
MANIFEST_KEYS = frozenset({"coder", "schema", "options", "inputs", "counts", "files"})
# What every result of `coder validate` holds.
RESULT_KEYS = frozenset({"success", "suite_name", "results", "statistics"})
_AT_FDCWD, _EXCHANGE, _MAC_SWAP = -100, 2, 2


def working_folder(output: Path) -> Path:
    """Where a run that writes the dataset `output` works until it is done."""
    return output.parent / f".{output.name}.coder"


def decide_place(output: Path, inputs: Sequence[Path]) -> Path:
    """The real path of the dataset to be written. Raises DatasetError where it would delete or overwrite what isn't
    ours.

    Ours is a folder whose manifest is ours, lists every file in it, and has their checksums. Inputs must not lie under
    the output, nor the output under an input folder.
    """
    if output.is_symlink() and not output.exists():
        raise DatasetError(f"{output}: a link that leads nowhere; choose another --output")
    place = Path(os.path.realpath(output))
    if place == Path.cwd() or place in Path.cwd().parents:
        raise DatasetError(f"{output}: the folder that you are in can't be a dataset; choose one below it")
    if place.exists() and not place.is_dir():
        raise DatasetError(f"{output}: there is a file of this name; choose another --output")
    if os.path.ismount(place):
        raise DatasetError(f"{output}: a mounted file system can't be replaced; choose a folder below it")
    for path in inputs:
        real = Path(os.path.realpath(path))
        if real == place or place in real.parents:
            raise DatasetError(f"{output}: the input {path} lies in it; choose another --output")
        if real.is_dir() and real in place.parents:
            raise DatasetError(
                f"{output}: it lies in the input folder {path}, and would be read as input; choose another --output"
            )
    if fault := foreign(place):
        raise DatasetError(f"{output}: {fault}; choose another --output, or move it away")
    return place


def foreign(folder: Path) -> str | None:
    """What keeps a folder from being a dataset of ours that may be replaced; None where nothing does."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    listed = _listed(folder / MANIFEST)
    if listed is None:
        return "the folder holds other files, and no dataset of coder"
    for parent, folders, files in os.walk(folder):
        for name in (*files, *(f for f in folders if Path(parent, f).is_symlink())):
            path = Path(parent, name)
            inside = path.relative_to(folder).as_posix()
            if inside == MANIFEST and not path.is_symlink():
                continue
            if inside.startswith(f"{VALIDATION}/") and is_result(path):
                continue
            if inside not in listed:
                return f"the dataset there holds a file that coder did not write, {inside}"
            if path.is_symlink() or not path.is_file() or sha256(path) != listed[inside]:
                return f"the file {inside} of the dataset there was changed"
    return None


def is_result(path: Path) -> bool:
    """Whether a file holds what `coder validate` wrote of a table or suite, and nothing else."""
    if path.is_symlink() or path.suffix != ".json":
        return False
    found = _read_object(path)
    return found is not None and found.keys() == RESULT_KEYS and found["suite_name"] == path.stem


def _read_object(path: Path) -> dict[str, Any] | None:
    """The JSON object in a file; None where it holds none."""
    try:
        found = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _listed(manifest: Path) -> dict[str, str] | None:
    """The files in a manifest with their checksums; None where it is none of ours."""
    found = _read_object(manifest)
    if found is None or not found.keys() >= MANIFEST_KEYS or not isinstance(found["files"], dict):
        return None
    files: dict[str, str] = found["files"]
    return files


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


# --- one run at a time ------------------------------------------------------------------------------------------------


@contextmanager
def claim(place: Path) -> Iterator[Path]:
    """The working folder of a run that writes the dataset at `place`, for as long as it lasts.

    Raises DatasetError where another run has it, or it can't be made. The claim of a run that died is taken over.
    """
    working = working_folder(place)
    try:
        working.parent.mkdir(parents=True, exist_ok=True)
        handle = _lock(working)
    except OSError as error:
        raise DatasetError(f"{place}: can't be written: {error.strerror or error}; choose another --output") from error
    try:
        yield working
    finally:
        if set(os.listdir(working) if working.is_dir() else ()) <= {LOCK}:
            shutil.rmtree(working, ignore_errors=True)
        os.close(handle)


def _lock(working: Path) -> int:
    while True:
        working.mkdir(exist_ok=True)
        try:
            handle = os.open(working / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except FileNotFoundError:
            continue  # its run has just ended and taken the folder away
        if not _try_lock(handle):
            owner = os.read(handle, 200).decode("utf8", "replace").strip() or "unknown"
            os.close(handle)
            raise DatasetError(
                f"{working.parent / working.name[1:].removesuffix('.coder')}: another run is writing it ({owner}); "
                f"wait for it, or choose another --output"
            )
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.stat(working / LOCK)):
                break
        os.close(handle)
    os.ftruncate(handle, 0)
    os.write(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
    return handle


def _try_lock(handle: int) -> bool:
    """Whether the lock is ours now. The system frees it when its process ends, however that happens."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.EINVAL}:
            raise
        return _owner_is_gone(os.pread(handle, 200, 0).decode("utf8", "replace").split())
    return True


def _owner_is_gone(owner: Sequence[str]) -> bool:
    """Where a file system has no locks: whether the process that wrote the file has ended. Another host's never has."""
    if len(owner) != 4:
        return True
    if owner[3] != socket.gethostname():
        return False
    try:
        os.kill(int(owner[1]), 0)
    except (ProcessLookupError, ValueError):
        return True
    except PermissionError:
        return False
    return int(owner[1]) == os.getpid()


# --- putting in place -------------------------------------------------------------------------------------------------


def put_in_place(made: Path, output: Path) -> None:
    """Puts the finished dataset `made` to its place, flushed to disk; an earlier one goes only once the new one stands.

    Raises DatasetError where somebody put other files there in the meantime.
    """
    flush(made)
    if fault := foreign(output):
        raise DatasetError(f"{output}: {fault}, since the run began; move it away and run the same command again")
    if not output.exists():
        made.rename(output)
    elif not any(output.iterdir()) or not _exchange(made, output):
        aside = made.with_name("replaced")
        shutil.rmtree(aside, ignore_errors=True)
        output.rename(aside)
        made.rename(output)
    _flush_file(output.parent)


def restore(working: Path, output: Path) -> None:
    """Puts an earlier dataset back that a run had moved aside when it was killed."""
    aside = working / "replaced"
    if aside.is_dir() and not output.exists():
        aside.rename(output)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders at once; False where the system can't."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        a, b = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, _MAC_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def flush(folder: Path) -> None:
    """Sees that the files in a folder and its subfolders are on the disk, and not only in memory."""
    for parent, _, files in os.walk(folder):
        for name in files:
            _flush_file(Path(parent, name))
        _flush_file(Path(parent))


def _flush_file(path: Path) -> None:
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
