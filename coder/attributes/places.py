"""Where an event took place: the location of the action, never the home of its actors.

Asked in this order: the event's own clause, the clauses about the same occasion, those above it in the sentence that do
not report it, the dateline. *in Homs* is a location, and so is what is raided, shelled or visited; *Russia's* and
*Russian police* are not. Of places with one name, the one is taken that the country beside it (*Tripoli, Lebanon*), in
the sentence, of the actors or of the dateline speaks for; population and rank decide last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.gazetteer import Gazetteer, Place, Row, load_gazetteer, place_of
from coder.attributes.place_names import (
    Mention,
    Near,
    countries_named,
    countries_placed,
    kind_above,
    likeliest,
    load_name_words,
    mentions,
)
from coder.attributes.unlisted import is_larger, printed, unlisted
from coder.clauses.occasion import is_pluperfect, load_occasion_words, occasion, owners
from coder.files.words import load_words
from coder.records import Clause, Entity, Sentence, Token
from coder.text.dateline import read_dateline
from coder.text.states import find_state

__all__ = ["Gazetteer", "Place", "dateline", "event_place", "load_gazetteer"]

# Ranks of places that count for what is done, for what is said, and for those who say it; see `_rank`.
ACTED = frozenset(range(6))
STATED = frozenset({0, 4})
PLANNED = frozenset({0, 2})
SPEAKER = frozenset({4})
# How a name hangs on the noun that it stands before.
MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
PRECISIONS = ("city", "admin1", "country")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of words/places.yaml, each explained there."""

    locative: frozenset[str]
    arriving: frozenset[str]
    leaving: frozenset[str]
    striking: frozenset[str]
    struck_to: frozenset[str]
    taken: frozenset[str]
    reached: frozenset[str]
    visited: frozenset[str]
    abstract: frozenset[str]
    on_the_spot: frozenset[str]
    harmed: frozenset[str]
    lying: frozenset[str]
    plans: frozenset[str]
    inhabitants: frozenset[str]
    at_home: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """The words around places where something happens."""
    return load_words("places", PlaceWords)


