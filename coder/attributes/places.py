"""Where an event took place: the location of the action, never the home of its actors.

Asked in this order: the event's own clause, the clauses about the same occasion, those above it in the sentence that do
not report it, the dateline. *in Homs* is a location, and so is what is raided, shelled or visited; *Russia's* and
*Russian police* are not. Of places with one name, the one is taken that the country beside it (*Tripoli, Lebanon*), in
the sentence, of the actors or of the dateline speaks for; population and rank decide last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from coder.attributes.described import settled, with_described, with_unlisted_meant
from coder.attributes.gazetteer import Gazetteer, Place, load_gazetteer, place_of
from coder.attributes.lying import tells_of_other
from coder.attributes.namesakes import Near, as_read, likeliest
from coder.attributes.nested import are_nested, before_division, is_village_of
from coder.attributes.place_countries import countries_named, countries_placed, divisions_named
from coder.attributes.place_holders import holders
from coder.attributes.place_names import Mention, called, mentions
from coder.attributes.place_order import (
    ACTED,
    SPEAKER,
    beside,
    describes_doer,
    heard_in,
    in_front,
    in_order,
)
from coder.attributes.place_phrases import NO_LOCATION
from coder.attributes.place_ranks import rank_of
from coder.attributes.place_told import happens_with, is_elsewhere, is_on_the_spot, is_where, says_besides, told_by
from coder.attributes.place_topics import partners_of, reasons_of, topics_of, what_about
from coder.attributes.place_words import load_place_words
from coder.attributes.unlisted import choose_unlisted, country_of_unlisted, is_lacking, is_spot, unlisted
from coder.clauses.occasion import occasion
from coder.clauses.phrases import clause_of_whose
from coder.memo import Answers, for_last
from coder.records import Clause, Entity, Sentence

__all__ = ["Gazetteer", "Place", "event_place", "load_gazetteer"]

REACHED = 2  # what is raided or visited
HIT = 5  # what is hit, whatever the verb
ANYWHERE = ACTED | {HIT}
ALL_OVER = frozenset({"across", "throughout"})
WHERE = 4  # what a *where* behind it tells of
ORIGIN = 6  # from where something is fired
# The home of those who act, and what is hit by any verb.
BY_THE_WAY = frozenset({4, HIT})
LARGER = frozenset({"admin1", "country"})
PRECISIONS = ("city", "named", "admin1", "country")


def event_place(
    sentence: Sentence,
    clauses: Sequence[Clause],
    k: int,
    line: Place | None,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    entities: Callable[[], Sequence[Entity]] | None = None,
    before: Place | None = None,
    on_the_spot: bool = False,
    states: Collection[str] | None = None,
) -> Place | None:
    """Where the event of clause `k` took place; None where nothing says so.

    `line` is the place of the dateline; `countries` are the actors' (alpha-3), which tell places of one name apart.
    `before` is the last place that the sentences before told of; `on_the_spot` says that such events are done
    somewhere, and not only said: then the only place that their sentence names is theirs; `states` are the names of
    countries that the text uses of a state abroad, None where that is not known.
    With `entities`, the named entities of the sentence, a place that the gazetteer lacks is found too: it has the name
    that the text prints, the precision 'named' and no coordinates, and a country where the text says in which it is.
    *Police raided a club in Tripoli, Lebanon* gives Tripoli in Lebanon.
    """
    listed = settled(mentions(sentence, gazetteer), [p for p in (before, line) if p is not None])
    listed = [replace(m, rows=rows) if (rows := as_read(m.rows, states)) != m.rows else m for m in listed]
    if not (found := with_described(sentence, listed, gazetteer, line, before, countries)) and entities is None:
        return line
    placed = countries_placed(sentence, listed).union([line.country] if line and line.country else ())
    near = Near(placed, countries_named(sentence, gazetteer).union(countries), divisions_named(listed))
    own = holders(sentence, clauses)
    is_home = not on_the_spot or clauses[k].lemma in load_place_words().at_home
    found = [m for m in found if not is_home_country(sentence, clauses, m, line, is_home)]
    found = [m for m in found if not is_of_others(sentence, clauses[k].predicate, m.head)]
    heard = heard_in(sentence, clauses, k) if entities is not None else frozenset[int]()
    place = _listed(sentence, clauses, k, [m for m in found if m.head not in heard], own, near, on_the_spot)
    said = place or _listed(sentence, clauses, k, found, own, near, on_the_spot) if heard else place
    if entities is None:
        return place or line
    is_found = place is not None and place.precision != "country"
    undecided = tuple(m for m in found if is_lacking(sentence, m, near))
    country = place.country if place is not None and not is_found else country_of_unlisted(near)
    new = unlisted(sentence, gazetteer, entities, undecided)
    new = new if country or line is not None else tuple(m for m in new if not is_spot(sentence, m))
    if not new:
        return said or line
    if (again := with_unlisted_meant(sentence, found, new, country)) != found:
        found = again
        place = _listed(sentence, clauses, k, [m for m in found if m.head not in heard], own, near, on_the_spot)
        is_found = place is not None and place.precision != "country"
    both = sorted((*found, *new), key=lambda m: m.first)
    choose: Choice = lambda here: choose_unlisted(sentence, here, both, near, country)  # noqa: E731
    if is_found:
        return _nearer(sentence, clauses, k, both, own, near, choose, on_the_spot) or place
    new = _of_this(sentence, clauses, k, new, found) if place is not None else new
    return _where(sentence, clauses, k, new, own, choose, on_the_spot) or said or line


def is_of_others(sentence: Sentence, predicate: int, i: int) -> bool:
    """Whether a place is where somebody's own are: *the rebels, whose chiefs live in [Oman], shelled Homs*."""
    told = clause_of_whose(sentence, i)
    return told >= 0 and predicate not in sentence.subtree(told)


