"""What is asked of the circumstances of a sentence: which steps are wanted, and what stands over it and at its head."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from coder.attributes.dates import EventDate
from coder.attributes.gazetteer import Gazetteer, Place
from coder.attributes.headings import place_of_heading, place_of_title
from coder.attributes.report_place import dateline
from coder.memo import Answers, Once
from coder.records import Entity
from coder.text.heads import Heading, Headings, title_of


@dataclass(slots=True)
class Asked:
    """What is asked for: each step may be left out.

    `heading` stands over the sentence: the day of its entry or report; `line` is the place of that, with `is_entry`, or
    of the dateline;
    `titled` is the country of the title; `countries` are those that the document has named so far (alpha-3);
    `entities` gives its named entities; `states` are the names of countries that it uses of a state, None for unknown.
    """

    dates: bool = True
    numbers: bool = True
    gazetteer: Gazetteer | None = None
    line: Place | None = None
    heading: Heading | None = None
    titled: Place | None = None
    is_entry: bool = False
    countries: frozenset[str] = frozenset()
    entities: Callable[[], Sequence[Entity]] = tuple
    states: frozenset[str] | None = None

    @property
    def over(self) -> Place | None:
        """The place over a sentence: at the head of its entry or its text, else the country of the title."""
        return self.line or self.titled

    def reported(self, published: date) -> date:
        """The day from which a sentence counts: that over it, or of the publication."""
        if not self.dates or self.heading is None or self.heading.day is None:
            return published
        return self.heading.day

    def undated(self, published: date) -> EventDate:
        """The date of what no word dates: the day of its entry, or of the report."""
        return EventDate(self.reported(published), "day" if self.is_dated_entry else "publication")

    @property
    def is_dated_entry(self) -> bool:
        """Whether what stands over a sentence is the head of an entry."""
        return self.heading is not None and self.heading.is_entry


class Asking:
    """What is asked of the sentences of one text; worked out once for each heading, when it is first asked for."""

    def __init__(self, text: str, published: date, gazetteer: Gazetteer, without: Container[str]) -> None:
        self._headings = Once(partial(Headings, text, published))
        under = partial(_under, text, gazetteer, without)
        self._asked: Answers[Heading | None, Once[Asked]] = Answers(lambda over: Once(partial(under, over)))

    def at(self, start: int) -> Callable[[], Asked]:
        """What is asked of the sentence that begins at the character `start`."""
        return lambda: self._asked[self._headings().over(start)]()


def _under(text: str, gazetteer: Gazetteer, without: Container[str], heading: Heading | None) -> Asked:
    """What is asked of the sentences of a text under a heading."""
    line = titled = None
    if heading is not None:
        line = place_of_heading(heading.places, gazetteer, heading.is_entry)
    is_entry = line is not None
    line = line or dateline(text, gazetteer)
    if line is None:
        titled = place_of_title(title_of(text), gazetteer)
    known = None if "places" in without else gazetteer
    return Asked("dates" not in without, "numbers" not in without, known, line, heading, titled, is_entry)


def asked_of(
    asked: Asked, countries: frozenset[str], entities: Callable[[], Sequence[Entity]], states: frozenset[str]
) -> Asked:
    """What is asked of one sentence, of which it is known whom the document names; see `Asked`."""
    return replace(asked, countries=countries, entities=entities, states=states)
