"""Letters of bodies of the whole world hold whatever country is named beside them."""

from __future__ import annotations

import pytest

from coder import Coder


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "source"), [("The IMF praised Ghana.", "IGOBUSIMF"), ("The OSCE praised Ghana.", "IGOEURSCE")]
)
def test_a_world_body_is_known_by_its_letters_beside_a_country(coder: Coder, text: str, source: str) -> None:
    assert [e.source_code for e in coder.code(text, date="2024-03-14")] == [source]
