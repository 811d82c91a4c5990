"""Coding on an existing Spark session: `coder.spark.code(df)`."""

from __future__ import annotations

from coder.dataset.spark import code

__all__ = ["code"]
