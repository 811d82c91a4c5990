"""Who is meant where a clause names no source or target: candidates, weights, what is filled, and the file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from handmade import read_parses

from coder.errors import DataFileError
from coder.events.likely import SIDES_FILE, Sides, Weights, load_sides
from coder.events.unnamed import path_up
from coder.pipeline import Coder

SURE = {"bias": 300}
NEVER = {"bias": -300}
NOBODY = Weights(NEVER, SURE)
# Takes who said it for who did it, and nobody for a target.
SAID = "subject of the clause above, complement"
SPEAKER = Sides(Weights({"bias": -300, SAID: 900}, {"bias": 0}), NOBODY, NOBODY, 0.2)
# Takes the country that the dateline or the sentence names first for that of a role, and nobody for a side.
COUNTRY = Sides(NOBODY, NOBODY, Weights({"bias": 100, "rank=0": 300}, {"bias": 0}), 0.2)
TEXT = "The government of Chad said three editors were jailed on Monday."


def with_sides(coder: Coder, monkeypatch: pytest.MonkeyPatch, sides: Sides | None) -> Coder:
    monkeypatch.setattr(coder, "sides", sides)
    monkeypatch.setattr(coder, "reader", None)
    return coder


@pytest.mark.parser
def test_a_newspaper_that_tells_of_it_is_not_meant(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Xinhua agency said three editors were jailed on Monday."
    found = with_sides(coder, monkeypatch, SPEAKER).code(text, date="2023-05-02")
    assert [e.source_code for e in found if e.event_root_code == "17"] == [None]


@pytest.mark.parser
def test_an_actor_of_the_sentence_is_taken_for_who_is_not_named(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = with_sides(coder, monkeypatch, None).code(TEXT, date="2023-05-02")
    told = with_sides(coder, monkeypatch, SPEAKER).code(TEXT, date="2023-05-02")
    (before,), (event,) = ([e for e in found if e.event_root_code == "17"] for found in (silent, told))
    assert before.source_code is None and not before.source_inferred
    assert event.source_code == "TCDGOV" and event.source_inferred
    assert event.source_text is not None and TEXT[event.source_start : event.source_end] == event.source_text
    assert (event.event_code, event.target_text) == (before.event_code, before.target_text)


@pytest.mark.parser
def test_what_is_named_and_what_is_an_event_stay_as_they_are(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    eager = Sides(Weights(SURE, NEVER), Weights(SURE, NEVER), Weights(SURE, NEVER), 0.1)
    texts = ["France expelled two Russian diplomats on Monday, Spain said.", "Teachers sang in Rome on Monday."]
    for text in texts:
        silent = with_sides(coder, monkeypatch, None).code(text, date="2023-05-02")
        told = with_sides(coder, monkeypatch, eager).code(text, date="2023-05-02")
        assert [(e.event_code, e.trigger_text) for e in silent] == [(e.event_code, e.trigger_text) for e in told]
        for before, event in zip(silent, told, strict=True):
            if before.source_code and before.target_code:
                assert (before.source_code, before.target_code) == (event.source_code, event.target_code)


@pytest.mark.parser
def test_nobody_is_both_sides(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    eager = with_sides(coder, monkeypatch, Sides(Weights(SURE, NEVER), Weights(SURE, NEVER), Weights(SURE, NEVER), 0.1))
    for text in (TEXT, "Chad protested on Monday.", "The army of Mali fired rockets."):
        for event in eager.code(text, date="2023-05-02"):
            assert event.source_code is None or event.source_code != event.target_code


@pytest.mark.parser
def test_a_thing_keeps_its_words(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Niger said on Monday that the army of Chad shelled a village."
    by_owner = Weights({"bias": -300, "country": 900, "compatriot": -900}, {"bias": 0})
    events = with_sides(coder, monkeypatch, Sides(NOBODY, by_owner, NOBODY, 0.2)).code(text, date="2023-05-02")
    shelling = [e for e in events if e.event_root_code in {"18", "19", "20"}]
    assert [e.target_text for e in shelling] == ["a village"]
    assert [(e.target_code, e.target_inferred) for e in shelling] == [("NER", True)]


@pytest.mark.parser
def test_explain_tells_who_is_meant_and_by_which_words(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    codings = with_sides(coder, monkeypatch, SPEAKER).trace(TEXT, "2023-05-02", near=False)
    notes = [text for coding in codings for _, text in coding.notes]
    (note,) = (text for text in notes if "is meant" in text)
    assert note.startswith("no source is named; TCDGOV “The government of Chad” is meant")
    assert "subject of the clause above, complement +9.00" in note


@pytest.mark.parser
def test_a_role_gets_the_country_that_is_likeliest(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Chad and Niger quarrelled about a bridge of Chad over a river of Chad. Lawmakers condemned Niger on Friday."
    silent = with_sides(coder, monkeypatch, None).code(text, date="2023-05-02")[-1]
    told = with_sides(coder, monkeypatch, COUNTRY).code(text, date="2023-05-02")[-1]
    assert (silent.source_code, told.source_code) == ("LEG", "TCDLEG")
    assert told.source_inferred and told.source_country == "TCD" and told.source_text == silent.source_text
    (note,) = (
        text
        for c in coder.trace(text, "2023-05-02", near=False)
        for _, text in c.notes
        if "no country is named" in text
    )
    assert note.startswith("source LEG: no country is named; TCD is meant")


@pytest.mark.parser
def test_a_country_that_is_named_stays(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Niger and Niger's army rejoiced. Police of Chad arrested two students of Mali."
    found = [with_sides(coder, monkeypatch, s).code(text, date="2023-05-02")[-1] for s in (None, COUNTRY)]
    assert found[0].source_code == found[1].source_code == "TCDCOP" and found[0].target_code == found[1].target_code


def test_the_way_up_to_a_predicate() -> None:
    sentence = next(iter(read_parses().values()))
    tokens = sentence.tokens
    root = next(t.i for t in tokens if t.head == t.i)
    below = next(t for t in tokens if t.head == root and t.i != root)
    deeper = next(t for t in tokens if tokens[t.head].head == root and root not in {t.i, t.head})
    assert path_up(below.i, root, sentence) == [below.dep]
    assert path_up(deeper.i, root, sentence) == [deeper.dep, tokens[deeper.head].dep]
    assert path_up(root, below.i, sentence) is None and path_up(root, root, sentence) == []


def test_the_shipped_weights_name_nobody_and_read_no_rule_id() -> None:
    raw = json.loads(SIDES_FILE.read_text(encoding="utf8"))
    features = {f for side in ("source", "target", "country") for table in raw[side].values() for f in table}
    assert len(features) > 500 and SIDES_FILE.stat().st_size < 500_000
    predicates = {f.partition("=")[2] for f in features if f.startswith("predicate=")}
    assert all(re.fullmatch(r"[a-z][a-z'-]*( [a-z]+)*", p) for p in predicates)
    assert not [f for f in features if re.search(r"\b[a-z]+\.[a-z_]+", f)]


FAULTS = {"no file": None, "no JSON": "{", "one side": '{"margin": 0.1, "source": {}}', "a list": "[]"}


@pytest.mark.parametrize("content", FAULTS.values(), ids=FAULTS.keys())
def test_a_file_that_is_none_is_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "weights.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(DataFileError, match=r"weights.json:1: no weights of sides.*--without sides"):
        load_sides(path)
