"""What tests share: one coder and the sample corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.pipeline import Coder

SAMPLE = Path(__file__).parent.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()
