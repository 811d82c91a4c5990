"""Numbers as a text writes them, and how many people a noun phrase counts.

A number is a lower bound: of a range the lower end, of *at least 12* 12. Vague words count as the least that they can
mean: a dozen 12, dozens 24, scores 40, hundreds 200, thousands 2,000, several and a few 3, a couple 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coder.attributes.beside import is_among, is_part, wholes, with_beside
from coder.attributes.times import expressions
from coder.records import Sentence, Token
from coder.text.figures import load_quantity_words, read_number, value_of
from coder.text.function_words import ANY_ONE, OF_ONE

# Kinds of times whose figures count nobody.
DATES = frozenset({"calendar", "month", "year", "iso"})
# How the words that count hang on what they count.
COUNTING = frozenset({"nummod", "quantmod", "amod", "det", "predet", "compound"})
OLDEST = 110
# Whose people stand beside one person.
ONES_OWN = frozenset({"his", "her"})
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def total(sentence: Sentence, heads: Iterable[int], alone: bool = True) -> int | None:
    """The sum over coordinated noun phrases: *two soldiers and a policeman* are 3, *him and his wife* 2.

    None when none has a number.
    """
    counted = [h for h in dict.fromkeys(with_beside(sentence, heads)) if not is_among(sentence, h)]
    counted = [h for h in counted if not is_part(sentence, h)] or wholes(sentence, counted)
    numbers = [n for h in counted if (n := quantity(sentence, h, alone))]
    return sum(numbers) + pronouns(sentence, counted) if numbers else None


def pronouns(sentence: Sentence, heads: Iterable[int]) -> int:
    """How many of some phrases are one person each where others are counted beside: *killed [him] and two guards*."""
    words = load_quantity_words().single_beside
    return sum(sentence.tokens[h].text.lower() in words for h in heads)


def quantity(sentence: Sentence, head: int, alone: bool = True) -> int | None:
    """How many people a noun phrase counts. `alone`: whether *a soldier* and *Ana Lima* count as one.

    *at least 12 people* 12, *dozens of people* 24, *half a dozen* 6, *a third of the 300 hostages* 100, *between 10 and
    15 rebels* 10, *a soldier* 1, *12 cattle* None.
    """
    token, words = sentence.tokens[head], load_quantity_words()
    if token.lemma in words.not_people or token.text == "%":
        return None
    if token.tag == "PRP" and (meant := _same_people(sentence, head)) is not None:
        return quantity(sentence, meant, alone)
    if is_age(sentence, head):
        return 1 if alone else None
    before = [t.text.lower() for t in _number_words(sentence, head)]
    own = token.text.lower()
    if _is_left_out(sentence, head):
        return None
    if own == "another" and token.tag == "DT":  # *one was killed, another wounded*
        return 1
    if own in words.fractions:
        return _fraction(sentence, head, before)
    if value_of(own) is not None or own in words.multiples or own in words.vague:
        counted = _of(sentence, head)
        if counted is not None and sentence.tokens[counted].lemma in words.not_people:
            return None
        behind = [] if counted is None else [*_number_words(sentence, counted), sentence.tokens[counted]]
        return read_number([*before, own, "of", *(t.text.lower() for t in behind)])
    if (
        token.lemma in words.collectives
        and ANY_ONE.union({"the"}).issuperset(before)
        and (counted := _of(sentence, head)) is not None
    ):
        return read_number([sentence.tokens[counted].text.lower()]) if sentence.tokens[counted].tag == "CD" else None
    if token.lemma in words.totals:
        counted = _of(sentence, head)
        return quantity(sentence, counted, alone=False) if counted is not None and token.lemma == "total" else None
    number = read_number(before) or read_number([t.text.lower() for t in _before_name(sentence, head)])
    if number == 1 and not {"one", "1"} & set(before):  # the articles are no numbers
        number = None
    if number is not None and (share := _share_before(sentence, head)):
        number = int(share * number + 1e-6)
    return 1 if number is None and alone and _is_one_person(sentence, head, before) else number


def _is_left_out(sentence: Sentence, head: int) -> bool:
    """Whether a phrase counts those whom it was not done to: *killed all but [two]*."""
    first = min([head, *(t.i for t in _number_words(sentence, head))])
    return [t.lemma for t in sentence.tokens[max(0, first - 2) : first]] == ["all", "but"]


def _same_people(sentence: Sentence, head: int) -> int | None:
    """The noun that a pronoun repeats: *two bombers killed only themselves*, *seized two men and shot them*."""
    tokens = sentence.tokens
    word, verb = tokens[head].text.lower(), tokens[tokens[head].head]
    if word == "themselves":
        role, verbs = "nsubj", _verbs_above(sentence, verb)
    elif word == "them" and verb.dep == "conj":
        role, verbs = "dobj", _verbs_above(sentence, verb)[1:]
    else:
        return None
    for v in verbs:
        for c in sentence.children[v]:
            if tokens[c].dep == role and tokens[c].pos != "PRON":
                return c
    return None


def _verbs_above(sentence: Sentence, verb: Token) -> list[int]:
    """A verb and those that it is joined to or stands below: *seized* of *seized and shot*."""
    found = [verb.i]
    while verb.dep in {"conj", "advcl", "xcomp"} and verb.head != verb.i:
        verb = sentence.tokens[verb.head]
        found.append(verb.i)
    return found


def _number_words(sentence: Sentence, head: int) -> list[Token]:
    """The words before a noun that may say how many it is, in order."""
    multiples = load_quantity_words().multiples
    before = [
        c
        for c in sentence.children[head]
        if c < head and ((t := sentence.tokens[c]).dep in COUNTING or t.dep == "nmod" and t.lemma in multiples)
    ]
    found = [sentence.tokens[i] for i in sorted(i for c in before for i in _flat(sentence, c)) if i < head]
    return [t for t in found if not _is_of_date(sentence, t)]


def _before_name(sentence: Sentence, head: int) -> list[Token]:
    """The number that the parser hangs on a name before a noun: *[nine] Red Cross nurses*."""
    tokens, first = sentence.tokens, sentence.subtree(head)[0]
    above: int | None = head if tokens[head].tag == "NNS" else None
    while above is not None:
        below = (c for c in sentence.children[above] if c < above and tokens[c].tag == "NNP")
        above = next((c for c in below if tokens[c].dep in {"compound", "nmod", "poss"}), None)
        found = _number_words(sentence, above) if above is not None else []
        if read_number([t.text.lower() for t in found]):
            return found if found[0].i == first and not _YEAR.match(found[-1].text) else []
    return []


def _is_of_date(sentence: Sentence, token: Token) -> bool:
    """Whether a word belongs to a date: the 3 of *On 3 May workers marched*."""
    start = token.start - sentence.start
    return any(e.start <= start < e.end and e.kind in DATES for e in expressions(sentence.text))


def _of(sentence: Sentence, head: int) -> int | None:
    """The noun behind *of*: *people* in *dozens of people*."""
    tokens = sentence.tokens
    behind = (h for c in sentence.children[head] if tokens[c].lemma == "of" for h in sentence.children[c])
    return next((h for h in behind if tokens[h].dep == "pobj"), None)


def _share_before(sentence: Sentence, head: int) -> float | None:
    """The fraction that stands before a number, wherever the parser hangs it: *a quarter of a million people*."""
    first = min((t.i for t in _number_words(sentence, head)), default=head)
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 3) : first]]
    words = load_quantity_words().fractions
    is_below = sentence.tokens[head].head == first - 1  # the fraction counts it already
    if before[-1:] != ["of"] or len(before) < 2 or before[-2] not in words or is_below:
        return None
    count = value_of(before[0]) if len(before) == 3 else None
    return (count or 1) / words[before[-2]]


def _fraction(sentence: Sentence, head: int, before: Sequence[str]) -> int | None:
    """*A third of the 300 hostages* 100, *half a million* 500,000; None where it is not said of how many."""
    words, counted = load_quantity_words(), _of(sentence, head)
    share = 1 / words.fractions[sentence.tokens[head].text.lower()] * (read_number(before) or 1)
    whole = quantity(sentence, counted, alone=False) if counted is not None else None
    return int(share * whole + 1e-6) if whole else None


def is_age(sentence: Sentence, i: int) -> bool:
    """Whether a number is the age of somebody named before it: *a Syrian, 20, was killed*."""
    tokens = sentence.tokens
    if i < 2 or not tokens[i].text.isdigit() or int(tokens[i].text) > OLDEST or tokens[i - 1].text != ",":
        return False
    behind = tokens[i + 1].text if i + 1 < len(tokens) else "."
    return tokens[i - 2].tag in {"NN", "NNP", "JJ"} and not behind[:1].isalnum()


def _is_one_person(sentence: Sentence, head: int, before: Sequence[str]) -> bool:
    """Whether a noun phrase without a number is one person: *a soldier*, *his wife*, *the journalist Ana Lima*."""
    token, words = sentence.tokens[head], load_quantity_words()
    if token.lemma.lower() in words.collectives or token.lemma.lower() in words.not_people:
        return False
    if token.tag == "PRP":
        return token.text.lower() in words.single
    if ANY_ONE & set(before):
        return token.tag in {"NN", "NNP", "JJ"}
    return token.tag in {"NN", "NNP"} and _is_named_one(sentence, head)


def _is_named_one(sentence: Sentence, head: int) -> bool:
    """Whether a phrase without an article names one person: *the journalist Ana Lima*, *his wife*, *Ana Lima was*."""
    tokens, words = sentence.tokens, load_quantity_words()
    token, below = tokens[head], [tokens[c] for c in sentence.children[head]]
    if token.tag == "NNP" and any(is_age(sentence, t.i) or _is_year_old(sentence, t) for t in below):
        return True  # *stabbed Ana Lima, 34, to death*
    verb = tokens[token.head]
    if token.dep == "conj" and tokens[token.head].dep == "nsubjpass" and tokens[token.head].tag == "NN":
        verb = tokens[verb.head]  # *director and writer Ana Lima was killed*
    auxiliaries = {tokens[c].text.lower() for c in sentence.children[verb.i] if tokens[c].dep in {"aux", "auxpass"}}
    is_one = bool(auxiliaries & OF_ONE)
    if token.tag == "NN" and token.dep == "nsubjpass" and token.lemma in words.persons and (is_one or auxiliaries):
        return not any(t.dep == "conj" for t in below)  # *the driver was killed*
    if token.tag == "NN" and any(
        t.dep == "appos" and t.tag == "NNP" and _stands_behind(sentence, token, t) for t in below
    ):
        return token.dep in {"dobj", "nsubjpass"}  # *hanged the writer Ana Lima*
    if _has_his_own_beside(sentence, token):
        return True
    if token.lemma.lower() in words.persons and any(t.lemma == "the" and t.dep == "det" for t in below):
        # *killed the governor and four guards*, *the governor died of his wounds*
        first = _first_of(sentence, token)
        return (
            first.dep in {"dobj", "nsubjpass"}
            or _dies(sentence, first)
            or _is_killed_by_noun(sentence, first)
            or _is_told_of(sentence, token)
        )
    if token.tag == "NN":
        return any(t.dep == "poss" for t in below) and token.lemma in words.persons
    named = any(t.tag == "NNP" and t.dep == "compound" for t in below)
    if named and token.tag == "NNP" and _is_killed_by_noun(sentence, token):
        return True  # *the murder of Ana Lima*
    if named and any(
        t.lemma.lower().rstrip(".") in words.persons and t.dep in {"compound", "appos", "amod"} for t in below
    ):
        return True
    if named and token.dep == "dobj" and any(_is_trade(t) for t in below):
        return True
    return token.dep in {"nsubjpass", "conj"} and named and is_one


def _is_told_of(sentence: Sentence, noun: Token) -> bool:
    """Whether a clause tells of one person what was done to him: *the car of [the governor] who was killed*."""
    tokens = sentence.tokens
    told = (c for c in sentence.children[noun.i] if tokens[c].dep == "relcl")
    below = ([tokens[b] for b in sentence.children[c]] for c in told)
    return any(t.dep == "auxpass" and t.text.lower() == "was" for here in below for t in here)


def _first_of(sentence: Sentence, noun: Token) -> Token:
    """The first of the nouns to which one is joined: *two [soldiers], a driver and the governor*."""
    links = {"conj", "appos"}  # some of a list are taken for what explains it
    while noun.dep in links and sentence.tokens[noun.head].pos in {"NOUN", "PROPN", "NUM"}:
        noun = sentence.tokens[noun.head]
    return noun


def _dies(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is the subject of a verb of dying: *[the governor] died of his wounds*."""
    return noun.dep == "nsubj" and sentence.tokens[noun.head].lemma in load_quantity_words().dying


