"""Who says whom something harmed, beside that and not above it: *a raid which [the army said] killed six*.

Parsers have the army say it of the raid, and so nothing of what the raid did is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_force, load_telling
from coder.records import Sentence, Token

RELATIVE = frozenset({"which", "that"})
FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def with_said_of(sentence: Sentence) -> Sentence:
    """The sentence with each such clause on the noun that it tells of; as it was where it has none."""
    return changed(sentence, dict(_told(sentence)))


def _told(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    tokens, children, words = sentence.tokens, sentence.children, load_force()
    for said in tokens:
        if said.dep != "relcl" or said.tag not in FINITE or said.lemma not in load_telling().tellers:
            continue
        told = next((tokens[c] for c in children[said.i] if tokens[c].dep == "ccomp" and c > said.i), None)
        if told is None or told.tag not in FINITE or told.lemma not in words.plain_harm | words.leaving:
            continue
        subjects = [tokens[c] for c in children[told.i] if tokens[c].dep in {"nsubj", "nsubjpass"}]
        if len(subjects) != 1 or subjects[0].text.lower() not in RELATIVE or subjects[0].i > said.i:
            continue
        tag = "VBD" if told.tag == "VBN" and _is_active(sentence, told) else told.tag
        yield told.i, replace(told, tag=tag, dep="relcl", head=said.head)
        yield said.i, replace(said, dep="parataxis", head=told.i)


def _is_active(sentence: Sentence, verb: Token) -> bool:
    """Whether nothing makes a participle of a verb."""
    return not any(sentence.tokens[c].dep in {"aux", "auxpass"} for c in sentence.children[verb.i])
