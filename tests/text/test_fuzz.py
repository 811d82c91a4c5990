"""The short form of `make fuzz`: some thousands of mutated records through reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from fuzz import read_some


@pytest.mark.parametrize("part", range(5))
def test_mutated_files_lose_nothing(part: int, tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    for seed in range(part * 20, part * 20 + 20):
        counts = read_some(tmp_path, seed)
        assert counts["lost"] == 0, f"seed {seed}"
        total += counts
    assert total["left"] > total["tried"] / 2 and total["survived"] > total["left"] / 2
