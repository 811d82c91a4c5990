"""Where the report and the events of a sentence are, for phrases that name no country: *police*, *rebels*."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from coder.actors.countries import Setting
from coder.actors.words import actor_words
from coder.attributes.places import Gazetteer, Place, event_place
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence


def sentence_setting(
    sentence: Sentence,
    told: Callable[[], Sequence[Clause]],
    line: Place | None,
    gazetteer: Gazetteer,
    countries: Callable[[], Collection[str]] = tuple,
) -> Setting:
    """The setting of a sentence, each place looked for when first asked.

    `told` gives the clauses of the sentence; `line` is the place of the dateline; `countries` gives those that the
    document has named so far: they tell places of one name apart.
    """
    words = actor_words()
    reporting = load_occasion_words().reporting

    @cache
    def country(k: int) -> str:
        place = event_place(sentence, told(), k, None, gazetteer, sorted(countries()))
        return place.country if place else ""

    def taking_part(head: int) -> Iterator[int]:
        return (k for k, clause in enumerate(told()) if any(a.head == head for a in clause.arguments))

    def place_of(head: int) -> str:
        return next(filter(None, map(country, taking_part(head))), "")

    def told_by(head: int) -> str:
        reports = [k for k in taking_part(head) if told()[k].lemma in reporting]
        below = (j for j, clause in enumerate(told()) if clause.governor in reports and clause.relation == "complement")
        return next(filter(None, map(country, below)), "")

    def abroad(head: int) -> bool:
        return any(told()[k].lemma in words.meetings | words.speech for k in taking_part(head))

    def from_afar(head: int) -> bool:
        acting = (k for k, c in enumerate(told()) if any(a.head == head and a.role == "subject" for a in c.arguments))
        return any(told()[k].lemma in words.from_afar for k in acting)

    def met(head: int) -> bool:
        meetings = (c for c in told() if c.lemma in words.meetings)
        several = sentence.tokens[head].tag == "NNS"  # *foreign ministers gathered*
        return any(a.head == head and (several or a.role != "subject") for c in meetings for a in c.arguments)

    return Setting(
        line.country if line else "",
        line is not None and line.name in words.seats,
        place_of,
        told_by,
        abroad,
        met,
        from_afar,
    )