def dateline(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place at the head of a report: *GENEVA, Nov 24 — …*, *TRIPOLI, Lebanon — …*; None without one."""
    line = read_dateline(text)
    if line is None or not line.place:
        return None
    state = find_state(line.within)
    named = gazetteer.find(state.name if state else line.within.strip())
    rows = [r for r, _ in named if state is None or r[1] == state.country and r[7] == "admin1"]
    within = max(rows, key=lambda r: r[6], default=None)
    row = likeliest(gazetteer.find(line.place), within, Near()) or within
    return place_of(row) if row else None


def event_place(
    sentence: Sentence,
    clauses: Sequence[Clause],
    k: int,
    line: Place | None,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    entities: Callable[[], Sequence[Entity]] | None = None,
) -> Place | None:
    """Where the event of clause `k` took place; None where nothing says so.

    `line` is the place of the dateline; `countries` are the actors' (alpha-3), which tell places of one name apart.
    With `entities`, the named entities of the sentence, a place that the gazetteer lacks is found too: it has the name
    that the text prints, the precision 'named' and no coordinates, and a country where the text says in which it is.
    *Police raided a club in Tripoli, Lebanon* gives Tripoli in Lebanon.
    """
    found = mentions(sentence, gazetteer)
    placed = countries_placed(sentence, found) | ({line.country} if line else frozenset())
    near = Near(placed, countries_named(sentence, gazetteer).union(countries)) if found or entities else Near()
    own = owners(sentence, clauses) if found or entities else []
    listed = _where(sentence, clauses, k, found, own, lambda here: _choose(here, near)) if found else None
    if listed is not None and listed.precision == "country" and len(found) > 1:
        finer = [m for m in found if any(_lies_within(r, listed) for r, _ in m.rows)]
        listed = _where(sentence, clauses, k, finer, own, lambda here: _inside(here, near, listed)) or listed
    if entities is None or (listed is not None and listed.precision != "country"):
        return listed or line
    undecided = [m for m in found if likeliest(m.rows, m.within, near) is None]
    new = tuple(unlisted(sentence, gazetteer, entities, undecided))
    both = sorted((*found, *new), key=lambda m: m.first)
    choose: Choice = lambda here: _choose_unlisted(sentence, here, both, near, listed)  # noqa: E731
    return (_where(sentence, clauses, k, new, own, choose) if new else None) or listed or line


Choice = Callable[[Sequence[tuple[int, Mention]]], Place | None]


def _where(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Mention], own: Sequence[int], choose: Choice
) -> Place | None:
    """The place of clause `k` among those that the sentence names, `choose` choosing among those of one clause."""
    ranked = [(m, *_rank(sentence, clauses, m)) for m in found]
    for j, ranks in _in_order(sentence, clauses, k):
        here = [(rank, m) for m, rank, at in ranked if rank in ranks and own[at] == j]
        if place := choose(here):
            return place
    if _is_main(clauses, k):
        here = [(rank, m) for m, rank, at in ranked if rank in ACTED and not _is_elsewhere(sentence, clauses, own[at])]
        places = {place for one in here if (place := choose([one]))}
        if len(places) == 1:
            return places.pop()
    return None


def _lies_within(row: Row, country: Place) -> bool:
    return row[1] == country.country and row[7] != "country"


def _inside(here: Sequence[tuple[int, Mention]], near: Near, country: Place) -> Place | None:
    """The place of one clause that lies in a country, if any does: *its incursion in Syria to the town of Manbij*."""
    place = _choose(here, near)
    return place if place is not None and place.country == country.country else None


def _choose_unlisted(
    sentence: Sentence, here: Sequence[tuple[int, Mention]], all_: Sequence[Mention], near: Near, listed: Place | None
) -> Place | None:
    """The place of one clause that no gazetteer has, or better what it lies in, which is easier to look up.

    Of a village in a district that is a town of the gazetteer, else the district. Its country is the one where the
    text says it is; where actors of another country are about, the country of the dateline alone does not say so.
    """
    if not here:
        return None
    _, best = min(here, key=lambda h: (h[0] if h[0] > 2 else 0, not is_larger(sentence, h[1]), h[1].first))
    for other in all_:
        if not _lies_behind(sentence, best, other):
            continue
        row = likeliest(other.rows, other.within, near) if other.rows else None
        if row is not None and row[7] != "country":
            return place_of(row)
        if not other.rows and is_larger(sentence, other):
            best = other
    spoken = near.places | near.people
    country = listed.country if listed else next(iter(near.places)) if len(spoken) == 1 and near.places else None
    return Place(printed(sentence, best), country, None, None, None, None, "named")


def _lies_behind(sentence: Sentence, m: Mention, other: Mention) -> bool:
    """Whether a place is said to lie in or near the one named behind it: *Gouma village in Kamber district*."""
    kind = kind_above(sentence, m.head)
    if kind is not None and sentence.tokens[other.head].head == kind and other.last < kind < m.first:
        return True  # *the Kamber district of Gouma*
    between = [t.lemma.lower() for t in sentence.tokens[m.last + 1 : other.first] if t.pos != "DET"]
    while between and between[0] in load_name_words().kinds:
        between.pop(0)
    return bool(between) and len(between) < 3 and between[0] in load_place_words().lying and other.first > m.last


def _is_main(clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause is what its sentence tells, and done on the spot: then the sentence's only place is its own.

    A statement, a treaty or an embargo is made elsewhere than where what it is about took place.
    """
    clause = clauses[k]
    return clause.governor is None and clause.status == "actual" and _is_on_the_spot(clause)


def _is_on_the_spot(clause: Clause) -> bool:
    words = load_place_words()
    return clause.lemma in words.on_the_spot | words.reached | words.striking


def _is_elsewhere(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause is of another time or only thought of: *after [he had fled] Homs*, *wants [to go] to Homs*."""
    clause = clauses[k]
    if k < 0 or clause.kind == "noun":
        return k >= 0 and clause.lemma in load_place_words().abstract
    return (
        clause.status != "actual" and sentence.tokens[clause.predicate].tag != "VBG" or is_pluperfect(sentence, clause)
    )


def located(sentence: Sentence, clauses: Sequence[Clause], gazetteer: Gazetteer) -> list[Mention]:
    """The places of a sentence where something happens: *in Homs*, not *Iraq* of *Iraq said*."""
    return [m for m in mentions(sentence, gazetteer) if _rank(sentence, clauses, m)[0] in ACTED]


def goes_on_there(sentence: Sentence, clauses: Sequence[Clause], k: int, strictly: bool) -> bool:
    """Whether an event without a place goes on where the sentence before it was: *They killed six soldiers*.

    Its subject is a pronoun or an event told of before (*the strikes killed ten*) or, unless `strictly`, its verb one
    of what happens on the spot.
    """
    clause, tokens = clauses[k], sentence.tokens
    subjects = clause.heads("subject")
    if any(tokens[h].tag == "PRP" for h in subjects):
        return True
    events = {c.predicate for c in clauses if c.kind == "noun"} | {clause.predicate if clause.kind == "noun" else -1}
    articles = {tokens[c].lemma for h in events.intersection({*subjects, clause.predicate}) for c in sentence.children[h]}
    return bool(articles & {"the", "this", "these"}) or not strictly and _is_on_the_spot(clause)


def scene(sentence: Sentence, clauses: Sequence[Clause], gazetteer: Gazetteer, countries: Sequence[str]) -> Place | None:
    """Where a sentence without events of its own sets what follows it: *Shots were heard in Homs*; None for nowhere."""
    main = next((k for k, c in enumerate(clauses) if c.governor is None and c.status == "actual" and not c.negated), None)
    if main is None or clauses[main].lemma in load_occasion_words().reporting:
        return None
    place = event_place(sentence, clauses, main, None, gazetteer, countries)
    return place if place is not None and place.precision != "country" else None


def _in_order(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[tuple[int, frozenset[int]]]:
    """The clauses that may say where clause `k` took place, the likeliest first, with the ranks that count there."""
    # What a statement is about has a place of its own.
    reports = clauses[k].lemma in load_occasion_words().reporting and clauses[k].kind != "noun"
    ranks = STATED if reports else ACTED
    for j in occasion(sentence, clauses, k):
        yield j, ranks
    if not reports:
        yield from ((n, ACTED) for n in _settings(sentence, clauses, k))
    else:
        yield from ((n, PLANNED) for n in _planned(clauses, k))
    seen, up = {k}, clauses[k].governor
    while up is not None and up not in seen:
        if clauses[up].lemma in load_occasion_words().reporting:
            if not reports:
                yield up, SPEAKER  # *officials in Iraq say that ten were killed*
            return
        yield up, ranks
        seen.add(up)
        up = clauses[up].governor


def _planned(clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What a statement asks for, promises or plans, which would be there: *called on them to cease fire in Iraq*."""
    below = [k]
    for j in below:
        told = (n for n, c in enumerate(clauses) if c.governor == j and n not in below and _is_told(clauses, c))
        below.extend(n for n in told if clauses[n].status not in {"actual", "failed"} or clauses[n].kind == "noun")
    yield from below[1:]


def _is_told(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause says what is asked for or planned: *announced plans [to send] envoys there*."""
    above = clauses[clause.governor or 0]
    of_plan = clause.relation == "relative" and above.kind == "noun" and clause.status == "future"
    is_plan = clause.kind == "noun" and clause.relation == "nominal" and clause.lemma in load_place_words().plans
    return clause.relation == "complement" or of_plan or is_plan


def _settings(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The clauses below clause `k` that tell what went on: *killed when they tried to cross a checkpoint in Ghazni*."""
    below = [k]
    harmed = clauses[k].lemma in load_place_words().harmed
    for j in below:
        for n, clause in enumerate(clauses):
            if clause.governor == j and n not in below and harmed and _is_after(sentence, clause):
                below.append(n)
            elif clause.governor == j and n not in below and clause.relation in {"adverbial", "complement"}:
                marks = {
                    sentence.tokens[c].lemma
                    for c in sentence.children[clause.predicate]
                    if sentence.tokens[c].dep in {"mark", "advmod"}
                }
                is_setting = marks & {"when", "as", "while", "where"} or harmed and "after" in marks
                if is_setting or (clause.relation == "complement" and j != k):
                    below.append(n)
    yield from below[1:]


def _is_after(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is an event noun behind *after*: *killed ten after two clashes in Homs*."""
    token = sentence.tokens[clause.predicate]
    return clause.kind == "noun" and token.dep == "pobj" and sentence.tokens[token.head].lemma == "after"


def _choose(here: Sequence[tuple[int, Mention]], near: Near) -> Place | None:
    """The closest of the places of one clause; a nearer name of the same country that is finer goes before."""
    rows = [(rank, row) for rank, m in here if (row := likeliest(m.rows, m.within, near))]
    if not rows:
        return None
    rank, best = min(rows, key=lambda r: (r[0] if r[0] > 2 else 0, PRECISIONS.index(r[1][7])))
    return place_of(best)


# --- roles ----------------------------------------------------------------------------------------------------------


def _rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention) -> tuple[int, int]:
    """How surely a named place is where a clause happened, and the token through which it hangs on that clause.

    0 a place phrase of the predicate, 1 one of another noun, 2 what is raided or visited, 3 a building's place,
    4 a place phrase of the subject; 9 no location.
    """
    tokens = sentence.tokens
    head = m.head
    while (kind := kind_above(sentence, head)) is not None and kind != head:
        head = kind
    token = tokens[head]
    for _ in range(4):
        if token.dep not in {"conj", "appos"} or tokens[token.head].pos not in {"PROPN", "NOUN"}:
            break
        token = tokens[token.head]
    above = tokens[token.head]
    if token.dep == "pobj":
        if _at_home(sentence, token, above):
            return 4, head
        return _phrase_rank(sentence, clauses, token, above), head
    if token.dep in {"dobj", "nsubjpass"} and _is_reached(above, m):
        return 2, head
    if token.dep in {"advmod", "npadvmod"} and token.lemma.lower() in load_name_words().compass:
        return 1, head
    if token.dep == "poss" and above.dep == "pobj" and above.pos == "PROPN":  # *in Baghdad's Green Zone*
        return _phrase_rank(sentence, clauses, above, tokens[above.head]), above.i
    if token.dep in MODIFYING:
        return _modifier_rank(sentence, clauses, m, token, above), head
    return 9, head


def _modifier_rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention, token: Token, above: Token) -> int:
    """The rank of a place that stands before a noun: *the Aleppo airport*, *a Homs court*, *Syria's battlefields*."""
    words, verb = load_name_words(), sentence.tokens[above.head]
    is_country = any(r[7] == "country" for r, _ in m.rows)
    if token.dep == "poss":
        reached = above.dep in {"dobj", "nsubjpass"} and verb.lemma in load_place_words().reached
        return 2 if reached and above.lemma.lower() in words.kinds else 9
    if token.dep == "compound" and above.lemma.lower() == "court" and above.dep == "nsubj":
        return 4
    if token.dep == "compound" and _are_at_home(sentence, above):
        return 4
    if above.lemma.lower() in words.public and above.dep in {"pobj", "dobj", "nsubjpass", "conj"}:
        return 9 if is_country and not any(r[8] for r, _ in m.rows) else 3  # not *the US embassy*
    is_event = any(above.i == c.predicate and c.kind == "noun" for c in clauses)
    return 3 if is_event and m.rows[0][0][7] != "country" else 9


def _at_home(sentence: Sentence, token: Token, preposition: Token) -> bool:
    """Whether a place is that of people who take to their own streets: *residents of Homs protested*."""
    return preposition.lemma in {"of", "from"} and _are_at_home(sentence, sentence.tokens[preposition.head])


def _are_at_home(sentence: Sentence, people: Token) -> bool:
    """Whether people take to their own streets: *Homs residents protested*, *hundreds of Homs residents marched*."""
    words = load_place_words()
    if people.lemma.lower() not in words.inhabitants:
        return False
    above = sentence.tokens[people.head]
    if people.dep == "pobj" and above.lemma == "of" and sentence.tokens[above.head].dep == "nsubj":
        people = sentence.tokens[above.head]
    return people.dep == "nsubj" and sentence.tokens[people.head].lemma in words.at_home


def _is_reached(verb: Token, m: Mention) -> bool:
    if verb.lemma not in load_place_words().reached:
        return False
    return verb.lemma in load_place_words().visited or any(r[7] != "country" for r, _ in m.rows)


def _phrase_rank(sentence: Sentence, clauses: Sequence[Clause], token: Token, preposition: Token) -> int:
    tokens = sentence.tokens
    word, at = preposition.text.lower(), preposition
    while tokens[at.head].pos == "ADP" and at.head != at.i:
        at = tokens[at.head]
    above = tokens[at.head]
    if word == "of" and above.lemma.lower() in load_name_words().compass:
        return 1
    is_in = word in load_place_words().locative or word == "under" and token.lemma.lower() in load_name_words().larger
    if not is_in and not _leads_there(sentence, word, above):
        return 9
    event = any(c.predicate == above.i for c in clauses)
    noun = tokens[preposition.i - 1] if not event or above.i != preposition.i - 1 else None
    if (
        word in {"in", "over"}
        and noun is not None
        and (noun.lemma in load_place_words().abstract or (not event and above.lemma in load_place_words().abstract))
    ):
        return 9
    if above.pos in {"NOUN", "PROPN", "NUM", "PRON"} and not event:
        venue = (
            above.dep == "pobj"
            and tokens[above.head].text.lower() in load_place_words().locative
            and tokens[tokens[above.head].head].pos == "VERB"
        )
        return 4 if _is_subject(sentence, above) else 0 if venue else 1
    return 0 if is_in else 2


def _leads_there(sentence: Sentence, word: str, above: Token) -> bool:
    if word in {"to", "into", "toward", "towards"}:
        return (
            above.lemma in load_place_words().arriving or word == "into" or above.lemma in load_place_words().struck_to
        )
    if word in {"from", "out"}:
        return above.lemma in load_place_words().leaving
    if word in {"on", "against", "of", "upon"}:
        nouns = {
            above.lemma,
            *(
                sentence.tokens[c].lemma
                for c in sentence.children[above.i]
                if sentence.tokens[c].dep in {"dobj", "nsubjpass"} and word == "on"
            ),
        }
        return bool(nouns & load_place_words().striking) or above.lemma in load_place_words().taken
    return False


def _is_subject(sentence: Sentence, noun: Token) -> bool:
    for _ in range(5):
        if noun.dep in {"nsubj"}:
            return True
        above = sentence.tokens[noun.head]
        if above.pos not in {"NOUN", "PROPN", "ADP"} or above.i == noun.i:
            return False
        noun = above
    return False
