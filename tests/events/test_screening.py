"""What a sentence must name so that an event of it can be kept is what the decisions of keep.yaml come to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coder.actions.demands import WordDemand
from coder.actors.lexicon import load_lexicon
from coder.actors.named import Before
from coder.events.keep import load_keep
from coder.events.pages import surely_on
from coder.events.screening import demands, named_in
from coder.pipeline import Coder
from coder.records import Document
from coder.text.screen import FORCE, NOBODY, POLITICS, PUBLIC, SOMEBODY

TRIGGERS, NOTHING = frozenset({("verb", "x")}), frozenset[str]()
LEVELS = [
    ("praise", "051", {POLITICS}),
    ("an appeal, which the public makes too", "020", {PUBLIC}),
    ("a protest", "141", {NOBODY}),
    ("force without a source", "170", {SOMEBODY}),
    ("killing", "180", {NOBODY}),
    ("bombs, by nobody only where there is war", "183", {SOMEBODY, NOBODY}),
]


@pytest.mark.parametrize(("code", "needs"), [case[1:] for case in LEVELS], ids=[case[0] for case in LEVELS])
def test_who_must_be_named_for_a_code(code: str, needs: set[int]) -> None:
    asked = list(demands([WordDemand(TRIGGERS, (), frozenset({code}))], NOTHING, load_keep()))
    assert {demand.needs[NOTHING] for demand in asked} == needs
    assert [bool(demand.conditions) for demand in asked] == [False, True][: len(asked)]


PAGES = [
    ("a blow in a game is one by somebody armed", "182", {"sport", "everyday"}, {"sport"}, FORCE),
    ("a blow where nothing tells of violence, to somebody in politics", "182", {"everyday"}, {"everyday"}, POLITICS),
    ("a blow elsewhere", "182", {"sport"}, set(), SOMEBODY),
]  # fmt: skip


@pytest.mark.parametrize(("code", "home", "on", "needs"), [case[1:] for case in PAGES], ids=[c[0] for c in PAGES])
def test_who_must_be_named_on_a_page(code: str, home: set[str], on: set[str], needs: int) -> None:
    wanted = WordDemand(TRIGGERS, (), frozenset({code}), pages=frozenset(home))
    first = next(iter(demands([wanted], NOTHING, load_keep())))
    assert first.needs[frozenset(on)] == needs


def test_what_stances_make_of_a_code_counts_only_where_somebody_asks() -> None:
    wanted = WordDemand(TRIGGERS, (), frozenset({"051"}), asked=frozenset({"021"}))
    plain, asked = demands([wanted], frozenset({"must"}), load_keep())
    assert (plain.needs[NOTHING], plain.conditions) == (POLITICS, ())
    assert (asked.needs[NOTHING], asked.conditions) == (PUBLIC, (frozenset({"must"}),))


PAGE_TEXTS = [
    ("They beat Ghana 2-0 in the cup final , a great goal in the league", {"sport", "everyday"}),
    ("They beat Ghana 2-0 in the cup final after a bomb in the league", set()),
    ("The index of the market fell", {"market", "everyday"}),
    ("The storm and the flood destroyed a village", {"disaster", "everyday"}),
    ("He shot a man", set()),
]


@pytest.mark.parametrize(("text", "pages"), PAGE_TEXTS, ids=[text[:20] for text, _ in PAGE_TEXTS])
def test_on_which_pages_words_surely_stand(text: str, pages: set[str]) -> None:
    words = set(text.lower().split())
    assert surely_on(text, words, words | {"shoot"} if "shot" in words else words) == pages


def test_a_users_decision_counts(tmp_path: Path) -> None:
    own = tmp_path / "keep.yaml"
    own.write_text(
        "- {id: praise, when: {code: ['051']}, verdict: keep, reason: praise is news here, example: She praised him., "
        "counterexample: She hit him.}\n- {id: known, when: {}, verdict: keep, reason: r, example: a, "
        "counterexample: b}\n",
        encoding="utf8",
    )
    (asked,) = demands([WordDemand(TRIGGERS, (), frozenset({"051"}))], NOTHING, load_keep([own]))
    assert asked.needs[NOTHING] == NOBODY


NAMES = [
    ("a country", "Kenya won.", POLITICS),
    ("the adjective of a country in capitals", "KENYAN SOIL", POLITICS),
    ("a name of letters only in capitals", "He works at Acme Inc. in town.", NOBODY),
    ("a minister", "The deputy prime minister spoke.", POLITICS),
    ("a trade", "Two nurses left.", PUBLIC),
    ("soldiers", "Three soldiers left.", FORCE),
    ("nobody", "The pie was blue.", NOBODY),
    ("a hyphen", "A Kenya-based cook slept.", POLITICS),
    ("a country's word in small letters", "They ate turkey.", NOBODY),
]


@pytest.mark.parametrize(("text", "level"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_whom_a_text_names(text: str, level: int) -> None:
    named = named_in(load_lexicon())
    assert named.level(named.words_of(text), Before()) == level


def test_what_is_taken_up_counts_as_named() -> None:
    named = named_in(load_lexicon())
    before = Before().after(POLITICS, named.words_of("Deputy Harun Belo of Kenya spoke."))
    assert named.level(named.words_of("He slept."), before) == POLITICS
    assert named.level(named.words_of("Later Belo slept."), before) == POLITICS
    assert named.level(named.words_of("The pie was blue."), before) == NOBODY


@pytest.mark.parser
def test_what_names_nobody_is_set_aside_and_what_takes_somebody_up_is_not(coder: Coder) -> None:
    issued = "OSCE MISSION IN GEORGIA\nDaily report, 2 May 2024\n\n{} requested access to the rest of the camp."
    texts = ["The cook praised the pie. Her dog slept.", "The Kenyan minister met Chad's president. He praised him."]
    texts += [issued.format(who) for who in ("We", "The Mission", "A joint patrol")]
    coded = list(coder.code_documents([Document(str(n), date(2024, 3, 27), t) for n, t in enumerate(texts)]))
    assert [c.screened for c in coded][:2] == [2, 0]
    assert [[e.source_code for e in c.events] for c in coded][2:] == [["IGOEURSCE"]] * 3
