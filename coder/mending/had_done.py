"""What somebody has done by others, as what he does: *ordered two envoys [expelled]*, *had a rival [arrested]*.

Where it says by whom, it befell him: *[Mali] had its office raided by rebels*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_force, load_mistaken
from coder.records import Sentence, Token

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWN = frozenset({"aux", "auxpass", "mark"})
PASTS = frozenset({"VBD", "VBN"})


def had_done(sentence: Sentence) -> Sentence:
    """The sentence with such a deed as its verb; as it was where it has none."""
    for deed in sentence.tokens:
        if deed.tag in PASTS and (found := _had(sentence, deed)) is not None:
            return changed(sentence, _done(sentence, deed, *found))
    return sentence


def _had(sentence: Sentence, deed: Token) -> tuple[Token, Token] | None:
    """The verb by which somebody has a deed done, and whom it is done to."""
    tokens, words, above = sentence.tokens, load_mistaken(), sentence.tokens[deed.head]
    below = [tokens[c] for c in sentence.children[deed.i]]
    whom: Token | None = None
    if deed.dep == "acl" and above.dep == "dobj" and deed.lemma in load_force().has_inflicted and above.i == deed.i - 1:
        whom, above = above, tokens[above.head]  # *had two priests [arrested]*
        if above.lemma not in words.gets_done:
            return None
    elif deed.dep == "ccomp":
        whom = next((t for t in below if t.dep == "nsubj"), None)
    if whom is None or above.lemma not in words.has_done or above.tag == "VB" or not above.i < whom.i < deed.i:
        return None
    if any(t.dep in OWN for t in below):
        return None
    if any(t.dep == "punct" or t.dep in CLAUSES for t in tokens[above.i + 1 : deed.i]):
        return None  # *has ordered an inquiry, [the firm said]*
    return above, whom


def _done(sentence: Sentence, deed: Token, above: Token, whom: Token) -> dict[int, Token]:
    tokens, children = sentence.tokens, sentence.children
    deeds = [deed.i, *(c for c in children[deed.i] if tokens[c].dep == "conj")]
    by = any(tokens[c].dep == "agent" for i in deeds for c in children[i])
    head = deed.i if above.head == above.i else above.head
    found = {deed.i: replace(deed, tag="VBN" if by else "VBD", dep=above.dep, head=head)}
    found[above.i] = replace(above, pos="AUX", dep="auxpass" if by else "aux", head=deed.i)
    found[whom.i] = replace(whom, dep="nsubjpass" if by else "dobj", head=deed.i)
    for c in children[above.i]:
        if c not in {deed.i, whom.i}:
            owner = by and tokens[c].dep in SUBJECTS
            found[c] = replace(tokens[c], head=deed.i, dep="npadvmod" if owner else tokens[c].dep)
    for c in children[deed.i]:  # *jailed pending [trial]*
        if tokens[c].dep == "dobj":
            found[c] = replace(tokens[c], dep="npadvmod")
    return found
