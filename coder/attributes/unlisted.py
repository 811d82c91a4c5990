"""Places that no gazetteer has: the names of villages, districts and quarters as the text prints them.

A name is one by the word that says what it is (*Gouma village*, *the town of Sarafa*, *Kamber district*), or where
named-entity recognition takes it for a place (*in Sarafa*). Such a place has no coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from coder.attributes.apposed import is_bare_object, is_before_landmark, is_told_place
from coder.attributes.gazetteer import Gazetteer, Place, fold, place_of
from coder.attributes.lying import lies_by
from coder.attributes.name_spans import head_of, is_end_of_name, is_glued, name_span
from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import Near, likeliest
from coder.attributes.place_kinds import kind_above
from coder.attributes.place_names import Mention, mentions
from coder.attributes.place_words import load_place_words
from coder.attributes.times import expressions
from coder.attributes.whole_names import LONGEST_ABBREVIATION
from coder.memo import for_last
from coder.records import KNOWN, Entity, Sentence, Token
from coder.text.function_words import INDEFINITE

# Where the name of a place hangs that only named-entity recognition tells.
HANGING = frozenset({"pobj", "dobj", "nsubjpass", "appos", "conj"})
SHORTEST = 4


@for_last
def unlisted(
    sentence: Sentence,
    gazetteer: Gazetteer,
    entities: Callable[[], Sequence[Entity]],
    undecided: tuple[Mention, ...] = (),
) -> tuple[Mention, ...]:
    """The places of a sentence that the gazetteer lacks, from left to right; each mention has no rows.

    `undecided` are those that have namesakes in the gazetteer and nothing that tells which is meant. `entities`, the
    named entities of the sentence, are asked for only behind a preposition or for what is raided.
    """
    return tuple(_unlisted(sentence, gazetteer, entities, undecided))


def _unlisted(
    sentence: Sentence, gazetteer: Gazetteer, entities: Callable[[], Sequence[Entity]], undecided: Sequence[Mention]
) -> Iterator[Mention]:
    for m in undecided:
        if _is_people(sentence, m, gazetteer):
            continue
        if has_kind(sentence, m.first, m.last, m.head) or _is_recognised(sentence, m.first, m.last, m.head, entities):
            yield replace(m, rows=())
        elif _is_captured(sentence, m, entities):
            yield replace(m, rows=())
    for first, last, head in candidates(sentence, gazetteer):
        is_place = has_kind(sentence, first, last, head) or _is_recognised(sentence, first, last, head, entities)
        if is_place or _is_nobody(sentence, first, last, head, entities):
            yield Mention(first, last, head, ())


def is_lacking(sentence: Sentence, m: Mention, near: Near) -> bool:
    """Whether a name may be of a place that the gazetteer lacks: none of its name lies where the text says it does."""
    row = likeliest(m.rows, m.within, near)
    return (row is None or row is m.within) and sentence.tokens[m.first].text[:1].isupper()


def _is_people(sentence: Sentence, m: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a name is a country's in the first place: *in two dozen [US] cities*."""
    start, end = sentence.tokens[m.first].start - sentence.start, sentence.tokens[m.last].end - sentence.start
    return fold(sentence.text[start:end]) in gazetteer.peoples


def may_be_unlisted(sentence: Sentence, gazetteer: Gazetteer) -> bool:
    """Whether a sentence has a name that named-entity recognition may tell to be a place that the gazetteer lacks."""
    return any(
        _hangs(sentence, first, head) and not has_kind(sentence, first, last, head)
        for first, last, head in candidates(sentence, gazetteer)
    )


@for_last
def candidates(sentence: Sentence, gazetteer: Gazetteer) -> tuple[tuple[int, int, int], ...]:
    """The names that may be places which the gazetteer lacks: first and last token of each, and its head."""
    known = {i for m in mentions(sentence, gazetteer) for i in range(m.first, m.last + 1)}
    times = expressions(sentence.text)
    dated = {t.i for e in times for t in sentence.tokens if _inside(sentence, t.i, e.start, e.end)}
    known_or_dated = known | dated
    found, last = [], -1
    for token in sentence.tokens:
        if (
            token.i <= last
            or not _may_be_name(sentence, token)
            or not token.text[:1].isupper()
            or token.i in known_or_dated
        ):
            continue
        first, last = name_span(sentence, token.i)
        if first and sentence.tokens[first - 1].text.lower() in INDEFINITE:  # what no name has before it
            continue  # *at a Waz Mahfil*
        if is_end_of_name(sentence, first):
            continue
        if known.isdisjoint(range(first, last + 1)) and _can_be_place(sentence, first, last, gazetteer):
            found.append((first, last, head_of(sentence, first, last)))
    return tuple(found)


