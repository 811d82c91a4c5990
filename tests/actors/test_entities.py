"""Named-entity recognition: asked only about names that no dictionary has, with the answers it would give
everywhere.
"""

from __future__ import annotations

import json

import pytest
import spacy
from conftest import SAMPLE

from coder.actors.entities import Entities
from coder.pipeline import Coder
from coder.records import Actor, Entity, Sentence
from coder.text.parse import DEFAULT_MODEL, ENTITY_TYPES, PACKAGE_SUFFIX


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


def actor(text: str | None, code: str | None = None, country: str | None = None, start: int | None = 0) -> Actor | None:
    return None if text is None or start is None else Actor(code, country, (), text, start, start + len(text))


def test_only_unknown_names_are_recognised() -> None:
    asked = []

    def recognise(sentence: Sentence) -> list[Entity]:
        asked.append(sentence)
        return [Entity(0, 4, "organisation"), Entity(3, 14, "person")]

    entities = Entities(Sentence(0, "x Ana Zubiaga", 0, ()), recognise)
    for known in (actor("Peru", "PER", "PER"), actor("two men"), actor("NATO", "IGOWSTNAT"), None):
        assert entities.typed(known) is known
    assert asked == []
    typed = [entities.typed(actor("Ana Zubiaga", start=2)), entities.typed(actor("Zorbl", start=40))]
    assert [a.entity_type for a in typed if a] == ["person", None]
    assert len(asked) == 1, "a sentence is recognised once"


def test_rows_are_those_of_a_recogniser_that_runs_on_every_sentence(coder: Coder) -> None:
    articles = [json.loads(line) for line in SAMPLE.read_text(encoding="utf8").splitlines()[::2]]
    codings = [c for d in articles for c in coder.trace(d["text"], d["date"], near=False)]
    everywhere = spacy.load(DEFAULT_MODEL + PACKAGE_SUFFIX)
    types = 0
    for coding, doc in zip(codings, everywhere.pipe(c.sentence.text for c in codings), strict=True):
        start = coding.sentence.start
        found = [
            Entity(start + e.start_char, start + e.end_char, ENTITY_TYPES[e.label_])
            for e in doc.ents
            if e.label_ in ENTITY_TYPES
        ]
        entities = Entities(coding.sentence, lambda _, found=found: found)
        for event in coding.events:
            source = entities.typed(
                actor(event.source_text, event.source_code, event.source_country, event.source_start)
            )
            target = entities.typed(
                actor(event.target_text, event.target_code, event.target_country, event.target_start)
            )
            expected = (source and source.entity_type, target and target.entity_type)
            assert (event.source_entity_type, event.target_entity_type) == expected, event
            types += sum(map(bool, expected))
    assert types > 10
