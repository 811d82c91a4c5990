"""Since when something is so, where the verb behind is taken for its clause: *men held [since May] were freed*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.below import TIMES
from coder.mending.misread import changed
from coder.records import Sentence, Token

SINCE = "since"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
INNER = frozenset({"relcl", "acl"})


def with_since(sentence: Sentence) -> Sentence:
    """The sentence with such a verb as what its noun did or underwent; as it was where it has none."""
    tokens = sentence.tokens
    for since in tokens[1:-2]:
        if since.text != SINCE or since.dep != "mark":
            continue
        when, verb = tokens[since.i + 1], tokens[since.head]
        if not (when.text in TIMES or when.text.isdecimal()) or when.dep not in SUBJECTS or when.head != verb.i:
            continue
        inner = tokens[verb.head]
        noun = tokens[inner.head]
        if verb.dep == "advcl" and inner.dep in INNER and noun.i < inner.i < since.i < verb.i:
            return changed(sentence, _apart(sentence, noun, (inner, since, when), verb))
    return sentence


def _apart(sentence: Sentence, noun: Token, told: tuple[Token, Token, Token], verb: Token) -> dict[int, Token]:
    tokens, (inner, since, when) = sentence.tokens, told
    if noun.dep in {"pobj", "dobj", "appos", *SUBJECTS}:
        return {}
    found = {c: replace(tokens[c], head=verb.i) for c in sentence.children[noun.i] if c > verb.i}
    found |= {c: replace(tokens[c], head=verb.i) for c in sentence.children[inner.i] if c > verb.i}
    found[verb.i] = replace(verb, dep=noun.dep, head=verb.i if noun.head == noun.i else noun.head)
    found[noun.i] = replace(noun, dep=when.dep, head=verb.i)
    found[since.i] = replace(since, pos="ADP", dep="prep", head=inner.i)
    found[when.i] = replace(when, dep="pobj", head=since.i)
    return found