def is_home_country(
    sentence: Sentence, clauses: Sequence[Clause], m: Mention, line: Place | None, is_home: bool = True
) -> bool:
    """Whether a country only says where those are who act in the dateline's town: *LIMA — Nurses in Peru rallied*.

    `is_home`: whether they do so where they are. Or whose something in that town is: *RIGA — stormed Latvia's mast*.
    """
    own = line.country if line is not None and line.precision == "city" else None
    if not any(r[7] == "country" and r[1] == own for r, _ in m.rows):
        return False
    token, (rank, _) = sentence.tokens[m.head], mention_ranks(sentence, clauses)[m]
    is_owner = token.dep == "poss" and sentence.tokens[token.head].tag == "NN" and rank in {REACHED, HIT}
    return is_home and rank in SPEAKER or is_owner


def _listed(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Mention], own: Sequence[int], near: Near,
    on_the_spot: bool,
) -> Place | None:  # fmt: skip
    """The place of clause `k` that the gazetteer has, rather in a country than all of it.

    *its incursion in Syria to the town of Manbij* gives Manbij.
    """
    choose: Choice = lambda here: _choose(sentence, here, near)  # noqa: E731
    place = _where(sentence, clauses, k, found, own, choose, on_the_spot) if found else None
    if place is not None and place.precision == "admin1" and len(found) > 1:
        acted = [m for m in found if mention_ranks(sentence, clauses)[m][0] in ACTED]
        return before_division(sentence, found, acted, place, near) or place
    if place is None or place.precision != "country" or len(found) == 1:
        return place
    country = place.country
    ranks, around = mention_ranks(sentence, clauses), occasion(sentence, clauses, k)
    same = {own[ranks[m][1]] for m in found if any(r[1] == country and r[7] == "country" for r, _ in m.rows)}
    finer = [m for m in found if any(r[1] == country and r[7] != "country" for r, _ in m.rows)]
    apart = {j for j in around if j != k and _is_of_others_too(clauses, j)} - same
    finer = [
        m for m in finer if own[ranks[m][1]] in same.union(around) - apart
    ]  # not *to Fiji, where crowds marched in Suva*

    def inside(here: Sequence[tuple[int, Mention]]) -> Place | None:
        found = _choose(sentence, here, near)
        return found if found is not None and found.country == country else None

    return _where(sentence, clauses, k, finer, own, inside, on_the_spot) or place


