"""When an event took place: the time expressions that belong to it, read from the day of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from coder.attributes.time_meaning import resolve
from coder.attributes.times import Expression, expressions, may_name
from coder.clauses.occasion import ACHIEVED, comes_to_harm, is_pluperfect, load_occasion_words, occasion, owners
from coder.files.words import load_words
from coder.memo import for_last
from coder.records import Clause, Sentence

# How an expression hangs on a noun through which it says when.
PRENOMINAL = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
# What is longer than a day dates a clause only where nothing shorter does.
PERIODS = frozenset({"year", "decade", "period", "past", "season"})
AUXILIARIES = frozenset({"aux", "auxpass"})
PAST = frozenset({"was", "were"})
PRESENT = frozenset({"VBZ", "VBP"})
LONG_PAST = ("history", "century")
POINTS = frozenset({"weekday", "relative", "slash"})
# What happened so many years before a text is no news in it; what fills more days than a month adds up.
A_DECADE, A_MONTH = 10, 31


@dataclass(frozen=True, slots=True)
class DateWords:
    """The lists of words/dates.yaml, each explained there."""

    not_when: frozenset[str]
    parts_of_time: frozenset[str]
    dated: frozenset[str]
    opening: frozenset[str]
    beside: frozenset[str]
    harm: frozenset[str]


@cache
def load_date_words() -> DateWords:
    """The words around time expressions."""
    return load_words("dates", DateWords)


@dataclass(frozen=True, slots=True)
class EventDate:
    """The day of an event, the first of its period where `precision` is 'month' or 'year'.

    `precision` is 'day', 'month', 'year', or 'publication', its day, where the text does not say.
    """

    date: date
    precision: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A time expression with the clause that it belongs to and how far it stands from that clause's predicate."""

    expression: Expression
    head: int
    owner: int
    rank: int
    since: bool