def _may_be_name(sentence: Sentence, token: Token) -> bool:
    """Whether a word may be a name: also one that the parser takes for any other, before *district* and the like."""
    if token.pos == "PROPN" or not token.i:
        return token.pos == "PROPN"
    if token.tag == "JJ" and token.text.istitle():
        return is_before_landmark(sentence, token.i, token.i)  # *at the Sarafi pass*
    is_long = len(token.text) >= SHORTEST
    return (
        token.pos == "NOUN"
        or is_long
        and token.text[:1].isupper()
        and _is_behind(sentence, token.i, load_name_words().larger)
    )


def choose_unlisted(
    sentence: Sentence, here: Sequence[tuple[int, Mention]], all_: Sequence[Mention], near: Near, country: str | None
) -> Place | None:
    """The place of one clause that no gazetteer has, or better what it lies in, which is easier to look up.

    `here` are the places of the clause that no gazetteer has, each with its rank; `all_` are those of the sentence. Of
    a village in a district that is a town of the gazetteer, else the district; of a town in one, the town. None where
    there is none.
    """
    if not here:
        return None
    _, best = min(here, key=lambda h: (h[0] if h[0] > 2 else 0, not is_larger(sentence, h[1]), h[1].first))
    for other in all_:
        if not lies_behind(sentence, best, other) and not (other.rows and lies_by(sentence, best, other)):
            continue
        row = likeliest(other.rows, other.within, near) if other.rows else None
        if row is not None and row[7] != "country":
            return place_of(row)
        is_small = _is_at(sentence, best) or _is_village(sentence, best)
        if not other.rows and is_larger(sentence, other) and is_small:
            best = other
    villages = [m for rank, m in here if rank <= 2 and m is not best and not is_larger(sentence, m)]
    if not is_larger(sentence, best):
        villages = [m for m in all_ if not m.rows and m.last < best.first and lies_by(sentence, m, best)]
    spot = printed(sentence, villages[0]) if villages else ""
    return Place(printed(sentence, best), country, None, None, None, None, "named", spot=spot)


def printed(sentence: Sentence, m: Mention) -> str:
    """The name of a place as the text prints it."""
    first, last = sentence.tokens[m.first], sentence.tokens[m.last]
    return sentence.text[first.start - sentence.start : last.end - sentence.start]


def country_of_unlisted(near: Near) -> str | None:
    """The country of a place that no gazetteer has: the one where the text says it is.

    None where actors of another country are about: then that of the dateline does not say so.
    """
    return next(iter(near.places)) if near.places and len(near.places | near.people) == 1 else None


def is_spot(sentence: Sentence, m: Mention) -> bool:
    """Whether a place is only *at* which something happened: maybe a corner of a town that can't be looked up alone.

    *at Torebari of Kamber* can: the words behind it say what it lies in.
    """
    tokens = sentence.tokens
    after = tokens[m.last + 1 : m.last + 3]
    is_inside = len(after) == 2 and after[0].lemma in {"of", "in", ","} and after[1].pos == "PROPN"
    is_first = tokens[tokens[m.head].head].text == "At"  # *At Gouma, crowds blocked the road*
    return _is_at(sentence, m) and not is_inside and not is_first and not has_kind(sentence, m.first, m.last, m.head)


def _is_at(sentence: Sentence, m: Mention) -> bool:
    """Whether something happened only *at* a place, which may be a spot."""
    return sentence.tokens[sentence.tokens[m.head].head].lemma == "at"


def _is_village(sentence: Sentence, m: Mention) -> bool:
    """Whether a word says that a place is a small one: *Gouma village*."""
    return not is_larger(sentence, m) and has_kind(sentence, m.first, m.last, m.head)


def is_larger(sentence: Sentence, m: Mention) -> bool:
    """Whether a word says that a place is one that villages lie in: *Kamber district*, *Gouma township*."""
    words, tokens = load_name_words(), sentence.tokens
    kind = kind_above(sentence, m.head)
    named = tokens[m.last].lemma.lower() in words.larger or _is_behind(sentence, m.last, words.larger)
    return named or kind is not None and tokens[kind].lemma.lower() in words.larger


