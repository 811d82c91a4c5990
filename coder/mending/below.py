"""What hangs below a word, as the steps that mend parses look it up."""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Collection, Iterable

from coder.records import Sentence, Token

# Days of the week and months, as they are printed.
TIMES = frozenset((*day_name, *month_name)) - {""}


def below(sentence: Sentence, head: Token, deps: Collection[str]) -> list[Token]:
    """The words right below another that hang there by one of some labels, in their order."""
    return [sentence.tokens[c] for c in sentence.children[head.i] if sentence.tokens[c].dep in deps]


def infinitive(sentence: Sentence, heads: Iterable[Token], noun: Token, deps: Collection[str]) -> Token | None:
    """The first infinitive behind a noun, below one of some words by one of some labels: *the wish [to sign]*."""
    found = (t for head in heads for t in below(sentence, head, deps) if t.i > noun.i)
    return next((t for t in found if any(c.tag == "TO" for c in below(sentence, t, {"aux"}))), None)
