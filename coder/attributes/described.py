"""Places that a sentence describes in place of naming them: *the Yemeni capital*, *the city*, *there*.

A capital is that of the country which its phrase names, or else of the one that the report is about. *The city*, *this
town* and *there* take up the place that was named before them, in the sentence or before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from coder.attributes.gazetteer import Gazetteer, Place, Row
from coder.attributes.name_words import load_name_words
from coder.attributes.place_countries import countries_named, countries_placed
from coder.attributes.place_names import Mention
from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import load_occasion_words
from coder.memo import for_last
from coder.records import Sentence, Token
from coder.text.function_words import DEFINITE, HERE, THERE

# The town of the dateline.
DEFINITE_ARTICLE = "the"
TOWN = frozenset({"city"})  # *the capital city*
# How the name of a country hangs that is no mere word for whose something is.
NAMING = frozenset({"pobj", "nsubj", "nsubjpass", "dobj", "poss", "conj", "appos"})
# A place that was named before has no namesakes left.
CERTAIN = 100


def capitals(sentence: Sentence, found: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[tuple[Mention, str]]:
    """Each capital that is not named, with the alpha-3 code of its country, '' for *the capital* alone."""
    tokens = sentence.tokens
    for token in tokens:
        if token.lemma != "capital" or token.pos != "NOUN":
            continue
        if _is_of(sentence, token, load_name_words().of_a_part | load_name_words().of_trade):
            continue  # *Ibadan, the state capital*
        above = tokens[token.head]
        noun = above.i if token.dep == "compound" and above.i == token.i + 1 and above.lemma in TOWN else token.i
        below = set(sentence.subtree(noun))
        code = country_beside(sentence, noun, gazetteer)
        inside = (m for m in found if m.head in below or noun in {tokens[m.head].head, m.first - 1})
        is_named = any(all(r[7] != "country" for r, _ in m.rows) for m in inside)
        of = (below for c in sentence.children[noun] if tokens[c].lemma == "of" for below in sentence.children[c])
        is_named = is_named or any(tokens[b].pos == "PROPN" and not gazetteer.people_of(tokens, b) for b in of)
        is_definite = any(tokens[c].lemma in DEFINITE for c in sentence.children[noun])
        if not is_named and token.tag == "NN" and (code or is_definite):
            yield Mention(token.i, noun, noun, ()), code


def country_beside(sentence: Sentence, i: int, gazetteer: Gazetteer) -> str:
    """The country that a noun's phrase names: *the Yemeni capital*, *Yemen's capital*, *the capital of Yemen*."""
    tokens = sentence.tokens
    for c in sentence.children[i]:
        if tokens[c].dep in {"amod", "compound", "nmod", "poss"} and (code := gazetteer.people_of(tokens, c)):
            return code
        if tokens[c].lemma == "of":
            codes = (gazetteer.people_of(tokens, below) for below in sentence.children[c])
            if code := next(filter(None, codes), ""):
                return code
    return ""


def with_described(
    sentence: Sentence, found: Sequence[Mention], gazetteer: Gazetteer, line: Place | None,
    before: Place | None, countries: Collection[str] = (),
) -> list[Mention]:  # fmt: skip
    """The places of a sentence with those that it describes, from left to right.

    `line` is the place of the dateline, and `before` the last place that the sentences before told of; `countries`
    are those of the actors, whose capital *the capital* is where nothing else says so.
    """
    result = list(found)
    names_capital, referring = _describing(sentence)
    for m, code in capitals(sentence, found, gazetteer) if names_capital else ():
        guests = _guests(sentence, m.head, gazetteer)
        told = code or _only_country(sentence, found, gazetteer, line, guests)
        others = [] if guests and before is not None else [c for c in countries if c not in guests]
        told = told or (others[0] if len(others) == 1 else (before.country or "") if before is not None else "")
        number = gazetteer.capitals.get(told)
        if number is not None:
            result.append(replace(m, rows=((gazetteer.rows[number], True),)))
    result += _seats(sentence, gazetteer)
    result += _named_behind(sentence, found) if names_capital else ()
    if names_capital:
        result += _capitals_of_parts(sentence, found, line, before, gazetteer)
    for i in referring:
        is_here = any(sentence.tokens[c].lemma == "this" for c in sentence.children[i])
        is_here = is_here or sentence.tokens[i].lemma == HERE
        if is_here and line is not None and _is_of_kind(sentence, i, line.precision):  # *in this border town*
            result.append(Mention(i, i, i, ((_row_of(line), True),)))
            continue
        if sentence.tokens[i].lemma == HERE:
            continue
        if named := _named_before(sentence, i, result):
            last = max(named, key=lambda m: m.last)
            result.append(Mention(i, i, i, last.rows, last.within))
        elif before is not None and _is_of_kind(sentence, i, before.precision):
            result.append(Mention(i, i, i, ((_row_of(before, _is_small(sentence, i)), True),)))
        elif _is_bare(sentence, i) and line is not None and line.precision == "city":
            result.append(Mention(i, i, i, ((_row_of(line), True),)))
    return sorted(result, key=lambda m: m.first)


def _named_before(sentence: Sentence, i: int, found: Sequence[Mention]) -> Sequence[Mention]:
    """The places named before the word `i` that it may take up."""
    named = [m for m in found if m.last < i and _may_be_meant(sentence, i, m)]
    word, words = sentence.tokens[i].lemma, load_name_words()
    if _is_bare(sentence, i) or word in words.scenes:
        return [m for m in named if _is_inside(sentence, m)]
    if word == THERE:
        return [m for m in named if sentence.tokens[m.head].dep in NAMING]
    if word in words.realms:
        return _only_realm(sentence, [m for m in named if not _does_it_there(sentence, m, i)])
    return named


def _is_bare(sentence: Sentence, i: int) -> bool:
    """Whether a word is *town* without an article: *two were held in town*."""
    return sentence.tokens[i].lemma in load_name_words().bare and not sentence.children[i]


def _is_of(sentence: Sentence, capital: Token, words: Collection[str]) -> bool:
    """Whether a word says of what a capital is one: *the [provincial] capital*."""
    return any(sentence.tokens[c].lemma.lower() in words for c in sentence.children[capital.i])


def _capitals_of_parts(
    sentence: Sentence, found: Sequence[Mention], line: Place | None, before: Place | None, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Each capital of a part of a country: the town of the dateline or the one named before, where that lies there.

    *GROZNY — … in the capital of Chechnya*. So is *the provincial capital* under such a dateline and *Togo's commercial
    capital*, unless the town is that of the state.
    """
    tokens, words = sentence.tokens, load_name_words()
    is_named = line is not None and line.precision == "named" and line.country is not None
    town = line if is_named else next((p for p in (line, before) if p is not None and p.precision == "city"), None)
    if town is None:
        return
    number = gazetteer.capitals.get(town.country or "")
    is_first = number is not None and gazetteer.rows[number][5] == town.geonames_id
    for token in tokens:
        if token.lemma != "capital" or token.tag != "NN" or token.dep in {"appos", "attr"}:
            continue
        below = set(sentence.subtree(token.i))
        inside = [m for m in found if m.head in below or token.i in {tokens[m.head].head, m.first - 1}]
        is_named = any(m.first == token.i + 1 or tokens[m.head].dep == "appos" for m in inside)
        rows = [r for m in inside for r, _ in m.rows if r[7] == "admin1" and r[1] == town.country]
        is_other = _is_of(sentence, token, words.of_trade) and (
            country_beside(sentence, token.i, gazetteer) in {"", town.country}
        )
        is_other = is_other or not inside and _is_of(sentence, token, words.of_a_part)
        if not is_named and (rows or is_other and not is_first):
            yield Mention(token.i, token.i, token.i, ((_row_of(town), True),))


