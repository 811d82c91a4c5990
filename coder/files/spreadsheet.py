"""Cells of CSV files that a spreadsheet would run as formulas, made harmless."""

from __future__ import annotations

RUNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula; plain numbers stay.

    >>> harmless("=HYPERLINK(1)"), harmless("-4.5")
    ("'=HYPERLINK(1)", '-4.5')
    """
    return f"'{cell}" if cell.startswith(RUNS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
