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


DEMANDED = {
    "another had to": ("Norway said Chile had to release the sailors.", "1053"),
    "made clear": ("Norway made clear to Chile that it must release the sailors.", "1053"),
    "had to": ("Norway told Chile that it had to release the sailors.", "1053"),
    "would have to": ("Norway said Chile would have to release the sailors.", "1053"),
    "a demand pressed": ("Norway pressed its demand that Chile lift the embargo.", "1054"),
    "in his own words": ("Lift the embargo now, the Norwegian premier told Chile.", "1054"),
    "a condition": ("Norway made the release of the sailors a condition for talks with Chile.", "1053"),
    "violence": ("The shelling has to stop, Norway told Chile.", "1056"),
    "an intention below": ("Norway demanded that Chile agree to a truce.", "1056"),
    "a demand turned down": ("Chile rejected a Norwegian demand for cheap credit.", "1221"),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", DEMANDED)
def test_what_is_demanded(case: str, named_only: Coder) -> None:
    text, code = DEMANDED[case]
    assert code in {e.event_code for e in named_only.code(text, "2012-06-05")}


@pytest.mark.parser
def test_what_somebody_had_to_do_was_done(named_only: Coder) -> None:
    found = named_only.code("The Chilean army said it had to open fire on the protesters.", "2012-06-05")
    assert {e.event_root_code for e in found} <= {"17", "19"}
