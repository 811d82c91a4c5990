"""What the sentences of a paragraph say of when, where and how many for those behind them and before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coder.attributes.casualties import Numbers
from coder.attributes.dates import EventDate
from coder.attributes.gazetteer import Place
from coder.attributes.near_days import full_day, last_day_unread
from coder.attributes.times import expressions

Day = date
ON = "On "
# A paragraph that nobody asks works out what it carries after so many sentences, so that it need not hold them.
MOST_STEPS = 1_000


@dataclass(slots=True, unsafe_hash=True)
class Circumstances:
    """When and where an event took place and how many it took.

    `is_told`: whether the row of the sentence before tells it, with whom it took; `on_the_spot`: whether it is done
    somewhere, and not only said; `act`: as which kind of act a later sentence takes it up, '' for none.
    """

    date: EventDate
    place: Place | None
    numbers: Numbers
    is_told: bool = False
    on_the_spot: bool = False
    act: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a paragraph has said so far.

    `date` stood in front of one of its sentences, and `told` dates the events of the last one; `place` is where its
    events took place, and `near` the last day that it named; from `anchor` *ten days earlier* counts, where the last
    sentence has no day.
    """

    date: EventDate | None = None
    place: Place | None = None
    told: EventDate | None = None
    near: EventDate | None = None
    anchor: Day | None = None
    struck: EventDate | None = None


class Paragraph:
    """What the sentences of a paragraph say for those behind them, worked out when an event asks: most tell none."""

    def __init__(self) -> None:
        self._carried = Carried()
        self._steps: list[Callable[[Carried], Carried]] = []
        # The rows of the last sentence, the one of them that lacks its dead, and their events by id.
        self._rows: Sequence[Circumstances] = ()
        self._lacking: int | None = None
        self._ids: Sequence[str | None] = ()
        self._late: dict[str, Circumstances] = {}

    @property
    def carried(self) -> Carried:
        """What is carried so far."""
        for step in self._steps:
            self._carried = step(self._carried)
        self._steps.clear()
        return self._carried

    def carry(self, step: Callable[[Carried], Carried]) -> None:
        """Adds what a sentence makes of what is carried."""
        self._steps.append(step)
        if len(self._steps) == MOST_STEPS:
            self.carried  # noqa: B018

    def between(self, characters: str) -> None:
        """Takes the characters between two sentences: where a paragraph ends nothing is carried on."""
        if "\n" in characters:
            self._carried = Carried()
            self._steps.clear()
            self._ids = ()

    def rows(self, rows: Sequence[Circumstances], lacking: int | None) -> None:
        """Takes what is known of the rows of a sentence, and the one of them whose dead the next sentence may count."""
        self._rows, self._lacking = rows, lacking

    @property
    def lacks(self) -> Circumstances | None:
        """The row of the last sentence whose dead the next one may count, told as done; None for none."""
        held = self._lacking is not None and any(self._ids) and self._ids[self._lacking]
        return self._rows[self._lacking or 0] if held else None

    def hold(self, ids: Sequence[str | None]) -> None:
        """Takes the id of the event of each of those rows, None for one that is not told as done."""
        self._ids = ids

    def look_back(
        self, known: Callable[[Sequence[Circumstances], int | None], Sequence[Circumstances]], held: bool = False
    ) -> None:
        """Takes what a sentence tells of the rows before it; only if they are `held` it may tell more of them."""
        if any(self._ids):
            rows = known(self._rows, self._lacking)
            found = zip(self._ids, self._rows, rows, strict=True)
            self._late |= {key: new for key, old, new in found if key is not None and new != old}
            self._rows = rows
        self._ids = self._ids if held else ()

    def late(self) -> dict[str, Circumstances]:
        """What has become known of earlier events since this was asked last, by their ids."""
        found, self._late = self._late, {}
        return found

    def past(self, text: str, published: date) -> None:
        """Passes over a sentence that holds no event: one with a time of its own carries nothing on but its day."""
        self._ids = ()
        self.carry(lambda carried: _unread(text, published, carried) if expressions(text) else carried)


def _unread(text: str, published: date, before: Carried) -> Carried:
    """What is carried on past a sentence that is not read and has a time of its own."""
    near = last_day_unread(text, published)
    first = near.date if near is not None and text.lstrip().startswith(ON) else None  # *On 3 May rebels … The next day*
    return Carried(
        near=near or before.near,
        anchor=full_day(text, published) or first or before.anchor,
        struck=before.struck,
    )
