"""The screen sets sentences aside and changes no row: on the sample corpus, on rule examples between filler, on long
articles.
"""

from __future__ import annotations

import json
import random
from copy import copy
from dataclasses import asdict
from datetime import date

import pytest
from conftest import SAMPLE

from coder.pipeline import Coder
from coder.records import Document

pytestmark = pytest.mark.parser
FILLER = [
    "Sunny in Guatemala.",
    "The pie was blue.",
    "It rained in Lagos and in Accra.",
    "The team from Norway was young.",
    "Her bag is red.",
]


def mixed(coder: Coder) -> list[Document]:
    """Documents of rule examples between sentences without events, and articles of the sample joined to long ones."""
    draw = random.Random(3)
    examples = [example for rule in coder.rulebook.rules for example in rule.examples[:1]]
    draw.shuffle(examples)
    texts = [
        " ".join([draw.choice(FILLER), example, draw.choice(FILLER), draw.choice(FILLER)]) for example in examples[:60]
    ]
    articles = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf8").splitlines()]
    texts += [" ".join([*articles[k : k + 8], *FILLER]) for k in range(0, 24, 8)] + FILLER
    return [Document(f"text-{n}", date(2024, 3, 27), text) for n, text in enumerate(texts)]


def test_the_screen_changes_no_row_and_sets_sentences_aside(coder: Coder) -> None:
    documents = mixed(coder)
    unscreened = copy(coder)
    unscreened.without = frozenset({"screen"})
    screened, all_parsed = (list(c.code_documents(documents)) for c in (coder, unscreened))
    assert sum(c.screened for c in screened) > 20 and not any(c.screened for c in all_parsed)
    for ours, theirs in zip(screened, all_parsed, strict=True):
        assert [asdict(e) for e in ours.events] == [asdict(e) for e in theirs.events], ours.document.text


PASSES = [
    ("a form of a trigger", "Rebels were slaughtering villagers.", True),
    ("an irregular form", "The president fought the rebels.", True),
    ("capitals", "TROOPS SHELLED THE TOWN", True),
    ("a form of a verb that is a noun here", "It was the closest of games.", False),
    ("what the tokeniser cuts off", "Rebels won't attack; they'll sign it for $5.", True),
    ("no trigger", "The pie was blue.", False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("text", "passes"), [p[1:] for p in PASSES], ids=[p[0] for p in PASSES])
def test_what_passes(text: str, passes: bool, coder: Coder) -> None:
    assert coder.screen.passes(text) is passes


def test_forms_that_may_get_a_lemma_that_is_asked_about_are_all_looked_at(coder: Coder) -> None:
    lemmas, wanted = coder.screen.lemmas, coder.screen.wanted
    assert lemmas is not None
    words = sorted({word for rule in coder.rulebook.rules for text in rule.examples for word in lemmas.forms(text)[0]})
    left = [word for word in words if not lemmas.may_be(word, wanted)]
    assert len(left) > len(words) / 4
    for word, by_kind in zip(left, lemmas.of(left), strict=True):
        assert wanted.isdisjoint(by_kind["any"]), word
