"""Where the package and the knowledge that comes with it are."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
KNOWLEDGE = PACKAGE / "knowledge"
