"""When an event took place: the time expressions that belong to it, read from the day of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coder.attributes.aside_days import is_past_counted, is_told_of_thing
from coder.attributes.dated import Found, counted_on, counts_from_act, dating, load_date_words
from coder.attributes.only_day import POINTS, is_aside, is_only_day, is_proclaimed
from coder.attributes.telling import told_on
from coder.attributes.tenses import (
    AUXILIARIES,
    goes_on,
    is_still_planned,
    is_told_as_past,
    looks_ahead,
    looks_back,
)
from coder.attributes.time_meaning import SLACK, resolve
from coder.attributes.times import Expression, expressions
from coder.clauses.occasion import comes_to_harm, is_pluperfect, load_occasion_words, occasion, owners
from coder.memo import for_last
from coder.records import Clause, Sentence
from coder.text.function_words import PAST, WHEN

# What is longer than a day dates a clause only where nothing shorter does.
PERIODS = frozenset({"year", "decade", "period", "past", "season"})
DAYS = POINTS | {"calendar", "iso", "monthday", "ago", "past", "period"}
# What may count from another day than that of the text.
COUNTED = frozenset({"ago", "relative"})


@dataclass(frozen=True, slots=True)
class EventDate:
    """The day of an event, the first of its period where `precision` is 'month' or 'year'.

    `precision` is 'day', 'month', 'year', or, where the text does not say, 'publication', its day, or 'inferred', one
    that the text tells near it.
    """

    date: date
    precision: str


def event_date(
    sentence: Sentence, clauses: Sequence[Clause], k: int, publication: date, before: date | None = None
) -> EventDate:
    """The date of the event of clause `k`; `before` is the day that the sentence before told of.

    Asked in this order: the expressions of its own clause; those of the clauses about the same occasion; one that opens
    the sentence; a weekday that trails the clause below it (*agreed to meet on Monday*); for what is announced, the day
    of the announcement (*said on Monday it would*); the only day that the sentence names. Else the day of publication.
    What is to come at a time of its own is of the day on which it was told too, where the sentence names that.
    *On 24 June, police raided a flat* published on 10 July 2025 gives 2025-06-24, 'day'.
    """
    spans = expressions(sentence.text)
    if not spans:
        return EventDate(publication, "publication")
    known = _dates_of(sentence, clauses, publication)
    about = k, before if any(e.kind in COUNTED for e in spans) else None
    if about not in known:
        known[about] = _find_date(sentence, clauses, spans, k, publication, before)
    return known[about]


@for_last
def _dates_of(
    sentence: Sentence, clauses: Sequence[Clause], publication: date
) -> dict[tuple[int, date | None], EventDate]:
    """The dates found so far by clause and `before`: decisions ask for them, and then the events that are kept."""
    return {}


def _find_date(
    sentence: Sentence, clauses: Sequence[Clause], spans: tuple[Expression, ...], k: int, publication: date,
    before: date | None,
) -> EventDate:  # fmt: skip
    own, later = owners(sentence, clauses), None
    found = sorted(
        dating(sentence, clauses, spans, own),
        key=lambda f: (f.rank + 2 * (f.expression.kind in PERIODS), f.expression.start),
    )
    for f, clause in _in_order(sentence, clauses, k, found):
        expression = _seen_from_below(sentence, clauses, f)
        future = looks_ahead(sentence, clauses, clause)
        anchor = _anchor(f, spans, publication, before)
        if anchor is None and counts_from_act(sentence, f.expression):
            continue
        is_past = clause == f.owner and sentence.tokens[clauses[clause].predicate].tag in {"VBD", "VBN", "VBG"}
        if anchor is None and is_past and expression is not f.expression and expression.get("way") == "before":
            anchor = publication  # *met the rebels, a day after they had struck*
        meant = resolve(expression, publication, future, anchor)
        if meant is not None and meant[0].year < publication.year and goes_on(sentence, clauses[k]):
            continue  # *is investigating murders from 1973 to 1990*
        if meant is not None and future and (meant[0] > publication or expression.kind in PERIODS):
            meant = told_on(clauses, list(_above(sentence, clauses, k)), found, publication) or meant
        if (
            meant is not None and meant[0] > publication + SLACK and clauses[k].status == "actual"
        ):  # *voted on Friday to cut aid next month*
            later = later or EventDate(*meant)
        elif meant is not None:
            is_span = f.since and meant[1] == "day" and not _is_when(sentence, clauses, k, f)
            return EventDate(meant[0], "period" if is_span else meant[1])
    return later or EventDate(publication, "publication")


def leading_date(
    sentence: Sentence, clauses: Sequence[Clause], publication: date, before: date | None = None
) -> EventDate | None:
    """The day in front of a sentence, which the sentences behind it go on from: *On 2 March rebels attacked Goma*.

    `before` is the day that the sentence before told of.
    """
    spans = expressions(sentence.text)
    if not spans:
        return None
    for f in dating(sentence, clauses, spans, owners(sentence, clauses)):
        opening = sentence.text[: f.expression.start].lower().replace(",", " ").split()
        if f.rank < 9 and len(opening) <= 5 and load_date_words().opening.issuperset(opening):
            meant = resolve(f.expression, publication, anchor=_anchor(f, spans, publication, before))
            if meant is not None:
                return EventDate(*meant)
    return None


def carries_on(sentence: Sentence, clauses: Sequence[Clause], k: int, dated: bool = False) -> bool:
    """Whether an event goes on from the sentence before: told as done, in the simple past, with no time of its own.

    *They killed six soldiers* does; *had killed*, *will kill*, *said that* and *the killing in 2002* do not. With
    `dated` it may have a time of its own and stand in the perfect too (*have been injured*, *two wounded*).
    """
    clause = clauses[k]
    if clause.negated or clause.status != "actual" or is_pluperfect(sentence, clause):
        return False
    if not dated and expressions(sentence.text):
        return False
    above, seen = clause, {k}
    while above.governor is not None and above.governor not in seen:
        seen.add(above.governor)
        above = clauses[above.governor]
        if above.lemma in load_occasion_words().reporting:
            return False
    verb = sentence.tokens[above.predicate if above.support is None else above.support]
    below = (sentence.tokens[c] for c in sentence.children[verb.i])
    auxiliaries = {t.text.lower() for t in below if t.dep in AUXILIARIES}
    return verb.tag == "VBD" or (verb.tag == "VBN" and (dated or bool(auxiliaries & PAST)))


def _in_order(
    sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Found]
) -> Iterator[tuple[Found, int]]:
    """The expressions that may date clause `k`, the likeliest first, each with the clause whose tense it goes by."""
    if (main := is_past_counted(sentence, clauses, k, found)) is not None:
        yield from _in_order(sentence, clauses, main, found)
        return
    days = [f for f in found if f.expression.kind in DAYS]
    above = clauses[k].governor
    if len(days) == 1 and above is not None and days[0].owner == k and is_aside(sentence, clauses[k]):
        if is_only_day(sentence, clauses, above, days[0]):  # *opened fire [to disperse] a crowd on Monday*
            yield days[0], above
    for j in occasion(sentence, clauses, k):
        if not looks_back(sentence, clauses, k, j) and not is_still_planned(sentence, clauses, k, j):
            own = (f for f in found if f.owner == j and f.rank < 9)
            yield from ((f, j) for f in own if not is_told_of_thing(sentence, clauses, k, f))
    yield from ((f, k) for f in found if _is_when(sentence, clauses, k, f))
    yield from ((f, f.owner) for f in found if f.rank < 9 and _is_cause(sentence, clauses, k, f.owner))
    yield from ((f, k) for f in found if opens(sentence, clauses, k, f))
    yield from ((f, k) for f in found if f.owner >= 0 and _trails(sentence, clauses, k, f))
    yield from ((f, k) for f in found if f.rank < 9 and _is_next_to(sentence, clauses, k, f.owner))
    yield from ((f, k) for f in found if f.rank < 9 and _is_before_semicolon(sentence, clauses, k, f))
    for j in _above(sentence, clauses, k):
        shortest = PERIODS if sentence.tokens[clauses[k].predicate].dep != "acl" else PERIODS - {"period"}
        yield from ((f, j) for f in found if f.owner == j and f.rank < 9 and f.expression.kind not in shortest)
    if len(days) == 1 and is_only_day(sentence, clauses, k, days[0]):
        yield days[0], k


def _is_before_semicolon(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
    """Whether a day dates the clause that only a semicolon parts from this one: *sacked him on Friday; they left*."""
    clause = clauses[k]
    if f.owner < 0 or f.expression.kind not in DAYS - {"past", "period"} or not is_told_as_past(sentence, clause):
        return False
    if clauses[f.owner].governor != k or clauses[f.owner].relation != "complement" or is_pluperfect(sentence, clause):
        return False
    between = sentence.tokens[clauses[f.owner].predicate : clause.predicate]
    return f.head < clause.predicate and any(t.text == ";" for t in between)


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
    if cause.relation == "relative":  # *died of wounds that he suffered on Friday*
        return cause.lemma in load_occasion_words().harmed
    if token.dep == "pobj":
        return sentence.tokens[token.head].lemma in {"after", "in", "by", "from"}
    below = (sentence.tokens[c] for c in sentence.children[cause.predicate])
    return cause.relation == "adverbial" and any(t.dep == "mark" and t.lemma in WHEN for t in below)


def _above(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The clauses above clause `k` that tell when it was, the nearest first.

    Of what is to come or goes on it is what announces it (*said on Monday [it would expel them]*), of an action below
    the news the news (*on Monday became the first [to recognise it]*, *jailed him on Monday after [finding] him
    guilty*). What was done before it was told has a day of its own: *said on Monday that rebels [killed] ten*.
    """
    seen = {k}
    while (governor := clauses[k].governor) is not None and governor not in seen and _is_of(sentence, clauses, k):
        seen.add(governor)
        yield governor
        yield from (j for j in occasion(sentence, clauses, governor) if j not in seen)
        k = governor


