"""keep.yaml: every fault is told with file, line and remedy; the decisions hold of dyads made by hand; users add their
own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coder.actions.parts import ASIDE
from coder.errors import DataFileError
from coder.events.facts import Facts
from coder.events.keep import load_keep
from coder.events.reader import UNCODED, load_reader
from coder.pipeline import Coder

GOOD = (
    '- {id: own, when: {code: ["173"], source: nobody}, verdict: leave, reason: nobody does it,'
    " example: A Chadian minister was arrested., counterexample: Soldiers arrested a Chadian minister.}\n"
)
FAULTS = [
    ("unknown field", GOOD.replace("verdict", "judgement"), "unknown field 'judgement'"),
    ("field missing", GOOD.replace("reason: nobody does it,", ""), "'reason' is missing"),
    ("unknown verdict", GOOD.replace("leave", "drop"), "'drop' is no verdict"),
    ("unknown key", GOOD.replace("source:", "sources:"), "unknown key 'sources'"),
    ("unknown fact", GOOD.replace("source: nobody", "source: nobodies"), "'nobodies' is no fact of 'source'"),
    ("unknown fact, denied", GOOD.replace("source: nobody", "source: not soldier"), "'soldier' is no fact of 'source'"),
    ("no code", GOOD.replace('"173"', "arrest"), "code 'arrest' is no code"),
    ("unknown stance", GOOD.replace("source: nobody", "stance: wished"), "'wished' is no stance"),
    ("unknown page", GOOD.replace("source: nobody", "page: weather"), "'weather' is no fact of 'page'"),
    ("topic of a sentence", GOOD.replace("source: nobody", "sentence: game"), "'game' is no fact of 'sentence'"),
    ("no condition", GOOD.replace('when: {code: ["173"], source: nobody}', "when: arrests"), "a condition must map"),
    ("name of an alternative of ours", GOOD.replace("id: own", "id: only-spoke"), "choose another name, or replace"),
    (
        "name of another",
        GOOD.replace('{code: ["173"]', '{as: no-visit, code: ["173"]'),
        "choose another name, or replace",
    ),
    ("id twice", GOOD + GOOD, "the id is taken by"),
    ("no list", "id: own\n", "must hold a list of decisions"),
    ("no YAML", "- {id: [", "can't be read as YAML"),
]
ARREST = Facts("173", "173", "actual", *([frozenset()] * 5))


@pytest.mark.parametrize(("text", "message"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_fault(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataFileError) as error:
        load_keep([path])
    assert message in str(error.value) and str(path) in str(error.value)


def test_what_is_left_must_have_a_decision(tmp_path: Path) -> None:
    last = load_keep().decisions[-1].id
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace("id: own", f"id: {last}"), encoding="utf8")
    with pytest.raises(DataFileError, match="the last decision must apply to all that is left"):
        load_keep([path])


def test_a_decision_of_ones_own_comes_first_and_one_of_a_known_id_replaces_it(tmp_path: Path) -> None:
    plain = load_keep()
    victim = plain.decisions[2].id
    path = tmp_path / "own.yaml"
    path.write_text(GOOD + GOOD.replace("id: own", f"id: {victim}"), encoding="utf8")
    changed = load_keep([path])
    assert [d.id for d in changed.decisions] == ["own", *(d.id for d in plain.decisions)]
    assert next(d for d in changed.decisions if d.id == victim).place.startswith(str(path))
    assert changed.checksum != plain.checksum


CONDITIONS = {
    "code-prefix": ('{code: ["17"]}', ARREST, True),
    "other-code": ('{code: ["18", "19"]}', ARREST, False),
    "base-below-the-stance": ('{base: ["17"]}', replace(ARREST, code="1381"), True),
    "stance": ("{stance: refused}", ARREST, False),
    "all-of-a-list": ("{source: [coded, armed]}", replace(ARREST, source=frozenset({"coded"})), False),
    "one-of-two": ("{source: armed|law}", replace(ARREST, source=frozenset({"law"})), True),
    "denied": ("{source: not armed}", replace(ARREST, source=frozenset({"armed"})), False),
    "either-is-the-target": ("{either: political}", replace(ARREST, target=frozenset({"political"})), True),
    "either-is-one-side": (
        "{either: [political, armed]}",
        replace(ARREST, source=frozenset({"political"}), target=frozenset({"armed"})),
        False,
    ),
    "neither": ("{neither: political}", replace(ARREST, target=frozenset({"political"})), False),
    "one-of-two-conditions": ('[{code: ["18"]}, {page: sport}]', replace(ARREST, page=frozenset({"sport"})), True),
}


@pytest.mark.parametrize("case", CONDITIONS)
def test_condition(case: str, tmp_path: Path) -> None:
    when, facts, holds = CONDITIONS[case]
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace('{code: ["173"], source: nobody}', when), encoding="utf8")
    assert load_keep([path]).decisions[0].applies(facts) == holds


def test_an_exception_stops_a_decision(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace("verdict", "unless: {source: armed}, verdict"), encoding="utf8")
    own = load_keep([path]).decisions[0]
    facts = replace(ARREST, source=frozenset({"nobody"}))
    assert own.applies(facts) and not own.applies(replace(facts, source=frozenset({"nobody", "armed"})))


ALTERNATIVES = (
    '- {id: own, when: [{as: caught, code: ["173"], reason: somebody was caught, unless: {source: armed}}, '
    '{code: ["17"]}], unless: {target: law}, verdict: doubt, reason: nobody was caught, '
    "example: a, counterexample: b}\n"
)


def test_an_alternative_has_a_name_a_reason_and_exceptions_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(ALTERNATIVES, encoding="utf8")
    keep = load_keep([path])
    caught = keep.decide(ARREST)
    assert (caught.id, caught.name, caught.because) == ("own", "caught", "somebody was caught (own: caught)")
    other = keep.decide(replace(ARREST, source=frozenset({"armed"})))
    assert (other.id, other.name, other.because) == ("own", "own", "nobody was caught (own)")
    assert keep.decide(replace(ARREST, target=frozenset({"law"}))).id != "own"


def test_who_replaces_a_decision_may_name_its_alternatives_anew(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(ALTERNATIVES.replace("id: own", "id: done-by-nobody").replace("caught, c", "crime-page, c"), "utf8")
    names = [case.name for d in load_keep([path]).decisions if d.id == "done-by-nobody" for case in d.cases]
    assert names == ["crime-page", "done-by-nobody"]


def test_the_reader_knows_each_doubt_by_a_name() -> None:
    """Its weights are fitted to the names of doubts: one that none has any more would be lost."""
    doubts = {f.removeprefix("doubt=") for f in load_reader().event if f.startswith("doubt=")} - {UNCODED}
    named = {c.name for d in load_keep().decisions for c in d.cases if d.verdict in {"doubt", "alone", ASIDE}}
    assert doubts and doubts <= named


@pytest.mark.parser
def test_a_decision_of_ones_own_decides(tmp_path: Path, coder: Coder) -> None:
    text = "A Chadian minister was arrested."
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, encoding="utf8")
    own = Coder(keep=[path])
    assert coder.code(text) and not own.code(text)
    assert own.versions()["keep"] != coder.versions()["keep"]
    assert any("left: nobody does it (own)" in note for coding in own.trace(text) for _, note in coding.notes)


LEFT = {
    "England attacked Australia in the second innings.": "sport-page",
    "Ireland defeated Wales in the final of the rugby cup.": "sport-page",
    "Nine Canadian farmers were killed in the flood.": "unmeant",
    "Falling prices hammered Japanese investors and exporters on the stock market.": "market-page",
    "The American candidates traded jokes.": "everyday-page",
    "UEFA ordered the Danish club to play behind closed doors after the football match.": "sport-page",
    "Zambia Airways Limited warned that it might sell two planes.": "firm-or-agency",
    "Scotland announced a new coach for the rugby cup.": "sport-page",
    "The Kenyan minister is confident that the striker will score in the cup final.": "sport-page",
    "Brazil welcomed two goalkeepers to the football squad for the cup.": "sport-page",
    "The Dutch premier warned of higher inflation and falling exports as retailers cut prices.": "market-page",
    "The police are investigating a brawl in the street.": "everyday-crime",
    "The Kenyan navy plans to announce a tender.": "no-news",
    "The Danish government accused the chipmaker of misleading its customers.": "market-page",
}
CODED = {
    "The United States fired anti-aircraft batteries at Russia this week.": ("USA", "193", "RUS"),
    "Students staged a protest in Beijing close to the Olympic stadium.": ("CHNEDU", "141", "CHNGOV"),
    "The Kenyan minister met the Ugandan striker at the football cup.": ("KENGOV", "040", "UGALAB"),
    "Italy ordered its embassies to watch the shares of retailers and exporters in Chad.": ("ITA", "100", "ITAGOV"),
    "Egypt arrested two opposition leaders during the football final.": ("EGY", "173", "EGYOPP"),
    "The Zambian police are investigating a brawl at the Malawian embassy.": ("ZMBCOP", "090", "MWIGOV"),
    "Nerve gas killed forty villagers.": (None, "2041", "CVL"),
    "Zambia's president of the council warned Malawi.": ("ZMBGOV", "130", "MWI"),
    "Denmark accused Norway of misleading its customers and investors.": ("DNK", "112", "NOR"),
    "Rebels shelled Chad as shares and stocks fell on the market.": ("TCDREB", "194", "TCD"),
}


@pytest.mark.parser
@pytest.mark.parametrize("text", LEFT)
def test_other_pages_are_left_for_the_true_reason(text: str, coder: Coder) -> None:
    verdicts = [v for coding in coder.trace(text, "2012-05-05") for v in coding.verdicts]
    assert verdicts and not any(v.kept for v in verdicts)
    assert {v.decision.id for v in verdicts} == {LEFT[text]}


@pytest.mark.parser
@pytest.mark.parametrize("text", CODED)
def test_words_of_other_pages_do_not_hide_an_event(text: str, coder: Coder) -> None:
    assert CODED[text] in {(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2012-05-05")}
