"""What headlines say is to come, what is made known, and what somebody has done, on trees as the parser makes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from handmade import hanging

from coder.mending.had_done import had_done
from coder.mending.headlines import with_futures
from coder.mending.made_known import with_known
from coder.mending.since import with_since
from coder.records import Sentence

TAGS = {
    "Fiji": ("PROPN", "NNP"), "Tonga": ("PROPN", "NNP"), "May": ("PROPN", "NNP"), "to": ("PART", "TO"),
    "sign": ("VERB", "VB"), "pact": ("NOUN", "NN"), "plan": ("NOUN", "NN"), "make": ("VERB", "VBD"),
    "let": ("VERB", "VBD"), "it": ("PRON", "PRP"), "clear": ("ADJ", "JJ"), "known": ("VERB", "VBN"),
    "that": ("SCONJ", "IN"), "would": ("AUX", "MD"), "be": ("AUX", "VB"), "have": ("VERB", "VBD"),
    "expel": ("VERB", "VBN"), "envoys": ("NOUN", "NNS"), "by": ("ADP", "IN"), "hold": ("VERB", "VBN"),
    "since": ("SCONJ", "IN"), "free": ("VERB", "VBN"), "were": ("AUX", "VBD"),
}  # fmt: skip

MENDED: dict[str, tuple[Callable[[Sentence], Sentence], str, int, str, int]] = {
    "a headline": (with_futures, "Fiji/ROOT>0 to/aux>2 sign/relcl>0 pact/dobj>2", 0, "nsubj", 2),
    "a plan": (with_futures, "plan/ROOT>0 to/aux>2 sign/acl>0 pact/dobj>2", 2, "acl", 0),
    "made clear": (
        with_known,
        "Fiji/nsubj>1 make/ROOT>1 it/nsubj>3 clear/ccomp>1 to/prep>3 Tonga/pobj>4 that/mark>8 would/aux>8 sign/advcl>3",
        5, "dobj", 1,
    ),
    "let it be known": (
        with_known,
        "Fiji/nsubj>1 let/ROOT>1 it/nsubjpass>4 be/auxpass>4 known/ccomp>1 that/mark>7 would/aux>7 sign/ccomp>4",
        7, "ccomp", 1,
    ),
    "had done": (had_done, "Fiji/nsubj>1 have/ROOT>1 envoys/dobj>1 expel/acl>2", 2, "dobj", 3),
    "had done by others": (
        had_done, "Fiji/nsubj>1 have/ROOT>1 envoys/dobj>1 expel/acl>2 by/agent>3 Tonga/pobj>4", 2, "nsubjpass", 3,
    ),
    "since when": (
        with_since,
        "envoys/ROOT>0 hold/acl>0 since/mark>5 May/nsubjpass>5 were/auxpass>5 free/advcl>1",
        0, "nsubjpass", 5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MENDED)
def test_what_parsers_hang_elsewhere_is_mended(case: str) -> None:
    mend, words, i, dep, head = MENDED[case]
    token = mend(hanging(words, TAGS)).tokens[i]
    assert (token.dep, token.head) == (dep, head)
