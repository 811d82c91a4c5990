"""PLOVER's event, mode and contexts, from codes and words."""

from __future__ import annotations

import shutil

import pytest

from coder.cameo.ontology import CODES_FOLDER, load_ontology
from coder.cameo.plover import load_plover_words, plover_of
from coder.errors import CoderError, DataFileError


def coded(code: str, text: str, clause: str | None = None):
    clause_words = None if clause is None else clause.split()
    return plover_of(code, text.split(), load_ontology(), load_plover_words(), clause_words)


@pytest.mark.parametrize(
    ("code", "event", "mode", "contexts"),
    [
        ("010", None, None, ()),
        ("020", "REQUEST", None, ()),
        ("0233", "REQUEST", "assist", ("human_security",)),
        ("0251", "REQUEST", "yield", ("legal",)),
        ("0331", "AGREE", None, ("economic",)),
        ("041", "CONSULT", "phone", ()),
        ("051", "SUPPORT", None, ("diplomatic",)),
        ("062", "COOPERATE", None, ("military",)),
        ("075", "AID", None, ("asylum",)),
        ("0811", "CONCEDE", None, ("pro_democracy",)),
        ("0841", "RETREAT", "release", ("legal",)),
        ("091", "ACCUSE", "investigate", ("corruption", "crime")),
        ("1044", "REQUEST", "change", ("political_institutions",)),
        ("1125", "ACCUSE", "allege", ("legal",)),
        ("125", "REJECT", "meet", ("diplomatic",)),
        ("1385", "THREATEN", "violence", ("cbrn",)),
        ("1423", "PROTEST", "hunger", ("rights_freedoms",)),
        ("145", "PROTEST", "riot", ()),
        ("152", "MOBILIZE", "troops", ("military",)),
        ("161", "SANCTION", "withdraw", ("diplomatic",)),
        ("173", "COERCE", "arrest", ("legal",)),
        ("175", "ASSAULT", "crowd-control", ("pro_autocracy", "repression")),
        ("176", "COERCE", "cyber", ("cyber",)),
        ("1821", "ASSAULT", "sexual", ()),
        ("1952", "ASSAULT", "drone", ("military",)),
        ("203", "ASSAULT", "cleansing", ("religion_ethnicity",)),
    ],
)
def test_from_the_code_alone(code, event, mode, contexts):
    found = coded(code, "")
    assert (found.event, found.mode, found.contexts) == (event, mode, contexts)


@pytest.mark.parametrize(
    ("code", "text", "mode"),
    [
        ("143", "teacher strike over pay", "strike"),
        ("143", "shopper boycott the chain", "boycott"),
        ("142", "prisoner begin hunger strike", "hunger"),
        ("140", "farmer block motorway with tractor", "obstruct"),
        ("140", "ten thousand march through the capital", "demo"),
        ("150", "regime parade its missile", "weapons"),
        ("150", "the police show its strength", "police"),
        ("180", "gunman open fire on worshipper", "firearms"),
        ("180", "attacker stab three passer-by", "primitive"),
        ("180", "rebel behead captive", "execute"),
        ("183", "suicide bomber strike a market", "suicide-attack"),
        ("1831", "bomb explode at the gate", "suicide-attack"),
        ("190", "jet launch an air strike on the port", "aerial"),
        ("190", "army shell the village", "heavy-weapons"),
        ("190", "troop attack village with drone", "drone"),
        ("190", "troop attack village", None),
        ("194", "rocket hit the depot", "heavy-weapons"),
        ("195", "drone strike kill commander", "drone"),
        ("087", "force withdraw from the valley", "withdraw"),
        ("084", "militia free hostage", "release"),
        ("130", "general warn of war", "violence"),
        ("170", "soldier seize cattle", "seize"),
        ("1721", "ministry shut newspaper", "censor"),
        ("040", "leader meet at summit", "multilateral"),
        ("073", "army send food", None),
    ],
)
def test_words_sharpen_the_mode(code, text, mode):
    assert coded(code, text).mode == mode


def test_the_mode_is_taken_from_the_events_own_clause():
    sentence = "crowd beat a man before gunman open fire"
    assert coded("180", sentence, clause="crowd beat a man").mode == "beat"
    assert coded("180", sentence, clause="gunman open fire").mode == "firearms"


@pytest.mark.parametrize(
    ("code", "text", "contexts"),
    [
        ("141", "worker rally over fuel price and inflation", {"economic"}),
        ("141", "student protest the election result", {"election"}),
        ("175", "police fire tear gas at crowd", {"pro_autocracy", "repression"}),
        ("040", "minister discuss gas pipeline", {"natural_resources"}),
        ("111", "bishop condemn attack on mosque", {"religion_ethnicity"}),
        ("046", "envoy negotiate over uranium enrichment", {"diplomatic", "cbrn"}),
        ("173", "officer arrest hacker for bribery", {"legal", "cyber", "corruption"}),
        ("073", "agency send vaccine after earthquake", {"human_security", "health", "disasters"}),
        ("190", "TROOP cross border", {"military", "territory"}),
        ("010", "spokesman comment on the matter", set()),
    ],
)
def test_words_add_contexts(code, text, contexts):
    found = coded(code, text).contexts
    assert set(found) == contexts
    assert list(found) == sorted(found)


def test_a_longer_term_hides_the_words_in_it():
    assert "natural_resources" not in coded("020", "tear gas").contexts
    assert "natural_resources" in coded("020", "gas").contexts


def test_an_unknown_code_is_told():
    with pytest.raises(CoderError, match="'999' is not a CAMEO code"):
        coded("999", "")


def test_modes_and_contexts_of_the_word_lists_agree_with_the_codes():
    words = load_plover_words(load_ontology())
    assert len(words.vocabulary) == 37
    assert {context for found in words.contexts.values() for context in found} == words.vocabulary


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        pytest.param(
            "plover_contexts.csv", "Mosque,religion_ethnicity", "must be one to 4 words in small", id="capitals"
        ),
        pytest.param("plover_contexts.csv", "mosque,religion_ethnicity", "is already in", id="twice"),
        pytest.param("plover_contexts.csv", "mosque", "1 cells instead of 2", id="cells"),
        pytest.param("plover_modes.csv", "PROTEST,fast,hunger,fast", "no code has the event 'PROTEST'", id="mode"),
    ],
)
def test_faults_are_told_by_file_and_line(tmp_path, name, line, message):
    folder = tmp_path / "codes"
    shutil.copytree(CODES_FOLDER, folder)
    with (folder / name).open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    with pytest.raises(DataFileError, match=rf"{name}:\d+: .*{message}"):
        load_plover_words(load_ontology(), folder)


def test_a_context_of_a_code_that_the_word_list_lacks_is_told(tmp_path):
    folder = tmp_path / "codes"
    shutil.copytree(CODES_FOLDER, folder)
    text = (folder / "plover_contexts.csv").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.endswith(",asylum")]
    (folder / "plover_contexts.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="context 'asylum' of code '075'"):
        load_plover_words(load_ontology(), folder)
