"""The file formats of other event datasets: GDELT 1.0 and 2.0, and ICEWS. Columns in the order of the originals."""

from __future__ import annotations

from dataclasses import dataclass

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _gdelt(geo: tuple[str, ...]) -> tuple[str, ...]:
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
        "NumSources", "NumArticles", "AvgTone",
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo),
        "DATEADDED", "SOURCEURL",
    )  # fmt: skip


GDELT1 = _gdelt(_GEO1)
GDELT2 = _gdelt(_GEO2)
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name as `origin` has it, its columns, and the column that identifies a row."""

    name: str
    columns: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.columns[0]


# By the number of columns: GDELT 1.0 wrote no address before April 2013.
FORMATS = {
    57: Format("gdelt1", GDELT1[:57]),
    58: Format("gdelt1", GDELT1),
    61: Format("gdelt2", GDELT2),
    20: Format("icews", ICEWS),
}
EXPECTED = "GDELT 1.0 has 57 or 58 columns, GDELT 2.0 has 61, ICEWS 20, each with tabs between them"


def format_of_names(names: list[str]) -> Format | None:
    """The format that has these columns, in any order and case, as Parquet files and exports of BigQuery do."""
    lower = {name.lower() for name in names}
    for count in (61, 58, 57, 20):
        if {c.lower() for c in FORMATS[count].columns} <= lower:
            return FORMATS[count]
    return None
