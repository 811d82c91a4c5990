"""Texts that were broken into lines, in whatever layout: their sentences are those of the same text on one line."""

from __future__ import annotations

import json
import random
import re
import textwrap
from collections.abc import Callable

import pytest

from coder.files.package import KNOWLEDGE
from coder.pipeline import Coder
from coder.text.clean import clean
from coder.text.dateline import dateline_end
from coder.text.sentences import split_sentences
from coder.text.vocabulary import English

pytestmark = pytest.mark.parser
WIDTHS = (34, 65, 80)
Layout = Callable[[list[str], int], str]


def fill(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def uneven(text: str, width: int) -> str:
    """Lines broken by hand: none of the same width."""
    draw, lines = random.Random(len(text)), [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width + draw.randint(-6, 6):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def hyphenated(text: str, width: int) -> str:
    """Lines whose last word is broken where it does not fit."""
    lines = [""]
    for word in text.split(" "):
        room = width - len(lines[-1]) - 2
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) >= 7 and room >= 3:
            cut = min(room, len(word) - 3)
            lines[-1] += f" {word[:cut]}-"
            lines.append(word[cut:])
        else:
            lines.append(word)
    return "\n".join(lines)


def apart(paragraphs: list[str], width: int, broken: Callable[[str, int], str] = fill) -> str:
    return "\n\n".join(broken(p, width) for p in paragraphs)


LAYOUTS: dict[str, Layout] = {
    "blank lines between": apart,
    "no blank lines": lambda ps, w: "\n".join(fill(p, w) for p in ps),
    "a heading": lambda ps, w: "Talks end without result\n" + "\n".join(fill(p, w) for p in ps),
    "a heading in title case": lambda ps, w: "Talks End Without Result\n\n" + apart(ps, w),
    "who wrote it": lambda ps, w: "By Amina Mensah\n" + apart(ps, w),
    "paragraphs indented": lambda ps, w: "\n".join(fill(p, w, "   ") for p in ps),
    "all indented": lambda ps, w: textwrap.indent(apart(ps, w), "    "),
    "an item": lambda ps, w: "\n".join([fill(ps[0], w), *(fill(p, w, "- ", "  ") for p in ps[1:])]),
    "items with numbers": lambda ps, w: "\n".join(fill(p, w, f"{n}. ", "   ") for n, p in enumerate(ps, 1)),
    "quoted mail": lambda ps, w: "\n".join(f"> {line}" for line in apart(ps, w).split("\n")),
    "Windows line ends": lambda ps, w: apart(ps, w).replace("\n", "\r\n"),
    "blank lines between all lines": lambda ps, w: apart(ps, w).replace("\n", "\n\n"),
    "words broken": lambda ps, w: apart(ps, w, hyphenated),
    "lines of uneven width": lambda ps, w: apart(ps, w, uneven),
    "one paragraph": lambda ps, w: fill(ps[0], w),
}


@pytest.fixture(scope="module")
def english(coder: Coder) -> English:
    return coder.english


def sentences(text: str, english: English) -> list[str]:
    cleaned = clean(text, english).text
    return [" ".join(cleaned[a:b].split()) for a, b in split_sentences(cleaned)]


def articles() -> list[list[str]]:
    """The first two paragraphs, of two sentences each, of every other article of the sample."""
    lines = (KNOWLEDGE / "sample" / "articles.jsonl").read_text(encoding="utf8").splitlines()[::2]
    found = []
    for line in lines:
        text = " ".join(json.loads(line)["text"].split())
        several = [text[a:b] for a, b in split_sentences(text)]
        found.append([" ".join(several[:2]), " ".join(several[2:4])])
    return [paragraphs for paragraphs in found if min(map(len, paragraphs)) > 40]


@pytest.mark.parametrize("name", LAYOUTS)
def test_sentences_are_whole(name: str, english: English) -> None:
    wanted = lost = 0
    for paragraphs in articles():
        whole = [s for p in paragraphs for s in sentences(p, english)]
        for width in WIDTHS:
            found = sentences(LAYOUTS[name](paragraphs, width), english)
            told = whole if name != "one paragraph" else sentences(paragraphs[0], english)
            wanted, lost = wanted + len(told), lost + sum(s not in found for s in told)
    assert wanted > 200
    assert lost <= 0.01 * wanted, f"{lost} of {wanted}"


KEPT_APART = [
    "Ghana expels two envoys\nTogo recalls its ambassador\nBenin closes its border",
    "Ghana expels envoys\n\nThe government of Ghana expelled two envoys of Togo on Monday.",
    "The envoy left.\nHe flew to Lome.\nNobody saw him.",
    "Ghana: 3 killed\nTogo: 5 killed\nBenin: none",
    "By Mensah John\nGhana expelled two envoys.",
    "Two traders locked up\nThe judge in Lome spoke on Monday.",
    "Summit of leaders ends without result\n(AFP) - Ghana left the talks on Monday.",
]
# Headings, and the lines of text below them that tell the width.
HEADINGS = [("Border reopens after talks", 2), ("Ministers of both states agree to reopen harbour", 4)]


@pytest.mark.parametrize(("heading", "lines"), HEADINGS)
def test_a_line_that_could_have_held_the_next_word_is_a_heading(heading: str, lines: int, english: English) -> None:
    paragraphs = [p for several in articles() for p in several if not dateline_end(p)]
    texts = ["\n".join(fill(p, 62).split("\n")[:lines]) for p in paragraphs if len(p) > 62 * lines]
    fits = [t for t in texts if len(heading) + 1 + len(t.split()[0]) <= max(map(len, t.split("\n")))]
    assert len(fits) > 8
    assert not [t for t in fits if heading not in sentences(f"{heading}\n{t}", english)]


@pytest.mark.parametrize("text", KEPT_APART)
def test_lines_of_their_own_stay_apart(text: str, english: English) -> None:
    assert sentences(text, english) == [line for line in text.split("\n") if line]


def test_a_line_goes_on_where_a_word_or_name_is_broken(english: English) -> None:
    for text in (
        "US envoy Nelson\nMandela left Accra.",
        "President Ada\nMensah left Accra.",
        "Ghana took responsibil-\nity for the attack. Nobody\nelse did.",
        "The talks failed because\nTogo left them.",
        "ACCRA, May 3 —\nGhana expelled two envoys.",
        "ACCRA (GNA) - Police held two\nTogolese traders.",
        "LOME, Togo\n(GNA) - Police held two traders.",
        "PORTO NOVO, Republic\nof Benin (GNA) - Police held two traders.",
        "LOME (AFP) - Prime Minister Ada Mensah asked a\nTogolese court Sunday to free toppled leaders\nQalabe.",
        "The government of Ghana said on Monday that it had asked all\nof the traders in the old harbour to leave\n"
        "Togo within three days, and that the border to the east had\nbeen closed.",
        "By Ada Mensah LOME, Togo (GNA) - Police\nheld two traders.",
        "The minister told a crowd of traders in the old harbour\nthat the border would\nstay open, and that he hoped "
        "the envoys\nTogo had sent\nwould come back before the rains.",
        "The talks of both sides broke down\nThursday, as Togo left them.",
        "The Volta Power Works\n(VPW) left Togo.",
        "Police held two envoys of al\nQaeda.",
        "Ten of the twelve traders who had been held since the spring without a charge went home to the east\nTogo "
        "border with their families.",
    ):
        assert re.sub(r"-\n", "", text).replace("\n", " ").split(". ")[0].rstrip(".") in [
            s.rstrip(".") for s in sentences(text, english)
        ]
