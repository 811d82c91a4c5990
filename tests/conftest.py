"""What tests share: one coder and the sample corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coder.actions import rulebook
from coder.dataset import run, workers
from coder.dataset.run import write_dataset
from coder.files.yamlfile import Faults, Node
from coder.pipeline import Coder

SAMPLE = Path(__file__).parent.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"


@pytest.fixture(scope="session")
def coder() -> Coder:
    return shared_coder({})


@pytest.fixture(scope="session")
def named_only() -> Coder:
    """The coder without those who are only meant: rows have the sides that their text names or makes plain."""
    found = copy(shared_coder({}))
    found.sides = None
    return found


@pytest.fixture(scope="session")
def eager() -> Coder:
    """The coder with a reader that takes for an event all that a decision doubts, and codes nothing by itself."""
    found = copy(shared_coder({}))
    assert found.reader is not None
    found.reader = replace(found.reader, threshold=0.0, uncoded=1.01)
    return found


@pytest.fixture(scope="session")
def by_rules() -> Coder:
    """The coder without the reader."""
    found = copy(shared_coder({}))
    found.reader = None
    return found


@pytest.fixture(scope="session", autouse=True)
def shared_coders() -> Iterator[None]:
    """Runs that code in this process share a coder where they give no options of their own: loading takes seconds.

    Where the number of workers is left to the run, this process codes; tests that are about workers name it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "make", shared_coder)
        patch.setattr(run, "workers_for", lambda files: 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def rules_read_once() -> Iterator[None]:
    """The rule files of the package are read once in this process and not for each rulebook that is made with others.

    What has faults is read again each time, so that they are told each time; so is what has changed.
    """
    read, known = rulebook.read_yaml, dict[tuple[Path, int, int], Node | None]()

    def read_once(path: Path, faults: Faults) -> Node | None:
        if path.parent != rulebook.RULES_FOLDER:
            return read(path, faults)
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size)
        if key not in known:
            own = Faults()
            found = read(path, own)
            if own.problems:
                faults.problems += own.problems
                return found
            known[key] = found
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebook, "read_yaml", read_once)
        yield


@pytest.fixture(scope="session")
def sample_dataset(shared_coders: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the sample corpus, coded once in each process of the tests; for reading only."""
    folder = tmp_path_factory.mktemp("sample") / "dataset"
    write_dataset([SAMPLE], folder)
    return folder


MAKE = workers.make


def shared_coder(options: Mapping[str, Any], made: list[Coder] = []) -> Coder:  # noqa: B006 - kept between runs
    """The coder of these options: the same each time where there are none."""
    if any(options.values()):
        return MAKE(options)
    if not made:
        made.append(MAKE({}))
    return made[0]
