"""The place at the head of a report, which is where it was written and takes part in nothing.

*GENEVA, Nov 24 — …* has the place Geneva.
"""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Za-z]+(?: [A-Z][a-z]+)? - )?(?P<place>(?:[A-Z][A-Z.'’-]+(?: (?:[a-z]{2} )?[A-Z][A-Z.'’-]+){0,3}))(?:,\s*(?P<within>[A-Z][A-Za-z. ]{1,30}?))?"
    r"(?:,?\s+(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][A-Za-z]{2,8})(?:,?\s+\d{4})?)?\s*(?:[(/][^)—–]{1,40}\)?\s*)?(?:—|–|--|-|:)\s"
)
# Without a dash: *BAGHDAD, Iraq A convoy …*.
_BARE = re.compile(
    r"\s*[A-Z][A-Z.'’-]{3,}(?: [A-Z][A-Z.'’-]+){0,2}, (?:[A-Z][a-z]+ ){1,2}(?=(?:A|An|The|At|In|On|[A-Z][a-z]+ [a-z]+)\s)"
)
_SHORTEST = 4


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 without one. *US - China talks* has none."""
    match = DATELINE.match(text)
    if match is not None and len(match.group("place")) >= _SHORTEST:
        return match.end()
    bare = _BARE.match(text)
    return bare.end() if bare else 0