@for_last
def _seats(sentence: Sentence, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The capitals where seats of power stand that a place phrase names: *met at the [Kremlin]*."""
    text, tokens, found = sentence.text.lower(), sentence.tokens, []
    for name, code in load_name_words().seats_of.items():
        if (start := text.find(name)) < 0:
            continue
        ends = start + sentence.start, start + sentence.start + len(name)
        inside = [t.i for t in tokens if ends[0] <= t.start and t.end <= ends[1]]
        head = next((i for i in reversed(inside) if tokens[i].dep == "pobj" and tokens[i].pos == "PROPN"), None)
        number = gazetteer.capitals.get(code)
        if head is not None and number is not None and tokens[tokens[head].head].lemma in load_name_words().inside:
            found.append(Mention(inside[0], inside[-1], head, ((gazetteer.rows[number], True),)))
    return tuple(found)


def _named_behind(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Mention]:
    """Each capital with the place that is named right behind it, where the parser hangs that on another word."""
    tokens = sentence.tokens
    for m in found:
        before = tokens[m.first - 1] if m.first else None
        is_capital = before is not None and before.lemma == "capital" and before.pos == "NOUN"
        if before is not None and is_capital and tokens[m.head].head != before.i:
            yield Mention(before.i, before.i, before.i, m.rows, m.within)


@for_last
def _describing(sentence: Sentence) -> tuple[bool, tuple[int, ...]]:
    """Whether a sentence speaks of a capital, and its words that take up a place: each of its events asks that."""
    return any(token.lemma == "capital" for token in sentence.tokens), tuple(taking_up(sentence))


def settled(found: Sequence[Mention], known: Collection[Place]) -> list[Mention]:
    """The places with those that were named before, `known`, in place of their namesakes: *MADAYA, Syria … in Madaya*.

    What the text says a place lies in decides against them.
    """
    result = []
    for m in found:
        is_town = m.within is None and all(r[7] == "city" for r, _ in m.rows)
        same = (p for p in known if is_town and p.precision == "city")
        row = next((r for p in same for r, _ in m.rows if _is_row(r, p)), None)
        result.append(m if row is None or len(m.rows) == 1 else replace(m, rows=(((*row[:9], CERTAIN), True),)))
    return result


def _is_row(row: Row, place: Place) -> bool:
    """Whether a place is the one of a row, by whichever of its names."""
    is_known = place.geonames_id is not None and row[5] == place.geonames_id
    return is_known or (row[0], row[1], row[5]) == (place.name, place.country, place.geonames_id)


def taking_up(sentence: Sentence) -> Iterator[int]:
    """The words that take up a place named before: *the city*, *this town*, *there*."""
    words, tokens = load_name_words(), sentence.tokens
    for token in tokens:
        if token.lemma in {THERE, HERE} and token.dep == "advmod":
            yield token.i
        if token.lemma in words.scenes | words.bare and _is_alone(sentence, token):
            yield token.i
        if token.tag != "NN" or token.lemma not in words.taking_up or token.dep in {"compound", "appos"}:
            continue
        below = [tokens[c] for c in sentence.children[token.i]]
        is_named = any(t.pos == "PROPN" or t.lemma in {"of", "where", "in"} or t.dep == "relcl" for t in below)
        is_here = token.lemma in words.towns and any(t.lemma == "this" for t in below)  # *this border town in Chad*
        behind = (t for t in below if t.i > token.i)  # *this West Bank town*, not *this town of Gouma*
        is_named = any(t.pos == "PROPN" or t.lemma == "of" for t in behind) if is_here else is_named
        if not is_named and any(t.lemma in DEFINITE for t in below):
            yield token.i


def _is_inside(sentence: Sentence, m: Mention) -> bool:
    """Whether something is in or near a place, which stands behind a preposition."""
    token = sentence.tokens[m.head]
    return token.dep == "pobj" and sentence.tokens[token.head].lemma in load_name_words().inside


def _is_alone(sentence: Sentence, noun: Token) -> bool:
    """Whether *the scene* or *town* stands behind a preposition with no more words: *at the scene*, *in town*."""
    below = [t for c in sentence.children[noun.i] if (t := sentence.tokens[c]).tag != "VBG"]  # *there, warning …*
    is_bare = noun.lemma in load_name_words().bare and not below and sentence.tokens[noun.head].text == "in"
    return noun.dep == "pobj" and (is_bare or [t.lemma for t in below] == [DEFINITE_ARTICLE])


def with_unlisted_meant(
    sentence: Sentence, found: Sequence[Mention], new: Sequence[Mention], country: str | None
) -> list[Mention]:
    """The places of a sentence where a word takes up one that no gazetteer has: *At Gouma, …, and clashes [there] …*.

    `new` are the places that the gazetteer lacks, in a country; a place that was named in between is nearer.
    """
    result, words = list(found), load_name_words()
    meaning = words.scenes | words.towns | words.settled - words.larger - words.lands - words.vague | {THERE}
    for i in taking_up(sentence) if new else ():
        last = max((m for m in new if m.last < i), key=lambda m: m.last, default=None)
        if last is None or sentence.tokens[i].lemma not in meaning or not _is_of_kind(sentence, i, "named"):
            continue
        is_here = any(sentence.tokens[c].lemma == "this" for c in sentence.children[i])  # the dateline's
        if (is_here or sentence.tokens[i].lemma in words.scenes) and any(m.head == i for m in result):
            continue
        if any(last.last < m.first and m.last < i and sentence.tokens[m.first].text[:1].isupper() for m in result):
            continue
        first, end = sentence.tokens[last.first].start - sentence.start, sentence.tokens[last.last].end - sentence.start
        row = _row_of(Place(sentence.text[first:end], country, None, None, None, None, "named"))
        result = [m for m in result if m.head != i] + [Mention(i, i, i, ((row, True),))]
    return sorted(result, key=lambda m: m.first)


def _only_realm(sentence: Sentence, named: Sequence[Mention]) -> Sequence[Mention]:
    """The countries that *the country* may be: where something is, or the only one; none where there are several.

    A country that only says whose something is, is none of them: *since [US]-led forces invaded the country*.
    """
    named = [m for m in named if sentence.tokens[m.head].dep in NAMING]
    countries = countries_placed(sentence, named) or {r[1] for m in named for r, _ in m.rows if r[7] == "country"}
    meant = [m for m in named if any(r[7] == "country" and r[1] in countries for r, _ in m.rows)]
    return meant if len(countries) == 1 else ()


def _does_it_there(sentence: Sentence, m: Mention, i: int) -> bool:
    """Whether a country acts in what is called *the country*, and so is another: *France bombed [the country]*."""
    doer, up = sentence.tokens[m.head], sentence.tokens[i]
    if doer.dep != "nsubj" or not any(r[7] == "country" for r, _ in m.rows):
        return False
    while up.pos != "VERB" and up.head != up.i:
        up = sentence.tokens[up.head]
    return up.i == doer.head and up.lemma not in load_occasion_words().reporting


def _may_be_meant(sentence: Sentence, i: int, m: Mention) -> bool:
    """Whether a name may be what the word takes up: *the city* is not *US*, though a hamlet is called so too."""
    countries = {r[1] for r, _ in m.rows if r[7] == "country"}
    meant = [r for r, main in m.rows if not countries or r[7] == "country" or r[1] in countries and main]
    return any(_is_of_kind(sentence, i, r[7]) for r in meant)


def _is_of_kind(sentence: Sentence, i: int, precision: str) -> bool:
    """Whether a place of this precision is what the word says: no country is a town, no town a province."""
    word = sentence.tokens[i].lemma
    if word in {THERE, HERE}:
        return True
    if word in load_name_words().realms:
        return precision == "country"
    if word in load_name_words().towns:
        return precision in {"city", "named"}
    if word in load_name_words().lands and precision == "city":
        return False
    return precision != "country" and (word not in load_name_words().divisions or precision != "city")


def _guests(sentence: Sentence, capital: int, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of those who arrive in a capital, which is another's: *[British] ministers flew to the capital*."""
    tokens, words = sentence.tokens, load_place_words()
    preposition = tokens[tokens[capital].head]
    verb = tokens[preposition.head] if tokens[capital].dep == "pobj" else preposition
    if verb.lemma not in words.arriving | words.visited:
        return frozenset()
    subjects = (c for c in sentence.children[verb.i] if tokens[c].dep == "nsubj")
    codes = (gazetteer.people_of(tokens, i) for c in subjects for i in sentence.subtree(c))
    return frozenset(code for code in codes if code)


def _only_country(
    sentence: Sentence, found: Sequence[Mention], gazetteer: Gazetteer, line: Place | None, guests: frozenset[str]
) -> str:
    """The country whose capital *the capital* is: that of the sentence's places, of its people, or of the dateline."""
    named = countries_named(sentence, gazetteer) - guests
    number = gazetteer.capitals.get(line.country or "") if line is not None else None
    if line is not None and number is not None and line.country in named:
        if gazetteer.rows[number][5] == line.geonames_id:
            return line.country or ""  # *SUVA — Fiji's army sealed off the capital, as ministers met in Lima*
    for countries in (countries_placed(sentence, found), named):
        if len(countries) == 1:
            return next(iter(countries))
        if countries:
            return ""
    return (line.country or "") if line is not None else ""


def _is_small(sentence: Sentence, i: int) -> bool:
    """Whether a word takes up a place that towns and divisions may be named behind: *the hamlet*, *the camp*."""
    words = load_name_words()
    return sentence.tokens[i].lemma in words.settled - words.larger


def _row_of(place: Place, with_spot: bool = False) -> Row:
    """The row of a place named before, `with_spot` by the name of what lies there: *Gouma, Homs*."""
    is_village = with_spot and place.spot and place.spot.split()[-1].lower() not in load_name_words().spots
    name = place.printed if is_village else place.called or place.name
    return (
        name, place.country or "", place.admin1, place.latitude or 0.0, place.longitude or 0.0,
        place.geonames_id, 0, place.precision, False, CERTAIN,
    )  # fmt: skip
