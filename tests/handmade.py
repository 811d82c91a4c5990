"""Sentences parsed by hand for the tests of what comes after the parser: no model is needed to read them."""

from __future__ import annotations

from pathlib import Path

from coder.records import Clause, Sentence, Token

PARSES = Path(__file__).parent / "data" / "parses.txt"
EVENT_NOUNS = frozenset(["raid", "attack", "killing", "embargo", "talk"])


def read_parses(path: Path = PARSES) -> dict[str, Sentence]:
    """Sentences by name; the file has a line 'word lemma pos tag dep head' a token."""
    found = {}
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        name, text, *lines = block.splitlines()
        tokens, start = [], 0
        for i, line in enumerate(lines):
            word, lemma, pos, tag, dep, head = line.split(" ")
            start = text.index(word, start + 2 if not tokens else start)
            tokens.append(Token(i, word, lemma, pos, tag, dep, int(head), start - 2, start - 2 + len(word)))
            start += len(word)
        found[name[2:]] = Sentence(0, text[2:], 0, tuple(tokens), headline=name == "# headline")
    return found


def told(sentence: Sentence, clause: Clause) -> str:
    """A clause in short: *subject verb object*, with status and negation."""
    words = [f"{a.role}={sentence.tokens[a.head].text}" for a in clause.arguments]
    flags = [clause.status] if clause.status != "actual" else []
    return " ".join([clause.lemma, *(["not"] if clause.negated else []), *flags, *words])
