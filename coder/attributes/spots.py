"""The spot of a town where something took place: *at Sarafa Square in Homs*, *in Homs's Old Souk*, *at Sarafa Palace*.

No gazetteer has squares, palaces, campuses and quarters, nor all villages. The town, or the division that a village is
said to lie in, says where they are, and they say where in or near it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from coder.attributes.apposed import is_bare_object, is_before_landmark
from coder.attributes.described import with_described
from coder.attributes.gazetteer import Gazetteer, Place, place_of
from coder.attributes.lying import lies_by
from coder.attributes.name_spans import head_of, name_span
from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import Near, likeliest
from coder.attributes.place_names import Mention, called, mentions
from coder.attributes.place_order import ACTED
from coder.attributes.place_words import load_place_words
from coder.attributes.places import LARGER, closest_of, mention_ranks
from coder.attributes.unlisted import candidates, has_kind, is_larger, lies_behind, printed, unlisted
from coder.clauses.occasion import occasion
from coder.records import Clause, Entity, Sentence

# The word behind the name of a spot: *Heroes' Square*.
_KIND = re.compile(r"(?:['’]s?)? (?P<word>\w+)")
# The ranks of place phrases: of a spot, what somebody does to it or whose it is does not count.
PHRASES = frozenset({0, 1})


def with_spot(
    sentence: Sentence, clauses: Sequence[Clause], k: int, place: Place | None, gazetteer: Gazetteer,
    line: Place | None, countries: Collection[str], on_the_spot: bool, entities: Callable[[], Sequence[Entity]],
    before: Place | None = None,
) -> Place | None:  # fmt: skip
    """The place of clause `k` with the spot there that the sentence names, if it is a town.

    A square alone is one in the town of the dateline, `line`, or else in that told `before`. Where nothing is known of
    the place, a spot is a place that is only named, in the country of the actors if they are of one.
    """
    town = line if line is not None else before
    if place is not None and place.precision == "named" and town is not None and town.precision == "city":
        spot = _whole_name(sentence, place.name)
        return replace(town, spot=spot) if spot and place.country in {None, town.country} else place
    around = {k, *occasion(sentence, clauses, k)}
    if place is None or place == line or place.precision == "country":
        beside = _beside_known(sentence, clauses, k, place, gazetteer, on_the_spot, around)
        if beside is not None:
            return beside
    if place is not None and place.precision not in {"city", "admin1"}:
        return place
    spots = list(_spots(sentence, place, gazetteer, entities))
    found = closest_of(sentence, clauses, k, [m for m, _ in spots], on_the_spot, around) if spots else []
    villages = {m for m, is_own in spots if is_own is None}
    if not found and villages and place is not None and place != line:
        found = _by_only_name(sentence, clauses, place, gazetteer, villages)
    here = sorted((m for rank, m in found if rank in PHRASES or m in villages and rank in ACTED), key=lambda m: m.first)
    if not here:
        return place
    spot = printed(sentence, _village_in(sentence, here[0], [m for m in villages if m not in here]))
    if place is not None:
        return place if spot.lower() in {place.name.lower(), place.called.lower()} else replace(place, spot=spot)
    if not dict(spots)[here[0]] or any(t.lemma == "the" for t in sentence.tokens[: here[0].first][-1:]):
        return None  # *the Presidential Palace* may be anybody's
    country = next(iter(countries)) if len(countries) == 1 else None
    return Place(spot, country, None, None, None, None, "named")


def _village_in(sentence: Sentence, spot: Mention, villages: Collection[Mention]) -> Mention:
    """The village named before a district that it lies in, where the district is the spot: *near Gouma, in [Sadr]*."""
    before = [m for m in villages if m.last < spot.first and lies_by(sentence, m, spot)]
    is_district = is_larger(sentence, spot)
    return next((m for m in before if is_district and not is_larger(sentence, m)), spot)


def _beside_known(
    sentence: Sentence, clauses: Sequence[Clause], k: int, place: Place | None, gazetteer: Gazetteer,
    on_the_spot: bool, around: Collection[int],
) -> Place | None:  # fmt: skip
    """The village of clause `k` with the town or division that it is said to lie by, in the country of `place`.

    The words that place nothing else, *west of Homs*, place it: *at [Sarafa], west of Homs*. None for none.
    """
    country = place.country if place is not None else None
    here = with_described(sentence, (), gazetteer, place, None) if place is not None else []  # *east of [this port]*
    for other in (*mentions(sentence, gazetteer), *here):
        row = likeliest(other.rows, other.within, Near(frozenset([country] if country else ())))
        if row is None or row[7] == "country" or country not in {None, row[1]}:
            continue
        found = closest_of(sentence, clauses, k, list(_villages(sentence, gazetteer, [other])), on_the_spot, around)
        if village := min((m for rank, m in found if rank in ACTED), key=lambda m: m.first, default=None):
            return replace(place_of(row, called(sentence, other, row)), spot=printed(sentence, village))
    return None


def _by_only_name(
    sentence: Sentence, clauses: Sequence[Clause], place: Place, gazetteer: Gazetteer, villages: Collection[Mention]
) -> list[tuple[int, Mention]]:
    """The villages that lie by a place which the sentence names only there, with their ranks.

    *fired on mourners leaving a church at [Sarafa], a township outside Homs*: who is told to be in Homs is in Sarafa.
    """
    named = [m for m in mentions(sentence, gazetteer) if any(r[:2] == (place.name, place.country) for r, _ in m.rows)]
    if len(named) != 1:
        return []
    return [(mention_ranks(sentence, clauses)[m][0], m) for m in villages if lies_by(sentence, m, named[0])]


def _whole_name(sentence: Sentence, name: str) -> str:
    """The name of a spot with the word that says what it is: *Baquedano [Square]*; '' for the name of no spot."""
    words = load_name_words().spots | load_name_words().roads
    if " " in name and name.split()[-1].lower() in words:
        return name
    behind = _KIND.match(sentence.text.partition(name)[2])
    return name + behind.group() if behind and behind["word"].lower() in words else ""


def _spots(
    sentence: Sentence, place: Place | None, gazetteer: Gazetteer, entities: Callable[[], Sequence[Entity]]
) -> Iterator[tuple[Mention, bool | None]]:
    """The names that may be those of spots, and whether their own words alone say that they are; None for villages."""
    known = mentions(sentence, gazetteer)
    is_town = {m: place is not None and any(r[:2] == (place.name, place.country) for r, _ in m.rows) for m in known}
    town = [m for m in known if is_town[m]]
    is_division = place is not None and place.precision == "admin1"
    for m in _named(sentence, known) if not is_division else ():
        yield m, not load_name_words().spots.isdisjoint(_ends(sentence, m))
    for m in unlisted(sentence, gazetteer, entities) if town else ():
        if any(lies_behind(sentence, m, other) for other in town):
            yield m, False
    yield from ((m, None) for m in _villages(sentence, gazetteer, town))
    for other in town if not is_division else ():
        larger = {n.first for n in known if n.rows and all(r[7] in LARGER for r, _ in n.rows[:1])}
        yield from ((m, False) for m in _owned(sentence, other) if m.first not in larger)


def _ends(sentence: Sentence, m: Mention) -> tuple[str, str]:
    """The first and the last word of a name."""
    return sentence.tokens[m.first].text.lower(), sentence.tokens[m.last].text.lower()


def _villages(sentence: Sentence, gazetteer: Gazetteer, town: Sequence[Mention]) -> Iterator[Mention]:
    """The names, no gazetteer's, that are said to lie by a place: *at [Sarafa], a hamlet 30 km from Homs*."""
    names = [*candidates(sentence, gazetteer), *_namesakes_abroad(sentence, gazetteer, town)] if town else []
    for first, last, head in names:
        if sentence.tokens[last].tag in {"NNS", "NNPS"} and sentence.tokens[last].text.endswith("s"):
            continue  # *a camp of Islamists in Homs*
        m = Mention(first, last, head, ())
        behind = sentence.tokens[first - 1].text.lower() if first else ""
        is_there = behind in load_name_words().sites or has_kind(sentence, first, last, head)
        is_there = is_there or is_before_landmark(sentence, first, last)
        is_there = is_there or is_bare_object(sentence, first, head, load_place_words().overrun)
        if is_there and any(lies_by(sentence, m, other) for other in town):
            yield m


