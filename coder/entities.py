"""What sort of thing an unknown name is: the parser's named-entity recognition, asked only where the dictionaries end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

from coder.records import Actor, Entity, Sentence
from coder.unknown import is_unknown


class Entities:
    """The named entities of a sentence, recognised when first asked for: recognition is half of a parser's time."""

    def __init__(self, sentence: Sentence, recognise: Callable[[Sentence], Iterable[Entity]]) -> None:
        self.sentence, self.recognise = sentence, recognise

    @cached_property
    def found(self) -> tuple[Entity, ...]:
        """All entities of the sentence, as the recogniser gives them."""
        return tuple(self.recognise(self.sentence))

    def typed(self, actor: Actor | None) -> Actor | None:
        """The actor with its entity type if no dictionary has it; any other as it is, without recognition.

        The type is that of the entity that shares most characters with the actor's words, the first of equals;
        None where none does.
        """
        if actor is None or not is_unknown(actor.text, actor.code, actor.country, self.sentence.text):
            return actor
        shared = [(min(e.end, actor.end) - max(e.start, actor.start), e) for e in self.found]
        most, entity = max(shared, key=lambda pair: pair[0], default=(0, None))
        return replace(actor, entity_type=entity.type) if entity is not None and most > 0 else actor
