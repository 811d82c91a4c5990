"""Keeps compiled tables between runs, in the user's cache folder, under a checksum of what they were made from."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from coder.files.package import KNOWLEDGE, PACKAGE

CODES = KNOWLEDGE / "codes"
# Of each kind of table so many are kept, the latest used: whoever changes rules compiles them again and again.
MOST_KEPT = 12

# The modules, and the words, that turn the files into tables: a change in them makes every compiled table stale.
MAKERS = (
    "actors/dictionaries.py", "actors/lexicon.py", "actors/names.py", "actors/petrarch.py", "actors/plurals.py",
    "files/cache.py", "knowledge/words/plurals.yaml",
)  # fmt: skip


def folder() -> Path:
    """Where compiled tables are kept: CODER_CACHE, or `coder` in the platform's cache folder."""
    if chosen := os.environ.get("CODER_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"), "coder", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "coder"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "coder")


def checksum(paths: Sequence[Path]) -> str:
    """One name for the contents of the files, in their order, and for the version of the code that compiles them.

    A user's file that is missing counts as empty: whoever reads it reports it. Raises FileNotFoundError where a maker
    is missing.
    """
    total = hashlib.sha256(sys.version.encode())
    for path in (PACKAGE / name for name in MAKERS):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        total.update(hashlib.sha256(f"{path.name}\0".encode() + content).digest())
    return total.hexdigest()[:32]


@cache
def _package() -> bytes:
    """A checksum of the package's code, word lists and tables: what is compiled depends on any of it."""
    total = hashlib.sha256(sys.version.encode())
    for path in sorted(p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".yaml"} or p.parent == CODES):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.digest()


def compiled(name: str, sources: Sequence[str], make: Callable[[], Any]) -> Any:
    """What `make` gives, kept between runs.

    `sources` are checksums of all that it depends on beside the package itself. It must be made of what marshal can
    keep: numbers, text, tuples, lists, sets and dictionaries.
    """
    key = f"{name}-{hashlib.sha256(_package() + chr(0).join(sources).encode()).hexdigest()[:32]}"
    found = read(key, "")
    if found is None:
        found = make()
        write(key, found, "")
    return found


def read(key: str, kind: str = "lexicon-") -> Any | None:
    """The tables kept under this checksum; None where there are none, or where they can't be read whole."""
    try:
        path = folder() / f"{kind}{key}.bin"
        content = path.read_bytes()
        digest, body = content[:32], content[32:]
        if hashlib.sha256(body).digest() != digest:
            return None
        with suppress(OSError):  # others' folder, only to be read
            os.utime(path)
        return marshal.loads(body)
    except (OSError, RuntimeError, EOFError, ValueError, TypeError):
        return None


def write(key: str, tables: Any, kind: str = "lexicon-") -> None:
    """Keeps the tables, whole or not at all; a folder that can't be written to is no fault."""
    body = marshal.dumps(tables)
    try:
        path = folder() / f"{kind}{key}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
    except (OSError, RuntimeError):
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        os.replace(temporary, path)
        _forget(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)


def _forget(path: Path) -> None:
    """Removes tables of the kind of this one that have not been used for longest, beyond those that are kept."""
    kind = path.name.rpartition("-")[0]
    alike = [p for p in path.parent.glob("*.bin") if p.name.rpartition("-")[0] == kind and p != path]
    for old in sorted(alike, key=lambda p: p.stat().st_mtime, reverse=True)[MOST_KEPT - 1 :]:
        old.unlink(missing_ok=True)
