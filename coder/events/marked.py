"""Which sentences of a document are parsed, which may hold an event, and which the reader reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coder.actors.named import Before, Named
from coder.attributes.later import may_look_back
from coder.records import Document
from coder.text.screen import Screen
from coder.text.sentences import MAX_CHARACTERS, Unit, units

# A document is read as parts of so many units, each as if it were a document of its own: what was worked out for one is
# forgotten in the next. No report is half as long, and a year of reports in one text would fill the memory.
PART = 2_000


class Marked(NamedTuple):
    """A unit of a text, whether it is parsed, whether it may hold an event (else only later ones ask about it), and
    whether the reader reads it: where the screen lets it pass, be that left out or not.
    """

    unit: Unit
    is_parsed: bool
    may_tell: bool
    is_read: bool


def marked(document: Document, screen: Screen, named: Named, is_screened: bool = True) -> list[Marked]:
    """The units of a document, of which those of each part are parsed up to the last that the screen lets pass.

    What comes before may say whom and when a sentence means; what comes after its last event decides nothing. Where the
    document is not to be screened, any may hold an event.
    """
    found = list(units(document.text))
    read = list(passing(document, found, screen, named))
    telling = read if is_screened else [is_short(unit) for unit in found]
    last = {k // PART: k for k, tells in enumerate(telling) if tells}
    for k in list(last.values()):  # *Six soldiers died* may be told of the event before it
        if k + 1 < len(found) and not begins_anew(k + 1) and may_look_back(_text(document, found[k + 1])):
            last[k // PART] = k + 1
    return [
        Marked(unit, k <= last.get(k // PART, -1) and is_short(unit), tells, is_read)
        for k, (unit, tells, is_read) in enumerate(zip(found, telling, read, strict=True))
    ]


def begins_anew(number: int) -> bool:
    """Whether the unit of this number, from 0, is the first of a part, which knows nothing of those before it."""
    return number % PART == 0


def passing(document: Document, found: Sequence[Unit], screen: Screen, named: Named) -> Iterator[bool]:
    """Of each unit whether it may hold an event, given whom it and those before it in its part name."""
    before = Before()
    for number, unit in enumerate(found):
        if begins_anew(number):
            before = Before()
        text = _text(document, unit)
        words = named.words_of(text)
        level = named.level(words, before)
        before = before.after(level, words)
        yield is_short(unit) and screen.passes(text, level)


def _text(document: Document, unit: Unit) -> str:
    return document.text[unit.start : min(unit.end, unit.start + MAX_CHARACTERS)]


def is_short(unit: Unit) -> bool:
    """Whether a unit is short enough to be parsed."""
    return unit.end - unit.start <= MAX_CHARACTERS
