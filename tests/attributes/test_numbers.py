from __future__ import annotations

import pytest
from attributes import clauses_and_trigger, parsed, rows

from coder.attributes.casualties import Numbers, casualties
from coder.text.figures import read_number, value_of

CASES = rows("numbered.csv")


@pytest.mark.parser
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_casualties(case: dict[str, str]) -> None:
    sentence = parsed("numbered.csv")[case["id"]]
    clauses, k = clauses_and_trigger(sentence, case["trigger"])
    numbers = (int(case[name]) if case[name] else None for name in ("killed", "injured", "arrested", "crowd_size"))
    expected = Numbers(*numbers, toll=case["toll"] or None)
    assert casualties(sentence, clauses, k) == expected


READ = {
    "two": 2, "twenty five": 25, "at least two hundred and fifty": 250, "three thousand": 3000,
    "two thousand five hundred": 2500, "dozens": 24,
    "two dozen": 24, "tens of thousands": 20000, "hundreds of thousands": 200000, "10 to 15": 10,
    "between 10 and 15": 10, "1.5 million": 1500000,
    "a million": 1000000, "3,000": 3000, "about": None, "scores": 40, "one hundred": 100, "three or four": 3,
    "half a dozen": 6, "half a million": 500000, "several hundred": 300, "a couple of hundred": 200, "2 500": 2500,
    "3 billion": None,
    "1.5 billion": 1500000000, "a few thousand": 3000, "two and a half million": 2500000, "hundreds": 200,
    "a third": None,
}  # fmt: skip


@pytest.mark.parametrize(("words", "value"), READ.items())
def test_read_number(words: str, value: int | None) -> None:
    assert read_number(words.split()) == value


@pytest.mark.parametrize(
    ("word", "value"),
    {
        "12": 12,
        "1,200": 1200,
        "12-15": 12,
        "10–15": 10,
        "forty-two": 42,
        "1.5": 1.5,
        "5k": 5000,
        "people": None,
        "19th": None,
    }.items(),
)
def test_value_of(word: str, value: float | None) -> None:
    assert value_of(word) == value
