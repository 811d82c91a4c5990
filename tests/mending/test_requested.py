"""Who asks, of whom, and what is asked, on trees as the parser makes them."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.requested import with_requests

TAGS = {
    "Fiji": ("PROPN", "NNP"), "Tonga": ("PROPN", "NNP"), "Friday": ("PROPN", "NNP"), "tell": ("VERB", "VBD"),
    "to": ("PART", "TO"), "sign": ("VERB", "VB"), "pact": ("NOUN", "NN"), "by": ("ADP", "IN"), "join": ("VERB", "VBD"),
    "call": ("NOUN", "NN"), "on": ("ADP", "IN"), "On": ("ADP", "RP"), "it": ("PRON", "PRP"), "be": ("AUX", "VBZ"),
    "time": ("NOUN", "NN"), "for": ("SCONJ", "IN"), "free": ("ADJ", "JJ"), "ring": ("VERB", "VBD"),
    "rice": ("NOUN", "NN"),
}  # fmt: skip

MENDED = {
    "who asks": ("Fiji/nsubj>1 tell/ROOT>1 to/aux>3 sign/xcomp>1 pact/dobj>3 by/prep>3 Tonga/pobj>5", 5, "agent", 1),
    "when": ("Fiji/nsubj>1 tell/ROOT>1 to/aux>3 sign/xcomp>1 pact/dobj>3 by/prep>3 Friday/pobj>5", 5, "prep", 3),
    "a call": ("Fiji/nsubj>1 join/ROOT>1 call/dobj>1 on/prep>2 Tonga/pobj>3 to/aux>6 sign/advcl>1", 6, "acl", 2),
    "time": ("it/nsubj>1 be/ROOT>1 time/attr>1 for/mark>6 Fiji/nsubj>6 to/aux>6 sign/relcl>2", 6, "ccomp", 1),
    "a time": ("it/nsubj>1 ring/ROOT>1 time/attr>1 for/mark>6 Fiji/nsubj>6 to/aux>6 sign/relcl>2", 6, "relcl", 2),
    "called on": ("Fiji/nsubj>1 ring/ROOT>1 On/prep>1 Tonga/dobj>1 to/aux>5 sign/xcomp>1", 2, "prt", 1),
    "by whom": ("be/ROOT>0 call/attr>0 by/prep>1 Fiji/pobj>2 for/mark>6 to/aux>6 sign/advcl>3", 6, "acl", 1),
    "to free": ("Fiji/nsubj>1 tell/ROOT>1 Tonga/dobj>1 to/prep>1 free/amod>5 pact/pobj>3", 4, "xcomp", 1),
}


@pytest.mark.parametrize("case", MENDED)
def test_who_asks_and_what_is_asked_hang_on_the_asking(case: str) -> None:
    words, i, dep, head = MENDED[case]
    token = with_requests(hanging(words, TAGS)).tokens[i]
    assert (token.dep, token.head) == (dep, head)
