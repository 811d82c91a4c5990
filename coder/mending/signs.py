"""By which words and labels it is seen at once that a sentence holds nothing for a step that mends parses.

Nearly all sentences hold nothing for nearly all steps, and to walk through them was a tenth of the time of coding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import product

from coder.memo import for_last
from coder.records import Sentence, Token

Step = Callable[[Sentence], Sentence]
# What is kept of sentences: as many as are parsed ahead of their coding, and some.
MOST_SENTENCES = 512


class Mend:
    """A step that mends parses, and its `signs`: a sentence that it changes has one of each of these sets of them."""

    __slots__ = ("signs", "step")

    def __init__(self, step: Step, *signs: Iterable[str]) -> None:
        self.step = step
        # Of a word as it is printed it is seen whether it stands there in small letters.
        self.signs = tuple(frozenset([*words, *map(str.lower, words)]) for words in signs)

    def may_change(self, seen: frozenset[str]) -> bool:
        """Whether a sentence with all this in it may hold something for the step."""
        for signs in self.signs:  # noqa: SIM110  # asked fifty times of each sentence, and quicker so
            if signs.isdisjoint(seen):
                return False
        return True


def labelled(deps: Iterable[str], tags: Iterable[str]) -> frozenset[str]:
    """The signs of words with one of these labels and one of these tags or parts of speech."""
    return frozenset(f"{dep} {tag}" for dep, tag in product(deps, tags))


@for_last
def seen_in(sentence: Sentence) -> frozenset[str]:
    """All that may be a sign: words as lemmas and in small letters, labels, tags, parts of speech, and labels with
    each of those.
    """
    tokens = sentence.tokens
    kinds = {(t.dep, t.tag, t.pos) for t in tokens}
    labels = {sign for dep, tag, pos in kinds for sign in (dep, tag, pos, f"{dep} {tag}", f"{dep} {pos}")}
    return bag_of_words(sentence).union(labels)


def mended_by(steps: Iterable[Mend], sentence: Sentence, holds: Callable[[Sentence], bool]) -> Sentence:
    """The sentence as the steps make it, one after the other, without what one makes where that does not hold."""
    seen = seen_in(sentence)
    for mend in steps:
        if mend.may_change(seen):
            read = mend.step(sentence)
            if read is not sentence and holds(read):
                sentence, seen = read, seen_in(read)
    return sentence


def hyphenated(tokens: Sequence[Token], i: int) -> str:
    """The lemma of a word that the tokeniser split at its hyphen, given its last part; '' where there is no hyphen."""
    if (
        i < 2
        or tokens[i - 1].text != "-"
        or tokens[i - 1].start != tokens[i - 2].end
        or tokens[i].start != tokens[i - 1].end
    ):
        return ""
    return f"{tokens[i - 2].lemma}-{tokens[i].lemma}"


@lru_cache(maxsize=MOST_SENTENCES)
def bag_of_words(sentence: Sentence) -> frozenset[str]:
    """Everything that a word of a sentence may be called in a rule, of names of several words the last."""
    tokens = sentence.tokens
    found = {token.lemma for token in tokens}
    found.update([token.text.lower() for token in tokens])
    if "-" in sentence.text:
        found.update([hyphenated(tokens, token.i) for token in tokens])
    return frozenset(found)
