"""When an event took place: the time expressions that belong to it, read from the day of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coder.attributes.time_meaning import resolve
from coder.attributes.times import Expression, expressions
from coder.clauses.occasion import is_pluperfect, load_occasion_words, occasion, owners
from coder.files.words import load_words
from coder.records import Clause, Sentence

# How an expression hangs on a noun through which it says when.
PRENOMINAL = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
# What is longer than a day dates a clause only where nothing shorter does.
PERIODS = frozenset({"year", "decade", "period", "past", "season"})
POINTS = frozenset({"weekday", "relative"})


@dataclass(frozen=True, slots=True)
class DateWords:
    """The lists of words/dates.yaml, each explained there."""

    not_when: frozenset[str]
    parts_of_time: frozenset[str]
    dated: frozenset[str]
    opening: frozenset[str]


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


def event_date(sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date) -> EventDate:
    """The date of the event of clause `k`.

    Asked in this order: the expressions of its own clause; those of the clauses about the same occasion; one that opens
    the sentence; a weekday that trails the clause below it (*agreed to meet on Monday*). Else the day of publication.
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
        meant = resolve(
            expression, publication, _looks_ahead(sentence, clauses, clause), _anchor(f, spans, publication)
        )
        if meant is not None:
            return EventDate(*meant)
    return undated


def _in_order(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[_Found]
) -> Iterator[tuple[_Found, int]]:
    """The expressions that may date clause `k`, the likeliest first, each with the clause whose tense it goes by."""
    for j in occasion(sentence, clauses, k):
        yield from ((f, j) for f in found if f.owner == j and f.rank < 9)
    yield from ((f, k) for f in found if _opens(sentence, clauses, k, f))
    yield from ((f, k) for f in found if f.owner >= 0 and _trails(sentence, clauses, k, f))


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


def _located(
    sentence: Sentence, clauses: Sequence[Clause], spans: Sequence[Expression], own: Sequence[int]
) -> Iterator[_Found]:
    tokens = sentence.tokens
    for e in spans:
        inside = [t.i for t in tokens if t.start - sentence.start < e.end and t.end - sentence.start > e.start]
        if not inside:
            continue
        head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0])
        owner = own[head]
        if owner >= 0 and clauses[owner].predicate == head:  # the month, taken for the noun *march*
            owner = own[tokens[head].head]
        yield _Found(e, head, owner, _rank(sentence, clauses, owner, head, inside[0], e.kind in {"year", "decade"}))


def _rank(sentence: Sentence, clauses: Sequence[Clause], owner: int, head: int, first: int, years: bool) -> int:
    """0 beside the predicate, 1 behind another noun of the clause, 3 after *since*, 9 for what dates something else."""
    tokens = sentence.tokens
    if owner < 0:  # *1979: Soviet troops enter Kabul*
        return 0 if first == 0 else 9
    clause = clauses[owner]
    cores = {clause.predicate, clause.support}
    before = tokens[first - 1].lemma if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].lemma
    if (
        before in load_date_words().not_when
        and head not in cores
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
