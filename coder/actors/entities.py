"""What sort of thing an unknown name is: named-entity recognition, asked only where the dictionaries end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from coder.memo import lazy
from coder.records import Actor, Entity, Sentence

_ARTICLE = re.compile(r"^(?:the|a|an|mr\.?|mrs\.?|ms\.?|dr\.?|\d[\d,.]*)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_BEGINNING = re.compile(r"(?:^|[-—–:\"“(]|\s[\"“])\s*$")
_INTERNATIONAL = ("IGO", "IMG", "NGO", "NGM", "MNC", "INT")


class Entities:
    """The named entities of a sentence, recognised when first asked for: recognition is half of a parser's time."""

    def __init__(self, sentence: Sentence, recognise: Callable[[Sentence], Iterable[Entity]]) -> None:
        self.sentence, self.recognise = sentence, recognise

    @lazy
    def found(self) -> tuple[Entity, ...]:
        """All entities of the sentence, as the recogniser gives them."""
        return tuple(self.recognise(self.sentence))

    def typed(self, actor: Actor | None) -> Actor | None:
        """The actor with its entity type if no dictionary has it; any other as it is, without recognition.

        The type is that of the entity that shares most characters with the actor's words, the first of equals;
        None where none does.
        """
        if actor is None or not lacks_type(actor, self.sentence):
            return actor
        shared = [(min(e.end, actor.end) - max(e.start, actor.start), e) for e in self.found]
        most, entity = max(shared, key=lambda pair: pair[0], default=(0, None))
        return replace(actor, entity_type=entity.type) if entity is not None and most > 0 else actor


def lacks_type(actor: Actor | None, sentence: Sentence) -> bool:
    """Whether recognition is to say what sort of thing an actor is, since no dictionary has it."""
    return actor is not None and is_unknown(actor.text, actor.code, actor.country, sentence.text)


def bare_name(text: str) -> str:
    """A name without article, title, number and possessive ending: 'the Grain Front’s' → 'Grain Front'."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(text.split())))


def is_unknown(text: str | None, code: str | None, country: str | None, sentence: str = "") -> bool:
    """Whether an actor has a name of its own, but neither a country nor an international type: no dictionary has it.

    Words that begin their sentence, or follow its dateline, are in capitals whatever they are: *Insurgents attacked*.
    """
    if not text or country or (code or "").startswith(_INTERNATIONAL):
        return False
    words = bare_name(text).split()
    if code and words and text.startswith(words[0]) and _BEGINNING.search(sentence[: max(0, sentence.find(text))]):
        words = words[1:]
    return any(word[:1].isupper() for word in words)
