"""What is demanded or refused makes the code, though it would be another event, or none, by itself."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

CODED = [
    # A base that the table of the stance knows goes before one that it does not.
    ("Togo's unions demanded that the government sack the interior minister.", "1041"),
    ("Togo's government sacked the interior minister.", "172"),
    # A refused request for an end is a refusal to end.
    ("Ghana rejected a Togolese request for the lifting of the embargo.", "1244"),
    ("Ghana's calls for a lifting of the embargo were turned down by Togo.", "1244"),
    # An imperative before who says it.
    ("Release the fishermen, Ghana told Togo.", "0253"),
    ("Ghana leaned on Togo to release the fishermen.", "1053"),
    ("Togo needs to release the fishermen, Ghana's president said.", "0253"),
    # What is not wanted or intended is refused.
    ("Togo has no intention of releasing the fishermen, its president said.", "1243"),
    ("Togo did not agree to release the fishermen.", "1243"),
    ("Togo is not prepared to release the fishermen.", "1243"),
    ("Togo will not hear of talks with Ghana.", "125"),
    # Things that are no actions, asked for.
    ("Togo turned down a plea by Ghana for more howitzers.", "1222"),
    ("Togo's president turned down demands for a recount.", "1231"),
    ("Refugees from Ghana were turned away, and Togo refused to let more refugees in.", "1223"),
]


@pytest.mark.parametrize(("text", "code"), CODED, ids=[text[:40] for text, _ in CODED])
def test_what_is_asked_for_or_refused_makes_the_code(coder: Coder, text: str, code: str) -> None:
    assert code in {event.event_code for event in coder.code(text, date="2024-05-02")}


QUIET = [
    "The gym in Lome is getting the full treatment.",
    "Togo's president is ready to go after the smugglers.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_only_sounds_so_gives_nothing(coder: Coder, text: str) -> None:
    asked = {"02", "03", "10", "12"}
    assert not asked & {event.event_code[:2] for event in coder.code(text, date="2024-05-02")}


def test_a_verb_whose_past_is_its_infinitive_is_told_with_the_one_before(coder: Coder) -> None:
    events = coder.code("Togo's prime minister bowed to the students and quit.", date="2024-05-02")
    assert "0831" in {event.event_code for event in events}