def _is_behind(sentence: Sentence, last: int, kinds: frozenset[str]) -> bool:
    """Whether the word behind a name says what it is, whatever the parser makes of it: *Kamber upazila*."""
    after = sentence.tokens[last + 1 : last + 2]
    return any(t.text in kinds and t.pos not in {"VERB", "AUX"} for t in after)


def lies_behind(sentence: Sentence, m: Mention, other: Mention) -> bool:
    """Whether a place is said to lie in or near the one named behind it: *Gouma village in Kamber district*."""
    kind = kind_above(sentence, m.head)
    if kind is not None and sentence.tokens[other.head].head == kind and other.last < kind < m.first:
        return True  # *the Kamber district of Gouma*
    between = [t.lemma.lower() for t in sentence.tokens[m.last + 1 : other.first] if t.pos != "DET"]
    while between and between[0] in load_name_words().kinds:
        between.pop(0)
    return bool(between) and len(between) < 3 and between[0] in load_name_words().lying and other.first > m.last


def _inside(sentence: Sentence, i: int, start: int, end: int) -> bool:
    return start <= sentence.tokens[i].start - sentence.start < end


@cache
def _never() -> frozenset[str]:
    """Words that make no name of a place: another list has them, or they say what kind of thing a place is."""
    words = load_name_words()
    return words.doubtful | words.common


