"""Who acts, though parsers hang it on what stands before, or join it to that."""

from __future__ import annotations

import pytest

from coder.mending.mended import mended
from coder.text.parse import load_parser, parse_units


@pytest.mark.parametrize(
    ("text", "verb", "doers"),
    [
        ("Chile expelled an envoy after Peruvian troops last month burned a village.", "burned", ["troops"]),
        ("Miners led by union secretary Joao Prates kept the mine closed near Recife.", "kept", ["Miners"]),
        ("The mine was blocked by nurses and marines detained six of them.", "detained", ["marines"]),
        ("The mine was blocked by nurses and marines who detained six of them.", "blocked", ["mine"]),
    ],
)
def test_who_acts_is_the_subject(text: str, verb: str, doers: list[str]) -> None:
    (sentence,) = mended(parse_units(load_parser(), [(text, 0, 0, False)]))
    (found,) = [t for t in sentence.tokens if t.text == verb]
    below = [sentence.tokens[c] for c in sentence.children[found.i]]
    assert [t.text for t in below if t.dep in {"nsubj", "nsubjpass"}] == doers
