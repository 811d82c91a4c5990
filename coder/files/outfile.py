"""A file that a command writes: refused where another is in its place, and there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import DatasetError


def check_file(output: Path, replace: bool) -> None:
    """Raises DatasetError where `output` can't be written, or is there already and may not be replaced."""
    if output.is_dir():
        raise DatasetError(f"{output}: there is a folder of this name; name a file")
    if output.exists() and not replace:
        raise DatasetError(f"{output}: the file is there already; choose another --output, or add --replace")
    if not output.parent.is_dir():
        raise DatasetError(f"{output}: there is no folder {output.parent}; make it, or choose another --output")


# What files that commands make anew each time begin with: only such a one is replaced.
PAGE_MARK = '<meta name="generator" content="coder">'
MARKS = ('{\n "texts":', '{"classes":', '{"margin":')


def check_ours(output: Path) -> None:
    """Raises DatasetError where a file of this name is there that no command of ours made anew: a user's own."""
    if output.exists() and not output.is_dir():
        with output.open("rb") as handle:
            start = handle.read(200).decode("utf8", "replace")
        if not start.startswith(MARKS) and PAGE_MARK not in start:
            raise DatasetError(f"{output}: there is a file of this name that coder did not write; choose another name")


@contextmanager
def whole_file(output: Path) -> Iterator[Path]:
    """A file beside `output` to write to, which takes its place when all went well."""
    handle, name = tempfile.mkstemp(prefix=f".{output.name}-", suffix=output.suffix, dir=output.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        os.replace(temporary, output)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