def _is_of(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether clause `k` is dated by the clause that governs it, where it brings no time of its own."""
    clause = clauses[k]
    above = clauses[clause.governor or 0]
    if clause.status == "hypothetical":
        return False
    if clause.relation == "adverbial" and _is_hours_away(sentence, clause):
        return True
    if is_pluperfect(sentence, clause):
        return False
    is_reported = above.lemma in load_occasion_words().reporting or clause.predicate < above.predicate
    if clause.relation == "complement" and is_reported:
        return not is_told_as_past(sentence, clause) or is_proclaimed(sentence, clause, above)
    if clause.relation == "coordinate":
        return clause.status == above.status and not is_pluperfect(sentence, above)
    if clause.relation == "nominal":
        is_spoken_of = above.lemma in load_date_words().speaking_of and sentence.tokens[clause.predicate].dep == "dobj"
        if clause.kind == "noun" and is_spoken_of:
            return clause.status != "actual"  # *condemned on Monday the [killing] of six men*
        return sentence.tokens[clause.predicate].dep in {"dobj", "nsubj", "nsubjpass", "attr"} or _is_brief(
            sentence, clause, above
        )
    if clause.relation == "relative":
        first = sentence.tokens[min(sentence.subtree(clause.predicate)) :][:2]
        # *was received on Monday in Skopje, where he signed a treaty*
        is_there = any(t.lemma == "where" for t in first)
        token = sentence.tokens[clause.predicate]
        if above.lemma == "be" and token.dep == "acl" and token.tag == "VBN":
            return True  # *was one of two shot by police at a fair, it said, on Friday*
        return is_there and above.status == "actual" or not is_told_as_past(sentence, clause)
    return sentence.tokens[clause.predicate].tag in {"VBG", "VB"}


def _is_hours_away(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what was hours from what the clause above it tells: *on Friday, hours after he fled*."""
    below = [sentence.tokens[c] for c in sentence.children[clause.predicate] if c < clause.predicate]
    if not any(t.dep == "mark" and t.lemma in {"after", "before"} for t in below):
        return False
    return any(t.dep in {"npadvmod", "advmod"} and t.lemma in load_date_words().soon for t in below)


def _is_when(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
    """Whether a clause tells what was on the day that stands before it: *on Friday, when the court rejected it*.

    What happened with it did so on that day too: *since Friday, when [a clash] turned into a battle*.
    """
    tokens = sentence.tokens
    for j in (k, *occasion(sentence, clauses, k)):
        token = tokens[clauses[j].predicate]
        is_behind = token.dep == "relcl" and token.head == f.head
        if is_behind and any(tokens[c].lemma == "when" for c in sentence.children[token.i]):
            return True
    return False


def _is_brief(sentence: Sentence, clause: Clause, above: Clause) -> bool:
    """Whether a clause is a meeting after which people speak the same day: *said on Monday after talks with him*."""
    token = sentence.tokens[clause.predicate]
    is_after = token.dep == "pobj" and sentence.tokens[token.head].lemma in {"after", "before", "following"}
    return is_after and clause.lemma in load_date_words().brief and clause.kind == above.kind != "noun"


def _is_next_to(sentence: Sentence, clauses: Sequence[Clause], k: int, j: int) -> bool:
    """Whether clause `j` is a meeting before or after which clause `k` was: *shook hands before talks on Monday*."""
    if j < 0 or clauses[j].governor != k or clauses[j].kind != "noun" or clauses[k].kind == "noun":
        return False
    token = sentence.tokens[clauses[j].predicate]
    is_beside = token.dep == "pobj" and sentence.tokens[token.head].lemma in {"after", "before", "following"}
    return is_beside and clauses[j].lemma in load_date_words().brief


def _trails(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
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


def opens(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
    """Whether an expression opens the sentence, and with it dates what the sentence goes on to tell."""
    before = sentence.text[: f.expression.start].lower().replace(",", " ").split()
    if f.rank >= 9 or f.owner == k or len(before) > 5 or not load_date_words().opening.issuperset(before):
        return False
    clause = clauses[k]
    is_back = f.expression.get("way") in {"before", "earlier"}  # *The night before, crowds had burnt a bank*
    if clause.relation == "relative" or clause.status == "future" or not is_back and is_pluperfect(sentence, clause):
        return False
    above = clause.governor
    while above is not None:
        if clauses[above].lemma in load_occasion_words().reporting and clauses[above].predicate < clause.predicate:
            return False
        above = clauses[above].governor
    return f.owner < 0 or clauses[f.owner].predicate >= f.head


def _seen_from_below(sentence: Sentence, clauses: Sequence[Clause], f: Found) -> Expression:
    """The expression turned round where it dates the clause behind it: *on Monday, two days after Iran demanded it*."""
    way = f.expression.get("way")
    turned = {"after": "before", "before": "after"}.get(way or "")
    clause = clauses[f.owner]
    spans = expressions(sentence.text)
    if turned and f.owner == counted_on(sentence, clauses, spans).get(spans.index(f.expression)):
        return replace(f.expression, parts=tuple((k, turned if k == "way" else v) for k, v in f.expression.parts))
    verb = clause.support if clause.support is not None else clause.predicate
    if turned is None or not any(
        sentence.tokens[c].lemma == way and sentence.tokens[c].dep == "mark" for c in sentence.children[verb]
    ):
        return f.expression
    return replace(f.expression, parts=tuple((k, turned if k == "way" else v) for k, v in f.expression.parts))


def _anchor(f: Found, spans: Sequence[Expression], publication: date, before: date | None) -> date | None:
    """The day that *two days later* or *two days before 3 May* counts from: another of the sentence, or `before`."""
    if f.expression.kind not in COUNTED:
        return None
    here = f.expression

    def distance(e: Expression) -> tuple[bool, bool, int]:
        return not 0 <= e.start - here.end <= 4, e.start > here.start, abs(e.start - here.start)

    is_taken_up = here.kind == "relative"  # *the same night*, *the next day*: of a day told before
    for e in sorted(spans, key=distance):
        if e is here or e.kind in {"ago", "past", "period", "decade"} or is_taken_up and e.start > here.start:
            continue
        meant = resolve(e, publication)
        if meant is not None and meant[1] == "day":
            return meant[0]
    return before
