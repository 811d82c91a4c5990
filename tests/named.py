"""The names that a lexicon finds in a text, for tests that need no parser: words in a flat tree."""

from __future__ import annotations

from datetime import date

from coder.actors.lexicon import Lexicon
from coder.records import Sentence, Token

DAY = date(2018, 6, 1)


def sentence(text: str) -> Sentence:
    """Words in a flat tree: 'word' is a noun, 'Word' a proper noun, 'word/VB' has its own tag."""
    tokens, start = [], 0
    for i, part in enumerate(text.split()):
        word, _, tag = part.partition("/")
        tag = tag or ("NNP" if word[0].isupper() else "NN" if word.isalpha() else ".")
        pos = {"NNP": "PROPN", "NN": "NOUN", "JJ": "ADJ"}.get(tag, "X" if tag == "." else "VERB")
        tokens.append(Token(i, word, word.lower(), pos, tag, "dep", 0, start, start + len(word)))
        start += len(word) + 1
    return Sentence(0, " ".join(t.text for t in tokens), 0, tuple(tokens))


def found(lexicon: Lexicon, text: str, when: date = DAY) -> list[tuple[str, str]]:
    s = sentence(text)
    return [
        (" ".join(t.text for t in s.tokens[m.start : m.end]), lexicon.select(m, when)[0].code)
        for m in lexicon.mentions(s)
    ]
