"""Who a participle or adjective is said of, where parsers take that for the verb of the verb's own doer.

*When gunmen loyal to the emir [raided] two posts* and *rockets fired from Gao [hit] a mill* tell of a raid and a hit:
parsers have the gunmen be loyal and somebody else raid the posts. No two verbs stand beside each other without a comma
or *and* between, so the first is said of its doer only.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.records import Sentence, Token

DEEDS = frozenset({"VBD", "VBZ"})
SAID = frozenset({"VBD", "VBN", "JJ"})
DOERS = frozenset({"nsubj", "nsubjpass"})
NAMES = frozenset({"NOUN", "PROPN"})
# What may stand behind such a word, and what makes it a verb of its own.
BEHIND = frozenset({"prep", "agent", "npadvmod", "advmod"})
OWN = frozenset({"aux", "auxpass", "dobj", "neg", "prt", "xcomp", "ccomp", "attr", "acomp"})


def with_reduced(sentence: Sentence) -> Sentence:
    """The sentence with each such verb in the place of what is said of its doer; as it was where it has none."""
    found: dict[int, Token] = {}
    for deed in sentence.tokens[1:]:
        if deed.dep == "conj" and deed.tag in DEEDS and (said := _said(sentence, deed)) is not None:
            found |= _mended(sentence, said, deed)
    return changed(sentence, found)


def _said(sentence: Sentence, deed: Token) -> Token | None:
    """The participle or adjective whose phrase ends right before a verb without a doer; None for none."""
    tokens = sentence.tokens
    below = [tokens[c] for c in sentence.children[deed.i]]
    before = tokens[deed.i - 1]
    if any(t.dep in DOERS or t.i < deed.i for t in below) or before.pos in {"PUNCT", "CCONJ"}:
        return None
    up = before
    while up.head != up.i and not _is_said(sentence, up, deed):
        up = tokens[up.head]
    return up if _is_said(sentence, up, deed) else None


def _is_said(sentence: Sentence, word: Token, deed: Token) -> bool:
    """Whether a word stands right behind a noun that it has for its doer, and only phrases between it and a verb."""
    tokens = sentence.tokens
    if word.tag not in SAID or word.i > deed.i or word.i + 1 >= deed.i:
        return False
    below = [tokens[c] for c in sentence.children[word.i]]
    doers = [t for t in below if t.dep in DOERS]
    if len(doers) != 1 or doers[0].pos not in NAMES or any(t.dep in OWN for t in below):
        return False
    between = [t for t in below if word.i < t.i < deed.i]
    joined = any(t.dep == "cc" for t in below)
    is_behind = sentence.subtree(doers[0].i)[-1] == word.i - 1
    return is_behind and not joined and bool(between) and all(t.dep in BEHIND for t in between)


def _mended(sentence: Sentence, said: Token, deed: Token) -> dict[int, Token]:
    tokens = sentence.tokens
    doer = next(tokens[c] for c in sentence.children[said.i] if tokens[c].dep in DOERS)
    moved = [tokens[c] for c in sentence.children[said.i] if c < said.i or c > deed.i]
    found = {t.i: replace(t, head=deed.i, dep="nsubj" if t.i == doer.i else t.dep) for t in moved}
    is_root = said.head == said.i
    found[deed.i] = replace(deed, dep=said.dep, head=deed.i if is_root else said.head)
    tag = "VBN" if said.tag == "VBD" else said.tag
    found[said.i] = replace(said, tag=tag, dep="amod" if tag == "JJ" else "acl", head=doer.i)
    return found