def _namesakes_abroad(
    sentence: Sentence, gazetteer: Gazetteer, town: Sequence[Mention]
) -> Iterator[tuple[int, int, int]]:
    """The names that the gazetteer only has of places in other countries than a town's."""
    countries = {r[1] for m in town for r, _ in m.rows}
    for m in mentions(sentence, gazetteer):
        if m.rows and countries.isdisjoint(r[1] for r, _ in m.rows) and all(r[7] == "city" for r, _ in m.rows):
            yield m.first, m.last, m.head


def _named(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """The names whose last word says that they are of a spot, and that are of no place of the gazetteer."""
    words, last = load_name_words().spots | load_name_words().roads, -1
    for token in sentence.tokens:
        if token.i <= last or token.pos not in {"PROPN", "ADJ"} or not token.text[:1].isupper():
            continue
        first, last = name_span(sentence, token.i)
        listed = any(m.first <= first and last <= m.last for m in known)
        begins = sentence.tokens[first].text.lower() in load_name_words().first_of_spots
        if first < last and not listed and (begins or sentence.tokens[last].text.lower() in words):
            yield Mention(first, last, head_of(sentence, first, last), ())


def _owned(sentence: Sentence, town: Mention) -> Iterator[Mention]:
    """The name behind that of a town, if it lies there: *in Homs's Old Souk*, *the Homs district of Sarafa*."""
    tokens, first = sentence.tokens, town.last + 1
    is_owner = first < len(tokens) and tokens[first].tag == "POS"
    between = load_name_words().kinds | {"of", "'s", "’s"}
    while first < len(tokens) and tokens[first].lemma in between:
        first += 1
    is_kind = first > town.last + 2 and tokens[first - 1].lemma == "of"
    if first < len(tokens) and (is_owner or is_kind) and tokens[first].pos == "PROPN":
        last = name_span(sentence, first)[1]
        head = head_of(sentence, first, last)
        if tokens[head].dep in {"pobj", "compound", "nmod"}:
            yield Mention(first, last, head, ())