def _is_killed_by_noun(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun of killing has somebody behind its *of*: *the murder of [the governor]*."""
    tokens = sentence.tokens
    above = tokens[tokens[noun.head].head]
    is_of_it = noun.dep == "pobj" and tokens[noun.head].lemma == "of" and above.tag == "NN"
    return is_of_it and above.lemma in load_quantity_words().deaths_of_one


def _has_his_own_beside(sentence: Sentence, noun: Token) -> bool:
    """Whether *his* or *her* people are told beside somebody, who then is one: *the [number two] and 16 of his men*."""
    tokens = sentence.tokens
    if noun.tag not in {"NN", "NNP", "JJ"}:
        return False
    beside = [c for c in sentence.children[noun.i] if tokens[c].dep == "conj" and c > noun.i]
    beside += [c for c in sentence.children[noun.head] if tokens[c].dep == "conj" and c > noun.i and noun.dep == "dobj"]
    people = (h for c in beside for h in (c, _of(sentence, c)) if h is not None and tokens[h].pos == "NOUN")
    return any(tokens[p].text.lower() in ONES_OWN for h in people for p in sentence.children[h])


def _is_trade(token: Token) -> bool:
    """Whether a noun before a name says what somebody is: *killed [guitarist] Ana Lima*."""
    words = load_quantity_words()
    return token.tag == "NN" and token.dep == "compound" and token.lemma not in words.collectives | words.not_people


def _stands_behind(sentence: Sentence, noun: Token, name: Token) -> bool:
    """Whether a name stands right behind a noun, with no comma between them."""
    return sentence.subtree(name.i)[0] == noun.i + 1


def _is_year_old(sentence: Sentence, token: Token) -> bool:
    return token.text.lower() == "old" and any(sentence.tokens[c].lemma == "year" for c in sentence.children[token.i])


def _flat(sentence: Sentence, head: int) -> list[int]:
    """A modifier and its own modifiers: *at least two hundred*."""
    token = sentence.tokens[head]
    if token.dep == "relcl" or token.lemma in load_quantity_words().not_people:  # *a 19-year-old student*
        return []
    return [head, *(i for c in sentence.children[head] for i in _flat(sentence, c))]
