"""When, where and how many for the events of a sentence: the one place that joins these steps, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from coder.attributes.asking import Asked
from coder.attributes.casualties import NONE, casualties, tells_harm
from coder.attributes.counted import HARM, share_of, told_elsewhere, without
from coder.attributes.dates import EventDate, carries_on, event_date, leading_date
from coder.attributes.gazetteer import Place
from coder.attributes.harm import done_by_nobody
from coder.attributes.later import NOTHING, Later, adds, happening, harm_of, told_later, with_dead
from coder.attributes.near_days import counted_from, full_day, last_day, last_day_unread, with_near
from coder.attributes.one_act import is_named, of_the_act
from coder.attributes.paragraph import ON, Carried, Circumstances, Paragraph
from coder.attributes.place_names import mentions
from coder.attributes.places import event_place, goes_on_there, located, one_place
from coder.attributes.recalled import act_of, day_recalled, recalled
from coder.attributes.scene import scene
from coder.attributes.supposed import TOWNS
from coder.attributes.told import Told
from coder.attributes.uncoded import done_now, whose_dead, with_uncoded
from coder.attributes.whole_place import place_said, place_supposed
from coder.clauses.occasion import comes_to_harm, owners
from coder.memo import Once
from coder.records import Clause, Sentence

# About as many days as a year, a month and a week have.
YEAR, MONTH, WEEK = 330, 31, 7
# How exactly a day is known that is none of the event's own.
UNDATED = frozenset({"publication", "inferred"})


def circumstances(
    sentence: Sentence, clauses: Sequence[Clause], told: Sequence[Told], published: date, asked: Asked,
    paragraph: Paragraph,
) -> list[Circumstances]:  # fmt: skip
    """The circumstances of each event of a sentence; what the sentence hands on is added to its paragraph.

    A date in front of a sentence (*On 2 March rebels attacked Goma*) also dates the sentences behind it that bring no
    time and no other place of their own (*They killed six soldiers*). What a clause counts of one target alone is that
    target's; a total stands in the first row of its clause only.
    """
    found: list[Circumstances] = []
    before, reported = paragraph.carried, counted_from(sentence.text, asked.reported(published), published)
    coded = frozenset(t.clause for t in told)
    now = done_now(sentence, clauses, forces := {t.clause for t in told if t.is_force})
    dated = {k: _date(sentence, clauses, k, published, asked, before) for k in coded}
    counted = {k: casualties(sentence, clauses, k, coded) if asked.numbers else NONE for k in coded}
    if asked.numbers and forces and all(counted[k].killed is None for k in coded):
        one = next(iter(now)) if len(now) == 1 else whose_dead(sentence, clauses, now, coded, reported)
        if one is not None:
            counted[one] = with_uncoded(sentence, clauses, one, coded, counted[one], reported)
    passed: frozenset[int] = frozenset()
    if asked.numbers and len(forces) > 1:
        moved, passed = of_the_act(sentence, clauses, told, counted, reported)
        counted |= moved
    elsewhere = told_elsewhere(sentence, clauses, counted, _doubts(told))
    for n, t in enumerate(told):
        numbers = share_of(sentence, clauses, told[:n], t, told, counted[t.clause])
        numbers = without(numbers, elsewhere[t.clause])
        if t.is_words:  # *eased an offensive that has killed ten*
            numbers = without(numbers, HARM)
        day = dated[t.clause]
        if numbers.toll == "cumulative" and day.precision == "day":  # a total of many days is of none of them
            day = EventDate(reported, "publication")
        found.append(Circumstances(day, place_said(sentence, clauses, t, asked, before), numbers, t.clause in passed))
    found = _counted_before(sentence, clauses, told, found, reported, asked, paragraph)
    if happening(sentence, clauses) is not None or recalled(sentence, clauses) is not None:
        paragraph.look_back(lambda rows, _: _known_later(sentence, clauses, rows, None, reported, asked))
    lacking = _lacking(clauses, told, now, found)
    near = (_near(sentence, clauses, reported, before) if asked.dates else None) or before.near
    nears = [
        None if c.numbers.toll == "cumulative" else before.struck or near if t.is_force else near
        for c, t in zip(found, told, strict=True)
    ]
    rows = [
        replace(
            c,
            date=with_near(c.date, n, published),
            place=place_supposed(sentence, clauses, t, c.place, asked, before),
            on_the_spot=t.on_the_spot,
            act=t.act,
        )
        for c, n, t in zip(found, nears, told, strict=True)
    ]
    found = _placed(found, rows)
    struck = _struck(told, rows, reported)
    paragraph.carry(lambda carried: _carried(sentence, clauses, found, reported, asked, carried))
    if struck is not None:
        paragraph.carry(lambda carried: replace(carried, struck=struck))
    paragraph.rows(rows, lacking)
    return rows


def _struck(told: Sequence[Told], rows: Sequence[Circumstances], published: date) -> EventDate | None:
    """The day of the last act of force of a sentence, if that is told and lies in the week up to publication."""
    days = [c.date for c, t in zip(rows, told, strict=True) if t.is_force and c.date.precision == "day"]
    last = max((day.date for day in days), default=None)
    return EventDate(last, "inferred") if last is not None and 0 <= (published - last).days <= WEEK else None


def _lacking(
    clauses: Sequence[Clause], told: Sequence[Told], forces: Collection[int], found: Sequence[Circumstances]
) -> int | None:
    """The row of the only act of force of a sentence, if it has no dead or no hurt that the next one may count.

    `forces` are the clauses of such acts, but for those that went before others or came of them.
    """
    numbers = [c.numbers for c in found]
    bare = [n for n, t in enumerate(told) if t.is_force and t.clause in forces and None in harm_of(numbers[n])]
    bare = [n for n in bare if numbers[n].toll != "cumulative"]
    is_open = all(n.killed is None for n in numbers) or all(n.injured is None for n in numbers)
    return bare[0] if bare and is_open and _are_one(clauses, forces) else None


def _are_one(clauses: Sequence[Clause], forces: Collection[int]) -> bool:
    """Whether acts of force are one with what went on around it: *exchanged fire during [riots]*; none is not."""
    below = {k for k in forces if clauses[k].kind == "noun" and clauses[k].governor in forces}
    return len(forces) - len(below) == 1


def _counted_before(
    sentence: Sentence, clauses: Sequence[Clause], told: Sequence[Told], found: list[Circumstances], published: date,
    asked: Asked, paragraph: Paragraph,
) -> list[Circumstances]:  # fmt: skip
    """The rows of a sentence without the dead and hurt that it counts by nobody: they are of the act before it.

    *Gunmen raided a village. Police said six people had been killed* tells six dead once, in the row of the raid.
    """
    before, forces = paragraph.lacks, [t for t in told if t.is_force]
    if before is None or not asked.numbers:
        return found
    if not forces and told and all(t.is_words and c.numbers == NONE for t, c in zip(told, found, strict=True)):
        # *Doctors said six people had died, and the president condemned the raid*
        untold = set(range(len(clauses))).difference(t.clause for t in told)
        beside = _dead_of(sentence, clauses, before, published, asked, untold)
        paragraph.look_back(lambda rows, bare: with_dead(rows, bare, beside.numbers), held=True)
    if not forces:
        return found
    harms = {t.clause for t in forces}
    if any(_has_doer(sentence, clauses[t.clause], t) for t in forces):
        return found
    if any(not tells_harm(clauses[k]) or clauses[k].kind == "noun" for k in harms):
        return found
    coded = {t.clause for t in told}
    may_count = harms.union(k for k in range(len(clauses)) if k not in coded)
    later = _dead_of(sentence, clauses, before, published, asked, may_count)
    if not harms <= later.clauses:  # *two guards died, and rebels said six guards were killed*
        later = _dead_of(sentence, clauses, before, published, asked, harms)
    if not adds(before.numbers, later.numbers) or not harms <= later.clauses:
        return found
    dead = replace(later.numbers, injured=casualties(sentence, clauses, next(iter(harms))).injured)
    paragraph.look_back(lambda rows, bare: with_dead(rows, bare, dead), held=True)
    return [
        replace(c, numbers=without(c.numbers, HARM), is_told=not is_named(sentence, clauses[t.clause]))
        if t.is_force
        else c
        for c, t in zip(found, told, strict=True)
    ]


def without_events(
    sentence: Sentence, clauses: Callable[[], Sequence[Clause]], published: date, asked: Callable[[], Asked],
    paragraph: Paragraph,
) -> None:  # fmt: skip
    """Adds to the paragraph what a sentence hands on that tells no event; its clauses are found when that is asked."""
    day = Once(lambda: asked().reported(published))
    paragraph.look_back(lambda rows, bare: _known_later(sentence, clauses(), rows, bare, day(), asked()))
    paragraph.carry(lambda carried: _carried(sentence, clauses(), (), day(), asked(), carried))


def _has_doer(sentence: Sentence, harm: Clause, t: Told) -> bool:
    """Whether a sentence says who did a deed of harm, and not only who came to harm by each other."""
    if t.source is None:
        return False
    victims = (sentence.tokens[h] for h in (*harm.heads("object"), *harm.heads("subject")))
    is_victim = any(t.source.start <= v.start < t.source.end for v in victims)
    return not done_by_nobody(sentence, harm) or not is_victim and t.source.start >= sentence.start


def _known_later(
    sentence: Sentence, clauses: Sequence[Clause], rows: Sequence[Circumstances], bare: int | None, published: date,
    asked: Asked,
) -> list[Circumstances]:  # fmt: skip
    """What is known of the events of a sentence after the next one, which tells none of its own.

    *It happened on Monday in Goma* gives day and place, *six soldiers died* the dead of row `bare`.
    """
    if (k := happening(sentence, clauses)) is None:
        rows = _with_recalled(sentence, clauses, rows, published, asked)
        if bare is None:
            return list(rows)
        later = _dead_of(sentence, clauses, rows[bare], published, asked)
        return _dated(with_dead(rows, bare, later.numbers), bare, later.day)
    day, place = EventDate(published, "publication"), None
    if asked.dates:
        day = event_date(sentence, clauses, k, published)
    if asked.gazetteer is not None:
        countries = asked.countries.union(r.place.country for r in rows if r.place is not None and r.place.country)
        place = event_place(sentence, clauses, k, None, asked.gazetteer, sorted(countries), asked.entities)
    return [
        replace(
            r,
            date=day if r.date.precision in UNDATED and day.precision != "publication" else r.date,
            place=place if place is not None and _is_open(r, asked.line, place) else r.place,
        )
        for r in rows
    ]


def _dated(rows: list[Circumstances], bare: int, day: EventDate | None) -> list[Circumstances]:
    """The rows, that whose dead the next sentence counts on a day with that day, if it has none of its own."""
    if day is not None and rows[bare].date.precision in UNDATED:
        rows[bare] = replace(rows[bare], date=day)
    return rows


def _with_recalled(
    sentence: Sentence, clauses: Sequence[Clause], rows: Sequence[Circumstances], published: date, asked: Asked
) -> list[Circumstances]:
    """The rows of a sentence with the day and the town that the next one gives the act which it takes up.

    *Tuesday's ambush in Goma was the third* dates and places what was told of, where that has no day or town.
    """
    if (k := recalled(sentence, clauses)) is None:
        return list(rows)
    act, day = act_of(clauses[k].lemma), day_recalled(sentence, clauses, k, published) if asked.dates else None
    place = None
    if asked.gazetteer is not None:
        below = sentence.subtree(clauses[k].predicate)
        if any(m.head in below for m in mentions(sentence, asked.gazetteer)):
            place = event_place(sentence, clauses, k, None, asked.gazetteer, sorted(asked.countries), asked.entities)
    found = []
    for row in rows:
        if row.act == act and day is not None and row.date.precision in UNDATED:
            row = replace(row, date=EventDate(day, "day"))
        if row.act == act and place is not None and place.precision != "country" and _is_open(row, asked.line, place):
            row = replace(row, place=place)
        found.append(row)
    return found


def _placed(found: Sequence[Circumstances], rows: Sequence[Circumstances]) -> list[Circumstances]:
    """What was found of events with the places of their rows, but for a country, which says little of what follows."""
    lands = (row.place is not None and row.place.precision == "country" for row in rows)
    pairs = zip(found, rows, lands, strict=True)
    return [replace(c, place=c.place if land else row.place, act=row.act) for c, row, land in pairs]


def _is_open(row: Circumstances, line: Place | None, later: Place) -> bool:
    """Whether a later sentence says better where an event took place: of what is done somewhere, in its country."""
    place = row.place
    if place is None or place == line or not row.on_the_spot:
        return place is None or place == line
    is_inside = later.country in {None, place.country} and later.precision in TOWNS
    return place.precision == "country" or place.precision == "admin1" and is_inside


def _doubts(told: Sequence[Told]) -> dict[int, bool]:
    """For each clause that is an act of force whether it is doubted that it is an event."""
    forces = [t for t in told if t.is_force]
    return {t.clause: all(o.is_doubted for o in forces if o.clause == t.clause) for t in forces}


def _dead_of(
    sentence: Sentence, clauses: Sequence[Clause], before: Circumstances, published: date, asked: Asked,
    harms: Collection[int] | None = None,
) -> Later:  # fmt: skip
    """The dead that a sentence counts for the event before it, in the same place."""
    if not asked.numbers or not _is_there(sentence, clauses, asked, Carried(place=before.place), of_others=False):
        return NOTHING
    return told_later(sentence, clauses, before.date, published, harms)


def _date(
    sentence: Sentence,
    clauses: Sequence[Clause],
    k: int,
    published: date,
    asked: Asked,
    before: Carried,
) -> EventDate:
    if not asked.dates:
        return EventDate(published, "publication")
    last = _last(before)
    reported = counted_from(sentence.text, asked.reported(published), published)
    found = event_date(sentence, clauses, k, reported, last)
    if (found.date - reported).days < -YEAR and reported < published:
        # *26 January* in an entry of *25 January* is of the same year.
        later = event_date(sentence, clauses, k, published, last)
        found = later if later.date >= reported else found
    day = before.date or (before.told if _goes_on_of_them(sentence, clauses, k) else None)
    if found.precision != "publication":
        return found
    is_coarser = asked.is_dated_entry and day is not None and day.precision != "day"  # *1991. 20 June: …*
    if day and not is_coarser and carries_on(sentence, clauses, k) and _is_there(sentence, clauses, asked, before):
        return day
    return asked.undated(published)


def _last(before: Carried) -> date | None:
    """The day that *two days later* counts from."""
    days = (d.date for d in (before.told, before.date) if d is not None and d.precision == "day")
    struck = before.struck.date if before.struck is not None else None
    return next(days, before.anchor or struck)


def _near(sentence: Sentence, clauses: Sequence[Clause], published: date, before: Carried) -> EventDate | None:
    """The day that a sentence tells for those of its events that it does not date; None for none.

    What stands in front of it may lie long ago: *On 2 May 2013 he recalled how troops had shelled the town*.
    """
    if (found := last_day(sentence, clauses, published, before.near)) is not None:
        return found
    front = leading_date(sentence, clauses, published, _last(before))
    if front is None or front.date >= published:
        return None
    is_known = front.precision == "day" or (published - front.date).days > YEAR
    return EventDate(front.date, "inferred") if is_known else None


def _happened_on(sentence: Sentence, clauses: Sequence[Clause], published: date) -> EventDate | None:
    """The day of a sentence that only says when something was, if not long ago: *The coup took place on 2 March*."""
    if (k := happening(sentence, clauses)) is None:
        return None
    day = event_date(sentence, clauses, k, published)
    return day if day.precision == "day" and 0 <= (published - day.date).days <= MONTH else None


def _goes_on_of_them(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether an event goes on from the sentence before, by the same or as what came of it: *Six people were hurt*."""
    return comes_to_harm(sentence, clauses[k]) or goes_on_there(sentence, clauses, k, strictly=True)


