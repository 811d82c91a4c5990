"""Where the report and the events of a sentence are, for phrases that name no country: *police*, *rebels*."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from coder.actors.countries import Setting
from coder.actors.words import actor_words
from coder.attributes.namesakes import lies_in
from coder.attributes.place_names import mentions
from coder.attributes.places import Gazetteer, Place, event_place
from coder.clauses.occasion import load_occasion_words
from coder.memo import OwnAnswers
from coder.records import Clause, Sentence
from coder.text.function_words import OWNING

# So many characters before a sentence tell what it goes on with: two or three sentences.
SO_FAR_BACK = 400


class SentenceSetting(Setting):
    """The setting of a sentence; its clauses and each place are looked for when first asked.

    `clauses` gives the clauses of the sentence; `place` gives that of the dateline; `countries` gives those that the
    document has named so far: they tell places of one name apart; `states`, to be set, gives the names of countries
    that it uses of a state abroad; `document` is the whole text.
    """

    def __init__(
        self, sentence: Sentence, clauses: Callable[[], Sequence[Clause]], place: Callable[[], Place | None],
        gazetteer: Gazetteer, countries: Callable[[], Collection[str]] = tuple, document: str = "",
    ) -> None:  # fmt: skip
        # Known to who resolves the phrases of the sentence, who holds this.
        self.states: Callable[[], Collection[str]] = tuple
        self.sentence, self.clauses, self.gazetteer, self.countries = sentence, clauses, gazetteer, countries
        self.words, self.place, self.document = actor_words(), place, document
        self._country = OwnAnswers(self, SentenceSetting._find_country)

    @property
    def before(self) -> str:
        return self.document[max(self.sentence.start - SO_FAR_BACK, 0) : self.sentence.start]

    @property
    def line(self) -> str:
        """The country of the dateline."""
        place = self.place()
        return (place.country or "") if place is not None else ""

    @property
    def is_seat(self) -> bool:
        """Whether the report is written from the seat of a body of many countries."""
        place = self.place()
        return place is not None and place.name in self.words.seats

    def _find_country(self, k: int) -> str:
        countries = sorted(self.countries())
        states, line = self.states() or None, self.place()
        found = partial(event_place, self.sentence, self.clauses(), k)
        place = found(None, self.gazetteer, countries, states=states)
        if place is not None and line is not None and place.country != line.country:
            place = found(line, self.gazetteer, countries, states=states)  # which of those with one name is the nearer
        return "" if place is None or place is line else place.country or ""

    def towns_at(self, head: int) -> Collection[str]:
        found = (m for m in mentions(self.sentence, self.gazetteer) if m.first <= head <= m.last)
        return {row[1] for m in found for row, _ in m.rows if row[7] != "country"}

    def place_at(self, clause: int) -> str:
        """The country where the event of a clause is, as far as the sentence says."""
        return self._country[clause]

    def taking_part(self, head: int) -> Iterator[int]:
        """The clauses in which the phrase of a head takes part."""
        return (k for k, clause in enumerate(self.clauses()) if any(a.head == head for a in clause.arguments))

    def place_of(self, head: int) -> str:
        """The country of the first event with a place in which the phrase of a head takes part."""
        return next((country for k in self.taking_part(head) if (country := self._country[k])), "")

    def told_by(self, head: int) -> str:
        """The country of the first event with a place that it reports."""
        clauses, reporting = self.clauses(), load_occasion_words().reporting
        reports = [k for k in self.taking_part(head) if clauses[k].lemma in reporting]
        below = (j for j, c in enumerate(clauses) if c.governor in reports and c.relation == "complement")
        return next((country for j in below if (country := self._country[j])), "")

    def abroad(self, head: int) -> bool:
        """Whether it speaks or meets somebody."""
        clauses, words = self.clauses(), self.words
        lemmas = [clauses[k].lemma for k in self.taking_part(head)]
        return any(lemma in words.meetings or lemma in words.speech for lemma in lemmas)

    def from_afar(self, head: int) -> bool:
        """Whether it acts from elsewhere, by the verb."""
        acting = (c for c in self.clauses() if any(a.head == head and a.role == "subject" for a in c.arguments))
        return any(c.lemma in self.words.from_afar for c in acting)

    def of_town(self, i: int) -> str:
        """The country of the town that stands before word `i` and a comma, where that lies in what `i` names.

        That may be the country of a state, where the one by its name has no such town: *Plains, Georgia, …*. Without
        a town there it is that of the state from which the report is, where `i` names that: *ATLANTA — … Georgia*.
        """
        found, line = mentions(self.sentence, self.gazetteer), self.place()
        if line is not None and line.country and line.admin1 == self.sentence.tokens[i].text:
            return line.country
        town = next((m for m in found if m.last + 2 == i), None)
        after = next((t.text for t in self.sentence.tokens[i + 1 : i + 2]), ".")
        if town is None or after in OWNING:  # *In Washington, Georgia's premier said …*
            return ""
        if town.within is not None and any(lies_in(r, town.within) for r, _ in town.rows):
            return town.within[1]
        largest = max((r for r, _ in town.rows), key=lambda r: r[6], default=None)
        if after not in {",", ".", ")"} or largest is None or largest[8]:  # *after talks in Boston, Georgia agreed*
            return town.within[1] if town.within is not None else ""
        named = [r for m in found if m.first == i for r, main in m.rows if main]
        lands = {r[1] for r in named if r[7] == "country"}
        is_abroad = lands.isdisjoint(r[1] for r, _ in town.rows)
        return largest[1] if is_abroad and any(r[1] == largest[1] and r[7] == "admin1" for r in named) else ""

    def met(self, head: int) -> bool:
        """Whether others meet it, or it is several who meet: *foreign ministers gathered*."""
        meetings = (c for c in self.clauses() if c.lemma in self.words.meetings)
        several = self.sentence.tokens[head].tag == "NNS"
        return any(a.head == head and (several or a.role != "subject") for c in meetings for a in c.arguments)
