"""Whatever is given as the parser's name that is none ends in one line and exit code 4."""

from __future__ import annotations

import pytest

from coder.errors import ModelError
from coder.text.parse import load_parser


@pytest.mark.parametrize("name", ["json", "../x", "", "a b", "os.path", "x" * 5000, "spacy", "\ud83d", "-"])
def test_no_pipeline(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_parser(name)
    assert len(str(caught.value)) < 800 and caught.value.exit_code == 4
