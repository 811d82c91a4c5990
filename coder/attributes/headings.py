"""The place at the head of an entry: *12 Mar 2014 - Mali, Gao region, Tarkint cercle: …*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coder.attributes.gazetteer import Gazetteer, Place, Row, fold, place_of
from coder.attributes.namesakes import LARGE_TOWN, Near, likeliest
from coder.text.dateline import dateline_words

# *Ras al-Kamr*
_JOINED = re.compile(r"[A-Z][\w'’]+(?: [a-z]{2,3}-[A-Z][\w'’]+)+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def place_of_heading(names: Sequence[str], gazetteer: Gazetteer, is_dated: bool = True) -> Place | None:
    """The closest place of those that the head of an entry names, in their order; None where it names none.

    The first or the last of them is what the others lie in. A name that the gazetteer lacks is a place (of the
    precision 'named') where the head names the country, but no town. One name without a day is that of a large town or
    of a country: others are no places (*Security: …*).
    *Mali, Gao region, Tarkint cercle* gives Tarkint in Mali; *Tillaberi, Torodi, Niger* gives Torodi; in an entry with
    a day a village of one word is told by the town behind it (*3 May – Tarkaba (Kumasi): …*).
    """
    bare = [_without_division(name) for name in names]
    found = [[row for row, _ in gazetteer.find(name)] for name in bare]
    code = _country(bare, found, gazetteer, is_dated)
    if code is None:
        return _village(bare, gazetteer) if is_dated else None
    inside = [[row for row in rows if row[1] == code] for rows in found]
    if _names_country(found[0]):
        bare.reverse()
        inside.reverse()
    listed = _of_precision(inside, "city")
    if any(map(_names_country, found)):
        # *Burundi, Bubanza, Gihanga*; but of *Iraq - Baghdad, Canal Hotel* Baghdad.
        new = next((name for name in bare if not gazetteer.find(name)), "")
        if new and (listed is None or (len(bare) > 2 and new == bare[0] and " " not in new)):
            return Place(new, code, None, None, None, None, "named")
    return listed or _of_precision(inside, "admin1") or _of_precision(inside, "country")


def place_of_title(title: str, gazetteer: Gazetteer) -> Place | None:
    """The only country that the title of a text names, as a noun or adjective; None where it names none or several.

    *UN MISSION IN SIERRA LEONE - DAILY REPORT* gives Sierra Leone.
    """
    words = _WORD.findall(title)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    several = [f"{a} {b}" for a, b in zip(pairs, words[2:], strict=False)]
    codes: set[str] = set()
    for name in (*several, *pairs, *words):
        if name[0].isupper():
            codes |= {row[1] for row, main in gazetteer.find(name) if main and row[7] == "country"}
            codes |= {gazetteer.peoples.get(fold(name), "")} - {""}
    row = gazetteer.country(codes.pop()) if len(codes) == 1 else None
    return place_of(row) if row is not None else None


def _country(bare: Sequence[str], found: Sequence[Sequence[Row]], gazetteer: Gazetteer, is_dated: bool) -> str | None:
    """The country (alpha-3) that one of the names is, or that alone has places of all of them, or that of the first."""
    if country := next((row[1] for rows in found for row in rows if row[7] == "country"), None):
        return country
    shared = [{row[1] for row in rows} for rows in found if rows]
    both = set.intersection(*shared) if len(shared) > 1 else set()
    if len(both) == 1:
        return both.pop()
    first = likeliest(gazetteer.find(bare[0]), None, Near()) if bare else None
    known = first is not None and (is_dated or len(bare) > 1 or (first[7] == "city" and first[6] >= LARGE_TOWN))
    return first[1] if first is not None and known else None


def _village(bare: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """A place that the gazetteer lacks, of one word, with the country of the town that stands alone behind it.

    So is the only town of its name, though the gazetteer lacks what stands behind it.
    """
    is_joined = bool(bare) and _JOINED.fullmatch(bare[0]) is not None
    if len(bare) != 2 or " " in bare[0] and not is_joined:
        return None
    row = likeliest(gazetteer.find(bare[1]), None, Near())
    if listed := [r for r, main in gazetteer.find(bare[0]) if main and r[7] == "city"]:
        return place_of(listed[0]) if row is None and len(listed) == 1 else None
    return Place(bare[0], row[1] if row else None, None, None, None, None, "named") if row or is_joined else None


def _names_country(rows: Sequence[Row]) -> bool:
    return any(row[7] == "country" for row in rows)


def _of_precision(inside: Sequence[Sequence[Row]], precision: str) -> Place | None:
    """The first of the names that is a place of that precision: the largest of this name."""
    for rows in inside:
        if fitting := [row for row in rows if row[7] == precision]:
            return place_of(max(fitting, key=lambda row: row[6]))
    return None


def _without_division(name: str) -> str:
    """A name without the noun of what it is: *Gao region* gives *Gao*."""
    divisions = dateline_words().divisions
    return " ".join(word for word in name.split() if word.lower() not in divisions) or name
