"""The day that a text tells near an event which it does not date itself: of its report, or of what it goes on from.

*The army said on Monday that rebels had killed six* does not say when they did, but Monday is nearer to it than the day
of publication, and so is the day of *Rebels stormed Goma on Monday* for the sentences behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coder.attributes.dated import dating, load_date_words
from coder.attributes.dates import DAYS, EventDate
from coder.attributes.tenses import looks_ahead
from coder.attributes.time_meaning import resolve
from coder.attributes.times import expressions
from coder.clauses.occasion import owners
from coder.records import Clause, Sentence

# What lies further back is the day of something else.
A_WEEK = timedelta(days=7)
# So long after the day over a report, at most, it is printed with the days of its writing.
TWO_DAYS = timedelta(days=2)
FULL = frozenset({"calendar", "iso"})
NEAR = DAYS - {"ago", "past", "period"}


def last_day(
    sentence: Sentence, clauses: Sequence[Clause], publication: date, before: EventDate | None = None
) -> EventDate | None:
    """The last day named in a sentence that lies in the week up to publication; None where it names no such day.

    Days of what is still to come are none: *will meet on Friday*. Those of what is told of a person besides yield to
    others, and to one told `before`: *the seat of Lule, who on Tuesday gave up*.
    """
    spans, found, aside = expressions(sentence.text), None, None
    if not any(e.kind in NEAR for e in spans):
        return None
    for f in dating(sentence, clauses, spans, owners(sentence, clauses)):
        if f.expression.kind not in NEAR:
            continue
        ahead = f.owner >= 0 and looks_ahead(sentence, clauses, f.owner)
        meant = resolve(f.expression, publication, ahead)
        if meant is not None and meant[1] == "day" and publication - A_WEEK <= meant[0] <= publication:
            if f.owner >= 0 and _tells_of_somebody(sentence, clauses[f.owner]):
                aside = EventDate(meant[0], "inferred")
            else:
                found = EventDate(meant[0], "inferred")
    return found or (aside and (before or aside))


def _tells_of_somebody(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what somebody did besides: *Lule, [who on Tuesday gave up]*."""
    below = (sentence.tokens[c] for c in sentence.children[clause.predicate])
    return clause.relation == "relative" and any(t.lemma == "who" and t.dep == "nsubj" for t in below)


def last_day_unread(text: str, publication: date) -> EventDate | None:
    """The same of a sentence that tells no event, by its words alone, as the screen may leave it unparsed.

    One with a word of what is still to come names no day.
    """
    spans = [e for e in expressions(text) if e.kind in NEAR]
    if not spans or not load_date_words().ahead.isdisjoint(text.lower().split()):
        return None
    meant = (resolve(e, publication) for e in spans)
    days = [m[0] for m in meant if m is not None and publication - A_WEEK <= m[0] <= publication]
    return EventDate(days[-1], "inferred") if days else None


def full_day(text: str, publication: date) -> date | None:
    """The last day of a text that is told with its year, from which *ten days earlier* counts later on."""
    days = [resolve(e, publication) for e in expressions(text) if e.kind in FULL and (e.kind == "iso" or e.get("year"))]
    return next((meant[0] for meant in reversed(days) if meant is not None), None)


def counted_from(text: str, reported: date, published: date) -> date:
    """The day from which the times of a sentence count: the one over it, or that of publication.

    *OSLO, 8 May - The envoys meet on Friday*, printed on Friday 10 May, is no week old; under *11 May*, *on the 12th*
    is no month old.
    """
    if not reported < published:
        return reported
    spans = expressions(text)
    for e in spans:
        is_weekday = e.kind == "weekday" and not (e.get("which") or e.get("week") or e.get("week2"))
        if e.kind != "monthday" and not (is_weekday and published - reported <= TWO_DAYS):
            continue
        meant = resolve(e, published)
        if meant is not None and reported < meant[0] <= published and all(o.kind != "relative" for o in spans):
            return published
    return reported


def with_near(found: EventDate, near: EventDate | None, publication: date) -> EventDate:
    """The date of an event, or the day told `near` it where the text gives none.

    The day of a report that is not that of publication is 'inferred' too.
    """
    if found.precision != "publication":
        return found
    if near is not None and near.date < found.date:
        return near
    return found if found.date == publication else replace(found, precision="inferred")
