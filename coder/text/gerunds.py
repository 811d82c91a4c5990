"""Verbal nouns that the parser takes for clauses of time or manner.

*put off [sending] rice* is what was put off; *died in Togolese [shelling]* is what they died in.
"""

from __future__ import annotations

from dataclasses import replace

from coder.records import Sentence, Token

BESIDE = frozenset({"advcl", "acl", "pcomp"})
CLAUSE = frozenset({"nsubj", "nsubjpass", "mark", "advmod", "aux", "dobj"})


def with_gerunds(sentence: Sentence) -> Sentence:
    """The sentence with each such participle where it belongs; as it was where it has none."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[2:]:
        if token.tag != "VBG" or token.dep not in BESIDE:
            continue
        before = tokens[token.i - 1]
        if before.dep == "prt" and token.head == before.head:
            tokens[token.i] = replace(token, dep="xcomp")
        elif _is_modifier(before, token, tokens) and not _is_clause(sentence, token):
            tokens[before.i] = replace(before, dep="amod", head=token.i)
            noun = token.text.lower()
            tokens[token.i] = replace(token, dep="pobj", head=before.head, pos="NOUN", tag="NN", lemma=noun)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _is_modifier(before: Token, token: Token, tokens: list[Token]) -> bool:
    """Whether the adjective in front stands alone below a preposition: *in [Togolese] shelling*."""
    return before.tag == "JJ" and before.dep == "pobj" and token.head in {before.i, tokens[before.head].head}


def _is_clause(sentence: Sentence, token: Token) -> bool:
    return any(sentence.tokens[c].dep in CLAUSE for c in sentence.children[token.i])