def event_date(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> EventDate:
    """The date of the event of clause `k`.

    Asked in this order: the expressions of its own clause; those of the clauses about the same occasion; one that opens
    the sentence; a weekday that trails the clause below it (*agreed to meet on Monday*); for what is announced, the day
    of the announcement (*said on Monday it would*); the only day that the sentence names. Else the day of publication.
    *On 24 June, police raided a flat* published on 10 July 2025 gives 2025-06-24, 'day'.
    """
    undated = EventDate(publication, "publication")
    spans = expressions(sentence.text)
    if not spans:
        return undated
    own = owners(sentence, clauses)
    found = sorted(
        _located(sentence, clauses, spans, own),
        key=lambda f: (f.rank + 2 * (f.expression.kind in PERIODS), f.expression.start),
    )
    for f, clause in _in_order(sentence, clauses, k, found):
        expression = _seen_from_below(sentence, clauses, f)
        future = _looks_ahead(sentence, clauses, clause)
        meant = resolve(expression, publication, future, _anchor(f, spans, publication))
        if meant is not None:
            return EventDate(meant[0], "period" if f.since and meant[1] == "day" else meant[1])
    return undated


def is_decades_old(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> bool:
    """Whether the date of an event lies ten years and more before the text: *in 1995*, *twenty years ago*."""
    dated = any(c.isdigit() for c in sentence.text) or may_name(sentence.text, ("ago",))
    if not dated or " since " in sentence.text:  # *the greatest attack since 1945*
        return False
    meant = event_date(sentence, clauses, k, publication)
    return meant.precision != "publication" and publication.year - meant.date.year >= A_DECADE


def is_summed_up(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> bool:
    """Whether a clause tells of all that happened over weeks or longer: *since October*, *in the past year*."""
    spans = expressions(sentence.text)
    for f in _located(sentence, clauses, spans, owners(sentence, clauses)) if spans else ():
        if f.rank < 9 and f.owner == k and (f.since or f.expression.kind == "past"):
            if (meant := resolve(f.expression, publication)) and (publication - meant[0]).days > A_MONTH:
                return True
    return False


def is_history(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether an event is plainly of another time that has no first day: *centuries ago*, *in biblical times*."""
    if not may_name(sentence.text, LONG_PAST):
        return False
    spans = tuple(e for e in expressions(sentence.text) if e.kind in LONG_PAST and not _has_first_day(e))
    if not spans:
        return False
    around = {k, *occasion(sentence, clauses, k)}
    located = _located(sentence, clauses, spans, owners(sentence, clauses))
    return any(f.rank < 9 and (f.owner in around or _opens(sentence, clauses, k, f)) for f in located)


def _has_first_day(e: Expression) -> bool:
    return resolve(e, date.max.replace(year=2000)) is not None


def leading_date(sentence: Sentence, clauses: Sequence[Clause], publication: date) -> EventDate | None:
    """The day in front of a sentence, which the sentences behind it go on from: *On 2 March rebels attacked Goma*."""
    spans = expressions(sentence.text)
    if not spans:
        return None
    for f in _located(sentence, clauses, spans, owners(sentence, clauses)):
        before = sentence.text[: f.expression.start].lower().replace(",", " ").split()
        if f.rank < 9 and len(before) <= 5 and load_date_words().opening.issuperset(before):
            meant = resolve(f.expression, publication)
            if meant is not None:
                return EventDate(*meant)
    return None


def carries_on(sentence: Sentence, clauses: Sequence[Clause], k: int, dated: bool = False) -> bool:
    """Whether an event goes on from the sentence before: told as done, in the simple past, with no time of its own.

    *They killed six soldiers* does; *had killed*, *will kill*, *said that* and *the killing in 2002* do not. With
    `dated` it may have a time of its own and stand in the perfect too (*have been injured*, *two wounded*).
    """
    clause = clauses[k]
    if (
        expressions(sentence.text)
        and not dated
        or clause.negated
        or clause.status != "actual"
        or is_pluperfect(sentence, clause)
    ):
        return False
    above, seen = clause, {k}
    while above.governor is not None and above.governor not in seen:
        seen.add(above.governor)
        above = clauses[above.governor]
        if above.lemma in load_occasion_words().reporting:
            return False
    verb = sentence.tokens[above.predicate if above.support is None else above.support]
    auxiliaries = {
        sentence.tokens[c].text.lower() for c in sentence.children[verb.i] if sentence.tokens[c].dep in AUXILIARIES
    }
    return verb.tag == "VBD" or (verb.tag == "VBN" and (dated or bool(auxiliaries & PAST)))


def _in_order(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[_Found]
) -> Iterator[tuple[_Found, int]]:
    """The expressions that may date clause `k`, the likeliest first, each with the clause whose tense it goes by."""
    for j in occasion(sentence, clauses, k):
        yield from ((f, j) for f in found if f.owner == j and f.rank < 9)
    yield from ((f, f.owner) for f in found if f.rank < 9 and _is_cause(sentence, clauses, k, f.owner))
    yield from ((f, k) for f in found if _opens(sentence, clauses, k, f))
    yield from ((f, k) for f in found if f.owner >= 0 and _trails(sentence, clauses, k, f))
    report = _announced(sentence, clauses, k)
    if report is not None:
        yield from ((f, report) for f in found if f.owner == report and f.rank < 9)
    if len(found) == 1 and _is_only_day(sentence, clauses, k, found[0]):
        yield found[0], k


def _is_cause(sentence: Sentence, clauses: Sequence[Clause], k: int, j: int) -> bool:
    """Whether clause `j` is what people came to harm by in clause `k`: *were hurt after a bomb went off on Friday*.

    Those who came to harm besides may stand between: *were killed and ten wounded in raids on Friday*.
    """
    if j < 0 or j == k or not comes_to_harm(sentence, clauses[k]):
        return False
    cause, above = clauses[j], clauses[j].governor
    if above is not None and above != k and clauses[above].lemma in load_occasion_words().harmed:
        above = clauses[above].governor
    if above != k:
        return False
    token = sentence.tokens[cause.predicate]
    if token.dep == "pobj":
        return sentence.tokens[token.head].lemma in {"after", "in", "by", "from"}
    below = (sentence.tokens[c] for c in sentence.children[cause.predicate])
    return cause.relation == "adverbial" and any(t.dep == "mark" and t.lemma in {"after", "when", "as"} for t in below)


def _announced(sentence: Sentence, clauses: Sequence[Clause], k: int) -> int | None:
    """The clause that announces what clause `k` says is to come or goes on: *said [it would expel them]*.

    What was done before it was told has a day of its own: *said that rebels killed ten*.
    """
    clause, governor = clauses[k], clauses[k].governor
    if governor is None or clause.relation != "complement":
        return None
    if clauses[governor].lemma not in load_occasion_words().reporting:
        return None
    verb = sentence.tokens[clause.predicate if clause.support is None else clause.support]
    verbs = [verb, *(sentence.tokens[c] for c in sentence.children[verb.i] if sentence.tokens[c].dep in AUXILIARIES)]
    if clause.kind == "adjective":  # *is ready*
        verbs.append(sentence.tokens[verb.head])
    is_told_as_past = clause.status in ACHIEVED and not any(t.tag in PRESENT for t in verbs)
    return None if is_told_as_past else governor


def _is_only_day(sentence: Sentence, clauses: Sequence[Clause], k: int, f: _Found) -> bool:
    """Whether the only time that a sentence names is a day of news, which its main event took place on.

    The parser hangs what trails a sentence on the nearest word: *barred crowds from coming home on Monday*. What is
    still to be done has its own day: *urged them to come home on Monday*.
    """
    clause = clauses[k]
    points = POINTS | {"calendar"} if clause.lemma in load_date_words().harm else POINTS
    if f.expression.kind not in points or f.rank >= 9 or f.since or f.expression.get("which") == "next":
        return False
    if clause.governor is not None or clause.status != "actual" or clause.negated or is_pluperfect(sentence, clause):
        return False
    if f.owner < 0:
        return True
    owner = clauses[f.owner]
    if clause.lemma in load_date_words().harm and owner.relation == "nominal":
        return True  # *were killed in strikes on 18 June*
    is_gone = (f.expression.get("word") or "").startswith(("yesterday", "overnight", "last"))
    is_participle = sentence.tokens[owner.predicate].tag == "VBG"
    return owner.relation in {"complement", "relative"} and (is_gone or is_participle)


def _trails(sentence: Sentence, clauses: Sequence[Clause], k: int, f: _Found) -> bool:
    """Whether a day behind what clause `k` is about may be its own: *agreed to meet on Monday*."""
    below, token = clauses[f.owner], sentence.tokens[f.head]
    if below.governor != k or f.rank >= 9 or f.expression.kind not in POINTS or f.expression.get("which") == "next":
        return False
    if below.kind == "noun":
        return token.dep in {"pobj", "npadvmod"} and sentence.tokens[below.predicate].dep in {"dobj", "pobj"}
    if clauses[k].heads("object"):  # *invited the leaders to meet on Sunday*
        return False
    return (
        below.relation == "complement" and below.status != "actual" and sentence.tokens[below.predicate].dep == "xcomp"
    )


def _opens(sentence: Sentence, clauses: Sequence[Clause], k: int, f: _Found) -> bool:
    """Whether an expression opens the sentence, and with it dates what the sentence goes on to tell."""
    before = sentence.text[: f.expression.start].lower().replace(",", " ").split()
    if f.rank >= 9 or f.owner == k or len(before) > 5 or not load_date_words().opening.issuperset(before):
        return False
    clause = clauses[k]
    if is_pluperfect(sentence, clause) or clause.relation == "relative" or clause.status == "future":
        return False
    above = clause.governor
    while above is not None:
        if clauses[above].lemma in load_occasion_words().reporting and clauses[above].predicate < clause.predicate:
            return False
        above = clauses[above].governor
    return f.owner < 0 or clauses[f.owner].predicate >= f.head


@for_last
def _located(
    sentence: Sentence, clauses: Sequence[Clause], spans: tuple[Expression, ...], own: tuple[int, ...]
) -> tuple[_Found, ...]:
    tokens, located = sentence.tokens, []
    for e in spans:
        inside = [t.i for t in tokens if t.start - sentence.start < e.end and t.end - sentence.start > e.start]
        if not inside:
            continue
        head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0])
        owner = own[head]
        if owner >= 0 and clauses[owner].predicate == head:  # the month, taken for the noun *march*
            owner = own[tokens[head].head]
        if tokens[head].dep not in PRENOMINAL:
            owner = _reporter(sentence, clauses, inside[0], owner)
        rank = _rank(sentence, clauses, owner, head, inside[0], e.kind in {"year", "decade"})
        located.append(_Found(e, head, owner, rank, _word_before(sentence, inside[0]) == "since"))
    return tuple(located)


def _word_before(sentence: Sentence, first: int) -> str:
    """The lemma before a time expression, past an article."""
    words = [t.lemma for t in sentence.tokens[max(0, first - 2) : first]]
    if words[-1:] == ["the"]:
        words.pop()
    return words[-1] if words else ""


def _reporter(sentence: Sentence, clauses: Sequence[Clause], first: int, owner: int) -> int:
    """The clause that a day belongs to: behind a verb of saying, that verb's (*said on Monday it*)."""
    at = first - 1
    while at >= 0 and sentence.tokens[at].lemma in load_date_words().beside:
        at -= 1
    saying = load_occasion_words().reporting
    return next(
        (k for k, c in enumerate(clauses) if c.predicate == at and c.kind == "verb" and c.lemma in saying), owner
    )


def _rank(sentence: Sentence, clauses: Sequence[Clause], owner: int, head: int, first: int, years: bool) -> int:
    """0 beside the predicate, 1 behind another noun of the clause, 3 after *since*, 9 for what dates something else."""
    tokens = sentence.tokens
    if owner < 0:  # *1979: Soviet troops enter Kabul*
        return 0 if first == 0 else 9
    clause = clauses[owner]
    cores = {clause.predicate, clause.support}
    before = _word_before(sentence, first)
    if (
        before in load_date_words().not_when
        and head not in cores
        and not (tokens[head].dep == "poss" and tokens[head].head in cores)  # *killed by Saturday's attack*
        and not (before == "of" and tokens[first - 2].lemma in load_date_words().parts_of_time)
    ):
        return 9
    up, rank = tokens[head], 3 if before in {"since", "from"} else 0
    if head in cores:
        return rank
    if up.dep in PRENOMINAL and up.head not in cores and before != "on":
        return 9
    for _ in range(12):
        above = tokens[up.head]
        if above.i in cores or above.i == up.i:
            return rank
        if above.pos in {"NOUN", "PROPN", "PRON", "NUM"} and up.dep in {
            "prep",
            "npadvmod",
            "appos",
            "nmod",
            "acl",
            "amod",
            "advmod",
            "tmod",
        }:
            if (
                above.lemma in load_date_words().dated or (years and above.dep in {"pobj", "conj"})
            ) and above.i not in cores:
                return 9  # *sentenced a man for plots in 2002*
            rank = max(rank, 1)
        up = above
    return rank


def _looks_ahead(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause tells what is still to come: *will meet on Monday*, *is to meet on Monday*."""
    clause = clauses[k]
    if clause.status in {"future", "necessary", "ordered"}:
        return True
    verb = clause.support if clause.support is not None else clause.predicate
    below = [sentence.tokens[c] for c in sentence.children[verb]]
    if any(t.tag == "TO" for t in below) and clause.status == "possible":
        return True
    return sentence.tokens[verb].tag == "VBG" and any(
        t.dep == "aux" and t.text.lower() in {"is", "are", "'re", "'s", "am"} for t in below
    )


def _seen_from_below(sentence: Sentence, clauses: Sequence[Clause], f: _Found) -> Expression:
    """The expression turned round where it dates the clause behind it: *on Monday, two days after Iran demanded it*."""
    way = f.expression.get("way")
    turned = {"after": "before", "before": "after"}.get(way or "")
    clause = clauses[f.owner]
    verb = clause.support if clause.support is not None else clause.predicate
    if turned is None or not any(
        sentence.tokens[c].lemma == way and sentence.tokens[c].dep == "mark" for c in sentence.children[verb]
    ):
        return f.expression
    return replace(f.expression, parts=tuple((k, turned if k == "way" else v) for k, v in f.expression.parts))


def _anchor(f: _Found, spans: Sequence[Expression], publication: date) -> date | None:
    """The day that *two days later* or *two days before 3 May* counts from: another one named in the sentence."""
    if f.expression.kind not in {"ago", "relative"}:
        return None
    here = f.expression
    for e in sorted(
        spans, key=lambda e: (not 0 <= e.start - here.end <= 4, e.start > here.start, abs(e.start - here.start))
    ):
        if e is here or e.kind in {"ago", "past", "period", "decade"}:
            continue
        meant = resolve(e, publication)
        if meant is not None and meant[1] == "day":
            return meant[0]
    return None
