"""Which of the places with one name is meant, by what the text says of countries, by population and by fame."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coder.attributes.gazetteer import REGION_WEIGHT, Gazetteer, Row
from coder.records import Actor

# Where nothing speaks for its country, a town has to be of the first size; of the second if it has namesakes elsewhere;
# and of the third where other countries are spoken for.
# So many names have a town in the gazetteer as a rule, and so many a famous one.
USUAL_NAMES, FAMOUS_NAMES = 20, 45
VILLAGE, SMALL_TOWN, LARGE_TOWN, FAMOUS = 5_000, 15_000, 150_000, 500_000
RANK_WEIGHT = {"city": 0.0, "named": 0.0, "admin1": 0.0, "country": 1.0}
# So many powers of ten may a namesake be smaller that the text speaks for. Its people do so only where they are of one
# country, and for a place of some size: American ministers meet in Geneva, not in Geneva, Illinois.
PLACE_BONUS, PEOPLE_BONUS, OF_SOME_SIZE = 1.6, 0.4, 150_000
DIVISION_BONUS = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Near:
    """The countries that speak for a place of several with one name, as alpha-3 codes.

    `places` are those where the text says something is: of its datelines and place phrases; `people` are those of its
    actors and adjectives, who may be anywhere. `divisions` are provinces that the text names, each with its country:
    a small town lies in one of them.
    """

    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    divisions: frozenset[tuple[str, str | None]] = frozenset()


def likeliest(rows: Sequence[tuple[Row, bool]], within: Row | None, near: Near) -> Row | None:
    """The likeliest of the places of one name; the place that it lies in, where no place of the name lies there.

    None where it is a small town of a country that nothing speaks for.
    """
    if not rows:
        return None
    given = rows
    if within is not None and not (rows := _inside(given, within)):
        return _elsewhere(given, within)
    if any(main and r[9] >= FAMOUS_NAMES for r, main in rows):  # Bethlehem, for all that Belém is called so too
        rows = [(r, main) for r, main in rows if main]
    best = rows[0][0] if len(rows) == 1 else _weightiest(rows, near)
    if best[7] == "country":  # a city that is a state
        best = next((r for r, _ in rows if r[7] == "city" and r[1] == best[1] and 2 * r[6] > best[6]), best)
    if best[7] == "city" and within is None and (_is_outside(best, near) or _is_variant(best, rows, near)):
        return None
    spoken_for = near.places | near.people
    if within is not None or best[1] in spoken_for or best[7] != "city":
        return best
    namesakes = [r for r, main in rows if main and r[1] != best[1] and r[7] == "city" and 10 * r[6] >= best[6]]
    is_village = near.people and VILLAGE <= best[6] < SMALL_TOWN  # those who act in it are not of its country
    mains = [r for r, main in rows if main]
    is_largest = all(r is best or r[1] == best[1] and 10 * r[6] <= best[6] for r in mains)
    is_only = len(mains) == 1 or is_largest and best[6] >= SMALL_TOWN
    if not near.places and is_only and _is_of_size(best, len(given)) and not is_village:
        return best  # the only place of its name, wherever the actors come from
    is_famous = best[8] or best[6] >= (FAMOUS if spoken_for else LARGE_TOWN) or best[9] >= FAMOUS_NAMES
    return best if is_famous or (best[6] >= SMALL_TOWN and not namesakes and not spoken_for) else None


def _weightiest(rows: Sequence[tuple[Row, bool]], near: Near) -> Row:
    """That of several places of one name for which most speaks."""
    # A division is mostly named with what it is (*Homs province*): the name alone is the town's.
    towns = {r[1]: r[6] for r, _ in reversed(rows) if r[7] == "city"}
    known_by_town = [r[7] == "admin1" and 50 * towns.get(r[1], 0) > r[6] for r, _ in rows]
    # The name itself speaks for nobody.
    own = {r[1] for r, _ in rows if r[7] == "country"}
    beside = near if near.people.isdisjoint(own) else replace(near, people=near.people - own)
    weights = [_weight(r, main, beside) - 2.0 * town for (r, main), town in zip(rows, known_by_town, strict=True)]
    return max(zip(weights, rows, strict=True), key=lambda pair: (pair[0], pair[1][0][6]))[1][0]


def as_read(rows: Sequence[tuple[Row, bool]], states: Collection[str] | None) -> tuple[tuple[Row, bool], ...]:
    """The places of a name that is both a country's and a state's abroad, as the text means it: *Georgia*.

    `states` are the names that it uses of the state; None where it is not known, and then all of them stay.
    """
    lands = {r[0]: r[1] for r, main in rows if main and r[7] == "country"}
    namesakes = {r[0] for r, main in rows if r[7] == "admin1" and main and lands.get(r[0], r[1]) != r[1]}
    if states is None or not namesakes:
        return tuple(rows)
    is_state = not namesakes.isdisjoint(states)
    return tuple((r, main) for r, main in rows if r[0] not in namesakes or (r[7] == "country") != is_state)


def states_read(gazetteer: Gazetteer, states: Collection[str] | None, target: Actor | None) -> Collection[str] | None:
    """The names that a text uses of a state and not of the country, for `as_read`; None where nothing tells.

    *The envoy arrived in Georgia* to meet those who govern it, the target: then it is the country.
    """
    country = gazetteer.country(target.country) if target is not None else None
    if states or country is None:
        return states or None
    is_namesake = any(main and r[7] == "admin1" and r[1] != country[1] for r, main in gazetteer.find(country[0]))
    return () if is_namesake else None


def _is_variant(best: Row, rows: Sequence[tuple[Row, bool]], near: Near) -> bool:
    """Whether a name is only a variant of that of a town in no country of the places and people of the text.

    A village that the gazetteer lacks is called like a town abroad in some spelling: *Kuito*, but not Quito.
    """
    is_variant = bool(near.places) and not any(main and r is best for r, main in rows)
    return is_variant and best[1] not in near.places | near.people and best[6] < FAMOUS and not best[8]


def _is_outside(town: Row, near: Near) -> bool:
    """Whether a small town lies in none of the provinces of its country that the text names."""
    named = {division for country, division in near.divisions if country == town[1]}
    return bool(named) and town[2] not in named and town[6] < LARGE_TOWN


def _is_of_size(town: Row, namesakes: int) -> bool:
    """Whether a town is large enough to be meant: of unknown size (0) it may be where no other has its name at all."""
    return town[6] >= SMALL_TOWN or namesakes == 1 and (town[6] >= VILLAGE or not town[6])


def _elsewhere(rows: Sequence[tuple[Row, bool]], within: Row) -> Row:
    """The greatest place of a name of which none lies in `within`, where it is famous; else that itself."""
    famous = [r for r, main in rows if main and (r[7] == "country" or r[6] > 1_000_000)]
    return max(famous, key=lambda r: r[6], default=within)


def _inside(rows: Sequence[tuple[Row, bool]], within: Row) -> list[tuple[Row, bool]]:
    """The places of one name that lie in another; of a region that no town is listed in, the only of its country."""
    inside = [pair for pair in rows if lies_in(pair[0], within)]
    if inside or within[6] != REGION_WEIGHT:
        return inside
    there = [(r, main) for r, main in rows if main and r[7] == "city" and r[1] == within[1]]
    return list(there) if len(there) == 1 else []


def _weight(row: Row, main: bool, near: Near) -> float:
    """How likely a name means a place: the logarithm of its population, with bonuses for rank and for what is said."""
    by_place = row[1] in near.places and row[7] != "country"
    by_people = row[1] in near.people and row[7] != "country"
    bonus = PEOPLE_BONUS if by_people else 0.0
    if by_place or (by_people and len(near.people) == 1 and row[6] >= OF_SOME_SIZE):
        bonus = PLACE_BONUS
    fame = math.log10((row[9] + 1) / USUAL_NAMES) if row[7] == "city" and (main or row[6] >= FAMOUS) else 0.0
    bonus += DIVISION_BONUS if row[7] == "city" and (row[1], row[2]) in near.divisions else 0.0
    return math.log10(row[6] + 1) + RANK_WEIGHT[row[7]] - 1.2 * (not main) + 0.5 * (main and row[8]) + fame + bonus


def lies_in(row: Row, container: Row) -> bool:
    return (
        row is not container
        and row[1] == container[1]
        and row[7] != "country"
        and (container[7] == "country" or row[2] == container[2])
    )
