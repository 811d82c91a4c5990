"""What mends make of parses is a tree, whatever they are given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import hanging

from coder.mending import mended
from coder.mending.signs import Mend


def test_what_would_go_in_circles_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = hanging("rebels/nsubj>1 left/ROOT>1", {"rebels": ("NOUN", "NNS"), "left": ("VERB", "VBD")})
    circle = replace(sentence, tokens=(sentence.tokens[0], replace(sentence.tokens[1], head=0)))
    monkeypatch.setattr(mended, "steps", lambda: (Mend(lambda _: circle),))
    assert list(mended.mended([sentence])) == [sentence]
