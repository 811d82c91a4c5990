"""Where an event took place: the location of the action, never the home of its actors.

Asked in this order: the event's own clause, the clauses about the same occasion, those above it in the sentence that do
not report it, the dateline. *in Homs* is a location, and so is what is raided, shelled or visited; *Russia's* and
*Russian police* are not. Of places with one name, the one is taken that the country beside it (*Tripoli, Lebanon*), in
the sentence, of the actors or of the dateline speaks for; population and rank decide last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.gazetteer import Gazetteer, Place, load_gazetteer, place_of
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
from coder.clauses.occasion import is_pluperfect, load_occasion_words, occasion, owners
from coder.files.words import load_words
from coder.records import Clause, Sentence, Token
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
) -> Place | None:
    """Where the event of clause `k` took place; None where nothing says so.

    `line` is the place of the dateline; `countries` are the actors' (alpha-3), which tell places of one name apart.
    *Police raided a club in Tripoli, Lebanon* gives Tripoli in Lebanon.
    """
    found = mentions(sentence, gazetteer)
    if not found:
        return line
    placed = countries_placed(sentence, found) | ({line.country} if line else frozenset())
    near = Near(placed, countries_named(sentence, gazetteer).union(countries))
    ranked = [(m, *_rank(sentence, clauses, m)) for m in found]
    own = owners(sentence, clauses)
    for j, ranks in _in_order(sentence, clauses, k):
        here = [(rank, m) for m, rank, at in ranked if rank in ranks and own[at] == j]
        if place := _choose(here, near):
            return place
    if _is_main(clauses, k):
        here = [(rank, m) for m, rank, at in ranked if rank in ACTED and not _is_elsewhere(sentence, clauses, own[at])]
        places = {place for one in here if (place := _choose([one], near))}
        if len(places) == 1:
            return places.pop()
    return line


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

    Its subject is a pronoun or, unless `strictly`, its verb one of what happens on the spot.
    """
    clause = clauses[k]
    if any(sentence.tokens[h].tag == "PRP" for h in clause.heads("subject")):
        return True
    return not strictly and _is_on_the_spot(clause)


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
        told = (n for n, c in enumerate(clauses) if c.governor == j and n not in below and c.relation == "complement")
        below.extend(n for n in told if clauses[n].status not in {"actual", "failed"})
    yield from below[1:]


def _settings(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The clauses below clause `k` that tell what went on: *killed when they tried to cross a checkpoint in Ghazni*."""
    below = [k]
    for j in below:
        for n, clause in enumerate(clauses):
            if clause.governor == j and n not in below and clause.relation in {"adverbial", "complement"}:
                marks = {
                    sentence.tokens[c].lemma
                    for c in sentence.children[clause.predicate]
                    if sentence.tokens[c].dep in {"mark", "advmod"}
                }
                if marks & {"when", "as", "while", "where"} or (clause.relation == "complement" and j != k):
                    below.append(n)
    yield from below[1:]


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
    if above.lemma.lower() in words.public and above.dep in {"pobj", "dobj", "nsubjpass", "conj"}:
        return 9 if is_country and not any(r[8] for r, _ in m.rows) else 3  # not *the US embassy*
    is_event = any(above.i == c.predicate and c.kind == "noun" for c in clauses)
    return 3 if is_event and m.rows[0][0][7] != "country" else 9


def _at_home(sentence: Sentence, token: Token, preposition: Token) -> bool:
    """Whether a place is that of people who take to their own streets: *residents of Homs protested*."""
    people = sentence.tokens[preposition.head]
    verb, words = sentence.tokens[people.head], load_place_words()
    if preposition.lemma != "of" or people.dep != "nsubj" or people.lemma not in words.inhabitants:
        return False
    return verb.lemma in words.at_home


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
    if word not in load_place_words().locative and not _leads_there(sentence, word, above):
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
    return 0 if word in load_place_words().locative else 2


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
