"""What nobody will do until something has come first: refused by who will not do it, and not yet done by others."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

REFUSED = {
    "before": ("Togo will not free the rebels before Ghana pulls out its troops.", "TGO"),
    "only when": ("Only when Ghana pulls out its troops will Togo free the rebels.", "TGO"),
    "not until": ("Not until Ghana pulls out its troops will Togo free the rebels.", "TGO"),
    "no return": ("There will be no return of the Ghanaian envoy until Accra pays, Togo's premier said.", "TGOGOV"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", REFUSED)
def test_what_waits_is_refused(case: str, named_only: Coder) -> None:
    text, source = REFUSED[case]
    events = named_only.code(text, date="2015-06-10")
    assert [(e.source_code, e.event_code[:2]) for e in events] == [(source, "12")]


DONE = {
    "after yesterday": ("Only yesterday did Togo free the Ghanaian rebels.", "08"),
    "before as a time": ("Togo will free the Ghanaian rebels before its premier flies to Accra.", "03"),
    "who alone": ("Only the Togolese president will meet the Ghanaian rebels.", "03"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", DONE)
def test_what_does_not_wait_is_not(case: str, named_only: Coder) -> None:
    text, root = DONE[case]
    assert named_only.code(text, date="2015-06-10")[0].event_code.startswith(root)
