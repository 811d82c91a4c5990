"""The second reader: what it looks at, what it says, what it codes, and the file of its weights."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from coder.errors import DataFileError
from coder.events.features import features
from coder.events.reader import NONE, READER, READER_FILE, UNCODED, Reader, doubt_features, load_reader
from coder.pipeline import Coder

FAR = "Kenya outwitted Uganda on Monday."


def made(**more: Any) -> Reader:
    """A reader that takes the verb *outwit* for a rejection."""
    values = {
        "classes": ("12", NONE),
        "bias": (0, 100),
        "words": {"predicate=outwit": ((0, 600),)},
        "threshold": 0.7,
        "uncoded": 0.7,
        "event": {"bias": -200, "reader": 100},
        "sure": {"bias": 50},
        "checksum": "",
    }
    return Reader(**{**values, **more})


def test_probabilities_sum_to_one_and_reasons_are_weights() -> None:
    found = made().probabilities(["predicate=outwit", "kind=verb"])
    assert sum(found) == pytest.approx(1) and found[0] > 0.99
    assert made().reasons(["predicate=outwit", "kind=verb"], "12") == [("predicate=outwit", 6.0)]
    assert made().likeliest(["kind=verb"]) == NONE


def test_what_is_no_event_has_a_likeliest_root_all_the_same() -> None:
    assert made().likeliest_root(made().probabilities(["kind=verb"])) == "12"
    assert made().likelihood({"reader": 4.0}) > 0.8 > made().likelihood({"reader": 0.0})


def test_confidence_stays_within_bounds() -> None:
    assert (
        0
        < made(sure={"bias": -9000}).confidence({})
        < made().confidence({})
        < made(sure={"bias": 9000}).confidence({})
        < 1
    )
    assert made(sure={"bias": 0, "reader": 100}).confidence({"reader": 1.0}) > 0.7


@pytest.fixture
def reading(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Coder:
    """The coder with the made-up reader, which may read every sentence."""
    from coder.text.screen import Screen

    monkeypatch.setattr(coder, "reader", made())
    monkeypatch.setattr(coder, "screen", Screen(None))
    monkeypatch.setattr(coder.possible, "may_tell", lambda sentence: True)
    return coder


@pytest.mark.parser
def test_a_word_that_no_rule_knows_is_coded_of_a_political_source(reading: Coder) -> None:
    event = reading.code(FAR, date="2024-05-02")[0]
    assert (event.source_code, event.event_code, event.target_code) == ("KEN", "120", "UGA")
    assert event.coded_by == READER and event.rule_id == READER
    notes = [text for _, text in reading.trace(FAR, "2024-05-02")[0].notes]
    assert any("takes it for 12" in text and "predicate=outwit +6.00" in text for text in notes)


@pytest.mark.parser
@pytest.mark.parametrize(
    "text",
    ["Teachers outwitted pupils.", "Kenya did not outwit Uganda.", "Kenya greeted the morning."],
)
def test_it_stays_silent_elsewhere(reading: Coder, text: str) -> None:
    assert not [e for e in reading.code(text, date="2024-05-02") if e.coded_by == READER]


@pytest.mark.parser
def test_a_rule_is_not_overruled(reading: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "reader", made(words={"predicate=expel": ((0, 900),)}))
    events = reading.code("Ghana expelled two envoys of Togo.", date="2024-05-02")
    assert [(e.event_root_code, e.coded_by) for e in events] == [("16", "rule")]


@pytest.mark.parser
def test_its_target_may_stand_anywhere_below_the_clause(reading: Coder) -> None:
    text = "Kenya outwitted those who had planned a new road through the hills of Uganda."
    assert [(e.event_code, e.target_code) for e in reading.code(text, date="2024-05-02")] == [("120", "UGA")]


@pytest.mark.parser
def test_a_clause_beside_an_event_by_rule_is_read_too(reading: Coder) -> None:
    text = "Kenya outwitted Uganda, and Ghana expelled two envoys of Togo."
    found = {(e.event_root_code, e.coded_by) for e in reading.code(text, date="2024-05-02")}
    assert found == {("12", READER), ("16", "rule")}


# A decision doubts it: nobody is said to do it.
DOUBTED = "The Ugandan president was praised."


@pytest.mark.parser
@pytest.mark.parametrize(("bias", "coded_by"), [(500, [READER]), (-900, [])], ids=["taken", "left"])
def test_what_a_decision_doubts_is_an_event_if_the_reader_takes_it_for_one(
    reading: Coder, monkeypatch: pytest.MonkeyPatch, bias: int, coded_by: list[str]
) -> None:
    monkeypatch.setattr(reading, "reader", made(classes=("05", NONE), event={"bias": bias}))
    coding = reading.trace(DOUBTED, "2024-05-02")[0]
    assert [v.doubted for v in coding.verdicts] == [True]
    assert [e.coded_by for e in coding.events] == coded_by
    assert all(e.rule_id != READER for e in coding.events)
    told = "takes its 05 for an event" if coded_by else "left: "
    assert any(told in text and coding.verdicts[0].decision.id in text for _, text in coding.notes)


# The release is a noun beside the praise, and a protest tells of the root that the sentence has.
ASIDE = "Ghana thanked Togo after the release of two Ghanaian envoys."
TOLD = "Ghana released two envoys of Togo after the release of two Kenyan envoys."


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "bias", "roots"),
    [(ASIDE, 900, ["05", "08"]), (ASIDE, -900, ["05"]), (TOLD, 900, ["08"])],
    ids=["taken", "left", "root told already"],
)
def test_what_a_noun_names_beside_another_action_is_an_event_if_the_reader_takes_it_for_one(
    reading: Coder, monkeypatch: pytest.MonkeyPatch, text: str, bias: int, roots: list[str]
) -> None:
    monkeypatch.setattr(reading, "reader", made(classes=("08", NONE), event={"bias": bias}))
    assert sorted({e.event_root_code for e in reading.code(text, date="2024-05-02")}) == roots


@pytest.mark.parser
def test_a_stance_over_no_known_action_is_told_to_the_reader(reading: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Kenyan government offered a prize."
    coding = reading.trace(text, "2024-05-02")[0]
    ((dyad, facts),) = coding.unread
    assert "asks=intended" in features(coding.sentence, coding.clauses, dyad, facts)
    monkeypatch.setattr(reading, "reader", made(classes=("03", NONE), words={"asks=intended": ((0, 900),)}))
    assert [(e.event_code, e.stance) for e in reading.code(text, date="2024-05-02")] == [("030", "intended")]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Kenya granted Uganda a prize on Monday.", "07 object"),
        ("The Kenyan government offered a prize.", "03 alone"),
    ],
    ids=["another object", "no event by itself"],
)
def test_rules_that_came_close_are_told_to_the_reader(
    reading: Coder, monkeypatch: pytest.MonkeyPatch, text: str, near: str
) -> None:
    coding = reading.trace(text, "2024-05-02")[0]
    ((dyad, facts),) = coding.unread
    assert f"near={near}" in features(coding.sentence, coding.clauses, dyad, facts)
    root = near[:2]
    monkeypatch.setattr(reading, "reader", made(classes=(root, NONE), words={f"near={near}": ((0, 900),)}))
    assert [e.event_root_code for e in reading.code(text, date="2024-05-02")] == [root]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenyan herders outwitted the Ugandan government.", [("KENAGR", "UGAGOV")]),
        ("Uganda was outwitted by Kenyan herders.", [("KENAGR", "UGA")]),
        ("Ugandan judges outwitted the Kenyan army.", [("UGAJUD", "KENMIL")]),
        ("The courts outwitted the Kenyan army.", [("JUD", "KENMIL")]),
        ("Danish surveyors outwitted the Kenyan army.", [("DNK", "KENMIL")]),
        ("Kenyan herders outwitted the jackals.", []),
    ],
    ids=["against a government", "passive", "a court", "of no known country", "whose they are", "of no politics"],
)
def test_people_count_where_they_face_politics(reading: Coder, text: str, read: list[tuple[str, str]]) -> None:
    found = [e for e in reading.code(text, date="2024-05-02") if e.coded_by == READER]
    assert [(e.source_code, e.target_code) for e in found] == read


@pytest.mark.parser
def test_what_a_decision_leaves_stays_left(reading: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "reader", made(event={"bias": 900}))
    events = reading.code("England attacked Australia in the second innings.", date="2024-05-02")
    assert not [e for e in events if e.event_root_code == "19"]


@pytest.mark.parser
def test_leaving_the_reader_out_changes_confidence_and_its_own_rows_only(coder: Coder) -> None:
    text = "Ghana expelled two envoys of Togo. Chad urged Mali to free the men. Police in Lagos shot two protesters."
    with_reader = [e for e in coder.code(text, date="2024-05-02") if e.coded_by == "rule"]
    without = Coder(without=["reader"]).code(text, date="2024-05-02")
    from dataclasses import replace

    assert [replace(e, confidence=0.0) for e in with_reader] == [replace(e, confidence=0.0) for e in without]


@pytest.mark.parser
def test_names_are_never_looked_at(coder: Coder) -> None:
    coding = coder.trace("Kenya expelled two envoys of Togo from Nairobi.", "2024-05-02")[0]
    seen = features(coding.sentence, coding.clauses, coding.verdicts[0].dyad, coding.verdicts[0].facts)
    assert "predicate=expel" in seen and not any(re.search(r"kenya|togo|nairobi", f, re.I) for f in seen)


def test_the_weights_hold_no_name_and_no_rare_word() -> None:
    reader = load_reader()
    assert READER_FILE.stat().st_size < 3_000_000
    assert set(reader.classes) <= {f"{n:02d}" for n in range(1, 21)} | {NONE}
    words = {f.rpartition("=")[2] for f in reader.words if f.startswith(("predicate=", "object=", "subject=", "word="))}
    names = {
        "obama",
        "putin",
        "israel",
        "iraq",
        "baghdad",
        "russia",
        "india",
        "kashmir",
        "arafat",
        "iraqi",
        "american",
        "trump",
        "zimbabwe",
    }
    assert len(words) > 300 and not words & names


FAULTS = {"no file": None, "no JSON": "{", "no weights": "{}", "a list": "[]"}


@pytest.mark.parametrize("content", FAULTS.values(), ids=FAULTS.keys())
def test_a_file_that_is_none_is_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "weights.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(DataFileError, match=r"weights.json:1: no weights.*coder train"):
        load_reader(path)


def test_training_gives_the_same_weights_each_time() -> None:
    pytest.importorskip("sklearn")
    from coder.desk.lessons import Example
    from coder.desk.train import fit_classes, folds, write_reader

    examples = [
        Example(str(k), (f"predicate={'meet' if k % 2 else 'shell'}", f"word=w{k % 5}"), "04" if k % 2 else "19")
        for k in range(40)
    ]
    first, second = fit_classes(examples), fit_classes(list(examples))
    assert first == second and set(first[0]) == {"04", "19"}
    assert len(set(folds(str(k) for k in range(20)).values())) == 5
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "w.json")
        write_reader(path, first[0], first[1], first[2], (0.5, 0.25), {"bias": -4}, {"bias": 3})
        read = load_reader(path)
        assert (read.asked_of("own-country"), read.asked_of(UNCODED)) == (0.5, 0.25)
        assert read.likeliest(["predicate=shell"]) == "19"


def test_training_goes_on_from_what_is_known_already() -> None:
    pytest.importorskip("sklearn")
    from coder.desk.lessons import Example
    from coder.desk.train import fit_classes

    known = made(words={"predicate=outwit": ((0, 600),), "predicate=hail": ((0, -300),)})
    told = [Example(str(k), ("predicate=hail",), "12" if k % 4 else NONE) for k in range(12)]
    classes, bias, words = fit_classes(told, start=known)
    assert classes == known.classes and dict(words)["predicate=outwit"] == ((0, 600),)
    gone_on = made(bias=tuple(bias), words=words)
    assert known.probabilities(["predicate=hail"])[0] < 0.1 < 0.4 < gone_on.probabilities(["predicate=hail"])[0]


def test_training_adds_classes_that_its_start_lacks() -> None:
    pytest.importorskip("sklearn")
    from coder.desk.lessons import Example
    from coder.desk.train import fit_classes

    told = [Example(str(k), ("predicate=host",), "04") for k in range(12)]
    classes, bias, words = fit_classes(told, start=made())
    assert classes == ("12", NONE, "04") and dict(words)["predicate=outwit"] == ((0, 600),)
    assert made(classes=classes, bias=tuple(bias), words=words).likeliest(["predicate=host"]) == "04"


@pytest.mark.parser
@pytest.mark.parametrize(
    "text",
    [
        "Rebels launched attacks on two Malian garrisons, killing nine soldiers.",
        "Chad accused Gabon of violating its airspace with a drone near the border.",
        "The Ugandan cabinet wants to ensure that the hospital opens.",
    ],
    ids=["carries a noun", "only accused of", "only wished"],
)
def test_what_tells_no_event_of_its_own_is_not_read(reading: Coder, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    eager = made(bias=(900, 0), event={"bias": 900})
    monkeypatch.setattr(reading, "reader", eager)
    assert not [e for e in reading.code(text, date="2024-05-02") if e.rule_id == READER]


def test_a_regression_finds_what_is_likeliest_and_stays_near_its_start() -> None:
    pytest.importorskip("sklearn")
    from math import exp

    from coder.desk.fitting import logistic

    values = [{"armed": 1.0}] * 40 + [{"civil": 1.0}] * 40
    right = [True] * 30 + [False] * 10 + [True] * 10 + [False] * 30
    free = logistic(values, right, [1.0] * 80, strength=1e6)
    assert 1 / (1 + exp(-free["bias"] - free["armed"])) == pytest.approx(0.75, abs=0.001)
    assert 1 / (1 + exp(-free["bias"] - free["civil"])) == pytest.approx(0.25, abs=0.001)
    held = logistic(values, right, [1.0] * 80, strength=1e-6, start={"bias": 0.0, "armed": -2.0, "else": 1.0})
    assert held["armed"] == pytest.approx(-2.0, abs=0.01) and held["else"] == 1.0


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad shelled Gabon on Monday and outwitted Gabon.", {"source told", "target told"}),
        ("Chad shelled Gabon on Monday, and Togo outwitted Mali.", set()),
    ],
    ids=["of the same", "of others"],
)
def test_what_the_sentence_tells_already_is_told_to_the_reader(reading: Coder, text: str, told: set[str]) -> None:
    (coding,) = reading.trace(text, "2024-05-02")
    kept = [v.dyad for v in coding.verdicts if v.kept]
    dyad, facts = next((d, f) for d, f in coding.unread if d.target is not None)
    values = doubt_features(made(), coding.sentence, coding.clauses, dyad, facts, UNCODED, kept)
    assert {name for name in values if name.endswith(" told")} == told
