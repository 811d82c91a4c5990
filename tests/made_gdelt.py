"""Files in GDELT's format with made rows, and a dataset of ours to merge them with, for tests and the benchmark."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from coder.exchange.formats import FORMATS

COUNTRIES = (
    "USA",
    "GBR",
    "FRA",
    "DEU",
    "RUS",
    "CHN",
    "IND",
    "ISR",
    "PSE",
    "IRQ",
    "SYR",
    "TUR",
    "GEO",
    "UKR",
    "NGA",
    "KEN",
    "BRA",
    "MEX",
    "JPN",
    "AFG",
)
CODES = (
    "010",
    "020",
    "036",
    "040",
    "042",
    "043",
    "051",
    "057",
    "060",
    "071",
    "084",
    "111",
    "112",
    "120",
    "138",
    "141",
    "163",
    "173",
    "190",
    "193",
)
FIPS = {
    "USA": "US",
    "GBR": "UK",
    "FRA": "FR",
    "DEU": "GM",
    "RUS": "RS",
    "CHN": "CH",
    "IND": "IN",
    "ISR": "IS",
    "PSE": "WE",
    "IRQ": "IZ",
}


def gdelt_row(number: int, day: date, draw: random.Random, columns: int = 58) -> list[str]:
    """The cells of one row, with the values that are read filled in."""
    names = FORMATS[columns].columns
    source, target = draw.choice(COUNTRIES), draw.choice((*COUNTRIES, ""))
    code = draw.choice(CODES)
    cells = dict.fromkeys(names, "")
    cells |= {
        "GLOBALEVENTID": str(200_000_000 + number), "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}",
        "Year": str(day.year),
        "Actor1Code": source + draw.choice(("", "GOV", "MIL")), "Actor1Name": source, "Actor1CountryCode": source,
        "Actor2Code": target,
        "Actor2Name": target, "Actor2CountryCode": target, "IsRootEvent": "1", "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2], "QuadClass": "1", "GoldsteinScale": "1", "NumMentions": str(draw.randrange(1, 20)),
        "NumSources": "1",
        "NumArticles": "1", "AvgTone": str(draw.random() * 10), "ActionGeo_Type": "4",
        "ActionGeo_FullName": f"Place {draw.randrange(500)}, Region, Country",
        "ActionGeo_CountryCode": FIPS.get(source, ""), "ActionGeo_Lat": str(draw.randrange(-600, 600) / 10),
        "ActionGeo_Long": str(draw.randrange(-1700, 1700) / 10),
        "ActionGeo_FeatureID": str(draw.randrange(10**6)), "DATEADDED": f"{day + timedelta(days=1):%Y%m%d}",
    }  # fmt: skip
    if "SOURCEURL" in names:
        cells["SOURCEURL"] = f"http://example.org/{number}"
    return list(cells.values())


def gdelt_file(
    path: Path, rows: int, first: date = date(2012, 1, 1), days: int = 365, columns: int = 58, repeat: int = 1
) -> Path:
    """A file of random rows; with `repeat` they come so often, each time with other identifiers."""
    draw = random.Random(7)
    made = [gdelt_row(n, first + timedelta(days=draw.randrange(days)), draw, columns) for n in range(rows)]
    tails = ["\t".join(cells[1:]) for cells in made]
    with path.open("w", encoding="utf8") as file:
        for k in range(repeat):
            file.writelines(f"{200_000_000 + k * rows + n}\t{tail}\n" for n, tail in enumerate(tails))
    return path
