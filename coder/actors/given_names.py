"""Countries and towns that are first names: *Lloyd Austin and [Israel] Vargas*, *[Chad] Ramsay, 34, …*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.records import Entity, Sentence

# Kinds whose names are also those of people, clubs and streets.
PLACES = frozenset({"country", "place", "ethnic"})
_LINKS = frozenset({"compound", "nmod", "flat", "amod"})
_BESIDE = frozenset({"conj", "appos"})


class GivenNames:
    """Asks of the places that a sentence names whether one is a first name; `entities` recognises its entities."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], entities: Callable[[], Sequence[Entity]]
    ) -> None:
        self.sentence, self.tokens, self.mentions, self.entities = sentence, sentence.tokens, mentions, entities
        self.words = actor_words()

    def begins_name(self, m: Mention) -> bool:
        """Whether a place's name is a first name: an age or a person beside it tells, or who recognises names.

        *Lloyd Austin and [Israel] Vargas*, *[Chad] Ramsay, 34,*; not *China Railways and Michael Dell*.
        """
        last = self._last_name(m)
        if last is None:
            return False
        if self._is_aged(last) or any(map(self._is_person, self._joined(last))):
            return True
        is_listed = any(n.start <= last < n.end for n in self.mentions)  # others are looked at in any case
        return is_listed and self._is_recognised(m.start, last)

    def before(self, m: Mention) -> Mention | None:
        """The place that would be the first name before a last name or town of the dictionaries: *Israel [Ortega]*."""
        if m.kind not in {"person", "place"} or m.end - m.start > 1:
            return None
        return next((n for n in self.mentions if n.end == m.start == self._last_name(n) and n.kind in PLACES), None)

    def _last_name(self, m: Mention) -> int | None:
        """The word behind a place's own name that would be a last name with it; None for none."""
        k, token = m.end, self.tokens[m.start]
        if m.kind == "ethnic" or k >= len(self.tokens) or token.text not in m.entries[0].name.split():
            return None
        after = self.tokens[k]
        other = next((n for n in self.mentions if n.start <= k < n.end), None)
        if other is not None and (other.kind not in {"person", "place"} or other.end - other.start > 1):
            return None
        if other is not None and other.kind == "person" and m.entries[0].code[:3] == other.entries[0].code[:3]:
            return None
        is_name = after.pos == "PROPN" and after.text[:1].isupper() and not after.text.isupper()
        is_named = is_name and token.dep in _LINKS and token.head == k
        determined = any(self.tokens[c].dep in {"det", "poss"} for c in self.sentence.children[k])
        return k if is_named and not determined and after.text.lower() not in self.words.named_after_towns else None

    def _is_aged(self, last: int) -> bool:
        """Whether an age stands behind a name: *…, 34, was arrested*."""
        behind = [t.text for t in self.tokens[last + 1 : last + 4]]
        is_age = len(behind) == 3 and behind[0] == "," and behind[1].isdecimal() and 0 < len(behind[1]) < 3
        return is_age and behind[2] in {",", "."}

    def _joined(self, i: int) -> Iterator[int]:
        """The words that stand side by side with a name: *Ana Lima and [Paul] and [her brother]*."""
        tokens, children, side = self.tokens, self.sentence.children, {"conj", "appos"}
        while tokens[i].dep in side and tokens[i].head != i:
            i = tokens[i].head
        found = [i]
        for k in found:  # grows while it is read
            found += [c for c in children[k] if tokens[c].dep in side]
        yield from found

    def _is_person(self, k: int) -> bool:
        """Whether a word is a person's full name, or somebody's kin."""
        token = self.tokens[k]
        if token.lemma.lower() in self.words.kin:
            return True
        known = next((n for n in self.mentions if n.start <= k < n.end), None)
        if known is not None and known.end - known.start > 1:
            return known.kind == "person"
        if not k or self.tokens[k - 1].head != k or self.tokens[k - 1].pos != "PROPN" or token.pos != "PROPN":
            return False
        return self._is_recognised(k - 1, k)

    def _is_recognised(self, first: int, last: int) -> bool:
        """Whether named-entity recognition takes words for a person's name."""
        begins, ends = self.tokens[first].start, self.tokens[last].end
        return any(e.type == "person" and e.start <= begins and ends <= e.end for e in self.entities())
