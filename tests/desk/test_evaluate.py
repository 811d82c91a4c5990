"""Evaluation: the formats of gold standards, pairs of events, figures, comparison, agreement, calibration."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coder.cameo.ontology import load_ontology
from coder.desk.comparison import agreement, compare
from coder.desk.evaluate import Evaluation, Outcome, evaluate
from coder.desk.gold import GoldEvent, GoldText, read_gold
from coder.desk.measures import (
    Score,
    calibration,
    krippendorff_alpha,
    macro_f1,
    macro_interval,
    mcnemar,
    mean_figures,
    score_interval,
    stratified_precision,
)
from coder.desk.pairing import actor_fits, find_pairs, same_actor, same_place
from coder.errors import InputError

TEXT = "Kenya condemned the raid on Monday. Chad expelled three envoys of Niger."


def row(code: str, source: str | None, target: str | None, start: int, end: int, **more: Any) -> dict[str, Any]:
    event = load_ontology().require(code)
    return {
        "event_code": code,
        "event_root_code": event.root,
        "plover_event": event.plover_event,
        "source_code": source,
        "target_code": target,
        "source_text": source,
        "target_text": target,
        "trigger_start": start,
        "trigger_end": end,
        "trigger_text": TEXT[start:end],
        "rule_id": "r",
        "confidence": 0.8,
        "event_date": "2024-03-04",
        "place_name": None,
        "killed": None,
        "injured": None,
        "arrested": None,
        **more,
    }


def gold_text(*events: GoldEvent, text_id: str = "a", coder: str | None = None) -> GoldText:
    from datetime import date

    return GoldText(text_id, date(2024, 3, 5), TEXT, "events", events, coder=coder)


CONDEMNED = GoldEvent(("111",), ("KENGOV", "KEN"), (None,), start=6, end=15, event_date="2024-03-04")
EXPELLED = GoldEvent(("160", "161"), ("TCD",), ("NER", "NERGOV"), start=41, end=49)
RAID = GoldEvent(("171",), (None,), (None,), start=20, end=24, optional=True)


def test_events_are_scored_with_optional_ones_neither_missed_nor_false() -> None:
    rows = {
        "a": [
            row("111", "KEN", None, 6, 15),
            row("161", "TCDGOV", "NER", 41, 49),
            row("171", None, None, 20, 24),
            row("040", "TCD", "NER", 41, 49),
        ]
    }
    found = evaluate([gold_text(CONDEMNED, EXPELLED, RAID)], rows, load_ontology())
    assert found.figures["root recall"].value == 1
    assert found.figures["root precision"].value == 3 / 4
    assert found.figures["root, source and target recall"].value == 1
    assert (
        found.figures["code, source and target to the letter recall"].value == 1 / 2
    )  # TCDGOV is not among the accepted
    assert found.shares["date"] == (1.0, 1)
    assert found.extra[0][1].startswith("TCD 040 NER")


def test_a_wrong_class_is_told_as_confusion_and_as_miss() -> None:
    rows = {"a": [row("120", "KEN", None, 6, 15)]}
    found = evaluate([gold_text(CONDEMNED)], rows, load_ontology())
    assert found.confusion["11", "12"] == 1
    assert [o.coded for o in found.outcomes] == ["KEN 120 —"]
    assert found.figures["quad class recall"].value == 1  # verbal conflict all the same


def test_gold_with_plover_classes_only() -> None:
    event = GoldEvent((), ("TCD",), ("NER",), ("SANCTION",))
    found = evaluate([gold_text(event)], {"a": [row("161", "TCD", "NER", 41, 49)]}, load_ontology())
    assert found.figures["PLOVER class f1"].value == 1
    assert "root f1" not in found.figures


def test_a_pair_gives_way_to_one_as_good() -> None:
    first = GoldEvent(("111",), ("KEN",), (None,), start=6, end=15)
    second = GoldEvent(("111", "112"), ("TCD",), (None,), start=6, end=15)
    rows = [row("111", "KEN", None, 6, 15), row("112", "TCD", None, 6, 15)]
    assert find_pairs([second, first], rows, TEXT, lambda g, r: r["event_root_code"] == "11") == {0: 1, 1: 0}


def test_events_of_other_sentences_are_no_pair() -> None:
    rows = [row("111", "GHA", None, 41, 49)]
    assert find_pairs([CONDEMNED], rows, TEXT, lambda g, r: True) == {}


@pytest.mark.parametrize(
    ("code", "accepted", "same"),
    [
        ("KENGOV", "KEN", True),
        ("KEN", "UGA", False),
        ("IGOUNO", "IGOUNOWHO", True),
        ("IGOUNO", "IGOWSTNAT", False),
        ("NGO", "NGOAMN", True),
    ],
)
def test_same_actor(code: str, accepted: str, same: bool) -> None:
    assert same_actor(code, accepted) is same


def test_no_actor_fits_only_where_the_gold_allows_none() -> None:
    assert actor_fits(None, ("KEN", None)) and not actor_fits(None, ("KEN",)) and not actor_fits("KEN", (None,))


def test_places_by_transcription() -> None:
    assert same_place("Dūmā", "Douma") and not same_place("Paris", "Lyon") and not same_place(None, "Lyon")


# --- formats ----------------------------------------------------------------------------------------------------------

FORMATS = {
    "news.jsonl": '{"id": "n1", "date": "2024-03-05", "text": "Chad expelled envoys.", "events": [{"codes": ["161"], '
    '"source": ["TCD"], "target": [null], "killed": 2}]}',
    "plover.json": '{"id": "P1", "event": "YIELD", "text": "Mali and Niger freed men,}", "source": [{"actorText": '
    '"Mali", "code": "MLI", "sector": "GOV"}, {"code": "NER"}], "target": "",},\n{"id": "P2", "event": "AID", '
    '"text": "x", "source": [{"code": "FRA"}], "target": [{"code": "MLI"}],},',
    "relations.jsonl": '{"text": "Chad thanked Mali.", "source": "Chad", "target": "Mali", "plover": "SUPPORT"}',
    "codebook.jsonl": '{"text": "Chad thanked Mali.", "code": "051"}',
    "actors.jsonl": '{"tokens": ["Chad", "\'s", "army", "beat", "it", "."], "tags": ["B-S", "I-S", "I-S", "O", '
    '"B-T", "O"]}',
    "events.csv": 'doc_id,text,date,coder,event_code,source_code,target_code,killed\n1,"Chad expelled, '
    'envoys.",2024-03-05,ann,161|160,TCD,,\n1,"Chad expelled, envoys.",2024-03-05,ben,160,TCD,,3\n2,Rain '
    "fell.,,ann,,,,\n",
}


def write(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    path.write_text(FORMATS[name], encoding="utf8")
    return path


def test_the_formats_of_gold_standards(tmp_path: Path) -> None:
    news = read_gold(write(tmp_path, "news.jsonl"))[0]
    assert (news.text_id, news.events[0].targets, news.events[0].killed) == ("n1", (None,), 2)
    plover = read_gold(write(tmp_path, "plover.json"))
    assert [(e.classes, e.sources, e.targets) for e in plover[0].events] == [
        (("CONCEDE",), ("MLIGOV",), ("NER",)),
        (("CONCEDE",), ("NER",), ("MLIGOV",)),
    ]
    assert plover[0].text.endswith(",}") and len(plover) == 2
    assert read_gold(write(tmp_path, "relations.jsonl"))[0].kind == "relation"
    assert read_gold(write(tmp_path, "codebook.jsonl"))[0].code == "051"
    assert read_gold(write(tmp_path, "actors.jsonl"))[0].sources == ("Chad 's army",)
    first, second, third = read_gold(write(tmp_path, "events.csv"))
    assert (
        (first.coder, first.events[0].codes) == ("ann", ("161", "160"))
        and second.events[0].killed == 3
        and third.events == ()
    )


FAULTS = {
    "not json": ("a.jsonl", "{x}", "a.jsonl:1: no JSON"),
    "an event without codes": ("a.jsonl", '{"text": "x", "events": [{"source": "A"}]}', "'codes' is missing"),
    "a code as a number": ("a.jsonl", '{"text": "x", "events": [{"codes": ["020x"]}]}', "CAMEO codes in quotes"),
    "nothing gold": ("a.jsonl", '{"text": "x"}', "says what is gold"),
    "a header": ("a.csv", "a,b\n1,2\n", "header must name"),
    "empty": ("a.jsonl", "\n", "no gold standard record"),
    "a date": ("a.jsonl", '{"text": "x", "code": "020", "date": "May"}', "a.jsonl:1"),
}


@pytest.mark.parametrize(("name", "content", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_gold_files_are_told_by_place(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf8")
    with pytest.raises(InputError) as told:
        read_gold(tmp_path / name)
    assert message in str(told.value) and name in str(told.value)


# --- statistics -------------------------------------------------------------------------------------------------------


def test_alpha_agrees_with_the_reference_implementation() -> None:
    krippendorff = pytest.importorskip("krippendorff")
    data = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5], [None, 3, 3, 3, 2, 3, 4, 2, 2, 5]]
    units = [{str(c): r[k] for c, r in enumerate(data) if r[k] is not None} for k in range(10)]
    wanted = krippendorff.alpha(
        reliability_data=[[float("nan") if v is None else v for v in r] for r in data], level_of_measurement="nominal"
    )
    assert krippendorff_alpha(units) == pytest.approx(wanted)
    assert krippendorff_alpha([{"a": 1, "b": 1}]) is None


def test_agreement_of_two_coders_is_reported() -> None:
    texts = [
        gold_text(CONDEMNED, coder="ann"),
        gold_text(CONDEMNED, EXPELLED, coder="ben"),
        gold_text(EXPELLED, text_id="b", coder="ann"),
        gold_text(EXPELLED, text_id="b", coder="ben"),
    ]
    assert agreement(texts)["root codes in a text"] == pytest.approx(0.0, abs=0.01)


def test_intervals_hold_their_value_and_repeat() -> None:
    scores = [Score(1, 1, k % 3 > 0, k % 3 > 0) for k in range(60)]
    found = score_interval(scores, "recall")
    assert found.low < 2 / 3 < found.high and found.value == pytest.approx(2 / 3)
    assert found == score_interval(scores, "recall")
    gold, coded = list("aabbccdd") * 5, list("aabbccda") * 5
    assert macro_interval(gold, coded).value == pytest.approx(macro_f1(gold, coded))


def test_mcnemar_is_exact() -> None:
    assert mcnemar(0, 0) == 1 and mcnemar(5, 0) == pytest.approx(2 / 2**5) and mcnemar(5, 5) == 1


def test_confidence_that_orders_and_confidence_that_does_not() -> None:
    good = calibration([k / 100 for k in range(100)], [k >= 50 for k in range(100)])
    assert good.auc == 1 and good.error > 0.2
    assert calibration([0.5] * 10, [True, False] * 5).auc == 0.5
    assert calibration([0.5, 0.6], [True, True]).auc is None
    spread = calibration([0.05, 0.95, 0.97], [False, True, False])
    assert [(b.count, b.right) for b in spread.bins] == [(1, 0.0), (2, 0.5)]
    assert spread.error == pytest.approx(0.3233, abs=1e-3)
    assert good.thirds == 1.0 and mean_figures([good, spread])[0] == pytest.approx((1.0 + 0.5) / 2)


def test_precision_of_strata_is_weighted_and_all_right_is_not_sure() -> None:
    found = stratified_precision([(900, 10, 10), (100, 10, 0)])
    assert found.value == pytest.approx(0.9) and found.low < 0.9 < found.high < 1


def test_the_interval_of_a_sheet_holds_the_truth_as_often_as_it_says() -> None:
    draw = random.Random(5)
    strata = [(size, min(size, 3)) for size in (2, 3, 5, 8, 13, 20, 30, 60, 200, 400)]
    rows = [[draw.random() < 0.8 for _ in range(size)] for size, _ in strata]
    truth = sum(map(sum, rows)) / sum(map(len, rows))
    held = 0
    for _ in range(300):
        found = stratified_precision([(n, k, sum(draw.sample(r, k))) for (n, k), r in zip(strata, rows, strict=True)])
        assert found.low <= found.value <= found.high
        held += found.low <= truth <= found.high
    assert held >= 0.93 * 300
    whole = stratified_precision([(3, 3, 3), (4, 4, 3)])
    assert whole.low == whole.value == whole.high == pytest.approx(6 / 7)


# --- comparison -------------------------------------------------------------------------------------------------------


def coding(*right: str, false: Sequence[str] = ()) -> Evaluation:
    """An evaluation of events that are wrong (''), or right in root ('r'), actors too ('a'), to the letter ('l')."""
    found = [
        Outcome(f"t{k}", 0, "w", "c", bool(r), r in {"a", "l"}, r == "l", True, "text") for k, r in enumerate(right)
    ]
    return Evaluation(len(found), outcomes=tuple(found), extra=tuple(("t0", f, "text") for f in false))


def test_gains_and_losses_row_by_row() -> None:
    comparison = compare(coding("l", "l", "", "l"), coding("", "l", "l", ""))
    found = comparison.changes["root"]
    assert [o.text_id for o in found.gains] == ["t0", "t3"] and [o.text_id for o in found.losses] == ["t2"]
    assert (
        (found.both, found.neither) == (1, 0) and found.difference.value == pytest.approx(1 / 4) and found.p_value == 1
    )
    assert [(sign, level, o.text_id) for sign, level, o in comparison.rows()] == [
        ("+", "root", "t0"),
        ("+", "root", "t3"),
        ("−", "root", "t2"),
    ]


def test_what_changes_in_actors_or_code_only_is_told_with_its_level() -> None:
    comparison = compare(coding("a", "l", "a", "l"), coding("r", "a", "l", "l"))
    assert [(sign, level, o.text_id) for sign, level, o in comparison.rows()] == [
        ("+", "root and actors", "t0"),
        ("+", "to the letter", "t1"),
        ("−", "to the letter", "t2"),
    ]
    assert len(comparison.changes["root"].gains) == 0


def test_false_events_that_go_and_come_are_told_whatever_their_rule() -> None:
    now = coding("l", false=["A 111 B (x; new.rule)", "A 112 B (y; rule)"])
    before = coding("l", false=["A 111 B (x; old.rule)", "A 113 B (z; rule)"])
    found = compare(now, before)
    assert [f[1] for f in found.gone] == ["A 113 B (z; rule)"] and [f[1] for f in found.new] == ["A 112 B (y; rule)"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", '{"text": "x", "code": "161"}\n[1]\n', r"a.jsonl:2: a record is an object in braces, not list"),
        ("a.jsonl", '{"text": "x", "code": "161"\n', r"a.jsonl:1: no JSON"),
        (
            "a.json",
            '[{"text": "x", "event": "NOSUCH"}]',
            r"record 1 .*'NOSUCH' is no PLOVER event type; they are ACCUSE",
        ),
        ("a.csv", "text,event_code,date\nx,161,06/03/2024\n", r"record 2: 'date' must be a day as 2024-03-05"),
        ("a.csv", "text,event_code,killed\nx,190,many\n", r"record 2: 'killed' must be a whole number or empty"),
        ("a.csv", "text,event_code\nx,999\n", r"record 2: .* CAMEO codes .*'999'"),
    ],
)
def test_odd_records_are_told_by_place(name: str, content: str, told: str, tmp_path: Path) -> None:
    (path := tmp_path / name).write_text(content, encoding="utf8")
    with pytest.raises(InputError, match=told):
        read_gold(path)


def test_numbers_that_the_gold_does_not_record_are_not_scored(tmp_path: Path) -> None:
    (gold := tmp_path / "gold.csv").write_text(
        "text,event_code,killed\nRebels attacked the post.,190,\n", encoding="utf8"
    )
    assert [e.counted for t in read_gold(gold) for e in t.events] == [("killed",)]


def test_other_gold_can_not_be_compared() -> None:
    with pytest.raises(ValueError, match="not of the same gold"):
        compare(coding("l"), coding("l", "l"))


# --- from the command line --------------------------------------------------------------------------------------------


@pytest.mark.parser
def test_evaluate_and_compare_with_a_rule_of_ones_own(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from coder.cli import main

    gold = tmp_path / "gold.jsonl"
    lines = [
        {
            "id": "1",
            "date": "2024-03-05",
            "text": "Chad expelled two envoys of Niger.",
            "events": [{"codes": ["161"], "source": ["TCD"], "target": ["NER"], "start": 5, "end": 13}],
        },
        {
            "id": "2",
            "date": "2024-03-05",
            "text": "Chad snubbled Niger.",
            "events": [{"codes": ["120"], "source": ["TCD"], "target": ["NER"], "start": 5, "end": 13}],
        },
    ]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    rules = tmp_path / "mine.yaml"
    rules.write_text(
        '- id: reject.snubble\n  code: "120"\n  verbs: [snubble]\n  definition: Refuse.\n  examples: ["Chad snubbled '
        'Niger."]\n',
        encoding="utf8",
    )
    before = tmp_path / "before.json"
    first = CliRunner().invoke(main, ["evaluate", str(gold), "--output", str(before)])
    assert first.exit_code == 0 and "missed" in first.output and "why:" in first.output, first.output
    assert json.loads(before.read_text())["figures"]["root recall"]["value"] == 0.5
    second = CliRunner().invoke(main, ["evaluate", str(gold), "--rules", str(rules), "--compare", str(before)])
    assert second.exit_code == 0 and re.search(r"root +1 +0 +1 +0 ", second.output), second.output


GOLD = Path(__file__).parents[3] / "shared" / "gold" / "news.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="the gold standard is not part of the package")
def test_the_gold_standard_news_is_read_whole() -> None:
    texts = read_gold(GOLD)
    assert len(texts) > 100 and sum(len(t.events) for t in texts) > 100