def _of_this(
    sentence: Sentence, clauses: Sequence[Clause], k: int, new: Sequence[Mention], found: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The places that may say where in a country it was: of what was all over it, not those of what others did besides.

    *Bombs went off across [Chad], and police shot two in Gouma* gives Chad for the bombs.
    """
    tokens = sentence.tokens
    if all(tokens[tokens[m.head].head].lemma not in ALL_OVER for m in found):
        return tuple(new)
    told = (sentence.subtree(c.predicate) for j, c in enumerate(clauses) if j != k and _is_of_others_too(clauses, j))
    others = {i for words in told if clauses[k].predicate not in words for i in words}
    return tuple(m for m in new if mention_ranks(sentence, clauses)[m][1] not in others)


def _is_of_others_too(clauses: Sequence[Clause], j: int) -> bool:
    """Whether others do something besides: *imposed a blockade on Syria, and its jets [hit] the port of Tartus*."""
    return clauses[j].relation == "coordinate" and bool(clauses[j].heads("subject"))


Choice = Callable[[Sequence[tuple[int, Mention]]], Place | None]
# A place with its rank and the token by which it hangs on a clause.
Ranked = tuple[Mention, int, int]


def _where(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Mention], own: Sequence[int],
    choose: Choice, on_the_spot: bool,
) -> Place | None:  # fmt: skip
    """The place of clause `k` among those that the sentence names, `choose` choosing among those of one clause."""
    ranked = _ranked(sentence, clauses, k, found, on_the_spot)
    if not ranked:  # most names of places are those of who acts
        return None
    for here in _closest_first(sentence, clauses, k, ranked, own, on_the_spot):
        if place := choose(here):
            return place
    apart = beside(sentence, clauses, k)
    if (told := told_by(sentence, clauses, k, on_the_spot)) is not None:
        other = {
            *apart,
            *(j for j, c in enumerate(clauses) if describes_doer(sentence, c) or j != k and says_besides(sentence, c)),
        }
        told = told.difference(i for j in other for i in sentence.subtree(clauses[j].predicate))
        around = [(rank, m, at) for m, rank, at in ranked if rank in ACTED and at in told]
        here = [(rank, m) for rank, m, at in around if not is_elsewhere(sentence, clauses, own[at])]
        if are_nested([m for _, m in here]) or is_village_of(sentence, here, {own[at] for _, _, at in around}):
            return choose(here)
        only = one_place({place for one in here if (place := choose([one]))})
        # What a code alone tells to be done somewhere may be about a country: *mobilised for the war in Ukraine*.
        if only is not None:
            return only if only.precision != "country" or is_on_the_spot(clauses[k]) else None
    front = in_front(sentence, clauses, k, on_the_spot)
    begun = choose([(rank, m) for m, rank, at in ranked if rank in ACTED and at in front])
    own_origins = [(rank, m) for m, rank, at in ranked if rank == ORIGIN and own[at] == k]
    if (place := begun or (choose(own_origins) if on_the_spot else None)) is not None:
        return place
    joined = clauses[k].governor
    if joined is None or not on_the_spot or not happens_with(sentence, clauses, k):
        return None
    return _where(sentence, clauses, joined, found, own, choose, on_the_spot)


def _nearer(
    sentence: Sentence, clauses: Sequence[Clause], k: int, all_: Sequence[Mention], own: Sequence[int], near: Near,
    choose: Choice, on_the_spot: bool,
) -> Place | None:  # fmt: skip
    """A place that no gazetteer has, where it is of a clause closer to clause `k` than any that the gazetteer has.

    *Rebels shelled the village of Gouma, and two were killed near Homs* gives Gouma for the shelling.
    """
    for here in _closest_first(
        sentence, clauses, k, _ranked(sentence, clauses, k, all_, on_the_spot), own, on_the_spot
    ):
        listed = [(rank, row) for rank, m in here if (row := likeliest(m.rows, m.within, near)) is not None]
        new = [(rank, m) for rank, m in here if not m.rows and rank not in BY_THE_WAY]
        if new and all(rank in BY_THE_WAY or row[7] in LARGER for rank, row in listed):
            place, around = choose(new), next((row for _, row in listed if row[7] in LARGER), None)
            if place is None or place.country is not None or around is None:
                return place
            return replace(place, country=around[1])
        if listed:
            return None
    return None


def _closest_first(
    sentence: Sentence, clauses: Sequence[Clause], k: int, ranked: Sequence[Ranked], own: Sequence[int],
    on_the_spot: bool,
) -> Iterator[list[tuple[int, Mention]]]:  # fmt: skip
    """The places, with their ranks, of each clause that may say where clause `k` took place, the likeliest first."""
    for j, ranks in in_order(sentence, clauses, k, on_the_spot):
        ranks = ranks | {HIT} if on_the_spot and j == k else ranks
        ranks = ranks - {REACHED} if _moves_on(clauses, j, k) else ranks
        yield [(rank, m) for m, rank, at in ranked if rank in ranks and own[at] == j]


def _before_where(sentence: Sentence, clause: Clause, places: Sequence[Mention]) -> Mention | None:
    """The place behind which a clause tells what was done there; the first of *near [Homs] in Syria, where he fell*."""
    for m in places:
        if is_where(sentence, clause, m):
            before = sentence.tokens[max(0, m.first - 3) : m.first]
            inner = (o for o in places if o.rows and any(t.lemma == "in" and t.i == o.last + 1 for t in before))
            return next(inner, m)
    return None


def _ranked(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Mention], on_the_spot: bool
) -> list[Ranked]:
    """The places that may be where clause `k` took place, each with its rank and where it hangs."""
    ranks_of = mention_ranks(sentence, clauses)
    where = _before_where(sentence, clauses[k], found)
    if not (placed := [m for m in found if m == where or ranks_of[m][0] != NO_LOCATION]):
        return []
    about, topics = what_about(sentence, clauses, k), topics_of(sentence, clauses, k)
    if not on_the_spot:
        about |= reasons_of(sentence, clauses, k)
        topics |= partners_of(sentence, clauses, k)
    may_be = [m for m in placed if m.head not in about and not (m.head in topics and _is_no_town(m))]
    ranked: list[Ranked] = []
    for m in may_be:
        if m == where:
            ranked.append((m, WHERE, clauses[k].predicate))
            continue
        lying = tells_of_other(sentence, m, found)
        if lying is None or ranks_of[lying][0] in ACTED:  # where *in Sadr, on the edge of [Homs]* hangs, Sadr does
            ranked.append((lying or m, *ranks_of[m]))
    return ranked


def closest_of(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Mention], on_the_spot: bool,
    around: Collection[int],
) -> list[tuple[int, Mention]]:  # fmt: skip
    """Those of some places, with their ranks, that hang on clause `k`, or else on one of those `around` it."""
    own = holders(sentence, clauses)
    ranked = [(own[at], rank, m) for m, rank, at in _ranked(sentence, clauses, k, found, on_the_spot)]
    return [(rank, m) for j, rank, m in ranked if j == k] or [(rank, m) for j, rank, m in ranked if j in around]


def _is_no_town(m: Mention) -> bool:
    """Whether a name is that of a country or region, which people may meet about: who meets on it meets in a town."""
    return bool(m.rows) and all(r[7] != "city" for r, _ in m.rows)


def _moves_on(clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether clause `j` tells where somebody went after what clause `k` tells: *met him and [flew] to Homs*."""
    is_later = clauses[j].relation == "coordinate" and clauses[j].predicate > clauses[k].predicate
    return is_later and clauses[j].lemma in load_place_words().arriving


@for_last
def mention_ranks(sentence: Sentence, clauses: Sequence[Clause]) -> Answers[Mention, tuple[int, int]]:
    """The rank of each place and where it hangs, whichever clause asks for it."""
    return Answers(lambda m: rank_of(sentence, clauses, m))


def one_place(places: Collection[Place]) -> Place | None:
    """The only place of several, or the one that lies in all others: a town beside its province and country."""
    finest = min(places, key=lambda p: PRECISIONS.index(p.precision), default=None)
    if finest is None:
        return None
    for other in places:
        inside = other.country == finest.country and other.admin1 in {None, finest.admin1}
        if other != finest and (not inside or other.precision == finest.precision):
            return None
    return finest


def located(sentence: Sentence, clauses: Sequence[Clause], gazetteer: Gazetteer) -> list[Mention]:
    """The places of a sentence where something happens: *in Homs*, not *Iraq* of *Iraq said*."""
    ranks = mention_ranks(sentence, clauses)
    return [m for m in mentions(sentence, gazetteer) if ranks[m][0] in ACTED]


def goes_on_there(sentence: Sentence, clauses: Sequence[Clause], k: int, strictly: bool) -> bool:
    """Whether an event without a place goes on where the sentence before it was: *They killed six soldiers*.

    Its subject is a pronoun, a crowd (*Protesters demanded a vote*) or an event told of before (*the strikes killed
    ten*) or, unless `strictly`, its verb one of what happens on the spot.
    """
    clause, tokens = clauses[k], sentence.tokens
    subjects = clause.heads("subject")
    of = {b for h in subjects for c in sentence.children[h] if tokens[c].lemma == "of" for b in sentence.children[c]}
    if any(tokens[h].tag == "PRP" or tokens[h].lemma in load_place_words().crowds for h in of.union(subjects)):
        return True
    events = {c.predicate for c in clauses if c.kind == "noun"} | {clause.predicate if clause.kind == "noun" else -1}
    below = [tokens[c] for h in events.intersection({*subjects, clause.predicate}) for c in sentence.children[h]]
    is_told = any(t.lemma in {"the", "this", "these"} for t in below)
    is_owned = any(t.dep == "poss" and tokens[t.head].lemma in load_place_words().striking for t in below)
    return is_told or is_owned and not strictly or not strictly and is_on_the_spot(clause)


def _choose(sentence: Sentence, here: Sequence[tuple[int, Mention]], near: Near) -> Place | None:
    """The closest of the places of one clause; a nearer name of the same country that is finer goes before."""
    rows = [(rank, row, m) for rank, m in here if (row := likeliest(m.rows, m.within, near))]
    if not rows:
        return None
    _, best, m = min(rows, key=lambda r: (r[0] if r[0] > 2 else 0, PRECISIONS.index(r[1][7])))
    inside = ((row, other) for _, row, other in rows if row[7] == "city" and other.within is best)
    best, m = next(inside, (best, m))  # *in the bazaar of [Sadr] town in Homs district*
    return place_of(best, called(sentence, m, best))