def _is_there(
    sentence: Sentence, clauses: Sequence[Clause], asked: Asked, before: Carried, of_others: bool = True
) -> bool:
    """Whether a sentence takes place nowhere but where its paragraph does.

    Unless places `of_others` count too, those of a clause that tells what others did besides it do not: *six died, said
    a priest, [whose] parish near Gouma is closed*.
    """
    if asked.gazetteer is None:
        return True
    own = owners(sentence, clauses)
    named = (
        m
        for m in located(sentence, clauses, asked.gazetteer)
        if of_others or own[m.head] < 0 or not _is_aside(sentence, clauses[own[m.head]])
    )
    here = {r[0] for m in named for r, _ in m.rows}
    return not here or (before.place is not None and before.place.name in here)


def _is_aside(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is told of somebody besides: *a priest, [whose parish is closed]*."""
    if clause.relation != "relative" or tells_harm(clause):
        return False
    return any(sentence.tokens[i].tag in {"WP", "WP$"} for i in sentence.subtree(clause.predicate)[:3])


def _carried(
    sentence: Sentence, clauses: Sequence[Clause], found: Iterable[Circumstances], published: date, asked: Asked,
    before: Carried,
) -> Carried:  # fmt: skip
    day = leading_date(sentence, clauses, published, _last(before)) if asked.dates else None
    if day is None and asked.dates:
        day = _happened_on(sentence, clauses, published)
    found = tuple(found)
    last = last_day(sentence, clauses, published, before.near) if found else last_day_unread(sentence.text, published)
    near = (last if asked.dates else None) or before.near
    dates = {c.date for c in found}
    told = dates.pop() if len(dates) == 1 else None
    if told is not None and told.precision != "day":
        told = None
    first = last.date if last is not None and sentence.text.lstrip().startswith(ON) else None
    anchor = full_day(sentence.text, published) or first or before.anchor
    places = {c.place for c in found if c.place is not None and c.place is not asked.line}
    if not found and asked.gazetteer is not None and mentions(sentence, asked.gazetteer):
        places |= {p for p in [scene(sentence, clauses, asked.gazetteer, sorted(asked.countries))] if p is not None}
    if not places - {before.place}:
        day = day or (before.date if before.date is None or last is None or last.date <= before.date.date else None)
        return Carried(day, before.place, told, near, anchor, before.struck)
    struck = {c.place for c in found if c.act and c.place in places}
    place = one_place(places) or one_place(struck)  # *was shot in Gouma, after a court in Homs jailed ten*
    here = None if place is None or place.precision == "country" else place
    return Carried(day, here, told, near, anchor, before.struck)