def _can_be_place(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a name could be a place: no people, no word of another list, and longer than an abbreviation."""
    name = fold(
        sentence.text[sentence.tokens[first].start - sentence.start : sentence.tokens[last].end - sentence.start]
    )
    is_short = len(name) < SHORTEST and not has_kind(sentence, first, last, head_of(sentence, first, last))
    if name in gazetteer.peoples or name in _never() or is_short or name in load_name_words().kinds:
        return False
    word = sentence.tokens[last].text
    lowered = word.lower()
    words = load_name_words()
    has_kind_behind = _is_behind(sentence, last, words.settled)  # *Mir Ali district*
    is_settled = first < last and (has_kind_behind or lowered in words.settled)  # *Tirah Valley*
    is_ground = first < last and lowered in words.grounds  # *Republic Square*
    named = is_ground or lowered not in words.unnamed and (is_settled or lowered not in words.doubtful)
    return named and (not word.isupper() or len(word) > LONGEST_ABBREVIATION)


def has_kind(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """Whether a word says that a name is a place: *Gouma village*, *the village of Gouma*, *the Red Sea*."""
    words, tokens = load_name_words(), sentence.tokens
    if first < last and not (words.waters | words.grounds).isdisjoint(
        {tokens[first].text.lower(), tokens[last].text.lower()}
    ):
        return True
    if first < last and tokens[last].lemma.lower() in words.settled or _is_behind(sentence, last, words.larger):
        return True
    if _is_home(sentence, head) or is_told_place(sentence, last):
        return True
    kind = kind_above(sentence, head)
    if kind is None:
        return False
    is_of_two = last + 1 < kind and tokens[kind].lemma.lower() in words.held  # *the Malaba border post*
    return (
        is_of_two
        or tokens[kind].lemma.lower() in words.settled | words.grounds
        or _is_part_of(sentence, kind, first, head)
    )


def _is_part_of(sentence: Sentence, kind: int, first: int, head: int) -> bool:
    """Whether a noun is a part of a place, or held by somebody: *the outskirts of Gouma*, *a rebel bastion of …*."""
    words, tokens = load_name_words(), sentence.tokens
    noun, preposition = tokens[kind].lemma.lower(), tokens[tokens[head].head]
    if preposition.lemma != "of" or preposition.i != first - 1:
        return False
    holders = (tokens[c] for c in sentence.children[kind] if tokens[c].dep in {"compound", "amod", "nmod"})
    is_held = any(t.pos in {"NOUN", "PROPN"} or t.text[:1].isupper() for t in holders)
    return noun in words.around | words.landmarks - words.held or noun in words.held and is_held


def _is_home(sentence: Sentence, head: int) -> bool:
    """Whether a name is where people live: *residents of Kafe*."""
    tokens = sentence.tokens
    preposition = tokens[tokens[head].head]
    is_of = tokens[head].dep == "pobj" and preposition.lemma in {"of", "from"}
    return is_of and tokens[preposition.head].lemma in load_place_words().dwellers


def _is_recognised(
    sentence: Sentence, first: int, last: int, head: int, entities: Callable[[], Sequence[Entity]]
) -> bool:
    """Whether named-entity recognition takes a name that stands where a place does for one.

    What something happens *at* may be a spot or a junction: it is a place right behind that, without an article.
    """
    if not _hangs(sentence, first, head):
        return False
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    over = {e.type for e in entities() if e.start < end and start < e.end}
    if any(e.type == "place" and e.start <= start and end <= e.end for e in entities()):
        is_object = sentence.tokens[head].dep in {"dobj", "nsubjpass"}
        return not is_object or KNOWN not in over  # *stormed Nestle*
    if not over and first < last:
        return _is_bare(sentence, first, head)
    return KNOWN not in over and _stands_there(sentence, first, last, head)


def _is_captured(sentence: Sentence, m: Mention, entities: Callable[[], Sequence[Entity]]) -> bool:
    """Whether a name that only one town has is what is shelled or captured, and nobody's: *troops retook Sarafa*."""
    token, towns = sentence.tokens[m.head], [r for r, main in m.rows if main and r[7] == "city"]
    verb = sentence.tokens[token.head]
    if len(towns) != 1 or token.dep not in {"dobj", "nsubjpass"} or verb.lemma not in load_place_words().reached:
        return False
    start, end = sentence.tokens[m.first].start, sentence.tokens[m.last].end
    return {"person", KNOWN}.isdisjoint(e.type for e in entities() if e.start < end and start < e.end)


def _is_nobody(sentence: Sentence, first: int, last: int, head: int, entities: Callable[[], Sequence[Entity]]) -> bool:
    """Whether a name that is nobody's stands as places do: *troops retook Sarafa*, *outside the Sarafa police station*.

    What is named after the place where it is may also be after a man: *the Ann Sara airport*.
    """
    is_landmark = is_before_landmark(sentence, first, last)
    if not is_landmark and not is_bare_object(sentence, first, head, load_place_words().overrun):
        return False
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    over = {e.type for e in entities() if e.start < end and start < e.end}
    is_nobodys = is_landmark and (first == last or _is_behind(sentence, last, load_name_words().wayside))
    if is_nobodys:  # what names a part of it is another
        over = {e.type for e in entities() if e.start <= start and end <= e.end}
    people = frozenset() if is_nobodys else frozenset({"person"})
    return over.isdisjoint(people | {KNOWN, "group"})


def _stands_there(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """Whether a name, whatever recognition takes it for, stands where only a place does: *was shelled near Sarafa*.

    Of several words that holds behind what never stands before a body or a time, and right behind a noun that no
    opinion has: *a curfew in Beit Sara*, not *trust in Ann Sara*.
    """
    tokens, words = sentence.tokens, load_name_words()
    name, preposition = tokens[first], tokens[tokens[head].head]
    if name.text.isupper() or name.tag != "NNP":
        return False
    if tokens[head].dep != "pobj" or preposition.i != _before(sentence, first) or preposition.lemma not in words.sites:
        return False
    above = tokens[preposition.head]
    is_single = first == last or is_glued(tokens, first, last)
    if preposition.lemma in words.beside or above.pos == "VERB" and is_single:
        return True
    around = load_place_words()
    return above.pos in {"NOUN", "PROPN"} and above.lemma not in around.abstract | around.versed


def _is_bare(sentence: Sentence, first: int, head: int) -> bool:
    """Whether a name that recognition takes for nothing stands right behind *in* and a deed: *died in Doron Naira*."""
    tokens = sentence.tokens
    preposition = tokens[tokens[head].head]
    return tokens[head].dep == "pobj" and preposition.text == "in" and preposition.i == _before(sentence, first)


def _hangs(sentence: Sentence, first: int, head: int) -> bool:
    """Whether a name stands where that of a place does."""
    tokens = sentence.tokens
    above = tokens[tokens[head].head]
    return tokens[head].dep in HANGING and (above.lemma != "at" or above.i == _before(sentence, first))


def _before(sentence: Sentence, first: int) -> int:
    """The token before a name and the words that describe its place: *at [nearby] Gouma*, *in [besieged] Gouma*."""
    tokens, at = sentence.tokens, first - 1
    while at > 0 and tokens[at].text.islower() and (tokens[at].pos == "ADJ" or tokens[at].tag == "VBN"):
        at -= 1
    return at
